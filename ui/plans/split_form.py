"""Splitting a task: one part per line, its number before it where it has one."""

import re
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.plans.records import PrintedRow
from desktop.plans.row_fields import RowFields
from ui.widgets.fields import Field
from ui.widgets.inputs import TextArea
from ui.widgets.panels import column
from ui.widgets.text import Kind, Label

_NUMBERED: Final = re.compile(r"(\d+(?:\.\d+)*|[a-zđ])[.)]\s+(.+)")
_BULLET: Final = re.compile(r"^[-–•+*]\s+")


class SplitForm(QWidget):
    """The parts as they are typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = TextArea(lines=6, most=16)
        self.field = Field("Các phần, mỗi dòng một phần", self.lines)
        self._note = Label("", Kind.META, wrap=True)
        layout = column(gap=10)
        layout.addWidget(self._note)
        layout.addWidget(self.field)
        self.setLayout(layout)
        self.lines.textChanged.connect(self._count)
        self.lines.textChanged.connect(self.edited)

    def begin(self, task: PrintedRow, *, replaces: bool) -> None:
        """Begin with what the plan prints as the work of the task; `replaces` where the parts come in its place."""
        self.field.clear_mark()
        keeps = "Các phần giữ đơn vị và thời hạn của nhiệm vụ."
        note = "Nhiệm vụ được thay bằng các phần này." if replaces else "Nhiệm vụ thành nhóm, các phần đứng bên dưới."
        self._note.setText(f"{note} {keeps}")
        self.lines.set_text("\n".join(_BULLET.sub("", " ".join(line.split())) for line in task.activities))
        self._count()

    def parts(self) -> tuple[RowFields, ...]:
        """The parts typed so far."""
        return parts_of(self.lines.value_text())

    def require_parts(self) -> bool:
        """Whether there are at least two parts; the field is marked where there are not."""
        if len(self.parts()) >= 2:
            return True
        self.field.set_error("Gõ ít nhất hai phần, mỗi phần một dòng.")
        self.lines.setFocus()
        return False

    def _count(self) -> None:
        number = len(self.parts())
        self.field.set_hint(f"{number} phần. Số đầu dòng như «1.» hay «a)» thành số thứ tự của phần.")


def parts_of(text: str) -> tuple[RowFields, ...]:
    """The parts that a text names, one a line: «a) Lập danh sách» is the part a."""
    found = []
    for line in text.splitlines():
        words = _BULLET.sub("", line.strip())
        numbered = _NUMBERED.fullmatch(words)
        if numbered is not None:
            found.append(RowFields(number=numbered.group(1), title=numbered.group(2)))
        elif words:
            found.append(RowFields(title=words))
    return tuple(found)
