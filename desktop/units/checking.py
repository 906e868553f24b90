"""Whether units may stand in the table as somebody wants them: what stops them, and what is worth telling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.errors import UnreadableText
from desktop.problem import Grade
from desktop.text import clean_text
from desktop.units.current import is_in_circle
from desktop.units.facts import SEPARATOR
from desktop.units.names import name_key
from desktop.units.projection import CODE, LONGEST_NAME, LONGEST_TEXT
from desktop.units.table import UnitTable
from desktop.units.unit import Unit


class UnitFault(StrEnum):
    """What is wrong with a unit as wanted; the last one only deserves to be known."""

    NO_COLUMNS = "no_columns"
    CODE_FORM = "code_form"
    CODE_TAKEN = "code_taken"
    CODE_TWICE = "code_twice"
    NAME_MISSING = "name_missing"
    TEXT = "text"
    BAR = "bar"
    LEVEL_UNKNOWN = "level_unknown"
    PARENT_UNKNOWN = "parent_unknown"
    PARENT_CIRCLE = "parent_circle"
    NOT_A_DAY = "not_a_day"
    DAYS_ORDER = "days_order"
    SUCCESSOR_UNKNOWN = "successor_unknown"
    OWN_UNIT_ENDS = "own_unit_ends"
    NODE_MOVES = "node_moves"
    SHARED_NAME = "shared_name"


FAULT_SENTENCES: Final[dict[UnitFault, str]] = {
    UnitFault.NO_COLUMNS: "Bảng thiếu cột «{told}». Giữ dòng tiêu đề như khi xuất bảng.",
    UnitFault.CODE_FORM: "Mã «{told}» chưa đúng. Dùng chữ in không dấu, chữ số và gạch nối, nhiều nhất 24 ký tự.",
    UnitFault.CODE_TAKEN: "Mã «{told}» đã có trong bảng. Chọn mã khác, hoặc mở đơn vị đó để sửa.",
    UnitFault.CODE_TWICE: "Mã «{told}» đứng ở hai dòng. Giữ một dòng.",
    UnitFault.NAME_MISSING: "Đơn vị chưa có tên. Ghi tên đầy đủ.",
    UnitFault.TEXT: "Ô này có ký tự ẩn, hỏng hoặc quá dài. Gõ lại.",
    UnitFault.BAR: "Tên «{told}» có dấu gạch đứng. Dấu này ngăn các cách viết; bỏ nó đi.",
    UnitFault.LEVEL_UNKNOWN: "Không có cấp «{told}». Ghi một cấp có sẵn trong bảng.",
    UnitFault.PARENT_UNKNOWN: "Không có đơn vị cấp trên mang mã «{told}». Ghi mã có trong bảng.",
    UnitFault.PARENT_CIRCLE: "Đơn vị cấp trên «{told}» lại nằm dưới đơn vị này. Chọn đơn vị khác.",
    UnitFault.NOT_A_DAY: "«{told}» không phải là ngày. Gõ như 01/03/2025.",
    UnitFault.DAYS_ORDER: "Ngày hết đứng trước ngày bắt đầu. Sửa một trong hai ngày.",
    UnitFault.SUCCESSOR_UNKNOWN: "Không có đơn vị kế tục mang mã «{told}», hoặc đó là chính đơn vị này. Ghi mã khác.",
    UnitFault.OWN_UNIT_ENDS: (
        "Sổ này là sổ của «{told}»; còn dùng sổ thì đơn vị chưa hết. Lập sổ cho đơn vị kế tục trước."
    ),
    UnitFault.NODE_MOVES: (
        "Đơn vị «{told}» đã trao đổi tệp theo vị trí hiện nay. Giữ cấp và đơn vị cấp trên;"
        " lập đơn vị mới nếu tổ chức lại."
    ),
    UnitFault.SHARED_NAME: "Cùng ngày còn «{told}» mang tên này. Chữ in trong kế hoạch có thể chỉ một trong hai.",
}
_TEXTS: Final = {
    "name": LONGEST_NAME,
    "short_name": LONGEST_NAME,
    "notation": LONGEST_NAME,
    "place": LONGEST_NAME,
    "source": LONGEST_TEXT,
}


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """One thing about one field of a wanted unit; `told` stands in its sentence, `where` is the row of a file."""

    code: str
    field: str
    fault: UnitFault
    told: str = ""
    where: str = ""

    @property
    def grade(self) -> Grade:
        """Whether it stops the change or is only told."""
        return Grade.WARNING if self.fault is UnitFault.SHARED_NAME else Grade.BLOCKING

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in Vietnamese."""
        return FAULT_SENTENCES[self.fault].format(told=self.told)


@dataclass(frozen=True, slots=True)
class Standing:
    """What this ledger's place in the tree does not let change: its own unit, and the units it exchanges with."""

    own: str
    nodes: frozenset[str] = frozenset()


