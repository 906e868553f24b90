"""What headquarters changed in the unit table that comes with the program."""

from db.connection import Database, run_script

SCHEMA = """
CREATE TABLE p_unit (
    entity TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT, short_name TEXT, aliases TEXT NOT NULL, level TEXT,
    parent TEXT, valid_from TEXT, valid_to TEXT, notation TEXT, place TEXT, successors TEXT, source TEXT,
    removed INTEGER NOT NULL, parallel TEXT
) STRICT;
"""


def apply(database: Database) -> None:
    """Add the table; what is folded is folded anew afterwards."""
    run_script(database, SCHEMA)
