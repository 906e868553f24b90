"""Plans taken from their hand-checked readings into a ledger, and their papers."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from desktop.importing.parsed import ParsedPlan, from_json
from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.plan_paper.content import PaperRow, PaperTable, PlanPaper
from desktop.plan_paper.preparing import PaperChoice, prepare_paper
from desktop.plan_paper.remarks import Marks
from desktop.plans.plans import import_plan
from desktop.plans.records import Plan
from tests.support.ledgers import Ledger, units

Issued = Callable[[str], PlanPaper]
"""The paper of a plan by its name."""
DOCUMENTS = Path(__file__).parents[2] / "documents"
READINGS = Path(__file__).parents[2] / "golden" / "plans"
P608, SAFE, LETTER, P1855, P169 = "608", "safe-2009", "thu-thap-thong-tin-2006", "1855-qd-btc", "169-qd-btc"
LETTER_NUMBER = "2137/TCHQ-ĐTCBL"


@cache
def reading(name: str) -> ParsedPlan:
    """The hand-checked reading of a plan, without its notes; the letter is given a number, its copy prints none."""
    form = json.loads((READINGS / f"{name}.json").read_text(encoding="utf-8")) | {"repairs": [], "doubts": []}
    parsed = from_json(form)
    number = parsed.plan.number or (LETTER_NUMBER if name == LETTER else "")
    return replace(parsed, plan=replace(parsed.plan, number=number))


def take_in(ledger: Ledger, parsed: ParsedPlan) -> Plan:
    return import_plan(ledger.administrator, parsed, document="plan.txt")


def taken_in_as_read(ledger: Ledger, name: str) -> Plan:
    """The plan by hand-checked reading, with the columns that its document prints."""
    file = f"{name}-qd-tchq.txt" if name == P608 else f"{name}.txt"
    document = open_document((DOCUMENTS / file).read_bytes(), name=file)
    columns = read_document(document, name=file, units=units()).columns
    return import_plan(ledger.administrator, reading(name), document=file, columns=columns)


def paper_of(ledger: Ledger, plan: Plan, marks: Marks = Marks.NONE, unit: str | None = None) -> PlanPaper:
    return prepare_paper(ledger.administrator, PaperChoice(plan.entity, marks, unit), units())


def paper(ledger: Ledger, name: str, marks: Marks = Marks.NONE) -> PlanPaper:
    return paper_of(ledger, take_in(ledger, reading(name)), marks)


def table(made: PlanPaper) -> PaperTable:
    """The one table of a paper."""
    (found,) = [block for block in made.blocks if isinstance(block, PaperTable)]
    return found


def heads(of: PaperTable) -> list[str]:
    return [column.head for column in of.columns]


def texts(row: PaperRow) -> list[str]:
    return [cell.text for cell in row.cells]
