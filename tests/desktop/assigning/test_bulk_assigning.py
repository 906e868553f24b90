"""Giving a plan's tasks to the units its cells name, and the table of units that this stands on."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from db.connection import rows, scalar
from desktop.assigning.assigning import Assigned, Handover, hand_over, withdraw
from desktop.assigning.bulk_assigning import (
    Offer,
    OfferState,
    Proposal,
    Selection,
    propose,
    recipients_of,
    with_added,
    with_added_before,
)
from desktop.assigning.recipients import Reach, Recipients
from desktop.errors import NothingToAssign, NotPermitted
from desktop.jobs import Job, Stopped
from desktop.permissions import Role
from desktop.plans.records import AssignedRole, NamedUnit, Plan
from desktop.session import Session
from tests.desktop.assigning.test_assigning import LED, SUPPORTED
from tests.support.ledgers import SUPERVISOR, Ledger, new_ledger, units

TODAY = date(2007, 6, 25)


def departments_of_2007() -> set[str]:
    """Read from the table itself: provincial departments that no later decree founded."""
    text = resources.files("resources").joinpath("units/units.csv").read_text(encoding="utf-8")
    listed = csv.DictReader(text.splitlines())
    return {row["code"] for row in listed if row["level"] == "provincial" and not row["valid_from"]}


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


@pytest.fixture
def session(headquarters: Ledger) -> Session:
    return headquarters.administrator


@pytest.fixture
def plan(headquarters: Ledger) -> Plan:
    return headquarters.import_608()


def proposed(session: Session, plan: Plan) -> Proposal:
    return propose(session, plan, units(), today=TODAY)


def offers_at(proposal: Proposal, path: str) -> tuple[Offer, ...]:
    return next(task.offers for task in proposal.tasks if task.row.path_text == path)


def codes(proposal: Proposal, path: str, role: AssignedRole) -> list[str]:
    return [offer.recipient.key for offer in offers_at(proposal, path) if offer.role is role]


def provincial(selection: Selection) -> list[Handover]:
    return [one for one in selection.handovers() if one.unit.startswith("HQ")]


def test_the_fourteen_provincial_rows_of_608_go_to_the_33_departments_of_2007(session: Session, plan: Plan) -> None:
    proposal = proposed(session, plan)
    departments = departments_of_2007()
    assert len(departments) == 33
    assert "HQ18" not in departments
    got: dict[str, dict[str, AssignedRole]] = {}
    paths = {task.row.entity: task.row.path_text for task in proposal.tasks}
    for one in provincial(Selection.of(proposal)):
        got.setdefault(paths[one.task], {})[one.unit] = one.role
    expected = {path: dict.fromkeys(departments, AssignedRole.LEAD) for path in LED}
    expected |= {path: dict.fromkeys(departments, AssignedRole.SUPPORT) for path in SUPPORTED}
    assert got == expected
    assert sum(map(len, got.values())) == 462


def test_every_unit_of_a_row_keeps_the_role_its_column_gives_and_one_in_both_columns_leads(
    session: Session, plan: Plan
) -> None:
    proposal = proposed(session, plan)
    # Read by hand: I.B.8 Cục ĐTCBL leads, four support; II.A.1 names Cục ĐTCBL in both columns.
    assert codes(proposal, "I/B/8", AssignedRole.LEAD) == ["TCHQ-DTCBL"]
    supporting = codes(proposal, "I/B/8", AssignedRole.SUPPORT)
    assert supporting[:3] == ["TCHQ-GSQL", "TCHQ-KTTT", "TCHQ-KTSTQ"]
    assert len(supporting) == 36
    assert codes(proposal, "II/A/1", AssignedRole.LEAD) == ["TCHQ-DTCBL"]
    assert codes(proposal, "II/A/1", AssignedRole.SUPPORT) == ["TCHQ-PC", "TCHQ-CNTT"]
    # I.C.6 is led by a kind of branch: every department passes it on to its own.
    branch = offers_at(proposal, "I/C/6")[0].recipient
    assert branch.through == "Chi cục Kiểm tra sau thông quan (thuộc Cục Hải quan tỉnh)"
    assert len(proposal.tasks) == 66
    assert all(task.has_units for task in proposal.tasks)


def test_one_accept_is_one_change_that_is_undone_as_one(session: Session, plan: Plan) -> None:
    proposal = proposed(session, plan)
    selection = Selection.of(proposal)
    hand_over(session, selection.handovers(), units())
    again = proposed(session, plan)
    assert not again.open_pairs
    assert {offer.state for offer in again.offers} == {OfferState.ASSIGNED}
    stored = {
        (row["task"], row["unit"]): row["role"]
        for row in rows(session.database, "SELECT task, unit, role FROM p_assignment")
    }
    assert stored == {(one.task, one.unit): one.role for one in selection.handovers()}
    session.undo()
    assert scalar(session.database, "SELECT count(*) FROM p_assignment WHERE state = 'assigned'") == 0
    assert proposed(session, plan).open_pairs == proposal.open_pairs


def test_what_stands_already_stays_and_what_was_taken_back_is_not_given_again_by_itself(
    headquarters: Ledger, session: Session, plan: Plan
) -> None:
    four = headquarters.row(plan, "I/C/4").entity
    two = headquarters.row(plan, "I/C/2").entity
    hand_over(
        session, [Handover(four, "HQ03", AssignedRole.SUPPORT), Handover(two, "HQ20", AssignedRole.LEAD)], units()
    )
    withdraw(session, [two], "HQ20", units(), reason="Giao nhầm")
    proposal = proposed(session, plan)
    selection = Selection.of(proposal)
    assert (four, "HQ03") not in proposal.open_pairs
    assert (two, "HQ20") in proposal.open_pairs - selection.chosen
    assert len(provincial(selection)) == 460
    assert (two, "HQ20") not in selection.with_tasks([two], ticked=True).chosen
    assert (two, "HQ20") not in selection.with_units(["HQ20"], ticked=True).chosen
    assert (two, "HQ20") in selection.with_pairs([(two, "HQ20")], ticked=True).chosen
    hand_over(session, selection.handovers(), units())
    role = "SELECT role FROM p_assignment WHERE task = ? AND unit = 'HQ03'"
    assert scalar(session.database, role, (four,)) == "support"


def test_units_and_tasks_are_left_out_and_stay_left_out_when_the_plan_is_read_again(
    headquarters: Ledger, session: Session, plan: Plan
) -> None:
    proposal = proposed(session, plan)
    whole = Selection.of(proposal)
    four, two = headquarters.row(plan, "I/C/4").entity, headquarters.row(plan, "I/C/2").entity
    less = whole.with_units(["HQ03"], ticked=False).with_tasks([four], ticked=False)
    assert len(provincial(less)) == 13 * 32
    assert four not in less.chosen_tasks
    assert "HQ03" not in less.chosen_units
    # A unit ticked nowhere is not smuggled in when a task is ticked again.
    back = less.with_tasks([four], ticked=True)
    assert len(provincial(back)) == 14 * 32
    assert Selection.of(proposed(session, plan), less).chosen == less.chosen
    nothing = whole.with_tasks([task.row.entity for task in proposal.tasks], ticked=False)
    assert nothing.handovers() == []
    assert len(nothing.with_tasks([two], ticked=True).chosen) == 33
    assert len(nothing.with_units(["HQ03"], ticked=True).chosen) == 14


def test_a_unit_that_the_plan_does_not_name_is_added_to_one_task(
    headquarters: Ledger, session: Session, plan: Plan
) -> None:
    one = headquarters.row(plan, "I/A/1").entity
    recipients = recipients_of(session, plan, units(), TODAY)
    new = [*recipients.of_unit("HQ03"), *recipients.of_unit("TCHQ-PC")]
    more = with_added(proposed(session, plan), [one], new, AssignedRole.LEAD)
    added = [offer for offer in offers_at(more, "I/A/1") if offer.added]
    assert [(offer.recipient.key, offer.role) for offer in added] == [("HQ03", AssignedRole.LEAD)]
    assert (one, "HQ03") in Selection.of(more).chosen
    assert offers_at(with_added_before(proposed(session, plan), more), "I/A/1") == offers_at(more, "I/A/1")
    hand_over(session, [Handover(one, "HQ03", AssignedRole.SUPPORT)], units())
    given = offers_at(with_added_before(proposed(session, plan), more), "I/A/1")[-1]
    assert (given.recipient.key, given.role, given.state) == ("HQ03", AssignedRole.SUPPORT, OfferState.ASSIGNED)


@pytest.mark.parametrize(
    ("code", "reach"),
    [
        ("HQ03", Reach.BELOW),
        ("TCHQ-PC", Reach.BELOW),
        ("TCHQ", Reach.OWN),
        ("BTC-PC", Reach.NO_LEDGER),
        ("KV03", Reach.NO_LEDGER),
        ("G-LQ", Reach.UNLISTED),
        ("G-BTCALL", Reach.UNLISTED),
        (None, Reach.UNKNOWN),
    ],
)
def test_only_units_below_this_one_can_be_given_tasks(code: str | None, reach: Reach) -> None:
    found = Recipients(units(), on=date(2007, 4, 2), today=TODAY, node="TCHQ").of_unit(code, "Đơn vị")
    assert [one.reach for one in found] == [reach]


def test_groups_follow_the_table_of_the_plans_day_and_name_who_does_the_work_today() -> None:
    def of(group: str, year: int) -> dict[str, tuple[str, ...]]:
        recipients = Recipients(units(), on=date(year, 4, 2), today=date(2026, 6, 1), node="TCHQ")
        found = recipients.of_cell((NamedUnit(group, ""), NamedUnit("HQ03", "")))
        return {one.key: tuple(unit.code for unit in one.successors) for one in found}

    assert of("G-CUCTINH", 2007).keys() == departments_of_2007()
    assert len(of("G-CUCTINH", 2014)) == 34
    assert len(of("G-CUCTINH", 2016)) == 35
    # The decree of 2025 founded 20 regional departments; Hải Phòng's work went to the third and the fourth.
    assert of("G-CHICUC", 2025).keys() == {*(f"KV{number:02}" for number in range(1, 21)), "HQ03"}
    assert of("G-CUCTINH", 2007)["HQ03"] == ("KV03", "KV04")
    assert of("G-VUCUC", 2007)["TCHQ-PC"] == ("CHQ-PC",)
    assert of("G-CHICUC", 2025)["KV03"] == ()


def test_since_2025_the_regional_departments_get_the_tasks_of_their_headquarters() -> None:
    recipients = Recipients(units(), on=date(2026, 4, 2), today=date(2026, 6, 1), node="CHQ")
    found = [*recipients.of_cell((NamedUnit("G-CHICUC", ""), NamedUnit("CHQ-PC", ""), NamedUnit("TCHQ", "")))]
    reaches = {one.key: one.reach for one in found}
    assert reaches.pop("TCHQ") is Reach.NO_LEDGER
    assert set(reaches.values()) == {Reach.BELOW}
    assert len(reaches) == 21


def test_a_stop_in_the_middle_gives_nothing(session: Session, plan: Plan) -> None:
    seen: list[int] = []
    job = Job(on_progress=lambda progress: seen.append(progress.done), stop_wanted=lambda: len(seen) > 100)
    handovers = Selection.of(proposed(session, plan)).handovers()
    with pytest.raises(Stopped):
        hand_over(session, handovers, units(), job)
    assert len(seen) > 100
    assert scalar(session.database, "SELECT count(*) FROM p_assignment") == 0


def test_what_is_handed_over_twice_counts_once_and_nothing_is_refused(
    headquarters: Ledger, session: Session, plan: Plan
) -> None:
    one = Handover(headquarters.row(plan, "I/C/4").entity, "HQ03", AssignedRole.LEAD)
    assert hand_over(session, [one, one], units()) == Assigned(1, 0)
    with pytest.raises(NothingToAssign):
        hand_over(session, [], units())


def test_only_who_may_give_sees_a_proposal(headquarters: Ledger, plan: Plan) -> None:
    assert proposed(headquarters.add(SUPERVISOR, Role.SUPERVISOR), plan).tasks
    with pytest.raises(NotPermitted):
        proposed(headquarters.add("Vũ Thị Lan", Role.OFFICER), plan)
