"""A few facts under one another: what each is, and what it is here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.text import Kind, Label

NAME_WIDTH = 132


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `tone` is a hue's name where it needs a person, "" otherwise."""

    name: str
    words: str
    tone: str = ""


class FactGrid(QWidget):
    """Names at the left, words beside them; a fact that needs a person carries a sign and its colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.facts: tuple[Fact, ...] = ()
        px = theme.current().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnMinimumWidth(0, px(NAME_WIDTH))
        self._grid.setColumnStretch(2, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these, those without words left out."""
        self.facts = tuple(fact for fact in facts if fact.words)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for line, fact in enumerate(self.facts):
            self._grid.addWidget(Label(fact.name, Kind.META), line, 0, top)
            if fact.tone:
                sign = IconLabel("warning" if fact.tone != "blue" else "info", f"{fact.tone}.solid", filled=True)
                self._grid.addWidget(sign, line, 1, top)
            words = Label(fact.words, Kind.BODY, wrap=True, tone=fact.tone)
            self._grid.addWidget(words, line, 2)
        told = "; ".join(f"{fact.name}: {fact.words}" for fact in self.facts)
        self.setAccessibleName(f"{self.name}. {told}")
