"""A department on 25/06/2007 with the provincial tasks of 608, some of them owed month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from desktop.actions import Action
from desktop.dates import ND09, PeriodKind, Profile
from desktop.obligations.facts import obligation_defined, obligation_entity
from desktop.obligations.records import Obligation, obligations_of
from desktop.permissions import Role
from desktop.plans.records import Plan, PrintedRow
from desktop.plans.state import WorkStatus
from desktop.plans.tasks import TaskFilter, TaskItem, tasks
from desktop.progress.entries import Entry, Record
from desktop.progress.recording import report
from desktop.progress.review import approve_entries
from desktop.session import Session
from tests.support.ledgers import OFFICER, SUPERVISOR, Ledger, new_ledger

DOING = Record(status=WorkStatus.IN_PROGRESS, percent=50, result="Đã kiểm tra 12 lô hàng.")
MAY = date(2007, 4, 15)
"""The first day of May 2007 by Nghị định 09/2019/NĐ-CP."""


@dataclass
class Department:
    ledger: Ledger
    plan: Plan
    officer: Session
    supervisor: Session

    def row(self, path: str = "I/C/7") -> PrintedRow:
        return self.ledger.row(self.plan, path)

    def owe(
        self, path: str = "I/C/7", number: str = "1", profile: Profile = ND09, every: PeriodKind = PeriodKind.MONTH
    ) -> Obligation:
        """What headquarters defined and sent down, as it stands in this ledger."""
        row = self.row(path)
        fields = {"words": "Báo cáo", "every": every.value, "profile": profile.kind.value, "begins": MAY.isoformat()}
        days = {"start_day": profile.start_day, "send_offset": profile.send_offset, "ends": None}
        entity = obligation_entity(row.entity, number)
        with self.supervisor.changing(Action.DEFINE_OBLIGATIONS) as change:
            change.write(obligation_defined(entity, {"task": row.entity, **fields, **days}))
        return next(one for one in obligations_of(self.supervisor.database, row.entity) if one.entity == entity)

    def hand_in(self, period: str, on: date, record: Record = DOING, path: str = "I/C/7", reason: str = "") -> Entry:
        self.ledger.clock.set(on)
        return report(self.officer, self.row(path), period, record, reason=reason, submit_too=True)

    def approve(self, entry: Entry) -> Entry:
        (approved,) = approve_entries(self.supervisor, [entry.entity])
        return approved

    def item(self, as_of: date, path: str = "I/C/7") -> TaskItem:
        found = tasks(self.supervisor, TaskFilter(as_of=as_of))
        return next(item for item in found if item.row.path_text == path)

    def states(self, as_of: date, path: str = "I/C/7") -> dict[str, str]:
        return {slot.key: slot.state.value for slot in self.item(as_of, path).slots}


@pytest.fixture
def department(tmp_path: Path) -> Iterator[Department]:
    ledger = new_ledger(tmp_path)
    plan = ledger.import_608("HQ03")
    yield Department(ledger, plan, ledger.add(OFFICER, Role.OFFICER), ledger.add(SUPERVISOR, Role.SUPERVISOR))
    ledger.close()


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    ledger = new_ledger(tmp_path, "TCHQ")
    yield ledger
    ledger.close()
