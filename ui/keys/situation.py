"""What the screen of keys shows: the machines, the lists and the root, read from the ledger in one go."""

from dataclasses import dataclass
from datetime import datetime

from desktop.keys.register import KeyFacts, TrustFacts, trust_facts, who_signs
from desktop.permissions import Permission
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Situation:
    """The machines and the trust as they stand.

    `has_keys`: this person holds the installation's keys; `may_act`: he administers, too.
    """

    machines: list[KeyFacts]
    trust: TrustFacts
    now_ms: int
    has_keys: bool
    may_act: bool


def situation(session: Session) -> Situation:
    """Read everything; runs on the work thread."""
    has_keys = session.secrets is not None
    may_act = has_keys and session.may(Permission.ADMINISTER)
    return Situation(who_signs(session), trust_facts(session), session.machine.now_ms(), has_keys, may_act)


def moment(at: int) -> datetime:
    """A time of the ledger as this machine's clock shows it."""
    return datetime.fromtimestamp(at / 1000).astimezone()
