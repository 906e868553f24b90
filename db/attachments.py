"""Files attached to entries: what is known of them, their bytes by hash, and who waits for which (SYNC §3.1)."""

from collections.abc import Iterable
from typing import TypedDict, cast

from db.connection import Database, Row, rows, run, run_many, scalar

_SHOWN = """
SELECT p_attachment.entity AS entity, record, unit, p_attachment.sha256 AS sha256, name, p_attachment.size AS size,
       added_by, added_at, published, removed, blob.size IS NOT NULL AS here, blob_wish.at AS wished_at
FROM p_attachment
LEFT JOIN blob ON blob.sha256 = p_attachment.sha256
LEFT JOIN blob_wish ON blob_wish.sha256 = p_attachment.sha256
"""
OF_RECORD = f"{_SHOWN} WHERE record = ? ORDER BY added_at, name, entity"
OF_RECORDS = "SELECT entity, name FROM p_attachment WHERE record >= ? AND record < ? ORDER BY entity"
BY_ENTITY = f"{_SHOWN} WHERE entity = ?"
NAMED = "SELECT entity, size FROM p_attachment WHERE sha256 = ? ORDER BY entity"
STREAMS = """
SELECT DISTINCT stream.node AS node, stream.audience AS audience FROM p_attachment
JOIN event ON event.entity = p_attachment.entity AND event.state = 1
JOIN stream ON stream.sid = event.sid
WHERE p_attachment.sha256 = ? AND p_attachment.removed = 0
"""
BROUGHT = "SELECT DISTINCT entity FROM event WHERE bundle = ? AND entity LIKE 'att/%'"

HELD_SIZE = "SELECT size FROM blob WHERE sha256 = ?"
BYTES = "SELECT data FROM blob WHERE sha256 = ?"
PUT_BYTES = "INSERT OR IGNORE INTO blob (sha256, size, data, at) VALUES (?, ?, ?, ?)"

WISHED = """
SELECT blob_wish.sha256 AS sha256 FROM blob_wish LEFT JOIN blob ON blob.sha256 = blob_wish.sha256
WHERE blob.size IS NULL ORDER BY blob_wish.at, blob_wish.sha256
"""
IS_WISHED = "SELECT 1 FROM blob_wish WHERE sha256 = ?"
PUT_WISH = "INSERT OR IGNORE INTO blob_wish (sha256, by, at) VALUES (?, ?, ?)"
DROP_WISH = "DELETE FROM blob_wish WHERE sha256 = ?"

ASKED = """
SELECT blob_asked.sha256 AS sha256, install_id, sent, blob.size AS size
FROM blob_asked LEFT JOIN blob ON blob.sha256 = blob_asked.sha256 ORDER BY blob_asked.at, blob_asked.sha256
"""
IS_ASKED = "SELECT 1 FROM blob_asked WHERE sha256 = ?"
CLEAR_ASKED = "DELETE FROM blob_asked WHERE install_id = ?"
PUT_ASKED = "INSERT OR IGNORE INTO blob_asked (sha256, install_id, at) VALUES (?, ?, ?)"
MARK_SENT = "UPDATE blob_asked SET sent = ? WHERE sha256 = ? AND install_id = ?"


class AttachmentRow(TypedDict):
    """A file of an entry as folded; whether its bytes are here, and when somebody here asked for them.

    `published` is what the level above was told last ("standing", "withdrawn"), None where it was told nothing.
    """

    entity: str
    record: str
    unit: str
    sha256: bytes
    name: str
    size: int
    added_by: str
    added_at: int
    published: str | None
    removed: int
    here: int
    wished_at: int | None


class AskedRow(TypedDict):
    """Bytes that an installation asked for; `size` is None where they are not here, `sent` the bundle they went in."""

    sha256: bytes
    install_id: bytes
    sent: int | None
    size: int | None


def of_record(database: Database, record: str) -> list[AttachmentRow]:
    """The files of an entry in the order they were added, those taken off too."""
    return cast("list[AttachmentRow]", list(rows(database, OF_RECORD, (record,))))


def of_records(database: Database, prefix: str) -> list[Row]:
    """Entity and name of the files at all entries whose names begin with these letters, which end in "/"."""
    return list(rows(database, OF_RECORDS, (prefix, prefix[:-1] + "0")))


def attachment(database: Database, entity: str) -> AttachmentRow | None:
    """One file of an entry."""
    return cast("AttachmentRow | None", next(rows(database, BY_ENTITY, (entity,)), None))


def named(database: Database, sha256: bytes) -> dict[str, int]:
    """The attachments whose bytes have this hash, with the size that is said of each."""
    return {row["entity"]: row["size"] for row in rows(database, NAMED, (sha256,))}


def streams(database: Database, sha256: bytes) -> list[tuple[str, str]]:
    """Writer and audience of the streams that name these bytes as a file that stands."""
    return [(row["node"], row["audience"]) for row in rows(database, STREAMS, (sha256,))]


def brought(database: Database, bundle: int) -> set[str]:
    """The attachments that a bundle's events are about, applied or not."""
    return {row["entity"] for row in rows(database, BROUGHT, (bundle,))}


def held_size(database: Database, sha256: bytes) -> int | None:
    """How large the bytes are where they are here."""
    return cast("int | None", scalar(database, HELD_SIZE, (sha256,)))


def content(database: Database, sha256: bytes) -> bytes | None:
    """The bytes, None where they are not here."""
    found = scalar(database, BYTES, (sha256,))
    return bytes(found) if found is not None else None


def put_content(database: Database, sha256: bytes, data: bytes, at: int) -> None:
    """Keep bytes under their hash; nobody here waits for them any more."""
    run(database, PUT_BYTES, (sha256, len(data), data, at))
    run(database, DROP_WISH, (sha256,))


def wished(database: Database) -> list[bytes]:
    """What somebody here asked for and is not here yet, the oldest wish first."""
    return [bytes(row["sha256"]) for row in rows(database, WISHED)]


def is_wished(database: Database, sha256: bytes) -> bool:
    """Whether somebody here, or an installation that asked here, waits for these bytes."""
    return any(scalar(database, sql, (sha256,)) is not None for sql in (IS_WISHED, IS_ASKED))


def put_wish(database: Database, sha256: bytes, by: str, at: int) -> None:
    """Somebody here asks for bytes; an earlier wish keeps its day."""
    run(database, PUT_WISH, (sha256, by, at))


def drop_wish(database: Database, sha256: bytes) -> None:
    """Nobody here asks for these bytes any more."""
    run(database, DROP_WISH, (sha256,))


def asked(database: Database) -> list[AskedRow]:
    """What other installations asked for, the oldest first."""
    return cast("list[AskedRow]", list(rows(database, ASKED)))


def replace_asked(database: Database, install_id: bytes, wanted: Iterable[bytes], at: int) -> None:
    """What an installation asks for now, in place of what it asked for before."""
    run(database, CLEAR_ASKED, (install_id,))
    run_many(database, PUT_ASKED, [(sha256, install_id, at) for sha256 in wanted])


def mark_sent(database: Database, hashes: Iterable[bytes], installs: Iterable[bytes], number: int) -> None:
    """Bytes went out in the bundle of this number to these installations."""
    machines = list(installs)
    run_many(database, MARK_SENT, [(number, sha256, install) for sha256 in hashes for install in machines])
