"""Side, list and detail beside each other, as wide as the window allows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui import theme
from ui.tasks.detail import DetailPanel
from ui.tasks.list_panel import ListPanel
from ui.tasks.side_panel import SidePanel
from ui.widgets.panels import row

SIDE, DETAIL, WIDE_DETAIL, WIDE_FROM, ALTERNATES_BELOW = 188, 446, 560, 1480, 740
COMPACT_LIST, LEAST_DETAIL = 340, 320


class TasksLayout(QWidget):
    """In a narrow window the side is a button; where not even two fit, list and detail alternate."""

    def __init__(self, side: SidePanel, listed: ListPanel, detail: DetailPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._list, self._detail = side, listed, detail
        self._is_compact = False
        parts = row(gap=0)
        parts.addWidget(side)
        parts.addWidget(listed, 1)
        parts.addWidget(detail)
        self.setLayout(parts)

    @override
    def minimumSizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(LEAST_DETAIL), px(200))  # the widths of the parts follow the window, not the other way

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window, or a wide one again."""
        self._is_compact = compact
        self._side.setVisible(not compact)
        self._list.set_compact(compact)
        self._detail.slots.set_compact(compact)
        self._fit()

    def open_detail(self) -> None:
        """Show the detail and put the focus where entering begins."""
        self.show_detail()
        self._detail.enter()

    def show_detail(self) -> None:
        """Show the detail."""
        self._detail.show()
        self._fit()

    def close_detail(self) -> None:
        """Give the list the whole width."""
        self._detail.entry.keep()
        self._detail.hide()
        self._fit()
        self._list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_list(self) -> None:
        """Put the focus into the list, showing it where the detail has its place."""
        if self._list.isHidden():
            self.close_detail()
        self._list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        px = theme.current().px
        alternates = self._is_compact and self.width() < px(ALTERNATES_BELOW)
        if self._is_compact:
            width = self.width() if alternates else self.width() - px(COMPACT_LIST)
        else:
            width = px(WIDE_DETAIL if self.width() >= px(WIDE_FROM) else DETAIL)
        self._side.setFixedWidth(px(SIDE))
        self._detail.setFixedWidth(max(px(LEAST_DETAIL), width))
        self._list.set_roomy(self._detail.isHidden() or self.width() >= px(WIDE_FROM))
        self._list.setVisible(not (alternates and not self._detail.isHidden()))
