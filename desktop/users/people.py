"""Adding people to a ledger, changing them, and knowing them by name."""

from dataclasses import dataclass, replace

import msgspec

import db.people
from db.connection import Database
from db.rows import PersonRow
from desktop.actions import Action
from desktop.data_folder import PersonEntry
from desktop.deliveries import Deliveries, put_recipient, recipient
from desktop.errors import NotOneself, PersonExists, UnknownPerson
from desktop.keyslots.passphrases import check_passphrase
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission, Role, is_allowed
from desktop.session import Session
from desktop.text import clean_text
from desktop.users.account_keys import new_account_keys
from desktop.users.facts import person_changed, person_enrolled
from desktop.users.rekeying import change_database_key


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person of some unit, as the roster has him."""

    id: str
    name: str
    role: Role
    unit: str
    team: str
    is_active: bool


def add_person(session: Session, name: str, role: Role, passphrase: str, *, team: str = "") -> RosterPerson:
    """Add a person to the unit's roster, with an account on this machine: a passphrase, an approval key of his own.

    Whom the roster knows already gets an account by `desktop.users.accounts.open_account`. Raises NotPermitted,
    PersonExists, MissingPassphrase, WeakPassphrase.
    """
    session.allow(Permission.ADMINISTER)
    check_passphrase(passphrase)
    workspace, clean = session.workspace, clean_text(name)
    known = {person.name for person in roster(session.database, session.unit) if person.is_active}
    if clean in known | {person.name for person in workspace.info.people}:
        raise PersonExists(clean)
    identifier = session.machine.random(8).hex()
    keys = new_account_keys(session, workspace.slots(), identifier, role, passphrase)
    with session.changing(Action.ADD_PERSON) as change:
        change.write(
            person_enrolled(
                identifier,
                name=clean,
                role=role,
                unit=session.unit,
                team=clean_text(team),
                approval_key=keys.approval_key,
            )
        )
        put_recipient(session.database, identifier, keys.locker)
        entry = PersonEntry(identifier, clean, role)
        workspace.save(msgspec.structs.replace(workspace.info, people=(*workspace.info.people, entry)), keys.slots)
    return RosterPerson(identifier, clean, role, session.unit, clean_text(team), is_active=True)


def change_passphrase(session: Session, old: str, new: str) -> None:
    """The signed-in person takes another passphrase. Raises WrongPassphrase, MissingPassphrase, WeakPassphrase."""
    check_passphrase(new)
    workspace = session.workspace
    workspace.save_slots(workspace.slots().replace_passphrase(session.person.id, old, new, session.machine.random))


def change_role(session: Session, identifier: str, role: Role) -> RosterPerson:
    """Give another person of this ledger another role, from his next sign-in on.

    Who comes to exchange bundles finds the installation's keys in his locker; who no longer may loses his slot, but
    what he once knew he may have copied: a new installation, enrolled anew, is the only remedy for that.
    Raises NotPermitted, UnknownPerson, NotOneself.
    """
    session.allow(Permission.ADMINISTER)
    person = _other_person(session, identifier)
    workspace = session.workspace
    exchanges = is_allowed(role, Permission.EXCHANGE)
    slots = workspace.slots()
    with session.changing(Action.CHANGE_PERSON) as change:
        if role is not person.role:
            change.write(person_changed(identifier, {"role": role}))
        public = recipient(session.database, identifier)
        held = Holds.INSTALLATION in slots.holdings(identifier)
        if exchanges and not held and public is not None and session.secrets is not None:
            left = Deliveries(workspace.folder, workspace.info.database_id)
            left.leave(identifier, public, {Holds.INSTALLATION: session.secrets.to_bytes()})
        if not exchanges:
            Deliveries(workspace.folder, workspace.info.database_id).drop(identifier, Holds.INSTALLATION)
            slots = slots.without(identifier, Holds.INSTALLATION)
        people = tuple(
            msgspec.structs.replace(entry, role=role) if entry.id == identifier else entry
            for entry in workspace.info.people
        )
        workspace.save(msgspec.structs.replace(workspace.info, people=people), slots)
    return replace(person, role=role)


def remove_person(session: Session, identifier: str) -> str:
    """Take a person's access to this ledger away; what he did stays, under his name. Returns a new recovery code.

    His slots go, the roster shows him as inactive, and the ledger is encrypted under a new key, so that an old copy of
    the key slots does not open it any more. Backups made before stay readable with what he knew then. The recovery
    code that was printed before opens nothing now. Calling it again goes on where a power cut ended it.
    Raises NotPermitted, UnknownPerson, NotOneself, StorageError.
    """
    session.allow(Permission.ADMINISTER)
    person = _other_person(session, identifier)
    workspace = session.workspace
    if person.is_active:
        with session.changing(Action.CHANGE_PERSON) as change:
            change.write(person_changed(identifier, {"active": False}))
    people = tuple(entry for entry in workspace.info.people if entry.id != identifier)
    workspace.save(msgspec.structs.replace(workspace.info, people=people), workspace.slots().without_person(identifier))
    Deliveries(workspace.folder, workspace.info.database_id).drop(identifier)
    return change_database_key(session)


def _other_person(session: Session, identifier: str) -> RosterPerson:
    """The unit's person of this id, who must not be the one who is signed in."""
    if identifier == session.person.id:
        raise NotOneself
    found = next((person for person in roster(session.database, session.unit) if person.id == identifier), None)
    if found is None:
        raise UnknownPerson(identifier)
    return found


def change_team(session: Session, identifier: str, team: str) -> None:
    """Move a person to another team of the unit."""
    with session.changing(Action.CHANGE_PERSON) as change:
        change.write(person_changed(identifier, {"team": clean_text(team)}))


def roster(database: Database, unit: str | None = None) -> list[RosterPerson]:
    """The people known here, of every unit or of one."""
    rows = db.people.all_people(database) if unit is None else db.people.of_unit(database, unit)
    return [_person(row) for row in rows]


def person_named(database: Database, unit: str, name: str) -> RosterPerson:
    """The unit's person of this name, one at work before one who left; raises UnknownPerson."""
    found = [person for person in roster(database, unit) if person.name == clean_text(name)]
    if not found:
        raise UnknownPerson(name)
    return max(found, key=lambda person: person.is_active)


def names_by_id(database: Database) -> dict[str, str]:
    """Everybody's name by id."""
    return {row["person"]: row["name"] for row in db.people.all_people(database)}


def _person(row: PersonRow) -> RosterPerson:
    return RosterPerson(row["person"], row["name"], Role(row["role"]), row["unit"], row["team"], bool(row["active"]))
