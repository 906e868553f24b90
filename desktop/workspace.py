"""Getting into a ledger: open its folder, sign in, recover with the paper code (SYNC §4.3, §5.2)."""

from contextlib import suppress
from pathlib import Path

import msgspec

import db.people
from db import migrations, settings
from db.connection import Database, close_database, open_database, writing
from db.errors import Fault, StorageError
from desktop import deliveries
from desktop.actions import EVENT_KINDS, Action
from desktop.backup import copies
from desktop.data_folder import DATABASE_FILE, INFO_FILE, DataFolder, PersonEntry, WorkspaceInfo
from desktop.deliveries import Deliveries
from desktop.errors import (
    AppError,
    IncompleteWorkspace,
    MissingPassphrase,
    NetworkFolder,
    NoWorkspaceHere,
    UnknownPerson,
)
from desktop.files import is_network_path
from desktop.installation import InstallFile, InstallMemory, is_behind, own_heads
from desktop.journal.closing import newer_types
from desktop.journal.journal import Journal, Writer
from desktop.keyslots.passphrases import check_passphrase
from desktop.keyslots.slots import Holds
from desktop.machine import Machine
from desktop.node_secrets import NodeSecrets
from desktop.permissions import Permission, Role, is_allowed
from desktop.projectors import all_projections
from desktop.session import Person, Session
from desktop.sync.bundle.signing import SigningKey
from desktop.sync.endpoint import settle, stored_trust
from desktop.sync.inbound.settling import settle_events
from desktop.users.approval_keys import approval_keys
from desktop.users.facts import person_changed


class Workspace(DataFolder):
    """A data folder whose ledger is locked until somebody signs in."""

    def sign_in(self, name: str | None, passphrase: str) -> Session:
        """Unlock the ledger for a person; the session belongs to the calling thread.

        Role, name and team are those of the roster inside the ledger: the file beside it only serves the sign-in
        screen. What others left for the person moves into his slots. An older ledger is brought to this program's
        schema, after a verified backup. Raises WrongPassphrase, MissingPassphrase, UnknownPerson (also for somebody
        who was removed), or StorageError (not there, damaged, newer than this program).
        """
        if not passphrase:
            raise MissingPassphrase
        person = self.person(name)
        slots = self.slots()
        own = slots.unlock(person.id, passphrase)
        database, secrets = self._open(person, own)
        try:
            self._bring_up_to_date(database, secrets[Holds.DATABASE])
            session = self._session(database, person, secrets)
            _take_up_newer(session)
            self._keep_delivered(person, own, secrets, passphrase)
            _announce_keys(session, secrets)
            _settle_keys(session)
        except BaseException:
            close_database(database)
            raise
        return session

    def recover(self, code: str, name: str | None, new_passphrase: str) -> Session:
        """Open the ledger with the recovery code for a person who lost his passphrase, and sign him in.

        He gets a new passphrase and a new approval key, which the roster learns beside the old one: what he handed in
        can still be approved. Raises MistypedRecoveryCode, WrongPassphrase, WeakPassphrase, UnknownPerson.
        """
        check_passphrase(new_passphrase)
        person = self.person(name)
        slots = self.slots()
        secrets = slots.unlock_recovery(code)
        if not is_allowed(person.role, Permission.EXCHANGE):
            secrets.pop(Holds.INSTALLATION, None)
        secrets |= {Holds.PERSON: SigningKey.generate().private, Holds.LOCKER: deliveries.new_locker()}
        Deliveries(self.folder, self.info.database_id).drop(person.id)
        self.save_slots(
            slots.without_person(person.id).with_slots(person.id, secrets, new_passphrase, self.machine.random)
        )
        return self.sign_in(person.name, new_passphrase)

    def _open(self, person: PersonEntry, own: dict[Holds, bytes]) -> tuple[Database, dict[Holds, bytes]]:
        """The database, and all secrets of the person: those of his slots and those left for him."""
        left = Deliveries(self.folder, self.info.database_id)
        delivered = left.opened(person.id, own[Holds.LOCKER]) if Holds.LOCKER in own else {}
        new_key = delivered.pop(Holds.DATABASE, None)
        if new_key is not None:
            try:
                database = open_database(self.database_path, new_key, must_exist=True)
            except StorageError as error:
                if error.reason is not Fault.WRONG_KEY:
                    raise  # otherwise the change of the key was begun and never carried out: the old one fits
            else:
                return database, {**own, **delivered, Holds.DATABASE: new_key}
        return open_database(self.database_path, own[Holds.DATABASE], must_exist=True), {**own, **delivered}

    def _bring_up_to_date(self, database: Database, key: bytes) -> None:
        if not migrations.is_ledger(database):
            raise StorageError(Fault.DAMAGED, "not a ledger")
        if not migrations.is_current(database):
            copies.make(self.folder, key, copies.Cause.UPGRADE, self.machine.now_ms())
            migrations.migrate(database)
            with writing(database):  # a step may have given tables columns that only the fold can fill
                for _entity in all_projections().rebuild(database):
                    pass

    def _keep_delivered(
        self, person: PersonEntry, own: dict[Holds, bytes], secrets: dict[Holds, bytes], passphrase: str
    ) -> None:
        """Move what was left for the person into his slots; the file of deliveries is cleared last."""
        fresh = {holds: secret for holds, secret in secrets.items() if own.get(holds) != secret}
        if fresh:
            self.save_slots(self.slots().with_slots(person.id, fresh, passphrase, self.machine.random))
        Deliveries(self.folder, self.info.database_id).drop(person.id)

    def _session(self, database: Database, person: PersonEntry, secrets: dict[Holds, bytes]) -> Session:
        install_file = InstallFile(self.machine.state_folder, self.info.database_id)
        node_path = settings.setting(database, "node") or self.info.node
        unit = node_path.rpartition("/")[2]
        who = _who(database, person, unit)
        is_carried = install_file.read() is None
        writer = _writer(database, node_path, install_file)
        journal = Journal(database, writer, all_projections(), now_ms=self.machine.now_ms, random=self.machine.random)
        node = NodeSecrets.from_bytes(secrets[Holds.INSTALLATION]) if Holds.INSTALLATION in secrets else None
        return Session(
            database=database,
            journal=journal,
            person=who,
            node=node_path,
            unit=unit,
            machine=self.machine,
            install_file=install_file,
            approval_key=SigningKey(secrets[Holds.PERSON]),
            workspace=self,
            database_key=secrets[Holds.DATABASE],
            secrets=node,
            is_carried=is_carried,
        )


