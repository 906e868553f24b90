"""Documents being looked at, kept over the closing of the program: their bytes, and what was said about them.

They are no facts: they stand in this ledger's settings, are encrypted with it, belong to one person and are
never sent.
"""

import hashlib
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Final

import msgspec

import db.settings
from db.connection import Database, writing
from desktop.importing.review_work import ReviewWork
from desktop.session import Session

LARGEST_KEPT: Final = 20 * 1024 * 1024
"""All kept documents of a person together, in bytes."""
MOST_KEPT: Final = 3


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A document somebody is looking at; `digest` tells its bytes from all others, `saved_at` is in milliseconds."""

    digest: str
    name: str
    size: int
    saved_at: int
    work: ReviewWork


def digest_of(data: bytes) -> str:
    """The name under which a document of these bytes is kept."""
    return hashlib.sha256(data).hexdigest()


def keep(session: Session, name: str, data: bytes, work: ReviewWork) -> bool:
    """Keep a document with what was said about it; False where it is too large to be kept.

    Beyond three documents, or 20 MB, those are given up about which nothing was said, then those looked at
    longest ago.
    """
    if len(data) > LARGEST_KEPT:
        return False
    kept = KeptReview(digest_of(data), name, len(data), session.machine.now_ms(), work)
    before = kept_reviews(session)
    with writing(session.database):
        if kept.digest not in {one.digest for one in before}:
            content = b64encode(zlib.compress(data)).decode("ascii")
            db.settings.put_setting(session.database, _document_name(session, kept.digest), content)
        others = [one for one in before if one.digest != kept.digest]
        staying = _fitting([kept, *sorted(others, key=lambda one: one.work == ReviewWork())])
        staying.sort(key=lambda one: -one.saved_at)
        _write(session, before, staying)
    return True


def kept_reviews(session: Session) -> tuple[KeptReview, ...]:
    """The documents the person is looking at, the latest first."""
    content = db.settings.setting(session.database, _index_name(session))
    if content is None:
        return ()
    try:
        return msgspec.json.decode(content, type=tuple[KeptReview, ...])
    except msgspec.MsgspecError:  # of another version of the program: the document is read anew
        return ()


def kept_document(session: Session, digest: str) -> bytes | None:
    """The bytes of a kept document; None where it is not kept any more."""
    content = db.settings.setting(session.database, _document_name(session, digest))
    if content is None:
        return None
    packed = zlib.decompressobj()
    data = packed.decompress(b64decode(content), LARGEST_KEPT)
    return data if digest_of(data) == digest else None


def give_up(session: Session, digest: str) -> None:
    """Keep a document no longer: its plan was taken in, or the person does not want it."""
    before = kept_reviews(session)
    with writing(session.database):
        db.settings.drop_setting(session.database, _document_name(session, digest))
        _write(session, before, [one for one in before if one.digest != digest])


def _fitting(reviews: list[KeptReview]) -> list[KeptReview]:
    """As many as may be kept, from the first on."""
    staying: list[KeptReview] = []
    room = LARGEST_KEPT
    for one in reviews[:MOST_KEPT]:
        room -= one.size
        if room < 0:
            break
        staying.append(one)
    return staying


def _write(session: Session, before: tuple[KeptReview, ...], staying: list[KeptReview]) -> None:
    database: Database = session.database
    left = {one.digest for one in staying}
    for one in before:
        if one.digest not in left:
            db.settings.drop_setting(database, _document_name(session, one.digest))
    db.settings.put_setting(database, _index_name(session), msgspec.json.encode(staying).decode())


def _index_name(session: Session) -> str:
    return f"plan reviews {session.person.id}"


def _document_name(session: Session, digest: str) -> str:
    return f"plan document {session.person.id} {digest}"
