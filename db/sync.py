"""Neighbours, the bundles exchanged with them, and the trust documents (SYNC §2.5, §2.10)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict, cast

from db.connection import Database, one, rows, run, run_many, scalar
from db.rows import BundleRow, PeerRow

_PEER = "install_id, node, generation, last_in, last_out, last_in_at, last_out_at"
_BUNDLE = "id, hash, direction, peer_node, peer_install, generation, number, at, size, file, by, result"

PEER = f"SELECT {_PEER} FROM peer WHERE install_id = ?"
ADD_PEER = "INSERT OR IGNORE INTO peer (install_id, node) VALUES (?, ?)"
CAME_IN = """
UPDATE peer SET generation = max(generation, ?), last_in = max(last_in, ?), last_in_at = ? WHERE install_id = ?
"""
WENT_OUT = "UPDATE peer SET last_out = ?, last_out_at = ? WHERE install_id = ?"

HAVE = "SELECT stream_id, seq, hash FROM peer_have WHERE install_id = ?"
HAVE_AT = "SELECT generation, number FROM peer_have WHERE install_id = ? ORDER BY generation DESC, number DESC LIMIT 1"
CLEAR_HAVE = "DELETE FROM peer_have WHERE install_id = ?"
PUT_HAVE = (
    "INSERT OR REPLACE INTO peer_have (install_id, stream_id, seq, hash, generation, number) VALUES (?, ?, ?, ?, ?, ?)"
)

BUNDLE_BY_HASH = f"SELECT {_BUNDLE} FROM bundle WHERE direction = ? AND hash = ?"
BUNDLE = f"SELECT {_BUNDLE} FROM bundle WHERE id = ?"
BUNDLES_OF_NODE = f"SELECT {_BUNDLE} FROM bundle WHERE peer_node = ? ORDER BY id DESC"
LAST_FROM = f"""
SELECT {_BUNDLE} FROM bundle WHERE direction = 'in' AND peer_install = ?
ORDER BY generation DESC, number DESC, id DESC LIMIT 1
"""
NUMBERS_IN = "SELECT DISTINCT number FROM bundle WHERE direction = 'in' AND peer_install = ? ORDER BY number"
LAST_NUMBER_OUT = "SELECT max(number) FROM bundle WHERE direction = 'out' AND peer_node = ?"
ADD_BUNDLE = """
INSERT INTO bundle (hash, direction, peer_node, peer_install, generation, number, at, size, file, by, result)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""
SET_RESULT = "UPDATE bundle SET result = ? WHERE id = ?"
ADD_RANGE = "INSERT INTO bundle_range (bundle, sid, first, last) VALUES (?, ?, ?, ?)"
SENT_TO = """
SELECT bundle_range.sid AS sid, max(last) AS last FROM bundle_range JOIN bundle ON bundle.id = bundle_range.bundle
WHERE bundle.direction = 'out' AND bundle.peer_node = ? GROUP BY bundle_range.sid
"""
RANGES_OF = """
SELECT bundle_range.sid AS sid, first, last FROM bundle_range WHERE bundle = (
    SELECT max(id) FROM bundle WHERE direction = 'out' AND peer_node = ? AND number = ?)
ORDER BY bundle_range.sid
"""
BUNDLE_OUT = "SELECT max(id) FROM bundle WHERE direction = 'out' AND peer_node = ? AND number = ?"
CHECKPOINTS_BETWEEN = "SELECT seq FROM checkpoint WHERE sid = ? AND seq BETWEEN ? AND ? ORDER BY seq"
RECORDS_BETWEEN = "SELECT DISTINCT entity FROM event WHERE sid = ? AND seq > ? AND seq <= ?"
HELD_FROM = """
SELECT count(*) FROM stream CROSS JOIN event ON event.sid = stream.sid AND event.seq > stream.frontier
CROSS JOIN bundle ON bundle.id = event.bundle WHERE bundle.peer_install = ? AND event.state = 0
"""
LATE = """
SELECT count(*) FROM event WHERE bundle = ? AND state = 1 AND hlc < (
    SELECT max(hlc) FROM event AS earlier
    WHERE earlier.entity = event.entity AND earlier.state = 1
      AND (earlier.bundle IS NULL OR earlier.bundle <> event.bundle))
"""
CONFIRMED_OUT = """
SELECT bundle.id AS id, bundle.at AS at, min(coalesce(peer_have.seq, 0) >= bundle_range.last) AS confirmed
FROM bundle JOIN bundle_range ON bundle_range.bundle = bundle.id JOIN stream USING (sid)
LEFT JOIN peer_have ON peer_have.install_id = ? AND peer_have.stream_id = stream.stream_id
WHERE bundle.direction = 'out' AND bundle.peer_node = ?
GROUP BY bundle.id ORDER BY bundle.at
"""

