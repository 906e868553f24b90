"""What becomes of an entry when a record is decided: signatures cover exactly one record, and fall with any other."""

from collections.abc import Mapping

from desktop.conflicts.records import Choice, Conflict, Outcome, SignedRecord
from desktop.journal.event import Fields
from desktop.progress.entries import EntryState, record_of

_KEPT = {EntryState.SUBMITTED: Outcome.KEPT_SUBMITTED, EntryState.APPROVED: Outcome.KEPT_APPROVED}


def outcome_of(conflict: Conflict, choices: Mapping[str, Choice]) -> Outcome:
    """What these choices would make of the entry; people read it before they decide."""
    if conflict.kind != "prog":
        return Outcome.NONE
    kept = signed_by(conflict, choices)
    return _KEPT[kept.state] if kept is not None else Outcome.RECORDED


def signed_by(conflict: Conflict, choices: Mapping[str, Choice]) -> SignedRecord | None:
    """The signed record that these choices amount to: all its fields, none open."""
    if any(field.name not in choices for field in conflict.fields):
        return None
    chosen: Fields = {**conflict.record, **{name: choice.value for name, choice in choices.items()}}
    record = record_of(dict(chosen))
    fitting = [one for one in conflict.signed if one.record == record]
    return max(fitting, key=lambda one: (one.state is EntryState.APPROVED, one.ref), default=None)
