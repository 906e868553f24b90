"""Who can sign in on this machine: people of the unit's roster get an account on each machine they work on (SYNC §7).

A person is one person on all machines of the unit. On each he has a passphrase and an approval key of that machine;
the roster keeps all his keys.
"""

from enum import StrEnum

import msgspec

import db.drafts
from db.connection import Database
from desktop.actions import Action
from desktop.data_folder import PersonEntry
from desktop.deliveries import Deliveries, put_recipient
from desktop.errors import NotOneself, PersonExists, UnknownPerson
from desktop.keyslots.passphrases import check_passphrase
from desktop.permissions import Permission, Role
from desktop.session import Person, Session
from desktop.users.account_keys import new_account_keys
from desktop.users.approval_keys import enrolled_at, namesakes
from desktop.users.facts import person_changed
from desktop.users.people import RosterPerson, roster


class Account(StrEnum):
    """How a person of the roster stands to this machine.

    `JOINS`: none here yet, but an account under his name, made before the roster arrived, will be joined to his.
    `GIVES_WAY`: he was enrolled on another machine under the name of somebody of the roster, and is to be joined there.
    """

    HERE = "here"
    ELSEWHERE = "elsewhere"
    JOINS = "joins"
    GIVES_WAY = "gives_way"


def account_standings(session: Session, people: list[RosterPerson]) -> dict[str, Account]:
    """How each of the unit's people stands to this machine, by id."""
    own, database = accounts(session), session.database
    found = {}
    for person in people:
        if person.id in own:
            found[person.id] = Account.HERE
        elif earlier_namesake(database, person, people) is not None:
            found[person.id] = Account.GIVES_WAY
        else:
            found[person.id] = Account.JOINS if namesakes(database, person.id) & own else Account.ELSEWHERE
    return found


def accounts(session: Session) -> frozenset[str]:
    """The ids of those who can sign in on this machine, and of those who left and whose slots are still here."""
    return frozenset(person.id for person in session.workspace.info.people)


def earlier_namesake(database: Database, person: RosterPerson, people: list[RosterPerson]) -> RosterPerson | None:
    """Who of the unit bears the same name and was there before: the account of this one is to be joined to his."""
    same = namesakes(database, person.id) - {person.id}
    before = [
        other
        for other in people
        if other.id in same and other.is_active and enrolled_at(database, other.id) < enrolled_at(database, person.id)
    ]
    return min(before, key=lambda other: enrolled_at(database, other.id), default=None)


def open_account(session: Session, identifier: str, passphrase: str) -> RosterPerson:
    """Let a person whom the roster knows sign in on this machine too, with a passphrase and an approval key of it.

    An account here under the same name, made before the roster arrived, is joined to it: its slots go, its drafts
    move, and the roster shows its id as inactive; what was signed under it stays. Who is signed in with it goes on as
    the roster's person at once. Raises NotPermitted, MissingPassphrase, WeakPassphrase, UnknownPerson
    (also for somebody inactive), PersonExists (an account here already, or the later one of two namesakes), and
    NotOneself where one's own account would lose the right to administer.
    """
    session.allow(Permission.ADMINISTER)
    check_passphrase(passphrase)
    workspace, database = session.workspace, session.database
    people = roster(database, session.unit)
    person = next((one for one in people if one.id == identifier and one.is_active), None)
    if person is None:
        raise UnknownPerson(identifier)
    if identifier in accounts(session) or earlier_namesake(database, person, people) is not None:
        raise PersonExists(person.name)
    twins = [entry.id for entry in workspace.info.people if entry.id in namesakes(database, identifier)]
    if session.person.id in twins and person.role is not Role.ADMINISTRATOR:
        raise NotOneself
    slots = workspace.slots()
    for twin in twins:
        slots = slots.without_person(twin)
    keys = new_account_keys(session, slots, identifier, person.role, passphrase)
    with session.changing(Action.ADD_PERSON) as change:
        change.write(person_changed(identifier, {"approval_key": keys.approval_key}))
        for twin in twins:
            change.write(person_changed(twin, {"active": False}))
            db.drafts.move(database, twin, identifier)
            Deliveries(workspace.folder, workspace.info.database_id).drop(twin)
        put_recipient(database, identifier, keys.locker)
        others = [entry for entry in workspace.info.people if entry.id not in twins]
        entry = PersonEntry(identifier, person.name, person.role)
        workspace.save(msgspec.structs.replace(workspace.info, people=(*others, entry)), keys.slots)
    if session.person.id in twins:
        session.person = Person(person.id, person.name, person.role, person.unit, person.team)
        session.approval_key = keys.approval
    return person
