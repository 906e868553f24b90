"""Number, date, title and issuer of an issued plan, from the text around its tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from typing import Final

from desktop.importing.document import Document, Paragraph, Row, Table
from desktop.importing.labels import leading_label
from desktop.importing.parsed import DoubtKind, PlanHeader
from desktop.importing.review import Review
from desktop.text import search_key
from desktop.units.names import name_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit

_NUMBER: Final = r"(?P<number>\d[\w.-]*/(?:\d{4}/)?[A-ZĐƯ][\w&/-]*)"
_DAY: Final = r"ngày\s+(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})"
_TOGETHER_WITH: Final = re.compile(r"kèm theo\b", re.IGNORECASE)
_DECISION_OF_DAY: Final = re.compile(rf".{{0,40}}?\bsố:?\s*{_NUMBER}\s*,?\s*{_DAY}", re.IGNORECASE)
_LETTERHEAD_LINES: Final = 200
_LONGEST_LINE: Final = 300
_LONGEST_SENTENCE: Final = 2_000
_LONGEST_TITLE: Final = 600
_LONGEST_KIND: Final = 40
_NUMBER_LINE: Final = re.compile(rf"Số:?\s*{_NUMBER}", re.IGNORECASE)
_PLACE_AND_DAY: Final = re.compile(rf"(?:^|[\w.]+\s*,\s*){_DAY}\s*$", re.IGNORECASE)
_BROKEN: Final = re.compile(r"^Số\s*:?$|\bngày(?:\s+\d{1,2}(?:\s+tháng(?:\s+\d{1,2}(?:\s+năm)?)?)?)?$")
_DECISION: Final = re.compile(r"QUYẾT ĐỊNH\s*:?")
_SUBJECT: Final = re.compile(r"V/v\s*:?\s*(?P<subject>.+)", re.IGNORECASE | re.DOTALL)
_PLAN: Final = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN|LỘ TRÌNH|DANH MỤC NHIỆM VỤ|PHÂN CÔNG)\b.*")
_NO_TITLE: Final = re.compile(r"\(|can cu\b|thuc hien\b|kinh gui\b|noi nhan\b|dieu \d|so:|-{2,}|_{2,}|\*{2,}")
_AUTHORITY: Final = re.compile(
    r"(?:Q\.\s*|QUYỀN\s+)?(?:TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHỦ TỊCH)"
    r"\s+(?P<agency>.{3,120})"
)
_ORDERS: Final = re.compile(
    r"\s(?:hướng dẫn|yêu cầu|đề nghị|thông báo|giao|triển khai|ban hành)\b[^.;]{0,200}như sau\s*:"
)
_NATION: Final = re.compile(r"cong hoa xa hoi|doc lap")
_OF_PLACE: Final = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\b")
_SHORTEST_AGENCY: Final = 3
_SECRECY: Final = re.compile(r"\b(?:TUYỆT MẬT|TỐI MẬT|MẬT)\b")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issued document, and the code of its issuer where the unit table knows it."""

    plan: PlanHeader
    issuer_code: str = field(default="")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line; `rest` are the lines below it in the same cell, `table` counts the tables it stands in."""

    text: str
    rest: tuple[str, ...] = ()
    table: int = 0


def letterhead(
    document: Document, units: UnitTable, review: Review, corrected: PlanHeader | None, *, before: int | None = None
) -> Letterhead:
    """The issued document a plan belongs to, as corrected; what is not found stays empty and is doubted.

    It stands before this line, where the plan begins.
    """
    lines = list(islice(_lines(document, before), _LETTERHEAD_LINES))
    if corrected:
        header, issuer = corrected, _issuer(lines, corrected.number, units)
    else:
        number, day = _number_and_day(document.paragraphs, lines)
        issuer = _issuer(lines, number, units)
        header = PlanHeader(number, day, _title(lines, document), issuer.name if issuer else _agency(lines))
    for name in ("number", "date", "title", "issuer"):
        if not getattr(header, name):
            review.doubt((), name, DoubtKind.LETTERHEAD_MISSING)
    for paragraph in document.paragraphs:
        mark = _SECRECY.search(paragraph.text)
        if mark:
            review.doubt((), "title", DoubtKind.SECRECY_MARK, mark[0])
    return Letterhead(header, issuer.code if issuer else "")


def _lines(document: Document, before: int | None) -> Iterator[_Line]:
    """The printed lines in document order, also those of tables: letterheads often stand in one."""
    for place, block in enumerate(document.blocks, start=1):
        if isinstance(block, Paragraph):
            yield _Line(block.text[:_LONGEST_SENTENCE])
        elif not block.repeats:
            rows = (row for row in block.rows if before is None or row.source.first < before)
            yield from _cell_lines(rows, place)


def _cell_lines(rows: Iterable[Row], number: int) -> Iterator[_Line]:
    for row in islice(rows, _LETTERHEAD_LINES):
        for cell in row.cells:
            for place, line in enumerate(cell.lines):
                yield _Line(line[:_LONGEST_SENTENCE], cell.lines[place + 1 :], number)


# --- number and date ----------------------------------------------------------------------------------------------


def _number_and_day(paragraphs: Sequence[Paragraph], lines: Sequence[_Line]) -> tuple[str | None, date | None]:
    for paragraph in paragraphs:
        found = _issued_with(paragraph.text)
        if found:
            return found["number"], _day(found)
    texts = [line.text[:_LONGEST_LINE] for line in lines]
    texts += [f"{above} {below}" for above, below in pairwise(texts) if _BROKEN.search(above)]
    number = next(filter(None, map(_NUMBER_LINE.match, texts)), None)
    day = next(filter(None, map(_PLACE_AND_DAY.search, texts)), None)
    return (number["number"] if number else None), (_day(day) if day else None)


def _issued_with(text: str) -> re.Match[str] | None:
    """The decision named in «(Ban hành kèm theo Quyết định số … ngày …)»."""
    begin = _TOGETHER_WITH.search(text)
    return _DECISION_OF_DAY.match(text, begin.end()) if begin else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


# --- title --------------------------------------------------------------------------------------------------------


def _title(lines: Sequence[_Line], document: Document) -> str:
    """The heading of the plan itself, else the subject of the letter or decision, else what is «kèm theo»."""
    for place, line in enumerate(lines):
        if _PLAN.fullmatch(line.text) and line.text.isupper() and not _is_subject(lines, place):
            return _heading(lines, place)
    subject = next(filter(None, (_SUBJECT.match(line.text) for line in lines)), None)
    if subject:
        line = next(one for one in lines if _SUBJECT.match(one.text))
        return " ".join((subject["subject"].strip(), *line.rest))
    for above, below in pairwise(lines):
        if _DECISION.fullmatch(above.text):
            return below.text
    return _above_the_reference(document)


def _is_subject(lines: Sequence[_Line], place: int) -> bool:
    """Whether a line goes on with the subject of a decision, which names the plan that it issues."""
    above = [search_key(line.text) for line in lines[max(0, place - 3) : place]]
    return any(key.startswith(("ve viec", "v/v", "phe duyet", "ban hanh")) for key in above) and "quyet dinh" in above


def _heading(lines: Sequence[_Line], place: int) -> str:
    """The title from this line on: the lines in capitals below it, or one line in small letters."""
    title = [lines[place].text]
    for line in lines[place + 1 : place + 12]:
        text = line.text
        if line.table != lines[place].table:
            break
        if _NO_TITLE.match(search_key(text[:40])) or leading_label(text) or len(" ".join(title)) > _LONGEST_TITLE:
            break
        if not text.isupper() and not _goes_on(title, text):
            break
        title.append(text)
    return " ".join(title)


def _goes_on(title: Sequence[str], text: str) -> bool:
    """Whether a line in small letters belongs to the title: the first one below «KẾ HOẠCH», or one that continues."""
    if title[-1].isupper():
        return len(title) == 1 and len(title[0]) < _LONGEST_KIND
    return text[0].islower()


def _above_the_reference(document: Document) -> str:
    """The lines that stand together right above «(Ban hành kèm theo …)»."""
    blocks = document.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _issued_with(block.text):
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


# --- issuer -------------------------------------------------------------------------------------------------------


def _issuer(lines: Sequence[_Line], number: str | None, units: UnitTable) -> Unit | None:
    """The unit of the number's notation, else the one that signs, orders or heads the document."""
    if number:
        return units.issuer(number) or _heading_agency(lines, units)
    for line in lines:
        authority = _AUTHORITY.fullmatch(line.text)
        unit = _only(units, authority["agency"]) if authority else None
        if unit:
            return unit
    for line in lines:
        orders = _ORDERS.search(line.text) or _ORDERS.search(" ".join((line.text, *line.rest)))
        clause = re.split(r"[;,.:]\s", line.text[: orders.start()])[-1] if orders else ""
        unit = _only(units, clause.strip()) if clause else None
        if unit:
            return unit
    return _heading_agency(lines, units)


def _heading_agency(lines: Sequence[_Line], units: UnitTable) -> Unit | None:
    """The unit that the lowest agency line of the letterhead names; the ones above it are its superiors."""
    named = _agency_lines(lines)
    return _only(units, named[-1]) if named else None


def _only(units: UnitTable, name: str) -> Unit | None:
    found = units.named(name_key(name))
    return found[0] if len(found) == 1 else None


def _agency(lines: Sequence[_Line]) -> str | None:
    """The agency line above the number, as printed."""
    return next(iter(reversed(_agency_lines(lines))), None)


def _agency_lines(lines: Sequence[_Line]) -> list[str]:
    """The lines in capitals before the number of a letterhead, without the name of the state."""
    place = next((place for place, line in enumerate(lines) if search_key(line.text[:12]).startswith("so:")), 0)
    head: list[str] = []
    for line in lines[:place]:
        if not line.text.isupper() or len(line.text) <= _SHORTEST_AGENCY or _NATION.match(search_key(line.text)):
            continue
        if head and _OF_PLACE.match(line.text):
            head[-1] = f"{head[-1]} {line.text}"
        else:
            head.append(line.text)
    return head[:4]
