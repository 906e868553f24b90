"""Obligations of tasks, the reporting slot an entry was made for, and the days offices do not work."""

from db.connection import Database, run_script

SCHEMA = """
CREATE TABLE p_obligation (
    entity TEXT PRIMARY KEY, task TEXT NOT NULL, number TEXT NOT NULL, unit TEXT NOT NULL, words TEXT NOT NULL,
    every TEXT NOT NULL, profile TEXT NOT NULL, start_day INTEGER NOT NULL, send_offset INTEGER NOT NULL,
    begins TEXT NOT NULL, ends TEXT, reason TEXT NOT NULL, parallel TEXT
) STRICT;
CREATE INDEX p_obligation_task ON p_obligation (task);

ALTER TABLE p_progress ADD COLUMN slot TEXT;
ALTER TABLE p_progress ADD COLUMN first_sent_at INTEGER;

CREATE TABLE holiday (day TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT;
"""


def apply(database: Database) -> None:
    """Add the tables; what is folded is folded anew afterwards."""
    run_script(database, SCHEMA)
