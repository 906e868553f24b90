"""Deciding between parallel values: once, as one change, with an event that travels to whoever has the conflict."""

from collections.abc import Sequence
from datetime import date

import db.events
from db.connection import trying, writing
from desktop.actions import Action, Audience, audience_kind
from desktop.conflicts.facts import conflict_decided
from desktop.conflicts.fields import SIGNED, STREAMS, followers
from desktop.conflicts.outcome import signed_by
from desktop.conflicts.powers import require_power
from desktop.conflicts.reading import conflict_of
from desktop.conflicts.records import Answer, Choice, Conflict, Decided, Disagreement
from desktop.errors import ConflictChanged
from desktop.journal.event import EntityId, EventRef, Fields
from desktop.journal.fold import Folded, branch_of, common_base
from desktop.journal.projection import folded_entity
from desktop.plans.state import TwoByTwo
from desktop.progress.entries import EntryState
from desktop.session import Change, Session
from desktop.sync.inbound.effect import figures_after, figures_by_unit, figures_of
from desktop.text import clean_text

_WIDTH = {Audience.SITE: 0, Audience.TO: 1, Audience.UP: 1, Audience.DOWN: 2}
_OF_A_SITE = frozenset({"prog", "alloc"})


def decide(session: Session, answers: Sequence[Answer], reason: str = "") -> Decided:
    """Record what the fields of these records are, as one change that can be undone.

    An entry whose record then is one that was signed keeps its state; any other goes back to its author as recorded.
    Raises ConflictChanged where a record is not as it was shown (a further version came, somebody decided),
    NotDecidedHere, NotPermitted.
    """
    why = clean_text(reason, multiline=True)
    with session.changing(Action.DECIDE_CONFLICTS) as change:
        _write(session, change, answers, why)
    fields = sum(len(answer.choices) for answer in answers)
    return Decided(tuple(answer.entity for answer in answers), fields)


def effect(session: Session, answers: Sequence[Answer], as_of: date) -> tuple[TwoByTwo, TwoByTwo]:
    """The official counts of this node before and after such a decision; nothing is written.

    Raises what `decide` raises.
    """
    known = figures_by_unit(session, as_of)
    shown = session.journal.projection.shown
    former = {answer.entity: shown(session.database, answer.entity) for answer in answers}
    try:
        with writing(session.database), trying(session.database):
            _write(session, Change(session.journal, session.person), answers, "")
            session.journal.flush()
            after = figures_after(session, as_of, known, former)
    finally:
        session.journal.forget_touched()
    return figures_of(session, known).counts, figures_of(session, after).counts


def _write(session: Session, change: Change, answers: Sequence[Answer], reason: str) -> None:
    for answer in answers:
        conflict = _checked(session, answer)
        folded = folded_entity(session.database, answer.entity)
        fields = _chosen(folded, answer)
        if conflict.kind == "prog":
            fields |= _standing(session, folded, conflict, answer, change.now_ms)
        change.write(conflict_decided(answer.entity, fields, _audience(session, folded, conflict), reason))


def _checked(session: Session, answer: Answer) -> Conflict:
    """The conflict as it was shown, and every choice one that was offered."""
    conflict = conflict_of(session, answer.entity)
    if conflict is None or conflict.heads != answer.heads or not answer.choices:
        raise ConflictChanged
    folded = folded_entity(session.database, answer.entity)
    names = [field.name for field in conflict.fields]
    nodes = {_node_of(session, variant.by.sid) for name in names for variant in folded.conflicts[name]}
    require_power(session, answer.entity, nodes)
    for name, choice in answer.choices.items():
        field = conflict.field(name)
        if field is None or not _is_offered(field, choice):
            raise ConflictChanged
    return conflict


def _is_offered(field: Disagreement, choice: Choice) -> bool:
    if choice.of is not None:
        return any(variant.ref == choice.of and variant.value == choice.value for variant in field.variants)
    return field.is_typable or choice.value == field.base


def _chosen(folded: Folded, answer: Answer) -> Fields:
    """The chosen values, with what goes with each of them."""
    fields: Fields = {}
    for name, choice in answer.choices.items():
        fields[name] = choice.value
        source = branch_of(folded, choice.of) if choice.of is not None else common_base(folded, [name])
        for follower in followers(folded, name):
            fields[follower] = source.fields.get(follower)
    return fields


def _standing(session: Session, folded: Folded, conflict: Conflict, answer: Answer, at: int) -> Fields:
    """An entry's state after the decision: that of the signed record it equals, otherwise recorded anew."""
    kept = signed_by(conflict, answer.choices)
    if kept is not None:
        branch = branch_of(folded, kept.ref).fields
        return {name: branch.get(name) for name in SIGNED if name in folded.fields or name in branch}
    return {"state": EntryState.RECORDED.value, "recorded_by": _author(session, folded, answer), "recorded_at": at}


def _author(session: Session, folded: Folded, answer: Answer) -> str:
    """Who answers for the values: the author of the last chosen one; whoever typed a value of his own."""
    chosen = [choice.of for choice in answer.choices.values()]
    refs: list[EventRef] = [ref for ref in chosen if ref is not None]
    if len(refs) < len(chosen):
        return session.person.id
    last = max((applied for applied in folded.events if applied.ref in set(refs)), key=lambda one: one.order)
    recorder = last.event.fields.get("recorded_by")
    return recorder if isinstance(recorder, str) and recorder else last.event.author


def _audience(session: Session, folded: Folded, conflict: Conflict) -> str:
    """The widest stream among those of the variants that this node writes and in which a decision may stand."""
    if conflict.kind in _OF_A_SITE:
        return Audience.SITE
    own = [
        variant.by.audience
        for field in conflict.fields
        for variant in folded.conflicts[field.name]
        if _node_of(session, variant.by.sid) == session.node
        and audience_kind(variant.by.audience) in STREAMS[conflict.kind]
    ]
    return max(own, key=lambda audience: _WIDTH[audience_kind(audience)])


def _node_of(session: Session, sid: int) -> str:
    return db.events.stream_of(session.database, sid)["node"]


def whole_side(conflict: Conflict, side: int) -> dict[str, Choice]:
    """The choices that take a side's values wherever it has one."""
    found = {}
    for field in conflict.fields:
        said = field.of_side(side)
        if said:
            found[field.name] = Choice(said[0].value, said[0].ref)
    return found


def whole_base(conflict: Conflict) -> dict[str, Choice]:
    """The choices that take the values before the parallel edits."""
    return {field.name: Choice(field.base) for field in conflict.fields}


def answer_of(conflict: Conflict, choices: dict[str, Choice]) -> Answer:
    """The choices for a record as it was shown."""
    return Answer(EntityId(conflict.entity), conflict.heads, choices)
