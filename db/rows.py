"""The typed rows that the store hands out."""

from typing import TypedDict


class StreamRow(TypedDict):
    """One stream: an installation's journal for one audience and generation."""

    sid: int
    stream_id: bytes
    node: str
    install_id: bytes
    audience: str
    generation: int
    own: int
    key_id: bytes | None
    frontier: int
    frontier_hash: bytes
    continues_stream: bytes | None
    continues_seq: int | None
    fork: str | None
    closed_at: int | None
    reentered: int | None


class EventRow(TypedDict):
    """One stored event; `body` is None where it is withheld."""

    sid: int
    seq: int
    hash: bytes
    hlc: int
    type: str
    entity: str
    author: str
    body: bytes | None
    body_hash: bytes
    state: int
    bundle: int | None
    arrived: int
    before: bytes | None


class FoldRow(TypedDict):
    """What the fold needs of an event."""

    sid: int
    stream_id: bytes
    seq: int
    hlc: int
    type: str
    author: str
    body: bytes
    audience: str


class ChangeRow(TypedDict):
    """One named change of a person, for undo."""

    id: int
    at: int
    person: str
    action: str
    undone: int | None


class BundleRow(TypedDict):
    """One bundle written or imported here."""

    id: int
    hash: bytes
    direction: str
    peer_node: str
    peer_install: bytes | None
    generation: int
    number: int
    at: int
    size: int
    file: str
    by: str
    result: str


class PeerRow(TypedDict):
    """One neighbouring installation and what is known of the exchange with it."""

    install_id: bytes
    node: str
    generation: int
    last_in: int
    last_out: int
    last_in_at: int | None
    last_out_at: int | None


class PlanRow(TypedDict):
    """A plan as folded."""

    entity: str
    number: str
    date: str | None
    title: str
    issuer: str | None
    document: str | None
    repairs: str
    doubts: str
    removed: int
    parallel: str | None


class TaskRow(TypedDict):
    """A printed row of a plan as folded: part, section, group or task."""

    entity: str
    plan: str
    position: int
    kind: str
    number: str
    path: str
    title: str
    activities: str
    product: str
    lead_text: str
    support_text: str
    deadline_text: str
    lead_units: str
    support_units: str
    deadline: str
    due: str | None
    provincial: str
    note: str
    removed: int
    parallel: str | None
    rank: str
    extra: str
    added: int
    issued_rev: int
    amended_rev: int | None
    withdrawn_rev: int | None
    withdrawn_why: str
    replaced_by: str


class AmendmentRow(TypedDict):
    """An amending decision as folded."""

    entity: str
    plan: str
    rev: int
    number: str
    date: str | None
    title: str
    issuer: str
    document: str
    changes: str
    parallel: str | None


class AcknowledgementRow(TypedDict):
    """A unit's acknowledgement of an amendment, as folded."""

    entity: str
    plan: str
    rev: int
    unit: str
    by: str
    at: int
    parallel: str | None


class TargetRow(TypedDict):
    """A quantity target of a task or a plan, as folded."""

    entity: str
    owner: str
    ordinal: int
    number: str
    text: str
    metric: str
    op: str
    value: str
    unit: str
    year: int | None
    parallel: str | None


class AssignmentRow(TypedDict):
    """A task given to a unit, as folded."""

    entity: str
    task: str
    unit: str
    role: str
    state: str
    reason: str
    assigned_at: int
    assigned_by: str
    sid: int
    seq: int
    parallel: str | None
    decline_reason: str | None
    declined_by: str | None
    declined_at: int | None
    decline_answer: str | None
    decline_answered_at: int | None


class AllocationRow(TypedDict):
    """A task given to an officer inside the unit, as folded."""

    entity: str
    task: str
    unit: str
    team: str
    officer: str
    parallel: str | None


class ProgressRow(TypedDict):
    """A progress entry of one unit, task and period, as folded."""

    entity: str
    task: str
    unit: str
    period: str
    status: str
    percent: int
    completed_on: str | None
    product: str
    document_number: str
    document_date: str | None
    result: str
    difficulties: str
    recommendations: str
    state: str
    recorded_by: str
    recorded_at: int
    submitted_by: str | None
    submitted_at: int | None
    approved_by: str | None
    approved_at: int | None
    returned_by: str | None
    returned_at: int | None
    return_reason: str
    approved: str | None
    published_sid: int | None
    published_seq: int | None
    parallel: str | None
    slot: str | None
    first_sent_at: int | None
    seen_rev: int | None
    verdict: str | None
    verdict_from: str | None
    verdict_by: str | None
    verdict_at: int | None
    verdict_reason: str | None
    accepted: str | None
    entered_for: str | None


class PersonRow(TypedDict):
    """A person of some unit's roster, as folded."""

    entity: str
    person: str
    name: str
    role: str
    unit: str
    team: str
    approval_key: str
    active: int
    parallel: str | None


class UnitChangeRow(TypedDict):
    """What was changed of a unit, as folded; None where it is as shipped, "" where it was emptied.

    `aliases` is a JSON object from each spelling to whether it holds.
    """

    entity: str
    code: str
    name: str | None
    short_name: str | None
    aliases: str
    level: str | None
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    notation: str | None
    place: str | None
    successors: str | None
    source: str | None
    removed: int
    parallel: str | None


class TakenBackRow(TypedDict):
    """An import that was taken back; `ranges` as JSON, `standing` says whether it still is."""

    entity: str
    ranges: str
    standing: int
    number: int
    sender: str
    reason: str
    by: str
    at: int
    parallel: str | None


class ReportRow(TypedDict):
    """A report that was made, as folded; `uncounted` is None where it was made before that was remembered."""

    entity: str
    name: str
    title: str
    parameters: str
    frontier: str
    check_code: str
    made_at: int
    made_by: str
    parallel: str | None
    uncounted: str | None


class ObligationRow(TypedDict):
    """An obligation of a task, as folded; `unit` is "" where headquarters defined it."""

    entity: str
    task: str
    number: str
    unit: str
    words: str
    every: str
    profile: str
    start_day: int
    send_offset: int
    begins: str
    ends: str | None
    reason: str
    parallel: str | None


class HolidayRow(TypedDict):
    """A day on which offices do not work, as entered here; `day` is ISO text."""

    day: str
    words: str
