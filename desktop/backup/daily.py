"""The copy of the day."""

from datetime import datetime
from pathlib import Path

from desktop.backup.copies import Backup, Cause, backups, make


def make_daily(folder: Path, key: bytes, now_ms: int) -> Backup:
    """Make a copy of the ledger where none was made on this day yet; answers the newest copy.

    Runs on any thread with a connection of its own. Raises StorageError.
    """
    found = backups(folder)
    if found and _day(found[0].facts.at_ms) == _day(now_ms):
        return found[0]
    return make(folder, key, Cause.DAILY, now_ms)


def _day(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000).astimezone().strftime("%Y%m%d")
