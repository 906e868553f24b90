"""The keys this installation signs and opens with, and how new ones come into force (SYNC §3.4)."""

import db.events
from db.connection import writing
from desktop.errors import KeyNotHeld
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.bundle.signing import Domain, InstallationKeys, SigningKey, checkpoint_statement


def own_keys(session: Session) -> InstallationKeys:
    """The installation's keys in force, for who exchanges; raises NotPermitted, KeyNotHeld."""
    session.allow(Permission.EXCHANGE)
    if session.secrets is None:
        raise KeyNotHeld(session.person.id, Holds.INSTALLATION)
    return session.secrets.keys


def list_key(session: Session) -> SigningKey:
    """What signs this node's list: at the top the list key, elsewhere the installation's. Raises KeyNotHeld."""
    keys = own_keys(session)
    root = session.secrets.root if session.secrets is not None else None
    return root if root is not None else keys.signing


def signed_heads(session: Session, key: SigningKey) -> dict[str, int]:
    """How far every stream of this installation stands, each signed there with the key that ends.

    Every stream of this installation is in it, those that never leave it too: the key's end is the end of none.
    """
    database, heads = session.database, {}
    with writing(database):
        for stream in db.events.streams(database):
            sid, seq, head = stream["sid"], stream["frontier"], stream["frontier_hash"]
            if stream["install_id"] != session.journal.writer.install_id or not seq:
                continue
            heads[stream["stream_id"].hex()] = seq
            if stream["own"]:
                signature = key.sign(Domain.CHECKPOINT, checkpoint_statement(stream["stream_id"], seq, head))
                db.events.add_checkpoint(database, sid, seq, head, bytes.fromhex(key.id), signature)
    return heads
