"""Taking another passphrase for oneself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import AppError, MissingPassphrase, WeakPassphrase, WrongPassphrase
from desktop.messages import explain
from desktop.users.people import change_passphrase
from ui.desk import Desk
from ui.problems import show_faults
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import PasswordField
from ui.widgets.panels import Card, row


class PassphraseCard(Card):
    """The old passphrase, the new one twice."""

    changed = Signal(object)
    """«Đã đổi mật khẩu của bạn.» (str)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Mật khẩu của bạn", parent=parent)
        self._desk = desk
        self.old, self.new, self.again = PasswordField(), PasswordField(), PasswordField()
        self.fields = {
            "old": Field("Mật khẩu đang dùng", self.old),
            "new": Field("Mật khẩu mới", self.new, "Ít nhất 8 ký tự."),
            "again": Field("Gõ lại mật khẩu mới", self.again),
        }
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        self.body.addWidget(self.fields["old"])
        pair = row(gap=12)
        for name in ("new", "again"):
            pair.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(pair)
        self.body.addWidget(self.trouble)
        self.change = SecondaryButton("Đổi mật khẩu", "key")
        line = row(gap=8)
        line.addWidget(self.change)
        line.addStretch(1)
        self.body.addLayout(line)
        self.change.clicked.connect(self._submit)
        self.again.returnPressed.connect(self._submit)

    def _submit(self) -> None:
        self.trouble.hide()
        if not self.old.text():
            self._mark("old", "Chưa có mật khẩu. Gõ mật khẩu đang dùng.")
        elif self.new.value_text() != self.again.value_text():
            self._mark("again", "Hai lần gõ không giống nhau. Gõ lại.")
        else:
            self._mark("", "")
            self.change.setEnabled(False)
            old, new = self.old.value_text(), self.new.value_text()
            self._desk.run(
                lambda session, _job: change_passphrase(session, old, new),
                self,
                lambda _none: self._finish(),
                on_error=self._refuse,
            )

    def _finish(self) -> None:
        self.change.setEnabled(True)
        for field in (self.old, self.new, self.again):
            field.clear()
        self.changed.emit("Đã đổi mật khẩu của bạn.")

    def _refuse(self, error: Exception) -> bool:
        self.change.setEnabled(True)
        told = explain(error)
        if told is None:
            return False
        where = next((name for kind, name in _FIELD_OF.items() if isinstance(error, kind)), "")
        self._mark(where, str(told))
        if not where:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return True

    def _mark(self, wrong: str, words: str) -> None:
        show_faults(self.fields, {wrong: words} if wrong else {})


_FIELD_OF: dict[type[AppError], str] = {WrongPassphrase: "old", MissingPassphrase: "new", WeakPassphrase: "new"}
