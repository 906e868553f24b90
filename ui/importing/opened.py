"""A plan document that was opened: its bytes, its print, what was read, and whether the ledger has it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from desktop.errors import AppError
from desktop.importing.corrections import Corrections
from desktop.importing.document import Document
from desktop.importing.parsed import ParsedPlan, Repair, RepairKey
from desktop.importing.plan_reader import read_document, read_plan
from desktop.importing.text_dump import decode_text, read_dump
from desktop.plans.plans import plans
from desktop.session import Session
from desktop.units.table import UnitTable
from ui.importing.printed import PrintedDocument, printed
from ui.importing.readings import Reading, readings

_LIBRARY = resources.files("resources") / "plans"


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A document with its reading; `known` are the numbers of the plans in the ledger."""

    name: str
    size: int
    document: Document
    printed: PrintedDocument
    parsed: ParsedPlan
    readings: tuple[Reading, ...]
    refused: dict[RepairKey, Repair]
    known: frozenset[str]

    @property
    def number(self) -> str:
        """The number of the plan; "" where the document shows none."""
        return self.parsed.plan.number or ""

    @property
    def is_known(self) -> bool:
        """Whether the ledger has a plan of this number."""
        return self.number in self.known


@dataclass(frozen=True, slots=True)
class LibraryPlan:
    """A plan that comes with the program; `number` and `title` are as its document prints them."""

    file: str
    number: str
    day: str
    title: str
    is_known: bool


def open_plan(session: Session, data: bytes, name: str, units: UnitTable) -> OpenedPlan:
    """Read a document's bytes; raises NotAPlan, UnsupportedDocument. Nothing is written."""
    document = read_dump(decode_text(data, name=name))
    parsed = read_document(document, name=name, units=units).parsed
    known = frozenset(plan.number for plan in plans(session.database))
    return OpenedPlan(name, len(data), document, printed(document), parsed, readings(parsed, {}), {}, known)


def read_again(opened: OpenedPlan, refused: Mapping[RepairKey, Repair], units: UnitTable) -> OpenedPlan:
    """The same document read without the refused repairs."""
    corrections = Corrections(refused=frozenset(refused))
    parsed = read_document(opened.document, name=opened.name, units=units, corrections=corrections).parsed
    return OpenedPlan(
        opened.name,
        opened.size,
        opened.document,
        opened.printed,
        parsed,
        readings(parsed, refused),
        dict(refused),
        opened.known,
    )


def library(session: Session, units: UnitTable) -> tuple[LibraryPlan, ...]:
    """The plans that come with the program, by file name; a document that cannot be read is left out."""
    known = frozenset(plan.number for plan in plans(session.database))
    found = []
    for file in sorted(_LIBRARY.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".txt"):
            continue
        try:
            header = read_plan(file.read_bytes(), name=file.name, units=units).plan
        except AppError:
            continue
        day = f"{header.date:%d/%m/%Y}" if header.date else ""
        found.append(LibraryPlan(file.name, header.number or file.name, day, header.title, header.number in known))
    return tuple(found)


def library_bytes(file: str) -> bytes:
    """The document of a plan that comes with the program."""
    return (_LIBRARY / Path(file).name).read_bytes()
