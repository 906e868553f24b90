"""All problems of an entry in one list; each line jumps to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.problem import Grade, Problem
from desktop.progress.words import FIELD_WORDS
from ui.widgets.buttons import LinkButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Well, column, row
from ui.widgets.text import Kind, Label

_ICONS = {Grade.BLOCKING: ("error_circle", "red.solid"), Grade.WARNING: ("warning", "warn.solid")}


class ProblemList(Well):
    """«2 lỗi, 1 cảnh báo» and a line for each; hidden while there is nothing to say."""

    chosen = Signal(object)
    """The field (str) of the line chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=10, gap=4, parent=parent)
        self._title = Label("", Kind.STRONG)
        self._lines: QWidget | None = None
        self.body.addWidget(self._title)

    @property
    def title(self) -> str:
        """How many problems there are, in words."""
        return self._title.text()

    def show_problems(self, problems: Sequence[Problem], *, says_none: bool = False) -> None:
        """Show these problems; `says_none` also says that there are none."""
        if self._lines is not None:
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = QWidget()
        lines = column(gap=2)
        self._lines.setLayout(lines)
        for problem in problems:
            line = row(gap=6)
            line.addWidget(_sign(problem))
            line.addWidget(self._link(problem))
            line.addWidget(Label(problem.sentence, Kind.META, wrap=True), 1)
            lines.addLayout(line)
        self.body.addWidget(self._lines)
        errors = sum(problem.grade is Grade.BLOCKING for problem in problems)
        counts = [(errors, "lỗi"), (len(problems) - errors, "cảnh báo")]
        words = ", ".join(f"{count} {name}" for count, name in counts if count)
        self._title.setText(words or "Không có lỗi. Có thể gửi duyệt.")
        self.setVisible(bool(problems) or says_none)

    def _link(self, problem: Problem) -> QPushButton:
        link = LinkButton(FIELD_WORDS.get(problem.field, problem.field))
        link.clicked.connect(lambda _checked=False: self.chosen.emit(problem.field))
        return link


def _sign(problem: Problem) -> IconLabel:
    name, ink = _ICONS[problem.grade]
    return IconLabel(name, ink, filled=True)
