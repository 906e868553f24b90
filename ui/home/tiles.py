"""The five linked counts over Home."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import number_text
from desktop.home import Figures
from ui.signs import Sign
from ui.widgets.panels import row
from ui.widgets.tile import Tile


class Tiles(QWidget):
    """Overdue, due in seven days, returned, waiting for review, approved but not sent."""

    opened = Signal(object)
    """The preset of `TasksRequest` behind a tile (str)."""

    def __init__(self, *, may_review: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting_note = "mở để duyệt" if may_review else "đã gửi lãnh đạo"
        self.setAccessibleName("Số việc")
        self.tiles = {
            "overdue": Tile("Quá hạn", sign=Sign.OPEN_OVERDUE, alarm=True),
            "due_soon": Tile("Đến hạn trong 7 ngày", sign=Sign.OPEN_IN_TIME),
            "returned": Tile("Bị trả lại", "sửa rồi gửi lại", sign=Sign.RETURNED),
            "waiting": Tile("Chờ duyệt", self._waiting_note, icon="hourglass"),
            "unsent": Tile("Chưa gửi", "đã duyệt, chờ tạo tệp", icon="archive"),
        }
        layout = row(gap=12)
        for preset, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, preset=preset: self.opened.emit(preset))
            layout.addWidget(tile, 1)
        self.setLayout(layout)
        self._compact = False
        self._until = ""

    def show_figures(self, figures: Figures, until: str, *, by_unit: bool) -> None:
        """Show these figures; `until` is the last of the seven days, `by_unit` where several units are counted."""
        mine = "ở các đơn vị" if by_unit else f"{number_text(figures.overdue_mine)} của tôi"
        if figures.overdue_slots:
            mine = f"{mine} · {number_text(figures.overdue_slots)} kỳ báo cáo"
        self._until = until
        self.tiles["overdue"].set_count(figures.overdue, mine)
        self.tiles["due_soon"].set_count(figures.due_soon, self._due_note())
        self.tiles["returned"].set_count(figures.returned)
        self.tiles["waiting"].set_count(figures.waiting)
        self.tiles["unsent"].set_count(figures.unsent)

    def set_compact(self, compact: bool) -> None:
        """Use fewer words in a narrow window."""
        self._compact = compact
        self.tiles["due_soon"].set_words("Đến hạn" if compact else "Đến hạn trong 7 ngày")
        self.tiles["due_soon"].set_count(self.tiles["due_soon"].count, self._due_note())
        self.tiles["unsent"].set_count(self.tiles["unsent"].count, "đã duyệt" if compact else "đã duyệt, chờ tạo tệp")

    def _due_note(self) -> str:
        if self._compact:
            return "trong 7 ngày"
        return f"đến hết {self._until}" if self._until else ""
