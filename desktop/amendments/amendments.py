"""Amending decisions as values: what each changes row by row, which are known, and which are still waited for.

A plan as issued is revision 1, its amendments are 2, 3, … . What is known is applied at once; where an earlier one is
missing, or two decisions claim the same number, that is said (SYNC §2.11).
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, cast

import db.amendments
from db.connection import Database
from db.rows import AmendmentRow
from desktop.deadlines.deadlines import deadline_from_json, describe
from desktop.formats import day_text
from desktop.journal.event import EntityId, Json
from desktop.journal.fold import fold
from desktop.journal.projection import folded_entity
from desktop.journal.undo import before_event
from desktop.plans.projection import amendment_row

FIRST_REVISION: Final = 1


class AmendmentOp(StrEnum):
    """What an amendment does to a row."""

    ADD = "add"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    REPLACE = "replace"


OP_WORDS: Final = {
    AmendmentOp.ADD: "Thêm mới",
    AmendmentOp.CHANGE: "Sửa",
    AmendmentOp.WITHDRAW: "Rút",
    AmendmentOp.REPLACE: "Thay thế",
}

ROW_FIELD_WORDS: Final = {
    "kind": "Loại dòng",
    "number": "Số thứ tự",
    "path": "Vị trí",
    "title": "Nội dung",
    "activities": "Hoạt động",
    "product": "Sản phẩm",
    "lead_text": "Đơn vị chủ trì",
    "support_text": "Đơn vị phối hợp",
    "deadline_text": "Thời hạn",
    "deadline": "Hạn",
    "note": "Ghi chú",
    "extra": "Cột khác",
}
"""What the fields of a row are called; a field that is not here is of the program, not of the print."""
_KIND_WORDS: Final = {"part": "phần", "section": "mục", "group": "nhóm nhiệm vụ", "task": "nhiệm vụ"}


@dataclass(frozen=True, slots=True)
class AmendedField:
    """One field of a row before and after, in the form of events."""

    name: str
    was: Json
    now: Json

    @property
    def words(self) -> str:
        """What the field is called."""
        return ROW_FIELD_WORDS.get(self.name, self.name)

    @property
    def was_text(self) -> str:
        """The value before, as people read it."""
        return field_text(self.name, self.was)

    @property
    def now_text(self) -> str:
        """The value after, as people read it."""
        return field_text(self.name, self.now)


@dataclass(frozen=True, slots=True)
class AmendedRow:
    """What an amendment does to one row; `by` are the rows in its place."""

    op: AmendmentOp
    task: EntityId
    path: tuple[str, ...]
    title: str
    fields: tuple[AmendedField, ...] = ()
    why: str = ""
    by: tuple[EntityId, ...] = ()

    @property
    def path_text(self) -> str:
        """The path as people type it."""
        return "/".join(self.path)

    @property
    def shown(self) -> tuple[AmendedField, ...]:
        """The fields that people read; the meaning of a deadline is left out where its words tell it."""
        names = {field.name for field in self.fields}
        return tuple(
            field
            for field in self.fields
            if field.name in ROW_FIELD_WORDS
            and not (field.name == "deadline" and "deadline_text" in names)
            and not (field.name == "path" and "number" in names)
        )


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amending decision: revision `rev` of a plan. `parallel` is set where two decisions claim this number."""

    entity: EntityId
    plan: EntityId
    rev: int
    number: str
    date: date | None
    title: str
    issuer: str
    document: str
    rows: tuple[AmendedRow, ...]
    parallel: str | None = None

    def row_of(self, task: EntityId) -> AmendedRow | None:
        """What it does to one row."""
        return next((row for row in self.rows if row.task == task), None)


