"""The jobs that look into a folder of received files, import them, and put the report into a PDF."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.files import safe_name
from desktop.sync.exchange import FileState, FolderReport, import_folder, preview_folder, print_folder_report
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.files import LastFolder
from ui.exchange.folder_panel import FolderPanel
from ui.exchange.idle_panel import IdlePanel
from ui.exchange.watched_job import WatchedJob

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
        self._looking = WatchedJob(desk, panel, idle.progress, idle.end, self._refuse)
        self._taking = WatchedJob(desk, panel, panel.progress, self._end, panel.show_problem)
        panel.import_wanted.connect(self._take_in)
        panel.print_wanted.connect(self._print)

    def look_into(self, chosen: Chosen) -> None:
        """Try the import of all files and report what they would change together."""
        self._chosen, day = chosen, self._desk.day.day
        self._idle.begin("các tệp")
        self._looking.run(lambda session, job: preview_folder(session, chosen, job, as_of=day), self._tell_looked)

    def _tell_looked(self, report: FolderReport) -> None:
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
        self._taking.run(
            lambda session, job: import_folder(session, chosen, job, as_of=day, previewed=report.digests),
            self._finish,
        )

    def _finish(self, report: FolderReport) -> None:
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
        self._taking.run(
            lambda session, job: print_folder_report(session, report, file, job),
            lambda _none: self._tell_printed(file),
        )

    def _tell_printed(self, file: Path) -> None:
        self._panel.show_printed(f"{file.name}, trong {file.parent}.")

    def _end(self) -> None:
        self._panel.progress.end()
        self._panel.set_running(running=False)

    def _refuse(self, what: str, todo: str) -> None:
        self._idle.show_problem(what, todo)
        self.refused.emit()
