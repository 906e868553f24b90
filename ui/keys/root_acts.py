"""The jobs behind the forms of the root and of the recovery key."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.errors import RootFault, RootRefused
from desktop.files import safe_name
from desktop.jobs import Job
from desktop.keys.recovery_key import make_recovery_key, open_with_recovery_key
from desktop.keys.roots import (
    PROPOSAL_ENDING,
    ProposalFacts,
    adopt_root,
    found_root,
    propose_root,
    read_proposal,
    sign_proposal,
)
from desktop.session import Session
from ui.desk import Desk
from ui.exchange import files as exchange_files
from ui.exchange.files import LastFolder
from ui.keys import files
from ui.keys.acts import key_file
from ui.keys.recovery_panel import RecoveryPanel
from ui.keys.root_panel import HolderRow, HolderSignature, NewRoot, RootPanel


class RootActs(QObject):
    """Making, signing and adopting a root; making and using a recovery key. `done` carries words for the page."""

    done = Signal(object)

    def __init__(self, desk: Desk, folder: LastFolder, root: RootPanel, recovery: RecoveryPanel) -> None:
        super().__init__(root)
        self._desk, self._folder, self._root, self._recovery = desk, folder, root, recovery
        self._proposal: Path | None = None
        root.file_wanted.connect(self._choose_place)
        root.root_wanted.connect(self._make)
        root.proposal_wanted.connect(self._choose_proposal)
        root.signature_wanted.connect(self._sign)
        root.adoption_wanted.connect(self._adopt)
        recovery.making_wanted.connect(self._make_recovery)
        recovery.opening_wanted.connect(self._open_recovery)

    # The root -----------------------------------------------------------------------------------------------

    def _choose_place(self, holder: HolderRow) -> None:
        number = self._root.holders.index(holder) + 1
        proposed = self._folder.read() / key_file(self._desk.session.unit, f"khoa-goc-{number}")
        file = exchange_files.ask_where_to_write(self._root, f"Ghi tệp khóa gốc {number}", proposed)
        if file is not None:
            holder.set_file(file)

    def _make(self, wanted: NewRoot) -> None:
        """Found the root anew while nobody shares it; afterwards propose it, and let it come into force if complete."""
        name = safe_name(f"{self._desk.session.unit}-goc-tin-cay{PROPOSAL_ENDING}")
        proposal = self._folder.read() / name

        def work(session: Session, _job: Job) -> ProposalFacts | None:
            try:
                found_root(session, wanted.keys, wanted.threshold)
            except RootRefused as refusal:
                if refusal.reason is not RootFault.SHARED:
                    raise
            else:
                return None
            facts = propose_root(session, proposal, new=wanted.keys, threshold=wanted.threshold)
            return adopt_root(session, proposal) if facts.is_complete else facts

        self._root.show_problem("")
        self._root.make.setEnabled(False)
        self._desk.run(work, self._root, lambda facts: self._made(facts, proposal), on_error=self._refuse)

    def _made(self, facts: ProposalFacts | None, proposal: Path) -> None:
        if facts is None or facts.is_complete:
            self.done.emit("Đã lập gốc tin cậy nhiều khóa. Cất mỗi tệp khóa ở một nơi riêng.")
            return
        self._proposal = proposal
        self._root.show_good(
            f"Đã ghi {proposal.name} vào {proposal.parent}.", "Chuyển tệp này cho người giữ khóa của gốc đang dùng ký."
        )
        self._root.show_proposal(facts)

    def _choose_proposal(self) -> None:
        file = files.ask_for_proposal(self._root, self._folder.read())
        if file is None:
            return
        self._proposal = file
        self._root.show_problem("")
        self._desk.run(
            lambda _session, _job: read_proposal(file), self._root, self._root.show_proposal, on_error=self._refuse
        )

    def _sign(self, holder: HolderSignature) -> None:
        proposal, file = self._proposal, files.ask_for_key(self._root, self._folder.read())
        if proposal is None or file is None:
            return
        self._root.show_problem("")
        self._desk.run(
            lambda _session, _job: sign_proposal(proposal, file, holder.passphrase),
            self._root,
            self._signed,
            on_error=self._refuse,
        )

    def _signed(self, facts: ProposalFacts) -> None:
        self._root.passphrase.clear()
        self._root.show_proposal(facts)

    def _adopt(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        self._desk.run(
            lambda session, _job: adopt_root(session, proposal),
            self._root,
            lambda _facts: self.done.emit("Gốc tin cậy mới đã dùng; gốc mới đi cùng các tệp gửi kế tiếp."),
            on_error=self._refuse,
        )

    def _refuse(self, error: Exception) -> bool:
        self._root.refresh()
        return self._root.refuse(error)

    # The recovery key ---------------------------------------------------------------------------------------

    def _make_recovery(self, passphrase: str) -> None:
        proposed = self._folder.read() / key_file(self._desk.session.unit, "khoa-du-phong")
        file = exchange_files.ask_where_to_write(self._recovery, "Ghi tệp khóa dự phòng", proposed)
        if file is None:
            return
        self._recovery.show_problem("")
        self._desk.run(
            lambda session, _job: make_recovery_key(session, file, passphrase),
            self._recovery,
            lambda at_once: self._made_recovery(file, at_once=at_once),
            on_error=self._recovery.refuse,
        )

    def _made_recovery(self, file: Path, *, at_once: bool) -> None:
        self._recovery.begin(may_make=True)
        when = (
            "Từ nay tệp gửi cho đơn vị mở được bằng khóa này."
            if at_once
            else "Khóa có hiệu lực từ lần kết nạp hoặc thay khóa tới của máy này."
        )
        self._recovery.show_good(f"Đã ghi {file.name} vào {file.parent} và đọc lại đúng.", when)

    def _open_recovery(self, passphrase: str) -> None:
        file = files.ask_for_key(self._recovery, self._folder.read())
        if file is None:
            return
        self._recovery.show_problem("")
        self._desk.run(
            lambda session, _job: open_with_recovery_key(session, file, passphrase),
            self._recovery,
            lambda _none: self.done.emit("Đã mở khóa dự phòng. Vào Trao đổi, mở tệp gửi cho máy cũ và nhập."),
            on_error=self._recovery.refuse,
        )
