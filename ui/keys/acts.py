"""The jobs behind the forms of the screen of keys."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.files import safe_name
from desktop.jobs import Job
from desktop.keys.key_files import KEY_ENDING
from desktop.keys.register import KeyFacts
from desktop.keys.renewal import NewKeys, request_new_keys
from desktop.keys.revoking import RevocationPreview, preview_revocation, revoke
from desktop.messages import explain
from desktop.session import Session
from desktop.sync.exchange import RequestFacts, enrol, join, read_request_facts
from desktop.sync.trust.enrolment import REQUEST_ENDING
from desktop.sync.trust.joining import ADMISSION_ENDING, write_trust
from ui.desk import Desk
from ui.exchange import files as exchange_files
from ui.exchange.files import LastFolder
from ui.keys.renew_panel import RenewPanel
from ui.keys.replace_panel import Replacement, ReplacePanel
from ui.keys.revoke_panel import RevokePanel
from ui.keys.words import machine_words


class MachineActs(QObject):
    """Revoking, replacing and renewing; `done` carries the words for the page, `code` a new recovery code."""

    done = Signal(object)
    changed = Signal()
    code = Signal(object)

    def __init__(
        self, desk: Desk, folder: LastFolder, revoking: RevokePanel, replacing: ReplacePanel, renewing: RenewPanel
    ) -> None:
        super().__init__(revoking)
        self._desk, self._folder = desk, folder
        self._revoking, self._replacing, self._renewing = revoking, replacing, renewing
        self._one: KeyFacts | None = None
        self._request: Path | None = None
        revoking.revocation_wanted.connect(self._revoke)
        replacing.file_wanted.connect(self._choose_request)
        replacing.replacement_wanted.connect(self._replace)
        renewing.request_wanted.connect(self._renew)
        renewing.answer_wanted.connect(self._join)

    # Revoking -----------------------------------------------------------------------------------------------

    def begin_revocation(self, one: KeyFacts) -> None:
        """Show what revoking this key would mean."""
        self._one = one
        self._desk.run(
            lambda session, _job: preview_revocation(session, one.key),
            self._revoking,
            self._revoking.show_preview,
            on_error=self._revoking.refuse,
        )

    def _revoke(self, reason: str) -> None:
        one = self._one
        if one is None:
            return
        self._revoking.revoke.setEnabled(False)
        self._desk.run(
            lambda session, _job: revoke(session, one.key, reason),
            self._revoking,
            self._revoked,
            on_error=self._refuse_revocation,
        )

    def _revoked(self, preview: RevocationPreview) -> None:
        name = machine_words(preview.machine)
        self.done.emit(f"Đã thu hồi khóa của {name}. Việc thu hồi đi cùng các tệp gửi kế tiếp.")

    def _refuse_revocation(self, error: Exception) -> bool:
        self._revoking.refresh()
        return self._revoking.refuse(error)

    # Replacing ----------------------------------------------------------------------------------------------

    def begin_replacement(self, one: KeyFacts) -> None:
        """An empty form for this machine."""
        self._one, self._request = one, None
        self._replacing.begin(one)

    def _choose_request(self) -> None:
        file = exchange_files.ask_for_request(self._replacing, self._folder.read())
        if file is None:
            return
        self._desk.run(
            lambda _session, _job: read_request_facts(file),
            self._replacing,
            lambda facts: self._show_request(facts, file),
            on_error=self._replacing.refuse,
        )

    def _show_request(self, facts: RequestFacts, file: Path) -> None:
        self._folder.keep(file)
        if self._one is not None and facts.node != self._one.node:
            self._replacing.show_problem(
                f"Đề nghị này là của {facts.unit_name}, không phải của {self._one.unit_name}.",
                "Chọn tệp đề nghị do máy mới của đúng đơn vị tạo ra.",
            )
            return
        self._request = file
        self._replacing.show_request(facts, file)

    def _replace(self, typed: Replacement) -> None:
        one, request = self._one, self._request
        if one is None or request is None:
            return
        proposed = self._folder.read() / f"{request.stem}{ADMISSION_ENDING}"
        file = exchange_files.ask_where_to_write(self._replacing, "Ghi tệp kết nạp", proposed)
        if file is None:
            return
        self._replacing.show_problem("")
        self._desk.run(
            lambda session, _job: enrol(session, request, typed.digits, file, replaces=one.key, reason=typed.reason),
            self._replacing,
            lambda root: self._replaced(file, root),
            on_error=self._replacing.refuse,
        )

    def _replaced(self, file: Path, root: str) -> None:
        self._request = None
        self._replacing.show_replaced(file, root)
        self.changed.emit()

    # Renewing -----------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        file: Path | None = None
        if "/" in self._desk.session.node:
            name = safe_name(f"{self._desk.session.unit}-thay-khoa{REQUEST_ENDING}")
            title = "Ghi tệp đề nghị thay khóa"
            file = exchange_files.ask_where_to_write(self._renewing, title, self._folder.read() / name)
            if file is None:
                return
            self._folder.keep(file)
        self._renewing.show_problem("")
        self._desk.run(
            lambda session, _job: request_new_keys(session, file),
            self._renewing,
            lambda keys: self._renewed(keys, file),
            on_error=self._renewing.refuse,
        )

    def _renewed(self, keys: NewKeys, file: Path | None) -> None:
        if file is not None:
            self._renewing.show_request(file, keys.digits)
        if keys.recovery_code:
            self.code.emit(keys.recovery_code)
        if file is None:
            self.done.emit("Đã thay khóa của máy này. Khóa mới đi cùng các tệp gửi kế tiếp.")
        else:
            self.changed.emit()

    def _join(self) -> None:
        file = exchange_files.ask_for_admission(self._renewing, self._folder.read())
        if file is None:
            return
        self._renewing.show_problem("")
        self._desk.run(
            lambda session, _job: join(session, file),
            self._renewing,
            lambda _state: self.done.emit("Đã thay khóa của máy này. Từ nay máy ký bằng khóa mới."),
            on_error=self._renewing.refuse,
        )

    # The trust file -----------------------------------------------------------------------------------------

    def write_trust(self) -> None:
        """Write the trust documents for a neighbour that does not know this machine yet."""
        name = safe_name(f"{self._desk.session.unit}-tin-cay{ADMISSION_ENDING}")
        title = "Ghi danh sách tin cậy"
        file = exchange_files.ask_where_to_write(self._revoking, title, self._folder.read() / name)
        if file is None:
            return
        self._folder.keep(file)

        def work(session: Session, _job: Job) -> Path:
            return write_trust(session, file)

        self._desk.run(
            work,
            self,
            lambda written: self.done.emit(f"Đã ghi {written.name}. Nơi nhận nhập tệp này như tệp kết nạp."),
        )

    def read_trust(self) -> None:
        """Take the trust documents of a neighbour in; they are judged from the root that is known here."""
        file = exchange_files.ask_for_admission(self._revoking, self._folder.read())
        if file is None:
            return
        self._folder.keep(file)
        self._desk.run(
            lambda session, _job: join(session, file),
            self,
            lambda _state: self.done.emit(f"Đã nhập danh sách tin cậy trong {file.name}."),
            on_error=self._told,
        )

    def _told(self, error: Exception) -> bool:
        message = explain(error)
        if message is not None:
            self.done.emit(str(message))
        return message is not None


def key_file(unit: str, words: str) -> str:
    """The usual name of a file with a key in it."""
    return safe_name(f"{unit}-{words}{KEY_ENDING}")
