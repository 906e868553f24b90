"""The right of the exchange screen: one panel at a time, the quiet one while nothing else is open."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.exchange.admit_panel import AdmitPanel
from ui.exchange.folder_panel import FolderPanel
from ui.exchange.idle_panel import IdlePanel
from ui.exchange.inspect_panel import InspectPanel
from ui.exchange.kept_panel import KeptPanel
from ui.exchange.preview_panel import PreviewPanel
from ui.exchange.refused_panel import RefusedPanel
from ui.exchange.take_back_panel import TakeBackPanel
from ui.exchange.trouble_panel import TroublePanel
from ui.exchange.write_panel import WritePanel
from ui.widgets.panels import Panel


class RightSide(QStackedWidget):
    """Holds the panels; every one that can be closed gives way to the quiet one."""

    turned = Signal()
    """Another panel is shown."""
    left = Signal()
    """A panel was closed by the person."""

    def __init__(self, unit_words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.idle = IdlePanel()
        self.preview = PreviewPanel(unit_words)
        self.kept = KeptPanel(unit_words)
        self.writing = WritePanel(unit_words)
        self.folder = FolderPanel()
        self.inspection = InspectPanel()
        self.refused = RefusedPanel()
        self.take_back = TakeBackPanel(unit_words)
        self.trouble = TroublePanel()
        self.admit = AdmitPanel()
        for panel in self.panels:
            self.addWidget(panel)
        self._give_width(self.idle)
        for closed in (
            self.preview.postponed,
            self.writing.closed,
            self.folder.closed,
            self.inspection.closed,
            self.refused.closed,
            self.take_back.closed,
            self.trouble.closed,
            self.admit.closed,
        ):
            closed.connect(self.close_panel)

    @property
    def panels(self) -> Sequence[Panel]:
        """All of them, the quiet one first."""
        reading = (self.preview, self.kept, self.folder, self.inspection, self.refused)
        return (self.idle, *reading, self.writing, self.take_back, self.trouble, self.admit)

    @property
    def is_busy(self) -> bool:
        """Whether something else than the quiet panel is shown."""
        return self.currentWidget() is not self.idle

    def turn_to(self, panel: Panel) -> None:
        """Show a panel."""
        self.setCurrentWidget(panel)
        self._give_width(panel)
        self.turned.emit()

    def _give_width(self, shown: Panel) -> None:
        """Let only the panel that is shown ask for room: the others would keep the page from becoming narrow."""
        for panel in self.panels:
            wanted = QSizePolicy.Policy.Preferred if panel is shown else QSizePolicy.Policy.Ignored
            panel.setSizePolicy(wanted, wanted)

    def close_panel(self) -> None:
        """Show the quiet panel again."""
        self.idle.show_problem("", "")
        self.turn_to(self.idle)
        self.left.emit()
