"""The lists of the review: places to look at, all rows read, those of the provinces, and the rows set aside."""

from collections.abc import Callable, Iterable, Sequence

from desktop.deadlines.deadlines import DeadlineKind, describe
from desktop.importing.parsed import ParsedPlan, PlanRow, RowKind
from desktop.importing.reading import AsideReason, SetAside
from desktop.plans.row_names import short_name, whole_name
from ui.importing.readings import GROUP_WORDS, Attention, Reading, unit_names
from ui.table_model import Column, Role
from ui.tree_model import Group

_GROUP_ICONS = {
    Attention.MUST: ("warning", "red"),
    Attention.SHOULD: ("warning", "warn"),
    Attention.CODES: ("checkmark_circle", "green"),
    Attention.NAMES: ("checkmark_circle", "green"),
    Attention.DOUBLED: ("checkmark_circle", "green"),
}


def reading_columns(is_seen: Callable[[Reading], bool]) -> list[Column[Reading]]:
    """The columns of the places to look at; `is_seen` answers for the last one."""
    return [
        Column("number", "Số", lambda one: one.label, width=100, roles={Role.STRONG: lambda _one: True}),
        Column(
            "read",
            "Đọc được",
            _read_words,
            tooltip=_read_words,
            roles={Role.META: lambda one: one.field_words, Role.STRONG: lambda one: one.repair is not None},
        ),
        Column("why", "Vì sao cần xem", lambda one: one.why, tooltip=lambda one: one.why),
        Column(
            "state",
            "Trạng thái",
            lambda one: state_words(one, is_seen=is_seen(one)),
            width=92,
            roles={Role.TONE: lambda one: _tone(one, is_seen=is_seen(one))},
        ),
    ]


def _read_words(reading: Reading) -> str:
    if reading.repair is None:
        return reading.printed if reading.is_missing else f"«{reading.printed}»"
    return reading.printed if reading.is_refused else f"{reading.printed}  →  {reading.understood}"


def state_words(reading: Reading, *, is_seen: bool) -> str:
    """Where the look at a reading stands."""
    if reading.repair is not None:
        return "Giữ bản in" if reading.is_refused else "Đã sửa"
    if is_seen:
        return "Đã xem"
    return "Phải xem" if reading.must_be_seen else "Nên xem"


def _tone(reading: Reading, *, is_seen: bool) -> str:
    if reading.repair is not None:
        return "text2" if reading.is_refused else "green"
    if is_seen:
        return "green"
    return "red" if reading.must_be_seen else "warn"


def reading_groups(readings: Iterable[Reading], wanted: Iterable[Attention]) -> list[Group[Reading]]:
    """The readings of the wanted groups, each under its heading; empty groups are left out."""
    listed = list(readings)
    made = []
    for attention in wanted:
        members = [one for one in listed if one.attention is attention]
        if members:
            icon, tone = _GROUP_ICONS[attention]
            note = f"{len(members)} chỗ" if members[0].repair is None else f"{len(members)} chỗ, từ chối được từng chỗ"
            made.append(Group(attention, GROUP_WORDS[attention], members, note=note, icon=icon, tone=tone))
    return made


KIND_WORDS = {
    RowKind.PART: "Phần",
    RowKind.SECTION: "Mục",
    RowKind.GROUP: "Nhóm",
    RowKind.TASK: "Nhiệm vụ",
}
ASIDE_WORDS = {
    AsideReason.HEADER: "Tiêu đề của bảng",
    AsideReason.LETTERHEAD: "Phần đầu văn bản",
    AsideReason.RECIPIENTS: "Nơi nhận, chữ ký",
    AsideReason.OTHER_TABLE: "Bảng khác, không phải kế hoạch",
    AsideReason.PRINTED_TWICE: "In lại lần nữa",
    AsideReason.NO_WORK: "Không giao việc cho ai",
    AsideReason.BY_HAND: "Người xem để ngoài",
}


