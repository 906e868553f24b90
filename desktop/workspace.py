"""A data folder on this machine: open it, keep others out, sign in (SYNC §4.3, §5.2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from db import migrations, settings
from db.connection import Database, close_database, open_database, writing
from desktop.backup import copies
from desktop.errors import (
    MissingPassphrase,
    NetworkFolder,
    NoWorkspaceHere,
    UnknownPerson,
    WhichPerson,
    WorkspaceInUse,
)
from desktop.files import atomic_write, is_network_path
from desktop.installation import InstallFile, is_behind
from desktop.journal.journal import Journal, Writer
from desktop.keyslots.slots import Holds, KeySlots
from desktop.machine import Machine
from desktop.node_secrets import NodeSecrets
from desktop.permissions import Role
from desktop.projectors import all_projections
from desktop.session import Person, Session
from desktop.sync.signing import SigningKey
from desktop.text import clean_text

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
    """What is known of a ledger without unlocking it."""

    version: int
    database_id: str
    unit: str
    node: str
    people: tuple[PersonEntry, ...]


@dataclass(slots=True)
class Workspace:
    """A data folder on this machine; locked until somebody signs in.

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
        try:
            yield
        finally:
            lock.release()

    def slots(self) -> KeySlots:
        """The key slots beside the ledger."""
        return KeySlots.from_bytes((self.folder / SLOTS_FILE).read_bytes(), self.machine.cost)

    def sign_in(self, name: str | None, passphrase: str) -> Session:
        """Unlock the ledger for a person; the session belongs to the calling thread.

        An older ledger is brought to this program's schema, after a verified backup. Raises WrongPassphrase,
        UnknownPerson, MissingPassphrase, or StorageError (damaged, newer than this program).
        """
        if not passphrase:
            raise MissingPassphrase
        person = self.person(name)
        secrets = self.slots().unlock(person.id, passphrase)
        key = secrets[Holds.DATABASE]
        database = open_database(self.database_path, key)
        try:
            if not migrations.is_current(database):
                copies.make(self.folder, key, copies.Cause.UPGRADE, self.machine.now_ms())
                migrations.migrate(database)
            return self._session(database, person, secrets)
        except BaseException:
            close_database(database)
            raise

    def _session(self, database: Database, person: PersonEntry, secrets: dict[Holds, bytes]) -> Session:
        install_file = InstallFile(self.machine.state_folder, self.info.database_id)
        writer = _writer(database, self.info.node, install_file)
        journal = Journal(database, writer, all_projections(), now_ms=self.machine.now_ms, random=self.machine.random)
        node = NodeSecrets.from_bytes(secrets[Holds.INSTALLATION]) if Holds.INSTALLATION in secrets else None
        return Session(
            database=database,
            journal=journal,
            person=Person(person.id, person.name, person.role, self.info.unit),
            node=self.info.node,
            unit=self.info.unit,
            machine=self.machine,
            install_file=install_file,
            approval_key=SigningKey(secrets[Holds.PERSON]),
            workspace=self,
            database_key=secrets[Holds.DATABASE],
            secrets=node,
        )

    def save(self, info: WorkspaceInfo, slots: KeySlots) -> None:
        """Keep the people and their slots; the slots first, so that nobody is shown who cannot sign in."""
        atomic_write(self.folder / SLOTS_FILE, slots.to_bytes())
        atomic_write(self.folder / INFO_FILE, msgspec.json.encode(info))
        self.info = info


def _writer(database: Database, node: str, install_file: InstallFile) -> Writer:
    """Who writes here: in the next generation when the ledger was restored or carried to another machine."""
    install_id = settings.setting(database, "install_id")
    assert install_id is not None
    generation = int(settings.setting(database, "generation") or 1)
    memory = install_file.read()
    if memory is None or memory.generation > generation or is_behind(database, memory):
        generation = max(generation, memory.generation if memory else 0) + 1
        with writing(database):
            settings.put_setting(database, "generation", str(generation))
    return Writer(node, bytes.fromhex(install_id), generation)


def open_workspace(folder: Path, machine: Machine | None = None) -> Workspace:
    """The ledger in a folder, still locked. Raises NoWorkspaceHere, NetworkFolder."""
    if is_network_path(folder):
        raise NetworkFolder(str(folder))
    try:
        info = msgspec.json.decode((folder / INFO_FILE).read_bytes(), type=WorkspaceInfo)
    except (OSError, msgspec.MsgspecError) as error:
        raise NoWorkspaceHere(str(folder)) from error
    return Workspace(folder, info, machine or Machine())
