"""The disk is full, or fails, at any moment: the act is refused in words, the ledger is as before it, and goes on."""

import subprocess
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

import pytest

from desktop.sync.exchange import write_bundle
from tests.rigs import scenes
from tests.rigs.acting import workspace_in
from tests.rigs.recording import Put, Said, Synced, failing, reason_not_to_record, recorded
from tests.rigs.scenes import Step, faults_of, step_of
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

needs_strace = pytest.mark.skipif(bool(reason_not_to_record()), reason=reason_not_to_record() or "can be recorded")
LEDGER = ("so.db", "so.db-wal")
FAULTS = {
    "full while writing": ("pwrite64", "ENOSPC", "+"),
    "a write fails once": ("pwrite64", "EIO", ""),
    "every write fails": ("pwrite64", "EIO", "+"),
    "a sync fails once": ("fsync,fdatasync", "EIO", ""),
    "a read fails once": ("pread64", "EIO", ""),
}
STICK_FAULTS = {
    "pulled while writing": ("write", "EIO", "1+"),
    "full while writing": ("write", "ENOSPC", "1+"),
    "pulled before it is synced": ("fsync", "EIO", "1+"),
    "pulled before it is read back": ("read", "EIO", "1+"),
}


class Scene:
    """A scene that was played whole once: how many operations of each kind reach the ledger, and all its steps."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.before = scenes.prepared(name, folder / "before")
        live = folder / "whole"
        copytree(self.before, live)
        operations = recorded(scenes.command(name, live), live, folder / "trace", scenes.environment())
        self.steps = [step_of(found.words) for found in operations if isinstance(found, Said)]
        ledger = {f"hp/data/{file}" for file in LEDGER}
        self.writes = sum(isinstance(found, Put) and found.path in ledger for found in operations)
        self.syncs = sum(isinstance(found, Synced) and found.path in ledger for found in operations)

    def failed(self, fault: str, number: int) -> tuple[list[Step], str, Path]:
        """Play it again with a fault of the disk; what it acknowledged, the refusal it told, and where."""
        calls, error, since = FAULTS[fault]
        return self.played([f"hp/data/{file}" for file in LEDGER], calls, error, f"{number}{since}")

    def played(self, files: list[str], calls: str, error: str, since: str) -> tuple[list[Step], str, Path]:
        """Play it again with calls on some files failing."""
        place = self.folder / "failed"
        copytree(self.before, place)
        command = failing(scenes.command(self.name, place), [place / file for file in files], calls, error, since)
        ran = subprocess.run(command, capture_output=True, text=True, env=scenes.environment(), check=False)
        assert ran.returncode == 0, f"{calls} {error} {since}: not told in words\n{ran.stderr[-2000:]}"
        said = ran.stdout.splitlines()
        refusal = said.pop() if said and said[-1].startswith("refused") else ""
        return [step_of(line) for line in said], refusal, place


def check_faults(scene: Scene, fault: str, rounds: int, seed: int) -> int:
    """How many of so many faults at random moments were met and told; after each the ledger is whole."""
    chance, told = Random(seed), 0
    last = scene.syncs if "sync" in fault else scene.writes
    for _ in range(rounds):
        said, refusal, place = scene.failed(fault, chance.randint(1, last))
        told += bool(refusal)
        assert refusal or len(said) == len(scene.steps), "neither done nor refused"
        assert said == scene.steps[: len(said)]
        assert faults_of(place, scene.steps, said[-1].number if said else 0) == []
        rmtree(place)
    return told


@needs_strace
@pytest.mark.parametrize("fault", FAULTS)
def test_row_54_55_a_failing_disk_is_told_and_nothing_is_half_done(fault: str, tmp_path: Path) -> None:
    assert check_faults(Scene("import", tmp_path), fault, 4, seed=55)


@needs_strace
def test_row_50_55_a_stick_pulled_while_a_bundle_is_written_leaves_no_file_and_its_number_free(tmp_path: Path) -> None:
    scene = Scene("export", tmp_path)
    for fault, (calls, error, since) in STICK_FAULTS.items():
        said, refusal, place = scene.played(["stick/HQ03-TCHQ-0001.hqb.part"], calls, error, since)
        assert said == scene.steps[:1], fault
        assert refusal.startswith(("refused FileNotWritten", "refused NotEnoughSpace")), refusal
        assert faults_of(place, scene.steps, 0) == []
        assert not list(place.glob("stick/HQ03-*"))
        assert not list(place.glob("hp/data/outbox/*"))
        session = workspace_in(place).sign_in(ADMINISTRATOR, PASSPHRASE)
        assert write_bundle(session, "TCHQ", place / "stick").number == 1
        session.close()
        rmtree(place)


@needs_strace
@pytest.mark.long
@pytest.mark.parametrize("name", ["import", "export", "approve", "take back"])
@pytest.mark.parametrize("fault", FAULTS)
def test_row_54_55_a_disk_failing_anywhere_is_told(name: str, fault: str, tmp_path: Path) -> None:
    assert check_faults(Scene(name, tmp_path), fault, 15, seed=2007)
