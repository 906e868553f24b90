"""The periods a task is reported on: each with its due day and how its report stands; Enter opens its entry."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text
from desktop.obligations.slots import Slot, SlotState
from desktop.obligations.words import SLOT_WORDS, slot_note
from desktop.progress.entries import EntryState
from ui import theme
from ui.signs import Sign
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.delegates import GROUP_ROW, ONE_LINE, BadgeDelegate
from ui.widgets.record_view import RecordView

MOST_ROWS, COMPACT_ROWS, MOST_HEADINGS, HEAD = 5, 3, 3, 30
DONE_SHOWN = 2
"""So many of the periods that are done stand in the list; the others are in the chooser of periods."""
_SIGNS = {
    SlotState.OPEN: Sign.NOT_STARTED,
    SlotState.DUE_SOON: Sign.OPEN_IN_TIME,
    SlotState.OVERDUE: Sign.OPEN_OVERDUE,
    SlotState.SENT: Sign.COMPLETED_ON_TIME,
    SlotState.APPROVED: Sign.COMPLETED_ON_TIME,
    SlotState.LATE: Sign.COMPLETED_LATE,
}


def sign_of(slot: Slot) -> Sign:
    """The shape of a slot's state."""
    return Sign.RETURNED if _is_returned(slot) else _SIGNS[slot.state]


def state_words(slot: Slot, as_of: date) -> str:
    """The state of a slot in words; one that came back says so first."""
    if _is_returned(slot):
        return "Bị trả lại"
    if slot.state is SlotState.OPEN and slot.bounds.start > as_of:
        return "Chưa đến kỳ"
    return SLOT_WORDS[slot.state]


def _is_returned(slot: Slot) -> bool:
    return slot.is_open and slot.entry is not None and slot.entry.state is EntryState.RETURNED


class _OneLineBadge(BadgeDelegate):
    """A badge in a row of one line."""

    HEIGHT = ONE_LINE


class SlotList(RecordView[Slot]):
    """Newest first; under the words of each duty where a task has several, of which the first is unfolded."""

    wanted = Signal(object)
    """The key (str) of the period that is to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._as_of = date.min
        self._most = MOST_ROWS
        self._size = (0, 0)
        super().__init__(
            "Kỳ báo cáo", self._columns(), lambda slot: slot.key, delegates={"state": _OneLineBadge()}, parent=parent
        )
        self.setProperty("kind", "well")
        self.opened.connect(lambda slot: self.wanted.emit(slot.key))
        self.clicked.connect(self._open)
        self.hide()

    def _columns(self) -> list[Column[Slot]]:
        return [
            Column("period", "Kỳ", lambda slot: slot.period.heading, tooltip=_days, accessible=self._spoken),
            Column("due", "Hạn gửi", lambda slot: day_text(slot.due), width=98),
            Column(
                "state",
                "Trạng thái",
                lambda slot: state_words(slot, self._as_of),
                width=138,
                tooltip=lambda slot: slot_note(slot, self._as_of),
                roles={Role.SIGN: sign_of},
            ),
        ]

    def _spoken(self, slot: Slot) -> str:
        parts = (slot.period.heading, _days(slot), state_words(slot, self._as_of), slot_note(slot, self._as_of))
        return ", ".join(part for part in parts if part)

    def show_slots(self, slots: Sequence[Slot], as_of: date) -> None:
        """Show the slots of a task; without any the list is hidden."""
        self._as_of = as_of
        by_duty: dict[str, list[Slot]] = {}
        for slot in slots:
            by_duty.setdefault(slot.obligation.entity, []).append(slot)
        duties = [_near_ones(found) for found in by_duty.values()]
        if len(duties) > 1:
            self.replace([_group(found, begins_folded=number > 0) for number, found in enumerate(duties)])
        else:
            self.replace(records=duties[0] if duties else ())
        rows = len(duties[0]) if duties else 0
        self._fit(rows, len(duties) if len(duties) > 1 else 0)
        self.setVisible(bool(slots))

    def show_period(self, key: str) -> None:
        """Mark the period whose entry is open; none where it belongs to no duty."""
        if not self.select(key):
            self.clearSelection()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Bring the period marked into the rows shown, once these have their height."""
        QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def set_compact(self, compact: bool) -> None:
        """Leave more room to the form below in a small window."""
        self._most = COMPACT_ROWS if compact else MOST_ROWS
        self._fit(*self._size)

    def _fit(self, rows: int, headings: int) -> None:
        self._size = (rows, headings)
        px = theme.current().px
        height = min(rows, self._most) * ONE_LINE + min(headings, MOST_HEADINGS) * GROUP_ROW + HEAD
        self.setFixedHeight(px(height) + 2)
        self._keep_in_sight()


def _near_ones(slots: Sequence[Slot]) -> list[Slot]:
    """Everything still to be handed in and the last ones that are done, newest first."""
    done = [slot for slot in slots if not slot.is_open][-DONE_SHOWN:]
    return [slot for slot in reversed(slots) if slot.is_open or slot in done]


def _group(slots: Sequence[Slot], *, begins_folded: bool) -> Group[Slot]:
    duty = slots[0].obligation
    late = sum(slot.state is SlotState.OVERDUE for slot in slots)
    note = f"{late} kỳ quá hạn" if late else ""
    return Group(duty.entity, duty.words, slots, note=note, begins_folded=begins_folded)


def _days(slot: Slot) -> str:
    start, cutoff = slot.bounds
    return f"số liệu {day_text(start)}–{day_text(cutoff)}, gửi chậm nhất {day_text(slot.due)}"
