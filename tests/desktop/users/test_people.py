"""Who works in a ledger: adding, changing and removing people, and what each of them can open."""

from pathlib import Path

import msgspec
import pytest

from db.connection import close_database, open_database, scalar
from db.errors import Fault, StorageError
from desktop.actions import Action
from desktop.deliveries import Deliveries, new_locker, recipient_of
from desktop.errors import (
    NotOneself,
    NotPermitted,
    PersonExists,
    UnknownPerson,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission, Role
from desktop.users.facts import person_changed
from desktop.users.people import (
    add_person,
    change_passphrase,
    change_role,
    change_team,
    names_by_id,
    person_named,
    remove_person,
    roster,
)
from desktop.workspace import open_workspace
from tests.support.ledgers import ADMINISTRATOR, OFFICER, PASSPHRASE, SUPERVISOR, Ledger


def holdings(ledger: Ledger, name: str) -> frozenset[Holds]:
    return ledger.workspace.slots().holdings(ledger.workspace.person(name).id)


def identifier(ledger: Ledger, name: str) -> str:
    return person_named(ledger.administrator.database, "HQ03", name).id


def test_a_person_is_added_to_the_roster_and_can_sign_in(ledger: Ledger) -> None:
    added = add_person(ledger.administrator, f"  {OFFICER} ", Role.OFFICER, PASSPHRASE, team="Tổ 1")
    session = ledger.sign_in(OFFICER)
    assert (session.person.id, session.person.name, session.person.role) == (added.id, OFFICER, Role.OFFICER)
    assert session.person.team == "Tổ 1"
    assert [person.name for person in roster(session.database)] == sorted([ADMINISTRATOR, OFFICER])
    assert names_by_id(session.database)[added.id] == OFFICER


@pytest.mark.parametrize("role", list(Role))
def test_only_who_exchanges_bundles_holds_the_installations_keys(ledger: Ledger, role: Role) -> None:
    add_person(ledger.administrator, OFFICER, role, PASSPHRASE)
    exchanges = role in {Role.CLERK, Role.ADMINISTRATOR}
    assert (Holds.INSTALLATION in holdings(ledger, OFFICER)) is exchanges
    session = ledger.sign_in(OFFICER)
    assert (session.secrets is not None) is exchanges
    assert session.may(Permission.EXCHANGE) is exchanges


def test_two_people_do_not_share_a_name(ledger: Ledger) -> None:
    add_person(ledger.administrator, OFFICER, Role.OFFICER, PASSPHRASE)
    with pytest.raises(PersonExists):
        add_person(ledger.administrator, OFFICER + " ", Role.CLERK, PASSPHRASE)


def test_only_an_administrator_changes_people(ledger: Ledger) -> None:
    officer = ledger.add(OFFICER, Role.SUPERVISOR)
    other = ledger.administrator.person.id
    for forbidden in (
        lambda: add_person(officer, SUPERVISOR, Role.ADMINISTRATOR, PASSPHRASE),
        lambda: change_role(officer, other, Role.OFFICER),
        lambda: remove_person(officer, other),
        lambda: change_team(officer, other, "Tổ 2"),
    ):
        with pytest.raises(NotPermitted):
            forbidden()
    assert [person.name for person in roster(officer.database)] == [OFFICER, ADMINISTRATOR]


def test_a_short_passphrase_adds_nobody(ledger: Ledger) -> None:
    with pytest.raises(WeakPassphrase):
        add_person(ledger.administrator, OFFICER, Role.OFFICER, "1234567")
    assert len(roster(ledger.administrator.database)) == 1


def test_the_public_approval_key_stands_in_the_roster(ledger: Ledger) -> None:
    session = ledger.add(OFFICER, Role.OFFICER)
    key = scalar(session.database, "SELECT approval_key FROM p_person WHERE person = ?", (session.person.id,))
    assert key == session.approval_key.public.hex()
    assert session.approval_key.public != ledger.administrator.approval_key.public


def test_the_file_beside_the_ledger_gives_nobody_another_role(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    info = ledger.workspace.info
    people = tuple(msgspec.structs.replace(entry, role=Role.ADMINISTRATOR) for entry in info.people)
    forged = msgspec.structs.replace(info, people=people, node="TCHQ", unit="TCHQ")
    (ledger.workspace.folder / "workspace.json").write_bytes(msgspec.json.encode(forged))
    session = open_workspace(ledger.workspace.folder, ledger.machine).sign_in(OFFICER, PASSPHRASE)
    ledger.sessions.append(session)
    assert session.person.role is Role.OFFICER
    assert (session.node, session.unit) == ("TCHQ/HQ03", "HQ03")


def test_a_new_passphrase_replaces_the_old_one(ledger: Ledger) -> None:
    session = ledger.add(OFFICER, Role.OFFICER)
    with pytest.raises(WrongPassphrase):
        change_passphrase(session, "không phải", "câu mới dễ nhớ")
    with pytest.raises(WeakPassphrase):
        change_passphrase(session, PASSPHRASE, "ngắn")
    change_passphrase(session, PASSPHRASE, "câu mới dễ nhớ")
    with pytest.raises(WrongPassphrase):
        ledger.sign_in(OFFICER)
    again = ledger.sign_in(OFFICER, "câu mới dễ nhớ")
    assert again.approval_key == session.approval_key


def test_a_promoted_person_finds_the_installations_keys_at_his_next_sign_in(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    changed = change_role(ledger.administrator, identifier(ledger, OFFICER), Role.CLERK)
    assert changed.role is Role.CLERK
    assert ledger.workspace.person(OFFICER).role is Role.CLERK
    session = ledger.sign_in(OFFICER)
    assert session.person.role is Role.CLERK
    assert session.secrets == ledger.administrator.secrets
    assert Holds.INSTALLATION in holdings(ledger, OFFICER)
    assert not (ledger.workspace.folder / "deliveries.json").exists()
    assert ledger.sign_in(OFFICER).secrets == ledger.administrator.secrets


def test_what_is_left_for_one_person_opens_for_no_other(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    ledger.add(SUPERVISOR, Role.SUPERVISOR)
    change_role(ledger.administrator, identifier(ledger, OFFICER), Role.CLERK)
    file = ledger.workspace.folder / "deliveries.json"
    left = msgspec.json.decode(file.read_bytes())
    file.write_bytes(msgspec.json.encode({identifier(ledger, SUPERVISOR): left[identifier(ledger, OFFICER)]}))
    assert ledger.sign_in(SUPERVISOR).secrets is None


def test_a_demoted_person_loses_the_installations_keys(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.CLERK)
    change_role(ledger.administrator, identifier(ledger, OFFICER), Role.OFFICER)
    session = ledger.sign_in(OFFICER)
    assert (session.person.role, session.secrets) == (Role.OFFICER, None)


def test_nobody_changes_or_removes_himself(ledger: Ledger) -> None:
    me = ledger.administrator.person.id
    with pytest.raises(NotOneself):
        change_role(ledger.administrator, me, Role.OFFICER)
    with pytest.raises(NotOneself):
        remove_person(ledger.administrator, me)


def test_a_removed_person_cannot_sign_in_and_his_work_keeps_his_name(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    ledger.add(SUPERVISOR, Role.CLERK)
    gone = identifier(ledger, OFFICER)
    keep_only_administrator(ledger)
    remove_person(ledger.administrator, gone)
    with pytest.raises(UnknownPerson):
        ledger.sign_in(OFFICER)
    assert [entry.name for entry in ledger.workspace.info.people] == [ADMINISTRATOR, SUPERVISOR]
    assert names_by_id(ledger.administrator.database)[gone] == OFFICER
    assert not person_named(ledger.administrator.database, "HQ03", OFFICER).is_active


def keep_only_administrator(ledger: Ledger) -> None:
    """A new key needs the ledger for itself."""
    for session in ledger.sessions[1:]:
        session.close()
    del ledger.sessions[1:]


def test_who_is_inactive_in_the_roster_stays_out_although_his_slots_are_there(ledger: Ledger) -> None:
    """As after a power cut between the two, or with an old copy of the files beside the ledger."""
    officer = ledger.add(OFFICER, Role.OFFICER).person.id
    with ledger.administrator.changing(Action.CHANGE_PERSON) as change:
        change.write(person_changed(officer, {"active": False}))
    with pytest.raises(UnknownPerson):
        ledger.sign_in(OFFICER)


def test_what_was_left_in_one_ledger_counts_for_nothing_in_another(tmp_path: Path) -> None:
    locker = new_locker()
    one, two = Deliveries(tmp_path, "one"), Deliveries(tmp_path, "two")
    one.leave("p", recipient_of(locker), {Holds.DATABASE: b"key"})
    assert one.opened("p", locker) == {Holds.DATABASE: b"key"}
    assert two.opened("p", locker) == {}
    assert one.opened("p", new_locker()) == {}
    one.path.write_bytes(b'{"p": {"database": "zz"}}')
    assert one.opened("p", locker) == {}
    one.path.write_bytes(b"\xff")
    assert one.opened("p", locker) == {}


def test_an_old_copy_of_the_slots_does_not_open_the_ledger_after_a_removal(ledger: Ledger) -> None:
    clerk = ledger.add(OFFICER, Role.CLERK)
    ledger.add(SUPERVISOR, Role.SUPERVISOR)
    folder = ledger.workspace.folder
    old_key = clerk.database_key
    old_files = {name: (folder / name).read_bytes() for name in ("keyslots.json", "workspace.json")}
    keep_only_administrator(ledger)
    code = remove_person(ledger.administrator, identifier(ledger, OFFICER))
    ledger.close()
    with pytest.raises(StorageError) as refused:
        open_database(folder / "so.db", old_key)
    assert refused.value.reason is Fault.WRONG_KEY
    current = {name: (folder / name).read_bytes() for name in old_files}
    for name, raw in old_files.items():
        (folder / name).write_bytes(raw)
    with pytest.raises(StorageError):
        open_workspace(folder, ledger.machine).sign_in(OFFICER, PASSPHRASE)
    with pytest.raises(StorageError):
        open_workspace(folder, ledger.machine).recover(ledger.recovery_code, OFFICER, PASSPHRASE)
    for name, raw in current.items():
        (folder / name).write_bytes(raw)
    for name in (ADMINISTRATOR, SUPERVISOR):
        ledger.sign_in(name)
    ledger.close()
    with pytest.raises(WrongPassphrase):
        ledger.workspace.recover(ledger.recovery_code, SUPERVISOR, "câu mới dễ nhớ")
    ledger.sessions.append(ledger.workspace.recover(code, SUPERVISOR, "câu mới dễ nhớ"))


def test_the_new_key_moves_into_everybodys_slots_at_the_next_sign_in(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    ledger.add(SUPERVISOR, Role.SUPERVISOR)
    keep_only_administrator(ledger)
    remove_person(ledger.administrator, identifier(ledger, OFFICER))
    key = ledger.administrator.database_key
    ledger.close()
    for name in (ADMINISTRATOR, SUPERVISOR):
        ledger.sign_in(name)
        assert ledger.workspace.slots().unlock(ledger.workspace.person(name).id, PASSPHRASE)[Holds.DATABASE] == key
    assert not (ledger.workspace.folder / "deliveries.json").exists()


def test_a_power_cut_before_the_key_changed_leaves_a_ledger_that_opens(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    old_key = ledger.administrator.database_key
    # Another open connection keeps the file from changing its key, as a power cut just before it would.
    with pytest.raises(StorageError) as refused:
        remove_person(ledger.administrator, identifier(ledger, OFFICER))
    assert refused.value.reason is Fault.BUSY
    ledger.close()
    again = ledger.sign_in()
    assert again.database_key == old_key
    assert scalar(again.database, "PRAGMA journal_mode") == "wal"
    with pytest.raises(UnknownPerson):
        ledger.sign_in(OFFICER)
    remove_person(again, identifier(ledger, OFFICER))
    assert again.database_key != old_key
    ledger.close()
    ledger.sign_in()


def test_a_removed_name_is_free_again(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    keep_only_administrator(ledger)
    remove_person(ledger.administrator, identifier(ledger, OFFICER))
    added = add_person(ledger.administrator, OFFICER, Role.OFFICER, PASSPHRASE)
    assert ledger.sign_in(OFFICER).person.id == added.id
    assert identifier(ledger, OFFICER) == added.id


def test_after_a_new_key_the_file_holds_what_it_held(ledger: Ledger) -> None:
    ledger.import_608("HQ03")
    ledger.add(OFFICER, Role.OFFICER)
    keep_only_administrator(ledger)
    before = scalar(ledger.administrator.database, "SELECT count(*) FROM event")
    remove_person(ledger.administrator, identifier(ledger, OFFICER))
    database = open_database(ledger.workspace.database_path, ledger.administrator.database_key)
    assert scalar(database, "SELECT count(*) FROM event") == before + 1
    assert scalar(database, "PRAGMA integrity_check") == "ok"
    close_database(database)
