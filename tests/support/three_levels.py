"""Three levels with ledgers on disk: Tổng cục, Hải Phòng on two machines, and two Chi cục that one of them admitted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.assigning.assigning import assign
from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.plans import plan_numbered, row_at
from desktop.plans.records import PrintedRow
from desktop.progress.recording import Typed, check, report
from desktop.session import Session
from desktop.sync.exchange import ExportMode, ImportReport, import_bundle, write_bundle
from desktop.units.checking import with_units
from desktop.units.current import units_of
from desktop.units.editing import put_units
from desktop.units.unit import Unit, UnitLevel
from tests.support.exchange import DAY, admit
from tests.support.ledgers import OFFICER, SUPERVISOR, Ledger, new_ledger, units

TOP, DEPARTMENT, OTHER = "TCHQ", "TCHQ/HQ03", "TCHQ/HQ20"
BRANCH, SECOND_BRANCH = f"{DEPARTMENT}/HQ03-CK1", f"{DEPARTMENT}/HQ03-KTSTQ"
BRANCH_UNIT = Unit(
    "HQ03-CK1", "Chi cục Hải quan cửa khẩu cảng Hải Phòng KV I", "CC HQCK cảng HP KV I", (), UnitLevel.BRANCH, "HQ03",
    None, None, "", "Hải Phòng",
)  # fmt: skip
AUDIT_UNIT = replace(
    BRANCH_UNIT,
    code="HQ03-KTSTQ",
    name="Chi cục Kiểm tra sau thông quan Hải Phòng",
    short_name="CC KTSTQ HP",
)
BRANCH_UNITS = (BRANCH_UNIT, AUDIT_UNIT)


@dataclass
class ThreeLevels:
    """Five ledgers that were admitted by the level above each; `stick` is what is carried between them."""

    top: Ledger
    first: Ledger
    second: Ledger
    branch: Ledger
    other: Ledger
    stick: Path

    @property
    def ledgers(self) -> tuple[Ledger, ...]:
        """All of them, from the top down."""
        return (self.top, self.first, self.second, self.branch, self.other)

    def carry(self, sender: Ledger, receiver: Ledger, mode: ExportMode = ExportMode.SINCE_RECEIPT) -> ImportReport:
        """One bundle goes over."""
        written = write_bundle(sender.administrator, receiver.administrator.node, self.stick, mode=mode)
        return import_bundle(receiver.administrator, written.path, as_of=DAY)


def officer_of(ledger: Ledger) -> Session:
    """An officer of a ledger, added where there is none yet."""
    return _person(ledger, OFFICER, Role.OFFICER)


def supervisor_of(ledger: Ledger) -> Session:
    """A supervisor of a ledger, added where there is none yet."""
    return _person(ledger, SUPERVISOR, Role.SUPERVISOR)


def _person(ledger: Ledger, name: str, role: Role) -> Session:
    known = any(person.name == name for person in ledger.workspace.info.people)
    return ledger.sign_in(name) if known else ledger.add(name, role)


def issue(net: ThreeLevels) -> None:
    """Quyết định 608 is given to Hải Phòng and known on both its machines."""
    net.top.import_608("HQ03")
    net.carry(net.top, net.first)
    net.carry(net.top, net.second)


def give_on(net: ThreeLevels, path: str = "I/C/6", unit: str = "HQ03-CK1") -> None:
    """Hải Phòng gives a task on to a Chi cục of its own."""
    session = net.first.administrator
    assert assign(session, [row_of_608(session, path)], [unit], units_of(session)).new == 1


def report_done(officer: Session, path: str, result: str) -> EntityId:
    """An officer reports a task as done and hands it in."""
    record, _ = check(Typed(status="completed", percent="100", completed_on="18/06/2007", result=result), today=DAY)
    return report(officer, row_of_608(officer, path), "", record, submit_too=True).entity


def row_of_608(session: Session, path: str) -> PrintedRow:
    """The row at a path of Quyết định 608."""
    return row_at(session.database, plan_numbered(session.database, "608/QĐ-TCHQ"), path)


@contextmanager
def three_levels(folder: Path) -> Iterator[ThreeLevels]:
    """Headquarters has added the Chi cục to the table; PC2 is admitted by headquarters, the Chi cục by Hải Phòng."""
    stick = folder / "stick"
    stick.mkdir(parents=True)
    top = new_ledger(folder / "hq", "TCHQ")
    put_units(top.administrator, BRANCH_UNITS)
    table = with_units(units(), units_of(top.administrator).all_units())
    net = ThreeLevels(
        top,
        new_ledger(folder / "hp1", "HQ03"),
        new_ledger(folder / "hp2", "HQ03"),
        new_ledger(folder / "ck1", "HQ03-CK1", table),
        new_ledger(folder / "qn", "HQ20"),
        stick,
    )
    for ledger in (net.first, net.second, net.other):
        admit(top.administrator, ledger.administrator, stick)
    admit(net.first.administrator, net.branch.administrator, stick)
    try:
        yield net
    finally:
        for ledger in net.ledgers:
            ledger.close()
