"""Small ledgers for tests: cheap passphrases, a clock that is set by hand, Quyết định 608/QĐ-TCHQ."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.creation import create_workspace
from desktop.importing.parsed import ParsedPlan
from desktop.importing.plan_reader import read_plan
from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.plans.plans import import_plan, row_at
from desktop.plans.records import Plan, PrintedRow
from desktop.session import Session
from desktop.units.table import UnitTable, load_units
from desktop.users.people import add_person
from desktop.workspace import Workspace

PASSPHRASE = "mật khẩu 2007"
ADMINISTRATOR, OFFICER, SUPERVISOR = "Phạm Quốc Anh", "Lê Thu Hà", "Trần Văn Dũng"
CHEAP = Cost(t=1, m_kib=64, p=1)
DOCUMENT = "608-qd-tchq.txt"


@cache
def units() -> UnitTable:
    return load_units()


@cache
def plan_608() -> ParsedPlan:
    raw = (resources.files("resources") / "plans" / DOCUMENT).read_bytes()
    return read_plan(raw, name=DOCUMENT, units=units())


@dataclass
class Clock:
    """Local time: the morning of 25 June 2007 at first; every look at it takes a tenth of a second."""

    moment: datetime = field(default_factory=lambda: datetime(2007, 6, 25, 9, 0))

    def __call__(self) -> int:
        self.moment += timedelta(milliseconds=100)
        return int(self.moment.timestamp() * 1000)

    def set(self, day: date) -> None:
        self.moment = datetime(day.year, day.month, day.day, 9, 0)


@dataclass
class Ledger:
    """A ledger, its first person's session, and whatever else a test opens on it."""

    workspace: Workspace
    recovery_code: str
    clock: Clock
    machine: Machine
    sessions: list[Session] = field(default_factory=list)

    @property
    def administrator(self) -> Session:
        return self.sessions[0]

    def sign_in(self, name: str | None = None, passphrase: str = PASSPHRASE) -> Session:
        session = self.workspace.sign_in(name or ADMINISTRATOR, passphrase)
        self.sessions.append(session)
        return session

    def add(self, name: str, role: Role) -> Session:
        add_person(self.administrator, name, role, PASSPHRASE)
        return self.sign_in(name)

    def import_608(self, *to: str) -> Plan:
        session = self.administrator
        plan = import_plan(session, plan_608(), document=DOCUMENT)
        if to:
            assign(session, provincial_tasks(session.database, plan), to, units())
        return plan

    def row(self, plan: Plan, path: str) -> PrintedRow:
        return row_at(self.administrator.database, plan, path)

    def close(self) -> None:
        for session in self.sessions:
            session.close()
        self.sessions.clear()


def new_ledger(folder: Path, unit: str = "HQ03", table: UnitTable | None = None) -> Ledger:
    clock = Clock()
    machine = Machine(now_ms=clock, state_folder=folder / "state", cost=CHEAP)
    created = create_workspace(
        folder / "data",
        unit=unit,
        person_name=ADMINISTRATOR,
        passphrase=PASSPHRASE,
        units=table or units(),
        machine=machine,
    )
    ledger = Ledger(created.workspace, created.recovery_code, clock, machine)
    ledger.sign_in()
    return ledger
