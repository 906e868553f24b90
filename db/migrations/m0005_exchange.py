"""Exchange that can be repaired: closed streams, imports taken back, verdicts, confirmations, kept reports, files."""

from db.connection import Database, run_script

EVENTS = """
CREATE TABLE event_in_rows (
    sid INTEGER NOT NULL REFERENCES stream (sid),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    hash BLOB NOT NULL,
    hlc INTEGER NOT NULL,
    type TEXT NOT NULL,
    entity TEXT NOT NULL,
    author TEXT NOT NULL,
    body BLOB,
    body_hash BLOB NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
    bundle INTEGER REFERENCES bundle (id),
    arrived INTEGER NOT NULL,
    PRIMARY KEY (sid, seq)
) STRICT;
INSERT INTO event_in_rows
    (sid, seq, hash, hlc, type, entity, author, body, body_hash, state, bundle, arrived)
SELECT sid, seq, hash, hlc, type, entity, author, body, body_hash, state, bundle, arrived FROM event ORDER BY sid, seq;
DROP TABLE event;
ALTER TABLE event_in_rows RENAME TO event;
CREATE INDEX event_entity ON event (entity, state);
CREATE INDEX event_bundle ON event (bundle) WHERE bundle IS NOT NULL;
CREATE INDEX event_hlc ON event (hlc);
CREATE TRIGGER event_body_is_final BEFORE UPDATE OF sid, seq, body_hash, hash, hlc, type, entity, author, arrived
    ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_body_is_kept BEFORE UPDATE OF body ON event WHEN NEW.body IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
"""
# A table without row numbers keeps what passes a quarter of a page on a page of its own: an approved record with its
# two signatures took 4 KiB and more. In rows a million of them take half the room.

CONFIRMATIONS = """
CREATE TABLE confirmation (
    install_id BLOB NOT NULL, stream_id BLOB NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (install_id, stream_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO confirmation (install_id, stream_id, seq, number, at)
SELECT peer_have.install_id, stream_id, seq, peer_have.number, coalesce(max(bundle.at), 0)
FROM peer_have LEFT JOIN bundle ON bundle.direction = 'in' AND bundle.peer_install = peer_have.install_id
    AND bundle.generation = peer_have.generation AND bundle.number = peer_have.number
GROUP BY peer_have.install_id, stream_id;
CREATE INDEX bundle_range_stream ON bundle_range (sid, last);
CREATE INDEX p_progress_unit ON p_progress (unit);
"""

REPORTS = """
CREATE TABLE import_report (
    bundle INTEGER PRIMARY KEY REFERENCES bundle (id), content BLOB NOT NULL
) STRICT;
"""

COUNTS = """
CREATE INDEX p_progress_period ON p_progress (period);
DROP INDEX p_progress_task;
CREATE INDEX p_progress_task ON p_progress (task, unit, period, slot);
"""

REFUSED = """
CREATE TABLE refused_file (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32), file TEXT NOT NULL, size INTEGER NOT NULL, at INTEGER NOT NULL,
    by TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, node TEXT NOT NULL, key TEXT NOT NULL,
    times INTEGER NOT NULL
) STRICT;
"""

FILES = """
CREATE TABLE blob (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32), size INTEGER NOT NULL, data BLOB NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE TABLE blob_wish (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32), by TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE TABLE blob_asked (
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32), install_id BLOB NOT NULL, at INTEGER NOT NULL, sent INTEGER,
    PRIMARY KEY (sha256, install_id)
) STRICT;
CREATE TABLE p_attachment (
    entity TEXT PRIMARY KEY, record TEXT NOT NULL, unit TEXT NOT NULL, sha256 BLOB NOT NULL, name TEXT NOT NULL,
    size INTEGER NOT NULL, added_by TEXT NOT NULL, added_at INTEGER NOT NULL,
    published TEXT CHECK (published IN ('standing', 'withdrawn')),
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)), parallel TEXT
) STRICT;
CREATE INDEX p_attachment_record ON p_attachment (record);
CREATE INDEX p_attachment_hash ON p_attachment (sha256);
"""

VERDICTS = """
ALTER TABLE p_assignment ADD COLUMN decline_reason TEXT;
ALTER TABLE p_assignment ADD COLUMN declined_by TEXT;
ALTER TABLE p_assignment ADD COLUMN declined_at INTEGER;
ALTER TABLE p_assignment ADD COLUMN decline_answer TEXT;
ALTER TABLE p_assignment ADD COLUMN decline_answered_at INTEGER;
ALTER TABLE p_progress ADD COLUMN verdict TEXT CHECK (verdict IN ('accepted', 'sent_back'));
ALTER TABLE p_progress ADD COLUMN verdict_from TEXT;
ALTER TABLE p_progress ADD COLUMN verdict_by TEXT;
ALTER TABLE p_progress ADD COLUMN verdict_at INTEGER;
ALTER TABLE p_progress ADD COLUMN verdict_reason TEXT;
ALTER TABLE p_progress ADD COLUMN accepted TEXT;
ALTER TABLE p_progress ADD COLUMN entered_for TEXT;
"""

CONFLICTS = """
CREATE INDEX p_progress_parallel ON p_progress (entity) WHERE parallel IS NOT NULL;
CREATE INDEX p_task_parallel ON p_task (entity) WHERE parallel IS NOT NULL;
CREATE INDEX p_assignment_parallel ON p_assignment (entity) WHERE parallel IS NOT NULL;
CREATE INDEX p_allocation_parallel ON p_allocation (entity) WHERE parallel IS NOT NULL;
CREATE INDEX event_decision ON event (hlc) WHERE type = 'conflict.decided';
"""

CLOSURES = """
ALTER TABLE stream ADD COLUMN closed_at INTEGER CHECK (closed_at >= 0);
ALTER TABLE stream ADD COLUMN reentered INTEGER;
ALTER TABLE event ADD COLUMN before BLOB;
CREATE INDEX event_newer ON event (sid, seq) WHERE state = 3;
CREATE UNIQUE INDEX fork_evidence_once ON fork_evidence (stream_id, seq, hash);
"""

TAKEN_BACK = """
CREATE TABLE p_taken_back (
    entity TEXT PRIMARY KEY, ranges TEXT NOT NULL, standing INTEGER NOT NULL CHECK (standing IN (0, 1)),
    number INTEGER NOT NULL, sender TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
    parallel TEXT
) STRICT;
CREATE INDEX event_aside ON event (sid, seq) WHERE state = 5;
"""

KNOWLEDGE = """
ALTER TABLE p_report ADD COLUMN uncounted TEXT;
"""

_STEPS = (
    EVENTS + CONFIRMATIONS + REPORTS + COUNTS + REFUSED + FILES + VERDICTS + CONFLICTS + CLOSURES + TAKEN_BACK
    + KNOWLEDGE
)  # fmt: skip


def apply(database: Database) -> None:
    """Add the tables; the fold fills those that are folded."""
    run_script(database, _STEPS)
