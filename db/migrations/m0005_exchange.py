"""Exchange that can be repaired: closed streams, imports taken back, verdicts, confirmations, kept reports, files."""

from db.connection import Database, run_script

CONFIRMATIONS = """
CREATE TABLE confirmation (
    install_id BLOB NOT NULL, stream_id BLOB NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (install_id, stream_id, seq)
) STRICT, WITHOUT ROWID;
"""

REPORTS = """
CREATE TABLE import_report (
    bundle INTEGER PRIMARY KEY REFERENCES bundle (id), content BLOB NOT NULL
) STRICT;
"""

FILES = """
CREATE TABLE blob (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32), size INTEGER NOT NULL, data BLOB NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE TABLE blob_wanted (
    sha256 BLOB NOT NULL, install_id BLOB, at INTEGER NOT NULL, PRIMARY KEY (sha256, install_id)
) STRICT;
"""


def apply(database: Database) -> None:
    """Add the tables; the fold fills those that are folded."""
    run_script(database, CONFIRMATIONS + REPORTS + FILES)
