"""Making, listing and thinning out the verified copies in the folder `backups/`."""

import contextlib
import errno
import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

import db.backup
from db.errors import Fault, StorageError
from desktop.files import atomic_write, sync_folder

FOLDER = "backups"
_DATABASE = "so.db"
_BESIDE = ("keyslots.json", "workspace.json", "deliveries.json")
_FACTS = "backup.json"
_SPARE_BYTES = 1024 * 1024
"""What the copy's own log and the files beside it need on top."""
_KEEP = (("%Y%m%d%H", 24), ("%Y%m%d", 14), ("%Y%m", 24))


class Cause(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    IMPORT = "import"
    UPGRADE = "upgrade"
    BY_HAND = "by_hand"


class BackupFacts(msgspec.Struct, frozen=True):
    """What is written beside a copy once it was opened and checked; without it a copy does not count."""

    at_ms: int
    cause: Cause
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy."""

    folder: Path
    facts: BackupFacts


def make(folder: Path, key: bytes, cause: Cause, now_ms: int) -> Backup:
    """Copy the ledger with its key slots, open the copy and check it; then thin out old copies.

    A copy is listed once everything it needs is on the disk: a power cut leaves it whole or not listed.
    Runs on any thread with a connection of its own. Raises StorageError, NotEnoughSpace, FileNotWritten; then no copy
    is listed.
    """
    stamp = datetime.fromtimestamp(now_ms / 1000).astimezone().strftime("%Y%m%d-%H%M%S")
    target = _free_folder(folder / FOLDER, f"{stamp}-{now_ms % 1000:03d}-{cause}")
    try:
        _require_room(folder)
        target.mkdir(parents=True)
        db.backup.copy_to(folder / _DATABASE, target / _DATABASE, key)
        for name in _BESIDE:
            if (folder / name).exists():
                atomic_write(target / name, (folder / name).read_bytes())
        facts = BackupFacts(now_ms, cause, (target / _DATABASE).stat().st_size, _sha256(target / _DATABASE))
        atomic_write(target / _FACTS, msgspec.json.encode(facts))
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        fault = Fault.FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else Fault.READ_ONLY
        raise StorageError(fault, str(error)) from error
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    thin_out(folder, spare=target)
    return Backup(target, facts)


def _require_room(folder: Path) -> None:
    """Raises OSError where the disk has no room for another copy: SQLite would only speak of a failed write."""
    ledger = (folder / _DATABASE, folder / f"{_DATABASE}-wal")
    size = sum(file.stat().st_size for file in ledger if file.exists())
    if shutil.disk_usage(folder).free < size + _SPARE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _free_folder(parent: Path, name: str) -> Path:
    """A folder of this name that is not there yet: two copies may fall into one millisecond."""
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(parent / free for free in names if not (parent / free).exists())


def backups(folder: Path) -> list[Backup]:
    """The verified copies, newest first; one whose file is gone or has another size does not count."""
    found = []
    for file in (folder / FOLDER).glob(f"*/{_FACTS}"):
        try:
            facts = msgspec.json.decode(file.read_bytes(), type=BackupFacts)
            if (file.parent / _DATABASE).stat().st_size == facts.size:
                found.append(Backup(file.parent, facts))
        except (OSError, msgspec.MsgspecError):
            continue
    return sorted(found, key=lambda backup: backup.facts.at_ms, reverse=True)


def is_intact(backup: Backup) -> bool:
    """Whether the copy is still, byte for byte, the one that was checked; reads the whole file."""
    try:
        return _sha256(backup.folder / _DATABASE) == backup.facts.sha256
    except OSError:
        return False


def thin_out(folder: Path, *, spare: Path | None = None) -> None:
    """Keep the newest copy of each of the last 24 hours, 14 days and 24 months that have one, and every upgrade's.

    `spare` is the copy just made: it stays, also where the clock was set back since the others.
    """
    newest_first = backups(folder)
    kept = {backup.folder for backup in newest_first if backup.facts.cause is Cause.UPGRADE or backup.folder == spare}
    for pattern, most in _KEEP:
        slots: dict[str, Path] = {}
        for backup in newest_first:
            slots.setdefault(
                datetime.fromtimestamp(backup.facts.at_ms / 1000).astimezone().strftime(pattern), backup.folder
            )
        kept.update(list(slots.values())[:most])
    for backup in newest_first:
        if backup.folder not in kept:
            _remove(backup)


def _remove(backup: Backup) -> None:
    """Delete a copy; its facts go first, so that a power cut in between leaves nothing that is listed."""
    with contextlib.suppress(OSError):  # a file that is held elsewhere: the copy stays, whole and listed
        (backup.folder / _FACTS).unlink(missing_ok=True)
        sync_folder(backup.folder)
        shutil.rmtree(backup.folder, ignore_errors=True)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
