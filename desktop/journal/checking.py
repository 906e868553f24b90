"""Checking the whole ledger at somebody's wish, with progress and stop."""

from dataclasses import dataclass

import db.events
from db.connection import writing
from desktop.jobs import Job
from desktop.journal.verification import broken_links, projections_agree
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: events looked at, streams whose chain breaks, whether the tables agree with the events."""

    events: int
    broken: int
    tables_agree: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken == 0 and self.tables_agree


def check_ledger(session: Session, job: Job) -> Findings:
    """Recompute every chain, fold everything again and compare; the ledger stays as it is.

    Needs no permission. Raises `Stopped` where that was asked for.
    """
    database = session.database
    total = sum(stream["frontier"] for stream in db.events.streams(database))
    seen = 0

    def watch() -> None:
        nonlocal seen
        seen += 1
        job.report(min(seen, total), total, "Đang kiểm tra chuỗi ghi chép")

    broken = sum(1 for _ in broken_links(database, watch))
    folded = 0

    def watch_folding() -> None:
        nonlocal folded
        folded += 1
        job.report(folded, None, "Đang dựng lại số liệu để so sánh")

    with writing(database):
        agree = projections_agree(database, session.journal.projection, watch_folding)
    return Findings(total, broken, agree)
