"""The first page of a machine without a ledger: make one, or open one that is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.text import Kind, Label

SECRECY = "Không nhập, lưu thông tin thuộc danh mục bí mật nhà nước."
"""Said at the first start and wherever text is entered (Luật Bảo vệ bí mật nhà nước)."""


class StartForm(QWidget):
    """Two ways into a ledger, and what must never be entered into it."""

    create_chosen = Signal()
    open_chosen = Signal()

    def __init__(self, trouble: tuple[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(Label("Bắt đầu", Kind.CELL))
        if trouble is not None:
            layout.addWidget(Banner(Grade.ERROR, *trouble))
        layout.addWidget(
            Label(
                "Mỗi đơn vị có một sổ trên máy này, được khóa bằng mật khẩu của từng người."
                " Các đơn vị trao đổi với nhau bằng tệp.",
                wrap=True,
                tone="text2",
            )
        )
        layout.addSpacing(px(6))
        self.make = PrimaryButton("Tạo sổ cho đơn vị", "add")
        self.make.set_size("large")
        self.make.clicked.connect(self.create_chosen)
        self.open_button = SecondaryButton("Mở sổ có sẵn", "folder_open")
        self.open_button.set_size("large")
        self.open_button.clicked.connect(self.open_chosen)
        layout.addWidget(self.make)
        layout.addWidget(self.open_button)
        layout.addSpacing(px(10))
        layout.addWidget(Banner(Grade.WARNING, SECRECY, "Chương trình chỉ dùng cho tài liệu không mật."))
        self.setFocusProxy(self.make)
