"""What amendments mean for entries recorded before them: nothing is changed or moved, it is only said (SYNC §2.11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import db.plans
from db.connection import Database
from desktop.amendments.amendments import FIRST_REVISION, AmendedField, Amendment, field_text, revisions
from desktop.deadlines.deadlines import deadline_from_json
from desktop.formats import day_text
from desktop.journal.event import EntityId, Json
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import PrintedRow, printed_row_of
from desktop.progress.entries import Entry


class FlagKind(StrEnum):
    """What happened to a task after an entry on it was recorded."""

    DEADLINE = "deadline"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LEAD = "lead"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class EntryFlag:
    """A remark beside an entry that was recorded at revision `seen_rev` and that revision `rev` concerns."""

    kind: FlagKind
    seen_rev: int
    rev: int
    words: str
    replaced_by: tuple[EntityId, ...] = ()


def entry_flags(database: Database, entry: Entry) -> tuple[EntryFlag, ...]:
    """The remarks on an entry, read from the ledger; none where its task has not arrived."""
    stored = db.plans.task(database, entry.task)
    if stored is None:
        return ()
    row = printed_row_of(stored)
    known = revisions(database, row.plan).amendments
    return flags_of_entry(entry, row, known, rows_of_plan(database, row.plan)) if known else ()


def flags_of_entry(
    entry: Entry, row: PrintedRow, amendments: Iterable[Amendment], rows: Sequence[PrintedRow] = ()
) -> tuple[EntryFlag, ...]:
    """The remarks on an entry, the earliest amendment first; `rows` of the plan name what came in a row's place."""
    seen = entry.seen_rev or FIRST_REVISION
    labels = {other.entity: other.label for other in rows}
    found: list[EntryFlag] = []
    for amendment in sorted(amendments, key=lambda one: one.rev):
        amended = amendment.row_of(row.entity)
        if amendment.rev <= seen or amended is None:
            continue
        if amended.by:
            names = ", ".join(labels.get(task, "một nhiệm vụ chưa nhận") for task in amended.by)
            words = f"Đã thay bằng {names} ở bản {amendment.rev}."
            found.append(EntryFlag(FlagKind.REPLACED, seen, amendment.rev, words, amended.by))
        elif row.withdrawn_rev == amendment.rev:
            words = f"Nhiệm vụ đã rút ở bản {amendment.rev}."
            found.append(EntryFlag(FlagKind.WITHDRAWN, seen, amendment.rev, words))
        found.extend(_changes(seen, amendment.rev, amended.fields))
    return tuple(found)


def _changes(seen: int, rev: int, fields: Iterable[AmendedField]) -> Iterable[EntryFlag]:
    by_name = {field.name: field for field in fields}
    if "deadline" in by_name:
        words = f"Nhập khi kế hoạch ở bản {seen}; hạn đổi ở bản {rev}."
        yield EntryFlag(FlagKind.DEADLINE, seen, rev, words)
    if "lead_text" in by_name:
        lead = field_text("lead_text", by_name["lead_text"].now)
        yield EntryFlag(FlagKind.LEAD, seen, rev, f"Đơn vị chủ trì nay là {lead} (bản {rev}).")
    if by_name.keys() & {"title", "activities", "product"}:
        words = f"Nhập khi kế hoạch ở bản {seen}; nội dung đổi ở bản {rev}."
        yield EntryFlag(FlagKind.TEXT, seen, rev, words)


def flag_sentences(flags: Sequence[EntryFlag]) -> tuple[str, ...]:
    """The remarks as people read them: a deadline and a text that one amendment changed are told in one sentence."""
    kinds = {(flag.rev, flag.kind) for flag in flags}
    told = []
    for flag in flags:
        if flag.kind is FlagKind.TEXT and (flag.rev, FlagKind.DEADLINE) in kinds:
            continue
        is_both = flag.kind is FlagKind.DEADLINE and (flag.rev, FlagKind.TEXT) in kinds
        both = f"Nhập khi kế hoạch ở bản {flag.seen_rev}; hạn và nội dung đổi ở bản {flag.rev}."
        told.append(both if is_both else flag.words)
    return tuple(told)


def due_at_entry(entry: Entry, row: PrintedRow, amendments: Iterable[Amendment]) -> date | None:
    """The day the task was due by the revision that the author of the entry knew («hạn lúc nhập»)."""
    seen = entry.seen_rev or FIRST_REVISION
    for amendment in sorted(amendments, key=lambda one: one.rev):
        amended = amendment.row_of(row.entity)
        if amendment.rev <= seen or amended is None:
            continue
        for field in amended.fields:
            if field.name == "deadline":
                return _due(field.was)
    return row.deadline.due


def due_at_entry_words(entry: Entry, row: PrintedRow, amendments: Iterable[Amendment]) -> str:
    """«Hạn lúc nhập: 30/09/2007», "" where it is the day in force now."""
    due = due_at_entry(entry, row, amendments)
    if due == row.deadline.due:
        return ""
    return f"Hạn lúc nhập: {day_text(due) if due else 'không có ngày'}"


def _due(value: Json) -> date | None:
    try:
        return deadline_from_json(value).due
    except ValueError:
        return None
