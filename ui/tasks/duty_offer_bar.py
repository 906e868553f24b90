"""At headquarters over the whole plan: what its own words say is done month by month, defined in one action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.obligations.suggesting import Suggestion
from ui.tasks.lines import Ledger
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import Bar
from ui.widgets.text import Label, tip

_NAMED = 4


class DutyOfferBar(Bar):
    """«608/QĐ-TCHQ ghi 3 việc làm theo kỳ (C.7, C.8, C.9) chưa đặt việc định kỳ» with the button that does it."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", wrap=True)
        self.button = SecondaryButton("", "calendar_ltr")
        self.button.clicked.connect(lambda _checked=False: self.wanted.emit())
        self.body.addWidget(self._words, 1)
        self.body.addWidget(self.button)
        self.suggestions: tuple[Suggestion, ...] = ()
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the button says it alone, the whole sentence being its tip."""
        self._words.setVisible(not compact)

    def show_offer(self, ledger: Ledger, plan: str | None, *, offers: bool) -> None:
        """Offer what a plan suggests, the newest where none is chosen."""
        number = plan or (ledger.plans[-1].plan.number if ledger.plans else "")
        rows = ledger.plan_rows(number)
        entity = rows.plan.entity if rows is not None else None
        self.suggestions = tuple(one for one in ledger.suggestions if one.row.plan == entity)
        self.setVisible(offers and bool(self.suggestions))
        labels = list(dict.fromkeys(one.row.label for one in self.suggestions))
        more = f" và {len(labels) - _NAMED} nhiệm vụ khác" if len(labels) > _NAMED else ""
        count = len(self.suggestions)
        words = f"{number} ghi {count} việc làm theo kỳ ({', '.join(labels[:_NAMED])}{more}), chưa đặt việc định kỳ."
        self._words.setText(words)
        self.button.setAccessibleDescription(words)
        self.button.setToolTip(tip(words))
        self.button.setText(f"Đặt {count} việc định kỳ")
