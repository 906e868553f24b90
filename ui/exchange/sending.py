"""The jobs behind the form that writes a file: looking at what it would hold, writing it, the receipt on paper."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.files import safe_name
from desktop.jobs import Job
from desktop.messages import explain
from desktop.session import Session
from desktop.sync.exchange import (
    MAIL_BYTES,
    Exchange,
    ExportPreview,
    Peer,
    WrittenBundle,
    WrittenReceipt,
    bundle_name,
    preview_export,
    write_bundles,
    write_receipt_paper,
)
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.files import LastFolder
from ui.exchange.timeline import next_number
from ui.exchange.timeline_panel import TimelinePanel
from ui.exchange.write_panel import WritePanel
from ui.exchange.write_words import Choice, receipt_words, written_words
from ui.jobs import JobHandle


@dataclass(frozen=True, slots=True)
class _Looked:
    """What would go out, and the room where it would go; None where that is not there."""

    preview: ExportPreview
    folder: Path | None
    free: int | None


class Sending(QObject):
    """Looks, asks where to, writes, and says what stands there; `written` tells that a file stands."""

    written = Signal()

    def __init__(self, desk: Desk, folder: LastFolder, form: WritePanel, panel: TimelinePanel) -> None:
        super().__init__(form)
        self._desk, self._folder, self._form, self._panel = desk, folder, form, panel
        self._looking: JobHandle[_Looked] | None = None
        self._running: JobHandle[tuple[WrittenBundle, ...]] | JobHandle[WrittenReceipt] | None = None
        form.look_wanted.connect(self._look)
        form.place_wanted.connect(self._choose_place)
        form.write_wanted.connect(self.write)
        form.paper_wanted.connect(self._write_paper)
        form.progress.stop_wanted.connect(self._stop)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written just now."""
        return self._running is not None

    def begin(self, peer: Peer, log: Sequence[Exchange], again: int | None = None) -> None:
        """Fill the form for the next file to a neighbour; `again` is the number of an earlier file to send anew."""
        self._form.begin(peer, log, self._folder.known(), Choice(again=again))
        self._look()

    # Looking ------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        peer, choice, folder = self._form.peer, self._form.chosen, self._folder.known()
        if peer is None:
            return
        most = MAIL_BYTES if self._form.split.isChecked() else None

        def look(session: Session, job: Job) -> _Looked:
            found = preview_export(session, peer.node, choice.mode, again=choice.again, max_bytes=most, job=job)
            return _Looked(found, folder, _room(folder))

        if self._looking is not None:
            self._looking.stop()
        self._form.progress.begin(f"Đang xem dữ liệu sẽ gửi {peer.unit_name}")
        self._looking = self._desk.run(
            look,
            self._form,
            self._tell_looked,
            on_error=self._tell_problem,
            on_progress=self._form.progress.report,
            on_stopped=self._end_looking,
        )

    def _end_looking(self) -> None:
        if self._running is None:
            self._form.progress.end()

    def _tell_looked(self, looked: _Looked) -> None:
        self._end_looking()
        if self._form.peer is not None and self._form.peer.node == looked.preview.to_node:
            self._form.show_preview(looked.preview, looked.folder, looked.free)

    def _choose_place(self) -> None:
        if self._ask_place() is not None:
            self._look()

    def _ask_place(self) -> Path | None:
        folder = files.ask_for_folder(self._form, "Chọn nơi ghi tệp, thường là USB", self._folder.read())
        if folder is not None:
            self._folder.keep_folder(folder)
        return folder

    # Writing ------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write what is chosen to the folder used last; without one the person is asked."""
        peer, choice = self._form.peer, self._form.chosen
        folder = self._folder.known() or self._ask_place()
        if peer is None or folder is None:
            return
        if self._looking is not None:
            self._looking.stop()
        most = MAIL_BYTES if self._form.split.isChecked() else None
        name = bundle_name(self._desk.session.node, peer.node, next_number(peer))

        def work(session: Session, job: Job) -> tuple[WrittenBundle, ...]:
            path = folder if folder.is_dir() else folder / name  # into a folder under the name of this machine
            return write_bundles(
                session, peer.node, path, mode=choice.mode, again=choice.again, max_bytes=most, job=job
            )

        self._form.set_running(running=True, title=f"Đang tạo tệp đi {next_number(peer)}")
        self._running = self._desk.run(
            work,
            self._form,
            lambda written: self._finish(*written_words(written, peer.unit_name)),
            on_error=self._tell_problem,
            on_progress=self._form.progress.report,
            on_stopped=self._end,
        )

    def _write_paper(self) -> None:
        peer = self._form.peer
        if peer is None:
            return
        name = bundle_name(self._desk.session.node, peer.node, next_number(peer)).removesuffix(".hqb")
        proposed = self._folder.read() / safe_name(f"Bien nhan {name}.pdf")
        file = files.ask_where_to_write(self._form, f"Ghi biên nhận giấy cho {peer.unit_name}", proposed)
        if file is None:
            return
        self._form.set_running(running=True, title="Đang lập biên nhận giấy")
        self._running = self._desk.run(
            lambda session, job: write_receipt_paper(session, peer.node, file, job=job),
            self._form,
            lambda written: self._finish(*receipt_words(written, peer.unit_name)),
            on_error=self._tell_problem,
            on_progress=self._form.progress.report,
            on_stopped=self._end,
        )

    def _stop(self) -> None:
        for running in (self._running, self._looking):
            if running is not None:
                running.stop()

    def _end(self) -> None:
        self._running = None
        self._form.set_running(running=False)

    def _finish(self, title: str, facts: str) -> None:
        self._end()
        self._panel.show_written(title, facts)
        self.written.emit()

    def _tell_problem(self, error: Exception) -> bool:
        self._end()
        message = explain(error)
        if message is not None:
            self._form.show_problem(message.what, message.todo)
        return message is not None


def _room(folder: Path | None) -> int | None:
    """How many bytes are free in a folder; None where it is not there any more."""
    try:
        return shutil.disk_usage(folder).free if folder is not None else None
    except OSError:
        return None
