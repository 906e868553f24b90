"""What the exchange screen shows of the ledger, read in one piece of work."""

from dataclasses import dataclass
from datetime import datetime

from desktop.session import Session
from desktop.sync.exchange import Exchange, Peer, TrustState, exchanges, peers, trust_state

QUIET_DAYS = 10
"""After this many days without a receipt a bundle is told as unconfirmed."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The neighbours, what went to and fro with each node, how this installation is trusted; times as on this machine.

    `has_keys` says whether the signed-in person holds the installation's keys.
    """

    trust: TrustState
    peers: tuple[Peer, ...]
    logs: dict[str, tuple[Exchange, ...]]
    now_ms: int
    has_keys: bool

    def peer(self, install_id: object) -> Peer | None:
        """The neighbour of an installation."""
        return next((peer for peer in self.peers if peer.install_id == install_id), None)

    def log(self, peer: Peer) -> tuple[Exchange, ...]:
        """What went to and from a neighbour's node, newest first."""
        return self.logs.get(peer.node, ())


def situation(session: Session) -> Situation:
    """Read what the screen shows."""
    found = tuple(peers(session))
    trust = trust_state(session)
    if not found and trust.is_joined:
        found = tuple(peers(session))
    logs = {node: tuple(exchanges(session, node)) for node in {peer.node for peer in found}}
    return Situation(trust, found, logs, session.machine.now_ms(), session.secrets is not None)


def moment(at_ms: int) -> datetime:
    """A stored time as this machine's wall clock shows it."""
    return datetime.fromtimestamp(at_ms / 1000).astimezone().replace(tzinfo=None)


def days_between(earlier_ms: int, later_ms: int) -> int:
    """Whole calendar days from one time to another."""
    return (moment(later_ms).date() - moment(earlier_ms).date()).days
