"""A department's ledger in which two machines of it recorded different things."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.journal.event import EntityId, Fields
from desktop.progress.entries import Entry
from desktop.progress.facts import progress_reported
from desktop.progress.recording import Typed, check, report
from desktop.session import Session
from tests.desktop.reports.ledger import OFFICER, SUPERVISOR, TODAY, Ledger, make_ledger
from tests.support.parallel import OtherMachine

PERIOD = "2007-06"


class Desk:
    """The ledger with an officer and a supervisor at work on it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.officer = ledger.sign_in(OFFICER)
        self.supervisor = ledger.sign_in(SUPERVISOR)
        self._machines: list[OtherMachine] = []

    def record(self, path: str, typed: Typed, session: Session | None = None) -> Entry:
        """Record an entry of a task."""
        record, problems = check(typed, today=TODAY)
        assert not problems
        return report(session or self.officer, self.ledger.row(path), PERIOD, record, reason="Sửa")

    def machine(self, number: int = 1, node: str = "") -> OtherMachine:
        """Another machine of the unit, as the ledger is now."""
        made = OtherMachine(self.officer, number, node)
        self._machines.append(made)
        return made

    def elsewhere(
        self, machine: OtherMachine, entity: EntityId, changed: Fields, reason: str = "", author: str = "an"
    ) -> None:
        """Record values at another machine."""
        machine.write(progress_reported(entity, changed, by=author, at=1, reason=reason), author=author)

    def close(self) -> None:
        for machine in self._machines:
            machine.close()
        self.ledger.close()


@contextmanager
def department_at_work(folder: Path) -> Iterator[Desk]:
    """A department's ledger in which nothing is recorded yet."""
    made = Desk(make_ledger(folder))
    yield made
    made.close()


def part(desk: Desk) -> EntityId:
    """Let C.6, at 10 %, be recorded at 60 % here and at 80 % at another machine."""
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"percent": 80})
    desk.record("I/C/6", Typed(status="in_progress", percent="60"))
    assert other.deliver() == []
    return entity


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with department_at_work(tmp_path) as made:
        yield made


@pytest.fixture
def parted(desk: Desk) -> EntityId:
    """C.6, at 10 %: here 60 %, at another machine 80 % and a product."""
    entity = desk.record("I/C/6", Typed(status="in_progress", percent="10", result="một")).entity
    other = desk.machine()
    desk.elsewhere(other, entity, {"percent": 80, "product": "Danh sách"}, reason="Đã đếm lại")
    desk.record("I/C/6", Typed(status="in_progress", percent="60", result="một, hai"))
    assert other.deliver() == []
    return entity
