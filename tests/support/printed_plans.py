"""Plans printed anew as offices print them: as Word documents and workbooks, from the readings made by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support import word as w
from tests.support import workbooks as x

Golden = Mapping[str, Any]
"""A plan in its JSON form."""
Head = tuple[tuple[str, str], ...]
"""The two halves of a letterhead or of what stands below a text, line by line."""
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
_AGENCIES = {"QĐ-TCHQ": "BỘ TÀI CHÍNH\nTỔNG CỤC HẢI QUAN", "QĐ-BTC": "BỘ TÀI CHÍNH"}
RECIPIENTS: Head = (("Nơi nhận:\n- Các Vụ, Cục;\n- Lưu: VT.", "KT. TỔNG CỤC TRƯỞNG\nPHÓ TỔNG CỤC TRƯỞNG\nVũ Ngọc Anh"),)
_HEADINGS = frozenset({"part", "section"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One printed cell: its text, how many columns it takes, and whether it goes on from the row above."""

    text: str
    span: int = 1
    goes_on: bool = False


PrintedRow = tuple[Slot, ...]


@dataclass(slots=True)
class PrintedPlan:
    """What stands on the paper: the letterhead, then lines of text and tables, in order."""

    letterhead: Head
    is_issued: bool
    """Whether number and day are written in; before that it is a draft."""
    blocks: list[str | list[PrintedRow]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the table in the order of the paper: what each holds and its header."""

    headers: Mapping[str, str]
    group_title: str = ""
    """The column of the title of a group, where tasks have one of their own."""
    numbers_tasks: bool = False
    """Whether the number of a task stands before its title, the column of numbers being that of groups."""

    def header(self) -> PrintedRow:
        return tuple(Slot(words) for words in self.headers.values())


def printed(plan: Golden, columns: Columns, *, parts_as_text: str = "", repeat_header_after: int = 0) -> PrintedPlan:
    """The plan on paper; `parts_as_text` prints parts as text between tables, led by these words and the number."""
    paper = _headed(plan["plan"])
    table: list[PrintedRow] = []
    group: Golden | None = None
    is_first = False
    for row in plan["rows"]:
        if parts_as_text and row["kind"] == "part":
            paper.blocks.append(f"{parts_as_text} {row['number']}: {row['title']}")
            table, group = [], None
            continue
        if not table:
            table.append(columns.header())
            paper.blocks.append(table)
        if columns.group_title and row["kind"] == "group":
            group, is_first = row, True
            continue
        if row["kind"] in _HEADINGS:
            group = None
        table.append(_row(row, columns, group, is_first=is_first))
        is_first = False
        if repeat_header_after and len(table) % repeat_header_after == 0:
            table.append(columns.header())
    return paper


def _headed(head: Golden) -> PrintedPlan:
    if not head["number"]:
        blank = ("Số:        /QĐ-TCHQ", "Hà Nội, ngày     tháng     năm 2009")
        return PrintedPlan(((_AGENCIES["QĐ-TCHQ"], _STATE), blank), is_issued=False, blocks=[head["title"]])
    day = "ngày {2} tháng {1} năm {0}".format(*(int(part) for part in head["date"].split("-")))
    agency = _AGENCIES[head["number"].partition("/")[2]]
    letterhead = ((agency, _STATE), (f"Số: {head['number']}", f"Hà Nội, {day}"))
    issued_with = f"(Ban hành kèm theo Quyết định số {head['number']} {day})"
    return PrintedPlan(letterhead, is_issued=True, blocks=[head["title"], issued_with])


def _row(row: Golden, columns: Columns, group: Golden | None, *, is_first: bool) -> PrintedRow:
    if row["kind"] in _HEADINGS:
        return (Slot(row["number"]), Slot(row["title"], span=len(columns.headers) - 1))
    slots = []
    for name in columns.headers:
        if group is not None and name in {"number", columns.group_title}:
            text = group["number"] if name == "number" else group["title"]
            slots.append(Slot(text, goes_on=not is_first))
        else:
            text = "\n".join(row[name]) if name == "activities" else row.get(name, "")
            if columns.numbers_tasks and name == "title" and row["number"]:
                text = f"{row['number']}. {text}"
            slots.append(Slot(text, goes_on=name in row["inherited"]))
    return tuple(slots)


def _down(table: Sequence[PrintedRow], place: int, column: int, slot: Slot) -> str:
    """Whether a cell of a Word table begins a merge over rows, goes on with one, or neither."""
    if slot.goes_on:
        return "continue"
    below = table[place + 1] if place + 1 < len(table) else ()
    return "restart" if len(below) > column and below[column].goes_on else ""


def as_word(paper: PrintedPlan, *, automatic: bool = False) -> bytes:
    """The plan as a Word document; `automatic` lets Word count the rows instead of typing their numbers."""
    lists = _Lists()
    body = [w.table(*(w.row(*cells) for cells in paper.letterhead)), w.paragraph()]
    body += [w.paragraph("QUYẾT ĐỊNH"), w.paragraph()] if paper.is_issued else []
    for block in paper.blocks:
        if isinstance(block, str):
            body.append(w.paragraph(block))
            continue
        rows = []
        for place, slots in enumerate(block):
            cells = []
            for column, slot in enumerate(slots):
                down = _down(block, place, column, slot)
                listed = lists.next(slot.text) if automatic and column == 0 and place and len(slots) > 2 else None
                text = w.paragraph(listed=listed) if listed else "" if slot.goes_on else slot.text
                cells.append(w.cell(text, span=slot.span, down=down))
            rows.append(w.row(*cells, is_header=place == 0))
        body.append(w.table(*rows))
    body.append(w.table(*(w.row(*cells) for cells in RECIPIENTS)))
    return w.word(*body, numbering=lists.numbering())


class _Lists:
    """Gives rows automatic numbers: one list, started anew wherever the printed numbers do."""

    def __init__(self) -> None:
        self._uses: dict[int, tuple[int, str]] = {}
        self._last = 0

    def next(self, number: str) -> tuple[int, int] | None:
        """The list and level for a row of this number; None where it is no plain number."""
        if not number.isdecimal():
            return None
        if int(number) != self._last + 1 or not self._uses:
            start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            self._uses[len(self._uses) + 1] = (0, start)
        self._last = int(number)
        return len(self._uses), 0

    def numbering(self) -> str:
        return w.numbering({0: w.level(0, "%1.")}, self._uses)


def as_grid(paper: PrintedPlan) -> tuple[list[list[object]], list[x.Merge]]:
    """The plan as the rows of one sheet, with its merged cells."""
    rows: list[list[object]] = []
    merges: list[x.Merge] = []
    width = max(sum(slot.span for slot in row) for block in paper.blocks if isinstance(block, list) for row in block)
    for left, right in paper.letterhead:
        rows.append([left, *[""] * (width - 2), right])
    for block in paper.blocks:
        if isinstance(block, str):
            merges.append((len(rows), len(rows), 0, width - 1))
            rows.append([block])
        else:
            merges.extend(_merges(block, len(rows)))
            rows.extend(_values(block))
    for left, right in RECIPIENTS:
        rows += [[], [left, *[""] * (width - 2), right]]
    return rows, merges


def _values(block: Sequence[PrintedRow]) -> Iterator[list[object]]:
    for slots in block:
        row: list[object] = []
        for slot in slots:
            number = int(slot.text) if slot.text.isdecimal() and slot.text.isascii() else slot.text
            row += ["" if slot.goes_on else number, *[""] * (slot.span - 1)]
        yield row


def _merges(block: Sequence[PrintedRow], first: int) -> Iterator[x.Merge]:
    for place, slots in enumerate(block):
        column = 0
        for at, slot in enumerate(slots):
            below = place + 1
            while below < len(block) and len(block[below]) == len(slots) and block[below][at].goes_on:
                below += 1
            if not slot.goes_on and (below > place + 1 or slot.span > 1):
                yield first + place, first + below - 1, column, column + slot.span - 1
            column += slot.span
