"""This machine's memory of a ledger, kept outside of it: it tells a restored or copied ledger from the living one.

SYNC §2.10: when the ledger is older than the memory, or the memory is missing because the ledger was carried to
another machine, the next events go into new streams of the next generation.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

import db.events
from db.connection import Database
from desktop.files import atomic_write


class InstallMemory(msgspec.Struct, frozen=True):
    """What is remembered: the generation and the last number of every own stream."""

    install_id: str
    generation: int
    heads: dict[str, int]


@dataclass(frozen=True, slots=True)
class InstallFile:
    """The memory's file for one ledger."""

    folder: Path
    database_id: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / f"{self.database_id}.json"

    def read(self) -> InstallMemory | None:
        """The memory, None where this machine has not seen the ledger or the file is unreadable."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=InstallMemory)
        except (OSError, msgspec.MsgspecError):
            return None

    def write(self, memory: InstallMemory) -> None:
        """Remember."""
        self.folder.mkdir(parents=True, exist_ok=True)
        atomic_write(self.path, msgspec.json.encode(memory))


def own_heads(database: Database) -> dict[str, int]:
    """The last number of every stream this installation writes."""
    return {stream["stream_id"].hex(): stream["frontier"] for stream in db.events.streams(database) if stream["own"]}


def is_behind(database: Database, memory: InstallMemory) -> bool:
    """Whether the ledger lacks events that this machine remembers having written."""
    heads = own_heads(database)
    return any(heads.get(stream, 0) < seq for stream, seq in memory.heads.items())
