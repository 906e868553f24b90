"""The queue: what waits for approval, grouped by plan and heading, ticked for acting on several at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.review.rows import OTHERS_APPROVE, ReviewRow, grouped
from ui.table_model import Column, Role
from ui.widgets.banner import EmptyState
from ui.widgets.buttons import DangerButton, LinkButton, PrimaryButton
from ui.widgets.chips import Chip
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.panels import Bar, Panel, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

_AUTHOR, _CHANGES = 2, 3
_LOCKED: dict[Role, Callable[[ReviewRow], object]] = {Role.LOCKED: lambda r: r.waiting.is_own}


def _remark(waiting: ReviewRow) -> str:
    """What stands under the number of changed fields."""
    if waiting.waiting.is_own:
        return OTHERS_APPROVE
    count = len(waiting.warnings)
    return f"{count} cảnh báo" if count else ""


def _remark_icon(waiting: ReviewRow) -> str:
    return "lock_closed" if waiting.waiting.is_own else "warning" if waiting.warnings else ""


def _remark_tone(waiting: ReviewRow) -> str:
    return "warn" if waiting.warnings and not waiting.waiting.is_own else ""


def _columns() -> list[Column[ReviewRow]]:
    return [
        Column("number", "Số", lambda r: r.label, width=104, roles={Role.STRONG: lambda _r: True, **_LOCKED}),
        Column(
            "title",
            "Nội dung",
            lambda r: " ".join(r.waiting.task.title.split()),
            accessible=lambda r: f"{r.waiting.task.title}, {r.place}",
            tooltip=lambda r: r.waiting.task.title,
            roles={
                **_LOCKED,
                Role.META: lambda r: r.place,
                Role.META_TONE: lambda r: "red" if r.is_overdue else "",
            },
        ),
        Column(
            "author",
            "Người nhập",
            lambda r: r.waiting.submitted_by_name,
            width=132,
            accessible=lambda r: f"{r.waiting.submitted_by_name}, gửi {r.submitted}",
            roles={Role.META: lambda r: r.submitted, **_LOCKED},
        ),
        Column(
            "changes",
            "Thay đổi",
            lambda r: r.count_words,
            width=152,
            accessible=lambda r: ", ".join(part for part in (r.count_words, _remark(r)) if part),
            roles={
                **_LOCKED,
                Role.STRONG: lambda _r: True,
                Role.META: _remark,
                Role.META_ICON: _remark_icon,
                Role.META_TONE: _remark_tone,
            },
        ),
    ]


FILTERS: Sequence[tuple[str, str, Callable[[ReviewRow], bool]]] = (
    ("all", "Chờ duyệt", lambda _row: True),
    ("warned", "Có cảnh báo", lambda row: bool(row.warnings)),
    ("overdue", "Quá hạn", lambda row: row.is_overdue),
)


class QueuePanel(Panel):
    """The list with its presets above and, once rows are ticked, the verdict for all of them below."""

    chosen = Signal(object)
    """The `ReviewRow` selected, or `None`."""
    opened = Signal(object)
    """The `ReviewRow` on which Enter or a double click fell."""
    approve_wanted = Signal()
    """The ticked entries are to be approved."""
    return_wanted = Signal()
    """The ticked entries are to be returned."""
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Danh sách chờ duyệt", scrolls=False, margin=0, gap=0, parent=parent)
        self._rows: Sequence[ReviewRow] = ()
        self._filter = "all"
        self._chips: dict[str, Chip] = {}
        self.body.addWidget(self._bar())
        self.view: RecordView[ReviewRow] = RecordView(
            "Mục chờ duyệt",
            _columns(),
            lambda waiting: waiting.key,
            delegates={"title": TwoLineDelegate(), "author": TwoLineDelegate(), "changes": TwoLineDelegate()},
            may_tick=lambda waiting: not waiting.waiting.is_own,
            empty="Không có mục nào như vậy.",
        )
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.records.ticks_changed.connect(lambda _keys: self._show_ticks())
        self._empty = EmptyState(
            "Không có mục nào chờ duyệt", "Kết quả cán bộ gửi duyệt sẽ hiện ở đây.", icon="checkmark_circle"
        )
        self._pile = QStackedWidget()
        self._pile.addWidget(self.view)
        self._pile.addWidget(self._empty)
        self.body.addWidget(self._pile, 1)
        self._build_foot()
        self._show_ticks()

    def _bar(self) -> Bar:
        bar = Bar()
        for key, words, _fits in FILTERS:
            chip = Chip(words, count=0, active=key == self._filter)
            chip.clicked.connect(lambda _checked=False, key=key: self.choose_filter(key))
            bar.body.addWidget(chip)
            self._chips[key] = chip
        bar.body.addStretch(1)
        return bar

    def _build_foot(self) -> None:
        self._ticked = Label("", Kind.STRONG)
        self._tick_link = LinkButton("")
        self._tick_link.clicked.connect(self._flip_ticks)
        self.return_button = DangerButton("", "arrow_hook_up_left")
        self.return_button.clicked.connect(self.return_wanted)
        self.approve_button = PrimaryButton("", "checkmark")
        self.approve_button.clicked.connect(self.approve_wanted)
        foot = row(gap=8)
        foot.addWidget(self._ticked)
        foot.addWidget(self._tick_link)
        foot.addStretch(1)
        foot.addWidget(self.return_button)
        foot.addWidget(self.approve_button)
        self.set_foot(foot)

    # Contents -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Show what waits now; the selection moves on where the selected row is gone."""
        self._rows = rows
        for key, words, fits in FILTERS:
            self._chips[key].set_words(words, count=sum(map(fits, rows)))
        self._show()

    def choose_filter(self, key: str) -> None:
        """Show only the rows of a preset."""
        self._filter = key
        for known, chip in self._chips.items():
            chip.setChecked(known == key)
        self._show()

    def _show(self) -> None:
        fits = next(fits for key, _words, fits in FILTERS if key == self._filter)
        shown = [waiting for waiting in self._rows if fits(waiting)]
        successor = self._successor(shown)
        self.view.replace(grouped(shown))
        self._pile.setCurrentWidget(self.view if self._rows else self._empty)
        if successor is not None:
            self.view.select(successor)
        else:
            self.chosen.emit(None)
        self._show_ticks()

    def _successor(self, shown: Sequence[ReviewRow]) -> str | None:
        """What to select: the row selected now, else the nearest after it, else the nearest before."""
        keys = {waiting.key for waiting in shown}
        before = [waiting.key for waiting in self.view.records.records()]
        current = self.view.current_key()
        if current in before:
            place = before.index(str(current))
            for key in [*before[place:], *reversed(before[:place])]:
                if key in keys:
                    return key
        return shown[0].key if shown else None

    # Ticks --------------------------------------------------------------------------------------------------

    @property
    def ticked(self) -> tuple[ReviewRow, ...]:
        """The ticked rows in the order shown."""
        records = self.view.records
        return tuple(waiting for waiting in records.records() if waiting.key in records.ticked)

    def untick(self) -> None:
        """Take all ticks away."""
        self.view.records.tick_all(ticked=False)

    def _flip_ticks(self) -> None:
        self.view.records.tick_all(ticked=not self.ticked)

    def _show_ticks(self) -> None:
        count, shown = len(self.ticked), len(self.view.records.records())
        self._ticked.setText(f"Đã chọn {count} trong {shown} mục" if count else "Chưa chọn mục nào")
        self._tick_link.setText("Bỏ chọn" if count else "Chọn tất cả")
        self._tick_link.setVisible(shown > 0)
        for button, verb in ((self.return_button, "Trả lại"), (self.approve_button, "Duyệt")):
            button.setText(f"{verb} {count} mục")
            button.setVisible(count > 0)
        self.ticks_changed.emit()

    def set_busy(self, busy: bool) -> None:
        """No verdict is taken while one is being written."""
        self.return_button.setEnabled(not busy)
        self.approve_button.setEnabled(not busy)

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the author stands in the detail only."""
        self.view.setColumnHidden(_AUTHOR, compact)
        self.view.header().resizeSection(_CHANGES, 136 if compact else 152)
