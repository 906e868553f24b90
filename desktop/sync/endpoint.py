"""One end of an exchange: an open ledger with its node, its keys, and whom it trusts."""

import platform
from dataclasses import dataclass

import db.events
import db.sync
from db.connection import Database, writing
from db.rows import StreamRow
from desktop.errors import NotJoined
from desktop.journal.journal import Journal
from desktop.session import Session
from desktop.sync import strict_json
from desktop.sync.audiences import is_shared
from desktop.sync.bundle.signing import Domain, InstallationKeys, SigningKey
from desktop.sync.trust.documents import Root, TrustedKey, TrustList
from desktop.sync.trust.own_keys import own_keys
from desktop.sync.trust.store import TrustStore
from desktop.text import clean_text
from desktop.units.current import units_in

_MACHINE_NAME = 60


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What writing and taking in bundles needs; belongs to the thread that owns the database connection."""

    journal: Journal
    keys: InstallationKeys
    store: TrustStore
    person: str

    @property
    def database(self) -> Database:
        """The open ledger."""
        return self.journal.database

    @property
    def node(self) -> str:
        """The node whose ledger this is."""
        return self.journal.writer.node

    def others_of(self, node: str) -> tuple[TrustedKey, ...]:
        """The installations of a node, without this one."""
        own = self.keys.key_id
        return tuple(key for key in self.store.keys_of_node(node) if key.key_id != own)

    def shared_with(self, node: str) -> list[StreamRow]:
        """The streams known here that are exchanged with a node."""
        return [
            stream
            for stream in db.events.streams(self.database)
            if is_shared(self.node, node, stream["node"], stream["audience"])
        ]


def unit_title(node: str, database: Database) -> str:
    """The name of a node's unit in the unit table of this ledger, its code where the table does not know it."""
    units, code = units_in(database), node.rpartition("/")[2]
    return units.unit(code).name if code in units else code


def machine_name(given: str | None = None) -> str:
    """What the unit calls this computer; its name on the network where nothing is said."""
    return clean_text(platform.node() if given is None else given)[:_MACHINE_NAME]


def endpoint_of(session: Session) -> Endpoint:
    """This session's end of an exchange.

    Raises NotPermitted, KeyNotHeld (no slot for the installation's keys), NotJoined (not yet admitted).
    """
    own_keys(session)
    store = trust_of(session)
    store = settle(session, store)
    keys = own_keys(session)
    if store is None or store.key(keys.key_id) is None:
        raise NotJoined(session.node)
    return Endpoint(session.journal, keys, store, session.person.name)


def settle(session: Session, store: TrustStore | None) -> TrustStore | None:
    """Let the keys that this installation asked for come into force, once the trust documents admit them.

    Which keys are in force follows from the ledger alone, so it makes no difference who signs in, or whether with the
    recovery code. The streams of the old key end where the list says, and new ones begin (`settle_events`). This
    node's own list is signed anew, so that those who learn of it later find a key in force under it.
    """
    secrets = session.secrets
    if secrets is None or secrets.pending is None or store is None:
        return store
    entry = store.key(secrets.pending.key_id)
    if entry is None or entry.revoked is not None:
        return store
    session.secrets = secrets.renewed()
    own = store.lists.get(session.node)
    key = session.secrets.installation.signing
    if own is None or session.node == store.root.node or own.envelope.signers(Domain.LIST, [key.public]):
        return store
    store = store.issue(store.next_list(session.node), [key])
    with writing(session.database):
        save_trust(session.database, store, session.machine.now_ms())
    return store


def trust_of(session: Session) -> TrustStore | None:
    """Whom this ledger trusts; the top node founds its trust when it is first asked for. None before the admission."""
    stored = stored_trust(session.database)
    if stored is not None or session.secrets is None or session.secrets.root is None:
        return stored
    founded = _founded(session, session.secrets.installation, session.secrets.root)
    with writing(session.database):
        save_trust(session.database, founded, session.machine.now_ms())
    return founded


def stored_trust(database: Database) -> TrustStore | None:
    """The trust documents in force as this ledger keeps them."""
    roots = [raw.decode() for raw in db.sync.roots(database)]
    if not roots:
        return None
    lists = [raw.decode() for raw in db.sync.newest_lists(database)]
    return TrustStore.restored(strict_json.canonical({"v": 1, "roots": roots, "lists": lists}))


def save_trust(database: Database, store: TrustStore, at: int) -> None:
    """Keep every document in force; what is kept already stays. Runs in a transaction its caller opened."""
    for adopted in store.roots:
        db.sync.add_document(database, "root", adopted.root.node, adopted.root.v, adopted.raw, at)
    for issuer, found in store.lists.items():
        db.sync.add_document(database, "list", issuer, found.listed.version, found.raw, at)


def _founded(session: Session, keys: InstallationKeys, root_key: SigningKey) -> TrustStore:
    """Root version 1 under one key, and the first list of a top node."""
    public = root_key.public.hex()
    root = Root(v=1, node=session.node, threshold=1, keys=(public,), list_threshold=1, list_keys=(public,))
    return TrustStore.founded(root, [root_key], first_list(session, keys), [root_key])


def first_list(session: Session, keys: InstallationKeys) -> TrustList:
    """The first list of a top node, with its own installation in it."""
    own = TrustedKey(
        node=session.node,
        install=session.journal.writer.install_id.hex(),
        sign=keys.sign_public.hex(),
        import_public=keys.import_public,
        name=unit_title(session.node, session.database),
        machine=machine_name(),
        added=session.machine.today().isoformat(),
        enrols=True,
    )
    return TrustList(issuer=session.node, version=1, entries=(own,))
