"""What the sector's screen shows, read in one piece of work and arranged for the table."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop.formats import percent_text, short_day_text
from desktop.plans.matrix import cell, matrix
from desktop.plans.plans import plans
from desktop.plans.state import OfficialState, TwoByTwo
from desktop.plans.tasks import TaskFilter, TaskItem, tasks
from desktop.session import Session
from desktop.sync.exchange import Peer, Relation, peers
from desktop.text import vietnamese_key
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel

PROVINCIAL_DEPARTMENTS = "G-CUCTINH"


@dataclass(frozen=True, slots=True)
class Overview:
    """All tasks given to units at a day, the plans, and the neighbours below; `own` is the unit that watches.

    `heirs` name for each unit dissolved by that day the one that does its work, where that one is at work here: its
    tasks are counted there, and stay its own.
    """

    own: str
    items: tuple[TaskItem, ...]
    plans: tuple[str, ...]
    peers: dict[str, Peer]
    as_of: date
    heirs: dict[str, str] = field(default_factory=dict)

    def before(self, unit: str) -> list[str]:
        """The dissolved units whose work a unit took over."""
        return sorted(code for code, heir in self.heirs.items() if heir == unit)

    def peer_of(self, unit: str) -> Peer | None:
        """The machine of a unit, or of one whose work it took over, that sent something last."""
        found = [self.peers[code] for code in (unit, *self.before(unit)) if code in self.peers]
        return max(found, key=_heard, default=None)


@dataclass(frozen=True, slots=True)
class FileNote:
    """What is known of a unit's files: words, icon, tone, and whether somebody should ask for one."""

    words: str
    icon: str = ""
    tone: str = ""
    is_wanting: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in the table; the sum of all has no unit code."""

    unit: str
    name: str
    full_name: str
    counts: TwoByTwo
    file: FileNote


class Order(StrEnum):
    """What the units are sorted by."""

    NAME = "name"
    TOTAL = "total"
    ON_TIME = "on_time"
    LATE = "late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    RATIO_OF_DUE = "ratio_of_due"
    RATIO_OF_TOTAL = "ratio_of_total"


STATES = {
    Order.TOTAL: None,
    Order.ON_TIME: OfficialState.COMPLETED_ON_TIME,
    Order.LATE: OfficialState.COMPLETED_LATE,
    Order.IN_TIME: OfficialState.OPEN_IN_TIME,
    Order.OVERDUE: OfficialState.OPEN_OVERDUE,
}
"""The figures of the table that open their rows."""


def _heard(peer: Peer) -> int:
    """When something of a unit's machine came last, by its own file or through another machine of this unit."""
    return max(peer.last_in_at or 0, peer.heard_at or 0)


def overview(session: Session, units: UnitTable, as_of: date, plan: str | None) -> Overview:
    """Read the tasks of one plan, or of all, and who has sent what."""
    found = tasks(session, TaskFilter(as_of=as_of, plan=plan))
    below: dict[str, Peer] = {}
    for peer in peers(session):
        unit = peer.node.rpartition("/")[2]
        known = below.get(unit)
        if peer.relation is Relation.CHILD and (known is None or _heard(peer) > _heard(known)):
            below[unit] = peer
    numbers = tuple(found_plan.number for found_plan in plans(session.database))
    own = session.unit
    given = tuple(item for item in found if item.unit != own)
    return Overview(
        own, given, numbers, below, as_of, heirs_at_work({item.unit for item in given} | set(below), units, as_of)
    )


def heirs_at_work(at_work: AbstractSet[str], units: UnitTable, on: date) -> dict[str, str]:
    """Of units that are dissolved on a day, who does their work, as far as that unit is at work here too."""
    found = {unit: units.heir(unit, on) for unit in at_work if unit in units}
    return {unit: heir for unit, heir in found.items() if heir != unit and heir in at_work}


