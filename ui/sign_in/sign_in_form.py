"""Choosing oneself and giving the passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.sign_in.guessing import wait_s
from ui.sign_in.person_list import PersonCard, PersonList
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import PasswordField
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label, show_if

HINT = "Gõ đúng như lúc đặt. Nếu chữ bị đổi, tắt bộ gõ tiếng Việt (thường là Ctrl+Shift)."
SPARE = 16  # for what is said below the passphrase
CAPS_HINT = "Caps Lock đang bật: chữ gõ ra là chữ hoa."


class SignInForm(QWidget):
    """People as cards, passphrase, «Mở sổ». After wrong passphrases one waits, longer each time."""

    submitted = Signal(object, object)
    """Name and passphrase (str, str)."""
    other_chosen = Signal()
    """The link below: another ledger at the start, another person where the window is locked."""
    lost_chosen = Signal(object)
    """Who forgot his passphrase (str)."""

    def __init__(
        self,
        people: Sequence[PersonCard],
        chosen: str,
        *,
        title: str = "Đăng nhập",
        note: str = "Chọn tên của bạn trên máy này.",
        other: str = "Mở sổ khác hoặc tạo sổ mới",
        offers_recovery: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wrong = 0
        self._left_s = 0
        self._busy = False
        self.people = PersonList(people)
        self.people.choose(chosen)
        self.passphrase = PasswordField()
        self.passphrase.installEventFilter(self)
        self.field = Field("Mật khẩu", self.passphrase, HINT)
        self.button = PrimaryButton("Mở sổ", "lock_open")
        self.button.set_size("large")
        self.other = LinkButton(other)
        self.lost = LinkButton("Quên mật khẩu")
        show_if(self.lost, offers_recovery)
        self._lay_out(title, note)
        self.people.settled.connect(lambda: self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason))
        self.passphrase.returnPressed.connect(self._submit)
        self.button.clicked.connect(self._submit)
        self.other.clicked.connect(self.other_chosen)
        self.lost.clicked.connect(lambda: self.lost_chosen.emit(self.people.chosen()))
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self.setFocusProxy(self.passphrase)

    def _lay_out(self, title: str, note: str) -> None:
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(Label(title, Kind.CELL))
        layout.addWidget(Label(note, Kind.META, wrap=True))
        layout.addSpacing(px(10))
        layout.addWidget(self.people)
        layout.addSpacing(px(8))
        layout.addWidget(self.field)
        layout.addSpacing(px(10))
        layout.addWidget(self.button)
        layout.addSpacing(px(8))
        links = row(gap=8)
        links.addWidget(self.other)
        links.addStretch(1)
        links.addWidget(self.lost)
        layout.addLayout(links)

    # The attempt --------------------------------------------------------------------------------------------

    def _submit(self) -> None:
        if self._busy or self._left_s:
            return
        if not self.passphrase.text():
            self.field.set_error("Chưa có mật khẩu. Gõ mật khẩu rồi mở sổ.")
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.field.clear_mark()
        self.set_busy(busy=True)
        self.submitted.emit(self.people.chosen(), self.passphrase.value_text())

    def fit(self, height: int) -> None:
        """Show fewer people at once where the window is low, so that field, button and links stay in sight."""
        width = self.width() or self.sizeHint().width()
        whole = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.people.set_room(height - (whole - self.people.height()) - theme.current().px(SPARE))

    def set_busy(self, *, busy: bool) -> None:
        """Whether the ledger is being opened now."""
        self._busy = busy
        self.button.setText("Đang mở sổ" if busy else "Mở sổ")
        for widget in (self.button, self.people, self.passphrase, self.other, self.lost):
            widget.setEnabled(not busy)

    def refuse(self, words: str, *, is_wrong_passphrase: bool) -> None:
        """The ledger stayed closed: say why; a wrong passphrase makes one wait."""
        self.set_busy(busy=False)
        self.field.set_error(words)
        self.passphrase.selectAll()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_wrong_passphrase:
            self._wrong += 1
            self._left_s = wait_s(self._wrong)
            if self._left_s:
                self._show_wait()
                self._clock.start()

    def _tick(self) -> None:
        self._left_s -= 1
        self._show_wait()
        if self._left_s <= 0:
            self._left_s = 0
            self._clock.stop()

    def _show_wait(self) -> None:
        self.button.setEnabled(self._left_s <= 0)
        self.button.setText(f"Chờ {self._left_s} giây" if self._left_s > 0 else "Mở sổ")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only watched, never kept back: what is typed belongs to the field and the typing aid.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.field.set_hint(CAPS_HINT if event.text().isupper() != shifted else HINT)
        return super().eventFilter(watched, event)
