"""New keys for this installation, without loss: asked for under both keys, admitted, in force (SYNC §3.4)."""

from dataclasses import dataclass
from pathlib import Path

from desktop.deliveries import Deliveries, recipient
from desktop.errors import KeyNotHeld, NotJoined
from desktop.keyslots.recovery import new_recovery_code
from desktop.keyslots.slots import Holds
from desktop.node_secrets import NodeSecrets
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.bundle.signing import InstallationKeys
from desktop.sync.endpoint import settle, trust_of
from desktop.sync.trust.documents import TrustedKey
from desktop.sync.trust.joining import issue, write_request
from desktop.sync.trust.own_keys import own_keys, signed_heads
from desktop.sync.trust.own_list import RENEWED, signed_list
from desktop.sync.trust.store import TrustStore


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What asking for new keys gave: the digits to read over the telephone, and a new recovery code.

    `digits` is "" where the top node renewed its keys by itself. `recovery_code` is shown once and kept nowhere; it is
    "" where the keys had been asked for before. The code printed earlier opens the ledger no more.
    """

    digits: str
    recovery_code: str


def request_new_keys(session: Session, path: Path | None = None) -> NewKeys:
    """Make new keys for this installation and ask the level above to admit them in the place of the present ones.

    The present keys stay in force until the admission comes back; the request says how far the streams of this
    installation stand, and both keys sign it. Where the present key was revoked, the new one asks alone.
    At the top, which admits itself, the new keys are in force at once and `path` is not needed.
    Everybody who exchanges bundles here finds the new keys at his next sign-in.
    Raises NotPermitted, KeyNotHeld (also where such a person has never signed in), NotJoined, ListKeyNotHeld, and the
    errors of `atomic_write`.
    """
    session.allow(Permission.ADMINISTER)
    own_keys(session)
    store = settle(session, trust_of(session))
    if store is None:
        raise NotJoined(session.node)
    secrets, code = session.secrets, ""
    assert secrets is not None
    if secrets.pending is None:
        code = _keep(session, secrets.asking(InstallationKeys.generate()))
    if session.node == store.root.node:
        _renew_at_the_top(session, store)
        return NewKeys("", code)
    return NewKeys(_asked(session, store, path or Path()), code)


def _keep(session: Session, secrets: NodeSecrets) -> str:
    """Put the secrets within reach of all who exchange bundles, and under a new recovery code, which is returned.

    A slot can be filled only with its passphrase at hand: the secrets are left in the lockers, also in one's own.
    """
    workspace, random = session.workspace, session.machine.random
    slots, raw = workspace.slots(), secrets.to_bytes()
    lockers = {}
    for person in workspace.info.people:
        if Holds.INSTALLATION not in slots.holdings(person.id):
            continue
        public = recipient(session.database, person.id)
        if public is None:
            raise KeyNotHeld(person.name, Holds.LOCKER)
        lockers[person.id] = public
    code = new_recovery_code(random)
    recoverable = {Holds.DATABASE: session.database_key, Holds.INSTALLATION: raw}
    slots = slots.with_recovery(code, recoverable, random)
    left = Deliveries(workspace.folder, workspace.info.database_id)
    for identifier, public in lockers.items():
        left.leave(identifier, public, {Holds.INSTALLATION: raw})
    workspace.save_slots(slots)
    session.secrets = secrets
    return code


def _asked(session: Session, store: TrustStore, path: Path) -> str:
    """Write the request; returns its digits."""
    secrets = session.secrets
    assert secrets is not None
    assert secrets.pending is not None
    entry = store.key(secrets.installation.key_id)
    is_alive = entry is not None and entry.revoked is None
    old = secrets.installation.signing
    heads = signed_heads(session, old) if is_alive else {}
    machine = entry.machine if entry is not None and entry.machine else None
    return write_request(session, path, secrets.pending, machine=machine, renews=(old, heads) if is_alive else None)


def _renew_at_the_top(session: Session, store: TrustStore) -> None:
    """The top node admits its own new keys and ends the old ones, in one version of its list."""
    secrets = session.secrets
    assert secrets is not None
    assert secrets.pending is not None
    old = store.key(secrets.installation.key_id)
    if old is None:
        raise NotJoined(session.node)
    pending = secrets.pending
    heads = signed_heads(session, secrets.installation.signing)
    fresh = TrustedKey(
        node=old.node,
        install=old.install,
        sign=pending.sign_public.hex(),
        import_public=pending.import_public,
        name=old.name,
        machine=old.machine,
        added=session.machine.today().isoformat(),
        enrols=old.enrols,
        recovery=old.recovery,
    )
    ended = [] if old.revoked is not None else [store.ended(old, RENEWED, heads)]
    issue(session, signed_list(session, store, fresh, *ended))
