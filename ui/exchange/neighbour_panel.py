"""The left of the exchange screen: the neighbours, and where a received file comes in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.exchange.neighbour_list import NeighbourList
from ui.widgets.buttons import PlainButton, SecondaryButton
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label


class NeighbourPanel(Panel):
    """The list over the buttons that open a file or a folder."""

    open_wanted = Signal()
    folder_wanted = Signal()
    admission_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Đơn vị trao đổi", scrolls=False, edge="right", margin=0, gap=0, parent=parent)
        head = row()
        head.addWidget(Label("Đơn vị trao đổi", Kind.STRONG))
        self.set_head(head)
        self.neighbours = NeighbourList()
        self.body.addWidget(self.neighbours, 1)
        self.open = SecondaryButton("Mở tệp nhận được", "folder_open", tip="Ctrl+I")
        self.open.clicked.connect(self.open_wanted)
        self.folder = SecondaryButton("Mở thư mục", "archive", tip="Nhập mọi tệp trong một thư mục")
        self.folder.clicked.connect(self.folder_wanted)
        self.enrol = PlainButton("Kết nạp máy mới", "key")
        self.enrol.clicked.connect(self.admission_wanted)
        foot = column(gap=6)
        for button in (self.open, self.folder, self.enrol):
            foot.addWidget(button)
        self.set_foot(foot)
        self.setFixedWidth(theme.current().px(236))

    def show_reason(self, reason: str) -> None:
        """Why this person cannot open files; "" where he can."""
        for button in (self.open, self.folder):
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason)
