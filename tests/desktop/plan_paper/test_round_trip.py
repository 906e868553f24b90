"""A plan that is printed and read again is the same plan."""

import pytest

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.importing.parsed import ParsedPlan, PlanRow
from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.plan_paper.remarks import Marks
from desktop.plan_paper.writing import paper_bytes
from tests.desktop.plan_paper.papers import (
    LETTER,
    P169,
    P608,
    P1855,
    SAFE,
    Issued,
    paper_of,
    reading,
    take_in,
    taken_in_as_read,
)
from tests.support.ledgers import Ledger, units

FIELDS = (
    "kind", "number", "path", "title", "activities", "product", "lead_text", "support_text", "deadline_text",
    "inherited", "deadline",
)  # fmt: skip


def read(data: bytes, form: str) -> ParsedPlan:
    name = f"printed.{form}"
    return read_document(open_document(data, name=name), name=name, units=units()).parsed


def told(row: PlanRow, leaving_out: tuple[str, ...] = ()) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS if name not in leaving_out}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("name", [P608, SAFE, LETTER, P1855, P169])
def test_a_printed_plan_reads_back_the_same_in_every_cell(ledger: Ledger, name: str, form: str) -> None:
    by_hand = reading(name)
    found = read(paper_bytes(paper_of(ledger, taken_in_as_read(ledger, name)), form), form)
    assert [told(row) for row in found.rows] == [told(row) for row in by_hand.rows]
    assert (found.plan.title, found.plan.date) == (by_hand.plan.title, by_hand.plan.date)
    assert (found.plan.number or "") == by_hand.plan.number


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("name", [P608, SAFE, P1855, P169])
def test_so_does_a_plan_whose_columns_are_not_known(issued: Issued, name: str, form: str) -> None:
    by_hand = reading(name)
    found = read(paper_bytes(issued(name), form), form)
    left_out = ("path", "kind") if name == P1855 else ()  # VIII 3.3#2 prints no number and stands in a row of its own
    assert [told(row, left_out) for row in found.rows] == [told(row, left_out) for row in by_hand.rows]


def test_marks_add_a_column_and_change_no_printed_word(ledger: Ledger) -> None:
    plan = take_in(ledger, reading(P608))
    tasks = provincial_tasks(ledger.administrator.database, plan)
    assign(ledger.administrator, tasks, ["HQ03"], units())
    found = read(paper_bytes(paper_of(ledger, plan, Marks.UNIT, "HQ03"), "docx"), "docx")
    assert [told(row) for row in found.rows] == [told(row) for row in reading(P608).rows]
    marked = {row.path for row in found.rows if any(extra.text for extra in row.extra)}
    assert marked == {task.path for task in tasks}
