"""The jobs that look into a received file and import it; a receipt on paper comes in by its picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from desktop.jobs import Job
from desktop.session import Session
from desktop.sync.exchange import ImportReport, import_bundle, preview_import, save_receipt
from ui.desk import Desk
from ui.exchange.files import LastFolder
from ui.exchange.idle_panel import IdlePanel
from ui.exchange.preview_panel import PreviewPanel
from ui.exchange.watched_job import WatchedJob


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
        self._looking = WatchedJob(desk, preview, idle.progress, idle.end, self._refuse)
        self._taking = WatchedJob(desk, preview, preview.progress, self._end, self._refuse)
        preview.import_wanted.connect(self._take_in)

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

        self._looking.run(look, self._tell_looked)

    def _tell_looked(self, looked: _Looked) -> None:
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
        self._taking.run(
            lambda session, job: import_bundle(session, looked.file, job, as_of=day, previewed=looked.report.digest),
            self._finish,
            self._preview.focus_action,
        )

    def _finish(self, report: ImportReport) -> None:
        self._looked = None
        self.taken.emit(report)

    def _end(self) -> None:
        self._preview.progress.end()
        self._preview.set_running(running=False)

    def _refuse(self, what: str, todo: str) -> None:
        self._idle.show_problem(what, todo)
        self.refused.emit()
