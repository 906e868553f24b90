"""Nạp kế hoạch: an issued document on the left, what was read on the right, nothing written before the end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.formats import day_text, size_text
from desktop.importing.sources import read_source
from desktop.jobs import Job
from desktop.messages import explain
from desktop.permissions import Permission
from desktop.plans.plans import import_plan
from desktop.session import Session
from ui import theme
from ui.desk import Desk
from ui.importing import files
from ui.importing.choose_panel import ChoosePanel, dropped_file
from ui.importing.opened import LibraryPlan, OpenedPlan, library, library_bytes, open_plan, read_again
from ui.importing.paper_view import PaperView
from ui.importing.readings import Reading
from ui.importing.review_panel import ReviewPanel
from ui.jobs import JobHandle
from ui.requests import TasksRequest
from ui.widgets.banner import Grade
from ui.widgets.buttons import PlainButton
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, column, row
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text import ElidedLabel, Kind

_CHOOSE_KEYS = (KeyHint("Ctrl+O", "Chọn văn bản"), KeyHint("Enter", "Mở kế hoạch trong thư viện"))
_REVIEW_KEYS = (
    KeyHint("F8", "Chỗ cần xem kế tiếp"),
    KeyHint("Enter", "Đúng"),
    KeyHint("Ctrl+L", "Để sau"),
    KeyHint("Ctrl+Enter", "Nạp kế hoạch"),
)
_DOCUMENT, _READ = "document", "read"


class PlanImportPage(Page):
    """Reads a document in a job, lets the person look at every doubt, and takes the plan into the ledger."""

    topics = frozenset({str(Topic.PLANS)})
    keys = _CHOOSE_KEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Nạp kế hoạch", "Văn bản bên trái, máy đọc được bên phải; chỗ còn ngờ đứng đầu", parent)
        self._desk = desk
        self._opened: OpenedPlan | None = None
        self._running: JobHandle[int] | JobHandle[OpenedPlan] | None = None
        self._words = ("", "")
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self.start = ChoosePanel()
        self.start.file_wanted.connect(self._ask_for_file)
        self.start.file_chosen.connect(self.open_file)
        self.start.plan_chosen.connect(self.open_library)
        self.start.assignment_wanted.connect(lambda number: self.go("tasks", TasksRequest(plan=number)))
        self.start.progress.stop_wanted.connect(self._stop)
        self._stack.addWidget(self.start)
        self._stack.addWidget(self._build_review())
        layout = column(gap=0)
        layout.addWidget(self._stack)
        self.setLayout(layout)
        next_doubt = QShortcut(QKeySequence("F8"), self)
        next_doubt.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        next_doubt.activated.connect(self._next_doubt)

    # Building -----------------------------------------------------------------------------------------------

    def _build_review(self) -> QWidget:
        whole, px = QWidget(), theme.current().px
        self.review = ReviewPanel(lambda: self._desk.session.may(Permission.IMPORT_PLAN))
        self.review.place_chosen.connect(self._mark)
        self.review.refusal_wanted.connect(self._turn_repair)
        self.review.import_wanted.connect(self._take_in)
        self.review.postponed.connect(lambda: self.go("home"))
        self.review.progress.stop_wanted.connect(self._stop)
        self.paper = PaperView()
        self.paper.row_chosen.connect(self.review.choose_line)
        self._document = Panel("Văn bản", scrolls=False, edge="right", margin=12)
        self._document.body.addWidget(self.paper)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._document)
        self._split.addWidget(self.review)
        self._split.setStretchFactor(0, 4)
        self._split.setStretchFactor(1, 5)
        self._split.setSizes([px(560), px(720)])
        layout = column(gap=0)
        layout.addWidget(self._build_head())
        layout.addWidget(self._split, 1)
        whole.setLayout(layout)
        return whole

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
        self._side.hide()
        another = PlainButton("Văn bản khác", "folder_open")
        another.clicked.connect(self._choose_another)
        layout = row(gap=12)
        px = theme.current().px
        layout.setContentsMargins(px(16), px(6), px(16), px(6))
        layout.addLayout(words, 1)
        layout.addWidget(self._side)
        layout.addLayout(self.review.chips())
        layout.addWidget(another)
        head.setLayout(layout)
        return head

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    @property
    def heading(self) -> str:
        """The document that is looked at, as the head of the page names it."""
        return self._title.text()

    # Opening ------------------------------------------------------------------------------------------------

    def _ask_for_file(self) -> None:
        file = files.ask_for_document(self)
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Read a document from a file."""
        self._read(lambda: read_source(file), file.name)

    def open_library(self, plan: LibraryPlan) -> None:
        """Read a document that comes with the program."""
        self._read(lambda: library_bytes(plan.file), plan.file)

    def _read(self, source: Callable[[], bytes], name: str) -> None:
        units = self._desk.units
        self.start.show_problem("", "")
        self.start.show_done(None)
        self.start.progress.begin(f"Đang đọc {name}")
        self._running = self._desk.run(
            lambda session, _job: open_plan(session, source(), name, units),
            self,
            lambda opened: self._show_opened(opened, is_new=True),
            on_error=self._show_refusal,
            on_stopped=self.start.progress.end,
        )

    def _show_refusal(self, error: Exception) -> bool:
        self.start.progress.end()
        message = explain(error)
        if message is None:
            return False
        self.start.show_problem(message.what, message.todo)
        self._choose_another()
        return True

    def _show_opened(self, opened: OpenedPlan, *, is_new: bool) -> None:
        self.start.progress.end()
        self._opened = opened
        plan = opened.parsed.plan
        day = f" ngày {day_text(plan.date)}" if plan.date else ""
        issuer = plan.issuer or "không rõ nơi ban hành"
        self._words = (opened.number or "Không rõ số", f"Quyết định {opened.number or 'không rõ số'}{day}, {issuer}")
        tables = len(opened.document.tables)
        self._facts.setText(f"{opened.name}, {size_text(opened.size)}; {tables} bảng, {opened.printed.columns} cột")
        if is_new:
            self.paper.show_document(opened.printed)
        self._tell_known(opened)
        self._stack.setCurrentIndex(1)
        self._fold()
        self.review.show_plan(opened, is_new=is_new)
        self.set_keys(_REVIEW_KEYS)
        if is_new:
            self.review.shown_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_known(self, opened: OpenedPlan) -> None:
        self.review.banner.setVisible(opened.is_known)
        if opened.is_known:
            words = "Mở kế hoạch trong Nhiệm vụ để xem và giao; nạp lại không cần thiết."
            self.review.banner.tell(Grade.INFO, f"Kế hoạch {opened.number} đã có trong sổ.", words)

    def _choose_another(self) -> None:
        self._stack.setCurrentIndex(0)
        self.set_keys(_CHOOSE_KEYS)
        self.start.library.setFocus(Qt.FocusReason.OtherFocusReason)

    # Reviewing ----------------------------------------------------------------------------------------------

    def _mark(self, line: int, field: str, words: str) -> None:
        self.paper.mark(line, field, words)

    def _next_doubt(self) -> None:
        if self._stack.currentIndex() == 1:
            self.review.next_doubt()

    def _turn_repair(self, reading: Reading) -> None:
        """Refuse a repair, or take a refused one again: the document is read anew without it."""
        if self._opened is None or reading.repair is None:
            return
        refused = dict(self._opened.refused)
        if refused.pop(reading.repair.key, None) is None:
            refused[reading.repair.key] = reading.repair
        opened, units = self._opened, self._desk.units
        self._desk.run(
            lambda _session, _job: read_again(opened, refused, units),
            self,
            lambda again: self._show_opened(again, is_new=False),
        )

    # Writing ------------------------------------------------------------------------------------------------

    def _take_in(self) -> None:
        opened = self._opened
        if opened is None or self.review.reason():
            return

        def write(session: Session, job: Job) -> int:
            import_plan(session, opened.parsed, document=opened.name, job=job)
            last = session.last_undoable()
            assert last is not None
            return last.change

        self.review.set_writing(True)
        self.review.progress.begin(f"Đang nạp {opened.number}")
        self._running = self._desk.run(
            write,
            self,
            lambda change: self._finish(opened, change),
            on_error=self._show_write_refusal,
            on_progress=self.review.progress.report,
            on_stopped=self._end_writing,
        )

    def _end_writing(self) -> None:
        self.review.progress.end()
        self.review.set_writing(False)

    def _show_write_refusal(self, error: Exception) -> bool:
        self._end_writing()
        message = explain(error)
        if message is None:
            return False
        self.review.banner.tell(Grade.ERROR, message.what, message.todo)
        self.review.banner.show()
        self.review.refresh()
        return True

    def _finish(self, opened: OpenedPlan, change: int) -> None:
        self._end_writing()
        self._opened = None
        self._choose_another()
        self.start.show_done(opened)
        self.notify(f"Đã nạp kế hoạch {opened.number}.", lambda: self._undo(change))

    def _undo(self, change: int) -> None:
        self._desk.run(
            lambda session, _job: session.undo(change),
            self,
            lambda _undone: self._tell_undone(),
        )

    def _tell_undone(self) -> None:
        self.start.show_done(None)
        self.notify("Đã hoàn tác việc nạp kế hoạch.")

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if self._stack.currentIndex() == 1:
            self.review.shown_list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.start.library.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reload(self) -> None:
        units = self._desk.units
        self._desk.run(lambda session, _job: library(session, units), self, self._show_library)

    def _show_library(self, plans: tuple[LibraryPlan, ...]) -> None:
        self.start.show_library(plans)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self._fold()

    def _fold(self) -> None:
        """Where the window is narrow, either the document or the reading has the whole width."""
        self._side.setVisible(self.is_compact)
        self._facts.setVisible(not self.is_compact)
        self._title.setText(self._words[0 if self.is_compact else 1])
        self._document.setVisible(not self.is_compact or self._side.value() == _DOCUMENT)
        self.review.setVisible(not self.is_compact or self._side.value() == _READ)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.open_file(file)
