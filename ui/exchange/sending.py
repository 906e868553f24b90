"""The job that writes the next file for a neighbour."""

from PySide6.QtCore import QObject, Signal

from desktop.messages import explain
from desktop.sync.exchange import Peer, WrittenBundle, bundle_name, write_bundle
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.files import LastFolder
from ui.exchange.timeline import next_number
from ui.exchange.timeline_panel import TimelinePanel
from ui.jobs import JobHandle


class Sending(QObject):
    """Asks where to, writes, and says what stands there; `written` tells that a file stands."""

    written = Signal()

    def __init__(self, desk: Desk, folder: LastFolder, panel: TimelinePanel) -> None:
        super().__init__(panel)
        self._desk, self._folder, self._panel = desk, folder, panel
        self._running: JobHandle[WrittenBundle] | None = None
        panel.write_wanted.connect(self.write)
        panel.progress.stop_wanted.connect(self._stop)

    def write(self, peer: Peer) -> None:
        """Write the next file for a neighbour to where the person wants it."""
        number = next_number(peer)
        proposed = self._folder.read() / bundle_name(self._desk.session.node, peer.node, number)
        file = files.ask_where_to_write(self._panel, f"Ghi tệp đi {number} cho {peer.unit_name}", proposed)
        if file is None:
            return
        self._folder.keep(file)
        self._panel.set_writing(writing=True)
        self._running = self._desk.run(
            lambda session, job: write_bundle(session, peer.node, file, job=job),
            self._panel,
            self._finish,
            on_error=self._tell_problem,
            on_progress=self._panel.progress.report,
            on_stopped=lambda: self._panel.set_writing(writing=False),
        )

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _finish(self, written: WrittenBundle) -> None:
        self._panel.set_writing(writing=False)
        self._panel.show_written(written)
        self.written.emit()

    def _tell_problem(self, error: Exception) -> bool:
        self._panel.set_writing(writing=False)
        message = explain(error)
        if message is not None:
            self._panel.show_problem(message.what, message.todo)
        return message is not None
