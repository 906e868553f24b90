"""Giving tasks from the list and from the detail: to officers, to units, and taking them back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from desktop.obligations.defining import beginning_with
from desktop.permissions import Permission
from desktop.plans.records import AssignmentState
from desktop.verdicts.declining import DECLINE_REASONS
from ui.desk import Desk
from ui.tasks.acts import TaskActs
from ui.tasks.arrangement import tasks_words
from ui.tasks.detail import DetailPanel
from ui.tasks.lines import Ledger, Line
from ui.tasks.list_panel import ListPanel
from ui.tasks.unit_picker import UnitPicker, pickable
from ui.widgets.dialog import ReasonDialog
from ui.widgets.page import Page


class Giving:
    """Connects the bars and buttons that give tasks with the acts; the list tells what is ticked."""

    def __init__(self, page: Page, desk: Desk, acts: TaskActs, listed: ListPanel, detail: DetailPanel) -> None:
        self._page, self._desk, self._acts = page, desk, acts
        self._list, self._detail = listed, detail
        bulk = listed.bulk
        bulk.cleared.connect(self.untick)
        bulk.allocated.connect(self._allocate_ticked)
        bulk.assign_wanted.connect(lambda: self.pick_units(self.ticked()))
        bulk.withdraw_wanted.connect(lambda: self.ask_withdraw(self.ticked()))
        listed.offer.wanted.connect(lambda: self.pick_units(listed.offer.lines, provincial=True))
        listed.duty_offer.wanted.connect(self._define_suggested)
        detail.duties.define_wanted.connect(lambda wanted: acts.define([wanted]))
        detail.duties.end_wanted.connect(acts.end)
        detail.assign_wanted.connect(lambda: self.pick_units(self._current()))
        detail.withdraw_wanted.connect(lambda: self.ask_withdraw(self._current()))
        detail.facts.allocated.connect(self._allocate_current)
        bulk.may_decline = desk.session.may(Permission.REVIEW) and "/" in desk.session.node
        bulk.decline_wanted.connect(lambda: self.ask_decline(self.ticked()))
        detail.declining.wanted.connect(lambda: self.ask_decline(self._current()))

    def ticked(self) -> list[Line]:
        """The ticked tasks in the order shown."""
        records = self._list.view.records
        return [line for line in records.records() if line.key in records.ticked]

    def untick(self) -> None:
        """Tick nothing."""
        self._list.view.records.tick_all(ticked=False)

    def _back_to_list(self) -> None:
        """The button that asked may be gone: the keys go on where the tasks are."""
        self.untick()
        self._list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show(self, ledger: Ledger, plan: str | None, *, offers: bool) -> None:
        """Show what can be done with the ticked tasks, or, where none is ticked, the offer of the whole plan."""
        ticked = self.ticked()
        self._list.bulk.show_ticked(ticked, ledger)
        self._list.offer.show_offer(ledger, plan, offers=offers and not ticked)
        self._list.duty_offer.show_offer(ledger, plan, offers=offers and not ticked)

    def _current(self) -> list[Line]:
        return [self._detail.line] if self._detail.line is not None else []

    def _define_suggested(self) -> None:
        day = self._desk.day.day
        self._acts.define([beginning_with(one, day) for one in self._list.duty_offer.suggestions])

    def _allocate_ticked(self, officer: str) -> None:
        self._acts.allocate([line.row.entity for line in self.ticked()], officer)
        self.untick()

    def _allocate_current(self, officer: str) -> None:
        self._acts.allocate([line.row.entity for line in self._current()], officer)

    def pick_units(self, lines: Sequence[Line], *, provincial: bool = False) -> UnitPicker | None:
        """Ask which units get the tasks, then give them."""
        if not lines:
            return None
        plan = lines[0].plan
        what = f"{len(lines)} nhiệm vụ cấp tỉnh" if provincial else tasks_words(len(lines))
        if len(lines) == 1:
            what = f"nhiệm vụ {lines[0].row.label}"
        title = f"Giao {what} của {plan.number} cho đơn vị nào?"
        text = "Đơn vị đã có nhiệm vụ nào thì nhiệm vụ đó giữ nguyên. Nhiệm vụ đến đơn vị cùng tệp đi kế tiếp."
        giver = self._desk.units.unit(self._desk.session.unit)
        groups = pickable(self._desk.units, giver, plan.date, self._desk.day.day)
        picker = UnitPicker(title, text, groups, self._page)
        picker.chosen.connect(lambda codes: self._assign(lines, codes))
        picker.open()
        return picker

    def _assign(self, lines: Sequence[Line], units: tuple[str, ...]) -> None:
        self._acts.assign(list({line.row.entity: line.row for line in lines}.values()), units)
        self.untick()

    def ask_withdraw(self, lines: Sequence[Line]) -> ReasonDialog | None:
        """Ask why tasks are taken back from their unit, then take them."""
        items = [line.item for line in lines if line.item and line.item.assignment is AssignmentState.ASSIGNED]
        if not items:
            return None
        unit = items[0].unit
        name = self._desk.units.unit(unit).name
        what = tasks_words(len(items)) if len(items) > 1 else f"nhiệm vụ {items[0].row.label}"
        dialog = ReasonDialog(
            self._page,
            f"Thu hồi {what} của {name}?",
            "Những gì đơn vị đã ghi vẫn được giữ. Đơn vị biết việc thu hồi khi nhập tệp đi kế tiếp.",
            f"Thu hồi {what}",
            "Giữ nguyên",
            danger=True,
            icon="",
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tasks = [item.row.entity for item in items if item.unit == unit]
        dialog.accepted.connect(lambda: self._acts.withdraw(tasks, unit, dialog.reason.value_text()))
        dialog.accepted.connect(self._back_to_list)
        dialog.open()
        return dialog

    def ask_decline(self, lines: Sequence[Line]) -> ReasonDialog | None:
        """Ask why tasks of this unit go back to whoever gave them, then say so."""
        own = self._desk.session.unit
        items = [line.item for line in lines if line.item and line.item.unit == own and not line.item.is_declined]
        if not items:
            return None
        what = tasks_words(len(items)) if len(items) > 1 else f"nhiệm vụ {items[0].row.label}"
        dialog = ReasonDialog(
            self._page,
            f"Đề nghị trả {what}?",
            "Nơi giao nhận đề nghị cùng tệp đi kế tiếp, rồi thu hồi hoặc giữ nguyên. Kết quả đã ghi vẫn được giữ.",
            f"Đề nghị trả {what}",
            "Thôi",
            danger=True,
            icon="",
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.offer(DECLINE_REASONS)
        tasks = [item.row.entity for item in items]
        dialog.accepted.connect(lambda: self._acts.decline(tasks, dialog.reason.value_text()))
        dialog.accepted.connect(self._back_to_list)
        dialog.open()
        return dialog
