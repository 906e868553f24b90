"""The keys this installation signs and opens with, and how new ones come into force (SYNC §3.4)."""

from dataclasses import replace

from db import settings
from db.connection import writing
from desktop.errors import KeyNotHeld
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.signing import InstallationKeys, SigningKey
from desktop.sync.trust import TrustStore

_SIGNING_KEY = "signing_key"


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


def settle(session: Session, store: TrustStore | None) -> None:
    """Let the keys that this installation asked for come into force, once the trust documents admit them.

    From then on it writes in streams of the next generation: those of the old key have their end. Which keys are in
    force follows from the ledger alone, so it makes no difference who signs in, or whether with the recovery code.
    """
    secrets = session.secrets
    if secrets is None or secrets.pending is None or store is None:
        return
    entry = store.key(secrets.pending.key_id)
    if entry is None or entry.revoked is not None:
        return
    session.secrets = secrets.renewed()
    if settings.setting(session.database, _SIGNING_KEY) == entry.key_id:
        return
    writer = session.journal.writer
    with writing(session.database):
        settings.put_setting(session.database, _SIGNING_KEY, entry.key_id)
        settings.put_setting(session.database, "generation", str(writer.generation + 1))
    session.journal.writer = replace(writer, generation=writer.generation + 1)
    session.remember_heads()
