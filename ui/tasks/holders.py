"""Who has a task: each unit with its state; headquarters opens its share from here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.plans.tasks import TaskItem
from desktop.plans.words import badge_words
from ui.tasks.words import ROLE_OF_UNIT, second_line, sign_of
from ui.widgets.badge import StatusBadge
from ui.widgets.buttons import LinkButton
from ui.widgets.panels import column, row, rule
from ui.widgets.text import Kind, Label


class HolderList(QWidget):
    """A line for each unit: name, role, badge, percent and life state."""

    chosen = Signal(object)
    """The `TaskItem` of the unit chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column(gap=0)
        self.setLayout(self._body)
        self._content: QWidget | None = None

    def show_holders(self, holders: Sequence[tuple[str, TaskItem]]) -> None:
        """Show these units, each with the name it goes by."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        body = column(gap=8)
        self._content.setLayout(body)
        for number, (name, item) in enumerate(holders):
            if number:
                body.addWidget(rule())
            body.addLayout(self._line(name, item))
        if not holders:
            body.addWidget(Label("Chưa giao đơn vị nào.", Kind.META))
        self._body.addWidget(self._content)

    def _line(self, name: str, item: TaskItem) -> QHBoxLayout:
        made = row(gap=8)
        link = LinkButton(name)
        link.clicked.connect(lambda _checked=False: self.chosen.emit(item))
        words = column(gap=0)
        words.addWidget(link)
        role = "đơn vị cấp trên trực tiếp giao" if item.is_passed_on else ROLE_OF_UNIT[item.role]
        words.addWidget(Label(f"{role} · {second_line(item)}", Kind.META, wrap=True))
        made.addLayout(words, 1)
        made.addWidget(StatusBadge(sign_of(item), badge_words(item.standing)))
        return made
