"""The check of a whole ledger: pages, references, chains, projections (SYNC §5.2, FEATURES I5)."""

from dataclasses import dataclass

import db.backup
import db.events
from db.connection import writing
from db.errors import StorageError
from desktop.jobs import Job
from desktop.journal.verification import BrokenLink, broken_links, projections_agree
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found; all well where `is_whole`."""

    events: int
    pages_are_whole: bool
    broken: tuple[BrokenLink, ...]
    projections_agree: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is damaged."""
        return self.pages_are_whole and not self.broken and self.projections_agree


def check_ledger(session: Session, job: Job) -> Checked:
    """Check the ledger; it stays as it is. Raises Stopped."""
    database = session.database
    events = db.events.count(database)
    seen = 0

    def watch() -> None:
        nonlocal seen
        seen += 1
        job.report(seen, None, "Đang kiểm tra sổ")

    job.report(0, None, "Đang kiểm tra tệp sổ")
    try:
        db.backup.verify(database)
        pages_are_whole = True
    except StorageError:
        pages_are_whole = False
    broken = tuple(broken_links(database, watch))
    with writing(database):
        agree = projections_agree(database, session.journal.projection, watch)
    return Checked(events, pages_are_whole, broken, agree)
