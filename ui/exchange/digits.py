"""The eight groups of five digits that two people compare by telephone."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.sync.bundle.fingerprint import same_fingerprint
from ui import theme
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Well
from ui.widgets.text import Kind, Label

COLUMNS = 4


class DigitsLabel(Well):
    """Shows the groups large, four in a line, to be read over the telephone; they can be selected."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, gap=6, parent=parent)
        self._words = words
        self.digits = ""
        self.body.addWidget(Label(words, Kind.FIELD, wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.current().px(20))
        self._grid.setVerticalSpacing(theme.current().px(2))
        self._grid.setColumnStretch(COLUMNS, 1)
        self.body.addLayout(self._grid)
        self._groups = [Label("", Kind.CELL, selectable=True) for _ in range(8)]
        for place, label in enumerate(self._groups):
            self._grid.addWidget(label, place // COLUMNS, place % COLUMNS)

    def show_digits(self, digits: str) -> None:
        """Show eight groups separated by spaces."""
        self.digits = digits
        for label, group in zip(self._groups, digits.split(), strict=True):
            label.setText(group)
        self.setAccessibleName(f"{self._words}: {digits}")


class DigitsField(Field):
    """Takes the digits as they are typed, with or without spaces; its text is never touched while typing."""

    def __init__(self, label: str, hint: str, parent: QWidget | None = None) -> None:
        self.line = LineEdit("12345 67890 …")
        self.line.setMaximumWidth(theme.current().px(480))
        super().__init__(label, self.line, hint, parent=parent)

    @property
    def digits(self) -> str:
        """The digits typed so far, without what separates them."""
        return "".join(sign for sign in self.line.text() if sign.isdigit())

    @property
    def is_complete(self) -> bool:
        """Whether eight groups of five digits were typed."""
        return same_fingerprint(self.line.text(), self.digits)

    def clear(self) -> None:
        """Empty the field."""
        self.line.clear()
        self.clear_mark()
