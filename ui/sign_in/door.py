"""The window in front of the ledger: first start, recovery code, sign-in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from typing_extensions import override

from ui import theme
from ui.sign_in.frame import FORM_WIDTH, Frame
from ui.signs import product_icon

PRODUCT = "Sổ Kế hoạch Hải quan"


class DoorWindow(QMainWindow):
    """Shows one form at a time beside the product's name."""

    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle(PRODUCT)
        self.setWindowIcon(product_icon())
        self.setMinimumSize(640, 480)
        self.resize(1180, 720)

    def show_form(self, form: QWidget, *, unit: str = "", foot: str = "", width: int = FORM_WIDTH) -> None:
        """Show this form; the one before is dropped."""
        self.setWindowTitle(f"{unit} · {PRODUCT}" if unit else PRODUCT)
        self.setCentralWidget(Frame(form, unit=unit, foot=foot, width=width))
        self.show()
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def form(self) -> QWidget | None:
        """The form shown now."""
        frame = self.centralWidget()
        return frame.form if isinstance(frame, Frame) else None

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
