"""Control totals: two units that hold the same streams must show the same official records (SYNC §2.10)."""

import db.totals
from desktop.sync.bundle.manifest import Manifest
from desktop.sync.endpoint import Endpoint


def control_total(endpoint: Endpoint, to_node: str) -> str | None:
    """The digest, in hexadecimal, of what this ledger and a node's must show alike; None where they need not.

    They need not while an event of the shared streams is not accepted, not understood or set aside here: what is
    folded is then another set of events. Plans count, and the assignments and published results of the lower unit;
    what units below it were given and reported is judged by itself, which the upper one does not learn.
    """
    shared = endpoint.shared_with(to_node)
    sids = [stream["sid"] for stream in shared]
    if not db.totals.is_settled(endpoint.database, sids):
        return None
    lower = max(endpoint.node, to_node, key=len).rpartition("/")[2]
    return db.totals.digest(endpoint.database, sids, lower).hex()


def totals_differ(endpoint: Endpoint, manifest: Manifest) -> bool:
    """Whether the sender shows other official records though both hold exactly the same events."""
    if manifest.digest is None:
        return False
    here = {
        (stream["stream_id"].hex(), stream["frontier"], stream["frontier_hash"].hex())
        for stream in endpoint.shared_with(manifest.from_node)
        if stream["frontier"]
    }
    if here != {(have.stream, have.seq, have.hash) for have in manifest.have}:
        return False
    own = control_total(endpoint, manifest.from_node)
    return own is not None and own != manifest.digest
