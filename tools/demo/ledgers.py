"""Two ledgers, enrolled with each other and in the middle of their work, ready to be tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from desktop.assigning.assigning import allocate, assign, provincial_tasks
from desktop.creation import create_workspace
from desktop.importing.plan_reader import read_plan
from desktop.journal.event import EntityId
from desktop.machine import Machine
from desktop.plans.plans import import_plan, plan_numbered, row_at
from desktop.progress.facts import progress_entity
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session
from desktop.sync import exchange
from desktop.units.checking import with_units
from desktop.units.current import units_of
from desktop.units.editing import add_unit
from desktop.units.table import UnitTable, load_units
from desktop.users.people import add_person, person_named
from desktop.workspace import Workspace
from tools.demo import cast


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The demo's data folders and the folder their files pass through."""

    headquarters: Workspace
    department: Workspace
    branch: Workspace
    stick: Path


@contextmanager
def at_work(workspace: Workspace, player: cast.Player) -> Iterator[Session]:
    """A person of the demo, signed in."""
    session = workspace.sign_in(player.name, cast.PASSPHRASE)
    try:
        yield session
    finally:
        session.close()


def prepare(folder: Path, machine: Machine) -> Ledgers:
    """Make the ledgers of three levels; afterwards each has something to do."""
    table = with_units(load_units(), [cast.BRANCH_UNIT])
    ledgers = Ledgers(
        _create(folder / "TCHQ", cast.HEADQUARTERS, cast.HEAD, machine, load_units()),
        _create(folder / "HQ03", cast.DEPARTMENT, cast.ADMINISTRATOR, machine, load_units()),
        _create(folder / cast.BRANCH, cast.BRANCH, cast.BRANCH_HEAD, machine, table),
        folder / "stick",
    )
    ledgers.stick.mkdir(parents=True, exist_ok=True)
    with at_work(ledgers.department, cast.ADMINISTRATOR) as session:
        for player in cast.DEPARTMENT_PEOPLE:
            add_person(session, player.name, player.role, cast.PASSPHRASE, team=player.team)
    _issue(ledgers)
    with at_work(ledgers.headquarters, cast.HEAD) as session:
        add_unit(session, cast.BRANCH_UNIT)
    _enrol(ledgers.headquarters, cast.HEAD, ledgers.department, cast.ADMINISTRATOR, ledgers.stick)
    _deliver(ledgers.headquarters, cast.HEAD, ledgers.department, cast.CLERK, "TCHQ/HQ03", ledgers.stick)
    _work(ledgers.department)
    _give_on(ledgers)
    return ledgers


def _create(folder: Path, unit: str, player: cast.Player, machine: Machine, units: UnitTable) -> Workspace:
    created = create_workspace(
        folder, unit=unit, person_name=player.name, passphrase=cast.PASSPHRASE, units=units, machine=machine
    )
    return created.workspace


def _issue(ledgers: Ledgers) -> None:
    """Headquarters imports the plan and assigns its provincial tasks."""
    units = load_units()
    raw = resources.files("resources").joinpath(cast.PLAN_RESOURCE).read_bytes()
    with at_work(ledgers.headquarters, cast.HEAD) as session:
        plan = import_plan(session, read_plan(raw, name="608-qd-tchq.txt", units=units), document="608-qd-tchq.txt")
        assign(session, provincial_tasks(session.database, plan), [cast.DEPARTMENT, "HQ20", "HQ15"], units)


def _enrol(above: Workspace, head: cast.Player, below: Workspace, administrator: cast.Player, stick: Path) -> None:
    """An installation is admitted by the level above, by file and fingerprint."""
    unit = below.info.unit
    request, admission = stick / f"{unit}.hqe", stick / f"{unit}-admission.hqa"
    with at_work(below, administrator) as session:
        digits = exchange.request_enrolment(session, request)
    with at_work(above, head) as session:
        root_digits = exchange.enrol(session, request, digits, admission)
    with at_work(below, administrator) as session:
        exchange.join(session, admission, root_digits)


def _give_on(ledgers: Ledgers) -> None:
    """Hải Phòng admits its Chi cục and gives it a task; the Chi cục reports and its file is on the stick."""
    head, department, branch = cast.BRANCH_HEAD, ledgers.department, ledgers.branch
    _enrol(department, cast.ADMINISTRATOR, branch, head, ledgers.stick)
    with at_work(department, cast.ADMINISTRATOR) as session:
        plan = plan_numbered(session.database, cast.PLAN_NUMBER)
        assign(session, [row_at(session.database, plan, cast.BRANCH_WORK.path)], [cast.BRANCH], units_of(session))
    _deliver(department, cast.ADMINISTRATOR, branch, head, branch.info.node, ledgers.stick)
    with at_work(branch, head) as session:
        add_person(session, cast.BRANCH_OFFICER.name, cast.BRANCH_OFFICER.role, cast.PASSPHRASE)
    with at_work(branch, cast.BRANCH_OFFICER) as session:
        _record(session, cast.BRANCH_WORK)
    with at_work(branch, head) as session:
        approve_entries(session, [_entity(session, cast.BRANCH_WORK)])
    _deliver(branch, head, department, cast.CLERK, department.info.node, ledgers.stick)


def _deliver(sender: Workspace, by: cast.Player, receiver: Workspace, to: cast.Player, node: str, stick: Path) -> None:
    """One bundle goes over."""
    with at_work(sender, by) as session:
        written = exchange.write_bundle(session, node, stick)
    with at_work(receiver, to) as session:
        exchange.import_bundle(session, written.path)


def _work(department: Workspace) -> None:
    """The officers have recorded, the supervisor has looked at some of it."""
    with at_work(department, cast.SUPERVISOR) as session:
        plan = plan_numbered(session.database, cast.PLAN_NUMBER)
        for work in cast.WORKS:
            officer = person_named(session.database, session.unit, work.officer.name)
            task = row_at(session.database, plan, work.path).entity
            allocate(session, [task], officer=officer.id, team=officer.team)
    for work in cast.WORKS:
        with at_work(department, work.officer) as session:
            _record(session, work)
    with at_work(department, cast.SUPERVISOR) as session:
        approve_entries(session, [_entity(session, work) for work in cast.WORKS if work.verdict == "approved"])
        returned = [_entity(session, work) for work in cast.WORKS if work.verdict == "returned"]
        return_entries(session, returned, cast.RETURN_REASON)


def _record(session: Session, work: cast.Work) -> None:
    typed = Typed(
        status=work.status,
        percent=work.percent,
        completed_on=work.completed_on,
        document_number=work.document[0],
        document_date=work.document[1],
        result=work.result,
        difficulties=work.difficulties,
        recommendations=work.proposal,
    )
    record, _ = check(typed, today=session.machine.today())
    plan = plan_numbered(session.database, cast.PLAN_NUMBER)
    row = row_at(session.database, plan, work.path)
    report(session, row, "", record, submit_too=work.verdict != "recorded")


def _entity(session: Session, work: cast.Work) -> EntityId:
    plan = plan_numbered(session.database, cast.PLAN_NUMBER)
    return progress_entity(row_at(session.database, plan, work.path).entity, session.unit, "")
