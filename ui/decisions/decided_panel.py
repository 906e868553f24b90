"""A decision that stands: what was chosen, and each other value one click away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.conflicts.records import DecidedConflict, DecidedField, Lost
from desktop.journal.event import kind_of
from desktop.units.table import UnitTable
from ui.decisions.words import decided_note, label_of, moment_words, place_of, title_of
from ui.widgets.buttons import LinkButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, Well, column, row
from ui.widgets.text import ElidedLabel, Kind, Label


class DecidedPanel(Panel):
    """The decision beside the list of decisions."""

    restore_wanted = Signal(object, object)
    """A field's name (str) and the `Lost` value that is to stand after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Mục đã quyết đang xem", edge="left", gap=10, parent=parent)
        self.shown: DecidedConflict | None = None
        self._place = ElidedLabel("", Kind.META)
        self._number = Label("", Kind.TITLE)
        self._title = Label("", Kind.TASK, wrap=True, selectable=True)
        self._note = Label("", Kind.META, wrap=True)
        head = column(gap=2)
        for widget in (self._place, self._number, self._title, self._note):
            head.addWidget(widget)
        self.set_head(head)
        self._content: QWidget | None = None

    def show_decided(self, decided: DecidedConflict | None, units: UnitTable) -> None:
        """Show another decision, or nothing."""
        self.shown = decided
        self._head.setVisible(decided is not None)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        if decided is None:
            return
        kind = kind_of(decided.entity)
        self._place.setText(place_of(decided.subject, kind, units))
        self._number.setText(label_of(decided.subject, kind))
        self._title.setText(title_of(decided.subject, kind))
        reason = f" Căn cứ: «{decided.reason}»." if decided.reason else ""
        self._note.setText(f"Đã quyết: {decided_note(decided)}.{reason}")
        self._content = QWidget()
        body = column(gap=12)
        for field in decided.fields:
            body.addWidget(self._field(field, may=decided.is_here))
        body.addStretch(1)
        self._content.setLayout(body)
        self.body.addWidget(self._content)

    def _field(self, field: DecidedField, *, may: bool) -> QWidget:
        made = QWidget()
        body = column(gap=4)
        body.addWidget(Label(field.label, Kind.FIELD))
        chosen = row(gap=8)
        chosen.addWidget(IconLabel("checkmark", "green.solid"))
        chosen.addWidget(Label(field.chosen, Kind.STRONG, wrap=True, selectable=True), 1)
        body.addLayout(chosen)
        for lost in field.lost:
            body.addWidget(self._lost(field, lost, may=may))
        made.setLayout(body)
        return made

    def _lost(self, field: DecidedField, lost: Lost, *, may: bool) -> QWidget:
        made = Well(margin=8)
        line = row(gap=8)
        words = column(gap=0)
        words.addWidget(Label(lost.words, wrap=True, selectable=True, tone="text2"))
        reason = f" · «{lost.reason}»" if lost.reason else ""
        words.addWidget(Label(f"Không chọn · {lost.name}, {moment_words(lost.at_ms)}{reason}", Kind.META, wrap=True))
        line.addLayout(words, 1)
        if may:
            back = LinkButton("Lấy lại giá trị này", "arrow_undo")
            back.setAccessibleName(f"Lấy lại giá trị này: {field.label}, {lost.words}")
            back.clicked.connect(lambda _checked=False: self.restore_wanted.emit(field.name, lost))
            line.addWidget(back)
        made.body.addLayout(line)
        return made
