"""What a bundle brings of files: bytes that somebody waits for, and wishes for bytes that may lie here."""

import hashlib
from dataclasses import dataclass

import db.attachments
from desktop.attachments.carrying import UNASKED_BYTES, may_ask
from desktop.attachments.facts import hash_at, is_attachment
from desktop.journal.event import EntityId
from desktop.sync.bundle.container import OpenedBundle
from desktop.sync.bundle.manifest import Manifest, SectionType
from desktop.sync.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class ArrivedFiles:
    """Attachments whose bytes somebody waited for and that came; whether bytes came that nobody here waits for."""

    entities: tuple[EntityId, ...] = ()
    has_unasked: bool = False


def take_files(endpoint: Endpoint, opened: OpenedBundle, bundle: int, at: int) -> ArrivedFiles:
    """Keep the bytes that were asked for, or that another machine of the unit sends with the word of them.

    They are known by their hash alone; bytes of another size than the file was said to have are nobody's. Runs in a
    write transaction, after the bundle's events were folded.
    """
    sections = [section.raw for section in opened.sections if section.entry.type is SectionType.BLOB]
    if not sections:
        return ArrivedFiles()
    database, entities, has_unasked = endpoint.database, list[EntityId](), False
    brought = {hash_at(entity) for entity in db.attachments.brought(database, bundle) if is_attachment(entity)}
    is_own_unit = opened.manifest.from_node == endpoint.node
    for raw in sections:
        sha256 = hashlib.sha256(raw).digest()
        named = db.attachments.named(database, sha256)
        is_awaited = bool(named) and db.attachments.is_wished(database, sha256)
        is_announced = is_own_unit and len(raw) <= UNASKED_BYTES and (bool(named) or sha256 in brought)
        if not (is_announced or is_awaited):
            has_unasked = True
            continue
        if named and len(raw) not in named.values():
            has_unasked = True
            continue
        is_new = db.attachments.held_size(database, sha256) is None
        db.attachments.put_content(database, sha256, raw, at)
        entities += [EntityId(entity) for entity in named if is_new and is_awaited]
    return ArrivedFiles(tuple(entities), has_unasked)


def take_wishes(endpoint: Endpoint, manifest: Manifest, at: int) -> None:
    """Remember which bytes the sender waits for, of those that it may be given from here; what it said before ends."""
    wanted = dict.fromkeys(bytes.fromhex(sha256) for sha256 in manifest.want_blobs)
    allowed = [sha256 for sha256 in wanted if may_ask(endpoint, manifest.from_node, sha256)]
    db.attachments.replace_asked(endpoint.database, bytes.fromhex(manifest.from_install), allowed, at)
