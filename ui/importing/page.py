"""Nạp kế hoạch: an issued document on the left, what was read on the right, nothing written before the end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.importing import kept_reviews
from desktop.importing.kept_reviews import KeptReview
from desktop.importing.library import shipped_document
from desktop.importing.parsed import ParsedPlan
from desktop.importing.readers.sources import read_source
from desktop.jobs import Job
from desktop.messages import explain
from desktop.permissions import Permission
from desktop.session import Session
from ui.desk import Desk
from ui.importing import files
from ui.importing.choose_panel import ChoosePanel
from ui.importing.correcting_desk import CorrectingDesk
from ui.importing.offered import PASTED_NAME, offered
from ui.importing.opened import LibraryPlan, OpenedPlan, library, open_plan
from ui.importing.review_desk import ReviewDesk
from ui.importing.review_lists import Shown
from ui.importing.taking_in import TakingIn
from ui.jobs import JobHandle
from ui.requests import AmendingRequest, AssigningRequest
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import column

_CHOOSE_KEYS = (
    KeyHint("Ctrl+O", "Chọn văn bản"),
    KeyHint("Ctrl+V", "Dán văn bản"),
    KeyHint("Enter", "Mở kế hoạch trong thư viện"),
    KeyHint("Ctrl+Enter", "Nạp vào sổ"),
)
_NEXT_DOUBT = KeyHint("F8", "Chỗ cần xem kế tiếp")
_CORRECT = KeyHint("F2", "Sửa cách đọc")
_WAY_ON = (KeyHint("Ctrl+Z", "Hoàn tác"), KeyHint("Ctrl+Enter", "Nạp kế hoạch"))
_ROW_KEYS = (_NEXT_DOUBT, _CORRECT, KeyHint("Delete", "Để ngoài"), *_WAY_ON)
_KEYS_OF = {
    Shown.DOUBTS: (_NEXT_DOUBT, KeyHint("Enter", "Đúng"), _CORRECT, *_WAY_ON),
    Shown.ROWS: _ROW_KEYS,
    Shown.PROVINCIAL: _ROW_KEYS,
    Shown.ASIDE: (_NEXT_DOUBT, KeyHint("Enter", "Đưa lại vào kế hoạch"), *_WAY_ON),
}
_COLUMN_KEYS = (KeyHint("Enter", "Chọn cột giữ gì"), KeyHint("← →", "Sang cột khác"), _WAY_ON[0])
_TURN = KeyHint("F6", "Văn bản hay phần đọc được")
_STILL_WRITING = "Đang nạp một kế hoạch vào sổ; mở văn bản khác khi đã nạp xong."
_MOST_FILES_NAMED = "Chỉ mở tệp đầu trong {count} tệp: {name}."


class PlanImportPage(Page):
    """Reads a document in a job, lets the person look at every doubt and correct it, and takes the plan in."""

    topics = frozenset({str(Topic.PLANS)})
    keys = _CHOOSE_KEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Nạp kế hoạch", "Văn bản bên trái, máy đọc được bên phải; chỗ còn ngờ đứng đầu", parent)
        self._desk = desk
        self._running: JobHandle[OpenedPlan] | None = None
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self.start = ChoosePanel()
        self.view = ReviewDesk(lambda: self._desk.session.may(Permission.IMPORT_PLAN))
        self.review, self.paper = self.view.review, self.view.paper
        self.correcting = CorrectingDesk(self, desk, self.view)
        self._taking_in = TakingIn(self, desk, self.review)
        self._adopting = TakingIn(self, desk, self.start)
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.view)
        layout = column(gap=0)
        layout.addWidget(self._stack)
        self.setLayout(layout)
        self._connect()
        self._bind_keys()

    # Building -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        start, taking_in = self.start, self._taking_in
        start.file_wanted.connect(self._ask_for_file)
        start.paste_wanted.connect(self.paste)
        start.plan_chosen.connect(self.open_library)
        start.assignment_wanted.connect(lambda number: self.go("assigning", AssigningRequest(number)))
        start.progress.stop_wanted.connect(self._stop)
        start.kept.resume_wanted.connect(self.resume)
        start.kept.drop_wanted.connect(self._drop)
        self.view.filled.connect(self._focus)
        self.view.another_wanted.connect(self._choose_another)
        self.review.lists.shown_changed.connect(self._tell_keys)
        self.review.postponed.connect(lambda: self.go("home"))
        self.review.import_wanted.connect(self._take_in)
        self.review.amend_wanted.connect(self._amend)
        start.adoption_wanted.connect(self._adopt)
        taking_in.finished.connect(self._finish)
        for taking in (taking_in, self._adopting):
            taking.undone.connect(lambda: start.show_done(None))
        self._adopting.finished.connect(start.show_done)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("F8", self._next_doubt),
            ("F6", self._turn_side),
            ("Ctrl+Shift+Z", self.correcting.redo),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
        paste = QShortcut(QKeySequence("Ctrl+V"), self.start)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        again = QShortcut(QKeySequence("Ctrl+O"), self.view)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self._ask_for_file)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    @property
    def heading(self) -> str:
        """The document that is looked at, as the head of the page names it."""
        return self.view.heading

    @property
    def _is_reviewing(self) -> bool:
        return self._stack.currentWidget() is self.view

    # Opening ------------------------------------------------------------------------------------------------

    def _ask_for_file(self) -> None:
        file = files.ask_for_document(self)
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Read a document from a file."""
        self._read(lambda _session: read_source(file), file.name)

    def open_library(self, plan: LibraryPlan) -> None:
        """Read a document that comes with the program."""
        self._read(lambda _session: shipped_document(plan.plan.name), plan.plan.file)

    def resume(self, review: KeptReview) -> None:
        """Go on with a document where its review was left."""

        def source(session: Session) -> bytes:
            data = kept_reviews.kept_document(session, review.digest)
            return b"" if data is None else data

        self._read(source, review.name)

    def paste(self) -> None:
        """Read the text on the clipboard."""
        self._take_offered(QGuiApplication.clipboard().mimeData(), "Trên bảng tạm không có chữ nào.")

    def _take_offered(self, data: QMimeData | None, nothing: str) -> None:
        found = offered(data)
        if found is None:
            self._choose_another()
            self.start.show_problem(nothing, "Chép đoạn văn bản có kế hoạch rồi dán lại, hoặc chọn tệp.")
        elif found.files:
            self.open_file(found.files[0])
            if len(found.files) > 1:
                self.notify(_MOST_FILES_NAMED.format(count=len(found.files), name=found.files[0].name))
        else:
            self._read(lambda _session: found.text, PASTED_NAME)

    def _read(self, source: Callable[[Session], bytes], name: str) -> None:
        if self._taking_in.is_writing or self._adopting.is_writing:
            self.notify(_STILL_WRITING)
            return
        units = self._desk.units
        self.correcting.put_by()
        self._stack.setCurrentWidget(self.start)  # how far the reading is stands there
        self.start.show_problem("", "")
        self.start.show_done(None)
        self.start.progress.begin(f"Đang đọc {name}")
        self._stop()

        def work(session: Session, job: Job) -> OpenedPlan:
            return open_plan(session, source(session), name, units, job)

        self._running = self._desk.run(
            work,
            self,
            self._show_opened,
            on_error=self._show_refusal,
            on_progress=self.start.progress.report,
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

    def _show_opened(self, opened: OpenedPlan) -> None:
        self.start.progress.end()
        self._stack.setCurrentWidget(self.view)
        self.view.set_compact(self.is_compact)
        self.correcting.begin(opened)
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Name the keys of the list that is shown; of the columns where nothing can be read without them."""
        if self._is_reviewing:
            keys = _COLUMN_KEYS if self.view.wants_columns else _KEYS_OF[self.review.lists.shown]
            self.set_keys((_TURN, *keys) if self.is_compact else keys)

    def _turn_side(self) -> None:
        if self._is_reviewing and self.view.turn_side():
            self._focus()

    def _choose_another(self) -> None:
        self.correcting.put_by()
        self._stack.setCurrentWidget(self.start)
        self.set_keys(_CHOOSE_KEYS)
        self._reload_kept()
        self._focus()

    def _next_doubt(self) -> None:
        if self._is_reviewing:
            self.review.next_doubt()

    # What was left off --------------------------------------------------------------------------------------

    def _reload_kept(self) -> None:
        self._desk.run(lambda session, _job: kept_reviews.kept_reviews(session), self, self.start.show_kept)

    def _drop(self, review: KeptReview) -> None:
        """Give up a review; its document stays at hand for the undo."""

        def work(session: Session, _job: Job) -> bytes:
            data = kept_reviews.kept_document(session, review.digest) or b""
            kept_reviews.give_up(session, review.digest)
            return data

        def undo(data: bytes) -> None:
            self._desk.run(
                lambda session, _job: kept_reviews.keep(session, review.name, data, review.work),
                self,
                lambda _kept: self._reload_kept(),
            )

        def tell(data: bytes) -> None:
            self.correcting.forget(review.digest)
            self._reload_kept()
            self.notify(f"Đã bỏ phần xem dở của {review.name}.", lambda: undo(data))

        self._desk.run(work, self, tell)

    # Taking in ----------------------------------------------------------------------------------------------

    def _take_in(self) -> None:
        opened = self.correcting.opened
        if opened is not None and not self.review.reason() and not self.correcting.is_reading:
            self._taking_in.begin(opened)

    def _amend(self) -> None:
        """Compare the document, as read and corrected, with the plan that it amends."""
        opened = self.correcting.opened
        if opened is not None and not self.correcting.is_reading:
            self.go("plans", AmendingRequest(opened.name, opened.parsed))

    def _adopt(self, chosen: LibraryPlan) -> None:
        self.start.show_done(None)
        self._adopting.adopt(chosen.plan)

    def _finish(self, parsed: ParsedPlan) -> None:
        self.correcting.end()
        self._choose_another()
        self.start.show_done(parsed)

    # The page -----------------------------------------------------------------------------------------------

    @override
    def undo(self) -> bool:
        return self._is_reviewing and self.correcting.undo()

    @override
    def activate(self, argument: object = None) -> None:
        self._focus()

    def _focus(self) -> None:
        first: QWidget = self.start.library
        if self._is_reviewing:
            first = self.view.first_place
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reload(self) -> None:
        self.start.allow_taking_in(self._desk.session.may(Permission.IMPORT_PLAN))
        self._desk.run(lambda session, _job: library(session), self, self.start.show_library)
        self._reload_kept()

    @override
    def leave(self) -> None:
        self.correcting.keep()

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.view.set_compact(compact)
        self._tell_keys()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offered(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take_offered(event.mimeData(), "Những gì vừa thả không có tệp hay chữ nào.")
