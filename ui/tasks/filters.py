"""What of the tasks is shown: scope, plan, preset, unit, officer, state, words; and how many each preset holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from desktop.home import has_overdue_slot, is_due_soon, is_overdue, is_returned, is_unsent, waits_for
from desktop.plans.state import OfficialState
from desktop.plans.tasks import TaskItem
from desktop.progress.entries import EntryState, LifeState
from desktop.text import search_key
from ui.requests import TasksRequest
from ui.tasks.lines import Ledger, Line


class Scope(StrEnum):
    """Whether the tasks given to units are listed, or every printed row of the plans."""

    ASSIGNED = "assigned"
    WHOLE = "whole"


class Preset(StrEnum):
    """A list that is asked for daily."""

    OVERDUE = "overdue"
    OVERDUE_SLOTS = "overdue_slots"
    DUE_SOON = "due_soon"
    MINE = "mine"
    UNSUBMITTED = "unsubmitted"
    WAITING = "waiting"
    RETURNED = "returned"
    UNSENT = "unsent"
    IN_FILE = "in_file"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    AWAITED = "awaited"
    DECLINED = "declined"
    PROVINCIAL = "provincial"
    UNASSIGNED = "unassigned"


PRESET_WORDS = {
    Preset.OVERDUE: "Quá hạn",
    Preset.OVERDUE_SLOTS: "Kỳ quá hạn",
    Preset.DUE_SOON: "Đến hạn trong 7 ngày",
    Preset.MINE: "Của tôi",
    Preset.UNSUBMITTED: "Chưa gửi duyệt",
    Preset.WAITING: "Chờ duyệt",
    Preset.RETURNED: "Bị trả lại",
    Preset.UNSENT: "Đã duyệt, chưa gửi đi",
    Preset.IN_FILE: "Trong tệp đi, chờ nhận",
    Preset.RECEIVED: "Cấp trên đã nhận",
    Preset.ACCEPTED: "Cấp trên chấp nhận",
    Preset.AWAITED: "Chờ kết luận",
    Preset.DECLINED: "Đề nghị trả",
    Preset.PROVINCIAL: "Nhiệm vụ cấp tỉnh",
    Preset.UNASSIGNED: "Chưa giao đơn vị nào",
}
OF_A_DEPARTMENT = (
    Preset.OVERDUE,
    Preset.OVERDUE_SLOTS,
    Preset.DUE_SOON,
    Preset.MINE,
    Preset.UNSUBMITTED,
    Preset.RETURNED,
    Preset.WAITING,
    Preset.UNSENT,
    Preset.IN_FILE,
    Preset.RECEIVED,
    Preset.ACCEPTED,
    Preset.AWAITED,
    Preset.DECLINED,
)
OF_HEADQUARTERS = (
    Preset.OVERDUE,
    Preset.OVERDUE_SLOTS,
    Preset.DUE_SOON,
    Preset.AWAITED,
    Preset.DECLINED,
    Preset.PROVINCIAL,
    Preset.UNASSIGNED,
)
_ON_THE_WAY = frozenset({Preset.IN_FILE, Preset.RECEIVED, Preset.ACCEPTED, Preset.AWAITED, Preset.DECLINED})
"""Listed only while they hold something."""
_OF_THE_PLAN = frozenset({Preset.PROVINCIAL, Preset.UNASSIGNED})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The conditions in force; all of them must hold, None leaves one out."""

    scope: Scope = Scope.ASSIGNED
    plan: str | None = None
    preset: Preset | None = None
    unit: str | None = None
    officer: str | None = None
    state: OfficialState | None = None
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether any condition but the scope is in force."""
        return any(getattr(self, field.name) for field in fields(self) if field.name != "scope")

    def with_preset(self, preset: Preset | None) -> "Chosen":
        """With this preset, in the scope where it has a meaning."""
        if preset is None:
            return replace(self, preset=None)
        return replace(self, preset=preset, scope=Scope.WHOLE if preset in _OF_THE_PLAN else Scope.ASSIGNED)

    def in_scope(self, scope: Scope) -> "Chosen":
        """In this scope, without the conditions that mean nothing there."""
        if scope is Scope.ASSIGNED:
            return replace(self, scope=scope, preset=None if self.preset in _OF_THE_PLAN else self.preset)
        preset = self.preset if self.preset in _OF_THE_PLAN else None
        return replace(self, scope=scope, preset=preset, unit=None, officer=None, state=None)


def chosen_of(request: TasksRequest, me: str) -> Chosen:
    """The conditions another screen asks for."""
    return Chosen(
        plan=request.plan,
        preset=Preset(request.preset) if request.preset else None,
        unit=request.unit,
        officer=me if request.is_mine else None,
        state=request.state,
    )


def lines_of(ledger: Ledger, scope: Scope, unit: str | None = None) -> tuple[Line, ...]:
    """The lines of a scope; those of a unit further down where it is asked for."""
    if scope is Scope.WHOLE:
        return ledger.whole
    return (*ledger.assigned, *ledger.below) if is_below(ledger, unit) else ledger.assigned


def is_below(ledger: Ledger, unit: str | None) -> bool:
    """Whether a unit stands further down than those whose tasks are listed."""
    return any(line.key[1] == unit for line in ledger.below)


def fitting(ledger: Ledger, chosen: Chosen, me: str) -> list[Line]:
    """The lines that fit, in printed order."""
    words = search_key(chosen.words).split()
    lines = lines_of(ledger, chosen.scope, chosen.unit)
    return [line for line in lines if _fits(line, chosen, words, me, dict(ledger.heirs))]


def _fits(line: Line, chosen: Chosen, words: Iterable[str], me: str, heirs: Mapping[str, str]) -> bool:
    if chosen.plan is not None and line.plan.number != chosen.plan:
        return False
    if chosen.preset is not None and not in_preset(line, chosen.preset, me):
        return False
    if any(word not in line.folded for word in words):
        return False
    item = line.item
    if item is None:
        return chosen.scope is Scope.WHOLE
    return (
        chosen.unit in (None, item.unit, heirs.get(item.unit))
        and chosen.officer in (None, item.officer)
        and chosen.state in (None, item.standing.official)
    )


def in_preset(line: Line, preset: Preset, me: str) -> bool:
    """Whether a line belongs to a preset; `me` is the signed-in person's id."""
    if preset is Preset.PROVINCIAL:
        return bool(line.row.provincial)
    if preset is Preset.UNASSIGNED:
        return not line.holders
    return line.item is not None and _item_in(line.item, preset, me)


