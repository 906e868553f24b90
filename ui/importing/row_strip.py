"""What can be done with the chosen row of the lists of rows, for hands on the mouse; the keys stand beside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.importing.parsed import PlanRow
from desktop.importing.reading import AsideReason, SetAside
from ui import theme
from ui.importing.lists import ASIDE_WORDS, KIND_WORDS
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import column, row
from ui.widgets.text import ElidedLabel, Kind


class RowStrip(QFrame):
    """Names the chosen row; a row read can be corrected or set aside, one set aside by hand taken back."""

    edit_wanted = Signal()
    aside_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "footstrip")
        self._title = ElidedLabel("", Kind.STRONG)
        self._words = ElidedLabel("", Kind.META)
        self.edit = SecondaryButton("Sửa cách đọc", "edit", tip="F2")
        self.aside = SecondaryButton("Để ngoài", tip="Delete")
        self.back = SecondaryButton("Đưa lại vào kế hoạch", "arrow_undo", tip="Enter")
        self.edit.clicked.connect(self.edit_wanted)
        self.aside.clicked.connect(self.aside_wanted)
        self.back.clicked.connect(self.back_wanted)
        words = column(gap=0)
        words.addWidget(self._title)
        words.addWidget(self._words)
        layout = row(gap=8)
        px = theme.current().px
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        layout.addLayout(words, 1)
        for button in (self.edit, self.aside, self.back):
            layout.addWidget(button)
        self.setLayout(layout)
        self.hide()

    def show_row(self, plan_row: PlanRow) -> None:
        """Show a row that was read."""
        self._show(f"{'.'.join(plan_row.path)}, {KIND_WORDS[plan_row.kind].lower()}", " ".join(plan_row.title.split()))
        self.edit.show()
        self.aside.show()
        self.back.hide()

    def show_aside(self, aside: SetAside) -> None:
        """Show a printed row that is no row of the plan."""
        self._show(f"{ASIDE_WORDS[aside.reason]}, {aside.where or f'dòng {aside.source.first}'}", aside.text)
        self.edit.hide()
        self.aside.hide()
        self.back.setVisible(aside.reason is AsideReason.BY_HAND)

    def _show(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.show()