def _who(database: Database, person: PersonEntry, unit: str) -> Person:
    """The person as the roster has him; before the roster begins, the first person as the ledger was made for him."""
    row = db.people.person(database, person.id)
    if row is None and not db.people.of_unit(database, unit):
        return Person(person.id, person.name, person.role, unit)
    if row is None or not row["active"] or row["unit"] != unit or row["role"] not in set(Role):
        raise UnknownPerson(person.name)
    return Person(person.id, row["name"], Role(row["role"]), unit, row["team"])


def _take_up_newer(session: Session) -> None:
    """After an update: apply what a newer program had sent and this one knows by now (SYNC §2.7)."""
    database = session.database
    if newer_types(database) & EVENT_KINDS.keys():
        with writing(database), session.journal.in_transaction():
            settle_events(session.journal, stored_trust(database))


def _announce_keys(session: Session, secrets: dict[Holds, bytes]) -> None:
    """Let the roster know the person's approval key, and the ledger his locker, where they are new."""
    person, database = session.person.id, session.database
    row = db.people.person(database, person)
    public = session.approval_key.public.hex()
    if row is not None and session.approval_key.public not in approval_keys(database, person):
        with session.changing(Action.RENEW_OWN_KEY) as change:
            change.write(person_changed(person, {"approval_key": public}))
    if Holds.LOCKER in secrets:
        recipient = deliveries.recipient_of(secrets[Holds.LOCKER])
        if deliveries.recipient(database, person) != recipient:
            with writing(database):
                deliveries.put_recipient(database, person, recipient)


def _settle_keys(session: Session) -> None:
    """Let the installation's new keys come into force where the ledger has admitted them meanwhile."""
    if session.secrets is not None and session.secrets.pending is not None:
        settle(session, stored_trust(session.database))


def _writer(database: Database, node: str, install_file: InstallFile) -> Writer:
    """Who writes here: in the next generation when the ledger was restored or carried to another machine."""
    install_id = settings.setting(database, "install_id")
    if install_id is None:
        raise StorageError(Fault.DAMAGED, "no installation")
    generation = int(settings.setting(database, "generation") or 1)
    memory = install_file.read()
    if memory is None or memory.generation > generation or is_behind(database, memory):
        generation = max(generation, memory.generation if memory else 0) + 1
        with writing(database):
            settings.put_setting(database, "generation", str(generation))
        with suppress(AppError, OSError):  # not remembered, the next sign-in begins yet another generation
            install_file.write(InstallMemory(install_id, generation, own_heads(database)))
    return Writer(node, bytes.fromhex(install_id), generation)


def open_workspace(folder: Path, machine: Machine | None = None) -> Workspace:
    """The ledger in a folder, still locked. Raises NoWorkspaceHere, IncompleteWorkspace, NetworkFolder."""
    if is_network_path(folder):
        raise NetworkFolder(str(folder))
    try:
        info = msgspec.json.decode((folder / INFO_FILE).read_bytes(), type=WorkspaceInfo)
    except (OSError, ValueError) as error:  # a MsgspecError of reading is a ValueError
        kind = IncompleteWorkspace if (folder / DATABASE_FILE).is_file() else NoWorkspaceHere
        raise kind(str(folder)) from error
    return Workspace(folder, info, machine or Machine())
