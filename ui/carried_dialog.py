"""What a person must know at the first sign-in to a ledger that was copied or restored onto this machine."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label

TITLE = "Sổ này lần đầu mở trên máy này"
KEPT = "Sổ được chép hoặc khôi phục từ nơi khác sang. Mọi việc đã ghi còn nguyên; từ đây máy này ghi thành phần riêng."
ONE_PLACE = "Nơi cũ vẫn còn dùng thì chỉ làm tiếp ở một nơi: việc ghi ở bản này không hiện ở bản kia."
TWO_MACHINES = "Cần làm trên hai máy: làm tiếp ở nơi cũ, còn ở máy này tạo sổ mới cho đơn vị rồi xin kết nạp."
TEXTS = (KEPT, ONE_PLACE, TWO_MACHINES)


class CarriedDialog(QDialog):
    """Says it once; «Đã hiểu» closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sổ Kế hoạch Hải quan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(" ".join(TEXTS))
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(8))
        layout.addWidget(Label(TITLE, Kind.DIALOG, wrap=True))
        for text in TEXTS:
            layout.addWidget(Label(text, Kind.BODY, wrap=True, tone="text2"))
        self.understood = PrimaryButton("Đã hiểu", "checkmark")
        self.understood.clicked.connect(self.accept)
        buttons = row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self.understood)
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        self.setFixedWidth(px(480))
        self.understood.setFocus(Qt.FocusReason.OtherFocusReason)
