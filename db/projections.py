"""The tables folded from the events; they can be dropped and folded again at any time.

Only `desktop.journal` writes here, in the transaction that wrote the events.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from db.connection import Database, Row, Value, one, rows, run, run_many, scalar

# Every projection table with its columns in the order of the schema; a test compares them with the file.
COLUMNS: dict[str, tuple[str, ...]] = {
    "p_plan": (
        "entity", "number", "date", "title", "issuer", "document", "repairs", "doubts", "removed", "parallel",
    ),
    "p_task": (
        "entity", "plan", "position", "kind", "number", "path", "title", "activities", "product", "lead_text",
        "support_text", "deadline_text", "lead_units", "support_units", "deadline", "due", "provincial", "note",
        "removed", "parallel", "rank", "extra", "added", "issued_rev", "amended_rev", "withdrawn_rev", "withdrawn_why",
        "replaced_by",
    ),
    "p_amendment": (
        "entity", "plan", "rev", "number", "date", "title", "issuer", "document", "changes", "parallel",
    ),
    "p_acknowledgement": ("entity", "plan", "rev", "unit", "by", "at", "parallel"),
    "p_target": (
        "entity", "owner", "ordinal", "number", "text", "metric", "op", "value", "unit", "year", "parallel",
    ),
    "p_assignment": (
        "entity", "task", "unit", "role", "state", "reason", "assigned_at", "assigned_by", "sid", "seq", "parallel",
        "decline_reason", "declined_by", "declined_at", "decline_answer", "decline_answered_at",
    ),
    "p_allocation": ("entity", "task", "unit", "team", "officer", "parallel"),
    "p_progress": (
        "entity", "task", "unit", "period", "status", "percent", "completed_on", "product", "document_number",
        "document_date", "result", "difficulties", "recommendations", "state", "recorded_by", "recorded_at",
        "submitted_by", "submitted_at", "approved_by", "approved_at", "returned_by", "returned_at", "return_reason",
        "approved", "published_sid", "published_seq", "parallel", "slot", "first_sent_at", "seen_rev",
        "verdict", "verdict_from", "verdict_by", "verdict_at", "verdict_reason", "accepted", "entered_for",
    ),
    "p_attachment": (
        "entity", "record", "unit", "sha256", "name", "size", "added_by", "added_at", "published", "removed",
        "parallel",
    ),
    "p_obligation": (
        "entity", "task", "number", "unit", "words", "every", "profile", "start_day", "send_offset", "begins", "ends",
        "reason", "parallel",
    ),
    "p_person": (
        "entity", "person", "name", "role", "unit", "team", "approval_key", "active", "parallel",
    ),
    "p_unit": (
        "entity", "code", "name", "short_name", "aliases", "level", "parent", "valid_from", "valid_to", "notation",
        "place", "successors", "source", "removed", "parallel",
    ),
    "p_taken_back": (
        "entity", "ranges", "standing", "number", "sender", "reason", "by", "at", "parallel",
    ),
    "p_report": (
        "entity", "name", "title", "parameters", "frontier", "check_code", "made_at", "made_by", "parallel", "uncounted",
    ),
}  # fmt: skip

_REPLACE = {
    table: f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for table, names in COLUMNS.items()
}
_DELETE = {table: f"DELETE FROM {table} WHERE entity = ?" for table in COLUMNS}
_CLEAR = {table: f"DELETE FROM {table}" for table in COLUMNS}
_ALL = {table: f"SELECT {', '.join(names)} FROM {table} ORDER BY entity" for table, names in COLUMNS.items()}

_ONE = {table: f"SELECT {', '.join(names)} FROM {table} WHERE entity = ?" for table, names in COLUMNS.items()}
_AMONG = {
    table: f"SELECT {', '.join(names)} FROM {table} WHERE entity IN (SELECT value FROM json_each(?))"
    for table, names in COLUMNS.items()
}

# A full-text table finds a row by its words or its number only; so the number of each entity's row is kept beside.
SEARCH_PLACE = "SELECT place FROM p_search_place WHERE entity = ?"
SEARCH_DELETE = "DELETE FROM p_search WHERE rowid = ?"
SEARCH_NEW_PLACE = "INSERT INTO p_search_place (entity) VALUES (?) RETURNING place"
# The row number is given, not asked for: an FTS5 table answers RETURNING rowid with another number.
SEARCH_INSERT = "INSERT INTO p_search (rowid, entity, text) VALUES (?, ?, ?)"
SEARCH_DROP_PLACE = "DELETE FROM p_search_place WHERE entity = ?"
SEARCH_CLEAR = "DELETE FROM p_search"
SEARCH_CLEAR_PLACES = "DELETE FROM p_search_place"


def put(database: Database, table: str, folded: Iterable[Mapping[str, Value]]) -> None:
    """Write the folded rows of entities, in place of those before."""
    names = COLUMNS[table]
    run_many(database, _REPLACE[table], [[row[name] for name in names] for row in folded])


def shown(database: Database, table: str, entity: str) -> Row | None:
    """The folded row of an entity, None where it shows nothing."""
    return one(database, _ONE[table], (entity,))


def shown_among(database: Database, table: str, entities: Sequence[str]) -> dict[str, Row]:
    """The folded rows of those of some entities that show anything."""
    return {str(row["entity"]): row for row in rows(database, _AMONG[table], (json.dumps(entities),))}


def drop(database: Database, table: str, entities: Iterable[str]) -> None:
    """The entities have nothing to show any more."""
    run_many(database, _DELETE[table], [(entity,) for entity in entities])


def put_search(database: Database, entity: str, text: str | None) -> None:
    """Index the folded search text of an entity (None: take it out)."""
    place = scalar(database, SEARCH_PLACE, (entity,))
    if place is not None:
        run(database, SEARCH_DELETE, (place,))
        run(database, SEARCH_DROP_PLACE, (entity,))
    if text:
        run(database, SEARCH_INSERT, (int(scalar(database, SEARCH_NEW_PLACE, (entity,))), entity, text))


def clear(database: Database) -> None:
    """Empty every projection; the fold fills them again."""
    for statement in (*_CLEAR.values(), SEARCH_CLEAR, SEARCH_CLEAR_PLACES):
        run(database, statement)


def digest(database: Database) -> str:
    """A hash over all projection rows that are independent of this installation (control total, SYNC §2.10)."""
    total = hashlib.sha256()
    for table, names in COLUMNS.items():
        total.update(table.encode())
        for row in rows(database, _ALL[table]):
            # sid numbers are local; everything else is the same wherever the same events were folded.
            total.update(repr([row[name] for name in names if not name.endswith("sid")]).encode())
    return total.hexdigest()
