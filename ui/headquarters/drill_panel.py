"""The rows behind a figure of the table, with the facts of the unit's files."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.assigning.handed import Handed
from desktop.formats import moment_text, number_text
from desktop.journal.event import EntityId
from desktop.plans.tasks import TaskItem
from desktop.plans.words import badge_words
from desktop.sync.exchange import Peer
from ui import theme
from ui.exchange.situation import moment
from ui.signs import Sign
from ui.table_model import Column, Role
from ui.tasks.holders import handed_words
from ui.tasks.words import due_note, due_tone, due_words, second_line, sign_of
from ui.widgets.badge import HEIGHT, paint_badge, paint_meta
from ui.widgets.buttons import LinkButton, ToolButton
from ui.widgets.delegates import Index, RowDelegate
from ui.widgets.panels import Panel, Well, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label, clamped, paint_lines

_LINE = 18


class _TaskDelegate(RowDelegate):
    """Number and badge, two lines of the title, the deadline, the last report."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        return QSize(look.px(80), look.px(16 + HEIGHT + 4 + 4 * _LINE))

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        look = theme.current()
        line, top = look.px(_LINE), where.top() + look.px(8)
        number = str(index.data(Role.SORT))
        painter.setFont(look.font(13, 600))
        painter.setPen(look.colour("text"))
        paint_lines(painter, QRectF(where.left(), top, where.width(), look.px(HEIGHT)), [number], look.px(HEIGHT))
        left = where.left() + max(look.px(48), painter.fontMetrics().horizontalAdvance(number) + look.px(10))
        paint_badge(painter, QPointF(left, top), Sign(index.data(Role.SIGN)), str(index.data(Role.STRONG)))
        top += look.px(HEIGHT + 4)
        font = look.font(13)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        words = clamped(str(index.data() or ""), font, where.width(), 2)
        paint_lines(painter, QRectF(where.left(), top, where.width(), 2 * line), words, line)
        top += len(words) * line
        tone = str(index.data(Role.META_TONE) or "")
        paint_meta(painter, QRectF(where.left(), top, where.width(), line), str(index.data(Role.META) or ""), tone=tone)
        below = QRectF(where.left(), top + line, where.width(), line)
        paint_meta(painter, below, str(index.data(Role.META_ICON) or ""))


class DrillPanel(Panel):
    """Shows what a figure counts; the page opens a row, or all of them, among the tasks."""

    closed = Signal()
    tasks_wanted = Signal()
    """All the rows are to be opened in the tasks' screen."""
    task_wanted = Signal(object)
    """The `TaskItem` to be opened in the tasks' screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Các dòng của ô", scrolls=False, edge="left", margin=0, gap=0, parent=parent)
        self._day = date.min
        self._reached: Mapping[tuple[EntityId, str], Handed] = {}
        self._title = Label("", Kind.SECTION, wrap=True)
        self._count = Label("", Kind.META)
        self.open = LinkButton("Mở trong Nhiệm vụ")
        self.open.clicked.connect(self.tasks_wanted)
        close = ToolButton("dismiss", "Đóng", shortcut="Esc")
        close.clicked.connect(self.closed)
        first = row(gap=8)
        first.addWidget(self._title, 1)
        first.addWidget(close)
        second = row(gap=8)
        second.addWidget(self._count)
        second.addWidget(self.open)
        second.addStretch(1)
        head = column(gap=2)
        head.addLayout(first)
        head.addLayout(second)
        self.set_head(head)
        self.items: RecordView[TaskItem] = RecordView(
            "Nhiệm vụ của ô",
            [self._column()],
            lambda item: (item.row.entity, item.unit),
            delegates={"task": _TaskDelegate()},
            headed=False,
            empty="Ô này không có nhiệm vụ nào.",
        )
        self.items.opened.connect(self.task_wanted)
        self.body.addWidget(self.items, 1)
        self._facts = Well(margin=12, gap=4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.current().px(16))
        self._grid.setColumnStretch(1, 1)
        self._facts.body.addLayout(self._grid)
        foot = column(gap=0)
        foot.addWidget(self._facts)
        self.set_foot(foot)

    def _column(self) -> Column[TaskItem]:
        return Column(
            "task",
            "Nhiệm vụ",
            lambda item: item.row.title,
            sort_key=lambda item: item.row.label,
            accessible=lambda item: f"{item.row.label}, {badge_words(item.standing)}, {item.row.title}",
            tooltip=lambda item: item.row.title,
            roles={
                Role.SIGN: sign_of,
                Role.STRONG: lambda item: badge_words(item.standing),
                Role.META: self._due,
                Role.META_TONE: due_tone,
                Role.META_ICON: self._last,
            },
        )

    def _due(self, item: TaskItem) -> str:
        note = due_note(item, self._day)
        return f"Hạn {due_words(item.row.deadline)}" + (f", {note}" if note else "")

    def _last(self, item: TaskItem) -> str:
        """The last report; before the first one whether the unit received the task."""
        found = self._reached.get((item.row.entity, item.unit))
        if found is None or item.entry is not None:
            return second_line(item)
        return f"{second_line(item)} · {handed_words(found)}"

    def show_reached(self, reached: Mapping[tuple[EntityId, str], Handed]) -> None:
        """Say of each task listed whether, when and on which machine its unit received it."""
        self._reached = reached
        self.items.viewport().update()

    def show_cell(self, title: str, items: Sequence[TaskItem], day: date, peer: Peer | None, *, one_unit: bool) -> None:
        """Show the rows of a figure at a day, and the files of its unit where it is of one unit."""
        self._day = day
        self._title.setText(title)
        self.setAccessibleName(title)
        self._count.setText(f"{number_text(len(items))} nhiệm vụ")
        self.open.setVisible(bool(items))
        self.items.replace(records=items)
        self.items.select_first()
        self._facts.setVisible(one_unit)
        if one_unit:
            self._show_facts(peer)

    def _show_facts(self, peer: Peer | None) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, (name, words) in enumerate(_facts(peer)):
            self._grid.addWidget(Label(name, Kind.META), number, 0)
            self._grid.addWidget(Label(words, Kind.BODY, wrap=True), number, 1)


def _facts(peer: Peer | None) -> list[tuple[str, str]]:
    if peer is None:
        return [("Tệp", "đơn vị chưa được kết nạp")]
    last = "chưa có" if peer.last_in is None else f"tệp đến {peer.last_in}"
    if peer.last_in_at is not None and peer.last_in is not None:
        last = f"{last}, nhập {moment_text(moment(peer.last_in_at))}"
    missing = ", ".join(str(number) for number in peer.missing) or "không"
    waiting = f"{number_text(peer.waiting)} mục" if peer.waiting else "không"
    return [("Tệp gần nhất", last), ("Thiếu tệp", missing), ("Chưa gửi cho đơn vị", waiting)]
