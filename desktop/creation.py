"""Making a new ledger for a unit, with its keys, its first person and its recovery code."""

from dataclasses import dataclass
from pathlib import Path

from db import migrations, settings
from db.connection import close_database, open_database, writing
from desktop.actions import Action
from desktop.data_folder import DATABASE_FILE, INFO_FILE, SLOTS_FILE, PersonEntry, WorkspaceInfo
from desktop.deliveries import new_locker
from desktop.errors import IncompleteWorkspace, NetworkFolder, WorkspaceExists
from desktop.files import is_network_path
from desktop.installation import InstallFile, InstallMemory
from desktop.keyslots.passphrases import check_passphrase
from desktop.keyslots.recovery import new_recovery_code
from desktop.keyslots.slots import Holds, KeySlots
from desktop.machine import Machine
from desktop.node_secrets import NodeSecrets
from desktop.permissions import Role
from desktop.sync.bundle.signing import InstallationKeys, SigningKey
from desktop.text import clean_text
from desktop.units.current import keep_own_unit
from desktop.units.table import UnitTable
from desktop.units.unit import Unit
from desktop.users.facts import person_enrolled
from desktop.workspace import Workspace

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Created:
    """A new ledger, and the recovery code that is shown once and kept nowhere."""

    workspace: Workspace
    recovery_code: str


def create_workspace(
    folder: Path,
    *,
    unit: str,
    person_name: str,
    passphrase: str,
    units: UnitTable,
    machine: Machine | None = None,
) -> Created:
    """Make a new ledger for a unit with its first person, who administers it.

    Headquarters becomes a root of trust; every other node waits for the admission of the level above.
    Raises UnknownUnit, WorkspaceExists, IncompleteWorkspace, NetworkFolder, MissingPassphrase, WeakPassphrase.
    A failure leaves no ledger.
    """
    machine = machine or Machine()
    check_passphrase(passphrase)
    unit, node = units.unit(unit).code, units.node_path(unit)
    _check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    person = PersonEntry(machine.random(8).hex(), clean_text(person_name), Role.ADMINISTRATOR)
    info = WorkspaceInfo(1, machine.random(16).hex(), unit, node, (person,), units.unit(unit).name)
    workspace = Workspace(folder, info, machine)
    secrets = _new_secrets(machine, is_top="/" not in node)
    recovery_code = new_recovery_code(machine.random)
    slots = KeySlots.empty(info.database_id, machine.cost)
    slots = slots.with_slots(person.id, secrets, passphrase, machine.random)
    slots = slots.with_recovery(recovery_code, recoverable(secrets), machine.random)
    try:
        _fill(workspace, secrets[Holds.DATABASE], units.unit(unit))
        workspace.save_slots(slots)
        _enrol_first_person(workspace, passphrase)
        workspace.save(info, slots)  # last: without this file the folder is no ledger
    except BaseException:
        for name in (INFO_FILE, SLOTS_FILE, DATABASE_FILE, f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm"):
            (folder / name).unlink(missing_ok=True)
        raise
    return Created(workspace, recovery_code)


def _check_folder(folder: Path) -> None:
    if is_network_path(folder):
        raise NetworkFolder(str(folder))
    if (folder / INFO_FILE).exists():
        raise WorkspaceExists(str(folder))
    if (folder / DATABASE_FILE).exists():
        raise IncompleteWorkspace(str(folder))


def _new_secrets(machine: Machine, *, is_top: bool) -> dict[Holds, bytes]:
    """Everything a first person holds; the top of the tree gets a root key besides."""
    node = NodeSecrets(InstallationKeys.generate(), SigningKey.generate() if is_top else None)
    return {
        Holds.DATABASE: machine.random(_KEY_BYTES),
        Holds.PERSON: SigningKey.generate().private,
        Holds.INSTALLATION: node.to_bytes(),
        Holds.LOCKER: new_locker(),
    }


def recoverable(secrets: dict[Holds, bytes]) -> dict[Holds, bytes]:
    """What the recovery code opens: ledger and node; never a person's key to approve with."""
    return {held: secret for held, secret in secrets.items() if held in {Holds.DATABASE, Holds.INSTALLATION}}


def _fill(workspace: Workspace, key: bytes, unit: Unit) -> None:
    """Make the empty ledger of a unit and this machine's memory of it."""
    install_id = workspace.machine.random(16).hex()
    database = open_database(workspace.database_path, key)
    try:
        migrations.migrate(database)
        with writing(database):
            settings.put_setting(database, "database_id", workspace.info.database_id)
            settings.put_setting(database, "install_id", install_id)
            keep_own_unit(database, unit)
            settings.put_setting(database, "generation", "1")
            settings.put_setting(database, "node", workspace.info.node)
    finally:
        close_database(database)
    install_file = InstallFile(workspace.machine.state_folder, workspace.info.database_id)
    install_file.write(InstallMemory(install_id, 1, {}))


def _enrol_first_person(workspace: Workspace, passphrase: str) -> None:
    """The first person enters the roster by an event like everyone after him."""
    session = workspace.sign_in(None, passphrase)
    try:
        person = session.person
        with session.changing(Action.ADD_PERSON) as change:
            change.write(
                person_enrolled(
                    person.id,
                    name=person.name,
                    role=person.role,
                    unit=person.unit,
                    team="",
                    approval_key=session.approval_key.public.hex(),
                )
            )
    finally:
        session.close()
