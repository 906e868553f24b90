"""The columns of the rows of a plan: number, text, who leads, when, how many have it, and what was done to it."""

from desktop.deadlines.deadlines import DeadlineKind, describe
from desktop.formats import number_text
from desktop.importing.parsed import RowKind
from ui.plans.sheet import SheetLine
from ui.table_model import Align, Column, Role


def row_columns() -> list[Column[SheetLine]]:
    """What is told of a row."""
    return [
        Column(
            "number",
            "Số",
            lambda line: line.row.label if line.row.is_task else line.row.number or line.row.path[-1],
            width=84,
            accessible=lambda line: line.row.path_text,
            roles={
                Role.STRONG: lambda _line: True,
                Role.META: lambda line: _KINDS[line.row.kind],
                Role.TONE: lambda line: "text2" if line.is_gone else "",
            },
        ),
        Column(
            "title",
            "Nội dung",
            lambda line: " ".join(line.row.title.split()),
            tooltip=lambda line: line.row.title,
            roles={
                Role.STRONG: lambda line: not line.row.is_task,
                Role.TONE: lambda line: "text2" if line.is_gone else "",
            },
        ),
        *_cells(),
    ]


def _cells() -> list[Column[SheetLine]]:
    return [
        Column(
            "lead",
            "Đơn vị chủ trì",
            lambda line: " ".join(line.row.lead_text.split()),
            width=150,
            tooltip=lambda line: line.row.lead_text,
        ),
        Column(
            "deadline",
            "Thời hạn",
            lambda line: " ".join(line.row.deadline_text.split()),
            width=126,
            tooltip=lambda line: line.row.deadline_text,
            roles={Role.META: _deadline_words},
        ),
        Column(
            "units",
            "Đã giao",
            lambda line: number_text(line.units) if line.units else "",
            align=Align.RIGHT,
            width=72,
            accessible=lambda line: f"đã giao {line.units} đơn vị",
        ),
        Column(
            "mark",
            "Thay đổi",
            lambda line: line.mark or _targets_words(line),
            width=116,
            tooltip=lambda line: line.row.withdrawn_why,
            roles={
                Role.TONE: lambda line: line.mark_tone or "text2",
                Role.META: lambda line: _targets_words(line) if line.mark else "",
            },
        ),
    ]


_KINDS = {RowKind.PART: "phần", RowKind.SECTION: "mục", RowKind.GROUP: "nhóm", RowKind.TASK: ""}


def _targets_words(line: SheetLine) -> str:
    return f"{line.targets} chỉ tiêu" if line.targets else ""


def _deadline_words(line: SheetLine) -> str:
    deadline = line.row.deadline
    words = describe(deadline) if deadline.kind is not DeadlineKind.NONE else ""
    return "" if words.casefold() in line.row.deadline_text.casefold() else words
