"""A plan that is printed and read again is the same plan."""

from pathlib import Path

import pytest

from desktop.importing.formats import open_document
from desktop.importing.parsed import ParsedPlan, PlanRow
from desktop.importing.plan_reader import read_document
from desktop.plan_paper.remarks import Marks
from desktop.plan_paper.writing import paper_bytes
from desktop.plans.assigning import assign, provincial_tasks
from desktop.plans.plans import import_plan
from tests.desktop.plan_paper.papers import P608, P1855, SAFE, Issued, paper_of, reading, take_in
from tests.support.ledgers import Ledger, units

FIELDS = (
    "kind", "number", "path", "title", "activities", "product", "lead_text", "support_text", "deadline_text",
    "inherited", "deadline",
)  # fmt: skip


DOCUMENTS = Path(__file__).parents[2] / "documents"


def read(data: bytes, form: str) -> ParsedPlan:
    name = f"printed.{form}"
    return read_document(open_document(data, name=name), name=name, units=units()).parsed


def told(row: PlanRow, leaving_out: tuple[str, ...] = ()) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS if name not in leaving_out}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("name", [P608, SAFE])
def test_a_printed_plan_reads_back_the_same_in_every_cell(issued: Issued, name: str, form: str) -> None:
    read_by_hand = reading(name)
    found = read(paper_bytes(issued(name), form), form)
    assert [told(row) for row in found.rows] == [told(row) for row in read_by_hand.rows]
    assert found.plan.title == read_by_hand.plan.title
    assert (found.plan.number or "", found.plan.date) == (read_by_hand.plan.number, read_by_hand.plan.date)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("name", [SAFE, P1855])
def test_solutions_printed_beside_their_activities_read_back_the_same(ledger: Ledger, name: str, form: str) -> None:
    data = (DOCUMENTS / f"{name}.txt").read_bytes()
    columns = read_document(open_document(data, name=name), name=name, units=units()).columns
    plan = import_plan(ledger.administrator, reading(name), document=name, columns=columns)
    found = read(paper_bytes(paper_of(ledger, plan), form), form)
    assert [told(row) for row in found.rows] == [told(row) for row in reading(name).rows]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_largest_plan_reads_back_with_its_twelve_parts_and_merged_activities(issued: Issued, form: str) -> None:
    read_by_hand = reading(P1855)
    found = read(paper_bytes(issued(P1855), form), form)
    left_out = ("path", "kind")  # of rows that print no number, which the rows above decide
    assert [told(row, left_out) for row in found.rows] == [told(row, left_out) for row in read_by_hand.rows]
    assert found.plan == read_by_hand.plan


def test_marks_add_a_column_and_change_no_printed_word(ledger: Ledger, tmp_path: Path) -> None:
    plan = take_in(ledger, reading(P608))
    tasks = provincial_tasks(ledger.administrator.database, plan)
    assign(ledger.administrator, tasks, ["HQ03"], units())
    found = read(paper_bytes(paper_of(ledger, plan, Marks.UNIT, "HQ03"), "docx"), "docx")
    assert [told(row) for row in found.rows] == [told(row) for row in reading(P608).rows]
    marked = {row.path for row in found.rows if any(extra.text for extra in row.extra)}
    assert marked == {task.path for task in tasks}
