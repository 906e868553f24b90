"""The columns of the list of tasks, and how a task is painted where the window is narrow."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from desktop.plans.records import AssignmentState
from desktop.plans.words import badge_words
from ui import theme
from ui.table_model import Column, Role
from ui.tasks.lines import Line
from ui.tasks.words import LIFE_ICONS, due_note, due_tone, due_words, is_alarming, life_of, second_line, sign_of
from ui.widgets.badge import badge_size, paint_badge, paint_meta
from ui.widgets.delegates import Index, TitleDelegate

COMPACT_ROW = 82
_RED = "red"


def columns(*, says_remaining: bool) -> list[Column[Line]]:
    """The columns in reading order; their keys are number, title, unit, due, state.

    `says_remaining` puts the days left under the badge, for a list that has no room for the deadline.
    """
    number: Column[Line] = Column(
        "number",
        "Số",
        lambda line: line.row.label,
        width=88,
        roles={Role.STRONG: lambda _line: True},
    )
    title: Column[Line] = Column(
        "title", "Nhiệm vụ", lambda line: line.row.title, tooltip=lambda line: line.row.title, accessible=spoken
    )
    unit: Column[Line] = Column(
        "unit",
        "Đơn vị",
        unit_words,
        width=128,
        tooltip=lambda line: line.unit_name,
        roles={
            Role.META: unit_note,
            Role.TONE: lambda line: "text3" if line.is_whole and not line.holders else "",
        },
    )
    return [number, title, unit, due_column(), state_column(says_remaining=says_remaining)]


def due_column() -> Column[Line]:
    """The deadline over the days that are left."""
    return Column(
        "due",
        "Hạn",
        lambda line: due_words(line.row.deadline),
        width=112,
        tooltip=lambda line: line.row.deadline_text,
        roles={
            Role.META: lambda line: due_note(line.item, line.day) if line.item else "",
            Role.META_TONE: lambda line: due_tone(line.item) if line.item else "",
        },
    )


def state_column(*, says_remaining: bool) -> Column[Line]:
    """The badge over percent and life state."""

    def note(line: Line) -> str:
        if line.item is None:
            return ""
        days = due_note(line.item, line.day) if says_remaining else ""
        words = second_line(line.item)
        if not days:
            return words
        percent = f"{line.item.entry.record.percent}%" if line.item.entry is not None else ""
        return f"{percent} · {days}" if percent else f"{days} · {words[0].lower()}{words[1:]}"

    def tone(line: Line) -> str:
        if line.item is None:
            return ""
        return _RED if is_alarming(line.item) or (says_remaining and due_tone(line.item)) else ""

    return Column(
        "state",
        "Trạng thái",
        state_words,
        width=184,
        roles={
            Role.SIGN: lambda line: sign_of(line.item) if line.item else None,
            Role.META: note,
            Role.META_ICON: lambda line: "" if says_remaining or line.item is None else LIFE_ICONS[life_of(line.item)],
            Role.META_TONE: tone,
            Role.TONE: lambda _line: "text2",
        },
    )


def unit_words(line: Line) -> str:
    """Who has the task: the unit, or how many units."""
    if not line.is_whole:
        return line.unit_name
    if not line.holders:
        return "Chưa giao"
    return line.unit_name if len(line.holders) == 1 else f"{len(line.holders)} đơn vị"


def unit_note(line: Line) -> str:
    """How the units stand in the whole plan; in a list of shares, that the task was taken back."""
    if line.is_whole and len(line.holders) == 1:
        return badge_words(line.holders[0].standing)
    if line.is_whole:
        return state_words(line)
    taken = line.item is not None and line.item.assignment is AssignmentState.WITHDRAWN
    return "đã thu hồi" if taken else ""


def state_words(line: Line) -> str:
    """The words of the badge; for several units how many have done the task."""
    if line.item is not None and not (line.is_whole and len(line.holders) > 1):
        return badge_words(line.item.standing)
    if not line.holders:
        return ""
    done = sum(item.standing.completed for item in line.holders)
    return f"{done}/{len(line.holders)} đơn vị xong"


def spoken(line: Line) -> str:
    """The whole line for a screen reader."""
    parts = (line.row.title, unit_words(line), due_words(line.row.deadline), state_words(line))
    return ", ".join(part for part in parts if part)


class TaskTitleDelegate(TitleDelegate):
    """The title in two lines; in the narrow list the badge and the remaining days stand below it."""

    def __init__(self, *, says_unit: bool) -> None:
        super().__init__()
        self.is_compact = False
        self._says_unit = says_unit

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        if not self.is_compact or index.data(Role.GROUP):
            return hint
        return QSize(hint.width(), theme.current().px(COMPACT_ROW))

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        if not self.is_compact:
            super().paint_content(painter, where, index)
            return
        look = theme.current()
        gap = look.px(28)
        super().paint_content(painter, where.adjusted(0, 0, 0, -gap), index)
        line = index.data(Role.RECORD)
        if isinstance(line, Line):
            below = QRectF(where.left(), where.bottom() - gap - look.px(2), where.width(), look.px(22))
            _paint_compact_state(painter, below, line, says_unit=self._says_unit)


def _paint_compact_state(painter: QPainter, where: QRectF, line: Line, *, says_unit: bool) -> None:
    if line.item is None:
        paint_meta(painter, where, ", ".join(part for part in (unit_words(line), due_words(line.row.deadline)) if part))
        return
    words = badge_words(line.item.standing)
    paint_badge(painter, QPointF(where.left(), where.top()), sign_of(line.item), words)
    left = where.left() + badge_size(words).width() + theme.current().px(10)
    note = due_note(line.item, line.day) or due_words(line.row.deadline)
    unit = line.unit_name if says_unit and not line.is_whole else ""
    room = QRectF(left, where.top(), where.right() - left, where.height())
    metrics = QFontMetricsF(theme.current().font(12))
    candidates = (f"{unit} · {note}", unit) if unit else (note,)
    fits = next((words for words in candidates if metrics.horizontalAdvance(words) <= room.width()), unit)
    paint_meta(painter, room, fits, tone=due_tone(line.item))
