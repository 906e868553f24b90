"""An entry to be read only: what was recorded, field by field."""

from PySide6.QtWidgets import QWidget

from desktop.progress.entries import Record, record_fields
from desktop.progress.facts import RECORD_FIELDS
from desktop.progress.words import FIELD_WORDS
from ui.tasks.words import value_words
from ui.widgets.panels import Well, column
from ui.widgets.text import Kind, Label


class EntrySheet(Well):
    """The fields of an entry that hold something, each under its label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, gap=10, parent=parent)
        self._content: QWidget | None = None

    def show_record(self, record: Record | None) -> None:
        """Show a record; without one, that nothing was entered."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        lines = column(gap=10)
        self._content.setLayout(lines)
        values = record_fields(record) if record is not None else {}
        shown = [(name, value_words(name, values[name], {})) for name in RECORD_FIELDS if name in values]
        for name, words in shown:
            if words:
                pair = column(gap=2)
                pair.addWidget(Label(FIELD_WORDS[name], Kind.FIELD))
                pair.addWidget(Label(words, wrap=True, selectable=True))
                lines.addLayout(pair)
        if record is None:
            lines.addWidget(Label("Chưa có kết quả nào được ghi.", Kind.META, wrap=True))
        self.body.addWidget(self._content)
