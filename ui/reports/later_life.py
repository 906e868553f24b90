"""The jobs behind the later life of reports made here: counting what came after each, comparing one."""

from PySide6.QtCore import QObject, Signal

from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import explain
from desktop.reports.differences import ReportDifferences, differences_since
from desktop.reports.later import later_counts
from desktop.session import Session
from ui.desk import Desk
from ui.jobs import JobHandle
from ui.reports.differences_panel import DifferencesPanel
from ui.reports.made_panel import MadePanel


class LaterLife(QObject):
    """Counts for the list of reports made here, and compares the one that was chosen; the newest request stands."""

    turned = Signal()
    """The panel of differences is to be seen."""

    def __init__(self, desk: Desk, made: MadePanel, panel: DifferencesPanel) -> None:
        super().__init__(panel)
        self._desk, self._made, self._panel = desk, made, panel
        self._report: EntityId | None = None
        self._counting: JobHandle[dict[EntityId, int]] | None = None
        self._comparing: JobHandle[ReportDifferences] | None = None
        made.differences_wanted.connect(self.compare)
        panel.stop_wanted.connect(self.stop)
        panel.again_wanted.connect(self._again)

    def count(self) -> None:
        """Count what came or changed after each report."""
        if self._counting is not None:
            self._counting.stop()
        self._counting = self._desk.run(later_counts, self._made, self._made.show_later)

    def compare(self, report: EntityId) -> None:
        """Compare a report with what it would show now."""
        self.stop()
        self._report = report
        self._panel.begin()
        self.turned.emit()

        def work(session: Session, job: Job) -> ReportDifferences:
            return differences_since(session, report, job)

        handle = self._desk.run(
            work,
            self._panel,
            lambda found: self._show(handle, found),
            on_error=self._tell,
            on_progress=self._panel.report,
            on_stopped=lambda: self._stopped(handle),
        )
        self._comparing = handle

    def stop(self) -> None:
        """Give up the comparing that goes on."""
        if self._comparing is not None:
            self._comparing.stop()

    def _again(self) -> None:
        if self._report is not None:
            self.compare(self._report)

    def _show(self, handle: JobHandle[ReportDifferences], found: ReportDifferences) -> None:
        if handle is self._comparing:
            self._comparing = None
            self._panel.show_found(found)

    def _stopped(self, handle: JobHandle[ReportDifferences]) -> None:
        if handle is self._comparing:
            self._comparing = None
            self._panel.show_stopped()

    def _tell(self, error: Exception) -> bool:
        message = explain(error)
        if message is not None:
            self._comparing = None
            self._panel.show_problem(message.what, message.todo)
        return message is not None
