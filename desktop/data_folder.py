"""The folder of a ledger on this machine: its files, the people it names, and the lock that keeps others out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from db.errors import Fault, StorageError
from desktop.errors import DamagedKeySlots, UnknownPerson, UnreadableFile, WhichPerson, WorkspaceInUse
from desktop.files import atomic_write
from desktop.keyslots.slots import KeySlots
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.text import clean_text
from desktop.units.table import UnitTable

DATABASE_FILE = "so.db"
SLOTS_FILE = "keyslots.json"
INFO_FILE = "workspace.json"
LOCK_FILE = "so.lock"


class PersonEntry(msgspec.Struct, frozen=True):
    """A person of this ledger, as the sign-in screen shows him before anything is unlocked."""

    id: str
    name: str
    role: Role


class WorkspaceInfo(msgspec.Struct, frozen=True):
    """What is known of a ledger without unlocking it.

    `unit_name` is what its unit was called when the ledger was made, for a unit that the shipped table lacks.
    """

    version: int
    database_id: str
    unit: str
    node: str
    people: tuple[PersonEntry, ...]
    unit_name: str = ""

    def title(self, units: UnitTable) -> str:
        """The name of the unit for the door: by a table that has it, else as it was called at the beginning."""
        return units.unit(self.unit).name if self.unit in units else self.unit_name or self.unit


@dataclass(slots=True)
class DataFolder:
    """The files beside the ledger and the ledger's place; nothing here is secret or needs a passphrase.

    `hold` keeps other processes out for as long as the program works with the folder.
    """

    folder: Path
    info: WorkspaceInfo
    machine: Machine = field(default_factory=Machine)

    @property
    def database_path(self) -> Path:
        """The encrypted ledger."""
        return self.folder / DATABASE_FILE

    def person(self, name: str | None) -> PersonEntry:
        """The person of this name; without a name the only one. Raises UnknownPerson, WhichPerson."""
        if name is None:
            if len(self.info.people) > 1:
                raise WhichPerson(", ".join(person.name for person in self.info.people))
            return self.info.people[0]
        found = next((person for person in self.info.people if person.name == clean_text(name)), None)
        if found is None:
            raise UnknownPerson(name)
        return found

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep every other process out meanwhile; raises WorkspaceInUse when one is in."""
        lock = FileLock(str(self.folder / LOCK_FILE))
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise WorkspaceInUse(str(self.folder)) from error
        except OSError as error:
            raise StorageError(Fault.READ_ONLY, str(error)) from error
        try:
            yield
        finally:
            lock.release()

    def slots(self) -> KeySlots:
        """The key slots beside the ledger; raises UnreadableFile, DamagedKeySlots (also where there are none)."""
        path = self.folder / SLOTS_FILE
        try:
            raw = path.read_bytes()
        except FileNotFoundError as error:
            raise DamagedKeySlots("missing") from error
        except OSError as error:
            raise UnreadableFile(str(path), error.strerror or type(error).__name__) from error
        return KeySlots.from_bytes(raw, self.machine.cost)

    def save(self, info: WorkspaceInfo, slots: KeySlots) -> None:
        """Keep the people and their slots; the slots first, so that nobody is shown who cannot sign in."""
        self.save_slots(slots)
        atomic_write(self.folder / INFO_FILE, msgspec.json.encode(info))
        self.info = info

    def save_slots(self, slots: KeySlots) -> None:
        """Keep the slots alone."""
        atomic_write(self.folder / SLOTS_FILE, slots.to_bytes())