def with_units(table: UnitTable, wanted: Iterable[Unit]) -> UnitTable:
    """The table with these units in place of those of the same code, new ones at the end."""
    return UnitTable({unit.code: unit for unit in (*table.all_units(), *wanted)}.values())


def check_units(
    table: UnitTable, wanted: Sequence[Unit], standing: Standing, *, new: frozenset[str] = frozenset()
) -> list[UnitProblem]:
    """Everything about these units that stops them or is worth telling; `new` are codes that must not be there yet."""
    known = {unit.code for unit in table.all_units()}
    after = with_units(table, wanted)
    units = {unit.code: unit for unit in after.all_units()}
    found: list[UnitProblem] = []
    for unit in wanted:
        found += _form_problems(unit)
        if unit.code in new & known:
            found.append(UnitProblem(unit.code, "code", UnitFault.CODE_TAKEN, unit.code))
        found += _place_problems(unit, units)
        found += _standing_problems(table, unit, standing)
    if not any(problem.fault in {UnitFault.PARENT_UNKNOWN, UnitFault.PARENT_CIRCLE} for problem in found):
        found += _moved_nodes(table, after, standing)
    return [*found, *_shared_names(table, after, wanted)]


def _form_problems(unit: Unit) -> Iterator[UnitProblem]:
    """What a look at the unit alone shows."""
    if not CODE.fullmatch(unit.code):
        yield UnitProblem(unit.code, "code", UnitFault.CODE_FORM, unit.code)
    if not unit.name.strip():
        yield UnitProblem(unit.code, "name", UnitFault.NAME_MISSING)
    texts = [(name, getattr(unit, name), limit) for name, limit in _TEXTS.items()]
    texts += [("aliases", alias, LONGEST_NAME) for alias in unit.aliases]
    for name, text, limit in texts:
        if not _is_clean(text, limit):
            yield UnitProblem(unit.code, name, UnitFault.TEXT)
    for alias in unit.aliases:
        if SEPARATOR in alias:
            yield UnitProblem(unit.code, "aliases", UnitFault.BAR, alias)
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        yield UnitProblem(unit.code, "valid_to", UnitFault.DAYS_ORDER)


def _is_clean(text: str, limit: int) -> bool:
    try:
        clean_text(text, limit=limit)
    except UnreadableText:
        return False
    return True


def _place_problems(unit: Unit, units: Mapping[str, Unit]) -> Iterator[UnitProblem]:
    """Whether the unit stands in a tree, and its successors exist."""
    if unit.parent is not None and unit.parent not in units:
        yield UnitProblem(unit.code, "parent", UnitFault.PARENT_UNKNOWN, unit.parent)
    elif unit.parent is not None and is_in_circle(unit.code, units):
        yield UnitProblem(unit.code, "parent", UnitFault.PARENT_CIRCLE, units[unit.parent].name)
    for code in unit.successors:
        if code not in units or code == unit.code:
            yield UnitProblem(unit.code, "successors", UnitFault.SUCCESSOR_UNKNOWN, code)


def _standing_problems(table: UnitTable, unit: Unit, standing: Standing) -> Iterator[UnitProblem]:
    """The unit whose ledger this is does not end, nor earlier than it was known to."""
    if unit.code != standing.own or unit.valid_to is None or unit.code not in table:
        return
    before = table.unit(unit.code).valid_to
    if before is None or unit.valid_to < before:
        yield UnitProblem(unit.code, "valid_to", UnitFault.OWN_UNIT_ENDS, unit.name)


def _moved_nodes(before: UnitTable, after: UnitTable, standing: Standing) -> Iterator[UnitProblem]:
    """Units that exchange bundles keep their place: bundles and assignments are addressed by it."""
    for code in sorted(standing.nodes | {standing.own}):
        if code in before and code in after and before.node_path(code) != after.node_path(code):
            yield UnitProblem(code, "parent", UnitFault.NODE_MOVES, after.unit(code).name)


def _shared_names(before: UnitTable, after: UnitTable, wanted: Sequence[Unit]) -> Iterator[UnitProblem]:
    """Names that two units newly share on some day."""
    for unit in wanted:
        old = before.unit(unit.code) if unit.code in before else None
        known = set(_sharing(before, old)) if old is not None else set()
        told: set[str] = set()
        for field, key, other in _sharing(after, unit):
            if (field, key, other) not in known and other not in told:
                told.add(other)
                yield UnitProblem(unit.code, field, UnitFault.SHARED_NAME, after.unit(other).name)


def _sharing(table: UnitTable, unit: Unit) -> Iterator[tuple[str, str, str]]:
    """The names of a unit that others bear on the same day: field, key of the name, code of the other."""
    named = [("name", unit.name), ("short_name", unit.short_name), *(("aliases", alias) for alias in unit.aliases)]
    for field, name in named:
        key = name_key(name)
        for other in table.named(key) if key else ():
            if other.code != unit.code and _overlap(unit, other):
                yield field, key, other.code


def _overlap(one: Unit, other: Unit) -> bool:
    """Whether both exist on some day."""
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_to or date.max, other.valid_to or date.max)
