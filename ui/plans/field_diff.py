"""What a field said and says now: «cũ» struck, «mới» underlined; long texts word by word in one paragraph."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.amendments.amendments import AmendedField
from ui import theme
from ui.widgets.panels import rule
from ui.widgets.text import Kind, Label
from ui.widgets.word_diff import WordDiff

_LONG = 48
"""From this many letters on a text is compared word by word."""
_NAME_WIDTH, _TAG_WIDTH = 112, 44
_TOP = Qt.AlignmentFlag.AlignTop
NOTHING = "(trống)"


class FieldDiff(QWidget):
    """The changed fields of a row, one under another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        px = theme.current().px
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnMinimumWidth(0, px(_NAME_WIDTH))
        self._grid.setColumnMinimumWidth(1, px(_TAG_WIDTH))
        self._grid.setColumnStretch(2, 1)

    def show_fields(self, fields: Sequence[AmendedField]) -> None:
        """Show other fields."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, field in enumerate(fields):
            if number:
                self._grid.addWidget(rule(), self._grid.rowCount(), 0, 1, 3)
            self._add(field)
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not widget.isHidden():
                widget.show()

    def _add(self, field: AmendedField) -> None:
        was, now = field.was_text, field.now_text
        line = self._grid.rowCount()
        name = Label(field.words, Kind.STRONG, wrap=True)
        self._grid.addWidget(name, line, 0, _TOP)
        if was and now and max(len(was), len(now)) >= _LONG:
            diff = WordDiff(was, now)
            diff.setAccessibleDescription(f"{field.words}: gạch ngang là cũ, gạch chân là mới")
            self._grid.addWidget(Label("cũ, mới", Kind.QUIET), line, 1, _TOP)
            self._grid.addWidget(diff, line, 2, _TOP)
            return
        for place, (tag, old, new) in enumerate((("cũ", was or NOTHING, ""), ("mới", "", now or NOTHING))):
            value = WordDiff(old, new)
            value.setAccessibleName(f"{field.words}, {tag}: {old or new}")
            self._grid.addWidget(Label(tag, Kind.QUIET), line + place, 1, _TOP)
            self._grid.addWidget(value, line + place, 2, _TOP)
