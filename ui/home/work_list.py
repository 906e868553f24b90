"""The list of what is to be done: why and what, with the person, and how many days are left."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.formats import ago_text, day_text, period_text, remaining_text, short_day_text
from desktop.home import Work, WorkKind
from desktop.progress.entries import EntryState
from desktop.progress.facts import NO_PERIOD
from ui import theme
from ui.signs import Sign, paint_sign
from ui.table_model import Align, Column, Role
from ui.tree_model import Group
from ui.widgets.delegates import INSET, WITH_META, Index, RowDelegate, TwoLineDelegate
from ui.widgets.record_view import RecordView

SIGNS = {
    WorkKind.OVERDUE: Sign.OPEN_OVERDUE,
    WorkKind.OVERDUE_SLOT: Sign.OPEN_OVERDUE,
    WorkKind.RETURNED: Sign.RETURNED,
    WorkKind.DUE_SOON: Sign.OPEN_IN_TIME,
}
HEADINGS = {
    WorkKind.OVERDUE: "Quá hạn",
    WorkKind.OVERDUE_SLOT: "Kỳ báo cáo quá hạn",
    WorkKind.RETURNED: "Bị trả lại",
    WorkKind.DUE_SOON: "Đến hạn trong 7 ngày",
}
_STATES = {
    EntryState.RECORDED: "đã ghi, chưa gửi duyệt",
    EntryState.SUBMITTED: "chờ duyệt",
    EntryState.APPROVED: "đã duyệt",
    EntryState.RETURNED: "bị trả lại",
}


class _SignDelegate(RowDelegate):
    """The sign of a state alone, in the first column."""

    HEIGHT = WITH_META

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        stored = index.data(Role.SIGN)
        if stored is None:
            return
        look = theme.current()
        sign = Sign(stored)
        side = look.px(14)
        mark = QRectF(where.left(), where.center().y() - look.px(15), side, side)
        paint_sign(painter, mark, sign, look.colour(f"{sign.hue}.solid"), look.colour("surface"))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(INSET + 24), super().sizeHint(option, index).height())


class WorkWords:
    """How a piece of work is worded at a day; `unit_name` names the unit where several are shown."""

    def __init__(self, unit_name: Callable[[str], str] | None) -> None:
        self.as_of = date.min
        self._unit_name = unit_name

    def meta(self, work: Work) -> str:
        """Unit, person, how far, and why it came back."""
        item = work.item
        parts = [self._unit_name(item.unit)] if self._unit_name else []
        if work.kind is WorkKind.RETURNED and (entry := work.returned) is not None:
            whose = "Cấp trên: " if entry.is_sent_back else ""
            period = "" if entry.period == NO_PERIOD else f"kỳ {period_text(entry.period)}, "
            parts.append(f"{period}{whose.lower() if period else whose}«{entry.return_reason}»")
            return " · ".join(parts)
        parts.append(item.officer_name or "chưa phân công")
        if work.slot is not None:
            more = f" và {work.more} kỳ sau" if work.more else ""
            parts.append(f"kỳ {period_text(work.slot.key)}{more}")
        if work.entry is not None:
            if work.slot is None and work.entry.period != NO_PERIOD:
                parts.append(period_text(work.entry.period))
            parts.append(f"{work.entry.record.percent}%")
            parts.append("nháp" if item.has_draft else _STATES[work.entry.state])
        else:
            parts.append("nháp" if item.has_draft else "chưa nhập kết quả")
        return " · ".join(parts)

    def time(self, work: Work) -> str:
        """The days left, or how long ago it came back."""
        if work.kind is WorkKind.RETURNED and (returned := _returned_on(work)) is not None:
            return ago_text(returned, self.as_of)
        return remaining_text(work.due, self.as_of) if work.due is not None else ""

    def day(self, work: Work) -> str:
        """The day it is due, or on which it came back."""
        if work.kind is WorkKind.RETURNED and (returned := _returned_on(work)) is not None:
            return f"trả lại {short_day_text(returned)}"
        return day_text(work.due) if work.due is not None else ""


def _returned_on(work: Work) -> date | None:
    entry = work.returned
    if entry is None or entry.returned_at is None:
        return None
    return datetime.fromtimestamp(entry.returned_at / 1000).astimezone().date()


def columns(words: WorkWords) -> list[Column[Work]]:
    """The columns of the list: sign, number over plan, title over who, time left over day."""

    def spoken(work: Work) -> str:
        return f"{HEADINGS[work.kind]}: {work.item.row.title}, {words.meta(work)}, {words.time(work)}"

    return [
        Column("sign", "", lambda _w: "", width=40, roles={Role.SIGN: lambda w: SIGNS[w.kind]}, accessible=spoken),
        Column(
            "number",
            "Số",
            lambda w: w.item.row.label,
            width=112,
            roles={Role.META: lambda w: w.item.plan.number, Role.STRONG: lambda _w: True},
        ),
        Column(
            "title",
            "Nhiệm vụ",
            lambda w: w.item.row.title,
            roles={Role.META: words.meta},
            tooltip=lambda w: w.item.row.title,
        ),
        Column(
            "time",
            "Hạn",
            words.time,
            align=Align.RIGHT,
            width=124,
            roles={
                Role.META: words.day,
                Role.TONE: lambda w: "red" if w.kind in {WorkKind.OVERDUE, WorkKind.OVERDUE_SLOT} else "",
                Role.STRONG: lambda w: w.kind is not WorkKind.RETURNED,
            },
        ),
    ]


class WorkList(RecordView[Work]):
    """What is to be done, under three headings; Enter opens the task."""

    def __init__(self, unit_name: Callable[[str], str] | None, parent: QWidget | None = None) -> None:
        self._words = WorkWords(unit_name)
        two_lines = TwoLineDelegate
        super().__init__(
            "Việc cần làm",
            columns(self._words),
            lambda w: w.key,
            delegates={"sign": _SignDelegate(), "number": two_lines(), "title": two_lines(), "time": two_lines()},
            headed=False,
            parent=parent,
        )

    def show_work(self, work: Sequence[Work], as_of: date) -> None:
        """Show this work as it stands at a day."""
        self._words.as_of = as_of
        groups = []
        for kind in WorkKind:
            found = [each for each in work if each.kind is kind]
            if found:
                groups.append(Group(kind.value, HEADINGS[kind], found, note=f"{len(found)} việc"))
        self.replace(groups)
