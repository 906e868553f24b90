"""One field to decide: its cards, and a value of one's own."""

from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.conflicts.records import Choice, Conflict, Disagreement, Side
from desktop.conflicts.typing import typed_value
from desktop.conflicts.words import EMPTY
from desktop.problem import Problem
from ui.decisions.cards import ValueCard
from ui.widgets.buttons import LinkButton
from ui.widgets.fields import Field
from ui.widgets.inputs import TextArea
from ui.widgets.text import Kind, Label, show_if

BEFORE = -1
"""The place of the value from before the parallel edits."""


class FieldRow(QObject):
    """The widgets of one field; whoever lays them out takes `label`, `by_hand`, `cards` and `own`.

    `cards` are keyed by side, `BEFORE` for the value that was there before. Arrows move the choice, F2 types.
    """

    changed = Signal()

    def __init__(
        self, conflict: Conflict, field: Disagreement, captions: dict[int, str], today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._kind = conflict.kind
        self._today = today
        self.choice: Choice | None = None
        self.problems: list[Problem] = []
        self.label = Label(field.label, Kind.STRONG, wrap=True)
        self.cards: dict[int, ValueCard] = {}
        self._add(BEFORE, ValueCard(field.base_words, caption=captions.get(BEFORE, ""), quiet=True))
        self._values: dict[int, Choice] = {BEFORE: Choice(field.base)}
        for side, said in enumerate(conflict.sides):
            self._add_side(side, said, captions.get(side, ""))
        self.by_hand = LinkButton("Sửa tay", tip="F2")
        self.by_hand.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.by_hand.setAccessibleName(f"Sửa tay: {field.label}")
        self.by_hand.clicked.connect(self.type_own)
        show_if(self.by_hand, field.is_typable)
        self.editor = TextArea("Giá trị khác cả hai bản", lines=1, most=6)
        self.editor.textChanged.connect(self._typed)
        self.own = Field(f"{field.label}, sửa tay", self.editor)
        self.own.hide()
        self.may(True)

    def _add_side(self, side: int, said: Side, caption: str) -> None:
        for number, variant in enumerate(self.field.of_side(side)):
            # One machine that went on from a restored copy may have said two things of one field.
            place = side if number == 0 else side + 1000 * number
            card = ValueCard(variant.words, variant.reason, caption=caption)
            card.setAccessibleName(f"{self.field.label}: {variant.words}, {said.name}")
            self._add(place, card)
            self._values[place] = Choice(variant.value, variant.ref)

    def _add(self, place: int, card: ValueCard) -> None:
        card.clicked.connect(lambda _checked=False: self.choose(place))
        card.stepped.connect(lambda by: self._step(place, by))
        self.cards[place] = card

    # Choosing -----------------------------------------------------------------------------------------------

    def choose(self, place: int) -> None:
        """Take the value of a side, or the one from before."""
        self.own.hide()
        self.problems = []
        self._take(self._values[place])

    def take(self, choice: Choice | None) -> None:
        """Show a choice made before."""
        if choice is not None and choice not in self._values.values():
            self.type_own()
            self._write(choice)
        self._take(choice)

    def _take(self, choice: Choice | None) -> None:
        self.choice = choice
        chosen = next((place for place, value in self._values.items() if value == choice), None)
        for place, card in self.cards.items():
            card.setChecked(place == chosen and self.own.isHidden())
            card.updateGeometry()
        self._let_focus()
        self.changed.emit()

    def _step(self, place: int, by: int) -> None:
        places = [key for key, card in self.cards.items() if card.isEnabled()]
        there = places.index(place) + by
        if 0 <= there < len(places):
            self.choose(places[there])
            self.cards[places[there]].setFocus(Qt.FocusReason.TabFocusReason)

    def _let_focus(self) -> None:
        """Tab goes from field to field: one card of each takes it."""
        chosen = next((place for place, card in self.cards.items() if card.isChecked()), None)
        wanted = chosen if chosen is not None else next((place for place in self.cards if place != BEFORE), BEFORE)
        for place, card in self.cards.items():
            policy = Qt.FocusPolicy.StrongFocus if place == wanted else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(policy)

    def focus(self) -> None:
        """Put the focus on the card that Tab reaches."""
        if not self.own.isHidden():
            self.editor.setFocus()
            return
        for card in self.cards.values():
            if card.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                card.setFocus(Qt.FocusReason.TabFocusReason)
                _bring(card)

    @property
    def has_focus(self) -> bool:
        """Whether a part of this field has the focus."""
        return self.editor.hasFocus() or self.by_hand.hasFocus() or any(card.hasFocus() for card in self.cards.values())

    # A value of one's own -----------------------------------------------------------------------------------

    def type_own(self) -> None:
        """Open the field for a value of one's own, beginning with the chosen or the shown one."""
        if not self.field.is_typable or not self.by_hand.isEnabled():
            return
        start = self.choice or self._values[next((key for key in self._values if key != BEFORE), BEFORE)]
        self.own.show()
        self._write(start)
        self.editor.setFocus()
        self.editor.selectAll()
        self._typed()
        _bring(self.own)

    def _write(self, choice: Choice) -> None:
        shown = next((card.words for place, card in self.cards.items() if self._values[place] == choice), None)
        text = shown if shown is not None else str(choice.value or "")
        self.editor.set_text("" if text == EMPTY else text)

    def _typed(self) -> None:
        if self.own.isHidden():
            return
        value, self.problems = typed_value(self._kind, self.field.name, self.editor.value_text(), today=self._today)
        if self.problems:
            self.own.set_error(self.problems[0].sentence)
        else:
            self.own.clear_mark()
        self._take(None if self.problems else Choice(value))

    def may(self, wanted: bool) -> None:
        """Whether the person may choose."""
        for card in self.cards.values():
            card.setEnabled(wanted)
        self.by_hand.setEnabled(wanted)
        show_if(self.by_hand, wanted and self.field.is_typable)
        self._let_focus()


def _bring(widget: QWidget) -> None:
    """Scroll a widget into view, once it has its place."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        area = around
        QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget))