@dataclass(frozen=True, slots=True)
class Revisions:
    """The known amendments of a plan in order, and the numbers that are missing below the last."""

    amendments: tuple[Amendment, ...]
    waiting_for: tuple[int, ...]

    @property
    def latest(self) -> int:
        """The last known revision, 1 for a plan as issued."""
        return self.amendments[-1].rev if self.amendments else FIRST_REVISION

    @property
    def disputed(self) -> tuple[int, ...]:
        """The revisions that two different decisions claim."""
        return tuple(one.rev for one in self.amendments if one.parallel)

    @property
    def words(self) -> tuple[str, ...]:
        """What is wrong with them, a sentence each; none where the plan is whole."""
        waiting = (f"Kế hoạch đang chờ bản sửa đổi số {rev}." for rev in self.waiting_for)
        disputed = (f"Bản sửa đổi số {rev} có hai nội dung khác nhau; cần đơn vị ban hành kết luận."
                    for rev in self.disputed)  # fmt: skip
        return (*waiting, *disputed)


def revisions(database: Database, plan: EntityId) -> Revisions:
    """The amendments of a plan as far as this ledger knows them."""
    found = tuple(amendment_of(row) for row in db.amendments.amendments(database, plan))
    known = {one.rev for one in found}
    last = max(known, default=FIRST_REVISION)
    return Revisions(found, tuple(rev for rev in range(FIRST_REVISION + 1, last) if rev not in known))


def versions(database: Database, amendment: EntityId) -> tuple[Amendment, ...]:
    """The different contents that one revision was given, the one shown first; usually there is only one."""
    folded = folded_entity(database, amendment)
    heads = [applied for applied in folded.events if applied.ref in folded.heads]
    ordered = sorted(heads, key=lambda applied: applied.order, reverse=True)
    rows = [amendment_row(amendment, fold((*before_event(folded, head).events, head))) for head in ordered]
    found = [amendment_of(cast("AmendmentRow", {**row, "parallel": None})) for row in rows if row is not None]
    return tuple(dict.fromkeys(found))


def amendment_of(row: AmendmentRow) -> Amendment:
    """The amendment of a stored row."""
    changes = (amended_row_of(change) for change in json.loads(row["changes"]))
    return Amendment(
        EntityId(row["entity"]),
        EntityId(row["plan"]),
        row["rev"],
        row["number"],
        date.fromisoformat(row["date"]) if row["date"] else None,
        row["title"],
        row["issuer"],
        row["document"],
        tuple(change for change in changes if change is not None),
        row["parallel"],
    )


def amended_row_of(change: dict[str, Json]) -> AmendedRow | None:
    """One change of an amendment's event; None where a newer or odd program wrote it otherwise."""
    op, task, path, fields, by = (change.get(name) for name in ("op", "task", "path", "fields", "by"))
    if op not in set(AmendmentOp) or not isinstance(task, str):
        return None
    return AmendedRow(
        op=AmendmentOp(str(op)),
        task=EntityId(task),
        path=tuple(str(label) for label in path) if isinstance(path, list) else (),
        title=str(change.get("title") or ""),
        fields=tuple(
            AmendedField(name, value.get("was"), value.get("now"))
            for name, value in (fields.items() if isinstance(fields, dict) else ())
            if isinstance(value, dict)
        ),
        why=str(change.get("why") or ""),
        by=tuple(EntityId(str(entity)) for entity in by) if isinstance(by, list) else (),
    )


def field_text(name: str, value: Json) -> str:
    """A field of a row as people read it."""
    if value is None or value == "" or value == []:
        return ""
    if name == "kind":
        return _KIND_WORDS.get(str(value), str(value))
    if name == "path" and isinstance(value, list):
        return "/".join(str(label) for label in value)
    if name == "deadline":
        return deadline_text(value)
    if isinstance(value, list):
        return "\n".join(_line(item) for item in value)
    return str(value)


def deadline_text(value: Json) -> str:
    """A deadline's meaning: the day where there is one."""
    try:
        deadline = deadline_from_json(value)
    except ValueError:
        return ""
    return day_text(deadline.due) if deadline.due else describe(deadline)


def _line(item: Json) -> str:
    if isinstance(item, dict):
        return ": ".join(str(part) for part in item.values() if part)
    return str(item)
