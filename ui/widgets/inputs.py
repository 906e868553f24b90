"""Fields to type into. Text is never touched while it is typed: Vietnamese typing aids send Backspaces."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop import formats
from ui import icons, theme

PAUSE_MS = 600
"""After this long without a key a draft is worth keeping."""
SEARCH_MS = 200
"""After this long without a key a search is made."""
_BREAKS = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")


class LineEdit(QLineEdit):
    """One line of text; `committed` tells the text in NFC when the field is left or Enter is pressed."""

    committed = Signal(object)
    """The text (str)."""
    paused = Signal(object)
    """The text so far (str), when typing pauses."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.paused.emit(self.value_text()))
        self.textEdited.connect(lambda _text: self._pause.start())
        self.editingFinished.connect(self._commit)

    def value_text(self) -> str:
        """The text as it is kept: NFC, without spaces around it; a pasted tab or end of line is a space."""
        return _BREAKS.sub(" ", unicodedata.normalize("NFC", self.text())).strip()

    def _commit(self) -> None:
        self._pause.stop()
        self._settle()
        self.committed.emit(self.value_text())

    def _settle(self) -> None:
        kept = self.value_text()
        if kept != self.text():
            self.setText(kept)


class PasswordField(LineEdit):
    """A passphrase; the eye shows what was typed."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = QAction(icons.icon("eye", 16, "text2"), "Hiện mật khẩu", self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    @override
    def value_text(self) -> str:
        return unicodedata.normalize("NFC", self.text())

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("eye_off" if shown else "eye", 16, "text2"))
        self._eye.setText("Ẩn mật khẩu" if shown else "Hiện mật khẩu")


class SearchField(LineEdit):
    """A field to search with; `searched` tells the text a moment after the last key."""

    searched = Signal(object)
    """The text (str)."""

    def __init__(self, placeholder: str = "Tìm", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.setAccessibleName(placeholder)
        self.addAction(icons.icon("search", 16, "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(False)
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._delay.timeout.connect(lambda: self.searched.emit(self.value_text()))
        self.textChanged.connect(lambda _text: self._delay.start())

    @override
    def _settle(self) -> None:
        pass


class NumberField(LineEdit):
    """A figure as `1.234.567,89`, right-aligned, read when the field is left."""

    def __init__(self, places: int | None = 0, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._places = places
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def value(self) -> Decimal | None:
        """The figure typed, `None` where the field is empty or holds none."""
        return formats.number_of_text(self.value_text())

    def set_value(self, value: Decimal | int | None) -> None:
        """Write a figure."""
        self.setText("" if value is None else formats.number_text(value))

    def problem(self) -> str:
        """What is wrong with the text and what to do, "" where nothing is."""
        if not self.value_text():
            return ""
        value = self.value()
        if value is None:
            return "Không phải số. Gõ như 1.234 hoặc 12,5."
        if self._places == 0 and value != value.to_integral_value():
            return "Chỉ nhận số nguyên. Bỏ phần sau dấu phẩy."
        return ""

    @override
    def _settle(self) -> None:
        value = self.value()
        if value is not None:
            self.setText(formats.number_text(value))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(128), super().sizeHint().height())


class DateField(LineEdit):
    """A day as `dd/MM/yyyy`; `d/M/yyyy` and `ddMMyyyy` are understood when the field is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dd/MM/yyyy", parent)

    def value(self) -> date | None:
        """The day typed, `None` where the field is empty or holds none."""
        return formats.day_of_text(self.value_text())

    def set_value(self, value: date | None) -> None:
        """Write a day."""
        self.setText("" if value is None else formats.day_text(value))

    def problem(self) -> str:
        """What is wrong with the text and what to do, "" where nothing is."""
        if not self.value_text() or self.value() is not None:
            return ""
        return "Không có ngày này. Gõ như 25/06/2007."

    @override
    def _settle(self) -> None:
        value = self.value()
        if value is not None:
            self.setText(formats.day_text(value))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(128), super().sizeHint().height())


class TextArea(QPlainTextEdit):
    """Several lines of text; grows with them between `lines` and `most` lines, Tab leaves the field."""

    committed = Signal(object)
    """The text (str), when the field is left."""
    paused = Signal(object)
    """The text so far (str), when typing pauses."""

    def __init__(self, placeholder: str = "", *, lines: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._most = most
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.paused.emit(self.value_text()))
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._quiet = False
        self._fit()

    def value_text(self) -> str:
        """The text as it is kept: NFC, without space around it."""
        return unicodedata.normalize("NFC", self.toPlainText()).strip()

    def set_text(self, text: str) -> None:
        """Write a text; this is no typing, so no `paused` follows."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self._pause.start()

    def _fit(self) -> None:
        # A plain text document counts its size in lines.
        wanted = min(max(self._lines, round(self.document().size().height())), self._most)
        height = wanted * (self.fontMetrics().lineSpacing() + 1) + theme.current().px(20)
        overflows = self.document().size().height() > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if overflows else policy.ScrollBarAlwaysOff)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.isReadOnly():
            self._pause.stop()
            self.committed.emit(self.value_text())
