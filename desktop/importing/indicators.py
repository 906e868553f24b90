"""The measured demands of a plan: those of a section «Một số chỉ tiêu …», and those in the words of its rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.importing.document import Paragraph
from desktop.importing.parsed import Indicator, Path, PlanRow, RowKind, Target
from desktop.importing.targets import demanded
from desktop.text import search_key

_TARGET: Final = re.compile(r"([≥≤<>])\s*([0-9]{1,9}(?:[.,][0-9]{1,2})?)(?![.,]?[0-9])\s*(%?)\s*([^;.]*)")
_OPERATORS: Final = {"≥": ">=", "≤": "<=", "<": "<", ">": ">"}
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMBERED: Final = re.compile(r"([IVX]{1,7}|\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)/]\s*|\s+)(?=\S)")
_BULLET: Final = re.compile(r"(?:[-–+*•]|\(?[a-zđ]\))\s*")
_SECTION: Final = re.compile(r"(?:(?:mot so|cac|he thong|nhom)\s+)?(?:muc tieu(?:,| va)\s*)?(?:cac )?chi tieu\b")
_APPENDIX: Final = re.compile(r"phu luc\b|noi nhan\b")
_LONGEST_HEADING: Final = 150
_LONGEST_TEXT: Final = 4_000
_MOST_ITEMS: Final = 2_000


def indicators(rows: Iterable[PlanRow], paragraphs: Sequence[Paragraph] = ()) -> tuple[Indicator, ...]:
    """The demands of the sections of indicators, then those of the rows, in printed order.

    The year of a row's demand is that of its deadline or of the heading above.
    """
    return (*stated_indicators(paragraphs), *_of_rows(rows))


def stated_indicators(paragraphs: Sequence[Paragraph]) -> tuple[Indicator, ...]:
    """The demands of the sections headed «… chỉ tiêu …»: one per numbered line or bullet.

    A bullet takes the number above it and its place: the second one below 3.1 is 3.1#2. The year is the last one
    that the heading names.
    """
    found: list[Indicator] = []
    section: _Section | None = None
    for paragraph in paragraphs:
        text = paragraph.text
        if section and not section.read(text):
            found.extend(section.indicators())
            section = None
        if section is None:
            section = _section(text)
    if section:
        found.extend(section.indicators())
    return tuple(found)


# --- sections ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Item:
    """A numbered line or bullet of a section; `bullets` counts those below a numbered line."""

    number: str
    text: str
    bullets: int = 0


@dataclass(slots=True)
class _Section:
    """A section of indicators while it is read."""

    number: str
    year: int | None
    items: list[_Item] = field(default_factory=list)
    above: _Item | None = None

    def read(self, text: str) -> bool:
        """Take the next paragraph; False where the section has ended."""
        numbered = _NUMBERED.match(text)
        bullet = _BULLET.match(text)
        if len(self.items) >= _MOST_ITEMS or (numbered and not self._holds(numbered[1])):
            return False
        if _APPENDIX.match(search_key(text[:_LONGEST_HEADING])):
            return False
        if numbered:
            self.above = _Item(numbered[1], text[numbered.end() :])
            self.items.append(self.above)
        elif bullet:
            self.above = self.above or _Item(self.number, "")
            self.above.bullets += 1
            self.items.append(_Item(f"{self.above.number}#{self.above.bullets}", text[bullet.end() :]))
        elif self.items and len(self.items[-1].text) < _LONGEST_TEXT:
            self.items[-1].text += f"\n{text}"
        return True

    def indicators(self) -> Iterator[Indicator]:
        """The demands read; a numbered line with bullets below it is their heading."""
        for item in self.items:
            if not item.bullets:
                yield Indicator(item.number, item.text, demanded(item.text, self.year))

    def _holds(self, number: str) -> bool:
        if number.startswith(f"{self.number}."):
            return True
        return self.number.isalpha() and not number.isalpha()


def _section(text: str) -> _Section | None:
    numbered = _NUMBERED.match(text) if len(text) <= _LONGEST_HEADING else None
    if not numbered or "%" in text or not _SECTION.match(search_key(text[numbered.end() :])):
        return None
    years = _YEAR.findall(text)
    return _Section(numbered[1], int(years[-1]) if years else None)


# --- rows ----------------------------------------------------------------------------------------------------


def _of_rows(rows: Iterable[PlanRow]) -> Iterator[Indicator]:
    titles: dict[Path, str] = {}
    for row in rows:
        titles[row.path] = row.title
        if row.kind is RowKind.TASK and (targets := _targets(row, titles)):
            yield Indicator("/".join(row.path), row.title, targets)


def _targets(row: PlanRow, titles: Mapping[Path, str]) -> tuple[Target, ...]:
    year = row.deadline.due.year if row.deadline.due else _year_above(row.path, titles)
    return tuple(
        Target(metric.strip(), _OPERATORS[sign], float(value.replace(",", ".")), unit, year)
        for sign, value, unit, metric in _TARGET.findall(row.title)
    )


def _year_above(path: Path, titles: Mapping[Path, str]) -> int | None:
    """The year of the nearest heading that names exactly one."""
    for length in range(len(path) - 1, 0, -1):
        years = set(_YEAR.findall(titles.get(path[:length], "")))
        if len(years) == 1:
            return int(years.pop())
    return None
