"""What deserves a look in a plan as read: doubts first, then what was repaired, each beside what is printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.formats import number_text
from desktop.importing.explanations import NEEDED_OF_HEAD, doubt_sentence, repair_sentence
from desktop.importing.parsed import (
    Doubt,
    DoubtKind,
    ParsedPlan,
    Path,
    PlanRow,
    Repair,
    RepairKey,
    RepairReason,
    RowKind,
    UnitMention,
)
from desktop.importing.reading import PlanReading
from desktop.plans.row_names import whole_name


class Attention(StrEnum):
    """How much a reading asks for; the groups of the list, in their order."""

    MUST = "must"
    SHOULD = "should"
    CODES = "codes"
    NAMES = "names"
    DOUBLED = "doubled"


GROUP_WORDS = {
    Attention.MUST: "Phải xem trước khi nạp",
    Attention.SHOULD: "Nên xem",
    Attention.CODES: "Đã sửa mã chữ",
    Attention.NAMES: "Đã nối chỗ bị ngắt dòng",
    Attention.DOUBLED: "Ô gộp in lặp, giữ một lần",
}

_MUST = frozenset(
    {
        DoubtKind.UNKNOWN_UNIT,
        DoubtKind.AMBIGUOUS_UNIT,
        DoubtKind.NAME_CUT_SHORT,
        DoubtKind.UNITS_WITHOUT_SEPARATOR,
        DoubtKind.NO_LEAD,
        DoubtKind.COLUMN_UNCLEAR,
        DoubtKind.ROW_WIDTH,
        DoubtKind.LETTERHEAD_MISSING,
        DoubtKind.SECRECY_MARK,
        DoubtKind.UNSURE_ROW,
    }
)
"""Doubts on which it depends who must do what, or whether the document may be taken in at all."""

_REPAIRED = {
    RepairReason.SYMBOL_FONT: Attention.CODES,
    RepairReason.LEGACY_ENCODING: Attention.CODES,
    RepairReason.LEGACY_CAPITALS: Attention.CODES,
    RepairReason.DOUBLED_CELL: Attention.DOUBLED,
    RepairReason.SPLIT_NAME: Attention.NAMES,
    RepairReason.SPLIT_LINE: Attention.NAMES,
}

_FIELD_WORDS = {
    "number": "Số thứ tự",
    "title": "Nội dung",
    "activities": "Công việc cần thực hiện",
    "product": "Sản phẩm",
    "lead_text": "Đơn vị chủ trì",
    "lead_units": "Đơn vị chủ trì",
    "support_text": "Đơn vị phối hợp",
    "support_units": "Đơn vị phối hợp",
    "deadline_text": "Thời gian hoàn thành",
    "deadline": "Thời gian hoàn thành",
}
_COUNTED = {RowKind.TASK: "nhiệm vụ", RowKind.GROUP: "nhóm", RowKind.SECTION: "mục", RowKind.PART: "phần"}
_HEADING_WORDS = {RowKind.PART: "Tên phần", RowKind.SECTION: "Tên mục", RowKind.GROUP: "Tên nhóm"}
_LETTERHEAD_WORDS = {
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "title": "Tên kế hoạch",
    "issuer": "Nơi ban hành",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One place to look at: what is printed, how it is understood, and why it is shown.

    `key` names it over a reading of the same document; readings of equal `alike` differ only in their row.
    `line` is where the row begins in the document, 0 for the letterhead.
    """

    key: Doubt | RepairKey
    path: Path
    field: str
    field_words: str
    printed: str
    understood: str
    why: str
    attention: Attention
    alike: tuple[str, str]
    line: int
    repair: Repair | None = None
    is_refused: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether something is not printed at the head of the document."""
        return isinstance(self.key, Doubt) and self.key.kind is DoubtKind.LETTERHEAD_MISSING

    @property
    def must_be_filled(self) -> bool:
        """Whether something is missing without which a plan cannot be taken in."""
        return self.is_missing and self.field in NEEDED_OF_HEAD

    @property
    def unknown_unit(self) -> str:
        """The words that the unit table does not know, "" where this is another doubt."""
        is_unknown = isinstance(self.key, Doubt) and self.key.kind is DoubtKind.UNKNOWN_UNIT
        return self.alike[1] if is_unknown else ""

    @property
    def label(self) -> str:
        """The printed number of the row, I.C.2."""
        return whole_name(self.path) or "Đầu"

    @property
    def must_be_seen(self) -> bool:
        """Whether the plan cannot be taken in before this was looked at."""
        return self.attention is Attention.MUST


def readings(parsed: ParsedPlan, refused: Iterable[RepairKey]) -> tuple[Reading, ...]:
    """Everything that deserves a look, by attention and inside it in document order; refused repairs stay listed."""
    rows = {row.path: row for row in parsed.rows}
    places = {path: place for place, path in enumerate(rows)}
    made = [_of_doubt(doubt, rows.get(doubt.path)) for doubt in parsed.doubts if not _is_settled(doubt, parsed)]
    made += [_of_repair(repair, rows.get(repair.path), is_refused=False) for repair in parsed.repairs]
    made += [_of_repair(_as_printed(key), rows.get(key.path), is_refused=True) for key in refused]
    order = {attention: place for place, attention in enumerate(Attention)}
    return tuple(sorted(made, key=lambda one: (order[one.attention], places.get(one.path, -1))))


def _is_settled(doubt: Doubt, parsed: ParsedPlan) -> bool:
    """Whether what was missing at the head of the document was filled in."""
    return doubt.kind is DoubtKind.LETTERHEAD_MISSING and bool(getattr(parsed.plan, doubt.field, None))


def _as_printed(key: RepairKey) -> Repair:
    return Repair(key.path, key.field, key.was, key.was, key.why)


def _of_doubt(doubt: Doubt, row: PlanRow | None) -> Reading:
    return Reading(
        key=doubt,
        path=doubt.path,
        field=doubt.field,
        field_words=field_words(doubt.field, row),
        printed=_printed(doubt.field, row) or doubt.words or "không in",
        understood=_understood(doubt.field, row) or "chưa có",
        why=doubt_sentence(doubt),
        attention=Attention.MUST if doubt.kind in _MUST else Attention.SHOULD,
        alike=(str(doubt.kind), doubt.words or ("" if doubt.path else doubt.field)),
        line=row.source.lines[0] if row else 0,
    )


def _of_repair(repair: Repair, row: PlanRow | None, *, is_refused: bool) -> Reading:
    return Reading(
        key=repair.key,
        path=repair.path,
        field=repair.field,
        field_words=field_words(repair.field, row),
        printed=_on_one_line(repair.was),
        understood=_on_one_line(repair.now),
        why=repair_sentence(repair.why),
        attention=_REPAIRED.get(repair.why, Attention.CODES),
        alike=(str(repair.why), repair.was),
        line=row.source.lines[0] if row else 0,
        repair=repair,
        is_refused=is_refused,
    )


def field_words(field: str, row: PlanRow | None) -> str:
    """What the column of a field is called; a title of a heading by what it heads."""
    if row is None:
        return _LETTERHEAD_WORDS.get(field, field)
    if field == "title" and row.kind in _HEADING_WORDS:
        return _HEADING_WORDS[row.kind]
    return _FIELD_WORDS.get(field, field)


def _printed(field: str, row: PlanRow | None) -> str:
    texts = {
        "lead_units": "lead_text",
        "lead_text": "lead_text",
        "support_units": "support_text",
        "support_text": "support_text",
        "deadline": "deadline_text",
        "deadline_text": "deadline_text",
        "title": "title",
        "number": "number",
    }
    return str(getattr(row, texts[field])) if row is not None and field in texts else ""


def _understood(field: str, row: PlanRow | None) -> str:
    if row is None:
        return ""
    if field.startswith("lead"):
        return unit_names(row.lead_units)
    if field.startswith("support"):
        return unit_names(row.support_units)
    return _printed(field, row)


def unit_names(units: Iterable[UnitMention]) -> str:
    """The units a cell was read as, one after another; an unknown one is marked as not in the table."""
    return "; ".join(unit.name if unit.code else f"{unit.name} (chưa có trong bảng đơn vị)" for unit in units)


def _on_one_line(text: str) -> str:
    return " ⏎ ".join(line.strip() for line in text.splitlines())


def summary(reading: PlanReading) -> str:
    """How the rows add up: «Văn bản có 84 dòng = 79 dòng đọc được + 5 dòng để ngoài: 66 nhiệm vụ, 12 mục, 1 phần.»."""
    parsed = reading.parsed
    kinds = Counter(row.kind for row in parsed.rows)
    read = ", ".join(f"{number_text(kinds[kind])} {words}" for kind, words in _COUNTED.items() if kinds[kind])
    counts = (reading.printed_rows, reading.read_rows, len(reading.set_aside))
    printed, taken, aside = map(number_text, counts)
    sums = f"Văn bản có {printed} dòng = {taken} dòng đọc được + {aside} dòng để ngoài"
    return f"{sums}: {read}." if read else f"{sums}."
