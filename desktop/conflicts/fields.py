"""Which fields of a record people decide between, which follow the chosen one, and in which streams a decision stands.

Whoever records, submits or approves leaves his name, the time and a signature. Those differ after every parallel edit;
nobody is asked about them.
"""

from typing import Final

from desktop.actions import Audience
from desktop.journal.event import Event, kind_of
from desktop.journal.fold import REOPENED, Folded
from desktop.progress.facts import RECORD_FIELDS

SIGNED: Final = (
    "state",
    "recorded_by",
    "recorded_at",
    "submitted_by",
    "submitted_at",
    "submit_signature",
    "approved_by",
    "approved_at",
    "approve_statement",
    "approve_signature",
    "returned_by",
    "returned_at",
    "return_reason",
    "slot",
)
"""What an entry bears besides its record; it follows the record that is chosen."""

ASKED: Final[dict[str, tuple[str, ...]]] = {
    "prog": RECORD_FIELDS,
    "alloc": ("officer", "team"),
    "asg": ("state", "role", "reason"),
    "task": (
        "title",
        "activities",
        "product",
        "deadline_text",
        "deadline",
        "lead_text",
        "lead_units",
        "support_text",
        "support_units",
        "note",
        "withdrawn_why",
        "replaced_by",
    ),
    "plan": ("number", "date", "title", "issuer"),
    "amend": ("number", "date", "title", "issuer", "document", "changes"),
    "target": ("number", "text", "metric", "op", "value", "unit", "year"),
    "obl": ("words", "every", "start_day", "send_offset", "profile", "begins", "ends", "reason"),
    "person": ("name", "role", "team", "active"),
    "unit": (),
}
"""The fields people are asked about, in the order of the form; of a unit all of them."""

FOLLOWS: Final[dict[str, str]] = {
    "deadline": "deadline_text",
    "lead_units": "lead_text",
    "support_units": "support_text",
    "replaced_by": "withdrawn_why",
}
"""A field that says the same as another one in a form for the program: where both disagree, it goes with the other."""
_FOLLOWS_OF_KIND: Final = {("asg", "reason"): "state", ("obl", "reason"): "ends"}

STREAMS: Final[dict[str, frozenset[Audience]]] = {
    "prog": frozenset({Audience.SITE}),
    "alloc": frozenset({Audience.SITE}),
    "asg": frozenset({Audience.TO}),
    "obl": frozenset({Audience.SITE, Audience.DOWN}),
    "task": frozenset({Audience.DOWN}),
    "plan": frozenset({Audience.DOWN}),
    "amend": frozenset({Audience.DOWN}),
    "target": frozenset({Audience.DOWN}),
    "person": frozenset({Audience.UP}),
    "unit": frozenset({Audience.DOWN}),
}
"""Where a decision about such a record may stand. A published entry is decided by approving it anew, never in `up`."""


def leader_of(kind: str, name: str) -> str | None:
    """The field that this one goes with, None for one that stands for itself."""
    return _FOLLOWS_OF_KIND.get((kind, name)) or FOLLOWS.get(name)


def asked_conflicts(folded: Folded) -> tuple[str, ...]:
    """The fields on which somebody has to decide, in the order of the form."""
    if not folded.conflicts:
        return ()
    kind = kind_of(folded.events[0].event.entity)
    order = ASKED.get(kind, ())
    if kind == "unit":
        order = tuple(sorted(folded.conflicts))
    return tuple(name for name in order if name in folded.conflicts and leader_of(kind, name) not in folded.conflicts)


def followers(folded: Folded, name: str) -> tuple[str, ...]:
    """The fields in conflict that go with this one."""
    kind = kind_of(folded.events[0].event.entity)
    return tuple(other for other in folded.conflicts if leader_of(kind, other) == name)


_REMOVED: Final = "removed"
"""What the journal says besides where a decision brings a record back whose beginning was undone."""


def is_decidable(event: Event, audience: Audience) -> bool:
    """Whether a decision, or its taking back, about this record may stand in such a stream and set these fields."""
    kind = kind_of(event.entity)
    if audience not in STREAMS.get(kind, frozenset()):
        return False
    if event.type == REOPENED:
        return set(event.fields) == {REOPENED}
    allowed = {*ASKED[kind], _REMOVED, *(SIGNED if kind == "prog" else ())}
    return kind == "unit" or set(event.fields) <= allowed
