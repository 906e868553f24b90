"""Streams, events, bundles, trust documents, drafts, and the projections folded from the events."""

from db.connection import Database, run_script

JOURNAL = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE stream (
    sid INTEGER PRIMARY KEY,
    stream_id BLOB NOT NULL UNIQUE CHECK (length(stream_id) = 16),
    node TEXT NOT NULL,
    install_id BLOB NOT NULL CHECK (length(install_id) = 16),
    audience TEXT NOT NULL,
    generation INTEGER NOT NULL CHECK (generation >= 1),
    own INTEGER NOT NULL CHECK (own IN (0, 1)),
    key_id BLOB,
    frontier INTEGER NOT NULL DEFAULT 0,
    frontier_hash BLOB NOT NULL CHECK (length(frontier_hash) = 32),
    continues_stream BLOB,
    continues_seq INTEGER,
    fork TEXT
) STRICT;
CREATE UNIQUE INDEX stream_own ON stream (audience, generation) WHERE own = 1;

CREATE TABLE event (
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
) STRICT, WITHOUT ROWID;
CREATE INDEX event_entity ON event (entity, state);
CREATE INDEX event_bundle ON event (bundle) WHERE bundle IS NOT NULL;
CREATE TRIGGER event_body_is_final BEFORE UPDATE OF sid, seq, body_hash, hash, hlc, type, entity, author, arrived
    ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_body_is_kept BEFORE UPDATE OF body ON event WHEN NEW.body IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TABLE rejected (
    sid INTEGER NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL, told INTEGER,
    PRIMARY KEY (sid, seq), FOREIGN KEY (sid, seq) REFERENCES event (sid, seq)
) STRICT;

CREATE TABLE checkpoint (
    sid INTEGER NOT NULL REFERENCES stream (sid),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    key_id BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (sid, seq)
) STRICT;

CREATE TABLE fork_evidence (
    id INTEGER PRIMARY KEY, stream_id BLOB NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, body BLOB, bundle INTEGER
) STRICT;

CREATE TABLE peer (
    install_id BLOB PRIMARY KEY,
    node TEXT NOT NULL,
    generation INTEGER NOT NULL DEFAULT 0,
    last_in INTEGER NOT NULL DEFAULT 0,
    last_out INTEGER NOT NULL DEFAULT 0,
    last_in_at INTEGER,
    last_out_at INTEGER
) STRICT;

CREATE TABLE peer_have (
    install_id BLOB NOT NULL REFERENCES peer (install_id),
    stream_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    generation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (install_id, stream_id)
) STRICT;

CREATE TABLE bundle (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    peer_node TEXT NOT NULL,
    peer_install BLOB,
    generation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    file TEXT NOT NULL,
    by TEXT NOT NULL,
    result TEXT NOT NULL,
    UNIQUE (direction, hash)
) STRICT;

CREATE TABLE bundle_range (
    bundle INTEGER NOT NULL REFERENCES bundle (id),
    sid INTEGER NOT NULL REFERENCES stream (sid),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (bundle, sid)
) STRICT;

CREATE TABLE trust_document (
    issuer TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (kind, issuer, version)
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL, action TEXT NOT NULL, undone INTEGER
) STRICT;
CREATE TABLE change_event (
    id INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES change (id), sid INTEGER NOT NULL, seq INTEGER NOT NULL,
    UNIQUE (change, sid, seq), FOREIGN KEY (sid, seq) REFERENCES event (sid, seq)
) STRICT;

CREATE TABLE draft (
    person TEXT NOT NULL, entity TEXT NOT NULL, saved_at INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (person, entity)
) STRICT;
"""

PROJECTIONS = """
CREATE TABLE p_plan (
    entity TEXT PRIMARY KEY, number TEXT NOT NULL, date TEXT, title TEXT NOT NULL, issuer TEXT, document TEXT,
    repairs TEXT NOT NULL, doubts TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0, parallel TEXT
) STRICT;
CREATE INDEX p_plan_number ON p_plan (number);

CREATE TABLE p_task (
    entity TEXT PRIMARY KEY, plan TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
    path TEXT NOT NULL, title TEXT NOT NULL, activities TEXT NOT NULL, product TEXT NOT NULL,
    lead_text TEXT NOT NULL, support_text TEXT NOT NULL, deadline_text TEXT NOT NULL,
    lead_units TEXT NOT NULL, support_units TEXT NOT NULL, deadline TEXT NOT NULL, due TEXT,
    provincial TEXT NOT NULL, note TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0, parallel TEXT
) STRICT;
CREATE INDEX p_task_plan ON p_task (plan, position);

CREATE TABLE p_assignment (
    entity TEXT PRIMARY KEY, task TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL, assigned_at INTEGER NOT NULL, assigned_by TEXT NOT NULL,
    sid INTEGER NOT NULL, seq INTEGER NOT NULL, parallel TEXT
) STRICT;
CREATE INDEX p_assignment_task ON p_assignment (task);
CREATE INDEX p_assignment_unit ON p_assignment (unit);

CREATE TABLE p_allocation (
    entity TEXT PRIMARY KEY, task TEXT NOT NULL, unit TEXT NOT NULL, team TEXT NOT NULL, officer TEXT NOT NULL,
    parallel TEXT
) STRICT;
CREATE INDEX p_allocation_task ON p_allocation (task);
CREATE INDEX p_allocation_officer ON p_allocation (officer);

CREATE TABLE p_progress (
    entity TEXT PRIMARY KEY, task TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL,
    status TEXT NOT NULL, percent INTEGER NOT NULL, completed_on TEXT,
    product TEXT NOT NULL, document_number TEXT NOT NULL, document_date TEXT,
    result TEXT NOT NULL, difficulties TEXT NOT NULL, recommendations TEXT NOT NULL,
    state TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at INTEGER NOT NULL,
    submitted_by TEXT, submitted_at INTEGER, approved_by TEXT, approved_at INTEGER,
    returned_by TEXT, returned_at INTEGER, return_reason TEXT NOT NULL,
    approved TEXT, published_sid INTEGER, published_seq INTEGER, parallel TEXT
) STRICT;
CREATE INDEX p_progress_task ON p_progress (task, unit);
CREATE INDEX p_progress_state ON p_progress (state);

CREATE TABLE p_person (
    entity TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT NOT NULL,
    team TEXT NOT NULL, approval_key TEXT NOT NULL, active INTEGER NOT NULL, parallel TEXT
) STRICT;
CREATE INDEX p_person_person ON p_person (person);

CREATE TABLE p_report (
    entity TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, parameters TEXT NOT NULL, frontier TEXT NOT NULL,
    check_code TEXT NOT NULL, made_at INTEGER NOT NULL, made_by TEXT NOT NULL, parallel TEXT
) STRICT;
CREATE INDEX p_report_code ON p_report (check_code);

CREATE TABLE p_search_place (place INTEGER PRIMARY KEY, entity TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE p_search USING fts5 (entity UNINDEXED, text, tokenize = 'trigram');
"""


def apply(database: Database) -> None:
    """Create everything; the file is empty before."""
    run_script(database, JOURNAL + PROJECTIONS)
