"""Under both ways of giving: what is about to be given, why it cannot be yet, and the one button that gives."""

from PySide6.QtWidgets import QWidget

from ui import theme
from ui.assigning.handing import STOP_MEANS
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton
from ui.widgets.panels import Bar, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Kind, Label, show_if


class GivingFoot(QWidget):
    """A sentence, a second one in small, further buttons in `tools`, the button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self.progress = ProgressPanel(STOP_MEANS, "lượt")
        self._words = Label("", Kind.STRONG, wrap=True)
        self._note = Label("", Kind.META, wrap=True)
        self.give = PrimaryButton("Giao nhiệm vụ", "send", shortcut="Ctrl+Return")
        self.tools = row(gap=8)
        words = column(gap=0)
        words.addWidget(self._words)
        words.addWidget(self._note)
        bar = Bar()
        bar.body.setContentsMargins(px(16), px(8), px(16), px(8))
        bar.body.addLayout(words, 1)
        bar.body.addLayout(self.tools)
        bar.body.addWidget(self.give)
        whole = column(gap=0)
        whole.addWidget(self.banner)
        whole.addWidget(self.progress)
        whole.addWidget(bar)
        self.setLayout(whole)

    def tell(self, words: str, note: str, *, may_give: bool, button: str) -> None:
        """Say what is about to be given, with the words of the button."""
        self._words.setText(words)
        self._note.setText(note)
        show_if(self._note, bool(note))
        self.give.setText(button)
        self.give.setEnabled(may_give)

    def words(self) -> str:
        """What it says, for a screen reader and for tests."""
        return f"{self._words.text()} {self._note.text()}".strip()
