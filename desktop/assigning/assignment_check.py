"""Checking a table of assignments row by row against the plan: every fault is told before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import db.plans
from desktop.assigning.assigning import Handover, givable
from desktop.assigning.assignment_table import TableColumn, TypedRow
from desktop.assigning.bulk_assigning import Pair, recipients_of
from desktop.assigning.recipients import Reach, Recipient, Recipients
from desktop.assigning.task_numbers import TaskNumbers
from desktop.assigning.unit_words import UnitWords
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import AssignedRole, AssignmentState, Plan, PrintedRow
from desktop.session import Session
from desktop.text import search_key
from desktop.units.table import UnitTable

_ROLES: Final = {
    "": AssignedRole.LEAD,
    "chu tri": AssignedRole.LEAD,
    "ct": AssignedRole.LEAD,
    "lead": AssignedRole.LEAD,
    "phoi hop": AssignedRole.SUPPORT,
    "ph": AssignedRole.SUPPORT,
    "support": AssignedRole.SUPPORT,
}
_MOST_NAMED: Final = 4


class Fault(StrEnum):
    """What is wrong with a row, or worth knowing about it."""

    TASK_MISSING = "task_missing"
    TASK_UNKNOWN = "task_unknown"
    TASK_AMBIGUOUS = "task_ambiguous"
    TASK_HEADING = "task_heading"
    TASK_WITHDRAWN = "task_withdrawn"
    TASK_NOT_GIVEN = "task_not_given"
    UNIT_MISSING = "unit_missing"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    UNIT_NOT_THEN = "unit_not_then"
    UNIT_NO_LEDGER = "unit_no_ledger"
    UNIT_OWN = "unit_own"
    GROUP_UNLISTED = "group_unlisted"
    ROLE_UNKNOWN = "role_unknown"
    DOUBLE = "double"
    ALREADY_ASSIGNED = "already_assigned"
    GROUP_LISTED = "group_listed"


FOR_INFORMATION: Final = frozenset({Fault.ALREADY_ASSIGNED, Fault.GROUP_LISTED})
"""These do not stop a row."""

FAULT_SENTENCES: Final[Mapping[Fault, str]] = {
    Fault.TASK_MISSING: "Chưa ghi nhiệm vụ. Ghi số thứ tự, ví dụ I/C/4 hoặc C.4.",
    Fault.TASK_UNKNOWN: "Kế hoạch không có nhiệm vụ {detail}. Sửa số thứ tự.",
    Fault.TASK_AMBIGUOUS: "Có nhiều nhiệm vụ mang số này: {detail}. Ghi thêm mục ở trước.",
    Fault.TASK_HEADING: "{detail} là đề mục, không phải nhiệm vụ. Ghi từng nhiệm vụ bên dưới.",
    Fault.TASK_WITHDRAWN: "Nhiệm vụ {detail} đã bị rút khỏi kế hoạch. Bỏ dòng này.",
    Fault.TASK_NOT_GIVEN: "Nhiệm vụ {detail} không giao cho đơn vị này nên không giao tiếp được. Bỏ dòng này.",
    Fault.UNIT_MISSING: "Chưa ghi đơn vị. Ghi tên hoặc mã, ví dụ HQ03.",
    Fault.UNIT_UNKNOWN: "Bảng đơn vị không có {detail}. Sửa tên, hoặc ghi mã.",
    Fault.UNIT_AMBIGUOUS: "Có nhiều đơn vị mang tên {detail}. Ghi mã, hoặc tên đầy đủ.",
    Fault.UNIT_NOT_THEN: "{detail} không có vào ngày ban hành kế hoạch. Chọn đơn vị của ngày đó.",
    Fault.UNIT_NO_LEDGER: "{detail} không có sổ ở dưới đơn vị này nên không nhận được tệp. Bỏ đơn vị này.",
    Fault.UNIT_OWN: "{detail} là chính đơn vị này. Ghi đơn vị cấp dưới.",
    Fault.GROUP_UNLISTED: "Chưa liệt kê được nhóm {detail}. Ghi từng đơn vị.",
    Fault.ROLE_UNKNOWN: "Không có vai trò {detail}. Ghi «chủ trì» hoặc «phối hợp»; để trống là chủ trì.",
    Fault.DOUBLE: "Trùng với {detail}. Giữ một dòng.",
    Fault.ALREADY_ASSIGNED: "Đã giao từ trước: {detail}. Giữ nguyên.",
    Fault.GROUP_LISTED: "Nhóm {detail}.",
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing about one cell of a row; `detail` is what the sentence names."""

    column: TableColumn
    fault: Fault
    detail: str = ""

    @property
    def stops(self) -> bool:
        """Whether the row cannot be given as it is."""
        return self.fault not in FOR_INFORMATION

    @property
    def sentence(self) -> str:
        """What it is and what to do, in Vietnamese."""
        return FAULT_SENTENCES[self.fault].format(detail=self.detail)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with what it means: the task, what would be handed over newly, and everything about its cells."""

    typed: TypedRow
    task: PrintedRow | None
    units: tuple[Recipient, ...]
    handovers: tuple[Handover, ...]
    faults: tuple[RowFault, ...]

    @property
    def is_faulty(self) -> bool:
        """Whether it must be corrected or left out."""
        return any(fault.stops for fault in self.faults)


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """All rows of a table, checked."""

    rows: tuple[CheckedRow, ...]

    @property
    def faulty(self) -> tuple[CheckedRow, ...]:
        """The rows that must be corrected or left out."""
        return tuple(row for row in self.rows if row.is_faulty)

    def handovers(self) -> list[Handover]:
        """What the rows without faults give newly."""
        return [one for row in self.rows if not row.is_faulty for one in row.handovers]


class TableCheck:
    """Judges the rows of tables for one plan; `section` is where short numbers are looked for.

    A name that several offices bear means the one below the unit that gives.
    """

    def __init__(
        self, session: Session, plan: Plan, units: UnitTable, *, today: date, section: tuple[str, ...] = ()
    ) -> None:
        session.allow(Permission.ASSIGN)
        self._numbers = TaskNumbers(rows_of_plan(session.database, plan.entity))
        self._section = section
        self._words = UnitWords(units, on=plan.date or today, issuer=session.unit)
        self._recipients: Recipients = recipients_of(session, plan, units, today)
        self._may_give = givable(session)
        self._had = frozenset(
            (EntityId(found["task"]), found["unit"])
            for found in db.plans.assignments(session.database)
            if found["state"] == AssignmentState.ASSIGNED
        )

    def check(self, rows: Sequence[TypedRow], job: Job | None = None) -> CheckedTable:
        """Check all rows; a pair that an earlier row gives already is a double."""
        job = job or Job()
        met: dict[Pair, str] = {}
        checked = []
        for number, typed in enumerate(rows):
            job.report(number, len(rows), "Đang kiểm tra bảng")
            checked.append(self._checked(typed, met, typed.where or f"dòng {number + 1}"))
        return CheckedTable(tuple(checked))

    def _checked(self, typed: TypedRow, met: dict[Pair, str], where: str) -> CheckedRow:
        task, of_task = self._task(typed.task)
        units, of_units = self._units(typed.unit)
        role = _ROLES.get(search_key(typed.role).strip(" ."))
        faults = [*of_task, *of_units]
        if role is None:
            faults.append(RowFault(TableColumn.ROLE, Fault.ROLE_UNKNOWN, f"«{typed.role}»"))
        if task is None or role is None:
            return CheckedRow(typed, task, units, (), tuple(faults))
        pairs = [(task.entity, unit.key) for unit in units if unit.may_get]
        double = next((met[pair] for pair in pairs if pair in met), None)
        if double is not None:
            faults.append(RowFault(TableColumn.UNIT, Fault.DOUBLE, double))
        had = [unit.words for unit in units if (task.entity, unit.key) in self._had]
        if had:
            faults.append(RowFault(TableColumn.UNIT, Fault.ALREADY_ASSIGNED, _listed(had)))
        row = CheckedRow(
            typed,
            task,
            units,
            tuple(Handover(entity, code, role) for entity, code in pairs if (entity, code) not in self._had),
            tuple(faults),
        )
        if not row.is_faulty:
            met.update(dict.fromkeys(pairs, where))
        return row

    def _task(self, typed: str) -> tuple[PrintedRow | None, list[RowFault]]:
        if not typed:
            return None, [RowFault(TableColumn.TASK, Fault.TASK_MISSING)]
        found = self._numbers.find(typed, self._section)
        if found.task is not None:
            foreign = RowFault(TableColumn.TASK, Fault.TASK_NOT_GIVEN, found.task.path_text)
            return found.task, [] if self._may_give(found.task) else [foreign]
        fault, detail = Fault.TASK_UNKNOWN, f"«{typed}»"
        open_tasks = [row.path_text for row in found.rows if row.is_task and not row.is_withdrawn]
        if open_tasks:
            fault, detail = Fault.TASK_AMBIGUOUS, _listed(open_tasks)
        elif found.rows:
            fault = Fault.TASK_WITHDRAWN if found.rows[0].is_task else Fault.TASK_HEADING
        return None, [RowFault(TableColumn.TASK, fault, detail)]

    def _units(self, typed: str) -> tuple[tuple[Recipient, ...], list[RowFault]]:
        if not typed:
            return (), [RowFault(TableColumn.UNIT, Fault.UNIT_MISSING)]
        read = self._words.read(typed)
        found = {one.key: one for unit in read.units for one in self._recipients.of_unit(unit.code, unit.name)}
        units = tuple(found.values())
        return units, list(_unit_faults(units, read.unknown, read.ambiguous, read.not_then))


_REACHES: Final = (
    (Reach.NO_LEDGER, Fault.UNIT_NO_LEDGER),
    (Reach.OWN, Fault.UNIT_OWN),
    (Reach.UNLISTED, Fault.GROUP_UNLISTED),
)


def _unit_faults(
    units: Sequence[Recipient], unknown: Sequence[str], ambiguous: Sequence[str], not_then: Sequence[str]
) -> Iterator[RowFault]:
    for fault, words in (
        (Fault.UNIT_UNKNOWN, [f"«{one}»" for one in unknown]),
        (Fault.UNIT_AMBIGUOUS, [f"«{one}»" for one in ambiguous]),
        (Fault.UNIT_NOT_THEN, [*not_then]),
        *((fault, [unit.words for unit in units if unit.reach is reach]) for reach, fault in _REACHES),
    ):
        if words:
            yield RowFault(TableColumn.UNIT, fault, _listed(words))
    for group, count in Counter(unit.through for unit in units if unit.through and unit.may_get).items():
        yield RowFault(TableColumn.UNIT, Fault.GROUP_LISTED, f"{group}: {count} đơn vị")


def _listed(words: Sequence[str]) -> str:
    more = f" và {len(words) - _MOST_NAMED} nữa" if len(words) > _MOST_NAMED else ""
    return ", ".join(words[:_MOST_NAMED]) + more
