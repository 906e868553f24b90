"""What the forms that give somebody a first passphrase share: the passphrase typed twice, and one column of fields."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.fields import Field
from ui.widgets.inputs import PasswordField
from ui.widgets.panels import row


class FirstPassphrase:
    """The passphrase and its repetition, each with its field."""

    def __init__(self, label: str) -> None:
        self.typed, self.again = PasswordField(), PasswordField()
        self.fields = {
            "passphrase": Field(label, self.typed, "Ít nhất 8 ký tự. Đưa tận tay người dùng."),
            "again": Field("Gõ lại mật khẩu", self.again),
        }

    def faults(self) -> dict[str, str]:
        """What to say at which field, empty where both are alike."""
        if self.typed.value_text() == self.again.value_text():
            return {}
        return {"again": "Hai lần gõ không giống nhau. Gõ lại."}


def lay_out_column(
    dialog: QDialog,
    head: Sequence[QWidget],
    fields: Mapping[str, Field],
    trouble: QWidget,
    buttons: Sequence[QWidget],
) -> None:
    """Put the words, the fields, what went wrong, and the buttons into a small dialog, one below the other."""
    px = theme.current().px
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(px(24), px(20), px(24), px(20))
    layout.setSpacing(px(8))
    for part in (*head, *fields.values(), trouble):
        layout.addWidget(part)
    foot = row(gap=8)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    layout.addSpacing(px(4))
    layout.addLayout(foot)
    dialog.setMinimumWidth(px(440))
