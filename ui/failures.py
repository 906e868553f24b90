"""What could not be done and nobody on the screen claimed: plain words, and a technical view without anybody's data."""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.messages import Message, explain
from ui import theme
from ui.widgets.buttons import PlainButton, SecondaryButton
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label

LOG_FILE = "sokehoach.log"
LOG_BYTES = 500_000
OWN_MISTAKE = Message(
    "Chương trình gặp lỗi ngoài dự tính và đã bỏ việc đang làm.",
    "Sổ vẫn như trước việc đó. Làm lại; nếu lỗi lặp lại, gửi phần chi tiết cho đầu mối.",
)


def technical_view(error: BaseException) -> str:
    """Where it happened: kinds of errors and places in the program, never what the error says.

    The text of an error may carry what a person typed; places in the program cannot.
    """
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines.extend(f"  {_place(frame)}" for frame in traceback.extract_tb(seen.__traceback__))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


def _place(frame: traceback.FrameSummary) -> str:
    file = Path(frame.filename)
    return f"{file.parent.name}/{file.name}:{frame.lineno} {frame.name}"


def failure_log(folder: Path) -> logging.Logger:
    """The log of failures of our own, in the machine's state folder; two files of 0,5 MB at most."""
    from logging.handlers import RotatingFileHandler  # what it draws in costs the start more than the whole log

    made = logging.getLogger("sokehoach.failures")
    made.propagate = False
    made.setLevel(logging.INFO)
    for handler in list(made.handlers):
        made.removeHandler(handler)
        handler.close()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        made.addHandler(logging.NullHandler())
        return made
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    made.addHandler(handler)
    return made


class FailureDialog(QDialog):
    """What happened and what to do; «Chi tiết» unfolds the technical view."""

    def __init__(self, told: Message, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if parent is None:
            theme.dress(self)
        self.setWindowTitle("Sổ Kế hoạch Hải quan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(told.what)
        self.setAccessibleDescription(told.todo)
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(8))
        layout.addWidget(Label(told.what, Kind.DIALOG, wrap=True))
        layout.addWidget(Label(told.todo, wrap=True, tone="text2"))
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Chi tiết kỹ thuật")
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(px(160))
        self.details.hide()
        layout.addWidget(self.details)
        self.unfold = PlainButton("Chi tiết", "chevron_down")
        self.unfold.setVisible(bool(details))
        self.unfold.clicked.connect(self._unfold)
        self.close_button = SecondaryButton("Đóng")
        self.close_button.clicked.connect(self.accept)
        buttons = row(gap=8)
        buttons.addWidget(self.unfold)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        self.setMinimumWidth(px(460))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.unfold.set_icon("chevron_up" if shown else "chevron_down")
        self.adjustSize()


class FailureDesk(QObject):
    """Tells failures one at a time over the active window; those of our own are logged as well."""

    _came = Signal(object)

    def __init__(self, state_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state_folder = state_folder
        self._log: logging.Logger | None = None
        self._shown: FailureDialog | None = None
        self.over: QWidget | None = None
        self._came.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over what Python would write to a console nobody sees."""
        sys.excepthook = self._caught
        threading.excepthook = lambda caught: self._came.emit(caught.exc_value)

    def uninstall(self) -> None:
        """Give Python its own way back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _caught(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, _trace)
            return
        self._came.emit(error)

    def tell(self, error: BaseException) -> None:
        """Show a failure; while one is shown, further ones are only logged."""
        told = explain(error)
        details = "" if told else technical_view(error)
        if details:
            self._log = self._log or failure_log(self._state_folder)
            self._log.error("%s", details)
        if self._shown is not None:
            return
        self._shown = FailureDialog(told or OWN_MISTAKE, details, self.over)
        self._shown.finished.connect(self._closed)
        self._shown.open()

    @property
    def shown(self) -> FailureDialog | None:
        """The failure on the screen."""
        return self._shown

    def _closed(self) -> None:
        self._shown = None
