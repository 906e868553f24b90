"""What a new document says differently from the plan as it stands: the changes proposed for an amending decision.

The new document may be the whole plan in a new version or only the rows that change. Nothing is decided here: every
difference is proposed, and a person ticks what becomes part of the amendment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.amendments.amending import AddRow, ChangeRow, RowChange, WithdrawRow
from desktop.amendments.amendments import AmendedField
from desktop.deadlines.deadlines import deadline_to_json
from desktop.importing.parsed import ParsedPlan, PlanRow
from desktop.journal.event import EntityId, Fields, Json
from desktop.plans.records import PrintedRow, fields_of
from desktop.plans.row_fields import RowFields, row_fields_of
from desktop.text import is_same_text, search_key

_ALIKE: Final = 0.6
"""How alike the texts of rows at the same path are, from 0 to 1, to be taken for one row at once."""
_MOVED: Final = 0.75
"""How alike the texts of rows at different paths are to be taken for one row that was renumbered."""
_WHOLE: Final = 0.6
"""The part of the plan's rows that a document has to contain to be taken for the plan in a new version."""
_COMPARED: Final = ("title", "activities", "product", "lead_text", "support_text", "deadline_text", "note", "extra")
_WITH: Final = {"lead_text": "lead_units", "support_text": "support_units", "deadline_text": "deadline"}
"""What was read from a text goes along with it."""


class Difference(StrEnum):
    """How a row of the new document and one of the plan differ."""

    ADDED = "added"
    CHANGED = "changed"
    MISSING = "missing"


DIFFERENCE_WORDS: Final = {
    Difference.ADDED: "Thêm mới",
    Difference.CHANGED: "Thay đổi",
    Difference.MISSING: "Không còn trong văn bản mới",
}


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One difference; `ticked` says whether it is proposed to be taken over.

    `task` and `before` are the row of the plan (None for an added one), `now` the row of the document (None for a
    missing one). An added row belongs behind `after` (None: at the beginning), and at `printed_path` where the plan has
    the heading that this path names.
    """

    kind: Difference
    path: tuple[str, ...]
    title: str
    ticked: bool
    task: EntityId | None = None
    before: PrintedRow | None = None
    now: PlanRow | None = None
    after: EntityId | None = None
    fields: tuple[AmendedField, ...] = ()
    printed_path: tuple[str, ...] | None = None

    @property
    def path_text(self) -> str:
        """The path as people type it."""
        return "/".join(self.path)


def differences(rows: Sequence[PrintedRow], parsed: ParsedPlan) -> list[ProposedChange]:
    """What the document says differently, in its order, then the rows of the plan that it does not have.

    Rows are matched by their path and text, renumbered ones by their text. Missing rows are ticked only where the
    document is the whole plan; where it has only some rows, no numbers are compared either.
    """
    standing = [row for row in rows if not row.is_withdrawn]
    matched = _matched(standing, parsed.rows)
    is_whole = bool(standing) and len(matched) >= _WHOLE * len(standing)
    paths = {row.path for row in standing}
    found: list[ProposedChange] = []
    last: EntityId | None = None
    for place, row in enumerate(parsed.rows):
        before = matched.get(place)
        if before is None:
            where = row.path if is_whole or row.path[:-1] in paths else None
            after = last or _end(standing, row)
            added = ProposedChange(
                Difference.ADDED, row.path, row.title, True, now=row, after=after, printed_path=where
            )
            found.append(added)
            continue
        last = before.entity
        fields = tuple(_changed(before, row, with_numbers=is_whole))
        if fields:
            changed = ProposedChange(
                Difference.CHANGED, before.path, before.title, True, before.entity, before, row, fields=fields
            )
            found.append(changed)
    kept = {row.entity for row in matched.values()}
    missing = (row for row in standing if row.entity not in kept)
    return [*found, *(_missing(row, ticked=is_whole) for row in missing)]


def _missing(row: PrintedRow, *, ticked: bool) -> ProposedChange:
    return ProposedChange(Difference.MISSING, row.path, row.title, ticked, row.entity, row)


def changes_of(proposed: Iterable[ProposedChange], *, why: str) -> list[RowChange]:
    """The ticked differences as changes of an amendment; `why` is said of the rows that are withdrawn."""
    return [_change_of(one, why) for one in proposed if one.ticked]


def _change_of(one: ProposedChange, why: str) -> RowChange:
    if one.kind is Difference.MISSING and one.task is not None:
        return WithdrawRow(one.task, why, alone=True)
    assert one.now is not None
    said = row_fields_of(one.now)
    if one.kind is Difference.ADDED or one.task is None:
        return AddRow(said, one.after, path=one.printed_path)
    names = {field.name for field in one.fields}
    return ChangeRow(one.task, RowFields(**{name: getattr(said, name) for name in names}))


# --- matching ---


def _matched(rows: Sequence[PrintedRow], new: Sequence[PlanRow]) -> dict[int, PrintedRow]:
    """The row of the plan for each row of the document (by its place) that has one.

    The same text counts more than the same number: neighbours of a plan often differ in a word or two, and an inserted
    row moves all numbers after it. Then like texts, at the same path and elsewhere; at last the same path alone.
    """
    words = {row.entity: _words(row.title) for row in rows}
    new_words = [_words(row.title) for row in new]
    found: dict[int, PrintedRow] = {}
    free = {row.entity: row for row in rows}

    def take(place: int, row: PrintedRow) -> None:
        found[place] = row
        del free[row.entity]

    by_path = {row.path: row for row in reversed(rows)}
    texts = [search_key(row.title) for row in new]
    for place, row in enumerate(new):
        same = by_path.get(row.path)
        if same is not None and same.entity in free and search_key(same.title) == texts[place]:
            take(place, same)
    by_text: dict[str, list[PrintedRow]] = {}
    for left in free.values():
        by_text.setdefault(search_key(left.title), []).append(left)
    for place, text in enumerate(texts):
        if place not in found and (alike := by_text.get(text)):
            take(place, alike.pop(0))
    for place, row in enumerate(new):
        same = by_path.get(row.path)
        is_free = place not in found and same is not None and same.entity in free
        if is_free and same is not None and _likeness(new_words[place], words[same.entity]) >= _ALIKE:
            take(place, same)
    for place, moved in _moved(new_words, found, free, words):
        take(place, moved)
    for place, row in enumerate(new):
        same = by_path.get(row.path)
        if place not in found and same is not None and same.entity in free:
            take(place, same)
    return found


def _moved(
    new_words: Sequence[frozenset[str]],
    found: Mapping[int, PrintedRow],
    free: Mapping[EntityId, PrintedRow],
    words: Mapping[EntityId, frozenset[str]],
) -> list[tuple[int, PrintedRow]]:
    """The pairs of rows left over that read alike, the most alike first, each row once."""
    pairs = [
        (likeness, place, entity)
        for place, theirs in enumerate(new_words)
        if place not in found
        for entity in free
        if (likeness := _likeness(theirs, words[entity])) >= _MOVED
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    places: set[int] = set()
    entities: set[EntityId] = set()
    made = []
    for _, place, entity in pairs:
        if place not in places and entity not in entities:
            places.add(place)
            entities.add(entity)
            made.append((place, free[entity]))
    return made


def _words(text: str) -> frozenset[str]:
    return frozenset(search_key(text).split())


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of the words two texts have in common, from 0 to 1."""
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 1.0