def _item_in(item: TaskItem, preset: Preset, me: str) -> bool:
    if preset is Preset.MINE:
        return item.officer == me
    return _RULES[preset](item)


def is_unsubmitted(item: TaskItem) -> bool:
    """Something was typed or recorded that nobody has handed in yet."""
    return item.has_draft or any(entry.state is EntryState.RECORDED for entry in item.entries)


def is_waiting(item: TaskItem) -> bool:
    """Some entry of it waits for approval."""
    return any(entry.state is EntryState.SUBMITTED for entry in item.entries)


_RULES: dict[Preset, Callable[[TaskItem], bool]] = {
    Preset.OVERDUE: is_overdue,
    Preset.OVERDUE_SLOTS: has_overdue_slot,
    Preset.DUE_SOON: is_due_soon,
    Preset.UNSUBMITTED: is_unsubmitted,
    Preset.WAITING: is_waiting,
    Preset.RETURNED: is_returned,
    Preset.UNSENT: is_unsent,
    Preset.IN_FILE: lambda item: item.life is LifeState.EXPORTED,
    Preset.RECEIVED: lambda item: item.life is LifeState.RECEIVED,
    Preset.ACCEPTED: lambda item: item.life is LifeState.ACCEPTED,
    Preset.AWAITED: lambda item: item.life is LifeState.AWAITED,
    Preset.DECLINED: lambda item: item.is_declined,
}


def presets_of(ledger: Ledger) -> tuple[Preset, ...]:
    """The presets that mean something at this level; that of periods only where something is owed period by period.

    Those of what is on its way only while they hold something.
    """
    presets = OF_HEADQUARTERS if ledger.is_headquarters else OF_A_DEPARTMENT
    items = [line.item for line in ledger.assigned if line.item is not None]
    empty = {preset for preset in _ON_THE_WAY if not any(_RULES[preset](item) for item in items)}
    if not ledger.owed:
        empty.add(Preset.OVERDUE_SLOTS)
    return tuple(preset for preset in presets if preset not in empty)


def preset_count(ledger: Ledger, preset: Preset, me: str) -> int:
    """How many lines a preset holds."""
    scope = Scope.WHOLE if preset in _OF_THE_PLAN else Scope.ASSIGNED
    return sum(in_preset(line, preset, me) for line in lines_of(ledger, scope))


def waiting_for(ledger: Ledger, me: str) -> int:
    """How many tasks wait for this person: his own that are overdue, due soon or returned."""
    return sum(line.item is not None and waits_for(line.item, me) for line in ledger.assigned)
