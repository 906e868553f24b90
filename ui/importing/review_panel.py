"""The reading beside the document: what to look at, what to correct, and the way into the ledger."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.importing.parsed import Doubt, PlanRow
from desktop.importing.reading import AsideReason, SetAside
from ui import theme
from ui.importing.decision_panel import DecisionPanel
from ui.importing.opened import OpenedPlan
from ui.importing.readings import Attention, Reading, summary
from ui.importing.review_lists import ReviewLists, Shown
from ui.importing.row_strip import RowStrip
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.panels import Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Kind, Label


class ReviewPanel(Panel):
    """Shows what was read and tells what the person wants; the page reads, corrects and writes."""

    place_chosen = Signal(object, object, object)
    """The document line (int), field and words to be shown in the document."""
    confirmed = Signal(object)
    """Doubts that are right as understood (tuple of `Reading`)."""
    refusal_wanted = Signal(object)
    """The `Reading` whose repair is to be refused or taken again."""
    edit_wanted = Signal(object, object)
    """The `PlanRow` to be corrected, None for the head of the document, and the field (str) to begin with."""
    aside_wanted = Signal(object)
    """The `PlanRow` to be left out of the plan."""
    back_wanted = Signal(object)
    """The `SetAside` to be taken into the plan again."""
    import_wanted = Signal()
    amend_wanted = Signal()
    """The document is to be compared with a plan that it amends."""
    postponed = Signal()

    def __init__(self, may_import: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__("Máy đọc được", scrolls=False, margin=0, gap=0, parent=parent)
        self._may_import = may_import
        self._opened: OpenedPlan | None = None
        self._seen: frozenset[Doubt] = frozenset()
        self._is_writing = False
        self.lists = ReviewLists(self.is_seen)
        self.readings, self.rows, self.aside = self.lists.readings, self.lists.rows, self.lists.aside
        self.decision, self.strip = DecisionPanel(), RowStrip()
        self.banner = Banner(Grade.INFO, "")
        self.banner.hide()
        self.progress = ProgressPanel("Dừng thì sổ trở về như trước khi nạp.", "dòng")
        self._connect()
        notices = column(gap=8)
        px = theme.current().px
        notices.setContentsMargins(px(16), px(8), px(16), px(8))
        notices.addWidget(self.banner)
        notices.addWidget(self.progress)
        self._notices = QWidget()
        self._notices.setLayout(notices)
        self.body.addWidget(self.lists, 1)
        for part in (self.decision, self.strip, self._notices):
            self.body.addWidget(part)
        self.set_foot(self._build_foot())

    # Building -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.readings.chosen.connect(self._show_reading)
        self.readings.opened.connect(self._open_reading)
        self.rows.chosen.connect(self._show_row)
        self.rows.opened.connect(lambda plan_row: self.edit_wanted.emit(plan_row, "kind"))
        self.aside.chosen.connect(self._show_aside)
        self.aside.opened.connect(self._take_back)
        self.lists.shown_changed.connect(self._show_chosen)
        self.lists.aside_wanted.connect(self._leave_out)
        self.decision.confirmed.connect(lambda reading: self._confirm([reading]))
        self.decision.all_confirmed.connect(lambda reading: self._confirm(self._alike(reading)))
        self.decision.refusal_wanted.connect(self.refusal_wanted)
        self.decision.edit_wanted.connect(self.edit)
        self.decision.step_wanted.connect(self.readings.step)
        self.strip.edit_wanted.connect(self.edit)
        self.strip.aside_wanted.connect(self._leave_out)
        self.strip.back_wanted.connect(lambda: self._take_back(self.aside.current()))
        edit = QShortcut(QKeySequence("F2"), self)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.activated.connect(self.edit)

    def _build_foot(self) -> QHBoxLayout:
        self._left = Label("", Kind.STRONG, wrap=True)
        self._sums = Label("", Kind.META, wrap=True)
        words = column(gap=0)
        words.addWidget(self._left)
        words.addWidget(self._sums)
        self.later = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.later.clicked.connect(self.postponed)
        self.amend = SecondaryButton("Sửa kế hoạch đã có…", "document_edit", tip="So với một kế hoạch trong sổ")
        self.amend.clicked.connect(lambda _checked=False: self.amend_wanted.emit())
        self.take_in = PrimaryButton("Nạp kế hoạch", "document_arrow_down", shortcut="Ctrl+Return")
        self.take_in.clicked.connect(self.import_wanted)
        foot = row(gap=8)
        foot.addLayout(words, 1)
        foot.addWidget(self.later)
        foot.addWidget(self.amend)
        foot.addWidget(self.take_in)
        return foot

    # Contents -----------------------------------------------------------------------------------------------

    def show_plan(self, opened: OpenedPlan, *, is_new: bool) -> None:
        """Show a document as read; `is_new` begins with its first doubt, or with its rows where there is none."""
        self._opened = opened
        self._seen = opened.work.seen
        self.amend.setVisible(bool(opened.known) and opened.refusal is None and self._may_import())
        if is_new:
            self.lists.shown = Shown.DOUBTS if opened.readings else Shown.ROWS
        self.lists.show_plan(opened)
        if is_new:
            self.lists.readings.select_first() or self.rows.select_first()
        self.refresh()

    def show_seen(self, seen: frozenset[Doubt]) -> None:
        """Show which doubts were looked at."""
        self._seen = seen
        self.lists.refill()
        self.refresh()

    def show_list(self, shown: Shown) -> None:
        """Show another list in the panel."""
        self.lists.show_list(shown)

    @property
    def shown_list(self) -> QWidget:
        """The list that is shown now."""
        return self.lists.current

    def _show_chosen(self) -> None:
        """What is chosen in the list that is shown now."""
        shown = self.lists.shown
        if shown is Shown.DOUBTS:
            self.strip.hide()
            self._show_reading(self.readings.current())
            return
        self.decision.show_reading(None)
        if shown is Shown.ASIDE:
            self._show_aside(self.aside.current())
        else:
            self._show_row(self.rows.current())

    # Looking ------------------------------------------------------------------------------------------------

    def is_seen(self, reading: Reading) -> bool:
        """Whether the person has looked at a doubt."""
        return reading.key in self._seen

    @property
    def unseen(self) -> list[Reading]:
        """The doubts not yet looked at, those that must be seen first."""
        opened = self._opened
        return [] if opened is None else [r for r in opened.readings if r.repair is None and r.key not in self._seen]

    def next_doubt(self) -> None:
        """Go to the next doubt not yet looked at, from the chosen place on and then from the beginning."""
        if self.lists.shown is not Shown.DOUBTS:
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
        self.confirmed.emit(tuple(readings))
        self.next_doubt()

    def _alike(self, reading: Reading) -> list[Reading]:
        return [one for one in self.unseen if one.alike == reading.alike]

    def _open_reading(self, reading: Reading) -> None:
        if reading.must_be_filled:
            self.edit()
        elif reading.repair is None:
            self._confirm([reading])
        else:
            self.refusal_wanted.emit(reading)

    def _show_reading(self, reading: Reading | None) -> None:
        if reading is None or self._opened is None:
            self.decision.show_reading(None)
            return
        same = [one.key for one in self._opened.readings if one.attention is reading.attention]
        kinds = {Attention.MUST: "chỗ phải xem", Attention.SHOULD: "chỗ nên xem"}
        place = f"{same.index(reading.key) + 1} trong {len(same)} {kinds.get(reading.attention, 'chỗ đã sửa')}"
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
        if plan_row is None:
            self.strip.hide()
            return
        self.strip.show_row(plan_row)
        self.place_chosen.emit(plan_row.source.lines[0], "title", "")

    def _show_aside(self, aside: SetAside | None) -> None:
        if aside is None:
            self.strip.hide()
            return
        self.strip.show_aside(aside)
        self.place_chosen.emit(aside.source.first, "", "")

    def choose_line(self, line: int) -> None:
        """Choose what was read from the table row that begins at a document line."""
        self.lists.select_line(line)

    # Correcting ---------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Correct what is chosen: the row of a doubt, the head of the document, or a row of the list."""
        if self._opened is None or self.lists.shown is Shown.ASIDE:
            return
        if self.lists.shown is Shown.DOUBTS:
            reading = self.readings.current()
            if reading is not None:
                rows = {plan_row.path: plan_row for plan_row in self._opened.parsed.rows}
                self.edit_wanted.emit(rows.get(reading.path), reading.field)
        elif self.rows.current() is not None:
            self.edit_wanted.emit(self.rows.current(), "kind")

    def _leave_out(self) -> None:
        if self.rows.current() is not None:
            self.aside_wanted.emit(self.rows.current())

    def _take_back(self, aside: SetAside | None) -> None:
        if aside is not None and aside.reason is AsideReason.BY_HAND:
            self.back_wanted.emit(aside)

    # Foot ---------------------------------------------------------------------------------------------------

    def set_writing(self, writing: bool) -> None:
        """The plan is being written, or not any more."""
        self._is_writing = writing
        self.refresh()

    def show_problem(self, what: str, todo: str) -> None:
        """Say why something could not be done; empty words take that away."""
        self.banner.setVisible(bool(what))
        if what:
            self.banner.tell(Grade.ERROR, what, todo)
        self.refresh()

    def refresh(self) -> None:
        """Say in the foot what is missing before the plan can be taken in."""
        if self._opened is None:
            return
        reason = self.reason()
        self._left.setText("Chưa có gì được ghi." + (f" {reason}" if reason else ""))
        self._sums.setText(summary(self._opened.reading))
        self.take_in.setEnabled(not reason and not self._is_writing)
        self.take_in.setAccessibleDescription(reason)
        self.later.setEnabled(not self._is_writing)
        self._notices.setVisible(not self.banner.isHidden() or self._is_writing)

    def reason(self) -> str:
        """Why the plan cannot be taken in now; "" where it can."""
        opened = self._opened
        if opened is None or not self._may_import():
            return "Người đang đăng nhập chỉ được xem, không được nạp kế hoạch."
        if opened.refusal is not None:
            return "Chọn cột giữ nội dung và cột giữ đơn vị chủ trì hoặc thời hạn."
        if not opened.number:
            return "Ghi số, ký hiệu của văn bản ở phần đầu."
        if not opened.parsed.plan.title:
            return "Ghi tên kế hoạch ở phần đầu."
        if opened.is_known:
            return f"Kế hoạch {opened.number} đã có trong sổ."
        must = sum(one.must_be_seen for one in self.unseen)
        return f"Còn {must} chỗ phải xem." if must else ""