def _end(rows: Sequence[PrintedRow], row: PlanRow) -> EntityId | None:
    """The last row of the plan under the heading that a row's path names, or of the plan."""
    for length in range(len(row.path) - 1, 0, -1):
        below = [one for one in rows if one.path[:length] == row.path[:length]]
        if below:
            return below[-1].entity
    return rows[-1].entity if rows and row.path else None


# --- fields ---


def _changed(before: PrintedRow, row: PlanRow, *, with_numbers: bool) -> Iterable[AmendedField]:
    """The fields that read differently; blanks and line ends are no difference."""
    was, now = fields_of(before), _fields_of(row)
    names = ("number", "kind", *_COMPARED) if with_numbers else _COMPARED
    for name in names:
        if not _reads_alike(was[name], now[name]):
            yield AmendedField(name, was[name], now[name])
            if name in _WITH and was[_WITH[name]] != now[_WITH[name]]:
                yield AmendedField(_WITH[name], was[_WITH[name]], now[_WITH[name]])


def _fields_of(row: PlanRow) -> Fields:
    said = row_fields_of(row)
    return {
        "kind": row.kind.value,
        "number": row.number,
        **{name: getattr(said, name) for name in ("title", "product", "lead_text", "support_text", "deadline_text")},
        "note": row.note,
        "activities": [*row.activities],
        "extra": [{"name": field.name, "text": field.text} for field in said.extra or ()],
        "lead_units": [{"code": unit.code, "name": unit.name} for unit in row.lead_units],
        "support_units": [{"code": unit.code, "name": unit.name} for unit in row.support_units],
        "deadline": deadline_to_json(row.deadline),
    }


def _reads_alike(was: Json, now: Json) -> bool:
    if isinstance(was, str) and isinstance(now, str):
        return is_same_text(was, now)
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(_reads_alike(one, other) for one, other in zip(was, now, strict=True))
    return was == now
