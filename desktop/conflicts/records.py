"""A conflict as a value: one record, who said what about it in parallel, and what was there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.journal.event import EntityId, EventRef, Json
from desktop.progress.entries import EntryState, Record
from desktop.sync.inbound.import_report import Subject


class Power(StrEnum):
    """Whether this person may decide about a record."""

    MAY = "may"
    OTHER_ROLE = "other_role"
    OTHER_UNIT = "other_unit"


class Outcome(StrEnum):
    """What becomes of an entry by a decision; NONE for records that nobody approves."""

    NONE = "none"
    KEPT_SUBMITTED = "kept_submitted"
    KEPT_APPROVED = "kept_approved"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who edited in parallel: a person at a machine.

    `unit` is the code of the machine's unit, `machine` its name where the trust list gives one. `at_ms` is the last of
    his clock values here, in milliseconds; `bundle` the number of the file that brought it, None where it was written
    at this machine.
    """

    author: str
    name: str
    install: str
    unit: str
    machine: str
    is_here: bool
    at_ms: int
    bundle: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The same for the same person at the same machine."""
        return (self.author, self.install)


@dataclass(frozen=True, slots=True)
class Variant:
    """A value that one side gave a field, as stored and in words, with the reason he stated."""

    ref: EventRef
    side: int
    value: Json
    words: str
    reason: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field with the value before the parallel edits and its variants, the shown one first.

    `is_typable`: a value of one's own may be typed.
    """

    name: str
    label: str
    base: Json
    base_words: str
    variants: tuple[Variant, ...]
    is_typable: bool

    def of_side(self, side: int) -> tuple[Variant, ...]:
        """What this side said."""
        return tuple(variant for variant in self.variants if variant.side == side)


@dataclass(frozen=True, slots=True)
class Merged:
    """A field that only one side changed, in words: it was taken over without a question."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """An entry as it was handed in or approved on one branch: it keeps its signatures where it is chosen whole."""

    record: Record
    state: EntryState
    ref: EventRef


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record with fields to decide.

    `heads` are its versions that nobody has replaced: a decision names exactly these. `record` holds the shown values
    of an entry; `signed` what is chosen with its signatures; `published_twice`: two approved versions went up, so that
    only a new approval settles it there. `waits_for` is the unit that has to decide.
    """

    entity: EntityId
    kind: str
    subject: Subject
    sides: tuple[Side, ...]
    fields: tuple[Disagreement, ...]
    merged: tuple[Merged, ...]
    heads: tuple[EventRef, ...]
    power: Power
    waits_for: str
    record: Mapping[str, Json]
    signed: tuple[SignedRecord, ...] = ()
    published_twice: bool = False
    postponed_until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for this person now."""
        return self.power is Power.MAY and self.postponed_until is None

    def field(self, name: str) -> Disagreement | None:
        """The field of this name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a field is to be: the value, and the event it was taken from (None: typed, or the value before)."""

    value: Json
    of: EventRef | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The choices for one record as it was shown (`heads`); fields without a choice stay open."""

    entity: EntityId
    heads: tuple[EventRef, ...]
    choices: Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided at once: the records, and how many fields."""

    entities: tuple[EntityId, ...]
    fields: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A value that was not chosen: whose, and the event that holds it."""

    ref: EventRef
    words: str
    name: str
    at_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedField:
    """One decided field: the value chosen and the others, one act away."""

    name: str
    label: str
    chosen: str
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class DecidedConflict:
    """A decision about a record: whose, when (his clock, in milliseconds), why, field by field.

    `is_here`: this person may take a lost value back.
    """

    entity: EntityId
    ref: EventRef
    subject: Subject
    by: str
    at_ms: int
    reason: str
    fields: tuple[DecidedField, ...]
    is_here: bool
