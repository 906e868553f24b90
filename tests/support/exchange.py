"""Units with ledgers on disk that were admitted by headquarters, as on the first day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import db.projections
from db.connection import Database, rows
from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.sync.exchange import WrittenBundle, enrol, join, request_enrolment, write_bundle
from tests.support.ledgers import OFFICER, SUPERVISOR, Ledger, new_ledger

DAY = date(2007, 6, 25)
_TABLES = ("event", "stream", "bundle", "bundle_range", "peer", "peer_have", "trust_document", "rejected", "checkpoint")


@dataclass
class Pair:
    """Headquarters and Hải Phòng, admitted; `stick` is what is carried between them."""

    headquarters: Ledger
    department: Ledger
    stick: Path

    @property
    def hq(self) -> Session:
        return self.headquarters.administrator

    @property
    def hp(self) -> Session:
        return self.department.administrator

    def down(self) -> WrittenBundle:
        return write_bundle(self.hq, "TCHQ/HQ03", self.stick)

    def up(self) -> WrittenBundle:
        return write_bundle(self.hp, "TCHQ", self.stick)


def admit(parent: Session, child: Session, folder: Path) -> None:
    """The child asks, both compare the digits, the parent admits, the child joins."""
    request, admission = folder / "request.hqe", folder / "admission.hqa"
    digits = request_enrolment(child, request)
    join(child, admission, enrol(parent, request, digits, admission))


@contextmanager
def admitted_pair(folder: Path) -> Iterator[Pair]:
    stick = folder / "stick"
    stick.mkdir(parents=True)
    pair = Pair(new_ledger(folder / "hq", "TCHQ"), new_ledger(folder / "hp", "HQ03"), stick)
    admit(pair.hq, pair.hp, stick)
    yield pair
    pair.headquarters.close()
    pair.department.close()


def approved_entry(ledger: Ledger, plan: Plan, path: str = "I/C/4", *, result: str = "Đã lập danh sách") -> EntityId:
    """An officer reports a task as done, a supervisor approves it; both are made if they are not there yet."""
    names = {person.name for person in ledger.workspace.info.people}
    officer = ledger.sign_in(OFFICER) if OFFICER in names else ledger.add(OFFICER, Role.OFFICER)
    supervisor = ledger.sign_in(SUPERVISOR) if SUPERVISOR in names else ledger.add(SUPERVISOR, Role.SUPERVISOR)
    record, _ = check(Typed(status="completed", percent="100", completed_on="18/06/2007", result=result), today=DAY)
    entry = report(officer, ledger.row(plan, path), "", record, submit_too=True)
    approve_entries(supervisor, [entry.entity])
    return entry.entity


def contents(database: Database) -> str:
    """Everything that an import can touch."""
    tables = {table: [tuple(row.values()) for row in rows(database, f"SELECT * FROM {table}")] for table in _TABLES}
    return f"{tables!r}{db.projections.digest(database)}"
