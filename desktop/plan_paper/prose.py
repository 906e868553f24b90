"""Plans written as paragraphs: a letter whose duties stand as bullets under the units they are given to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from desktop.importing.parsed import Path, RowKind
from desktop.plan_paper.content import PaperParagraph, Prose
from desktop.plan_paper.remarks import Remarks
from desktop.plans.records import PrintedRow
from desktop.text import search_key

_BULLETS: Final = ("-", "+", "•")
_FIELDS: Final = {
    "lead_text": "Đơn vị chủ trì",
    "support_text": "Đơn vị phối hợp",
    "deadline_text": "Thời gian hoàn thành",
}
_MOSTLY: Final = 0.8
_LONGEST_HEADING: Final = 120
_SENTENCE_WORDS: Final = 6


def is_prose(rows: Sequence[PrintedRow]) -> bool | None:
    """Whether the rows were read from paragraphs: who does what by when is said within their sentences.

    None where they do not tell.
    """
    if any(row.product or row.activities or row.extra for row in rows):
        return False
    by_path = {row.path: row for row in rows}
    own = [(row, name) for row in rows for name in _FIELDS if _is_own(row, name, by_path)]
    if not own:
        return None
    return sum(_is_said(row, name, by_path) for row, name in own) >= _MOSTLY * len(own)


def _is_own(row: PrintedRow, name: str, by_path: Mapping[Path, PrintedRow]) -> bool:
    """Whether a row says something that the rows above it in the outline do not say already."""
    text = getattr(row, name)
    return bool(text) and all(getattr(above, name) != text for above in _above(row, by_path))


def _is_said(row: PrintedRow, name: str, by_path: Mapping[Path, PrintedRow]) -> bool:
    """Whether a field's words stand in the sentence of the row, or of one above it."""
    words = search_key(getattr(row, name))
    return any(words in search_key(each.title) for each in (row, *_above(row, by_path)))


def _above(row: PrintedRow, by_path: Mapping[Path, PrintedRow]) -> list[PrintedRow]:
    paths = (row.path[:length] for length in range(1, len(row.path)))
    return [by_path[path] for path in paths if path in by_path]


def prose(rows: Sequence[PrintedRow], remarks: Remarks) -> Prose:
    """The rows as paragraphs under their printed numbers and bullets."""
    by_path = {row.path: row for row in rows}
    found: list[PaperParagraph] = []
    waiting: list[tuple[PrintedRow, list[str]]] = []
    for row in rows:
        while waiting and not _is_below(row, waiting[-1][0]):
            found += _unsaid(*waiting.pop())
        found += _paragraphs(row, remarks)
        own = [name for name in _FIELDS if _is_own(row, name, by_path) and not _is_said(row, name, by_path)]
        waiting.append((row, own))
    while waiting:
        found += _unsaid(*waiting.pop())
    return Prose(tuple(found))


def _is_below(row: PrintedRow, above: PrintedRow) -> bool:
    return len(row.path) > len(above.path) and row.path[: len(above.path)] == above.path


def _paragraphs(row: PrintedRow, remarks: Remarks) -> Iterator[PaperParagraph]:
    first, *more = row.title.split("\n")
    heading = row.kind is not RowKind.TASK and bool(row.number) and len(row.title) <= _LONGEST_HEADING
    bold = heading or row.kind in (RowKind.PART, RowKind.SECTION)
    texts = [" ".join(filter(None, (_label(row), first))), *more]
    told = (remarks.given.get(row.entity, ""), remarks.revised.get(row.entity, ""))
    note = "; ".join(", ".join(words.split("\n")) for words in told if words)
    marked = row.entity in remarks.marked
    for place, text in enumerate(texts, start=1):
        yield PaperParagraph(text, bold, note if place == len(texts) else "", marked, row.is_withdrawn)


def _label(row: PrintedRow) -> str:
    """The number with its dot, or the bullet of the row's depth."""
    if row.number:
        return f"{row.number}."
    depth = row.path[-1].count("#")
    return _BULLETS[min(depth, len(_BULLETS)) - 1] if depth else ""


def _unsaid(row: PrintedRow, names: Sequence[str]) -> Iterator[PaperParagraph]:
    """What a row has beside its sentence, after all that stands under it: a sentence as it is, else under its name."""
    for name in names:
        text = getattr(row, name)
        is_sentence = text.endswith(".") and len(text.split()) > _SENTENCE_WORDS
        yield PaperParagraph(text if is_sentence else f"{_FIELDS[name]}: {text.rstrip('.')}.", struck=row.is_withdrawn)
