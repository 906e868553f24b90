"""Amendments of plans, their acknowledgement by departments, and quantity targets."""

from db.connection import Database, run_script

TABLES = """
ALTER TABLE p_task ADD COLUMN rank TEXT NOT NULL DEFAULT '';
ALTER TABLE p_task ADD COLUMN extra TEXT NOT NULL DEFAULT '[]';
ALTER TABLE p_task ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE p_task ADD COLUMN issued_rev INTEGER NOT NULL DEFAULT 1;
ALTER TABLE p_task ADD COLUMN amended_rev INTEGER;
ALTER TABLE p_task ADD COLUMN withdrawn_rev INTEGER;
ALTER TABLE p_task ADD COLUMN withdrawn_why TEXT NOT NULL DEFAULT '';
ALTER TABLE p_task ADD COLUMN replaced_by TEXT NOT NULL DEFAULT '[]';

ALTER TABLE p_progress ADD COLUMN seen_rev INTEGER;

CREATE TABLE p_amendment (
    entity TEXT PRIMARY KEY, plan TEXT NOT NULL, rev INTEGER NOT NULL, number TEXT NOT NULL, date TEXT,
    title TEXT NOT NULL, issuer TEXT NOT NULL, document TEXT NOT NULL, changes TEXT NOT NULL, parallel TEXT
) STRICT;
CREATE INDEX p_amendment_plan ON p_amendment (plan, rev);

CREATE TABLE p_acknowledgement (
    entity TEXT PRIMARY KEY, plan TEXT NOT NULL, rev INTEGER NOT NULL, unit TEXT NOT NULL,
    by TEXT NOT NULL, at INTEGER NOT NULL, parallel TEXT
) STRICT;
CREATE INDEX p_acknowledgement_plan ON p_acknowledgement (plan, rev);

CREATE TABLE p_target (
    entity TEXT PRIMARY KEY, owner TEXT NOT NULL, ordinal INTEGER NOT NULL, number TEXT NOT NULL, text TEXT NOT NULL,
    metric TEXT NOT NULL, op TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER, parallel TEXT
) STRICT;
CREATE INDEX p_target_owner ON p_target (owner);
"""


def apply(database: Database) -> None:
    """Rows that were folded before keep what they show: nothing was amended yet."""
    run_script(database, TABLES)
