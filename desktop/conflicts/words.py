"""What the fields of a record and their values are called where people decide between them."""

from typing import Final

import msgspec

from desktop.deadlines.deadlines import deadline_from_json, write_deadline
from desktop.journal.event import Json
from desktop.obligations.words import PROFILE_WORDS
from desktop.progress.words import FIELD_WORDS
from desktop.sync.inbound.comparison import Subjects, worded
from desktop.units.facts import ALIAS
from desktop.units.words import COLUMN_WORDS

EMPTY: Final = "(trống)"
"""Stands where a field has no value."""

_LABELS: Final = {
    **FIELD_WORDS,
    "officer": "Cán bộ",
    "team": "Tổ",
    "state": "Việc giao",
    "role": "Vai trò",
    "reason": "Lý do",
    "title": "Nội dung",
    "activities": "Công việc cụ thể",
    "deadline_text": "Thời hạn",
    "deadline": "Thời hạn được hiểu",
    "lead_text": "Đơn vị chủ trì",
    "lead_units": "Đơn vị chủ trì được hiểu",
    "support_text": "Đơn vị phối hợp",
    "support_units": "Đơn vị phối hợp được hiểu",
    "note": "Ghi chú",
    "withdrawn_why": "Rút khỏi kế hoạch",
    "replaced_by": "Thay bằng",
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Nơi ban hành",
    "document": "Tệp văn bản",
    "changes": "Nội dung sửa đổi",
    "text": "Lời văn",
    "metric": "Chỉ số",
    "op": "So sánh",
    "value": "Giá trị",
    "unit": "Đơn vị tính",
    "year": "Năm",
    "words": "Việc định kỳ",
    "every": "Bao lâu một lần",
    "start_day": "Ngày bắt đầu kỳ",
    "send_offset": "Số ngày để gửi",
    "profile": "Cách tính kỳ",
    "begins": "Bắt đầu",
    "ends": "Kết thúc",
    "name": "Họ tên",
    "active": "Sử dụng",
}
_YES_NO: Final = {True: "Có", False: "Không"}


def field_label(kind: str, name: str) -> str:
    """What a field is called."""
    if kind == "unit":
        if name.startswith(ALIAS):
            return f"{COLUMN_WORDS['aliases']} «{name.removeprefix(ALIAS)}»"
        return COLUMN_WORDS.get(name, "Đưa ra khỏi bảng" if name == "removed" else name)
    return _LABELS.get(name, name)


def value_words(subjects: Subjects, name: str, value: Json) -> str:
    """A value as people read it; «(trống)» for none."""
    if value is None or value in ("", []):
        return EMPTY
    if name == "active":
        return worded(subjects, name, int(bool(value)))
    if isinstance(value, bool):
        return _YES_NO[value]
    if name == "deadline":
        return _deadline_words(value)
    if name == "profile":
        return {key.value: words for key, words in PROFILE_WORDS.items()}.get(str(value), str(value))
    if name == "changes" and isinstance(value, list):
        return f"{len(value)} thay đổi"
    if isinstance(value, list):
        return "\n".join(_part_words(part) for part in value)
    if isinstance(value, dict):
        return _part_words(value)
    return worded(subjects, name, value)


def _deadline_words(value: Json) -> str:
    try:
        return write_deadline(deadline_from_json(value)) or EMPTY
    except msgspec.ValidationError:
        return EMPTY


def _part_words(part: Json) -> str:
    return str(part.get("name") or part.get("code") or "") if isinstance(part, dict) else str(part)