REJECTED = """
SELECT rejected.sid AS sid, stream.stream_id AS stream_id, rejected.seq AS seq, code
FROM rejected JOIN stream USING (sid)
UNION ALL SELECT event.sid, stream.stream_id, event.seq, 'taken_back' FROM event JOIN stream USING (sid)
WHERE event.state = 5 ORDER BY 1, 3
"""

ADD_DOCUMENT = "INSERT OR IGNORE INTO trust_document (issuer, version, kind, bytes, at) VALUES (?, ?, ?, ?, ?)"
ROOTS = "SELECT bytes FROM trust_document WHERE kind = 'root' ORDER BY version"
DOCUMENT_TIMES = "SELECT kind, issuer, max(version) AS version, at FROM trust_document GROUP BY kind, issuer"
FORGET_DOCUMENTS = "DELETE FROM trust_document"
NEWEST_LISTS = """
SELECT bytes FROM trust_document AS newest WHERE kind = 'list' AND version = (
    SELECT max(version) FROM trust_document WHERE kind = 'list' AND issuer = newest.issuer)
ORDER BY length(issuer) - length(replace(issuer, '/', '')), issuer
"""


class RejectedRow(TypedDict):
    """A received event that is kept but not applied, with the code of the reason."""

    sid: int
    stream_id: bytes
    seq: int
    code: str


class NewBundle(NamedTuple):
    """A bundle to be remembered, in the order of its columns."""

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


def peer(database: Database, install_id: bytes) -> PeerRow | None:
    """What is known of the exchange with an installation."""
    return cast("PeerRow | None", one(database, PEER, (install_id,)))


def add_peer(database: Database, install_id: bytes, node: str) -> None:
    """Remember an installation; one that is known stays as it is."""
    run(database, ADD_PEER, (install_id, node))


def came_in(database: Database, install_id: bytes, generation: int, number: int, at: int) -> None:
    """A bundle of this installation was imported."""
    run(database, CAME_IN, (generation, number, at, install_id))


def went_out(database: Database, install_id: bytes, number: int, at: int) -> None:
    """A bundle to this installation was written."""
    run(database, WENT_OUT, (number, at, install_id))


def have_of(database: Database, install_id: bytes) -> dict[bytes, tuple[int, bytes]]:
    """What an installation confirmed to have: for each stream the last number without a gap, and the hash there."""
    return {bytes(row["stream_id"]): (row["seq"], bytes(row["hash"])) for row in rows(database, HAVE, (install_id,))}


def have_stands_at(database: Database, install_id: bytes) -> tuple[int, int]:
    """Generation and number of the bundle that brought the last receipt, (0, 0) before the first."""
    row = one(database, HAVE_AT, (install_id,))
    return (row["generation"], row["number"]) if row else (0, 0)


def put_have(
    database: Database, install_id: bytes, have: Iterable[tuple[bytes, int, bytes]], generation: int, number: int
) -> None:
    """Replace what an installation has by its newer receipt (stream, number, hash)."""
    run(database, CLEAR_HAVE, (install_id,))
    run_many(database, PUT_HAVE, [(install_id, stream, seq, hash_, generation, number) for stream, seq, hash_ in have])


def bundle_by_hash(database: Database, direction: str, hash_: bytes) -> BundleRow | None:
    """The bundle with exactly these bytes."""
    return cast("BundleRow | None", one(database, BUNDLE_BY_HASH, (direction, hash_)))


def bundle(database: Database, number: int) -> BundleRow | None:
    """The bundle that is kept under this number."""
    return cast("BundleRow | None", one(database, BUNDLE, (number,)))


def bundles_of(database: Database, node: str) -> list[BundleRow]:
    """The bundles to and from a node, newest first."""
    return cast("list[BundleRow]", list(rows(database, BUNDLES_OF_NODE, (node,))))


