"""Asking to whom tasks are given, and why they are taken back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from desktop.journal.event import EntityId
from desktop.plans.records import AssignmentState
from ui.desk import Desk
from ui.tasks.arrangement import tasks_words
from ui.tasks.lines import Line
from ui.tasks.unit_picker import UnitPicker
from ui.widgets.dialog import ReasonDialog
from ui.widgets.page import Page


def pick_units(
    page: Page,
    desk: Desk,
    lines: Sequence[Line],
    *,
    provincial: bool,
    give: Callable[[Sequence[Line], tuple[str, ...]], None],
) -> UnitPicker | None:
    """Ask which units get the tasks; `give` is called with their codes once the person gives."""
    if not lines:
        return None
    plan = lines[0].plan
    what = f"{len(lines)} nhiệm vụ cấp tỉnh" if provincial else tasks_words(len(lines))
    one = f"{lines[0].row.label} của {plan.number}"
    title = f"Giao {what} của {plan.number} cho đơn vị nào?" if len(lines) > 1 else f"Giao {one} cho đơn vị nào?"
    text = "Đơn vị đã có nhiệm vụ nào thì nhiệm vụ đó giữ nguyên. Nhiệm vụ đến đơn vị cùng tệp đi kế tiếp."
    picker = UnitPicker(title, text, desk.units, plan.date or desk.day.day, page)
    picker.chosen.connect(lambda codes: give(lines, codes))
    picker.open()
    return picker


def ask_reason(
    page: Page,
    desk: Desk,
    lines: Sequence[Line],
    withdraw: Callable[[Sequence[EntityId], str, str], None],
) -> ReasonDialog | None:
    """Ask why tasks are taken back from their unit; `withdraw` is called with the reason."""
    items = [line.item for line in lines if line.item and line.item.assignment is AssignmentState.ASSIGNED]
    if not items:
        return None
    unit = items[0].unit
    name = desk.units.unit(unit).name
    what = tasks_words(len(items)) if len(items) > 1 else f"nhiệm vụ {items[0].row.label}"
    dialog = ReasonDialog(
        page,
        f"Thu hồi {what} của {name}?",
        "Những gì đơn vị đã ghi vẫn được giữ. Đơn vị biết việc thu hồi khi nhập tệp đi kế tiếp.",
        f"Thu hồi {what}",
        "Giữ nguyên",
        danger=True,
        icon="",
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    tasks = [item.row.entity for item in items if item.unit == unit]
    dialog.accepted.connect(lambda: withdraw(tasks, unit, dialog.reason.value_text()))
    dialog.open()
    return dialog
