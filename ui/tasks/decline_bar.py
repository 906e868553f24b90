"""Giving a task back: the unit's word and its answer; for a leader of the unit the act itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import moment_text
from desktop.permissions import Permission
from desktop.plans.records import AssignmentState
from desktop.plans.tasks import TaskItem
from desktop.session import Session
from ui.tasks.words import moment
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton
from ui.widgets.panels import column, row
from ui.widgets.text import show_if


class DeclineBar(QWidget):
    """Stands under the facts of a task that was given to this unit."""

    wanted = Signal()
    """The task shown is to be given back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Banner(Grade.INFO, "")
        self.decline = LinkButton("Đề nghị trả nhiệm vụ…", "arrow_undo")
        self.decline.clicked.connect(lambda _checked=False: self.wanted.emit())
        line = row(gap=0)
        line.addWidget(self.decline)
        line.addStretch(1)
        layout = column(gap=4)
        layout.addWidget(self.told)
        layout.addLayout(line)
        self.setLayout(layout)

    def show_item(self, item: TaskItem | None, session: Session) -> None:
        """Show what was said of a task; hidden where nothing was and nothing can be."""
        told = _told(item, session.unit) if item is not None else None
        may = item is not None and item.unit == session.unit and item.assignment is AssignmentState.ASSIGNED
        offers = may and item is not None and not item.is_declined and not item.row.is_withdrawn
        offers = offers and session.may(Permission.REVIEW) and "/" in session.node
        show_if(self.decline, offers)
        show_if(self.told, told is not None)
        if told is not None:
            self.told.tell(*told)
        self.setVisible(offers or told is not None)


def _told(item: TaskItem, own: str) -> tuple[Grade, str, str] | None:
    """The unit's word while it waits, and the answer that lets the task stand."""
    decline = item.decline
    if decline is None or item.assignment is not AssignmentState.ASSIGNED:
        return None
    if decline.answered_at is None:
        who = "Đã đề nghị trả" if item.unit == own else "Đơn vị đề nghị trả"
        return (Grade.WARNING, f"{who} nhiệm vụ {_at(decline.at)}, chờ trả lời", f"«{decline.reason}»")
    return (Grade.INFO, f"Nhiệm vụ giữ nguyên, trả lời {_at(decline.answered_at)}", f"«{decline.answer}»")


def _at(at_ms: int) -> str:
    return f"lúc {moment_text(moment(at_ms))}"
