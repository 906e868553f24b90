"""The document beside the reading, with the head of the document and its columns above them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QWidget

from desktop.formats import day_text, size_text
from desktop.importing.parsed import PlanHeader
from desktop.importing.reading import TableLayout
from desktop.messages import explain
from ui import theme
from ui.importing.column_strip import ColumnStrip
from ui.importing.letterhead_bar import LetterheadBar
from ui.importing.opened import OpenedPlan
from ui.importing.paper_view import PaperView
from ui.importing.review_panel import ReviewPanel
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PlainButton
from ui.widgets.panels import Panel, column, row
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text import ElidedLabel, Kind

_DOCUMENT, _READ = "document", "read"


class ReviewDesk(QWidget):
    """Shows one opened document; in a narrow window either the document or the reading has the whole width."""

    filled = Signal()
    """A document just opened is shown with its lists."""
    another_wanted = Signal()
    """The person wants to open another document."""
    header_changed = Signal(object)
    """The head of the document as corrected (`PlanHeader`)."""
    columns_chosen = Signal(object, object)
    """The `TableLayout` and the fields its columns hold from now on (tuple)."""
    columns_forgotten = Signal()
    """The columns remembered from an earlier document are not wanted here."""

    def __init__(self, may_import: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedPlan | None = None
        self._words = ("", "")
        self._is_compact = False
        self.review = ReviewPanel(may_import)
        self.paper, self.columns, self.letterhead = PaperView(), ColumnStrip(), LetterheadBar()
        self.notice = Banner(Grade.INFO, "", action="Bỏ", on_action=self.columns_forgotten.emit, quiet_action=True)
        self.review.place_chosen.connect(self.paper.mark)
        self.paper.row_chosen.connect(self.review.choose_line)
        self.paper.laid_out.connect(self._show_columns)
        self.columns.chosen.connect(self.columns_chosen)
        self.letterhead.changed.connect(self.header_changed)
        layout = column(gap=0)
        layout.addWidget(self._build_head())
        layout.addWidget(self.letterhead)
        layout.addWidget(self._build_sides(), 1)
        self.setLayout(layout)

    # Building -----------------------------------------------------------------------------------------------

    def _build_sides(self) -> QSplitter:
        px = theme.current().px
        self._document = Panel("Văn bản", scrolls=False, edge="right", margin=0, gap=0)
        notice = column(gap=0)
        notice.setContentsMargins(px(12), px(8), px(12), px(8))
        notice.addWidget(self.notice)
        self._notice_room = QWidget()
        self._notice_room.setLayout(notice)
        sheet = column(gap=0)
        sheet.setContentsMargins(px(12), px(8), px(12), px(8))
        sheet.addWidget(self.columns)
        sheet.addWidget(self.paper, 1)
        self._document.body.addWidget(self._notice_room)
        self._document.body.addLayout(sheet, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._document)
        split.addWidget(self.review)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 5)
        split.setSizes([px(560), px(720)])
        return split

    def _build_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("kind", "bar")
        self._title = ElidedLabel("", Kind.SECTION)
        self._facts = ElidedLabel("", Kind.META)
        words = column(gap=0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        self._side = SegmentedControl("Đang xem", [("Văn bản", _DOCUMENT), ("Đọc được", _READ)])
        self._side.set_value(_READ)
        self._side.changed.connect(lambda _side: self._fold())
        self.correct = PlainButton("Sửa phần đầu", "edit")
        self.correct.setCheckable(True)
        self.correct.toggled.connect(self._open_letterhead)
        another = PlainButton("Văn bản khác", "folder_open")
        another.clicked.connect(self.another_wanted)
        first = row(gap=12)
        first.addLayout(words, 1)
        self._wide_chips, self._narrow_chips = QWidget(), QWidget()
        self._chips = self.review.lists.chips()
        first.addWidget(self._wide_chips)
        first.addWidget(self.correct)
        first.addWidget(another)
        self._below = self._build_below()
        layout = column(gap=6)
        px = theme.current().px
        layout.setContentsMargins(px(16), px(6), px(16), px(6))
        layout.addLayout(first)
        layout.addWidget(self._below)
        head.setLayout(layout)
        self._wide_chips.setLayout(self._chips)
        return head

    def _build_below(self) -> QWidget:
        """The second line of the head in a narrow window."""
        below = QWidget()
        line = row(gap=12)
        line.addWidget(self._side)
        line.addWidget(self._narrow_chips, 1, Qt.AlignmentFlag.AlignRight)
        below.setLayout(line)
        below.hide()
        return below

    # Contents -----------------------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        """The document that is looked at, as the head of the page names it."""
        return self._title.text()

    def show_plan(self, opened: OpenedPlan, *, is_new: bool) -> None:
        """Show a document; `is_new` shows it from its beginning."""
        before, self._opened = self._opened, opened
        was_unread = before is not None and before.refusal is not None and opened.refusal is None
        self._tell_head(opened, opens=is_new or was_unread)
        if is_new or before is None or before.printed is not opened.printed:
            self.paper.show_document(opened.printed, keeps_place=not is_new)
        self._tell_columns(opened)
        self._tell_known(opened)
        if is_new:
            self._side.set_value(_READ if opened.refusal is None else _DOCUMENT)
        self._fold()
        if is_new:
            QTimer.singleShot(0, self, lambda: self._begin_review(opened))  # paper and lists of thousands, one by one
        else:
            self.review.show_plan(opened, is_new=False)

    def _begin_review(self, opened: OpenedPlan) -> None:
        if self._opened is opened:
            self.review.show_plan(opened, is_new=True)
            self.filled.emit()

    def _tell_head(self, opened: OpenedPlan, *, opens: bool) -> None:
        plan = opened.parsed.plan
        day = f" ngày {day_text(plan.date)}" if plan.date else ""
        issuer = plan.issuer or "không rõ nơi ban hành"
        sort = "Quyết định" if "/QĐ" in opened.number else "Văn bản"
        self._words = (opened.number or "Không rõ số", f"{sort} {opened.number or 'không rõ số'}{day}, {issuer}")
        tables = len(opened.document.tables)
        facts = f"{opened.name}, {size_text(len(opened.data))}; {tables} bảng, {opened.printed.columns} cột"
        self._facts.setText(f"{facts}; làm tiếp phần xem dở" if opened.is_resumed else facts)
        self.letterhead.show_header(plan)
        is_missing = opened.refusal is None and not (plan.number and plan.title)
        if opens:
            with QSignalBlocker(self.correct):  # opened here, it does not take the cursor
                self.correct.setChecked(is_missing)
            self.letterhead.setVisible(is_missing)

    def _tell_columns(self, opened: OpenedPlan) -> None:
        is_remembered = bool(opened.remembered & {one.layout for one in opened.work.corrections.columns})
        self._notice_room.setVisible(opened.refusal is not None or is_remembered)
        self.notice.button.setVisible(opened.refusal is None)
        if opened.refusal is not None:
            message = explain(opened.refusal)
            words = "Chọn ở hàng ngay dưới: cột nào giữ nội dung, chủ trì, thời hạn; văn bản được đọc lại ngay."
            self.notice.tell(Grade.WARNING, message.what if message else "Chưa nhận ra cột nào của bảng.", words)
        elif is_remembered:
            self.notice.tell(Grade.INFO, "Dùng cách đọc cột đã nhớ của văn bản có cùng tiêu đề bảng.")

    def _tell_known(self, opened: OpenedPlan) -> None:
        banner = self.review.banner
        banner.setVisible(opened.is_known)
        if opened.is_known:
            words = "Không cần nạp lại. Văn bản này sửa kế hoạch ấy thì chọn «Sửa kế hoạch đã có…»."
            banner.tell(Grade.INFO, f"Kế hoạch {opened.number} đã có trong sổ.", words)

    # Columns and head ---------------------------------------------------------------------------------------

    def _show_columns(self, line: int, edges: Sequence[int]) -> None:
        """Name the columns of the table that is in sight."""
        layouts = self._opened.reading.layouts if self._opened is not None else ()
        self.columns.show_layout(layout_at(layouts, line), edges)
        self.columns.setVisible(bool(layouts))

    def turn_side(self) -> bool:
        """Where the window is narrow, show the other side: the document, or what was read; whether it is narrow."""
        if self._is_compact:
            self._side.set_value(_READ if self._side.value() == _DOCUMENT else _DOCUMENT)
            self._fold()
        return self._is_compact

    @property
    def first_place(self) -> QWidget:
        """Where the work goes on: the columns where they must be chosen, the document where it alone is shown."""
        if self.wants_columns:
            return self.columns
        is_document = self._is_compact and self._side.value() == _DOCUMENT
        return self.paper if is_document else self.review.shown_list

    @property
    def wants_columns(self) -> bool:
        """Whether nothing can be read before somebody says what the columns hold."""
        return self._opened is not None and self._opened.refusal is not None

    def begin_columns(self) -> None:
        """Go to the columns."""
        self._side.set_value(_DOCUMENT)
        self._fold()
        self.columns.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_letterhead(self, field: str) -> None:
        """Go to a field of the head of the document."""
        self.correct.setChecked(True)
        self.letterhead.begin(field)

    def _open_letterhead(self, wanted: bool) -> None:
        self.letterhead.setVisible(wanted)
        if wanted and self._opened is not None:
            plan: PlanHeader = self._opened.parsed.plan
            self.letterhead.begin("title" if plan.number and not plan.title else "number")

    # Narrow and wide ----------------------------------------------------------------------------------------

    def set_compact(self, compact: bool) -> None:
        """The window became narrow, or wide again."""
        if compact != self._is_compact:
            self._is_compact = compact
            before, after = (self._wide_chips, self._narrow_chips)
            if not compact:
                before, after = after, before
            self._move_chips(before, after)
        self._fold()

    def _move_chips(self, before: QWidget, after: QWidget) -> None:
        """A layout belongs to one widget for good: the chips change their line."""
        layout = after.layout()
        if not isinstance(layout, QHBoxLayout):
            layout = row(gap=6)
            after.setLayout(layout)
        old = before.layout()
        while old is not None and (item := old.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                layout.addWidget(widget)

    def _fold(self) -> None:
        """Where the window is narrow, either the document or the reading has the whole width."""
        self._below.setVisible(self._is_compact)
        self._facts.setVisible(not self._is_compact)
        self._title.setText(self._words[0 if self._is_compact else 1])
        self._document.setVisible(not self._is_compact or self._side.value() == _DOCUMENT)
        self.review.setVisible(not self._is_compact or self._side.value() == _READ)


def layout_at(layouts: Sequence[TableLayout], line: int) -> TableLayout | None:
    """The layout of the table at a line of the document: the last head at or above it, or the first one below."""
    above = [layout for layout in layouts if layout.line <= line]
    return max(above, key=lambda layout: layout.line) if above else min(layouts, key=lambda one: one.line, default=None)
