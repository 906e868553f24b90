"""A strip of figures over their words, and checks that turn from columns into lines where it is narrow."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.note import Note
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Well, column, row
from ui.widgets.text import Kind, Label

NARROW = 560


def _by_width() -> QSizePolicy:
    """As high as the wrapped words need at the width given."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


class FigureStrip(Well):
    """Figures side by side, each over its words; the first of `tone` "" and 0 stand back in grey."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(margin=0, gap=0, parent=parent)
        self._name = name
        self._line = row(gap=0)
        self.body.addLayout(self._line)
        self._cells: list[QWidget] = []

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """Show figures as (figure, words, tone); the tone is a hue's name, "" for ink, text2 for what stands back."""
        for cell in self._cells:
            self._line.removeWidget(cell)
            cell.deleteLater()
        self._cells = [self._cell(*figure) for figure in figures]
        for cell in self._cells:
            self._line.addWidget(cell, 1)
        told = ", ".join(f"{words}: {figure}" for figure, words, _tone in figures)
        self.setAccessibleName(f"{self._name}: {told}")

    @staticmethod
    def _cell(figure: str, words: str, tone: str) -> QWidget:
        made = QFrame()
        px = theme.current().px
        layout = column(gap=0)
        layout.setContentsMargins(px(12), px(6), px(6), px(6))
        layout.addWidget(Label(figure, Kind.DIALOG, tone=tone))
        layout.addWidget(Label(words, Kind.META, wrap=True))
        layout.addStretch(1)
        made.setLayout(layout)
        return made


class CheckStrip(QWidget):
    """What was checked of a file, each with its sign: in columns, one under another where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = row(gap=12)
        self.setLayout(self._line)
        self.setSizePolicy(_by_width())
        self._checks: list[QWidget] = []

    def show_checks(self, checks: Sequence[tuple[str, Note]]) -> None:
        """Show checks as their heading and what was found."""
        for check in self._checks:
            self._line.removeWidget(check)
            check.deleteLater()
        self._checks = [self._check(title, note) for title, note in checks]
        for check in self._checks:
            self._line.addWidget(check, 1)

    @staticmethod
    def _check(title: str, note: Note) -> QWidget:
        made = QWidget()
        made.setAccessibleName(f"{title}: {note.words}")
        words = column(gap=0)
        words.addWidget(Label(title, Kind.STRONG))
        words.addWidget(Label(note.words, Kind.META, wrap=True))
        words.addStretch(1)
        sign = column(gap=0)
        sign.addWidget(IconLabel(note.icon, f"{note.tone or 'grey'}.solid", filled=note.icon != "info"))
        sign.addStretch(1)
        layout = row(gap=8)
        layout.addLayout(sign)
        layout.addLayout(words, 1)
        made.setLayout(layout)
        return made

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else across)
        self._line.setSpacing(theme.current().px(4 if narrow else 12))
