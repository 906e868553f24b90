"""Adding people to a ledger, changing them, and knowing them by name."""

from dataclasses import dataclass

import msgspec

import db.people
from db.connection import Database
from db.rows import PersonRow
from desktop.actions import Action
from desktop.creation import check_passphrase
from desktop.errors import PersonExists, UnknownPerson
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission, Role, is_allowed
from desktop.session import Session
from desktop.sync.signing import SigningKey
from desktop.text import clean_text
from desktop.users.facts import person_changed, person_enrolled
from desktop.workspace import PersonEntry


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
    """Add a person to this ledger with a passphrase and an approval key of his own.

    Who exchanges bundles also gets a slot for the installation's keys. Raises NotPermitted, PersonExists,
    MissingPassphrase, WeakPassphrase.
    """
    session.allow(Permission.ADMINISTER)
    check_passphrase(passphrase)
    workspace, clean = session.workspace, clean_text(name)
    if any(person.name == clean for person in workspace.info.people):
        raise PersonExists(clean)
    identifier = session.machine.random(8).hex()
    approval = SigningKey.generate()
    secrets = {Holds.DATABASE: session.database_key, Holds.PERSON: approval.private}
    if is_allowed(role, Permission.EXCHANGE) and session.secrets is not None:
        secrets[Holds.INSTALLATION] = session.secrets.to_bytes()
    slots = workspace.slots().with_slots(identifier, secrets, passphrase, session.machine.random)
    with session.changing(Action.ADD_PERSON) as change:
        change.write(
            person_enrolled(
                identifier,
                name=clean,
                role=role,
                unit=session.unit,
                team=clean_text(team),
                approval_key=approval.public.hex(),
            )
        )
        entry = PersonEntry(identifier, clean, role)
        workspace.save(msgspec.structs.replace(workspace.info, people=(*workspace.info.people, entry)), slots)
    return RosterPerson(identifier, clean, role, session.unit, clean_text(team), is_active=True)


def change_team(session: Session, identifier: str, team: str) -> None:
    """Move a person to another team of the unit."""
    with session.changing(Action.CHANGE_PERSON) as change:
        change.write(person_changed(identifier, {"team": clean_text(team)}))


def roster(database: Database, unit: str | None = None) -> list[RosterPerson]:
    """The people known here, of every unit or of one."""
    rows = db.people.all_people(database) if unit is None else db.people.of_unit(database, unit)
    return [_person(row) for row in rows]


def person_named(database: Database, unit: str, name: str) -> RosterPerson:
    """The unit's person of this name; raises UnknownPerson."""
    found = next((person for person in roster(database, unit) if person.name == clean_text(name)), None)
    if found is None:
        raise UnknownPerson(name)
    return found


def names_by_id(database: Database) -> dict[str, str]:
    """Everybody's name by id."""
    return {row["person"]: row["name"] for row in db.people.all_people(database)}


def _person(row: PersonRow) -> RosterPerson:
    return RosterPerson(row["person"], row["name"], Role(row["role"]), row["unit"], row["team"], bool(row["active"]))
