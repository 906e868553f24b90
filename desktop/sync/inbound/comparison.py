"""What changed in the shown records: rows before and after an import, as lines in words."""

import json
from collections.abc import Iterable, Iterator, Mapping

import db.people
import db.plans
from db.connection import Database, Row, Value
from desktop.journal.event import EntityId, kind_of
from desktop.obligations.words import EVERY_WORDS
from desktop.permissions import ROLE_WORDS
from desktop.plans.records import Plan, PrintedRow, plan_of, printed_row_of
from desktop.plans.words import STATUS_WORDS
from desktop.progress.facts import NO_PERIOD, RECORD_FIELDS
from desktop.sync.inbound.import_report import ChangeLine, LineGroup, Subject
from desktop.units.comparison import differences, disagreements, unit_name

_FIELDS: dict[str, tuple[str, ...]] = {
    "plan": ("number", "date", "title"),
    "amend": ("number", "date", "title"),
    "ack": (),
    "task": ("title", "product", "deadline_text", "lead_text", "support_text", "note"),
    "asg": ("role", "state", "reason"),
    "alloc": ("officer", "team"),
    "obl": ("words", "every", "begins", "ends"),
    "prog": RECORD_FIELDS,
    "att": (),
    "person": ("name", "role", "team", "active"),
    "unit": (),
}
_GROUPS = {
    "plan": LineGroup.ISSUED,
    "amend": LineGroup.ISSUED,
    "ack": LineGroup.ISSUED,
    "task": LineGroup.ISSUED,
    "asg": LineGroup.ASSIGNED,
    "alloc": LineGroup.ALLOCATED,
    "obl": LineGroup.ISSUED,
    "prog": LineGroup.PROGRESS,
    "person": LineGroup.PEOPLE,
}
# What a new record is told by, where it is not told field by field.
_TOLD_BY = {
    "plan": "number",
    "amend": "number",
    "ack": "by",
    "task": "deadline_text",
    "asg": "role",
    "alloc": "team",
    "obl": "words",
    "person": "role",
}
# The field under which a new record is told that is no plan, task or entry.
_TOLD_AS = {"obl": "words", "amend": "amendment", "ack": "acknowledged"}
_WORDS: dict[str, Mapping[str, str]] = {
    "status": {key.value: words for key, words in STATUS_WORDS.items()},
    "role": {"lead": "Chủ trì", "support": "Phối hợp", **{key.value: words for key, words in ROLE_WORDS.items()}},
    "state": {"assigned": "Đã giao", "withdrawn": "Đã thu hồi"},
    "every": {key.value: words for key, words in EVERY_WORDS.items()},
    "active": {"1": "Đang dùng", "0": "Thôi dùng"},
}
_VERDICTS = {"accepted": "Chấp nhận", "sent_back": "Trả lại"}
UNKNOWN_TASK = "Nhiệm vụ chưa có trong kế hoạch đã nhận"
"""What stands for the title of a task that has not arrived (SYNC §10 row 38)."""
_DAYS = frozenset({"completed_on", "document_date", "date", "begins", "ends"})


_ROWS_AT_HAND = 2_000


class Subjects:
    """Finds what people call a record by."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: dict[str, PrintedRow | None] = {}
        self._plans: dict[str, Plan] = {row["entity"]: plan_of(row) for row in db.plans.plans(database)}

    def of(self, entity: EntityId, row: Row | None = None) -> Subject:
        """The subject of a record, as far as this ledger knows it."""
        kind, *parts = entity.split("/")
        if kind == "plan":
            plan = self._plans.get(entity)
            return Subject(entity, plan_number=plan.number if plan else "", title=plan.title if plan else "")
        if kind in {"amend", "ack"}:
            plan = self._plans.get(f"plan/{parts[0]}")
            number, title = (plan.number, plan.title) if plan else ("", "")
            return Subject(entity, number, f"bản {parts[1]}" if len(parts) > 1 else "", title, "".join(parts[2:3]))
        if kind == "person":
            shown = row or {}
            return Subject(entity, title=str(shown.get("name", "")), unit=str(shown.get("unit", "")))
        if kind == "unit":
            return Subject(entity, title=unit_name(row, parts[0]), unit=parts[0])
        if kind == "obl":
            return self._of_task(entity, f"task/{parts[0]}", parts[1] if len(parts) > 2 else "", "")
        if kind in {"task", "asg", "alloc", "prog", "att"}:
            unit = parts[1] if len(parts) > 1 else ""
            period = parts[2] if len(parts) > 2 and parts[2] != NO_PERIOD else ""
            return self._of_task(entity, f"task/{parts[0]}", unit, period)
        return Subject(entity)

    def _of_task(self, entity: EntityId, task: str, unit: str, period: str) -> Subject:
        printed = self._printed(task)
        if printed is None:
            return Subject(entity, title=UNKNOWN_TASK, unit=unit, period=period)
        plan = self._plans.get(printed.plan)
        return Subject(
            entity, plan.number if plan else "", printed.label, printed.title, unit, period, printed.position
        )

    def _printed(self, task: str) -> PrintedRow | None:
        """A row of a plan; the last ones stay at hand, since an import tells of a task again and again."""
        if task not in self._rows:
            if len(self._rows) >= _ROWS_AT_HAND:
                self._rows.clear()
            row = db.plans.task(self._database, task)
            self._rows[task] = printed_row_of(row) if row is not None else None
        return self._rows[task]

    def name(self, person: str) -> str:
        """A person's name, the id where the roster does not know it."""
        found = db.people.person(self._database, person)
        return found["name"] if found is not None else person


