"""The jobs behind the two forms of the admission: asking for it, and granting it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.files import safe_name
from desktop.messages import explain
from desktop.sync.exchange import RequestFacts, enrol, join, read_request_facts, request_enrolment
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.admit_panel import AdmitPanel
from ui.exchange.files import LastFolder
from ui.exchange.join_panel import JoinPanel


class Enrolment(QObject):
    """Connects the forms with the ledger; `joined` and `admitted` tell that the neighbours changed."""

    joined = Signal()
    admitted = Signal()

    def __init__(self, desk: Desk, folder: LastFolder, asking: JoinPanel, granting: AdmitPanel) -> None:
        super().__init__(granting)
        self._desk, self._folder = desk, folder
        self._asking, self._granting = asking, granting
        self._request: Path | None = None
        asking.request_wanted.connect(self._write_request)
        asking.admission_wanted.connect(self._join)
        granting.file_wanted.connect(self._choose_request)
        granting.admission_wanted.connect(self._admit)

    # Asking -------------------------------------------------------------------------------------------------

    def _write_request(self) -> None:
        name = safe_name(f"{self._desk.session.unit}-ket-nap.hqe")
        file = files.ask_where_to_write(self._asking, "Ghi tệp đề nghị kết nạp", self._folder.read() / name)
        if file is None:
            return
        self._folder.keep(file)
        self._asking.show_problem("", "")
        self._desk.run(
            lambda session, _job: request_enrolment(session, file),
            self._asking,
            lambda digits: self._asking.show_request(file, digits),
            on_error=lambda error: _told(self._asking, error),
        )

    def _join(self, digits: str) -> None:
        file = files.ask_for_admission(self._asking, self._folder.read())
        if file is None:
            return
        self._asking.show_problem("", "")
        self._desk.run(
            lambda session, _job: join(session, file, digits),
            self._asking,
            lambda _state: self.joined.emit(),
            on_error=lambda error: _told(self._asking, error),
        )

    # Granting -----------------------------------------------------------------------------------------------

    def _choose_request(self) -> None:
        file = files.ask_for_request(self._granting, self._folder.read())
        if file is not None:
            self.open_request(file)

    def open_request(self, file: Path) -> None:
        """Read a request and show who asks."""
        self._desk.run(
            lambda _session, _job: read_request_facts(file),
            self._granting,
            lambda facts: self._show_request(facts, file),
            on_error=lambda error: _told(self._granting, error),
        )

    def _show_request(self, facts: RequestFacts, file: Path) -> None:
        self._request = file
        self._folder.keep(file)
        self._granting.show_request(facts, file)

    def _admit(self, digits: str) -> None:
        request = self._request
        if request is None:
            return
        proposed = self._folder.read() / f"{request.stem}.hqa"
        file = files.ask_where_to_write(self._granting, "Ghi tệp kết nạp", proposed)
        if file is None:
            return
        self._granting.show_problem("", "")
        self._desk.run(
            lambda session, _job: enrol(session, request, digits, file),
            self._granting,
            lambda root: self._show_admitted(file, root),
            on_error=lambda error: _told(self._granting, error),
        )

    def _show_admitted(self, file: Path, root: str) -> None:
        self._request = None
        self._granting.show_admitted(file, root)
        self.admitted.emit()


def _told(panel: JoinPanel | AdmitPanel, error: Exception) -> bool:
    """Say a failure in the form it belongs to; whether there are words for it."""
    message = explain(error)
    if message is not None:
        panel.show_problem(message.what, message.todo)
    return message is not None
