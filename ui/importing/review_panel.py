"""The reading beside the document: places to look at, all rows, and the way into the ledger."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.importing.parsed import PlanRow
from ui import theme
from ui.importing.decision_panel import DecisionPanel
from ui.importing.lists import reading_columns, reading_groups, row_columns, row_groups
from ui.importing.opened import OpenedPlan
from ui.importing.readings import Attention, Reading, summary
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.chips import Chip
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.panels import Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label


class Shown(StrEnum):
    """Which list stands in the panel."""

    DOUBTS = "doubts"
    REPAIRS = "repairs"
    ROWS = "rows"
    PROVINCIAL = "provincial"


_WORDS = {
    Shown.DOUBTS: "Cần xem",
    Shown.REPAIRS: "Đã sửa",
    Shown.ROWS: "Mọi dòng",
    Shown.PROVINCIAL: "Cấp tỉnh",
}
_READINGS = {
    Shown.DOUBTS: (Attention.MUST, Attention.SHOULD, Attention.CODES),
    Shown.REPAIRS: (Attention.CODES, Attention.NAMES, Attention.DOUBLED),
}


class ReviewPanel(Panel):
    """Keeps what was looked at; the page does the reading and the writing."""

    place_chosen = Signal(object, object, object)
    """The document line (int), field and words to be shown in the document."""
    refusal_wanted = Signal(object)
    """The `Reading` whose repair is to be refused or taken again."""
    import_wanted = Signal()
    postponed = Signal()

    def __init__(self, may_import: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__("Máy đọc được", scrolls=False, margin=0, gap=0, parent=parent)
        self._may_import = may_import
        self._opened: OpenedPlan | None = None
        self.seen: set[object] = set()
        self._shown = Shown.DOUBTS
        self._is_writing = False
        self._build_lists()
        self.decision = DecisionPanel()
        self.decision.confirmed.connect(lambda reading: self._confirm([reading]))
        self.decision.all_confirmed.connect(lambda reading: self._confirm(self._alike(reading)))
        self.decision.refusal_wanted.connect(self.refusal_wanted)
        self.decision.step_wanted.connect(self._step)
        self.banner = Banner(Grade.INFO, "")
        self.banner.hide()
        self.progress = ProgressPanel("Dừng thì sổ trở về như trước khi nạp.", "dòng")
        self.body.addWidget(self._lists, 1)
        self.body.addWidget(self.decision)
        notices = column(gap=8)
        px = theme.current().px
        notices.setContentsMargins(px(16), px(8), px(16), px(8))
        notices.addWidget(self.banner)
        notices.addWidget(self.progress)
        self._notices = QWidget()
        self._notices.setLayout(notices)
        self.body.addWidget(self._notices)
        self.set_foot(self._build_foot())

    # Building -----------------------------------------------------------------------------------------------

    def _build_lists(self) -> None:
        self.readings: RecordView[Reading] = RecordView(
            "Chỗ cần xem",
            reading_columns(self.is_seen),
            lambda one: one.key,
            delegates={"read": TwoLineDelegate(), "why": TitleDelegate()},
            empty="Không có chỗ nào cần xem.",
        )
        self.rows: RecordView[PlanRow] = RecordView(
            "Các dòng đọc được",
            row_columns(),
            lambda one: one.path,
            delegates={"title": TitleDelegate(), "lead": TitleDelegate(), "deadline": TwoLineDelegate()},
            empty="Không có dòng nào.",
        )
        self.readings.chosen.connect(self._show_reading)
        self.readings.opened.connect(self._open_reading)
        self.rows.chosen.connect(self._show_row)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.readings)
        self._lists.addWidget(self.rows)

    def chips(self) -> QHBoxLayout:
        """The chips that choose the list, for the head of the page."""
        layout = row(gap=6)
        self._chips = {shown: Chip(words, count=0) for shown, words in _WORDS.items()}
        for shown, chip in self._chips.items():
            chip.clicked.connect(lambda _checked=False, shown=shown: self.show_list(shown))
            layout.addWidget(chip)
        return layout

    def _build_foot(self) -> QHBoxLayout:
        self._left = Label("", Kind.STRONG, wrap=True)
        self._sums = Label("", Kind.META, wrap=True)
        words = column(gap=0)
        words.addWidget(self._left)
        words.addWidget(self._sums)
        self.later = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.later.clicked.connect(self.postponed)
        self.take_in = PrimaryButton("Nạp kế hoạch", "document_arrow_down", shortcut="Ctrl+Return")
        self.take_in.clicked.connect(self.import_wanted)
        foot = row(gap=8)
        foot.addLayout(words, 1)
        foot.addWidget(self.later)
        foot.addWidget(self.take_in)
        return foot

    # Contents -----------------------------------------------------------------------------------------------

    def show_plan(self, opened: OpenedPlan, *, is_new: bool) -> None:
        """Show a plan as read; `is_new` begins the look anew, otherwise what was seen stays."""
        self._opened = opened
        if is_new:
            self.seen = set()
            self._shown = Shown.DOUBTS
        self._count_chips(opened)
        self._show_lists()
        if is_new and not self.readings.select_first():
            self.show_list(Shown.ROWS)
        self.refresh()

    def _count_chips(self, opened: OpenedPlan) -> None:
        counts = {
            Shown.DOUBTS: sum(one.repair is None for one in opened.readings),
            Shown.REPAIRS: sum(one.repair is not None for one in opened.readings),
            Shown.ROWS: len(opened.parsed.rows),
            Shown.PROVINCIAL: sum(bool(one.provincial) for one in opened.parsed.tasks),
        }
        for shown, chip in self._chips.items():
            chip.set_words(_WORDS[shown], count=counts[shown])

    def show_list(self, shown: Shown) -> None:
        """Show another list in the panel."""
        self._shown = shown
        self._show_lists()
        self.refresh()

    def _show_lists(self) -> None:
        if self._opened is None:
            return
        for shown, chip in self._chips.items():
            chip.setChecked(shown is self._shown)
        if self._shown in _READINGS:
            self._lists.setCurrentWidget(self.readings)
            self.readings.replace(reading_groups(self._opened.readings, _READINGS[self._shown]))
            self._show_reading(self.readings.current())
        else:
            self._lists.setCurrentWidget(self.rows)
            only = self._shown is Shown.PROVINCIAL
            self.rows.replace(row_groups(self._opened.parsed, provincial_only=only))
            self.decision.show_reading(None)

    @property
    def shown_list(self) -> QWidget:
        """The list that is shown now."""
        return self.readings if self._shown in _READINGS else self.rows

    # Looking ------------------------------------------------------------------------------------------------

    def is_seen(self, reading: Reading) -> bool:
        """Whether the person has looked at a doubt."""
        return reading.key in self.seen

    @property
    def unseen(self) -> list[Reading]:
        """The doubts not yet looked at, those that must be seen first."""
        opened = self._opened
        return [] if opened is None else [r for r in opened.readings if r.repair is None and r.key not in self.seen]

    def next_doubt(self) -> None:
        """Go to the next doubt not yet looked at, from the chosen place on and then from the beginning."""
        if self._shown is not Shown.DOUBTS:
            self.show_list(Shown.DOUBTS)
        open_keys = {one.key for one in self.unseen}
        listed = self.readings.records.records()
        keys = [one.key for one in listed]
        here = keys.index(key) + 1 if (key := self.readings.current_key()) in keys else 0
        for one in [*listed[here:], *listed[:here]]:
            if one.key in open_keys:
                self.readings.select(one.key)
                return

    def _confirm(self, readings: list[Reading]) -> None:
        self.seen |= {one.key for one in readings}
        self._show_lists()
        self.refresh()
        self.next_doubt()

    def _alike(self, reading: Reading) -> list[Reading]:
        return [one for one in self.unseen if one.alike == reading.alike]

    def _open_reading(self, reading: Reading) -> None:
        if reading.repair is None:
            self._confirm([reading])
        else:
            self.refusal_wanted.emit(reading)

    def _step(self, by: int) -> None:
        self.readings.step(by)

    def _show_reading(self, reading: Reading | None) -> None:
        if reading is None or self._opened is None:
            self.decision.show_reading(None)
            return
        same = [one for one in self._opened.readings if one.attention is reading.attention]
        kinds = {Attention.MUST: "chỗ phải xem", Attention.SHOULD: "chỗ nên xem"}
        words = kinds.get(reading.attention, "chỗ đã sửa")
        place = f"{same.index(reading) + 1} trong {len(same)} {words}"
        alike = len(self._alike(reading)) if reading.repair is None else 1
        self.decision.show_reading(reading, place=place, is_seen=self.is_seen(reading), alike=alike)
        marked = reading.repair.was if reading.repair is not None else reading.alike[1]
        self.place_chosen.emit(reading.line, reading.field, marked)
        QTimer.singleShot(0, self.readings, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The panel below may have grown over the chosen place."""
        if self.readings.current_key() is not None:
            self.readings.scrollTo(self.readings.currentIndex())

    def _show_row(self, plan_row: PlanRow | None) -> None:
        if plan_row is not None:
            self.place_chosen.emit(plan_row.source.lines[0], "title", "")

    def choose_line(self, line: int) -> None:
        """Choose what was read from the table row that begins at a document line."""
        if self._opened is None:
            return
        if self._shown in _READINGS:
            found = next((one for one in self.readings.records.records() if one.line == line), None)
            if found is not None:
                self.readings.select(found.key)
                return
            self.show_list(Shown.ROWS)
        row_there = next((one for one in self._opened.parsed.rows if one.source.lines[0] == line), None)
        if row_there is not None:
            self.rows.select(row_there.path)

    # Foot ---------------------------------------------------------------------------------------------------

    def set_writing(self, writing: bool) -> None:
        """The plan is being written, or not any more."""
        self._is_writing = writing
        self.refresh()

    def refresh(self) -> None:
        """Say in the foot what is missing before the plan can be taken in."""
        if self._opened is None:
            return
        reason = self.reason()
        self._left.setText("Chưa có gì được ghi." + (f" {reason}" if reason else ""))
        self._sums.setText(summary(self._opened.parsed))
        self.take_in.setEnabled(not reason and not self._is_writing)
        self.take_in.setAccessibleDescription(reason)
        self.later.setEnabled(not self._is_writing)
        self._notices.setVisible(not self.banner.isHidden() or self._is_writing)

    def reason(self) -> str:
        """Why the plan cannot be taken in now; "" where it can."""
        opened = self._opened
        if opened is None or not self._may_import():
            return "Người đang đăng nhập chỉ được xem, không được nạp kế hoạch."
        if not opened.number:
            return "Văn bản không ghi số, ký hiệu nên không nạp được; xin bản có đủ phần đầu."
        if opened.is_known:
            return f"Kế hoạch {opened.number} đã có trong sổ."
        must = sum(one.must_be_seen for one in self.unseen)
        return f"Còn {must} chỗ phải xem." if must else ""