def changed_lines(subjects: Subjects, subject: Subject, before: Row | None, after: Row | None) -> Iterator[ChangeLine]:
    """The lines of one record; none where nothing that people see changed."""
    kind = kind_of(subject.entity)
    names = _FIELDS.get(kind)
    if names is None or before == after:
        return
    if kind == "unit":
        yield from _unit_lines(subject, before, after)
        return
    if kind == "att":
        yield from _file_lines(subject, before, after)
        return
    if after is None:
        yield line(LineGroup.REMOVED, subject, "", _told(subjects, kind, before), "")
        return
    yield from _conflict_lines(subjects, subject, before, after)
    yield from _answer_lines(subjects, subject, before or {}, after)
    group = _GROUPS[kind]
    if kind == "asg" and after["state"] == "withdrawn" and (before is None or before["state"] != "withdrawn"):
        yield line(LineGroup.WITHDRAWN, subject, "reason", "", str(after["reason"]))
        return
    if kind == "task" and before is not None and before["withdrawn_rev"] is None and after["withdrawn_rev"] is not None:
        yield line(LineGroup.WITHDRAWN, subject, "withdrawn_why", "", str(after["withdrawn_why"]))
        return
    if before is None and kind != "prog":
        if kind != "task" or after["kind"] == "task":
            yield line(group, subject, _TOLD_AS.get(kind, ""), "", _told(subjects, kind, after))
        return
    for name in names:
        old, new = (before or {}).get(name), after[name]
        if old != new and not (before is None and new in {"", None, 0}):
            yield line(group, subject, name, worded(subjects, name, old), worded(subjects, name, new))


def in_printed_order(subjects: Iterable[Subject]) -> list[Subject]:
    """Plans, then tasks, assignments, entries in the order of their plans, then people by name."""
    kinds = list(_FIELDS)

    def place(subject: Subject) -> tuple[int, str, int, str, str, str]:
        kind = kind_of(subject.entity)
        order = kinds.index(kind) if kind in kinds else len(kinds)
        return (order, subject.plan_number, subject.position, subject.title, subject.unit, subject.entity)

    return sorted(subjects, key=place)


def line(group: LineGroup, subject: Subject, name: str, before: str, after: str) -> ChangeLine:
    """A line about a subject."""
    return ChangeLine(
        group=group,
        plan_number=subject.plan_number,
        label=subject.label,
        title=subject.title,
        unit=subject.unit,
        field=name,
        before=before,
        after=after,
        period=subject.period,
        entity=subject.entity,
    )


def _conflict_lines(subjects: Subjects, subject: Subject, before: Row | None, after: Row) -> Iterator[ChangeLine]:
    """A line for each field on which parallel edits newly disagree."""
    if not after["parallel"] or (before is not None and before["parallel"] == after["parallel"]):
        return
    for name, variants in json.loads(after["parallel"]).items():
        shown, *others = (worded(subjects, name, variant["value"]) for variant in variants)
        yield line(LineGroup.CONFLICT, subject, name, shown, " · ".join(dict.fromkeys(others)))


def _answer_lines(subjects: Subjects, subject: Subject, before: Row, after: Row) -> Iterator[ChangeLine]:
    """What the level above concluded on a record, and a task that a unit wants to give back with its answer."""
    if after.get("verdict") and any(before.get(name) != after[name] for name in ("verdict", "verdict_at")):
        told = ": ".join(part for part in (_VERDICTS.get(after["verdict"], ""), after["verdict_reason"] or "") if part)
        yield line(LineGroup.VERDICT, subject, "verdict", _VERDICTS.get(before.get("verdict") or "", ""), told)
    for name in ("decline_reason", "decline_answer"):
        if after.get(name) and before.get(name) != after[name]:
            yield line(LineGroup.DECLINED, subject, name, worded(subjects, name, before.get(name)), after[name])


def _unit_lines(subject: Subject, before: Row | None, after: Row | None) -> Iterator[ChangeLine]:
    """A unit is told field by field against what stood in the table before, shipped or changed."""
    for name, shown, others in disagreements(before, after):
        yield line(LineGroup.CONFLICT, subject, f"unit.{name}", shown, others)
    for name, was, now in differences(before, after):
        yield line(LineGroup.UNITS, subject, f"unit.{name}", was, now)


def _file_lines(subject: Subject, before: Row | None, after: Row | None) -> Iterator[ChangeLine]:
    """A file by its name, where it comes to a record or is taken off it."""
    was, now = (str(row["name"]) if row is not None and not row["removed"] else "" for row in (before, after))
    if was != now:
        yield line(LineGroup.PROGRESS, subject, "attachment", was, now or "Đã gỡ")


def _told(subjects: Subjects, kind: str, row: Row | None) -> str:
    name = _TOLD_BY.get(kind, "")
    return worded(subjects, name, row[name]) if row and name else ""


def worded(subjects: Subjects, name: str, value: Value) -> str:
    """A field's value as people read it."""
    if value is None or value == "":
        return ""
    if name == "percent":
        return f"{value!s}%"
    if name in {"officer", "by"}:
        return subjects.name(str(value))
    if name in _DAYS:
        return _day(str(value))
    return _WORDS.get(name, {}).get(str(value), str(value))


def _day(text: str) -> str:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else text