def lines(found: Overview, units: UnitTable, *, everybody: bool) -> list[Line]:
    """A line for each unit with tasks or files; with `everybody` for every unit below of the day."""
    also = set(found.peers)
    if everybody:
        also |= {unit.code for unit in _units_below(units, found.own, found.as_of)}
    return [
        Line(
            row.unit,
            _with_before(short_name(units, row.unit), [short_name(units, one) for one in found.before(row.unit)]),
            _with_before(full_name(units, row.unit), [full_name(units, one) for one in found.before(row.unit)]),
            row.counts,
            file_note(found.peer_of(row.unit), found.as_of.year),
        )
        for row in matrix(found.items, also, found.heirs).rows
    ]


def _with_before(name: str, before: list[str]) -> str:
    """A unit's name with those whose work it took over: «KV VIII (gồm Quảng Ninh)»."""
    return f"{name} (gồm {', '.join(before)})" if before else name


def _units_below(units: UnitTable, own: str, on: date) -> tuple[Unit, ...]:
    """The departments of headquarters, the Chi cục of a department."""
    is_top = units.unit(own).level is UnitLevel.HQ
    return units.members(PROVINCIAL_DEPARTMENTS, on) if is_top else units.branches(own, on)


def total_line(found: Overview, shown: list[Line], whole: str) -> Line:
    """The sum over all units, which together are called `whole`."""
    peers_of = [found.peer_of(line.unit) for line in shown]
    sent = sum(peer is not None and has_come(peer) for peer in peers_of)
    words = FileNote(f"{sent}/{len(shown)} đã có tệp")
    return Line("", whole, f"{whole}, {len(shown)} đơn vị", matrix(found.items).total, words)


def short_name(units: UnitTable, code: str) -> str:
    """A department by its place: Hải Phòng."""
    return units.unit(code).short_name.removeprefix("HQ ") if code in units else code


def full_name(units: UnitTable, code: str) -> str:
    """The official name of a unit."""
    return units.unit(code).name if code in units else code


def has_come(peer: Peer) -> bool:
    """Whether anything of a unit has come here, whichever machine of this unit imported its file."""
    return peer.last_in is not None or peer.heard_at is not None


def file_note(peer: Peer | None, year: int) -> FileNote:
    """The last file of a unit, or what is wanting."""
    if peer is None:
        return FileNote("chưa kết nạp", tone="text3")
    if peer.is_ended:
        return FileNote("đã thu hồi khóa", "error_circle", "red")
    if peer.missing:
        numbers = ", ".join(str(number) for number in peer.missing)
        return FileNote(f"thiếu tệp {numbers}", "warning", "red", is_wanting=True)
    if not has_come(peer):
        return FileNote("chưa có tệp", "warning", "warn", is_wanting=True)
    day = datetime.fromtimestamp(_heard(peer) / 1000).astimezone().date()
    words = short_day_text(day) if day.year == year else f"{day:%d/%m/%Y}"
    through_another = (peer.heard_at or 0) > (peer.last_in_at or 0)
    return FileNote(f"{words}, qua máy khác" if through_another else f"{words}, tệp {peer.last_in}")


def sorted_lines(shown: list[Line], order: Order, *, falling: bool) -> list[Line]:
    """The lines in an order; equal ones by name."""
    by_name = sorted(shown, key=lambda line: vietnamese_key(line.name))
    if order is Order.NAME:
        return by_name[::-1] if falling else by_name
    return sorted(by_name, key=lambda line: _figure(line.counts, order), reverse=falling)


def _figure(counts: TwoByTwo, order: Order) -> float:
    if order is Order.RATIO_OF_DUE:
        return float(counts.ratio_of_due) if counts.ratio_of_due is not None else -1.0
    if order is Order.RATIO_OF_TOTAL:
        return float(counts.ratio_of_total) if counts.ratio_of_total is not None else -1.0
    return float(cell(counts, STATES[order]))


def ratio_of_due_text(counts: TwoByTwo) -> str:
    """Completed over fallen due, with one decimal as in the table; "" where nothing fell due."""
    return percent_text(counts.completed, counts.fallen_due, 1)


def ratio_of_total_text(counts: TwoByTwo) -> str:
    """Completed over all, with one decimal; "" where there is no task."""
    return percent_text(counts.completed, counts.total, 1)
