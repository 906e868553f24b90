"""Units against official states, from tasks with known states."""

from datetime import date

from desktop.deadlines.deadlines import NO_DEADLINE
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId
from desktop.plans.matrix import behind, cell, matrix
from desktop.plans.records import AssignedRole, AssignmentState, Plan, PrintedRow
from desktop.plans.state import OfficialState, TwoByTwo, WorkStatus, standing
from desktop.plans.tasks import TaskItem

AS_OF = date(2007, 6, 25)
PLAN = Plan(EntityId("plan/1"), "608/QĐ-TCHQ", date(2007, 3, 30), "", "", "")


def item(unit: str, number: str, status: WorkStatus, due: date | None, done: date | None = None) -> TaskItem:
    """A task of a unit in a state."""
    row = PrintedRow(
        EntityId(f"task/{number}"), PLAN.entity, int(number), RowKind.TASK, number, ("I", "C", number), "", (), "",
        "", "", "", (), (), NO_DEADLINE, "lead", "",
    )  # fmt: skip
    found = standing(status=status, completed_on=done, due=due, as_of=AS_OF)
    return TaskItem(row, PLAN, unit, AssignedRole.LEAD, AssignmentState.ASSIGNED, 0, "", "", "", found)


ITEMS = [
    item("HQ03", "1", WorkStatus.COMPLETED, date(2007, 6, 30), date(2007, 6, 18)),
    item("HQ03", "2", WorkStatus.COMPLETED, date(2007, 6, 8), date(2007, 6, 14)),
    item("HQ03", "3", WorkStatus.IN_PROGRESS, date(2007, 6, 8)),
    item("HQ03", "4", WorkStatus.WITHDRAWN, date(2007, 6, 8)),
    item("HQ15", "1", WorkStatus.NOT_STARTED, date(2007, 6, 30)),
    item("HQ15", "2", WorkStatus.IN_PROGRESS, None),
]


def test_each_unit_is_counted_on_its_own_and_the_sum_is_the_count_of_all() -> None:
    found = matrix(ITEMS)
    assert [row.unit for row in found.rows] == ["HQ03", "HQ15"]
    assert found.rows[0].counts == TwoByTwo(completed_on_time=1, completed_late=1, open_overdue=1, withdrawn=1)
    assert found.rows[1].counts == TwoByTwo(open_in_time=2, open_undated=1)
    assert found.total.total == 5
    for state in OfficialState:
        assert sum(cell(row.counts, state) for row in found.rows) == cell(found.total, state)


def test_a_unit_without_a_task_keeps_its_row() -> None:
    found = matrix(ITEMS, ["HQ33", "HQ03"])
    assert [row.unit for row in found.rows] == ["HQ03", "HQ15", "HQ33"]
    assert found.rows[2].counts == TwoByTwo()


def test_behind_every_figure_stand_exactly_so_many_tasks() -> None:
    found = matrix(ITEMS)
    for unit, counts in [*((row.unit, row.counts) for row in found.rows), (None, found.total)]:
        for state in (*OfficialState, None):
            assert len(behind(ITEMS, unit, state)) == cell(counts, state)


def test_withdrawn_tasks_stand_behind_no_figure() -> None:
    assert [one.row.number for one in behind(ITEMS, "HQ03", None)] == ["1", "2", "3"]


def test_the_tasks_of_a_dissolved_unit_are_counted_under_its_heir() -> None:
    heirs = {"HQ03": "KV03"}
    found = matrix(ITEMS, ["HQ03"], heirs)
    assert {row.unit for row in found.rows} == {heirs.get(one.unit, one.unit) for one in ITEMS}
    assert found.total == matrix(ITEMS).total
    own = behind(ITEMS, "HQ03", None)
    assert behind(ITEMS, "KV03", None, heirs) == own
    assert own
