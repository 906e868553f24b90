"""The files of an entry, one under the other, each with what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.attachments.lines import FileLine
from ui.widgets.buttons import LinkButton, ToolButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import column, row
from ui.widgets.text import ElidedLabel, Kind, tip


class FileName(ElidedLabel):
    """The name of a file; where it gives way it does so in the middle, since the ending says what the file is."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class FileList(QWidget):
    """Asks by signals, each with the `FileLine` it is about."""

    save_wanted = Signal(object)
    remove_wanted = Signal(object)
    ask_wanted = Signal(object)
    withdraw_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[FileLine, ...] = ()
        self._content: QWidget | None = None
        self._body = column(gap=0)
        self.setLayout(self._body)

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[FileLine]) -> None:
        """Show these files."""
        self._lines = tuple(lines)
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        body = column(gap=6)
        self._content.setLayout(body)
        for line in self._lines:
            body.addWidget(self._line(line))
        self._body.addWidget(self._content)

    def _line(self, line: FileLine) -> QWidget:
        name, note = FileName(line.file.name), ElidedLabel(line.note, Kind.META)
        words = column(gap=0)
        words.addWidget(name)
        words.addWidget(note)
        whole = row(gap=8)
        sign = IconLabel(line.icon, "text2" if line.file.is_here else "text3")
        whole.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        for button in self._acts(line):
            whole.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        made = QWidget()
        made.setAccessibleName(f"{line.file.name}, {line.note}")
        made.setLayout(whole)
        return made

    def _acts(self, line: FileLine) -> list[QWidget]:
        acts: list[QWidget] = []
        for offered, words, wanted in (
            (line.may_ask, "Xin tệp", self.ask_wanted),
            (line.may_withdraw, "Thôi xin", self.withdraw_wanted),
        ):
            if offered:
                link = LinkButton(words)
                link.setAccessibleName(f"{words}: {line.file.name}")
                link.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit(line))
                acts.append(link)
        for offered, icon, words, wanted in (
            (line.may_save, "save", "Lưu tệp ra…", self.save_wanted),
            (line.may_remove, "delete", "Gỡ tệp này", self.remove_wanted),
        ):
            if offered:
                button = ToolButton(icon, words)
                button.setAccessibleName(f"{words}: {line.file.name}")
                button.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit(line))
                acts.append(button)
        return acts
