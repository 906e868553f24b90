"""The frame that the forms of this screen share: a title, what went wrong, the fields, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.messages import explain
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label


class FormPanel(Panel):
    """A form beside the list. Subclasses add to `body` and put their button into the foot with `finish`."""

    closed = Signal()

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, gap=12, parent=parent)
        self.title = Label(title, Kind.TITLE, wrap=True)
        self.words = Label(words, Kind.META, wrap=True)
        self.words.setVisible(bool(words))
        head = column(gap=2)
        head.addWidget(self.title)
        head.addWidget(self.words)
        self.set_head(head)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.why = Label("", Kind.META, wrap=True)
        self.back = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.back.clicked.connect(self.closed)

    def finish(self, *buttons: QWidget) -> None:
        """Close the body, and put the way back and the buttons into the foot."""
        self.body.addStretch(1)
        foot = row(gap=8)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.back)
        for button in buttons:
            foot.addWidget(button)
        self.set_foot(foot)

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say what went wrong; empty words take that away."""
        self.banner.setVisible(bool(what))
        if what:
            self.banner.tell(Grade.ERROR, what, todo)

    def show_good(self, what: str, todo: str = "") -> None:
        """Say what was done."""
        self.banner.tell(Grade.GOOD, what, todo)
        self.banner.show()

    def refuse(self, error: Exception) -> bool:
        """Say a failure in the form; whether there are words for it."""
        message = explain(error)
        if message is not None:
            self.show_problem(message.what, message.todo)
        return message is not None
