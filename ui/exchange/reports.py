"""The jobs behind the kept reports of imports: opening one, putting it into a PDF."""

from PySide6.QtCore import QObject, Signal

from desktop.files import safe_name
from desktop.messages import explain
from desktop.sync.exchange import Exchange, KeptReport, kept_report, print_report
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.files import LastFolder
from ui.exchange.kept_panel import KeptPanel
from ui.jobs import JobHandle


class KeptReports(QObject):
    """Reads kept reports; `read` tells that one stands in the panel, `unknown` why there is none."""

    read = Signal()
    unknown = Signal(object, object)
    """What is wrong and what to do (str, str)."""

    def __init__(self, desk: Desk, folder: LastFolder, panel: KeptPanel) -> None:
        super().__init__(panel)
        self._desk, self._folder, self._panel = desk, folder, panel
        self._printing: JobHandle[None] | None = None
        panel.print_wanted.connect(self._print)
        panel.progress.stop_wanted.connect(self._stop)

    def open(self, exchange: Exchange, *, may_take_back: bool) -> None:
        """Read the report of an import."""
        self._desk.run(
            lambda session, _job: kept_report(session, exchange.id),
            self._panel,
            lambda kept: self._show(kept, may_take_back),
            on_error=self._tell_unknown,
        )

    def _show(self, kept: KeptReport, may_take_back: bool) -> None:
        own = self._desk.units.unit(self._desk.session.unit).name
        self._panel.show_kept(kept, own, may_take_back=may_take_back)
        self.read.emit()

    def _tell_unknown(self, error: Exception) -> bool:
        message = explain(error)
        if message is not None:
            self.unknown.emit(message.what, message.todo)
        return message is not None

    def _print(self) -> None:
        kept = self._panel.kept
        if kept is None:
            return
        name = f"Bao cao nhap {kept.report.from_node.rpartition('/')[2]} {kept.report.number:04d}.pdf"
        file = files.ask_where_to_write(self._panel, "Ghi báo cáo nhập", self._folder.read() / safe_name(name))
        if file is None:
            return
        self._panel.progress.begin("Đang ghi báo cáo nhập")
        self._printing = self._desk.run(
            lambda session, job: print_report(session, kept, file, job),
            self._panel,
            lambda _none: self._end(f"{file.name}, trong {file.parent}."),
            on_error=self._tell_problem,
            on_progress=self._panel.progress.report,
            on_stopped=self._panel.progress.end,
        )

    def _end(self, words: str) -> None:
        self._panel.progress.end()
        self._panel.show_printed(words)

    def _stop(self) -> None:
        if self._printing is not None:
            self._printing.stop()

    def _tell_problem(self, error: Exception) -> bool:
        self._panel.progress.end()
        message = explain(error)
        if message is not None:
            self._panel.show_problem(message.what, message.todo)
        return message is not None
