"""The jobs that look into a folder of received files, import them, and put the report into a PDF."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.files import safe_name
from desktop.messages import explain
from desktop.sync.exchange import FileState, FolderReport, import_folder, preview_folder, print_folder_report
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.files import LastFolder
from ui.exchange.folder_panel import FolderPanel
from ui.exchange.idle_panel import IdlePanel
from ui.jobs import JobHandle

Chosen = Path | Sequence[Path]


class FolderIntake(QObject):
    """Preview and import as for one file; a bad file stops no other."""

    looked = Signal()
    taken = Signal(object)
    """How many files were imported (int)."""
    refused = Signal()
    """Nothing could be read; the sentences stand in the quiet panel."""

    def __init__(self, desk: Desk, folder: LastFolder, idle: IdlePanel, panel: FolderPanel) -> None:
        super().__init__(panel)
        self._desk, self._folder, self._idle, self._panel = desk, folder, idle, panel
        self._chosen: Chosen | None = None
        self._running: JobHandle[FolderReport] | JobHandle[None] | None = None
        panel.import_wanted.connect(self._take_in)
        panel.print_wanted.connect(self._print)
        for shown in (idle, panel):
            shown.progress.stop_wanted.connect(self._stop)

    def look_into(self, chosen: Chosen) -> None:
        """Try the import of all files and report what they would change together."""
        self._chosen, day = chosen, self._desk.day.day
        self._idle.begin("các tệp")
        self._running = self._desk.run(
            lambda session, job: preview_folder(session, chosen, job, as_of=day),
            self._panel,
            self._tell_looked,
            on_error=self._tell_refusal,
            on_progress=self._idle.progress.report,
            on_stopped=self._idle.end,
        )

    def _tell_looked(self, report: FolderReport) -> None:
        self._idle.end()
        if isinstance(self._chosen, Path):
            self._folder.keep_folder(self._chosen)
        self._panel.show_report(report, is_written=False)
        self.looked.emit()
        self._panel.focus_action()

    def _take_in(self) -> None:
        chosen, report, day = self._chosen, self._panel.report, self._desk.day.day
        if chosen is None or report is None or self._panel.is_written:
            return
        self._panel.set_running(running=True)
        self._panel.progress.begin("Đang nhập các tệp")
        self._running = self._desk.run(
            lambda session, job: import_folder(session, chosen, job, as_of=day, previewed=report.digests),
            self._panel,
            self._finish,
            on_error=self._tell_problem,
            on_progress=self._panel.progress.report,
            on_stopped=self._end,
        )

    def _finish(self, report: FolderReport) -> None:
        self._end()
        self._panel.show_report(report, is_written=True)
        self._panel.focus_action()
        self.taken.emit(report.count(FileState.TAKEN))

    def _print(self) -> None:
        report = self._panel.report
        if report is None:
            return
        name = safe_name(f"Bao cao nhap {report.folder or 'nhieu tep'}.pdf")
        file = files.ask_where_to_write(self._panel, "Ghi báo cáo nhập thư mục", self._folder.read() / name)
        if file is None:
            return
        self._panel.progress.begin("Đang ghi báo cáo nhập")
        self._running = self._desk.run(
            lambda session, job: print_folder_report(session, report, file, job),
            self._panel,
            lambda _none: self._tell_printed(file),
            on_error=self._tell_problem,
            on_progress=self._panel.progress.report,
            on_stopped=self._end,
        )

    def _tell_printed(self, file: Path) -> None:
        self._panel.progress.end()
        self._panel.show_printed(f"{file.name}, trong {file.parent}.")

    def _end(self) -> None:
        self._panel.progress.end()
        self._panel.set_running(running=False)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _tell_problem(self, error: Exception) -> bool:
        self._end()
        message = explain(error)
        if message is not None:
            self._panel.show_problem(message.what, message.todo)
        return message is not None

    def _tell_refusal(self, error: Exception) -> bool:
        self._idle.end()
        message = explain(error)
        if message is None:
            return False
        self._idle.show_problem(message.what, message.todo)
        self.refused.emit()
        return True
