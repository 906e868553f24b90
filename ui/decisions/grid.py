"""The fields of a conflict laid out: in columns for two sides, field under field where there are more."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.conflicts.records import Choice, Conflict
from desktop.units.table import UnitTable
from ui import theme
from ui.decisions.field_row import BEFORE, FieldRow
from ui.decisions.words import side_note, side_title
from ui.widgets.panels import column, row
from ui.widgets.text import Kind, Label

_COLUMNS = 3
_LABEL, _LABEL_COMPACT = 142, 96


class FieldGrid(QWidget):
    """Before · side · side, field by field; more than two sides stand as captioned cards, three in a line."""

    changed = Signal()

    def __init__(
        self, conflict: Conflict, units: UnitTable, today: date, *, compact: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: list[FieldRow] = []
        self._conflict = conflict
        self._units = units
        stacked = len(conflict.sides) > 2 or any(
            len(field.of_side(side)) > 1 for field in conflict.fields for side in range(len(conflict.sides))
        )
        captions = self._captions() if stacked else {}
        self.rows = [FieldRow(conflict, field, captions, today, self) for field in conflict.fields]
        for each in self.rows:
            each.changed.connect(self.changed)
        self.setLayout(self._stack(compact) if stacked else self._table(compact))

    def _captions(self) -> dict[int, str]:
        sides = self._conflict.sides
        named = {place: side_title(self._conflict, side, self._units) for place, side in enumerate(sides)}
        noted = {place: f"{words}, {side_note(self._conflict, sides[place])}" for place, words in named.items()}
        return {BEFORE: "Trước đó", **noted}

    def _table(self, compact: bool) -> QGridLayout:
        made = QGridLayout()
        px = theme.current().px
        made.setContentsMargins(0, 0, 0, 0)
        made.setHorizontalSpacing(px(8 if compact else 10))
        made.setVerticalSpacing(px(8))
        made.setColumnMinimumWidth(0, px(_LABEL_COMPACT if compact else _LABEL))
        for place, stretch in enumerate((3, 4, 4), start=1):
            made.setColumnStretch(place, stretch)
        made.addWidget(_head("Trước đó", "trước khi hai nơi sửa"), 0, 1)
        for place, side in enumerate(self._conflict.sides):
            words = side_title(self._conflict, side, self._units)
            made.addWidget(_head(words, side_note(self._conflict, side)), 0, 2 + place)
        for number, each in enumerate(self.rows):
            line = 1 + 2 * number
            made.addLayout(_named(each), line, 0, Qt.AlignmentFlag.AlignTop)
            for place, card in each.cards.items():
                made.addWidget(card, line, 2 + place)
            made.addWidget(each.own, line + 1, 1, 1, 3)
        return made

    def _stack(self, compact: bool) -> QVBoxLayout:
        made = column(gap=12)
        for each in self.rows:
            block = column(gap=6)
            head = row(gap=10)
            head.addWidget(each.label)
            head.addWidget(each.by_hand)
            head.addStretch(1)
            block.addLayout(head)
            cards = QGridLayout()
            cards.setContentsMargins(0, 0, 0, 0)
            cards.setSpacing(theme.current().px(8))
            in_line = _COLUMNS - 1 if compact else _COLUMNS
            for number, card in enumerate(each.cards.values()):
                cards.addWidget(card, number // in_line, number % in_line)
            for place in range(in_line):
                cards.setColumnStretch(place, 1)
            block.addLayout(cards)
            block.addWidget(each.own)
            made.addLayout(block)
        return made

    # Choices ------------------------------------------------------------------------------------------------

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen so far, field by field."""
        return {each.field.name: each.choice for each in self.rows if each.choice is not None}

    def take(self, choices: dict[str, Choice]) -> None:
        """Show choices made before."""
        for each in self.rows:
            if each.field.name in choices:
                each.take(choices[each.field.name])

    def choose_whole(self, place: int) -> None:
        """Take one side's values, or those from before, wherever there is one."""
        for each in self.rows:
            if place in each.cards:
                each.choose(place)

    @property
    def wrong(self) -> FieldRow | None:
        """The first field whose typed value cannot be taken."""
        return next((each for each in self.rows if each.problems), None)

    def focus(self) -> None:
        """Put the focus on the first field without a choice."""
        waiting: Iterable[FieldRow] = [each for each in self.rows if each.choice is None] or self.rows
        for each in waiting:
            each.focus()
            return

    def type_own(self) -> None:
        """F2: type a value of one's own for the field in hand."""
        for each in self.rows:
            if each.has_focus:
                each.type_own()
                return

    def may(self, wanted: bool) -> None:
        """Whether the person may choose."""
        for each in self.rows:
            each.may(wanted)


def _head(words: str, note: str) -> QWidget:
    made = QWidget()
    inner = column(gap=0)
    inner.addWidget(Label(words, Kind.STRONG, wrap=True))
    inner.addWidget(Label(note, Kind.META, wrap=True))
    inner.addStretch(1)
    made.setLayout(inner)
    return made


def _named(each: FieldRow) -> QVBoxLayout:
    made = column(gap=0)
    made.addSpacing(theme.current().px(8))
    made.addWidget(each.label)
    made.addWidget(each.by_hand, 0, Qt.AlignmentFlag.AlignLeft)
    return made
