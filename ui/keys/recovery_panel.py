"""The recovery key of the unit: made into a file kept apart, used when a file was sealed to a machine that is gone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.keys.form_panel import FormPanel
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import PasswordField
from ui.widgets.panels import Card, row


class RecoveryPanel(FormPanel):
    """Two cards: making the key, and opening with it."""

    making_wanted = Signal(object)
    """The passphrase (str) of the new key: its file is to be written."""
    opening_wanted = Signal(object)
    """The passphrase (str): the key file is to be chosen and opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Khóa dự phòng của đơn vị",
            "Mở được tệp gửi cho đơn vị khi không còn máy nào của đơn vị mở được. Khóa này không ký được gì.",
            parent=parent,
        )
        making = Card("Lập khóa dự phòng", "Cất tệp khóa và mật khẩu ở hai nơi; khóa lập trước đó hết dùng")
        making.subtitle.setWordWrap(True)
        self.passphrase, self.again = PasswordField(), PasswordField()
        self.first, self.second = Field("Mật khẩu của khóa", self.passphrase), Field("Gõ lại mật khẩu", self.again)
        self.make = PrimaryButton("Ghi tệp khóa…", "key")
        self.make.clicked.connect(self._make)
        making.body.addWidget(self.first)
        making.body.addWidget(self.second)
        line = row(gap=8)
        line.addWidget(self.make)
        line.addStretch(1)
        making.body.addLayout(line)
        opening = Card("Mở bằng khóa dự phòng", "Đến lúc đăng xuất, máy này mở được tệp khóa cho khóa dự phòng")
        opening.subtitle.setWordWrap(True)
        self.held = PasswordField()
        self.open = SecondaryButton("Chọn tệp khóa…", "folder_open")
        self.open.clicked.connect(lambda: self.opening_wanted.emit(self.held.value_text()))
        opening.body.addWidget(Field("Mật khẩu của khóa", self.held))
        second = row(gap=8)
        second.addWidget(self.open)
        second.addStretch(1)
        opening.body.addLayout(second)
        self._making = making
        self.body.addWidget(making)
        self.body.addWidget(opening)
        for field in (self.passphrase, self.again, self.held):
            field.textChanged.connect(lambda _text: self.refresh())
        self.finish()

    def begin(self, *, may_make: bool) -> None:
        """Empty forms; only who administers makes a key."""
        self.show_problem("")
        for field in (self.passphrase, self.again, self.held):
            field.clear()
        self._making.setVisible(may_make)
        self.back.setText("Đóng")
        self.refresh()
        start = self.passphrase if may_make else self.held
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Enable what can be done now."""
        self.second.clear_mark()
        self.make.setEnabled(bool(self.passphrase.text() and self.again.text()))
        self.open.setEnabled(bool(self.held.text()))

    def _make(self) -> None:
        if self.passphrase.value_text() != self.again.value_text():
            self.second.set_error("Hai lần gõ khác nhau. Gõ lại mật khẩu.")
            return
        self.making_wanted.emit(self.passphrase.value_text())
