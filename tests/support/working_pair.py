"""Headquarters and Hải Phòng, the tasks of 608 given and received, with an officer and a supervisor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.sync.exchange import ImportReport, import_bundle
from tests.support.exchange import DAY, Pair, admitted_pair
from tests.support.ledgers import OFFICER, SUPERVISOR

PATH = "I/C/4"


@dataclass
class WorkingPair:
    """Both sides with their people; files are real."""

    pair: Pair
    plan: Plan
    officer: Session
    supervisor: Session

    @property
    def hq(self) -> Session:
        return self.pair.hq

    @property
    def hp(self) -> Session:
        return self.pair.hp

    def up(self) -> ImportReport:
        return import_bundle(self.hq, self.pair.up().path, as_of=DAY)

    def down(self) -> ImportReport:
        return import_bundle(self.hp, self.pair.down().path, as_of=DAY)

    def hand_in(self, path: str = PATH, *, reason: str = "", period: str = "", **typed: str) -> EntityId:
        values = {"status": "completed", "percent": "100", "completed_on": "18/06/2007", "result": "Đã lập", **typed}
        record, problems = check(Typed(**values), today=DAY)
        assert problems == []
        row = self.pair.department.row(self.plan, path)
        return report(self.officer, row, period, record, reason=reason, submit_too=True).entity

    def publish(self, path: str = PATH, *, reason: str = "", **typed: str) -> EntityId:
        entity = self.hand_in(path, reason=reason, **typed)
        approve_entries(self.supervisor, [entity])
        return entity

    def task(self, path: str = PATH) -> EntityId:
        return self.pair.department.row(self.plan, path).entity


@contextmanager
def working_pair(folder: Path) -> Iterator[WorkingPair]:
    """Hải Phòng holds its tasks of 608 and has its people; nothing is reported yet."""
    with admitted_pair(folder) as pair:
        plan = pair.headquarters.import_608("HQ03")
        import_bundle(pair.hp, pair.down().path)
        officer = pair.department.add(OFFICER, Role.OFFICER)
        yield WorkingPair(pair, plan, officer, pair.department.add(SUPERVISOR, Role.SUPERVISOR))
