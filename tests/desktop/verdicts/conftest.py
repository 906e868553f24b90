"""Headquarters and Hải Phòng, the tasks of 608 given and received, with an officer and a supervisor."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.plans.state import TwoByTwo
from desktop.plans.tasks import TaskFilter, TaskItem, count, tasks
from desktop.progress.entries import Entry
from desktop.progress.recording import Typed, check, entry, report
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.sync.exchange import import_bundle
from tests.support.exchange import DAY, Pair, admitted_pair
from tests.support.ledgers import OFFICER, SUPERVISOR

PATH = "I/C/4"


@dataclass
class Exchange:
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

    def up(self) -> None:
        import_bundle(self.hq, self.pair.up().path)

    def down(self) -> None:
        import_bundle(self.hp, self.pair.down().path)

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

    def figures(self) -> TwoByTwo:
        """The figures of Hải Phòng; both sides must agree on them."""
        ours, theirs = (counted(session) for session in (self.hq, self.hp))
        assert ours == theirs
        return ours


def counted(session: Session) -> TwoByTwo:
    return count(tasks(session, TaskFilter(as_of=DAY, unit="HQ03")))


def item(session: Session, label: str = "C.4") -> TaskItem:
    return next(one for one in tasks(session, TaskFilter(as_of=DAY, unit="HQ03")) if one.row.label == label)


def shown(session: Session, entity: EntityId) -> Entry:
    found = entry(session.database, entity)
    assert found is not None
    return found


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        import_bundle(pair.hp, pair.down().path)
        officer = pair.department.add(OFFICER, Role.OFFICER)
        yield Exchange(pair, plan, officer, pair.department.add(SUPERVISOR, Role.SUPERVISOR))
