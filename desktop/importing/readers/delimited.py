"""Tables as text: cells between commas or semicolons, quoted where they hold separators or line breaks."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import Document
from desktop.importing.readers.sheet_layout import MOST_COLUMNS, MOST_ROWS, CellCache, Counting, GridRow, sheet_blocks
from desktop.jobs import Job

_SEPARATORS: Final = (";", ",")
_SAMPLE: Final = 200
_LEAST_COLUMNS: Final = 3
_LEAST_ALIKE: Final = 0.8
_REPORTED_EVERY: Final = 256
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_SEPARATOR_TOLD: Final = re.compile(r"sep=(.)\n", re.IGNORECASE)


def is_delimited(text: str) -> bool:
    """Whether the text is a table of separated cells: nearly all its records have the same number of them."""
    return bool(_SEPARATOR_TOLD.match(text)) or _separator(text) is not None


def read_delimited(text: str, *, name: str, job: Job | None = None) -> Document:
    """The document of a delimited text; lines are those of the text.

    Raises `UnsupportedDocument`: `too_many_rows` or `huge_cell`.
    """
    job = job or Job()
    told = _SEPARATOR_TOLD.match(text)
    separator = told.group(1) if told else _separator(text) or ","
    rows: list[GridRow] = []
    cells = CellCache(name)
    reader = csv.reader(_lines(text[told.end() :] if told else text), delimiter=separator)
    try:
        for record in reader:
            job.check()
            if not len(rows) % _REPORTED_EVERY:
                job.report(len(rows), None, "Đọc bảng")
            rows.append(GridRow(tuple(map(cells.cell, record)), f"dòng {reader.line_num}"))
            if len(rows) > MOST_ROWS or len(record) > MOST_COLUMNS:
                raise UnsupportedDocument(name, "too_many_rows")
    except csv.Error as error:
        raise UnsupportedDocument(name, "huge_cell") from error
    return Document(tuple(sheet_blocks(rows, "", Counting())))


def _separator(text: str) -> str | None:
    return next((separator for separator in _SEPARATORS if _alike(text, separator)), None)


def _alike(text: str, separator: str) -> bool:
    """Whether the first records have one width; prose between commas has many."""
    try:
        records = list(islice(csv.reader(_lines(text), delimiter=separator), _SAMPLE))
    except csv.Error:
        return False
    widths = Counter(len(record) for record in records if any(record))
    width, count = max(widths.items(), key=lambda found: found[1], default=(0, 0))
    is_alike = _LEAST_COLUMNS <= width <= MOST_COLUMNS and count >= max(2, _LEAST_ALIKE * widths.total())
    return is_alike and not _is_prose(records)


def _is_prose(records: Sequence[Sequence[str]]) -> bool:
    """Whether the separators are those between words: nearly every one has a blank behind it."""
    behind = [cell for record in records for cell in record[1:] if cell]
    return sum(cell.startswith(" ") for cell in behind) > _LEAST_ALIKE * len(behind)


def _lines(text: str) -> Iterator[str]:
    """The lines of the text one by one: splitting it as a whole would hold up the window."""
    return (match.group() for match in _LINE.finditer(text))
