"""The fold: what an entity is, as a pure function of the set of its applied events (SYNC §2.8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.journal.event import Event, EventRef, Fields, Json

DECIDED = "conflict.decided"
REOPENED = "conflict.reopened"
"""A decision between parallel values that was taken back; its field of the same name lists the decisions."""


@dataclass(frozen=True, slots=True)
class Applied:
    """An applied event with its place: what the fold works on."""

    ref: EventRef
    event: Event
    audience: str
    sid: int = 0

    @property
    def order(self) -> tuple[int, EventRef]:
        """How parallel edits are sorted, the same way everywhere: clock, stream, number."""
        return (self.event.hlc, self.ref)


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several values that a field was given in parallel."""

    value: Json
    by: Applied


@dataclass(frozen=True, slots=True)
class Folded:
    """An entity's fields, who set each of them, and where parallel edits disagree.

    `conflicts` names only fields with different values on parallel branches; the first variant is the shown one.
    """

    fields: Fields
    setters: Mapping[str, Applied]
    conflicts: Mapping[str, tuple[Variant, ...]]
    heads: tuple[EventRef, ...]
    events: tuple[Applied, ...]

    @property
    def is_parallel(self) -> bool:
        """Whether somebody has to decide between values."""
        return bool(self.conflicts)


def fold(events: Iterable[Applied]) -> Folded:
    """Fold an entity's events along their bases; the order in which they are given does not matter."""
    given = sorted(events, key=lambda applied: applied.order)
    if _is_chain(given):
        return _last_values(given)
    ordered = _bases_first(given)
    ancestors = _ancestors(ordered)
    replaced = 0
    for ancestry in ancestors:
        replaced |= ancestry
    silent = _taken_back(ordered, ancestors)
    fields: Fields = {}
    setters: dict[str, Applied] = {}
    conflicts: dict[str, tuple[Variant, ...]] = {}
    for name, candidates in _last_setters(ordered, ancestors, silent).items():
        variants = [Variant(ordered[index].event.fields[name], ordered[index]) for index in candidates]
        variants.sort(key=lambda variant: variant.by.order, reverse=True)
        fields[name] = variants[0].value
        setters[name] = variants[0].by
        if any(variant.value != variants[0].value for variant in variants):
            conflicts[name] = tuple(variants)
    heads = tuple(sorted(applied.ref for index, applied in enumerate(ordered) if not replaced >> index & 1))
    return Folded(fields, setters, conflicts, heads, tuple(ordered))


def _is_chain(ordered: Sequence[Applied]) -> bool:
    """Whether each event builds on the one before, as almost always; none on a later one, none takes decisions back."""
    place = {applied.ref: index for index, applied in enumerate(ordered)}
    return all(
        applied.event.type != REOPENED
        and max((place.get(base, -1) for base in applied.event.bases), default=-1) == index - 1
        for index, applied in enumerate(ordered)
    )


def _last_values(chain: Sequence[Applied]) -> Folded:
    """What a chain of events says: of each field the last value."""
    fields: Fields = {}
    setters: dict[str, Applied] = {}
    for applied in chain:
        fields.update(applied.event.fields)
        setters.update(dict.fromkeys(applied.event.fields, applied))
    return Folded(fields, setters, {}, tuple(last.ref for last in chain[-1:]), tuple(chain))


def _bases_first(events: Sequence[Applied]) -> list[Applied]:
    """The events in an order where every base stands before what is based on it.

    Bases that are not among the events are ignored. Bases in a circle, which only a hostile sender can make, are
    taken in clock order.
    """
    waiting = {applied.ref: applied for applied in events}
    placed: dict[EventRef, None] = {}
    for start in events:
        stack = [(start, iter(start.event.bases))]
        entered = {start.ref}
        while stack:
            applied, bases = stack[-1]
            if applied.ref in placed:
                stack.pop()
                continue
            following = next((base for base in bases if base in waiting and base not in placed), None)
            if following is None:
                placed[applied.ref] = None
                stack.pop()
            elif following not in entered:
                entered.add(following)
                stack.append((waiting[following], iter(waiting[following].event.bases)))
    return [waiting[ref] for ref in placed]


