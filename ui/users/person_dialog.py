"""The form of a new person."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.errors import AppError, MissingPassphrase, PersonExists, UnreadableText, WeakPassphrase
from desktop.messages import explain
from desktop.permissions import ROLE_WORDS, Role
from ui.problems import show_faults
from ui.users.passphrase_form import FirstPassphrase, lay_out_column
from ui.users.role_words import abilities
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.text import Kind, Label


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What was typed about a new person."""

    name: str
    role: Role
    team: str
    passphrase: str


class PersonDialog(QDialog):
    """Name, role, team, first passphrase; stays open until the person was added or the form is left."""

    submitted = Signal(object)
    """A `NewPerson`."""

    def __init__(self, teams: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thêm người dùng")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = LineEdit("Họ và tên")
        self.role = ComboBox([(ROLE_WORDS[role], role) for role in Role])
        self.team = LineEdit(f"Ví dụ {teams[0]}" if teams else "Ví dụ Tổ QLRR")
        self._first = FirstPassphrase("Mật khẩu ban đầu")
        self.passphrase, self.again = self._first.typed, self._first.again
        self.fields = {
            "name": Field("Họ tên", self.name),
            "role": Field("Vai trò", self.role),
            "team": Field("Tổ (không bắt buộc)", self.team),
            **self._first.fields,
        }
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        self.add = PrimaryButton("Thêm người", "add")
        self.leave = SecondaryButton("Bỏ")
        head = Label("Thêm người dùng của sổ này", Kind.DIALOG)
        lay_out_column(self, (head,), self.fields, self.trouble, (self.leave, self.add))
        self.role.currentIndexChanged.connect(lambda _row: self._explain_role())
        self.add.clicked.connect(self._submit)
        self.again.returnPressed.connect(self._submit)
        self.leave.clicked.connect(self.reject)
        self._explain_role()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen_role(self) -> Role:
        return Role(str(self.role.value()))

    def _explain_role(self) -> None:
        self.fields["role"].set_hint(f"Được: {abilities(self._chosen_role())}.")

    def _submit(self) -> None:
        nameless = {} if self.name.value_text() else {"name": "Chưa có họ tên. Gõ họ và tên đầy đủ."}
        faults = nameless | self._first.faults()
        self.trouble.hide()
        show_faults(self.fields, faults)
        if not faults:
            self._set_busy(busy=True)
            self.submitted.emit(
                NewPerson(
                    self.name.value_text(), self._chosen_role(), self.team.value_text(), self.passphrase.value_text()
                )
            )

    def _set_busy(self, *, busy: bool) -> None:
        self.add.setEnabled(not busy)
        self.add.setText("Đang thêm" if busy else "Thêm người")

    def refuse(self, error: Exception) -> bool:
        """Nobody was added: say why at the field it concerns; whether the error has words."""
        self._set_busy(busy=False)
        told = explain(error)
        if told is None:
            return False
        where = next((name for kind, name in _FIELD_OF.items() if isinstance(error, kind)), None)
        if where is None:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        else:
            show_faults(self.fields, {where: str(told)})
        return True


_FIELD_OF: dict[type[AppError], str] = {
    PersonExists: "name",
    UnreadableText: "name",
    MissingPassphrase: "passphrase",
    WeakPassphrase: "passphrase",
}
