"""The foot under the form: when the draft was kept, and the three acts."""

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import row
from ui.widgets.text import ElidedLabel, Kind


class EntryFoot(QWidget):
    """«Kiểm tra», «Ghi», «Gửi duyệt», and a line about the draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = IconLabel()
        self._words = ElidedLabel("", Kind.META)
        self.check = SecondaryButton("Kiểm tra", tip="Kê mọi chỗ sai, Ctrl+Shift+K")
        self.save = SecondaryButton("Ghi", tip="Ghi vào sổ, chưa gửi, Ctrl+S")
        self.submit = PrimaryButton("Gửi duyệt", "send", tip="Ghi và gửi lãnh đạo duyệt, Ctrl+Enter")
        layout = row(gap=8)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)
        for button in (self.check, self.save, self.submit):
            layout.addWidget(button)
        self.setLayout(layout)
        self.say("")

    @property
    def words(self) -> str:
        """What the line says."""
        return self._words.text()

    def say(self, words: str, *, good: bool = False) -> None:
        """Say another thing about the draft."""
        self._words.setText(words)
        self._sign.setVisible(bool(words))
        self._sign.set_icon("checkmark_circle" if good else "info" if words else "", "green.solid" if good else "text2")
