"""How old the trust documents here are: the time since the level above confirmed them (SYNC §3.4, §10 row 20).

A carrier who withholds new lists cannot be seen, only noticed: age warns, and at last blocks that keys are added.
Nothing else depends on it; data go on being exchanged.
"""

from dataclasses import dataclass
from enum import StrEnum

import db.sync
from db.connection import Database
from desktop.errors import EnrolmentFault, EnrolmentRefused
from desktop.sync.fields import is_within
from desktop.sync.inbound.outcome import outcome_of
from desktop.sync.trust.store import TrustStore

OLD_DAYS, STALE_DAYS = 183, 365
_DAY_MS = 86_400_000


class TrustGrade(StrEnum):
    """How the age of the trust documents is to be taken: fresh, old after six months, stale after twelve."""

    FRESH = "fresh"
    OLD = "old"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class TrustAge:
    """Since when the documents in force have been confirmed; the top node makes them itself: None."""

    days: int | None
    confirmed_at: int | None
    grade: TrustGrade


def trust_age(database: Database, store: TrustStore, node: str, now_ms: int) -> TrustAge:
    """The age of the documents that come from above, by this machine's clock."""
    if node == store.root.node:
        return TrustAge(None, None, TrustGrade.FRESH)
    confirmed = _confirmed_at(database, store, node)
    days = max(now_ms - confirmed, 0) // _DAY_MS
    grade = TrustGrade.STALE if days > STALE_DAYS else TrustGrade.OLD if days > OLD_DAYS else TrustGrade.FRESH
    return TrustAge(days, confirmed, grade)


def require_fresh(database: Database, store: TrustStore, node: str, now_ms: int) -> None:
    """Raises EnrolmentRefused (STALE_TRUST) where no key may be added any more."""
    age = trust_age(database, store, node, now_ms)
    if age.grade is TrustGrade.STALE:
        raise EnrolmentRefused(EnrolmentFault.STALE_TRUST, str(age.days))


def _confirmed_at(database: Database, store: TrustStore, node: str) -> int:
    """When a document from above was adopted last, or a bundle from above came that knew none that is newer."""
    issuers = [issuer for issuer in store.lists if _is_above(issuer, node)]
    times = db.sync.document_times(database)
    adopted = [times.get(("root", store.root.node), 0), *(times.get(("list", issuer), 0) for issuer in issuers)]
    wanted = {issuer: store.list_versions[issuer] for issuer in issuers}
    came = [
        row["at"]
        for above in {key.node for key in store.all_keys() if _is_above(key.node, node)}
        for row in db.sync.bundles_of(database, above)
        if row["direction"] == "in" and _confirms(row["result"], store.root.v, wanted)
    ]
    return max([*adopted, *came])


def _confirms(result: str, root: int, lists: dict[str, int]) -> bool:
    said = outcome_of(result)
    return said.root_version == root and all(said.list_versions.get(issuer) == v for issuer, v in lists.items())


def _is_above(other: str, node: str) -> bool:
    return other != node and is_within(node, other)
