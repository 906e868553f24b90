"""Counting what the sheets of a package would take in memory, before a library lays them out as full rectangles.

A sheet with one cell in the first and one in the last corner is a few kilobytes as a file and terabytes as a
rectangle; a text stored once and shown in a million cells likewise. What a sheet says of its own dimension counts for
nothing: its cells are counted. Which part is a sheet is not asked either: every part is looked at.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from desktop.errors import UnsupportedDocument
from desktop.importing.readers.package_check import Package
from desktop.importing.readers.sheet_layout import MOST_COLUMNS, MOST_ROWS
from desktop.jobs import Job

MOST_CELLS: Final = 3_000_000
"""Cells of the smallest rectangle around all that is filled; each takes 32 bytes."""
_MOST_FILLED: Final = 1_500_000
MOST_TEXT: Final = 100 * 1024 * 1024
"""Letters of all cells together: a text that is stored once counts wherever it is shown."""
_MOST_STRINGS: Final = 48 * 1024 * 1024
_MOST_MERGES: Final = 100_000
_MOST_ELEMENTS: Final = 6_000_000
_LONGEST_TEXT: Final = 1024 * 1024
"""More bytes than the longest cell has, with the marks of its fonts."""
_LONGEST_TAG: Final = 64 * 1024
_CELL: Final = re.compile(rb"[<:]c[\s/>]")
_CELL_BEGINS: Final = (b"<c", b":c")
_PLAIN_CELL: Final = re.compile(
    rb'<(?:[a-z]{1,8}:)?c r="[A-F]?[A-Z][1-9]\d{0,3}"(?: (?:s|t|cm|vm|ph)="[A-Za-z0-9]{0,12}")*+ ?/?>'
)
_STRING_BEGINS: Final = (b"<si", b":si")
_STRING_END: Final = b"si>"
_MERGE: Final = b"mergeCell"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)


@dataclass(slots=True)
class _Sight:
    """What a look at a part by its bytes shows."""

    plain: int = 0
    """Cells that say where they stand, and stand near the first corner."""
    is_odd: bool = False
    """Whether there are other cells too."""
    merges: int = 0
    has_strings: bool = False
    longest: int = 0
    """The longest stretch between two ends of shared texts."""


def check_workbook(package: Package, job: Job) -> None:
    """Raise `UnsupportedDocument` (`too_many_rows`, `huge_cell`) for sheets that would not fit."""
    seen = {part: _sight(package, part, job) for part in package.parts}
    shared = [part for part, sight in seen.items() if sight.has_strings]
    if sum(package.size(part) for part in shared) > _MOST_STRINGS:
        raise UnsupportedDocument(package.name, "huge_cell")
    if any(sight.merges > _MOST_MERGES for sight in seen.values()):
        raise UnsupportedDocument(package.name, "too_many_rows")
    longest = max((seen[part].longest for part in shared), default=0)
    lengths: array[int] | None = None
    for part, sight in seen.items():
        if not sight.is_odd and sight.plain <= _MOST_FILLED and sight.plain * longest <= MOST_TEXT:
            continue
        if lengths is None:
            lengths = _shared_lengths(package, shared, job)
        _count(package, part, lengths, job)


def _sight(package: Package, part: str, job: Job) -> _Sight:
    sight, begun, untagged = _Sight(), 0, 0
    for chunk in _whole_tags(package, part):
        job.check()
        if not sight.is_odd:
            # Once one cell is odd the part is counted element by element anyway.
            rest, plain = _PLAIN_CELL.subn(b"", chunk)
            sight.plain += plain
            sight.is_odd = _holds(rest, _CELL_BEGINS) and _CELL.search(rest) is not None
        sight.merges += chunk.count(_MERGE)
        sight.has_strings = sight.has_strings or _holds(chunk, _STRING_BEGINS)
        if sight.has_strings:
            first, *others = chunk.split(_STRING_END)
            stretches = [begun + len(first), *map(len, others)]
            sight.longest = max(sight.longest, *stretches)
            begun = stretches[-1]
        last = chunk.rfind(b"<")
        untagged = untagged + len(chunk) if last < 0 else len(chunk) - last
        if max(untagged, sight.longest) > _LONGEST_TEXT and (sight.plain or sight.is_odd or sight.has_strings):
            raise UnsupportedDocument(package.name, "huge_cell")
    return sight


def _holds(chunk: bytes, begins: tuple[bytes, ...]) -> bool:
    """Whether one of these stands in the bytes; far quicker than an expression that looks at every sign."""
    return any(begin in chunk for begin in begins)


def _whole_tags(package: Package, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces that end after a tag, as long as its tags are of a usual length."""
    carried = b""
    for fresh in package.chunks(part):
        chunk = carried + fresh
        last = chunk.rfind(b"<")
        carried = b""
        if last >= 0 and len(chunk) - last <= _LONGEST_TAG and chunk.find(b">", last) < 0:
            chunk, carried = chunk[:last], chunk[last:]
        yield chunk
    yield carried


