"""Taking along what is seen: into a file, onto a printer."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.messages import explain
from ui.desk import Desk
from ui.jobs import JobHandle, JobRunner
from ui.reports.dialogs import ReportDialogs
from ui.reports.paper import Paper
from ui.reports.prepared import Prepared
from ui.reports.printing import print_paper
from ui.widgets.progress_panel import ProgressPanel


class Taking(QObject):
    """One at a time: writes a file on the ledger's thread, draws for the printer on `drawing`."""

    taken = Signal(object)
    """It is done, or was stopped: what to tell (str)."""
    problem = Signal(object, object)
    """What did not happen and what to do (str, str)."""

    def __init__(
        self, desk: Desk, drawing: JobRunner, dialogs: type[ReportDialogs], progress: ProgressPanel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._drawing, self._dialogs = desk, drawing, dialogs
        self._progress, self._window = progress, parent
        self._running: JobHandle[str] | JobHandle[int] | None = None

    def save(self, prepared: Prepared, form: str) -> None:
        """Ask where, and write it in this form (`pdf`, `docx`, `xlsx`)."""
        if self._running is not None:
            return
        path = self._dialogs.ask_path(self._window, prepared.file_name(form), form)
        if path is None:
            return
        self._progress.begin(f"Đang lưu {path.name}")
        self._running = self._desk.run(
            lambda session, job: prepared.save(session, path, job),
            self,
            self._end,
            on_error=self._tell,
            on_progress=self._progress.report,
            on_stopped=lambda: self._end("Đã dừng, không có tệp nào được ghi."),
        )

    def print(self, prepared: Prepared, paper: Paper) -> None:
        """Ask on which printer, and send it the pages."""
        if self._running is not None:
            return
        printer = self._dialogs.ask_printer(self._window, len(paper.sizes))
        if printer is None:
            return
        self._progress.begin("Đang in")
        self._running = self._drawing.run(
            lambda job: print_paper(paper, printer, job),
            self,
            lambda pages: self._remember_printed(prepared, pages),
            on_error=self._tell_printing,
            on_progress=self._progress.report,
            on_stopped=lambda: self._end("Đã dừng in. Trang đã gửi tới máy in vẫn ra giấy."),
        )

    def stop(self) -> bool:
        """Stop what goes on; whether something did."""
        if self._running is not None:
            self._running.stop()
        return self._running is not None

    def _remember_printed(self, prepared: Prepared, pages: int) -> None:
        self._desk.run(lambda session, _job: prepared.printed(session, pages), self, self._end, on_error=self._tell)

    def _end(self, words: str) -> None:
        self._running = None
        self._progress.end()
        self.taken.emit(words)

    def _tell_printing(self, error: Exception) -> bool:
        if not isinstance(error, OSError):
            return self._tell(error)
        self._running = None
        self._progress.end()
        self.problem.emit("Máy in không nhận bản in.", "Kiểm tra máy in rồi in lại, hoặc lưu PDF và in từ tệp.")
        return True

    def _tell(self, error: Exception) -> bool:
        self._running = None
        self._progress.end()
        message = explain(error)
        if message is not None:
            self.problem.emit(message.what, message.todo)
        return message is not None
