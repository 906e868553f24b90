"""The jobs that look into a received file and import it; a receipt on paper comes in by its picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from desktop.jobs import Job
from desktop.messages import explain
from desktop.session import Session
from desktop.sync.exchange import ImportReport, import_bundle, preview_import, save_receipt
from ui.desk import Desk
from ui.exchange.files import LastFolder
from ui.exchange.idle_panel import IdlePanel
from ui.exchange.preview_panel import PreviewPanel
from ui.jobs import JobHandle


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file that was looked into."""

    file: Path
    size: int
    report: ImportReport


class Receiving(QObject):
    """Preview and import are the same work; the preview takes everything back, and so does a stop."""

    looked = Signal(object)
    """The `ImportReport` of a preview."""
    taken = Signal(object)
    """The `ImportReport` of an import."""
    refused = Signal()
    """The file was not taken in; the sentences stand in the panel."""

    def __init__(self, desk: Desk, folder: LastFolder, idle: IdlePanel, preview: PreviewPanel) -> None:
        super().__init__(preview)
        self._desk, self._folder = desk, folder
        self._idle, self._preview = idle, preview
        self._looked: _Looked | None = None
        self._pictured = QTemporaryDir()  # receipts read from pictures live as long as this
        self._running: JobHandle[_Looked] | JobHandle[ImportReport] | None = None
        preview.import_wanted.connect(self._take_in)
        for panel in (idle, preview):
            panel.progress.stop_wanted.connect(self._stop)

    def look_into(self, file: Path) -> None:
        """Try the import of a file and report what it would change."""
        self._idle.begin_file(file)
        self._look(lambda _session: file)

    def read_paper(self, pictures: Sequence[Path]) -> None:
        """Read a receipt on paper from its pictures, and look into it as into a file."""
        kept = Path(self._pictured.path())
        self._idle.begin("biên nhận giấy")
        self._look(lambda session: save_receipt(session, pictures, kept))

    def _look(self, file_of: Callable[[Session], Path]) -> None:
        day = self._desk.day.day

        def look(session: Session, job: Job) -> _Looked:
            file = file_of(session)
            report = preview_import(session, file, job, as_of=day)
            return _Looked(file, file.stat().st_size, report)

        self._running = self._desk.run(
            look,
            self._preview,
            self._tell_looked,
            on_error=self._tell_refusal,
            on_progress=self._idle.progress.report,
            on_stopped=self._idle.end,
        )

    def _tell_looked(self, looked: _Looked) -> None:
        self._idle.end()
        self._looked = looked
        if looked.file.parent != Path(self._pictured.path()):
            self._folder.keep(looked.file)
        self.looked.emit(looked.report)

    def show(self, last_in: int | None) -> None:
        """Fill the preview; `last_in` is the number of the sender's last imported file."""
        looked = self._looked
        if looked is not None:
            own = self._desk.units.unit(self._desk.session.unit).name
            self._preview.show_report(looked.report, looked.file, looked.size, own, last_in)

    def _take_in(self) -> None:
        looked, day = self._looked, self._desk.day.day
        if looked is None or looked.report.already_imported:
            return
        self._preview.set_running(running=True)
        self._preview.progress.begin(f"Đang nhập tệp đến {looked.report.number}")
        self._running = self._desk.run(
            lambda session, job: import_bundle(session, looked.file, job, as_of=day, previewed=looked.report.digest),
            self._preview,
            self._finish,
            on_error=self._tell_refusal,
            on_progress=self._preview.progress.report,
            on_stopped=self._tell_stopped,
        )

    def _finish(self, report: ImportReport) -> None:
        self._looked = None
        self._end()
        self.taken.emit(report)

    def _end(self) -> None:
        self._preview.progress.end()
        self._preview.set_running(running=False)

    def _tell_stopped(self) -> None:
        self._end()
        self._preview.focus_action()

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _tell_refusal(self, error: Exception) -> bool:
        self._idle.end()
        self._end()
        message = explain(error)
        if message is None:
            return False
        self._idle.show_problem(message.what, message.todo)
        self.refused.emit()
        return True
