"""Left of the list: the plans with their parts, and the lists asked for daily, each with its count."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.plans.records import PrintedRow
from ui import theme
from ui.tasks.arrangement import heading_of
from ui.tasks.filters import PRESET_WORDS, Chosen, Preset, Scope, lines_of, preset_count, presets_of
from ui.tasks.lines import Ledger, PlanRows
from ui.widgets.panels import Panel
from ui.widgets.side_tree import SideItem, SideTree
from ui.widgets.text import Kind, Label

ALL = "all"
_ICONS = {
    Preset.OVERDUE: "warning",
    Preset.OVERDUE_SLOTS: "clock",
    Preset.DUE_SOON: "calendar_ltr",
    Preset.MINE: "person",
    Preset.UNSUBMITTED: "edit",
    Preset.WAITING: "hourglass",
    Preset.RETURNED: "arrow_hook_up_left",
    Preset.UNSENT: "archive",
    Preset.IN_FILE: "arrow_swap",
    Preset.RECEIVED: "shield_checkmark",
    Preset.ACCEPTED: "checkmark_circle",
    Preset.AWAITED: "hourglass",
    Preset.DECLINED: "arrow_undo",
    Preset.PROVINCIAL: "building",
    Preset.UNASSIGNED: "flag",
}


class SidePanel(Panel):
    """Tells which plan, heading or preset is wanted."""

    plan_chosen = Signal(object)
    """The number of a plan (str), or `None` for all plans."""
    heading_chosen = Signal(object)
    """Plan number and path of a heading (tuple)."""
    preset_chosen = Signal(object)
    """A `Preset`, or `None`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kế hoạch và bộ lọc", scrolls=False, edge="right", margin=0, gap=0, parent=parent)
        px = theme.current().px
        self.plans = SideTree("Kế hoạch")
        self.presets = SideTree("Xem nhanh")
        self._plans_title, self._presets_title = Label("Kế hoạch", Kind.HEAD), Label("Xem nhanh", Kind.HEAD)
        for title in (self._plans_title, self._presets_title):
            title.setContentsMargins(px(12), px(12), px(12), px(4))
        self.body.addWidget(self._plans_title)
        self.body.addWidget(self.plans, 1)
        self.body.addWidget(self._presets_title)
        self.body.addWidget(self.presets)
        self.body.addSpacing(px(8))
        self.body.addStretch()  # takes the room of the tree where there is no plan yet
        self.plans.chosen.connect(self._choose_plan)
        self.presets.chosen.connect(self._choose_preset)

    def show_ledger(self, ledger: Ledger, chosen: Chosen, me: str) -> None:
        """Show plans, headings and presets with their counts."""
        counts: dict[tuple[Hashable, ...], int] = {}
        headings = {plan.plan.number: _headings(plan) for plan in ledger.plans}
        for line in lines_of(ledger, chosen.scope):
            path = heading_of(line.row, headings[line.plan.number])
            for depth in range(len(path) + 1):
                key = (line.plan.number, path[:depth])
                counts[key] = counts.get(key, 0) + 1
        shows_empty = chosen.scope is Scope.WHOLE
        self.plans.replace([_plan_item(plan, counts, shows_empty=shows_empty) for plan in ledger.plans])
        for part in (self._plans_title, self.plans):
            part.setVisible(bool(ledger.plans))
        presets = [_preset_item(preset, preset_count(ledger, preset, me)) for preset in presets_of(ledger)]
        whole = SideItem(ALL, "Tất cả", str(len(lines_of(ledger, chosen.scope))), icon="text_bullet_list_tree")
        self.presets.replace([whole, *presets])
        self.presets.setFixedHeight(theme.current().px(28) * (len(presets) + 1) + 4)

    def show_chosen(self, chosen: Chosen) -> None:
        """Mark the preset in force."""
        self.presets.select(chosen.preset or ALL)

    def _choose_plan(self, key: Hashable) -> None:
        if isinstance(key, tuple):
            number, path = key
            self.plan_chosen.emit(number) if not path else self.heading_chosen.emit(key)

    def _choose_preset(self, key: Hashable) -> None:
        self.preset_chosen.emit(key if isinstance(key, Preset) else None)


def _headings(plan: PlanRows) -> dict[tuple[str, ...], PrintedRow]:
    return {row.path: row for row in plan.rows if not row.is_task}


def _plan_item(plan: PlanRows, counts: dict[tuple[Hashable, ...], int], *, shows_empty: bool) -> SideItem:
    number = plan.plan.number
    headings = list(_headings(plan).values())
    items = _items(number, (), headings, counts, shows_empty=shows_empty)
    return SideItem((number, ()), number, str(counts.get((number, ()), 0)), items=items)


def _items(
    number: str,
    above: tuple[str, ...],
    headings: Sequence[PrintedRow],
    counts: dict[tuple[Hashable, ...], int],
    *,
    shows_empty: bool,
) -> list[SideItem]:
    made = []
    for row in headings:
        if row.path[:-1] == above:
            count = counts.get((number, row.path), 0)
            if not count and above and not shows_empty:
                continue
            below = _items(number, row.path, headings, counts, shows_empty=shows_empty)
            words = f"{row.number}. {row.title}"
            made.append(SideItem((number, row.path), words, str(count), items=below, is_open=count > 0))
    return made


def _preset_item(preset: Preset, count: int) -> SideItem:
    alarming = preset in (Preset.OVERDUE, Preset.OVERDUE_SLOTS, Preset.RETURNED) and count > 0
    return SideItem(preset, PRESET_WORDS[preset], str(count), icon=_ICONS[preset], tone="red" if alarming else "")
