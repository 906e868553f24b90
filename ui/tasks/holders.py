"""Who has a task: each unit with its state; headquarters opens its share from here."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.assigning.handed import Handed
from desktop.formats import moment_text
from desktop.journal.event import EntityId
from desktop.plans.tasks import TaskItem
from desktop.plans.words import badge_words
from ui.tasks.words import ROLE_OF_UNIT, moment, second_line, sign_of
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

    def show_holders(
        self, holders: Sequence[tuple[str, TaskItem]], reached: Mapping[tuple[EntityId, str], Handed] | None = None
    ) -> None:
        """Show these units, each with the name it goes by, and how far each assignment is where that is known."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        body = column(gap=8)
        self._content.setLayout(body)
        for number, (name, item) in enumerate(holders):
            if number:
                body.addWidget(rule())
            found = (reached or {}).get((item.row.entity, item.unit))
            body.addLayout(self._line(name, item, handed_words(found) if found is not None else ""))
        if not holders:
            body.addWidget(Label("Chưa giao đơn vị nào.", Kind.META))
        self._body.addWidget(self._content)

    def _line(self, name: str, item: TaskItem, way: str) -> QHBoxLayout:
        made = row(gap=8)
        link = LinkButton(name)
        link.clicked.connect(lambda _checked=False: self.chosen.emit(item))
        words = column(gap=0)
        words.addWidget(link)
        role = "đơn vị cấp trên trực tiếp giao" if item.is_passed_on else ROLE_OF_UNIT[item.role]
        words.addWidget(Label(f"{role} · {second_line(item)}", Kind.META, wrap=True))
        if way:
            words.addWidget(Label(way, Kind.META, wrap=True))
        if item.is_declined:
            words.addWidget(Label("đơn vị đề nghị trả, chờ trả lời", Kind.META, wrap=True, tone="warn"))
        made.addLayout(words, 1)
        made.addWidget(StatusBadge(sign_of(item), badge_words(item.standing)))
        return made


def handed_words(found: Handed) -> str:
    """Whether, when and on which machine an assignment was received."""
    if found.received_at is not None:
        machine = f", máy {found.machine}" if found.machine else ""
        return f"đã nhận {moment_text(moment(found.received_at))}{machine}"
    if found.bundle is not None and found.written_at is not None:
        return f"trong tệp đi {found.bundle} tạo {moment_text(moment(found.written_at))}, chưa có biên nhận"
    return "chưa vào tệp đi nào"
