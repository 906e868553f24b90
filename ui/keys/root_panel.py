"""The root of trust: how many keys change it, and changing it by a proposal that its holders sign one after another."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.keys.roots import NewRootKey, ProposalFacts
from ui import theme
from ui.keys.form_panel import FormPanel
from ui.keys.situation import Situation
from ui.keys.words import proposal_line, root_line, root_title
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.inputs import PasswordField
from ui.widgets.panels import Card, column, row
from ui.widgets.text import Kind, Label

HOLDERS = 3


@dataclass(frozen=True, slots=True)
class NewRoot:
    """The key files with their passphrases, and how many of them are needed."""

    keys: tuple[NewRootKey, ...]
    threshold: int


@dataclass(frozen=True, slots=True)
class HolderSignature:
    """The key file and passphrase of a holder who signs the proposal."""

    passphrase: str


class HolderRow(QWidget):
    """One holder's key: where its file is to lie, and its passphrase."""

    changed = Signal()
    file_wanted = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self.passphrase = PasswordField()
        self.passphrase.textChanged.connect(lambda _text: self.changed.emit())
        self.choose = SecondaryButton("Nơi ghi tệp khóa…", "usb_stick")
        self.choose.clicked.connect(self.file_wanted)
        self._file = Label("", Kind.META, wrap=True)
        field = Field(f"Mật khẩu của người giữ khóa {number}", self.passphrase)
        side = row(gap=12)
        side.addWidget(self.choose)
        side.addWidget(self._file, 1)
        layout = column(gap=4)
        layout.addWidget(field)
        layout.addLayout(side)
        self.setLayout(layout)

    def set_file(self, file: Path | None) -> None:
        """Keep where the file is to lie."""
        self.file = file
        self._file.setText(file.name if file is not None else "Mỗi khóa một USB riêng.")
        self.changed.emit()

    def clear(self) -> None:
        """Empty the row."""
        self.passphrase.clear()
        self.set_file(None)

    @property
    def key(self) -> NewRootKey | None:
        """The key as wanted; None while something is missing."""
        words = self.passphrase.value_text()
        return NewRootKey(self.file, words) if self.file is not None and words.strip() else None


class RootPanel(FormPanel):
    """What the root is, for everybody; the forms only for who administers the top node."""

    file_wanted = Signal(object)
    """A `HolderRow` whose key file needs a place."""
    root_wanted = Signal(object)
    """A `NewRoot` is to be made."""
    proposal_wanted = Signal()
    signature_wanted = Signal(object)
    """A `HolderSignature`: the key file is to be chosen and the proposal signed."""
    adoption_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Gốc tin cậy", parent=parent)
        self.words.show()
        self._facts: ProposalFacts | None = None
        self.state = Banner(Grade.WARNING, "")
        self.keys = Label("", wrap=True, selectable=True)
        facts = Card("Khóa của gốc", "Dãy số để người giữ khóa đối chiếu với giấy đã cất")
        facts.subtitle.setWordWrap(True)
        facts.body.addWidget(self.keys)
        self._making = self._making_card()
        self._signing = self._signing_card()
        for part in (self.state, facts, self._making, self._signing):
            self.body.addWidget(part)
        self.finish()

    def _making_card(self) -> Card:
        card = Card("Lập gốc nhiều khóa", "Mỗi người giữ khóa tự đặt mật khẩu và cất tệp khóa trên một USB riêng")
        card.subtitle.setWordWrap(True)
        self.holders = [HolderRow(number) for number in range(1, HOLDERS + 1)]
        for holder in self.holders:
            holder.changed.connect(self.refresh)
            holder.file_wanted.connect(lambda holder=holder: self.file_wanted.emit(holder))
            card.body.addWidget(holder)
        self.threshold = ComboBox([("Cần 2 trong 3 khóa", 2), ("Cần cả 3 khóa", 3)])
        self.threshold.setMinimumWidth(theme.current().px(190))
        self.make = PrimaryButton("Lập gốc", "shield_checkmark")
        self.make.clicked.connect(self._submit)
        card.body.addLayout(_line(self.threshold, self.make))
        return card

    def _signing_card(self) -> Card:
        card = Card("Đề nghị thay gốc", "Tệp đề nghị chuyển từ người giữ khóa này sang người khác để ký")
        card.subtitle.setWordWrap(True)
        self.choose = SecondaryButton("Chọn tệp đề nghị…", "folder_open")
        self.choose.clicked.connect(self.proposal_wanted)
        self.proposal = Label("", wrap=True)
        self.passphrase = PasswordField()
        self.passphrase.textChanged.connect(lambda _text: self.refresh())
        self._passphrase = Field("Mật khẩu của người ký", self.passphrase)
        self.sign = SecondaryButton("Ký bằng tệp khóa…", "key")
        self.sign.clicked.connect(lambda: self.signature_wanted.emit(HolderSignature(self.passphrase.value_text())))
        self.adopt = PrimaryButton("Dùng gốc mới", "shield_checkmark")
        self.adopt.clicked.connect(self.adoption_wanted)
        card.body.addLayout(_line(self.choose))
        card.body.addWidget(self.proposal)
        card.body.addWidget(self._passphrase)
        card.body.addLayout(_line(self.sign, self.adopt))
        return card

    def begin(self, found: Situation) -> None:
        """The root in force, and empty forms."""
        root = found.trust.root
        if root is None:
            return
        self.show_problem("")
        weak = root.threshold == 1
        self.words.setText(f"Phiên bản {root.version}; dãy số của gốc đầu tiên: {root.digits}")
        self.state.tell(Grade.WARNING if weak else Grade.GOOD, root_title(root), root_line(root))
        self.keys.setText("\n".join(root.keys))
        may_change = root.is_here and found.may_act
        self._making.setVisible(may_change)
        self._signing.setVisible(may_change)
        for holder in self.holders:
            holder.clear()
        self.passphrase.clear()
        self.show_proposal(None)
        self.back.setText("Đóng")

    def show_proposal(self, facts: ProposalFacts | None) -> None:
        """Show how far a proposal has come."""
        self._facts = facts
        self.proposal.setText(proposal_line(facts) if facts is not None else "")
        for part in (self.proposal, self._passphrase, self.sign, self.adopt):
            part.setVisible(facts is not None)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done now."""
        self.make.setEnabled(all(holder.key is not None for holder in self.holders))
        facts = self._facts
        self.sign.setEnabled(facts is not None and not facts.is_complete and bool(self.passphrase.text().strip()))
        self.adopt.setEnabled(facts is not None and facts.is_complete)

    def _submit(self) -> None:
        keys = tuple(holder.key for holder in self.holders if holder.key is not None)
        threshold = self.threshold.value()
        assert isinstance(threshold, int)
        self.root_wanted.emit(NewRoot(keys, threshold))

    def focus_start(self) -> None:
        """Put the focus where it begins."""
        start = self.holders[0].passphrase if not self._making.isHidden() else self.back
        start.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(*parts: QWidget) -> QHBoxLayout:
    """Parts in one line, to the left."""
    line = row(gap=8)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return line
