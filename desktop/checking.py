"""The check of a whole ledger: pages, references, chains, projections (SYNC §5.2, FEATURES I5)."""

from collections.abc import Callable
from dataclasses import dataclass

import db.backup
import db.events
from db.connection import writing
from db.errors import Fault, StorageError
from desktop.actions import Topic
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
    """Check the ledger; it stays as it is. What cannot be read any more counts as broken.

    Raises Stopped, and StorageError where the ledger is whole but cannot be checked now (busy, full disk).
    """
    database = session.database
    seen = 0

    def watch() -> None:
        nonlocal seen
        seen += 1
        job.report(seen, None, "Đang kiểm tra sổ")

    job.report(0, None, "Đang kiểm tra tệp sổ")
    pages_are_whole = _is_readable(lambda: db.backup.verify(database))
    broken: list[BrokenLink] = []
    chains_are_readable = _is_readable(lambda: broken.extend(broken_links(database, watch)))
    agree = False

    def compare() -> None:
        nonlocal agree
        with writing(database):
            agree = projections_agree(database, session.journal.projection, watch)

    # Events that were tampered with may no longer be readable as events: there is nothing to fold then.
    tables_are_readable = bool(broken) or _is_readable(compare)
    whole = pages_are_whole and chains_are_readable and tables_are_readable
    events = db.events.count(database) if whole else seen
    return Checked(events, whole, tuple(broken), agree)


def rebuild_tables(session: Session, job: Job) -> int:
    """Fold all shown tables again from the events, in one transaction; answers how many records there are.

    Raises Stopped, then the tables are as before.
    """
    database, count = session.database, 0
    with writing(database):
        for count, _ in enumerate(session.journal.projection.rebuild(database), start=1):
            job.report(count, None, "Đang dựng lại số liệu")
    session.announce(frozenset(Topic))
    return count


def _is_readable(work: Callable[[], None]) -> bool:
    """Whether the work found no damage in the file."""
    try:
        work()
    except StorageError as error:
        if error.reason in {Fault.BUSY, Fault.FULL, Fault.READ_ONLY}:
            raise
        return False
    return True
