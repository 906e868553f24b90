"""Headquarters and Hải Phòng, the tasks of 608 given and received, with an officer and a supervisor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.journal.event import EntityId
from desktop.plans.state import TwoByTwo
from desktop.plans.tasks import TaskFilter, TaskItem, count, tasks
from desktop.progress.entries import Entry
from desktop.progress.recording import entry
from desktop.session import Session
from tests.support.exchange import DAY
from tests.support.working_pair import WorkingPair, working_pair


@dataclass
class Exchange(WorkingPair):
    """Both sides with their people, which must agree on the figures."""

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


@contextmanager
def opened_exchange(folder: Path) -> Iterator[Exchange]:
    """Hải Phòng holds its tasks of 608; nothing is reported yet."""
    with working_pair(folder) as made:
        yield Exchange(made.pair, made.plan, made.officer, made.supervisor)


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    with opened_exchange(tmp_path) as made:
        yield made
