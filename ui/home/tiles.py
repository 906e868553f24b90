"""The five linked counts over Home."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import number_text
from desktop.home import Home
from ui.signs import Sign
from ui.widgets.panels import row
from ui.widgets.tile import Tile


class Tiles(QWidget):
    """Overdue, due in seven days, returned, waiting for review, approved but not sent.

    At a unit without any above it the last two are the results that wait for its verdict and the tasks given back.
    """

    opened = Signal(object)
    """The preset of `TasksRequest` behind a tile (str)."""

    def __init__(self, *, may_review: bool, is_top: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_top = is_top
        self._waiting_note = "mở để duyệt" if may_review else "đã gửi lãnh đạo"
        self.setAccessibleName("Số việc")
        self.tiles = {
            "overdue": Tile("Quá hạn", sign=Sign.OPEN_OVERDUE, alarm=True),
            "due_soon": Tile("Đến hạn trong 7 ngày", sign=Sign.OPEN_IN_TIME),
            "returned": Tile("Bị trả lại", "sửa rồi gửi lại", sign=Sign.RETURNED),
        }
        if is_top:
            self.tiles["awaited"] = Tile("Chờ kết luận", "kết quả các đơn vị gửi lên", icon="hourglass")
            self.tiles["declined"] = Tile("Đề nghị trả", "nhiệm vụ chờ trả lời", icon="arrow_undo")
        else:
            self.tiles["waiting"] = Tile("Chờ duyệt", self._waiting_note, icon="hourglass")
            self.tiles["unsent"] = Tile("Chưa gửi", "đã duyệt, chờ tạo tệp", icon="archive")
        layout = row(gap=12)
        for preset, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, preset=preset: self.opened.emit(preset))
            layout.addWidget(tile, 1)
        self.setLayout(layout)
        self._compact = False
        self._until = ""

    def show_figures(self, shown: Home, until: str, *, by_unit: bool) -> None:
        """Show the figures of Home; `until` is the last of the seven days, `by_unit` where several units count."""
        figures = shown.figures
        mine = "ở các đơn vị" if by_unit else f"{number_text(figures.overdue_mine)} của tôi"
        if figures.overdue_slots:
            mine = f"{mine}, {number_text(figures.overdue_slots)} kỳ"
        self._until = until
        self.tiles["overdue"].set_count(figures.overdue, mine)
        self.tiles["due_soon"].set_count(figures.due_soon, self._due_note())
        self.tiles["returned"].set_count(figures.returned)
        if self._is_top:
            self.tiles["awaited"].set_count(shown.to_judge)
            self.tiles["declined"].set_count(shown.declined)
        else:
            self.tiles["waiting"].set_count(figures.waiting)
            self.tiles["unsent"].set_count(figures.unsent)

    def set_compact(self, compact: bool) -> None:
        """Use fewer words in a narrow window."""
        self._compact = compact
        self.tiles["due_soon"].set_words("Đến hạn" if compact else "Đến hạn trong 7 ngày")
        self.tiles["due_soon"].set_count(self.tiles["due_soon"].count, self._due_note())
        if self._is_top:
            note = "kết quả gửi lên" if compact else "kết quả các đơn vị gửi lên"
            self.tiles["awaited"].set_count(self.tiles["awaited"].count, note)
            note = "chờ trả lời" if compact else "nhiệm vụ chờ trả lời"
            self.tiles["declined"].set_count(self.tiles["declined"].count, note)
        else:
            note = "đã duyệt" if compact else "đã duyệt, chờ tạo tệp"
            self.tiles["unsent"].set_count(self.tiles["unsent"].count, note)

    def _due_note(self) -> str:
        if self._compact:
            return "trong 7 ngày"
        return f"đến hết {self._until}" if self._until else ""
