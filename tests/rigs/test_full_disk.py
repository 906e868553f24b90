"""A disk that is really full: a small file system in memory, filled up before each act (needs root on Linux)."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import Fault, StorageError
from desktop.checking import check_ledger
from desktop.errors import NotEnoughSpace
from desktop.jobs import Job
from desktop.plans.tasks import TaskFilter, tasks
from desktop.session import Session
from desktop.sync.exchange import import_bundle, write_bundle
from tests.rigs import scenes
from tests.rigs.acting import approving, digest, workspace_in
from tests.support.exchange import DAY
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

KIB = 1024
SIZE = 24 * KIB * KIB
FREE_KIB = (0, 16, 40, 80, 150, 250, 400, 600, 900, 1_300, 1_800)


class SmallDisk:
    """A file system of a few MiB that can be filled until so much is free."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def leave_free(self, size: int) -> None:
        self._filler.unlink(missing_ok=True)
        found = os.statvfs(self.folder)
        free = found.f_bavail * found.f_frsize
        with self._filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free - size, 1))

    def empty(self) -> None:
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"this machine forbids mounting: {mounted.stderr.strip()}")
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def refused(act: Callable[[], object]) -> bool:
    """Whether the act was refused for want of room; any other failure passes through."""
    try:
        act()
    except NotEnoughSpace:
        return True
    except StorageError as error:
        if error.reason is not Fault.FULL:
            raise
        return True
    return False


def still_reads(session: Session, before: str) -> None:
    assert digest(session.database) == before
    tasks(session, TaskFilter(as_of=DAY))


def test_row_54_an_import_into_a_full_disk_is_told_and_goes_through_once_there_is_room(disk: SmallDisk) -> None:
    folder = scenes.prepared("import", disk.folder)
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    bundle, before, count = folder / "stick" / "TCHQ-HQ03-0003.hqb", digest(session.database), 0
    for free in FREE_KIB:
        disk.leave_free(free * KIB)
        if not refused(lambda: import_bundle(session, bundle)):
            break
        still_reads(session, before)
        count += 1
    assert count > 2
    disk.empty()
    import_bundle(session, bundle)
    assert check_ledger(session, Job()).is_whole
    session.close()


def test_row_50_54_an_export_on_a_full_disk_leaves_no_file_and_its_number_free(disk: SmallDisk) -> None:
    folder = scenes.prepared("export", disk.folder)
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    before, count = digest(session.database), 0
    for free in FREE_KIB:
        disk.leave_free(free * KIB)
        if not refused(lambda: write_bundle(session, "TCHQ", folder / "stick")):
            break
        still_reads(session, before)
        assert not list(folder.glob("stick/HQ03-TCHQ-*"))
        assert not list(folder.glob("hp/data/outbox/*"))
        count += 1
    assert count > 1
    disk.empty()
    assert write_bundle(session, "TCHQ", folder / "stick").number == 2
    session.close()


def test_row_54_work_on_a_full_disk_is_refused_and_goes_on_once_there_is_room(disk: SmallDisk) -> None:
    folder = scenes.prepared("approve", disk.folder)
    disk.leave_free(64 * KIB)
    acts, done, count = approving(folder), 0, 0
    for session, act in acts:
        before = digest(session.database)
        while refused(act):
            still_reads(session, before)
            count += 1
            disk.leave_free(count * 256 * KIB)
        done += 1
    assert done > 8
    assert count
