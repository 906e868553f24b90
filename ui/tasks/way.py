"""The way of the entry shown: its steps, and the file, receipt and verdict behind them in a sentence."""

from PySide6.QtWidgets import QWidget

from ui.tasks.entry import EntryView
from ui.tasks.holders import handed_words
from ui.tasks.life import life_steps, travel_words
from ui.widgets.life_line import LifeLine
from ui.widgets.panels import column
from ui.widgets.text import Kind, Label, show_if


class EntryWay(QWidget):
    """Stands over the form of an entry of one's own unit; of another's it says how far the assignment is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LifeLine()
        self.words = Label("", Kind.META, wrap=True)
        layout = column(gap=2)
        layout.addWidget(self.line)
        layout.addWidget(self.words)
        self.setLayout(layout)

    def show_entry(self, view: EntryView, here: str) -> None:
        """Show how far an entry is, seen from a unit; nothing where there is nothing to say."""
        is_own = view.item.unit == here
        self.line.setVisible(is_own)
        if is_own:
            self.line.set_steps(life_steps(view.item, view.entry))
        words = travel_words(view.item, view.entry, view.machines) if is_own else _handed_words(view)
        self.words.setText(words)
        show_if(self.words, bool(words))
        self.setVisible(is_own or bool(words))


def _handed_words(view: EntryView) -> str:
    """Whether and when another unit received the task."""
    return f"Nhiệm vụ {handed_words(view.handed)}." if view.handed is not None else ""
