"""What a report that was made would show otherwise now; what was printed is never changed (SYNC §2.9, §10 row 35)."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

import db.events
import db.reports
from db.rows import ReportRow
from desktop.errors import UnknownReportCode
from desktop.formats import day_text
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.plans import plans, rows_of_plan
from desktop.plans.row_names import short_name
from desktop.plans.state import TwoByTwo
from desktop.reports.content import ReportContent, ReportTask
from desktop.reports.later import LaterRecord, later_records
from desktop.reports.making import ReportRecord, as_report_knew, choice_of, fold_watch, record_of_report
from desktop.reports.picture import ReportChoice, report_picture
from desktop.reports.results import build_results_report
from desktop.reports.turns import Turns
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable

FIELD_WORDS = {
    "state": "Trạng thái",
    "percent": "Mức hoàn thành",
    "completed_on": "Ngày hoàn thành",
    "product": "Sản phẩm",
    "document_number": "Số, ký hiệu văn bản",
    "document_date": "Ngày văn bản",
    "result": "Kết quả",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Kiến nghị",
    "deadline_text": "Thời hạn",
    "title": "Nội dung",
}
FIGURE_WORDS = {
    "completed_on_time": "Hoàn thành đúng hạn",
    "completed_late": "Hoàn thành quá hạn",
    "open_in_time": "Đang thực hiện trong hạn",
    "open_overdue": "Đang thực hiện quá hạn",
    "withdrawn": "Đã rút",
    "reassigned": "Đã chuyển",
}
_WHOLE = ""


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """One of the official counts, as printed and as it would be now; `name` is its key."""

    name: str
    printed: int
    now: int

    @property
    def words(self) -> str:
        """What the count is called."""
        return FIGURE_WORDS[self.name]


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """One field of one task's line, as printed and as it would be now.

    `field` is "" where the whole line is new or gone; then the side without it is "". `unit` is the short name that
    the line bears, `task` and `unit_code` open its record (`task` is None where no plan has it any more).
    """

    plan_number: str
    label: str
    title: str
    unit: str
    field: str
    printed: str
    now: str
    task: EntityId | None = None
    unit_code: str = ""

    @property
    def words(self) -> str:
        """What the field is called."""
        return FIELD_WORDS.get(self.field, "Nhiệm vụ")


@dataclass(frozen=True, slots=True)
class ReportDifferences:
    """Everything in which a report would differ now.

    `later` are the records it tells of that came or changed after it was made, `arrived` counts all changes since, with
    those that count otherwise since.
    """

    report: ReportRecord
    figures: tuple[FigureDifference, ...]
    records: tuple[RecordDifference, ...]
    arrived: int
    later: tuple[LaterRecord, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the report would show the same figures and lines."""
        return not self.figures and not self.records


def differences_since(session: Session, report: EntityId, job: Job | None = None) -> ReportDifferences:
    """Compare a report with what it would show now for the same day; nothing is changed.

    The ledger is folded twice, so this is long work. Raises NotPermitted, UnknownReportCode where no such report was
    made here, Stopped.
    """
    session.allow(Permission.MAKE_REPORT)
    job = job or Job()
    row = next((found for found in db.reports.reports(session.database) if found["entity"] == report), None)
    if row is None:
        raise UnknownReportCode(report)
    choice, units = choice_of(row), units_of(session)
    watch = fold_watch(session, job, "Đang dựng lại số liệu lúc lập")
    with as_report_knew(session, row, watch):
        printed = build_results_report(report_picture(session, choice, units).facts)
    total = db.reports.folded_records(session.database)
    job.report(total, total, "Đang so với dữ liệu hiện có")
    now = build_results_report(report_picture(session, choice, units).facts)
    places = _Places(session, choice, units)
    return ReportDifferences(
        record_of_report(session, row),
        tuple(_figures(printed.two_by_two, now.two_by_two)),
        tuple(_records(printed, now, places, job)),
        _arrived(session, row),
        later_records(session, row, job),
    )


def _arrived(session: Session, row: ReportRow) -> int:
    """How many events came after a report was made or count otherwise since."""
    database = session.database
    frontier: dict[str, int] = json.loads(row["frontier"])
    shared = {
        stream["stream_id"].hex(): stream["frontier"]
        for stream in db.events.streams(database)
        if stream["audience"] != "local"
    }
    came = sum(max(reached - frontier.get(stream, 0), 0) for stream, reached in shared.items())
    return came + sum(1 for event in Turns(database).since(row) if event.stream in shared)


class _Places:
    """Finds the record behind a printed line."""

    def __init__(self, session: Session, choice: ReportChoice, units: UnitTable) -> None:
        self._tasks = {
            (plan.number, row.path): row.entity
            for plan in plans(session.database)
            for row in rows_of_plan(session.database, plan.entity)
            if row.is_task
        }
        self._codes = {unit.short_name: unit.code for unit in units.all_units()}
        self._unit = choice.unit or session.unit

    def of(self, task: ReportTask) -> tuple[EntityId | None, str]:
        """The task and the code of the unit that a line is of."""
        return self._tasks.get((task.plan_number, task.path)), self._codes.get(task.unit, self._unit)


def _figures(printed: TwoByTwo, now: TwoByTwo) -> Iterator[FigureDifference]:
    for field in fields(TwoByTwo):
        old, new = getattr(printed, field.name), getattr(now, field.name)
        if old != new and field.name in FIGURE_WORDS:
            yield FigureDifference(field.name, old, new)


def _records(printed: ReportContent, now: ReportContent, places: _Places, job: Job) -> Iterator[RecordDifference]:
    """Line by line in printed order; lines that came later stand at the end."""
    old, new = _by_place(printed), _by_place(now)
    for place in dict.fromkeys((*old, *new)):
        job.check()
        was, is_now = old.get(place), new.get(place)
        known = is_now or was
        assert known is not None
        if was is None or is_now is None:
            sides = ("", known.state_words) if was is None else (known.state_words, "")
            yield _difference(places, known, _WHOLE, *sides)
            continue
        for name, told in _told(was).items():
            if told != _told(is_now)[name]:
                yield _difference(places, known, name, told, _told(is_now)[name])


def _by_place(content: ReportContent) -> dict[tuple[object, ...], ReportTask]:
    """The lines by the plan, the place and the unit they are of; a task that two units lead has two."""
    found: dict[tuple[object, ...], ReportTask] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for task in content.appendix.tasks:
        place = (task.plan_number, task.path, task.unit, task.lead if task.unit else "")
        found[(*place, times[place])] = task
        times[place] += 1
    return found


def _told(task: ReportTask) -> dict[str, str]:
    """What a line prints, field by field."""
    return {
        "title": task.title,
        "deadline_text": task.deadline_text,
        "state": task.state_words,
        "percent": f"{task.percent}%" if task.percent is not None else "",
        "completed_on": _day(task.completed_on),
        "product": task.product,
        "document_number": task.document_number,
        "document_date": _day(task.document_date),
        "result": task.result,
        "difficulties": task.difficulties,
        "proposals": task.proposals,
    }


def _day(day: date | None) -> str:
    return day_text(day) if day is not None else ""


def _difference(places: _Places, task: ReportTask, name: str, printed: str, now: str) -> RecordDifference:
    entity, code = places.of(task)
    return RecordDifference(
        task.plan_number, short_name(task.path), task.title, task.unit, name, printed, now, entity, code
    )
