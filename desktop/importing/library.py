"""The plans that come with the program: the document, its reading as reviewed, and what its print leaves open.

Beside each `<name>.txt` stand `<name>.json`, the reviewed reading in the form of a parsed plan, and
`<name>.differences.md`, where the print is ambiguous and what was chosen. A test reads every document again and
compares it with what ships. `library.json` names them in the order of their issue.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Final

from desktop.importing.document import Document
from desktop.importing.parsed import ParsedPlan, PlanHeader, from_json
from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.importing.reading import PrintedColumn
from desktop.units.table import UnitTable

_PLANS: Final = resources.files("resources") / "plans"


@dataclass(frozen=True, slots=True)
class ShippedPlan:
    """A plan of the library; `called` is its printed number, or the name it goes by where none is printed."""

    name: str
    called: str
    date: date | None
    title: str
    tasks: int

    @property
    def file(self) -> str:
        """The name of its document."""
        return f"{self.name}.txt"


@dataclass(frozen=True, slots=True)
class ReviewedPlan:
    """What is taken into the ledger when a plan of the library is adopted."""

    parsed: ParsedPlan
    columns: tuple[PrintedColumn, ...]
    document: str


@lru_cache(maxsize=1)
def shipped_plans() -> tuple[ShippedPlan, ...]:
    """The plans of the library in the order of their issue; what ships does not change while the program runs."""
    return tuple(_shipped(entry["name"], entry["called"]) for entry in json.loads(_text("library.json")))


def shipped_document(name: str) -> bytes:
    """The document of a plan of the library."""
    return _PLANS.joinpath(f"{name}.txt").read_bytes()


def called_in_library(file: str) -> str:
    """The name a document of the library goes by where it prints no number; "" for every other file."""
    return next((plan.called for plan in shipped_plans() if plan.file == file), "")


def reviewed_plan(plan: ShippedPlan, units: UnitTable) -> ReviewedPlan:
    """The reading that was reviewed, with the columns of its document."""
    parsed = _reviewed(plan.name)
    header = replace(parsed.plan, number=plan.called)
    reading = read_document(_document(plan), name=plan.file, units=units)
    return ReviewedPlan(replace(parsed, plan=header), reading.columns, plan.file)


def named_header(header: PlanHeader, file: str) -> PlanHeader:
    """The letterhead of a document of the library, called by its name where it prints no number."""
    return header if header.number else replace(header, number=called_in_library(file) or None)


def _shipped(name: str, called: str) -> ShippedPlan:
    parsed = _reviewed(name)
    return ShippedPlan(name, parsed.plan.number or called, parsed.plan.date, parsed.plan.title, len(parsed.tasks))


def _document(plan: ShippedPlan) -> Document:
    return open_document(shipped_document(plan.name), name=plan.file)


def _reviewed(name: str) -> ParsedPlan:
    return from_json(json.loads(_text(f"{name}.json")))


def _text(file: str) -> str:
    return _PLANS.joinpath(file).read_text(encoding="utf-8")
