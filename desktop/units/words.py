"""The unit table in Vietnamese: its levels, its columns, a unit's days."""

from datetime import date
from typing import Final

from desktop.formats import day_text
from desktop.units.table import UnitTable
from desktop.units.unit import Unit, UnitLevel

LEVEL_WORDS: Final[dict[UnitLevel, str]] = {
    UnitLevel.GOVERNMENT: "Chính phủ",
    UnitLevel.COMMITTEE: "Ủy ban, ban chỉ đạo",
    UnitLevel.MINISTRY: "Bộ",
    UnitLevel.MINISTRY_UNIT: "Đơn vị thuộc Bộ",
    UnitLevel.GENERAL_DEPARTMENT: "Tổng cục khác",
    UnitLevel.HQ: "Cơ quan hải quan trung ương",
    UnitLevel.HQ_UNIT: "Đơn vị của cơ quan trung ương",
    UnitLevel.HQ_DIVISION: "Phòng của đơn vị trung ương",
    UnitLevel.GROUP: "Nhóm đơn vị",
    UnitLevel.PROVINCIAL: "Cục Hải quan tỉnh",
    UnitLevel.REGIONAL: "Chi cục Hải quan khu vực",
    UnitLevel.BRANCH: "Chi cục, đơn vị thuộc Cục",
    UnitLevel.LOCAL_UNIT_TYPE: "Loại đơn vị dưới Cục",
}
COLUMN_WORDS: Final[dict[str, str]] = {
    "code": "Mã đơn vị",
    "name": "Tên đầy đủ",
    "short_name": "Tên ngắn",
    "aliases": "Cách viết khác",
    "level": "Cấp",
    "parent": "Đơn vị cấp trên",
    "valid_from": "Có từ ngày",
    "valid_to": "Hết ngày",
    "notation": "Ký hiệu văn bản",
    "place": "Địa danh",
    "successors": "Đơn vị kế tục",
    "source": "Căn cứ",
}
"""The fields of a unit in the order in which they are shown."""
UNVERIFIED: Final = "chưa kiểm chứng"
"""Stands in the source of a row that nobody has checked against a document yet."""


def whole_words(unit: Unit) -> str:
    """What the units below this one are called together: «Toàn ngành», «Toàn Cục»."""
    if unit.level is UnitLevel.HQ:
        return "Toàn ngành"
    return "Toàn Chi cục" if unit.level is UnitLevel.REGIONAL else "Toàn Cục"


def days_text(unit: Unit) -> str:
    """Between which days the unit exists: «từ 01/03/2025», «đến hết 28/02/2025»; "" where both ends are open."""
    parts = []
    if unit.valid_from is not None:
        parts.append(f"từ {day_text(unit.valid_from)}")
    if unit.valid_to is not None:
        parts.append(f"đến hết {day_text(unit.valid_to)}")
    return " ".join(parts)


def is_unverified(unit: Unit) -> bool:
    """Whether the row says of itself that nobody has checked it."""
    return UNVERIFIED in unit.source


def field_text(units: UnitTable, unit: Unit, field: str) -> str:
    """A field of a unit as people read it: other units by their names, days as days."""
    value: object = getattr(unit, field)
    if field in {"parent", "successors"}:
        codes = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        return "; ".join(units.unit(code).name if code in units else code for code in codes)
    if isinstance(value, UnitLevel):
        return LEVEL_WORDS[value]
    if isinstance(value, date):
        return day_text(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")
