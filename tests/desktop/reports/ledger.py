"""A department's ledger with Quyết định 608/QĐ-TCHQ, an officer and a supervisor, on 25/06/2007."""

from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.creation import create_workspace
from desktop.importing.plan_reader import read_plan
from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.plans.plans import import_plan, row_at
from desktop.plans.records import Plan, PrintedRow
from desktop.progress.entries import Entry
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.units.table import load_units
from desktop.users.people import add_person
from desktop.workspace import Workspace

PASSPHRASE = "mat khau 2007"
ADMINISTRATOR, OFFICER, SUPERVISOR = "Phạm Quốc Anh", "Lê Thu Hà", "Trần Văn Dũng"
TODAY = date(2007, 6, 25)
DOCUMENT = "608-qd-tchq.txt"


def at(moment: datetime) -> int:
    """A local moment in milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


@dataclass(slots=True)
class Ledger:
    """An open ledger and the sessions opened on it."""

    workspace: Workspace
    administrator: Session
    plan: Plan
    sessions: list[Session] = field(default_factory=list)

    def sign_in(self, name: str) -> Session:
        """A session of a person; closed with the ledger."""
        session = self.workspace.sign_in(name, PASSPHRASE)
        self.sessions.append(session)
        return session

    def row(self, path: str) -> PrintedRow:
        """A printed row of 608 by its path."""
        return row_at(self.administrator.database, self.plan, path)

    def hand_in(self, session: Session, path: str, typed: Typed, period: str = "2007-06", reason: str = "") -> Entry:
        """Record an entry and hand it in."""
        record, problems = check(typed, today=TODAY)
        assert not problems
        return report(session, self.row(path), period, record, reason=reason, submit_too=True)

    def approve(self, session: Session, *entries: Entry) -> None:
        """Approve entries."""
        approve_entries(session, [entry.entity for entry in entries])

    def close(self) -> None:
        """Close every session."""
        for session in [*self.sessions, self.administrator]:
            session.close()


def make_ledger(folder: Path, unit: str = "HQ03", assigned: tuple[str, ...] = ("HQ03",)) -> Ledger:
    """A new ledger of a unit, with 608 imported and its provincial tasks assigned."""
    machine = Machine(
        now_ms=lambda: at(datetime(2007, 6, 25, 9, 42, 10)),  # local time, as people read it
        state_folder=folder / "state",
        cost=Cost(t=1, m_kib=64, p=1),
    )
    units = load_units()
    created = create_workspace(
        folder / "data", unit=unit, person_name=ADMINISTRATOR, passphrase=PASSPHRASE, units=units, machine=machine
    )
    session = created.workspace.sign_in(None, PASSPHRASE)
    raw = (resources.files("resources") / "plans" / DOCUMENT).read_bytes()
    plan = import_plan(session, read_plan(raw, name=DOCUMENT, units=units), document=DOCUMENT)
    if assigned:
        assign(session, provincial_tasks(session.database, plan), assigned, units)
    for name, role in ((OFFICER, Role.OFFICER), (SUPERVISOR, Role.SUPERVISOR)):
        add_person(session, name, role, PASSPHRASE)
    return Ledger(created.workspace, session, plan)
