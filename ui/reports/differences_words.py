"""What the lists of a report's later life say, and which place shows the record of a line."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from desktop.formats import number_text, period_text
from desktop.journal.event import EntityId, kind_of
from desktop.reports.differences import FigureDifference, RecordDifference, ReportDifferences
from desktop.reports.later import LaterRecord
from ui import theme
from ui.requests import PlanRequest, TasksRequest
from ui.table_model import Column, Index, Role
from ui.tree_model import Group
from ui.widgets.delegates import ONE_LINE, TitleDelegate

Different = tuple[int, FigureDifference | RecordDifference]
"""A line with its place in the list."""
EMPTY = "(trống)"
_LONG = 30
"""More letters than that may not fit one line of a narrow window."""


class ValueDelegate(TitleDelegate):
    """A value on one line, a long text on two."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        whole = super().sizeHint(option, index)
        is_whole = index.data(Role.GROUP) or len(str(index.data() or "")) > _LONG
        return whole if is_whole else QSize(whole.width(), theme.current().px(ONE_LINE))


def _side(one: FigureDifference | RecordDifference, value: str | int) -> str:
    """A value of either side; a line that one side does not have at all says so."""
    if isinstance(value, int):
        return number_text(value)
    is_whole = isinstance(one, RecordDifference) and not one.field
    return value or ("(không có dòng này)" if is_whole else EMPTY)


OTHERWISE_COLUMNS: list[Column[Different]] = [
    Column("field", "Mục", lambda one: one[1].words, width=190),
    Column(
        "printed",
        "Đã in",
        lambda one: _side(one[1], one[1].printed),
        tooltip=lambda one: _side(one[1], one[1].printed),
        roles={Role.TONE: lambda _one: "text2"},
    ),
    Column(
        "now",
        "Hiện nay",
        lambda one: _side(one[1], one[1].now),
        tooltip=lambda one: _side(one[1], one[1].now),
        roles={Role.STRONG: lambda _one: True},
    ),
]
"""The columns of what would read otherwise."""


def difference_groups(found: ReportDifferences) -> list[Group[Different]]:
    """The counts, then the lines of the appendix task by task."""
    figures: list[Different] = list(enumerate(found.figures))
    lines: list[tuple[int, RecordDifference]] = list(enumerate(found.records, len(figures)))
    groups: list[Group[Different]] = [Group("figures", "Số tổng hợp", figures)] if figures else []
    for _, some in groupby(lines, key=lambda one: _line_of(one[1])):
        members: Sequence[tuple[int, RecordDifference]] = list(some)
        first = members[0][1]
        note = " · ".join(part for part in (first.unit, first.plan_number) if part)
        groups.append(Group(members[0][0], first.title, members, number=first.label, note=note))
    return groups


def _line_of(one: RecordDifference) -> tuple[str, str, str, str]:
    return one.plan_number, one.label, one.unit, one.title


def difference_words(found: ReportDifferences) -> str:
    """«Lập lại lúc này thì khác 2 số tổng hợp, 4 mục phụ lục»."""
    parts = [
        f"{number_text(count)} {words}"
        for count, words in ((len(found.figures), "số tổng hợp"), (len(found.records), "mục phụ lục"))
        if count
    ]
    return f"Lập lại lúc này thì khác {', '.join(parts)}"


def capitalised(words: str) -> str:
    """With a capital at the beginning: «Bản 2»."""
    return words[:1].upper() + words[1:]


def what_words(record: LaterRecord) -> str:
    """«Kết quả đã duyệt, tháng 6/2007»."""
    return f"{record.words}, {period_text(record.period)}" if record.period else record.words


def later_columns(unit_words: Callable[[str], str], moment_words: Callable[[int], str]) -> list[Column[LaterRecord]]:
    """The columns of what came later; `unit_words` names the unit of a code shortly, "" for this unit."""

    def source_words(record: LaterRecord) -> str:
        if record.number is None:
            return record.source_words
        name = unit_words(record.from_node.rpartition("/")[2]) or record.from_name
        return f"Tệp đến {number_text(record.number)} của {name}"

    return [
        Column(
            "number",
            "Số",
            lambda r: capitalised(r.label) or unit_words(r.unit),
            width=104,
            roles={Role.STRONG: lambda _r: True, Role.META: lambda r: unit_words(r.unit) if r.label else ""},
        ),
        Column("what", "Thay đổi", what_words, tooltip=lambda r: r.title, roles={Role.META: lambda r: r.title}),
        Column(
            "source",
            "Từ đâu",
            source_words,
            width=216,
            tooltip=lambda r: r.source_words,
            roles={Role.META: lambda r: capitalised(r.turn_words) or moment_words(r.at_ms)},
        ),
    ]


def record_place(record: LaterRecord, *, is_top: bool) -> tuple[str, object]:
    """The place that shows a record, and what to ask of it."""
    kind, *parts = record.entity.split("/")
    if kind in {"taken", "closure"}:
        return "exchange", None
    if kind == "plan":
        return ("plans", PlanRequest(record.entity)) if is_top else ("amendments", None)
    if kind == "amend":
        return ("plans", PlanRequest(EntityId(f"plan/{parts[0]}"))) if is_top else ("amendments", None)
    is_entry = kind_of(record.entity) == "prog"
    return "tasks", TasksRequest(
        task=EntityId(f"task/{parts[0]}"),
        unit=record.unit or None,
        period=record.period if is_entry and record.period else None,
    )