def _ancestors(ordered: Sequence[Applied]) -> list[int]:
    """For each event the set of events it builds on, as a bit mask over their places."""
    place = {applied.ref: index for index, applied in enumerate(ordered)}
    masks: list[int] = []
    for index, applied in enumerate(ordered):
        mask = 0
        for base in applied.event.bases:
            before = place.get(base)
            if before is not None and before < index:
                mask |= masks[before] | 1 << before
        masks.append(mask)
    return masks


def _taken_back(ordered: Sequence[Applied], ancestors: Sequence[int]) -> int:
    """The decisions that a later event takes back, as a bit mask: what they decided between stands open again."""
    mask = 0
    for index, applied in enumerate(ordered):
        named = applied.event.fields.get(REOPENED) if applied.event.type == REOPENED else None
        if not isinstance(named, list):
            continue
        for before in range(index):
            ref = ordered[before].ref
            known = ancestors[index] >> before & 1 and ordered[before].event.type == DECIDED
            if known and [ref.stream.hex(), ref.seq] in named:
                mask |= 1 << before
    return mask


def _last_setters(ordered: Sequence[Applied], ancestors: Sequence[int], silent: int) -> dict[str, list[int]]:
    """For each field the events that set it and that no other setter of it builds on; silent ones set nothing."""
    latest: dict[str, list[int]] = {}
    for index, applied in enumerate(ordered):
        if silent >> index & 1:
            continue
        for name in applied.event.fields:
            kept = [before for before in latest.get(name, ()) if not ancestors[index] >> before & 1]
            latest[name] = [*kept, index]
    return latest


def common_base(folded: Folded, names: Iterable[str]) -> Folded:
    """The entity before the parallel edits of these fields: the fold of what all their variants build on.

    It has no events where the record was begun in parallel.
    """
    place = {applied.ref: index for index, applied in enumerate(folded.events)}
    ancestors = _ancestors(folded.events)
    shared = (1 << len(folded.events)) - 1
    for name in names:
        for variant in folded.conflicts.get(name, ()):
            shared &= ancestors[place[variant.by.ref]]
    return fold(applied for index, applied in enumerate(folded.events) if shared >> index & 1)


def branch_of(folded: Folded, ref: EventRef) -> Folded:
    """The entity as the author of this event left it: the fold of the event and everything it builds on."""
    place = {applied.ref: index for index, applied in enumerate(folded.events)}[ref]
    mask = _ancestors(folded.events)[place] | 1 << place
    return fold(applied for index, applied in enumerate(folded.events) if mask >> index & 1)


def replaced_fields(some: Sequence[Applied], others: Sequence[Applied]) -> dict[EventRef, frozenset[str]]:
    """For each of some events the fields that one of the others, building on it through whatever chain, sets."""
    ordered = _bases_first(sorted({one.ref: one for one in (*some, *others)}.values(), key=lambda one: one.order))
    ancestors, standing = _ancestors(ordered), {one.ref for one in others}
    wanted = {one.ref for one in some}
    return {
        applied.ref: frozenset(
            name
            for later, mask in zip(ordered, ancestors, strict=True)
            if mask >> index & 1 and later.ref in standing
            for name in later.event.fields
        )
        for index, applied in enumerate(ordered)
        if applied.ref in wanted
    }


def heads_within(folded: Folded, audiences: Iterable[str]) -> tuple[EventRef, ...]:
    """The events of some audiences that no later event of these audiences builds on, through whatever chain.

    A receiver who sees only these audiences can then still order them (an approved record published twice, with
    internal events between).
    """
    wanted = set(audiences)
    ancestors = _ancestors(folded.events)
    chosen = [index for index, applied in enumerate(folded.events) if applied.audience in wanted]
    replaced = 0
    for index in chosen:
        replaced |= ancestors[index]
    return tuple(sorted(folded.events[index].ref for index in chosen if not replaced >> index & 1))
