"""Conflicts of the same kind between the same two sides: answered at once with the same side (FEATURES C12)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from desktop.conflicts.reading import open_conflicts
from desktop.conflicts.records import Answer, Choice, Conflict, Disagreement
from desktop.journal.event import EntityId
from desktop.session import Session

_DAYS = frozenset({"completed_on", "document_date", "date", "begins", "ends"})


def alike(session: Session, conflict: Conflict) -> list[Conflict]:
    """The other records that wait for this person with the same fields between the same sides."""
    return alike_among(conflict, open_conflicts(session))


def alike_among(conflict: Conflict, others: Iterable[Conflict]) -> list[Conflict]:
    """Those of the others that are like this one."""
    return [
        other for other in others if other.is_open and other.entity != conflict.entity and is_alike(conflict, other)
    ]


def is_alike(one: Conflict, other: Conflict) -> bool:
    """Whether the same fields disagree between the same two: the same people at the same machines, or, of days alone,
    the same machines by the same number of days.
    """  # noqa: D205 - one sentence over two lines
    return bool(_kinds(one) & _kinds(other))


def alike_counts(conflicts: Sequence[Conflict]) -> dict[EntityId, int]:
    """To how many others each record that waits is alike."""
    waiting = [conflict for conflict in conflicts if conflict.is_open]
    groups: dict[Hashable, set[EntityId]] = {}
    for conflict in waiting:
        for kind in _kinds(conflict):
            groups.setdefault(kind, set()).add(conflict.entity)
    together: set[EntityId] = set()
    return {
        conflict.entity: len(together.union(*(groups[kind] for kind in _kinds(conflict)))) - 1
        for conflict in waiting
        if _kinds(conflict)
    }


def _kinds(conflict: Conflict) -> set[Hashable]:
    """What a record is alike by: none where more than two disagree, or one machine with itself."""
    if len(conflict.sides) != 2:
        return set()
    fields = (conflict.kind, tuple(field.name for field in conflict.fields))
    found: set[Hashable] = {(*fields, frozenset(side.key for side in conflict.sides))}
    machines = frozenset(side.install for side in conflict.sides)
    shifts = tuple(day_shift(conflict, field) for field in conflict.fields)
    if len(machines) == len(conflict.sides) and None not in shifts:
        found.add((*fields, machines, shifts))
    return found


def day_shift(conflict: Conflict, field: Disagreement) -> timedelta | None:
    """By how much a day differs between the two sides, in the order of their machines; None for what is no day."""
    if field.name not in _DAYS:
        return None
    by_machine = sorted(field.variants, key=lambda variant: conflict.sides[variant.side].install)
    days = [_day(variant.value) for variant in by_machine]
    if len(days) != 2 or days[0] is None or days[1] is None:
        return None
    return days[1] - days[0]


def same_answer(conflict: Conflict, choices: Mapping[str, Choice], other: Conflict) -> Answer | None:
    """The answer that takes the same side in another record; None where a value was typed."""
    found: dict[str, Choice] = {}
    for name, choice in choices.items():
        field, twin = conflict.field(name), other.field(name)
        if field is None or twin is None:
            return None
        if choice.of is None:
            if choice.value != field.base:
                return None
            found[name] = Choice(twin.base)
            continue
        side = next(conflict.sides[variant.side] for variant in field.variants if variant.ref == choice.of)
        place = _same_side(other, side.key, side.install)
        said = twin.of_side(place) if place is not None else ()
        if not said:
            return None
        found[name] = Choice(said[0].value, said[0].ref)
    return Answer(other.entity, other.heads, found)


def _same_side(other: Conflict, key: tuple[str, str], install: str) -> int | None:
    exact = [place for place, side in enumerate(other.sides) if side.key == key]
    return next(iter([*exact, *(place for place, side in enumerate(other.sides) if side.install == install)]), None)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
