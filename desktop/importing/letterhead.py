"""Number, date, title and issuer of an issued plan, from the text around its tables."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from desktop.importing.document import Document, Paragraph, Table
from desktop.importing.parsed import DoubtKind, PlanHeader
from desktop.importing.review import Review
from desktop.units.table import UnitTable

_NUMBER: Final = r"(?P<number>\d[\w.-]*/(?:\d{4}/)?[A-ZĐƯ][\w&/-]*)"
_DAY: Final = r"ngày\s+(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})"
_TOGETHER_WITH: Final = re.compile(r"kèm theo\b", re.IGNORECASE)
_DECISION_OF_DAY: Final = re.compile(rf".{{0,200}}?\bsố:?\s*{_NUMBER}\s*,?\s*{_DAY}", re.IGNORECASE)
_LETTERHEAD_LINES: Final = 200
_LONGEST_LINE: Final = 300
_NUMBER_LINE: Final = re.compile(rf"Số:?\s*{_NUMBER}", re.IGNORECASE)
_PLACE_AND_DAY: Final = re.compile(rf"(?:^|[\w.]+\s*,\s*){_DAY}\s*$", re.IGNORECASE)
_DECISION: Final = re.compile(r"QUYẾT ĐỊNH\s*:?")
_SECRECY: Final = re.compile(r"\b(?:TUYỆT MẬT|TỐI MẬT|MẬT)\b")


def plan_header(document: Document, units: UnitTable, review: Review) -> PlanHeader:
    """The issued document a plan belongs to; what is not found stays empty and is doubted."""
    paragraphs = document.paragraphs
    number, day = _number_and_day(paragraphs)
    title = _title(document) or _subject(paragraphs)
    issuer = units.issuer(number) if number else None
    header = PlanHeader(number, day, title, issuer.name if issuer else None)
    for field in ("number", "date", "title", "issuer"):
        if not getattr(header, field):
            review.doubt((), field, DoubtKind.LETTERHEAD_MISSING)
    for paragraph in paragraphs:
        mark = _SECRECY.search(paragraph.text)
        if mark:
            review.doubt((), "title", DoubtKind.SECRECY_MARK, mark[0])
    return header


def _number_and_day(paragraphs: Sequence[Paragraph]) -> tuple[str | None, date | None]:
    for paragraph in paragraphs:
        found = _issued_with(paragraph)
        if found:
            return found["number"], _day(found)
    lines = [one.text[:_LONGEST_LINE] for one in paragraphs[:_LETTERHEAD_LINES]]
    number = next(filter(None, map(_NUMBER_LINE.match, lines)), None)
    day = next(filter(None, map(_PLACE_AND_DAY.search, lines)), None)
    return (number["number"] if number else None), (_day(day) if day else None)


def _issued_with(paragraph: Paragraph) -> re.Match[str] | None:
    """The decision named in «(Ban hành kèm theo Quyết định số … ngày …)»."""
    begin = _TOGETHER_WITH.search(paragraph.text)
    return _DECISION_OF_DAY.match(paragraph.text, begin.end()) if begin else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _title(document: Document) -> str:
    """The lines that stand together right above «(Ban hành kèm theo …)»."""
    blocks = document.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _issued_with(block):
            return " ".join(reversed(_lines_above(blocks, place)))
    return ""


def _lines_above(blocks: Sequence[Paragraph | Table], place: int) -> list[str]:
    lines: list[str] = []
    below = blocks[place]
    for block in reversed(blocks[:place]):
        if not isinstance(block, Paragraph) or not isinstance(below, Paragraph):
            break
        if block.source.last + 1 != below.source.first:
            break
        lines.append(block.text)
        below = block
    return lines


def _subject(paragraphs: Sequence[Paragraph]) -> str:
    """What the decision says it is about: the line below «QUYẾT ĐỊNH»."""
    for above, below in pairwise(paragraphs):
        if _DECISION.fullmatch(above.text):
            return below.text
    return ""
