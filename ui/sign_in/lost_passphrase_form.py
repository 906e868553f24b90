"""A new passphrase for somebody who forgot his, against the recovery code kept on paper."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AppError, MissingPassphrase, MistypedRecoveryCode, WeakPassphrase, WrongPassphrase
from desktop.messages import explain
from ui import theme
from ui.problems import show_faults
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit, PasswordField
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label

CODE_LENGTH = 33
CODE_HINT = "9 nhóm trên bản giấy, 33 ký tự. Tắt bộ gõ tiếng Việt; dấu gạch, chữ hoa hay thường đều được."
UNTYPED = "Chưa có mật khẩu mới. Gõ một câu dễ nhớ, ít nhất 8 ký tự."
FOREIGN_CODE = "Mã này không mở được sổ. Đối chiếu tên đơn vị trên bản giấy; mã cũ hết dùng khi sổ có mã mới."


@dataclass(frozen=True, slots=True)
class NewPassphrase:
    """Whose passphrase is replaced, the code that allows it, and the new one."""

    person_name: str
    code: str
    passphrase: str


class LostPassphraseForm(QWidget):
    """Code and new passphrase twice, for one person of the ledger."""

    submitted = Signal(object)
    """A `NewPassphrase`."""
    back_chosen = Signal()

    def __init__(self, person_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_name = person_name
        self.code = LineEdit()
        self.passphrase, self.again = PasswordField(), PasswordField()
        self.fields = {
            "code": Field("Mã khôi phục của sổ", self.code, CODE_HINT),
            "passphrase": Field("Mật khẩu mới", self.passphrase, "Ít nhất 8 ký tự."),
            "again": Field("Gõ lại mật khẩu mới", self.again),
        }
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        self.button = PrimaryButton("Đặt mật khẩu và mở sổ", "lock_open")
        self.button.set_size("large")
        self.back = LinkButton("Quay lại")
        self._lay_out()
        self.code.textChanged.connect(self._count)
        self.again.returnPressed.connect(self._submit)
        self.button.clicked.connect(self._submit)
        self.back.clicked.connect(self.back_chosen)
        self.setFocusProxy(self.code)

    def _lay_out(self) -> None:
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(Label("Đặt mật khẩu mới", Kind.CELL))
        layout.addWidget(
            Label(f"Cho {self._person_name}. Mã khôi phục do quản trị của đơn vị giữ.", Kind.META, wrap=True)
        )
        layout.addSpacing(px(6))
        layout.addWidget(self.fields["code"])
        pair = row(gap=12)
        for name in ("passphrase", "again"):
            pair.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(pair)
        layout.addWidget(
            Label(
                "Mục bạn đã gửi mà chưa được duyệt cần gửi lại, vì khóa duyệt của bạn thay mới.", Kind.META, wrap=True
            )
        )
        layout.addWidget(self.trouble)
        layout.addSpacing(px(4))
        layout.addWidget(self.button)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _count(self, typed: str) -> None:
        """Say how far one is: a group left out is seen before the button is pressed."""
        letters = sum(not (letter.isspace() or letter == "-") for letter in typed)
        self.fields["code"].clear_mark()
        self.fields["code"].set_hint(f"Đã gõ {letters} trong {CODE_LENGTH} ký tự." if letters else CODE_HINT)

    def _submit(self) -> None:
        self.trouble.hide()
        faults = self._faults()
        show_faults(self.fields, faults)
        if not faults:
            self.set_busy(busy=True)
            self.submitted.emit(NewPassphrase(self._person_name, self.code.value_text(), self.passphrase.value_text()))

    def _faults(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if not self.code.value_text():
            found["code"] = "Chưa có mã khôi phục. Gõ mã trên bản giấy của sổ."
        if not self.passphrase.text():
            found["passphrase"] = UNTYPED
        elif self.passphrase.value_text() != self.again.value_text():
            found["again"] = "Hai lần gõ không giống nhau. Gõ lại."
        return found

    def set_busy(self, *, busy: bool) -> None:
        """Whether the passphrase is being replaced now."""
        self.button.setText("Đang mở sổ" if busy else "Đặt mật khẩu và mở sổ")
        for widget in (self.button, self.back, self.code, self.passphrase, self.again):
            widget.setEnabled(not busy)

    def refuse(self, error: Exception) -> bool:
        """Nothing was changed: say why at the field it concerns; whether the error has words."""
        self.set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            show_faults(self.fields, {"code": FOREIGN_CODE})
            return True
        told = explain(error)
        if told is None:
            return False
        where = next((name for kind, name in _FIELD_OF.items() if isinstance(error, kind)), None)
        if where is not None:
            show_faults(self.fields, {where: str(told)})
        else:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return True


_FIELD_OF: dict[type[AppError], str] = {
    MistypedRecoveryCode: "code",
    MissingPassphrase: "passphrase",
    WeakPassphrase: "passphrase",
}
