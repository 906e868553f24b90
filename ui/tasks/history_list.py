"""The tab of what happened: newest first, with the undo of what this person did last."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import moment_text
from ui.tasks.history import ChangedField, HistoryLine, LostValue
from ui.tasks.words import moment
from ui.widgets.buttons import LinkButton
from ui.widgets.panels import column, row, rule
from ui.widgets.text import Kind, Label
from ui.widgets.word_diff import OldNew, WordDiff

SHORT = 40
"""A value of more letters is shown as a word diff in a paragraph of its own."""
SHOWN = 60
"""So many things that happened are shown; the rest is counted."""


class HistoryList(QWidget):
    """Each thing done: when, who, what, the reason, and old → new per field."""

    undo_chosen = Signal(object)
    """The number of the change (int) to be undone."""
    restore_chosen = Signal(object)
    """The `LostValue` that is to stand after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column(gap=0)
        self.setLayout(self._body)
        self._content: QWidget | None = None
        self.lines: Sequence[HistoryLine] = ()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show what happened."""
        self.lines = tuple(lines)
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        body = column(gap=10)
        self._content.setLayout(body)
        for number, line in enumerate(lines[:SHOWN]):
            if number:
                body.addWidget(rule())
            body.addWidget(self._line(line))
        if len(lines) > SHOWN:
            body.addWidget(Label(f"Còn {len(lines) - SHOWN} việc cũ hơn.", Kind.META))
        if not lines:
            body.addWidget(Label("Chưa có thay đổi nào.", Kind.META))
        self._body.addWidget(self._content)

    def _line(self, line: HistoryLine) -> QWidget:
        made = QWidget()
        body = column(gap=4)
        made.setLayout(body)
        head = row(gap=8)
        words = column(gap=0)
        who = Label(f"{line.who} {line.what}", Kind.STRONG, wrap=True)
        words.addWidget(who)
        words.addWidget(Label(moment_text(moment(line.at_ms)), Kind.META))
        head.addLayout(words, 1)
        undo = line.undo
        if undo is not None:
            button = LinkButton("Hoàn tác", "arrow_undo", tip=undo.words)
            button.setAccessibleName(f"Hoàn tác: {undo.words}")
            button.clicked.connect(lambda _checked=False: self.undo_chosen.emit(undo.change))
            head.addWidget(button)
        body.addLayout(head)
        if line.reason:
            body.addWidget(Label(f"Lý do: «{line.reason}»", wrap=True))
        for change in line.changes:
            body.addWidget(_change(change))
        for lost in line.lost:
            body.addLayout(self._lost(lost))
        return made

    def _lost(self, lost: LostValue) -> QHBoxLayout:
        """A value that was not chosen, with the way to take it back."""
        layout = row(gap=8)
        words = f"Không chọn · {lost.label}: {lost.lost.words} · {lost.lost.name}"
        layout.addWidget(Label(words, Kind.META, wrap=True), 1)
        if lost.may_restore:
            back = LinkButton("Lấy lại giá trị này", "arrow_undo")
            back.setAccessibleName(f"Lấy lại giá trị này: {lost.label}, {lost.lost.words}")
            back.clicked.connect(lambda _checked=False: self.restore_chosen.emit(lost))
            layout.addWidget(back)
        return layout


def _change(change: ChangedField) -> QWidget:
    made = QWidget()
    is_long = max(len(change.before), len(change.after)) > SHORT
    layout = column(gap=2) if is_long else row(gap=8)
    layout.addWidget(Label(change.label, Kind.META))
    if is_long:
        layout.addWidget(WordDiff(change.before, change.after))
    else:
        layout.addWidget(OldNew(change.before, change.after), 1)
    made.setLayout(layout)
    return made
