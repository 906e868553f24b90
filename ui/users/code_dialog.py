"""The new recovery code after somebody's access was taken away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.sign_in.recovery_form import RecoveryForm


class CodeDialog(QDialog):
    """Shows the code once; closes after one of its groups was typed from the kept copy."""

    def __init__(self, code: str, unit: str, asked: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mã khôi phục mới")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        self.form = RecoveryForm(code, unit, asked)
        self.form.go_on.setText("Đã giữ mã mới")
        self.form.confirmed.connect(self.accept)
        layout.addWidget(self.form)
        self.setMinimumWidth(px(508))
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
