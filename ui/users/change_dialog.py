"""Another role or team for a person."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.messages import explain
from desktop.permissions import ROLE_WORDS, Role
from desktop.users.people import RosterPerson
from ui import theme
from ui.users.role_words import abilities
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label


@dataclass(frozen=True, slots=True)
class Placement:
    """The role and team somebody is to have."""

    role: Role
    team: str


class ChangeDialog(QDialog):
    """Stays open until the person was changed or the form is left."""

    submitted = Signal(object)
    """A `Placement`."""

    def __init__(self, person: RosterPerson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đổi vai trò, tổ")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(8))
        layout.addWidget(Label(person.name, Kind.DIALOG, wrap=True))
        self.role = ComboBox([(ROLE_WORDS[role], role) for role in Role])
        self.role.set_value(person.role)
        self.team = LineEdit()
        self.team.setText(person.team)
        self._role_field = Field("Vai trò", self.role)
        layout.addWidget(self._role_field)
        layout.addWidget(Field("Tổ (không bắt buộc)", self.team))
        layout.addWidget(Label("Có hiệu lực từ lần đăng nhập sau của người này.", Kind.META, wrap=True))
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        layout.addWidget(self.trouble)
        self.keep = SecondaryButton("Giữ như cũ")
        self.change = PrimaryButton("Đổi", "checkmark")
        buttons = row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.change)
        layout.addLayout(buttons)
        self.setMinimumWidth(px(420))
        self.role.currentIndexChanged.connect(lambda _row: self._explain_role())
        self.keep.clicked.connect(self.reject)
        self.change.clicked.connect(self._submit)
        self._explain_role()

    def _chosen_role(self) -> Role:
        return Role(str(self.role.value()))

    def _explain_role(self) -> None:
        self._role_field.set_hint(f"Được: {abilities(self._chosen_role())}.")

    def _submit(self) -> None:
        self.change.setEnabled(False)
        self.submitted.emit(Placement(self._chosen_role(), self.team.value_text()))

    def refuse(self, error: Exception) -> bool:
        """Nothing was changed: say why; whether the error has words."""
        self.change.setEnabled(True)
        told = explain(error)
        if told is not None:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return told is not None
