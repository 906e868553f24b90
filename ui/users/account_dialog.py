"""An account on this machine for a person whom the unit's roster knows already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.errors import MissingPassphrase, WeakPassphrase
from desktop.messages import explain
from desktop.permissions import ROLE_WORDS
from desktop.users.people import RosterPerson
from ui import theme
from ui.problems import show_faults
from ui.users.passphrase_form import FirstPassphrase, lay_out_column
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.text import Kind, Label

_SAME_PERSON = (
    "Vẫn là một người trên mọi máy của đơn vị, có mật khẩu và khóa duyệt riêng ở máy này. Kết quả gửi duyệt ở máy kia"
    " người ấy không tự duyệt ở máy này được."
)
_JOINS = (
    "Trên máy này đã lập một người cùng tên trước khi nhận tệp của đơn vị. Người ấy được gộp vào đây: việc đã ghi và"
    " bản đang gõ còn nguyên, từ nay đăng nhập bằng mật khẩu gõ dưới đây."
)


class AccountDialog(QDialog):
    """Asks for the first passphrase on this machine; stays open until the account is there or the form is left."""

    submitted = Signal(object)
    """The passphrase."""

    def __init__(self, person: RosterPerson, parent: QWidget | None = None, *, joins: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mở tài khoản trên máy này")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._first = FirstPassphrase("Mật khẩu ở máy này")
        self.passphrase, self.again, self.fields = self._first.typed, self._first.again, self._first.fields
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        self.add = PrimaryButton("Mở tài khoản", "add")
        self.leave = SecondaryButton("Bỏ")
        self._lay_out(person, joins=joins)
        self.add.clicked.connect(self._submit)
        self.again.returnPressed.connect(self._submit)
        self.leave.clicked.connect(self.reject)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, person: RosterPerson, *, joins: bool) -> None:
        placed = [ROLE_WORDS[person.role], person.team] if person.team else [ROLE_WORDS[person.role]]
        head = (
            Label(person.name, Kind.DIALOG, wrap=True),
            Label(", ".join(placed), Kind.META, wrap=True),
            Label(_JOINS if joins else _SAME_PERSON, wrap=True),
        )
        lay_out_column(self, head, self.fields, self.trouble, (self.leave, self.add))
        self.setFixedWidth(theme.current().px(440))

    def _submit(self) -> None:
        faults = self._first.faults()
        self.trouble.hide()
        show_faults(self.fields, faults)
        if not faults:
            self.add.setEnabled(False)
            self.submitted.emit(self.passphrase.value_text())

    def refuse(self, error: Exception) -> bool:
        """No account was opened: say why; whether the error has words."""
        self.add.setEnabled(True)
        told = explain(error)
        if told is None:
            return False
        if isinstance(error, MissingPassphrase | WeakPassphrase):
            show_faults(self.fields, {"passphrase": str(told)})
        else:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return True
