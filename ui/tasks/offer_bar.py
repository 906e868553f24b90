"""At headquarters over the whole plan: give its provincial tasks to departments in one action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.tasks.lines import Ledger, Line
from ui.widgets.buttons import PrimaryButton
from ui.widgets.panels import Bar
from ui.widgets.text import Label, tip


class OfferBar(Bar):
    """«608/QĐ-TCHQ có 14 nhiệm vụ cấp tỉnh, 14 chưa giao» with the button that gives them."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", wrap=True)
        self.button = PrimaryButton("Giao nhiệm vụ cấp tỉnh cho…", "people")
        self.button.clicked.connect(lambda _checked=False: self.wanted.emit())
        self.body.addWidget(self._words, 1)
        self.body.addWidget(self.button)
        self.lines: tuple[Line, ...] = ()
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the button says it alone, the whole sentence being its tip."""
        self._words.setVisible(not compact)

    def show_offer(self, ledger: Ledger, plan: str | None, *, offers: bool) -> None:
        """Offer the provincial tasks of a plan, of the newest where none is chosen."""
        number = plan or (ledger.plans[-1].plan.number if ledger.plans else "")
        provincial = [line for line in ledger.whole if line.plan.number == number and line.row.provincial]
        self.lines = tuple(provincial)
        self.setVisible(offers and bool(provincial))
        open_ = sum(not line.holders for line in provincial)
        rest = f"{open_} chưa giao đơn vị nào" if open_ else "đều đã giao"
        words = f"{number} có {len(provincial)} nhiệm vụ cấp tỉnh, {rest}."
        self._words.setText(words)
        self.button.setAccessibleDescription(words)
        self.button.setToolTip(tip(words))
        self.button.setText(f"Giao {len(provincial)} nhiệm vụ cấp tỉnh cho…")
