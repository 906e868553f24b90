"""What program this is, and whose ledger is open."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.desk import Desk
from ui.version import version
from ui.widgets.panels import Card
from ui.widgets.text import Kind, Label


class AboutCard(Card):
    """Version, unit, node and installation; the latter are asked for on the telephone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Về chương trình", "Sổ Kế hoạch Hải quan", parent=parent)
        session = desk.session
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(16))
        grid.setColumnStretch(1, 1)
        facts = (
            ("Phiên bản", version()),
            ("Đơn vị", desk.units.unit(session.unit).name),
            ("Vị trí trong ngành", session.node),
            ("Mã sổ", session.workspace.info.database_id[:12]),
            ("Giấy phép phông chữ", "IBM Plex Sans, Liberation Serif: SIL Open Font License 1.1"),
            ("Giấy phép biểu tượng", "Fluent UI System Icons: MIT"),
        )
        for line, (name, value) in enumerate(facts):
            grid.addWidget(Label(name, Kind.META), line, 0)
            grid.addWidget(Label(value, wrap=True, selectable=True), line, 1)
        self.body.addLayout(grid)
