"""The recorded amendments of a plan with what each changed, and who received and acknowledged them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.amendments.amendments import Amendment
from desktop.formats import day_text, number_text
from ui import theme
from ui.plans.changes_view import ChangesView
from ui.plans.sheet import PlanSheet
from ui.plans.shown_change import ShownChange, counted, of_row
from ui.tree_model import Group
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.panels import column


class RevisionsSection(QWidget):
    """Every decision under its heading, the last one first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(Grade.WARNING, "")
        self.changes = ChangesView("Các bản sửa đổi đã ghi")
        self.empty = EmptyState(
            "Kế hoạch đang như khi ban hành",
            "Chưa có quyết định nào sửa kế hoạch này.",
            icon="document_text",
            tone="grey",
        )
        layout = column(gap=0)
        notices = column(gap=0)
        px = theme.current().px
        notices.setContentsMargins(px(16), px(12), px(16), px(12))
        notices.addWidget(self.banner)
        notices.addWidget(self.empty)
        self._notices = QWidget()
        self._notices.setLayout(notices)
        layout.addWidget(self._notices)
        layout.addWidget(self.changes, 1)
        self.setLayout(layout)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the decisions of a plan."""
        rows = {line.entity: line.row for line in sheet.lines}
        known = sheet.revisions
        self.banner.setVisible(bool(known.words))
        if known.words:
            self.banner.tell(Grade.WARNING, known.words[0], " ".join(known.words[1:]))
        groups = [
            group_of(one, [of_row(amended, rows, (one.rev, amended.task)) for amended in one.rows])
            for one in reversed(known.amendments)
        ]
        self.empty.setVisible(not groups)
        self.changes.setVisible(bool(groups))
        self._notices.setVisible(bool(known.words) or not groups)
        self.changes.show_changes((), groups)

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window."""
        self.changes.set_compact(compact)


def group_of(amendment: Amendment, changes: Sequence[ShownChange]) -> Group[ShownChange]:
    """The heading of a decision over its changes."""
    return Group(amendment.rev, heading(amendment), changes, note=counted(changes) or f"{number_text(0)} dòng")


def heading(amendment: Amendment) -> str:
    """«Bản 2 · 1021/QĐ-TCHQ ngày 12/07/2007»."""
    day = f" ngày {day_text(amendment.date)}" if amendment.date else ""
    return f"Bản {amendment.rev} · {amendment.number}{day}"
