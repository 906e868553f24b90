"""What the exchange screen shows of the ledger, read in one piece of work."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop.keys.age import TrustAge
from desktop.keys.register import trust_facts
from desktop.session import Session
from desktop.sync.exchange import (
    BundleFate,
    Exchange,
    Peer,
    Standing,
    TrustState,
    exchanges,
    fates,
    peers,
    refused_files,
    standing_of,
    trust_state,
)
from desktop.sync.repair.ruling import ForkFacts, Gap, forks, gaps

QUIET_DAYS = 10
"""After this many days without a receipt a bundle is told as unconfirmed."""


@dataclass(frozen=True, slots=True)
class Troubles:
    """Streams with two versions, and streams of which a part is missing."""

    forks: tuple[ForkFacts, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.forks or self.gaps)


@dataclass(frozen=True, slots=True)
class Situation:
    """The neighbours, what went to and fro with each node, how this installation is trusted; times as on this machine.

    `has_keys` says whether the signed-in person holds the installation's keys, `refused` how many files were not
    taken in, `age` how long ago the trust lists were confirmed from above.
    """

    trust: TrustState
    peers: tuple[Peer, ...]
    logs: dict[str, tuple[Exchange, ...]]
    now_ms: int
    has_keys: bool
    refused: int = 0
    age: TrustAge | None = None
    troubles: Troubles = field(default_factory=Troubles)

    def peer(self, install_id: object) -> Peer | None:
        """The neighbour of an installation."""
        return next((peer for peer in self.peers if peer.install_id == install_id), None)

    def log(self, peer: Peer) -> tuple[Exchange, ...]:
        """What went to and from a neighbour's node, newest first."""
        return self.logs.get(peer.node, ())

    def at_node(self, node: str) -> Peer | None:
        """The first neighbour of a node."""
        return next((peer for peer in self.peers if peer.node == node), None)


@dataclass(frozen=True, slots=True)
class Details:
    """What is read of the chosen neighbour alone: how it stands, and what became of each of its bundles."""

    standing: Standing
    fates: dict[int, BundleFate]


def situation(session: Session) -> Situation:
    """Read what the screen shows."""
    found = tuple(peers(session))
    trust = trust_state(session)
    if not found and trust.is_joined:
        found = tuple(peers(session))
    logs = {node: tuple(exchanges(session, node)) for node in {peer.node for peer in found}}
    return Situation(
        trust,
        found,
        logs,
        session.machine.now_ms(),
        session.secrets is not None,
        len(refused_files(session)),
        trust_facts(session).age,
        Troubles(tuple(forks(session)), tuple(gaps(session))),
    )


def details(session: Session, peer: Peer, log: Sequence[Exchange]) -> Details:
    """Read what is shown of the chosen neighbour."""
    return Details(standing_of(session, peer), fates(session, peer.node, log))


def moment(at_ms: int) -> datetime:
    """A stored time as this machine's wall clock shows it."""
    return datetime.fromtimestamp(at_ms / 1000).astimezone().replace(tzinfo=None)


def days_between(earlier_ms: int, later_ms: int) -> int:
    """Whole calendar days from one time to another."""
    return (moment(later_ms).date() - moment(earlier_ms).date()).days
