"""A small day's work of two units in a folder of its own: what the program's test of itself is played on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.creation import create_workspace
from desktop.dates import parse_period
from desktop.importing.plan_reader import read_plan
from desktop.journal.event import EntityId
from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.permissions import ROLE_WORDS, Role
from desktop.plans.plans import import_plan, plan_numbered, row_at
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries, waiting_entries
from desktop.reports.making import make_report
from desktop.reports.registry import TASK_RESULTS
from desktop.session import Session
from desktop.sync.exchange import (
    ImportReport,
    WrittenBundle,
    enrol,
    import_bundle,
    join,
    preview_import,
    request_enrolment,
    write_bundle,
)
from desktop.units.table import UnitTable, load_units
from desktop.users.people import add_person
from desktop.workspace import Workspace

DAY = date(2007, 6, 25)
PLAN = "608/QĐ-TCHQ"
PLAN_FILE = "608-qd-tchq.txt"
HEADQUARTERS, DEPARTMENT = "TCHQ", "HQ03"
PASSPHRASE = "tự kiểm tra"  # noqa: S105  # opens nothing but a folder that is deleted at the end
CHEAP = Cost(t=1, m_kib=64, p=1)
TASK = "I/C/4"


@dataclass(slots=True)
class Rehearsal:
    """Two new ledgers in a folder, and the steps of a day between them, in order."""

    folder: Path
    machine: Machine
    units: UnitTable
    headquarters: Workspace
    department: Workspace

    @property
    def stick(self) -> Path:
        """The folder that files pass through."""
        return self.folder / "stick"

    @contextmanager
    def at_work(self, workspace: Workspace, role: Role = Role.ADMINISTRATOR) -> Iterator[Session]:
        """The person of this role, signed in."""
        session = workspace.sign_in(ROLE_WORDS[role], PASSPHRASE)
        try:
            yield session
        finally:
            session.close()

    def add_people(self) -> None:
        """Every role there is in both ledgers; the administrator is there already."""
        for workspace in (self.headquarters, self.department):
            with self.at_work(workspace) as session:
                for role in Role:
                    if role is not Role.ADMINISTRATOR:
                        add_person(session, ROLE_WORDS[role], role, PASSPHRASE)

    def issue(self) -> int:
        """Headquarters imports the shipped plan and assigns its provincial tasks; answers how many."""
        data = resources.files("resources").joinpath("plans", PLAN_FILE).read_bytes()
        with self.at_work(self.headquarters) as session:
            plan = import_plan(session, read_plan(data, name=PLAN_FILE, units=self.units), document=PLAN_FILE)
            return assign(session, provincial_tasks(session.database, plan), [DEPARTMENT], self.units).new

    def enrol(self) -> None:
        """The department's installation is admitted by file and fingerprint."""
        request, admission = self.stick / "HQ03.hqe", self.stick / "HQ03-ket-nap.hqe"
        with self.at_work(self.department) as department, self.at_work(self.headquarters) as headquarters:
            digits = request_enrolment(department, request)
            root_digits = enrol(headquarters, request, digits, admission)
            join(department, admission, root_digits)

    def deliver(self, sender: Workspace, receiver: Workspace) -> tuple[WrittenBundle, ImportReport]:
        """One bundle is written, looked at and imported; importing it once more changes nothing."""
        with self.at_work(sender) as session:
            written = write_bundle(session, receiver.info.node, self.stick)
        with self.at_work(receiver) as session:
            seen = preview_import(session, written.path)
            taken = import_bundle(session, written.path)
            again = import_bundle(session, written.path)
        if seen.counts != taken.counts or not again.already_imported:
            raise AssertionError("preview, import and repeated import of one bundle do not agree")
        return written, taken

    def record(self) -> EntityId:
        """The officer reports a completed task and hands it in, the supervisor approves it."""
        typed = Typed(status="completed", percent="100", completed_on="18/06/2007", result="Đã lập danh sách.")
        record, problems = check(typed, today=self.machine.today())
        if problems:
            raise AssertionError(f"a complete entry has problems: {problems}")
        with self.at_work(self.department, Role.OFFICER) as session:
            row = row_at(session.database, plan_numbered(session.database, PLAN), TASK)
            entity = report(session, row, "", record, submit_too=True).entity
        with self.at_work(self.department, Role.SUPERVISOR) as session:
            approve_entries(session, [waiting.entry.entity for waiting in waiting_entries(session)])
        return entity

    def make_report(self, ending: str) -> Path:
        """The department's report on the results of the half-year, in the form of an ending (`pdf`, `xlsx`)."""
        path = self.folder / f"bao-cao.{ending}"
        with self.at_work(self.department, Role.SUPERVISOR) as session:
            make_report(session, TASK_RESULTS, parse_period("2007-H1"), DAY, path, self.units)
        return path


def begin(folder: Path) -> Rehearsal:
    """Both ledgers, new, on the morning of the day; passphrases cost little here."""
    morning = int(datetime(DAY.year, DAY.month, DAY.day, 1, tzinfo=UTC).timestamp() * 1000)
    machine = Machine(now_ms=lambda: morning, state_folder=folder / "state", cost=CHEAP)
    units = load_units()

    def created(unit: str) -> Workspace:
        return create_workspace(
            folder / unit,
            unit=unit,
            person_name=ROLE_WORDS[Role.ADMINISTRATOR],
            passphrase=PASSPHRASE,
            units=units,
            machine=machine,
        ).workspace

    rehearsal = Rehearsal(folder, machine, units, created(HEADQUARTERS), created(DEPARTMENT))
    rehearsal.stick.mkdir()
    return rehearsal
