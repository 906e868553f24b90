"""The head of a record to decide: where it stands, what it is called, how much of it is chosen."""

from PySide6.QtCore import QObject, Signal

from desktop.conflicts.records import Conflict
from desktop.units.table import UnitTable
from ui.decisions.words import intro_words, label_of, place_of, title_of
from ui.widgets.buttons import LinkButton, ToolButton
from ui.widgets.panels import column, row
from ui.widgets.text import ElidedLabel, Kind, Label

_TASKS = frozenset({"prog", "alloc", "asg", "task", "obl"})


class ConflictHead(QObject):
    """Place, number and title, an explanation; steps to the neighbours and to the task."""

    step_wanted = Signal(object)
    """Go by this many rows (int)."""
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._place = ElidedLabel("", Kind.META)
        self._at = Label("", Kind.META)
        self._open = LinkButton("Mở trong Nhiệm vụ")
        self._open.clicked.connect(self.open_wanted)
        self._back, self._on = ToolButton("chevron_up", "Mục trước"), ToolButton("chevron_down", "Mục sau")
        self._back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._on.clicked.connect(lambda: self.step_wanted.emit(1))
        top = row(gap=6)
        top.addWidget(self._place, 1)
        for widget in (self._open, self._at, self._back, self._on):
            top.addWidget(widget)
        self._number = Label("", Kind.TITLE)
        self._count = Label("", Kind.STRONG, tone="text2")
        line = row(gap=10)
        line.addWidget(self._number)
        line.addStretch(1)
        line.addWidget(self._count)
        self._title = Label("", Kind.TASK, wrap=True, selectable=True)
        self._intro = Label("", Kind.META, wrap=True)
        self.body = column(gap=2)
        self.body.addLayout(top)
        self.body.addLayout(line)
        self.body.addWidget(self._title)
        self.body.addWidget(self._intro)

    def show_conflict(self, conflict: Conflict, units: UnitTable, place: str) -> None:
        """Show another record."""
        subject = conflict.subject
        self._place.setText(place_of(subject, conflict.kind, units))
        self._at.setText(place)
        self._number.setText(label_of(subject, conflict.kind))
        self._title.setText(title_of(subject, conflict.kind))
        self._intro.setText(intro_words(conflict))
        self._open.setVisible(conflict.kind in _TASKS)

    def show_count(self, chosen: int | None, fields: int) -> None:
        """How many of the fields have a choice; nothing where none can be made."""
        self._count.setText("" if chosen is None else f"Đã chọn {chosen} trong {fields} trường")

    def set_compact(self, compact: bool) -> None:
        """In a low window the explanation gives its lines to the fields."""
        self._intro.setVisible(not compact)