def last_from(database: Database, install_id: bytes) -> BundleRow | None:
    """The last bundle, by generation and number, that came from an installation."""
    return cast("BundleRow | None", one(database, LAST_FROM, (install_id,)))


def numbers_in(database: Database, install_id: bytes) -> list[int]:
    """The numbers of the bundles that came from an installation."""
    return [int(row["number"]) for row in rows(database, NUMBERS_IN, (install_id,))]


def last_number_out(database: Database, node: str) -> int:
    """The number of the last bundle written for a node, 0 before the first."""
    return int(scalar(database, LAST_NUMBER_OUT, (node,)) or 0)


def add_bundle(database: Database, bundle: NewBundle, ranges: Sequence[tuple[int, int, int]] = ()) -> int:
    """Remember a bundle with the runs (sid, first, last) it carries; returns its id."""
    number = int(scalar(database, ADD_BUNDLE, bundle))
    add_ranges(database, number, ranges)
    return number


def add_ranges(database: Database, bundle: int, ranges: Iterable[tuple[int, int, int]]) -> None:
    """Remember the runs (sid, first, last) that a bundle carries."""
    run_many(database, ADD_RANGE, [(bundle, *found) for found in ranges])


def set_result(database: Database, bundle: int, result: str) -> None:
    """Keep what became of a bundle, as JSON."""
    run(database, SET_RESULT, (result, bundle))


def sent_to(database: Database, node: str) -> dict[int, int]:
    """For each stream (by sid) the last number that went to a node in any bundle."""
    return {row["sid"]: row["last"] for row in rows(database, SENT_TO, (node,))}


def ranges_of(database: Database, node: str, number: int) -> list[tuple[int, int, int]] | None:
    """The runs (sid, first, last) that the last bundle of this number carried to a node; None where there is none."""
    if scalar(database, BUNDLE_OUT, (node, number)) is None:
        return None
    return [(row["sid"], row["first"], row["last"]) for row in rows(database, RANGES_OF, (node, number))]


def checkpoints_between(database: Database, sid: int, first: int, last: int) -> list[int]:
    """The signed places of a stream from one number to another."""
    return [int(row["seq"]) for row in rows(database, CHECKPOINTS_BETWEEN, (sid, first, last))]


def records_between(database: Database, sid: int, after: int, up_to: int) -> set[str]:
    """The records that the events of a stream after one number and up to another are about."""
    return {str(row["entity"]) for row in rows(database, RECORDS_BETWEEN, (sid, after, up_to))}


def held_from(database: Database, install_id: bytes) -> int:
    """How many events that came from an installation wait for earlier ones."""
    return int(scalar(database, HELD_FROM, (install_id,)))


def late_in(database: Database, bundle: int) -> int:
    """How many events of an imported bundle are older than what was known of their records already."""
    return int(scalar(database, LATE, (bundle,)))


def confirmed_out(database: Database, install_id: bytes, node: str) -> dict[int, tuple[int, bool]]:
    """For each bundle with events to a node: when it was written, and whether this installation has it all."""
    found = rows(database, CONFIRMED_OUT, (install_id, node))
    return {row["id"]: (row["at"], bool(row["confirmed"])) for row in found}


def rejected(database: Database) -> list[RejectedRow]:
    """Every event that was not accepted here, or was taken back with its import."""
    return cast("list[RejectedRow]", list(rows(database, REJECTED)))


def add_document(database: Database, kind: str, issuer: str, version: int, raw: bytes, at: int) -> None:
    """Keep a trust document (`root` or `list`) exactly as it was signed."""
    run(database, ADD_DOCUMENT, (issuer, version, kind, raw, at))


def roots(database: Database) -> list[bytes]:
    """The chain of roots from the first on."""
    return [bytes(row["bytes"]) for row in rows(database, ROOTS)]


def newest_lists(database: Database) -> list[bytes]:
    """The newest list of every issuer, from the top of the tree down."""
    return [bytes(row["bytes"]) for row in rows(database, NEWEST_LISTS)]


def document_times(database: Database) -> dict[tuple[str, str], int]:
    """When the newest document of each kind and issuer was adopted here."""
    return {(row["kind"], row["issuer"]): row["at"] for row in rows(database, DOCUMENT_TIMES)}


def forget_documents(database: Database) -> None:
    """Drop all trust documents, for a further machine of the top node that founded a trust nobody shares."""
    run(database, FORGET_DOCUMENTS)