class _Stop(Exception):
    """More than was to be counted."""


def _parse(package: Package, part: str, parser: expat.XMLParserType, job: Job) -> None:
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for chunk in package.chunks(part):
            job.check()
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _Stop as stop:
        raise UnsupportedDocument(package.name, str(stop)) from stop
    except expat.ExpatError as error:
        raise UnsupportedDocument(package.name, "damaged") from error


def _refuse(*_told: object) -> None:
    raise _Stop("dtd")


def _shared_lengths(package: Package, parts: list[str], job: Job) -> "array[int]":
    """The length of each shared text."""
    lengths = array("I")

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(0)

    def text(letters: str) -> None:
        if lengths:
            lengths[-1] += len(letters)

    for part in parts:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.CharacterDataHandler = start, text
        _parse(package, part, parser, job)
    return lengths


def _count(package: Package, part: str, lengths: "array[int]", job: Job) -> None:
    census = _Census(lengths)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = census.start, census.letters
    _parse(package, part, parser, job)


class _Census:
    """Follows the cells of one sheet and the rectangle they need."""

    def __init__(self, lengths: "array[int]") -> None:
        self._lengths = lengths
        self._row = self._column = -1
        self._elements = self._filled = self._text = 0
        self._is_shared = self._is_counted = self._is_value = False
        self._first_row = self._first_column = 1 << 31
        self._last_row = self._last_column = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """The next element begins."""
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise _Stop("too_many_rows")
        name = tag.rpartition(":")[2]
        self._is_value = name == "v"
        if name == "c":
            self._place(attributes)
        elif name == "row":
            told = attributes.get("r", "")
            self._row = int(told) - 1 if told.isascii() and told.isdecimal() and len(told) < 10 else self._row + 1
            self._column = -1
        elif name in {"v", "f", "is", "t"} and not self._is_counted:
            self._fill()

    def letters(self, text: str) -> None:
        """Text of the element that began last, or between elements."""
        self._text += len(text)
        if self._is_value and self._is_shared and text.isascii() and text.isdecimal() and len(text) < 10:
            place = int(text)
            self._text += self._lengths[place] if place < len(self._lengths) else 0
        if self._text > MOST_TEXT:
            raise _Stop("huge_cell")

    def _place(self, attributes: dict[str, str]) -> None:
        self._is_counted = False
        self._is_shared = attributes.get("t") == "s"
        told = _REFERENCE.fullmatch(attributes.get("r", ""))
        if told is None:
            self._column += 1
            return
        self._column = 0
        for letter in told.group(1).upper():
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
        self._column -= 1
        self._row = int(told.group(2)) - 1

    def _fill(self) -> None:
        self._is_counted = True
        self._filled += 1
        self._first_row, self._last_row = min(self._first_row, self._row), max(self._last_row, self._row)
        self._first_column = min(self._first_column, self._column)
        self._last_column = max(self._last_column, self._column)
        rows, columns = self._last_row - self._first_row + 1, self._last_column - self._first_column + 1
        if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS or self._filled > _MOST_FILLED:
            raise _Stop("too_many_rows")
