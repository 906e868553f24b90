"""One unit on two machines: the same people work on both, each with a passphrase and an approval key per machine."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import db.drafts
import db.events
from db.connection import scalar, writing
from desktop.creation import create_workspace
from desktop.errors import NotOneself, NotPermitted, OwnEntry, PersonExists, UnknownPerson, WeakPassphrase
from desktop.keyslots.slots import Holds
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.progress.entries import EntryState
from desktop.progress.recording import entry
from desktop.progress.review import approve_entries, waiting_entries
from desktop.sync.exchange import ExportMode
from desktop.users.accounts import Account, account_standings, accounts, open_account
from desktop.users.approval_keys import approval_keys
from desktop.users.people import add_person, change_role, names_by_id, person_named, remove_person, roster
from tests.support.exchange import admit
from tests.support.ledgers import ADMINISTRATOR, CHEAP, OFFICER, PASSPHRASE, SUPERVISOR, Clock, Ledger, units
from tests.support.three_levels import ThreeLevels, issue, officer_of, report_done, supervisor_of, three_levels

OF_PC2 = "câu khác ở máy hai"


def made_later(folder: Path) -> Ledger:
    """A ledger of Hải Phòng that is made a day after the others."""
    clock = Clock(datetime(2007, 6, 26, 9, 0))
    machine = Machine(now_ms=clock, state_folder=folder / "state", cost=CHEAP)
    created = create_workspace(
        folder / "data", unit="HQ03", person_name=ADMINISTRATOR, passphrase=PASSPHRASE, units=units(), machine=machine
    )
    ledger = Ledger(created.workspace, created.recovery_code, clock, machine)
    ledger.sign_in()
    return ledger


@pytest.fixture
def net(tmp_path: Path) -> Iterator[ThreeLevels]:
    """PC1 has its people and the plan; PC2 came later, was admitted and got the whole of PC1 by file."""
    with three_levels(tmp_path) as made:
        issue(made)
        officer_of(made.first)
        supervisor_of(made.first)
        made.second.close()
        made.second = made_later(tmp_path / "pc2")
        admit(made.top.administrator, made.second.administrator, made.stick)
        made.carry(made.top, made.first)
        made.carry(made.first, made.second, ExportMode.FULL)
        yield made


def known(ledger: Ledger, name: str) -> str:
    """The id under which PC1 enrolled a person."""
    return person_named(ledger.administrator.database, "HQ03", name).id


def come_to(net: ThreeLevels, name: str) -> str:
    identifier = known(net.first, name)
    open_account(net.second.administrator, identifier, OF_PC2)
    return identifier


def test_a_person_of_the_roster_works_on_both_machines_as_one_person_with_two_keys(net: ThreeLevels) -> None:
    identifier = come_to(net, OFFICER)
    there = net.second.sign_in(OFFICER, OF_PC2)
    here = net.first.sign_in(OFFICER)
    assert there.person == here.person
    assert there.approval_key.public != here.approval_key.public
    net.carry(net.second, net.first)
    expected = (here.approval_key.public, there.approval_key.public)
    for ledger in (net.first, net.second):
        assert approval_keys(ledger.administrator.database, identifier) == expected
        assert len([one for one in roster(ledger.administrator.database, "HQ03") if one.name == OFFICER]) == 1


def test_signing_in_on_each_machine_in_turn_names_no_key_anew(net: ThreeLevels) -> None:
    identifier = come_to(net, OFFICER)
    net.carry(net.second, net.first)
    for _ in range(2):
        net.first.sign_in(OFFICER)
        net.second.sign_in(OFFICER, OF_PC2)
    for ledger, count in ((net.first, 2), (net.second, 2)):
        assert len(db.events.applied_of(ledger.administrator.database, f"person/{identifier}")) == count


def test_what_is_handed_in_on_one_machine_is_approved_on_the_other_and_stands_above(net: ThreeLevels) -> None:
    come_to(net, OFFICER)
    entity = report_done(net.second.sign_in(OFFICER, OF_PC2), "I/C/4", "Đã lập danh sách")
    net.carry(net.second, net.first)
    approve_entries(supervisor_of(net.first), [entity])
    net.carry(net.first, net.top)
    found = entry(net.top.administrator.database, entity)
    assert found is not None
    assert found.state is EntryState.APPROVED


def test_what_was_handed_in_on_the_first_machine_is_approved_on_the_second(net: ThreeLevels) -> None:
    """The roster's row shows the key of the machine that spoke last; the one before counts as well."""
    entity = report_done(officer_of(net.first), "I/C/4", "Đã lập danh sách")
    come_to(net, OFFICER)
    come_to(net, SUPERVISOR)
    net.carry(net.first, net.second)
    approve_entries(net.second.sign_in(SUPERVISOR, OF_PC2), [entity])
    net.carry(net.second, net.top)
    found = entry(net.top.administrator.database, entity)
    assert found is not None
    assert found.state is EntryState.APPROVED


def test_nobody_approves_on_one_machine_what_he_handed_in_on_the_other(net: ThreeLevels) -> None:
    identifier = come_to(net, OFFICER)
    entity = report_done(net.second.sign_in(OFFICER, OF_PC2), "I/C/4", "Đã lập danh sách")
    net.carry(net.second, net.first)
    change_role(net.first.administrator, identifier, Role.SUPERVISOR)
    himself = net.first.sign_in(OFFICER)
    assert [one.is_own for one in waiting_entries(himself)] == [True]
    with pytest.raises(OwnEntry):
        approve_entries(himself, [entity])


