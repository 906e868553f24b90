"""The jobs that look into a file without importing it, and list the files that were not taken in."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.sync.exchange import BundleFacts, RefusedFile, inspect_bundle, refused_files
from ui.desk import Desk
from ui.exchange.files import LastFolder
from ui.exchange.idle_panel import IdlePanel
from ui.exchange.inspect_panel import InspectPanel
from ui.exchange.refused_panel import RefusedPanel
from ui.exchange.watched_job import WatchedJob


class Inspecting(QObject):
    """Nothing of a file comes into the ledger here."""

    looked = Signal()
    listed = Signal()
    refused = Signal()
    """The file cannot be read; the sentences stand in the quiet panel."""

    def __init__(
        self, desk: Desk, folder: LastFolder, idle: IdlePanel, panel: InspectPanel, refusals: RefusedPanel
    ) -> None:
        super().__init__(panel)
        self._desk, self._folder, self._idle, self._panel, self._refusals = desk, folder, idle, panel, refusals
        self._looking = WatchedJob(desk, panel, idle.progress, idle.end, self._refuse)

    def look_into(self, file: Path) -> None:
        """Read what stands in a file."""
        self._idle.begin_file(file)
        self._looking.run(
            lambda session, job: inspect_bundle(file, session, job), lambda facts: self._show(facts, file)
        )

    def _show(self, facts: BundleFacts, file: Path) -> None:
        self._folder.keep(file)
        self._panel.show_facts(facts, file)
        self.looked.emit()

    def list_refused(self) -> None:
        """Read which files were not taken in."""
        self._desk.run(lambda session, _job: refused_files(session), self._refusals, self._show_refused)

    def _show_refused(self, found: list[RefusedFile]) -> None:
        self._refusals.show_files(found)
        self.listed.emit()

    def _refuse(self, what: str, todo: str) -> None:
        self._idle.show_problem(what, todo)
        self.refused.emit()
