"""A field with its label, and what is to be said about it below: hint, warning or error."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.inputs import TextArea
from ui.widgets.text import Kind, Label, mark, show_if


class Mark(StrEnum):
    """How grave what stands under a field is."""

    NONE = ""
    WARNING = "warning"
    ERROR = "error"


_ICONS = {Mark.WARNING: ("warning", "warn.solid"), Mark.ERROR: ("error_circle", "red.solid")}


class Field(QWidget):
    """An input under its label; hint, warning or error stands below and is read out with the field.

    `counter` shows how many letters of at most that many a `TextArea` holds. `aside` is a widget right of the
    label, such as «Chép sang».
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        hint: str = "",
        *,
        counter: int = 0,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = Label(label, Kind.FIELD)
        self.label.setBuddy(editor)
        editor.setAccessibleName(label)
        self._hint = hint
        self._counter = counter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(4))
        layout.addLayout(self._top(aside))
        layout.addWidget(editor)
        layout.addLayout(self._bottom())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clear_mark()

    def _top(self, aside: QWidget | None) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(theme.current().px(8))
        top.addWidget(self.label)
        top.addStretch(1)
        if aside is not None:
            top.addWidget(aside)
        self._count = Label("", Kind.QUIET)
        show_if(self._count, bool(self._counter))
        top.addWidget(self._count)
        if self._counter and isinstance(self.editor, TextArea):
            self.editor.textChanged.connect(self._show_count)
            self._show_count()
        return top

    def _bottom(self) -> QHBoxLayout:
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.current().px(6))
        self._sign = IconLabel()
        self._note = Label("", Kind.META, wrap=True)
        bottom.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        bottom.addWidget(self._note, 1)
        return bottom

    def _show_count(self) -> None:
        assert isinstance(self.editor, TextArea)
        length = len(self.editor.value_text())
        self._count.setText(f"{length} / {self._counter}")
        self._count.set_tone("red" if length > self._counter else "")

    def set_hint(self, hint: str) -> None:
        """Say another thing under the field while nothing is wrong with it."""
        self._hint = hint
        if self.editor.property("mark") in (None, Mark.NONE):
            self.clear_mark()

    def set_error(self, words: str) -> None:
        """Mark the field as wrong and say what to do."""
        self._say(Mark.ERROR, words, Kind.ERROR)

    def set_warning(self, words: str) -> None:
        """Mark the field as doubtful: it passes, with an explanation where one is asked for."""
        self._say(Mark.WARNING, words, Kind.WARNING)

    def clear_mark(self) -> None:
        """Take warning or error away; the hint stands there again."""
        self._say(Mark.NONE, self._hint, Kind.META)

    @property
    def mark(self) -> Mark:
        """How the field is marked now."""
        return Mark(self.editor.property("mark") or "")

    def _say(self, grade: Mark, words: str, kind: Kind) -> None:
        mark(self.editor, "mark", str(grade))
        mark(self._note, "kind", str(kind))
        self._note.setText(words)
        show_if(self._note, bool(words))
        show_if(self._sign, grade in _ICONS)
        if grade in _ICONS:
            name, ink = _ICONS[grade]
            self._sign.set_icon(name, ink, filled=True)
        self.editor.setAccessibleDescription(words)
