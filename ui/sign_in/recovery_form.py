"""The recovery code, shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Well, row
from ui.widgets.text import Kind, Label

_COLUMNS = 3
_LOOKALIKES = str.maketrans("OIL", "011")


class RecoveryForm(QWidget):
    """The code in its groups; one goes on after typing one of them from the paper copy."""

    confirmed = Signal()

    def __init__(self, code: str, unit: str, asked: int, parent: QWidget | None = None) -> None:
        """`asked` is the place (from 0) of the group that must be typed."""
        super().__init__(parent)
        self._code = code
        self._unit = unit
        self._groups = code.split("-")
        self._asked = asked % len(self._groups)
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(Label("Mã khôi phục của sổ", Kind.CELL))
        layout.addWidget(
            Banner(
                Grade.WARNING,
                "Mã này chỉ hiện một lần và không được lưu ở đâu.",
                "Ai có mã và tệp sổ thì đọc được sổ. Mất mật khẩu mà không có mã thì không ai mở lại được sổ.",
            )
        )
        layout.addWidget(self._well())
        layout.addLayout(self._tools())
        layout.addSpacing(px(6))
        self.typed = LineEdit()
        self.field = Field(
            f"Gõ nhóm {self._asked + 1} từ bản đã giữ", self.typed, "Để chắc rằng bản giữ đọc được và đủ nhóm."
        )
        layout.addWidget(self.field)
        self.go_on = PrimaryButton("Đã giữ mã, tới đăng nhập", "checkmark")
        self.go_on.set_size("large")
        layout.addWidget(self.go_on)
        self.go_on.clicked.connect(self._confirm)
        self.typed.returnPressed.connect(self._confirm)
        self.setFocusProxy(self.typed)

    def _well(self) -> Well:
        well = Well(margin=16, gap=6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(12))
        grid.setVerticalSpacing(theme.current().px(8))
        for place, group in enumerate(self._groups):
            line, across = divmod(place, _COLUMNS)
            grid.addWidget(Label(f"{place + 1}.", Kind.QUIET), line, 2 * across, Qt.AlignmentFlag.AlignRight)
            shown = Label(group, Kind.TITLE)
            shown.setAccessibleName(f"Nhóm {place + 1}: {' '.join(group)}")
            grid.addWidget(shown, line, 2 * across + 1)
            grid.setColumnStretch(2 * across + 1, 1)
        well.body.addLayout(grid)
        return well

    def _tools(self) -> "QVBoxLayout":
        self.copy = SecondaryButton("Chép mã", "copy")
        self.copy.clicked.connect(self._copy)
        self.print = SecondaryButton("In mã", "print")
        self.print.clicked.connect(self._print)
        line = row(gap=8)
        line.addWidget(self.print)
        line.addWidget(self.copy)
        line.addStretch(1)
        self._note = Label("Giữ bản giấy ở nơi khác với máy này, trong phong bì niêm phong.", Kind.META, wrap=True)
        block = QVBoxLayout()
        block.setSpacing(theme.current().px(4))
        block.addLayout(line)
        block.addWidget(self._note)
        return block

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._note.setText("Đã chép mã. Dán vào nơi giữ an toàn rồi chép thứ khác để xóa mã khỏi bộ nhớ tạm.")

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("In mã khôi phục")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._document().print_(printer)

    def _document(self) -> QTextDocument:
        """What is printed: unit, code, and what it is for."""
        document = QTextDocument()
        groups = "\n".join(
            "    ".join(self._groups[at : at + _COLUMNS]) for at in range(0, len(self._groups), _COLUMNS)
        )
        document.setPlainText(
            f"SỔ KẾ HOẠCH HẢI QUAN\nMã khôi phục của sổ: {self._unit}\n\n{groups}\n\n"
            "Cất trong phong bì niêm phong, không để cùng máy tính. Ai có mã và tệp sổ thì đọc được sổ."
        )
        return document

    def _confirm(self) -> None:
        typed = self.typed.value_text().upper().translate(_LOOKALIKES)
        if typed == self._groups[self._asked].translate(_LOOKALIKES):
            self.field.clear_mark()
            self.confirmed.emit()
        else:
            self.field.set_error("Nhóm này không khớp. Đối chiếu bản đã giữ với mã ở trên rồi gõ lại.")
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
