"""A department on 25/06/2007 with the provincial tasks of 608, an officer and two supervisors."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.permissions import Role
from desktop.plans.records import Plan, PrintedRow
from desktop.progress.entries import Entry, Record
from desktop.progress.recording import Typed, check, report
from desktop.session import Session
from tests.support.ledgers import OFFICER, SUPERVISOR, Ledger, new_ledger


@dataclass
class Department:
    ledger: Ledger
    plan: Plan
    officer: Session
    supervisor: Session

    def row(self, path: str = "I/C/4") -> PrintedRow:
        return self.ledger.row(self.plan, path)

    def record(self, **typed: str) -> Record:
        record, problems = check(Typed(**typed), today=self.ledger.machine.today())
        assert problems == []
        return record

    def hand_in(self, path: str = "I/C/4", period: str = "2007-06", reason: str = "", **typed: str) -> Entry:
        values = {"status": "in_progress", "percent": "40", **typed}
        record = self.record(**values)
        return report(self.officer, self.row(path), period, record, reason=reason, submit_too=True)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def department(ledger: Ledger) -> Department:
    plan = ledger.import_608("HQ03")
    return Department(ledger, plan, ledger.add(OFFICER, Role.OFFICER), ledger.add(SUPERVISOR, Role.SUPERVISOR))