def test_who_made_the_second_ledger_is_one_person_where_two_are_asked_for(net: ThreeLevels) -> None:
    """The administrator of PC2 has another id than on PC1 until both are joined; the name is the same."""
    entity = report_done(net.second.administrator, "I/C/4", "Đã lập danh sách")
    net.carry(net.second, net.first)
    assert net.second.administrator.person.id != net.first.administrator.person.id
    with pytest.raises(OwnEntry):
        approve_entries(net.first.administrator, [entity])


def test_the_account_that_made_the_second_ledger_is_joined_to_the_person_of_the_roster(net: ThreeLevels) -> None:
    maker = net.second.administrator
    with writing(maker.database):
        db.drafts.put(maker.database, maker.person.id, "prog/x", 1, "{}")
    own = net.first.administrator.person.id
    twin = maker.person.id
    people = roster(maker.database, "HQ03")
    assert account_standings(maker, people) == {
        own: Account.JOINS,
        twin: Account.HERE,
        known(net.first, OFFICER): Account.ELSEWHERE,
        known(net.first, SUPERVISOR): Account.ELSEWHERE,
    }
    open_account(maker, own, OF_PC2)
    assert accounts(maker) == {own}
    assert maker.person.id == own, "who joined his own account goes on as the roster's person"
    session = net.second.sign_in(ADMINISTRATOR, OF_PC2)
    assert session.person.id == own
    assert session.secrets is not None
    assert [draft["entity"] for draft in db.drafts.all_of(session.database, own)] == ["prog/x"]
    assert maker.approval_key == session.approval_key
    assert net.second.workspace.slots().holdings(twin) == frozenset()
    assert [one.is_active for one in roster(session.database, "HQ03") if one.id == twin] == [False]
    assert names_by_id(session.database)[twin] == ADMINISTRATOR, "what he did stays under his name"


def test_of_two_namesakes_the_later_one_gives_way_on_whichever_machine(net: ThreeLevels) -> None:
    """Else both machines could make each other's account the inactive one, and nobody would come in."""
    net.carry(net.second, net.first)
    here, twin = net.first.administrator, net.second.administrator.person.id
    assert account_standings(here, roster(here.database, "HQ03"))[twin] is Account.GIVES_WAY
    with pytest.raises(PersonExists):
        open_account(here, twin, OF_PC2)


def test_nobody_loses_the_right_to_administer_by_joining_his_account(net: ThreeLevels) -> None:
    add_person(net.first.administrator, "Hoàng Minh", Role.ADMINISTRATOR, PASSPHRASE)
    own = net.first.administrator.person.id
    change_role(net.first.sign_in("Hoàng Minh"), own, Role.OFFICER)
    net.carry(net.first, net.second)
    with pytest.raises(NotOneself):
        open_account(net.second.administrator, own, OF_PC2)
    assert accounts(net.second.administrator) == {net.second.administrator.person.id}


def test_an_account_is_opened_once_by_an_administrator_for_somebody_at_work(net: ThreeLevels) -> None:
    there = net.second.administrator
    identifier = known(net.first, OFFICER)
    with pytest.raises(WeakPassphrase):
        open_account(there, identifier, "ngắn")
    with pytest.raises(UnknownPerson):
        open_account(there, "00" * 8, OF_PC2)
    with pytest.raises(PersonExists):
        add_person(there, OFFICER, Role.OFFICER, OF_PC2)
    open_account(there, identifier, OF_PC2)
    with pytest.raises(PersonExists):
        open_account(there, identifier, OF_PC2)
    with pytest.raises(NotPermitted):
        open_account(net.second.sign_in(OFFICER, OF_PC2), known(net.first, SUPERVISOR), OF_PC2)


def test_only_who_exchanges_holds_the_installations_keys_of_the_second_machine(net: ThreeLevels) -> None:
    clerk = add_person(net.first.administrator, "Vũ Thị Lan", Role.CLERK, PASSPHRASE)
    net.carry(net.first, net.second)
    open_account(net.second.administrator, clerk.id, OF_PC2)
    come_to(net, OFFICER)
    slots = net.second.workspace.slots()
    assert Holds.INSTALLATION in slots.holdings(clerk.id)
    assert Holds.INSTALLATION not in slots.holdings(known(net.first, OFFICER))
    assert net.second.sign_in("Vũ Thị Lan", OF_PC2).secrets == net.second.administrator.secrets


def test_who_is_removed_on_one_machine_loses_the_other_with_the_next_file(net: ThreeLevels) -> None:
    identifier = come_to(net, OFFICER)
    net.second.sign_in(OFFICER, OF_PC2).close()
    net.carry(net.second, net.first)
    for session in net.first.sessions[1:]:
        session.close()
    del net.first.sessions[1:]
    remove_person(net.first.administrator, identifier)
    net.carry(net.first, net.second)
    with pytest.raises(UnknownPerson):
        net.second.sign_in(OFFICER, OF_PC2)
    net.second.sessions[1:] = []
    remove_person(net.second.administrator, identifier)
    assert identifier not in accounts(net.second.administrator), "his slots on the second machine go as well"
    assert scalar(net.second.administrator.database, "SELECT count(*) FROM p_person WHERE active = 0") == 1
