"""Tells of a task that two machines recorded different values of one field, with the way to where that is decided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.conflicts.powers import power_over
from desktop.conflicts.records import Power
from desktop.journal.event import EntityId, kind_of
from desktop.session import Session
from ui.tasks.lines import Line
from ui.widgets.banner import Banner, Grade


class PartedBanner(Banner):
    """Stands over the parts of the detail while something of the task waits to be decided."""

    decide_wanted = Signal(object)
    """The record (`EntityId`) with values to decide between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Grade.WARNING, "", action="Quyết định", on_action=self._go, parent=parent)
        self._entity: EntityId | None = None
        self.hide()

    def show_line(self, line: Line, session: Session) -> None:
        """Look at another task; who may not decide is offered to look."""
        parted = parted_records(line)
        self._entity = parted[0] if parted else None
        self.setVisible(bool(parted))
        if not parted:
            return
        looks = power_over(session, parted[0], {session.node}) is Power.OTHER_ROLE
        who = "Lãnh đạo đơn vị quyết định." if looks and kind_of(parted[0]) == "prog" else ""
        self.tell(Grade.WARNING, "Hai máy ghi giá trị khác nhau cho cùng một trường.", who)
        self.button.setText("Xem" if looks else "Quyết định")

    def _go(self) -> None:
        if self._entity is not None:
            self.decide_wanted.emit(self._entity)


def parted_records(line: Line) -> list[EntityId]:
    """The task's row and entries that hold two values of one field."""
    row = [line.row.entity] if line.row.parallel else []
    entries = line.item.entries if line.item is not None else ()
    return [*(entry.entity for entry in entries if entry.parallel), *row]
