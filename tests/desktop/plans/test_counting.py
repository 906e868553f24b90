"""The quick counts of all units are those of the whole list of tasks, whatever was recorded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from db.connection import writing
from desktop.assigning.assigning import assign
from desktop.journal.event import Fact, Fields
from desktop.plans.counting import counts_by_unit
from desktop.plans.facts import task_retired, task_withdrawn
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import Plan, PrintedRow
from desktop.plans.state import TwoByTwo, WorkStatus, two_by_two
from desktop.plans.tasks import TaskFilter, TaskItem, tasks
from desktop.progress.entries import EntryState
from desktop.progress.facts import progress_entity, progress_published, progress_reported
from desktop.session import Session
from tests.support.ledgers import Ledger, new_ledger, units

UNITS = ("HQ03", "HQ20", "HQ28")
DAYS = (date(2006, 12, 31), date(2007, 5, 15), date(2007, 7, 1), date(2009, 1, 1))
CELLS = ("completed_on_time", "open_in_time", "open_overdue", "withdrawn", "reassigned")
PERIODS = ("-", "2007-05", "2007-06", "2007-Q2", "2007", "2007-06~2", "lạ")


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


def slot(random: Random) -> Fields:
    start = random.choice(["2007-05-01", "2007-06-01", "2008-01-01"])
    return {"slot": {"kind": "month", "start": start, "cutoff": start, "due": start, "profile": "nd09"}}


def entry(random: Random, row: PrintedRow, unit: str, period: str) -> Iterator[Fact]:
    """An entry as it may lie in a ledger: recorded, returned, or approved and perhaps changed since."""
    entity = progress_entity(row.entity, unit, period)
    fields: Fields = {
        "task": row.entity,
        "unit": unit,
        "period": period,
        "percent": random.randrange(101),
        "status": random.choice([WorkStatus.COMPLETED, *WorkStatus]).value,
        "completed_on": random.choice([None, "2007-05-10", "2007-06-20", "2008-02-02"]),
        "result": 'đã "completed" một phần',
        **(slot(random) if random.random() < 0.4 else {}),
    }
    if random.random() < 0.6:
        approved: Fields = {"state": "approved", "approved_by": "b", "approve_signature": "00", "approved_at": 1}
        yield progress_published(entity, {**fields, **approved, "submitted_by": "a", "submit_signature": "01"})
        fields = {"status": random.choice(list(WorkStatus)).value} if random.random() < 0.4 else {}
    if fields:
        state = random.choice([EntryState.RECORDED, EntryState.RETURNED]).value
        reported = progress_reported(entity, fields, by="a", at=1)
        yield Fact(reported.type, entity, {**reported.fields, "state": state}, reported.audience)


def ledger_of(random: Random, session: Session, plan: Plan) -> None:
    rows = [row for row in rows_of_plan(session.database, plan.entity) if row.is_task]
    facts: list[Fact] = []
    for row in rows:
        for unit in UNITS:
            for period in random.sample(PERIODS, random.randrange(4)):
                facts += entry(random, row, unit, period)
    gone = random.sample(rows, 3)
    facts += [task_retired(row.entity, rev=2, why="thôi", replaced_by=[]) for row in gone]
    facts += [task_withdrawn(row.entity, "HQ20", "TCHQ/HQ20", reason="thôi") for row in random.sample(rows, 3)]
    with writing(session.database), session.journal.in_transaction():
        for fact in facts:
            session.journal.append(fact, session.person.id)


def all_given(headquarters: Ledger) -> Plan:
    """Every task of the plan is given to every unit, so that dated ones are among them."""
    session, plan = headquarters.administrator, headquarters.import_608()
    rows = [row for row in rows_of_plan(session.database, plan.entity) if row.is_task]
    assign(session, rows, UNITS, units())
    return plan


def listed(items: list[TaskItem]) -> dict[str, tuple[TwoByTwo, int, int]]:
    found = {}
    for unit in {item.unit for item in items}:
        of_unit = [item for item in items if item.unit == unit]
        returned = [
            item
            for item in of_unit
            if not item.is_withdrawn and any(one.state is EntryState.RETURNED for one in item.entries)
        ]
        found[unit] = (two_by_two(item.standing for item in of_unit), len(returned), len(of_unit))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_quick_counts_equal_the_list_of_tasks(headquarters: Ledger, seed: int) -> None:
    session = headquarters.administrator
    plan = all_given(headquarters)
    ledger_of(Random(seed), session, plan)
    seen: list[tuple[TwoByTwo, int, int]] = []
    for day in DAYS:
        quick = counts_by_unit(session.database, day)
        told = {unit: (one.counts, one.returned, one.tasks) for unit, one in quick.items()}
        assert told == listed(tasks(session, TaskFilter(as_of=day)))
        seen += told.values()
    assert {name for counts, _, _ in seen for name in CELLS if getattr(counts, name)} == set(CELLS)
    assert any(returned for _, returned, _ in seen)
