"""What the plan prints about a task and who has it, beside the task's full title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.plans.records import AssignmentState
from desktop.text import collapse
from desktop.users.people import RosterPerson
from ui import theme
from ui.tasks.lines import Line
from ui.tasks.words import ROLE_OF_UNIT, meaning_of
from ui.widgets.choices import ComboBox
from ui.widgets.text import Kind, Label

NOBODY = "Chưa phân công"


class TaskFacts(QWidget):
    """Lead, support, printed deadline and its meaning, product, unit, officer; empty ones are left out."""

    allocated = Signal(object)
    """The id of the officer (str) the task is given to; "" takes it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        px = theme.current().px
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(3))
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[Label, Label]] = {}
        names = ("Chủ trì", "Phối hợp", "Hạn ghi", "Sản phẩm", "Ghi chú", "Đơn vị", "Giao cho")
        for number, name in enumerate(names):
            head = Label(name, Kind.META)
            value = Label("", Kind.BODY, wrap=True, selectable=True)
            self._grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, number, 1)
            self._lines[name] = (head, value)
        self.officer = ComboBox()
        self.officer.setAccessibleName("Giao cho")
        self.officer.activated.connect(lambda _row: self.allocated.emit(self.officer.value()))
        self._grid.addWidget(self.officer, len(names) - 1, 1)

    def show_line(
        self, line: Line, officers: tuple[RosterPerson, ...], *, may_allocate: bool, shows_unit: bool
    ) -> None:
        """Show a task; where it may be given to an officer, with the chooser; with its unit where there are many."""
        row, item = line.row, line.item
        self._tell("Chủ trì", collapse(row.lead_text))
        self._tell("Phối hợp", collapse(row.support_text))
        printed = f"«{collapse(row.deadline_text)}»" if row.deadline_text.strip() else "Không ghi hạn"
        meaning = meaning_of(row.deadline, line.day, item)
        says_more = meaning.casefold() not in printed.casefold()
        self._tell("Hạn ghi", f"{printed} → {meaning}" if says_more else printed)
        self._tell("Sản phẩm", row.product.strip())
        self._tell("Ghi chú", row.note.strip())
        self._tell("Đơn vị", "" if line.is_whole or not shows_unit else _unit(line))
        head, value = self._lines["Giao cho"]
        own = item is not None and not (shows_unit and not may_allocate)
        head.setVisible(own)
        value.setVisible(own and not may_allocate)
        self.officer.setVisible(item is not None and may_allocate)
        if item is not None:
            value.setText(item.officer_name or NOBODY)
            self.officer.set_entries([(NOBODY, ""), *((person.name, person.id) for person in officers)])
            self.officer.set_value(item.officer)

    def _tell(self, name: str, words: str) -> None:
        head, value = self._lines[name]
        head.setVisible(bool(words))
        value.setVisible(bool(words))
        value.setText(words)


def _unit(line: Line) -> str:
    if line.item is None:
        return ""
    if line.item.assignment is AssignmentState.WITHDRAWN:
        return f"{line.unit_name}, đã thu hồi"
    if line.item.is_passed_on:
        return f"{line.unit_name} (đơn vị cấp trên trực tiếp giao)"
    return f"{line.unit_name} ({ROLE_OF_UNIT[line.item.role]})"