def row_columns(is_corrected: Callable[[PlanRow], bool]) -> list[Column[PlanRow]]:
    """The columns of the rows as they will stand in the ledger; `is_corrected` answers what a person changed."""
    is_heading = {Role.STRONG: lambda row: row.kind is not RowKind.TASK}
    return [
        Column(
            "number",
            "Số",
            row_label,
            width=92,
            roles={
                Role.STRONG: lambda _row: True,
                Role.META: lambda row: f"{KIND_WORDS[row.kind]}, đã sửa" if is_corrected(row) else KIND_WORDS[row.kind],
                Role.META_TONE: lambda row: "blue" if is_corrected(row) else "",
            },
        ),
        Column("title", "Nội dung", lambda row: row.title, tooltip=lambda row: row.title, roles=is_heading),
        Column("lead", "Đơn vị chủ trì", lambda row: unit_names(row.lead_units), width=180, tooltip=_units_tip),
        Column(
            "deadline",
            "Thời hạn",
            lambda row: row.deadline_text,
            width=160,
            tooltip=lambda row: row.deadline_text,
            roles={Role.META: _deadline_words},
        ),
    ]


def aside_columns() -> list[Column[SetAside]]:
    """The columns of the printed rows that are no rows of the plan."""
    return [
        Column("place", "Chỗ", _place_words, width=120, roles={Role.TONE: lambda _row: "text2"}),
        Column("text", "In trong văn bản", lambda row: row.text, tooltip=lambda row: row.text),
        Column(
            "reason",
            "Vì sao để ngoài",
            lambda row: ASIDE_WORDS[row.reason],
            width=190,
            roles={Role.TONE: lambda row: "blue" if row.reason is AsideReason.BY_HAND else "text2"},
        ),
    ]


def _place_words(row: SetAside) -> str:
    return row.where or f"dòng {row.source.first}"


def row_label(row: PlanRow) -> str:
    """How people call the row within its part: C.4."""
    return short_name(row.path)


def _units_tip(row: PlanRow) -> str:
    supports = f"\nPhối hợp: {unit_names(row.support_units)}" if row.support_units else ""
    return f"Chủ trì: {unit_names(row.lead_units) or 'không ghi'}{supports}"


def _deadline_words(row: PlanRow) -> str:
    if row.provincial == "support":
        return "cấp tỉnh phối hợp"
    words = describe(row.deadline) if row.deadline.kind is not DeadlineKind.NONE else ""
    return "" if words.casefold() in row.deadline_text.casefold() else words


def row_groups(parsed: ParsedPlan, *, provincial_only: bool = False) -> list[Group[PlanRow]]:
    """The rows under their parts and sections; those without a task are left out where only some are wanted."""
    kept = [row for row in parsed.rows if _is_listed(row) and (not provincial_only or bool(row.provincial))]
    sections = [row for row in parsed.rows if row.kind is RowKind.SECTION]
    made = []
    for part in (row for row in parsed.rows if row.kind is RowKind.PART):
        below = [_section(section, kept) for section in sections if section.path[:1] == part.path]
        groups = [group for group in below if group.records]
        direct = [row for row in kept if row.path[:-1] == part.path]
        if groups or direct:
            made.append(Group(part.path, part.title, direct, groups, number=part.number, note=_count(part.path, kept)))
    placed = {row.path for group in made for row in _all(group)}
    loose = [row for row in kept if row.path not in placed]
    return [*made, *([Group(("",), "Dòng ngoài các mục", loose, note=f"{len(loose)} dòng")] if loose else [])]


def _is_listed(row: PlanRow) -> bool:
    return row.kind in {RowKind.GROUP, RowKind.TASK}


def _section(section: PlanRow, rows: Sequence[PlanRow]) -> Group[PlanRow]:
    members = [row for row in rows if row.path[: len(section.path)] == section.path]
    return Group(section.path, section.title, members, number=whole_name(section.path), note=_count(section.path, rows))


def _count(path: tuple[str, ...], rows: Sequence[PlanRow]) -> str:
    tasks = sum(row.kind is RowKind.TASK and row.path[: len(path)] == path for row in rows)
    return f"{tasks} nhiệm vụ"


def _all(group: Group[PlanRow]) -> list[PlanRow]:
    return [*group.records, *(row for below in group.groups for row in _all(below))]
