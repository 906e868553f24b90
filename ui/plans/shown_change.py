"""One change of a plan as its list and its detail show it, wherever it comes from. No widgets."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.amendments.acknowledging import PendingRow
from desktop.amendments.amendment_preview import PreviewedRow
from desktop.amendments.amendments import OP_WORDS, ROW_FIELD_WORDS, AmendedField, AmendedRow, Amendment, AmendmentOp
from desktop.amendments.comparison import Difference, ProposedChange
from desktop.amendments.entry_flags import flag_sentences, flags_of_entry
from desktop.deadlines.deadlines import describe
from desktop.errors import AppError
from desktop.formats import number_text
from desktop.journal.event import EntityId
from desktop.messages import message_of
from desktop.plans.records import PrintedRow
from desktop.plans.row_names import short_name
from desktop.progress.entries import Entry

_TONES = {
    AmendmentOp.ADD: "green",
    AmendmentOp.CHANGE: "blue",
    AmendmentOp.WITHDRAW: "red",
    AmendmentOp.REPLACE: "red",
}
_PLACES = {name: place for place, name in enumerate(ROW_FIELD_WORDS)}
_DIFFERENCES = {
    Difference.ADDED: AmendmentOp.ADD,
    Difference.CHANGED: AmendmentOp.CHANGE,
    Difference.MISSING: AmendmentOp.WITHDRAW,
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What happens to one row: `fields` old and new, `row` what a new row says, `notes` what else there is to know.

    `concerns` says that the unit looking at it has the task; `fault` why the change cannot be made. `task` is the row
    in the ledger.
    """

    key: Hashable
    op: AmendmentOp
    label: str
    path: tuple[str, ...]
    title: str
    fields: tuple[AmendedField, ...] = ()
    row: PrintedRow | None = None
    why: str = ""
    notes: tuple[str, ...] = ()
    concerns: bool = False
    fault: str = ""
    is_ticked: bool = field(default=True, compare=False)
    task: EntityId | None = None

    @property
    def words(self) -> str:
        """What happens, in a word."""
        return OP_WORDS[self.op]

    @property
    def tone(self) -> str:
        """The colour of the word."""
        return _TONES[self.op]

    @property
    def summary(self) -> str:
        """What changes, in a line under the word."""
        if self.fault:
            return "chưa ghi được"
        if self.op is AmendmentOp.CHANGE:
            names = [one.words for one in self.fields]
            return ", ".join(name[:1].lower() + name[1:] for name in names) or "chỗ đứng"
        if self.op is AmendmentOp.ADD:
            return _first_words(self.row)
        return self.why


def _first_words(row: PrintedRow | None) -> str:
    if row is None:
        return ""
    return row.deadline_text or row.lead_text.replace("\n", " ")


def label_of(path: Sequence[str]) -> str:
    """How people call a row within its part: C.4."""
    return short_name(path)


def of_draft(
    amended: Sequence[PreviewedRow], rows: Mapping[EntityId, PrintedRow], faults: Sequence[tuple[EntityId, AppError]]
) -> list[ShownChange]:
    """The changes of a draft in the order of the rows, then those that cannot be made."""
    found = [of_row(one.amended, {**rows, one.row.entity: one.row}) for one in amended if one.amended is not None]
    shown = {one.key for one in found}
    for entity, error in faults:
        row = rows.get(entity)
        told = message_of(error)
        if row is not None and entity not in shown:
            found.append(
                ShownChange(
                    entity, AmendmentOp.CHANGE, row.label, row.path, row.title, fault=f"{told.what} {told.todo}"
                )
            )
    return found


def of_row(one: AmendedRow, rows: Mapping[EntityId, PrintedRow], key: Hashable = None) -> ShownChange:
    """What is done to one row."""
    names = [rows[task].label if task in rows else "một nhiệm vụ chưa nhận" for task in one.by]
    notes = (f"Thay bằng: {', '.join(names)}.",) if names else ()
    is_moved = one.op is AmendmentOp.CHANGE and not one.shown
    if is_moved:
        notes = (*notes, "Chuyển chỗ giữa các dòng; nội dung giữ nguyên.")
    return ShownChange(
        key if key is not None else one.task,
        one.op,
        label_of(one.path),
        one.path,
        one.title,
        tuple(sorted(one.shown, key=lambda field: _PLACES[field.name])),
        rows.get(one.task) if one.op is AmendmentOp.ADD else None,
        one.why,
        notes,
        task=one.task,
    )


def of_pending(
    pending: PendingRow, amendment: Amendment, rows: Mapping[EntityId, PrintedRow], key: Hashable
) -> ShownChange:
    """What an amendment does to a row, as a unit reads it: whether it is its task, and what it recorded before."""
    base = of_row(pending.row, rows, key)
    listed = list(rows.values())
    notes = [*base.notes, *(_entry_words(entry, pending, amendment, listed) for entry in pending.entries)]
    return replace(base, notes=tuple(notes), concerns=pending.concerns_unit)


def _entry_words(entry: Entry, pending: PendingRow, amendment: Amendment, rows: Sequence[PrintedRow]) -> str:
    said = " ".join(entry.record.result.split())
    shortened = said if len(said) <= 90 else f"{said[:90].rstrip()}…"
    words = f"Đã nhập trước đó: «{shortened}»." if said else "Đã có kết quả nhập trước đó, được giữ nguyên."
    flags = flags_of_entry(entry, pending.now, [amendment], rows) if pending.now is not None else ()
    return " ".join([words, *flag_sentences(flags)])


def of_proposal(number: int, one: ProposedChange) -> ShownChange:
    """What a new document says differently about one row."""
    fields = tuple(found for found in one.fields if found.name not in ("lead_units", "support_units", "deadline"))
    notes: tuple[str, ...] = ()
    if one.kind is Difference.ADDED and one.now is not None:
        meaning = describe(one.now.deadline)
        facts = (
            ("Chủ trì", " ".join(one.now.lead_text.split())),
            ("Phối hợp", " ".join(one.now.support_text.split())),
            ("Thời hạn", one.now.deadline_text or meaning),
            ("Sản phẩm", " ".join(one.now.product.split())),
        )
        notes = tuple(f"{name}: {text}." for name, text in facts if text)
    if one.kind is Difference.MISSING:
        notes = ("Văn bản mới không có dòng này. Chỉ rút khi quyết định bỏ nó.",)
    return ShownChange(
        number, _DIFFERENCES[one.kind], label_of(one.path), one.path, one.title, fields, notes=notes,
        is_ticked=one.ticked,
    )  # fmt: skip


def counted(changes: Sequence[ShownChange]) -> str:
    """«3 sửa, 1 thêm mới, 2 rút»."""
    parts = []
    for op, words in OP_WORDS.items():
        number = sum(one.op is op for one in changes)
        if number:
            parts.append(f"{number_text(number)} {words.lower()}")
    return ", ".join(parts)
