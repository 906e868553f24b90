"""The words of an import report: groups, fields and values of its lines, on the screen and on paper."""

from typing import Final

from desktop.formats import period_text
from desktop.progress.words import FIELD_WORDS
from desktop.sync.inbound.import_report import ChangeLine, LineGroup
from desktop.units.words import COLUMN_WORDS

GROUP_WORDS: Final = {
    LineGroup.REOPENED: "Cần quyết định lại",
    LineGroup.CONFLICT: "Cần quyết định",
    LineGroup.REFUSED: "Nơi gửi không nhận",
    LineGroup.REJECTED: "Không nhận của nơi gửi",
    LineGroup.HELD: "Chờ tệp trước",
    LineGroup.NEWER: "Cần bản phần mềm mới",
    LineGroup.AFFECTED: "Ảnh hưởng bởi sửa kế hoạch",
    LineGroup.AFTER_REPORT: "Nhận sau khi chốt báo cáo",
    LineGroup.VERDICT: "Kết luận của cấp trên",
    LineGroup.DECLINED: "Đề nghị trả nhiệm vụ",
    LineGroup.WITHDRAWN: "Thu hồi",
    LineGroup.ASSIGNED: "Giao cho đơn vị",
    LineGroup.PROGRESS: "Kết quả thực hiện",
    LineGroup.RECEIPT: "Biên nhận",
    LineGroup.ALLOCATED: "Phân công trong đơn vị",
    LineGroup.ISSUED: "Kế hoạch và nhiệm vụ",
    LineGroup.REMOVED: "Thôi hiển thị",
    LineGroup.PEOPLE: "Người dùng",
    LineGroup.UNITS: "Bảng đơn vị",
    LineGroup.LATE: "Nhận muộn",
    LineGroup.DUPLICATE: "Đã có từ trước",
}
"""The groups of changes in the order they are shown: what needs a person first."""
ALARMING: Final = frozenset({LineGroup.CONFLICT, LineGroup.REFUSED, LineGroup.REJECTED, LineGroup.REOPENED})
_REASONED: Final = frozenset({LineGroup.REFUSED, LineGroup.REJECTED})
_WITHOUT_BEFORE: Final = ALARMING | {
    LineGroup.RECEIPT,
    LineGroup.AFFECTED,
    LineGroup.AFTER_REPORT,
    LineGroup.DECLINED,
    LineGroup.DUPLICATE,
    LineGroup.HELD,
    LineGroup.NEWER,
    LineGroup.VERDICT,
}
"""Groups whose lines say something of a record without a value that was there before."""
_FIELDS: Final = {
    **FIELD_WORDS,
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "title": "Nội dung",
    "deadline_text": "Thời hạn",
    "lead_text": "Đơn vị chủ trì",
    "support_text": "Đơn vị phối hợp",
    "note": "Ghi chú",
    "role": "Vai trò",
    "state": "Việc giao",
    "reason": "Lý do",
    "officer": "Cán bộ",
    "team": "Tổ",
    "name": "Họ tên",
    "active": "Sử dụng",
    "words": "Việc định kỳ",
    "amendment": "Bản sửa đổi",
    "acknowledged": "Xác nhận bản sửa đổi",
    "withdrawn_why": "Rút khỏi kế hoạch",
    "every": "Bao lâu một lần",
    "begins": "Bắt đầu",
    "ends": "Kết thúc",
    "event": "Thay đổi",
    "late": "Ngày ghi",
    "report": "Báo cáo đã chốt",
    "amendment_flag": "Sửa kế hoạch",
    "verdict": "Kết luận",
    "decline_reason": "Đề nghị trả",
    "decline_answer": "Trả lời",
    "attachment": "Tệp đính kèm",
    "attachment_content": "Nội dung tệp đã xin",
    "removed": "Tệp đính kèm",
    **{f"unit.{name}": words for name, words in COLUMN_WORDS.items()},
}
_RECORDS: Final = {
    LineGroup.ISSUED: "Nhiệm vụ mới",
    LineGroup.ASSIGNED: "Giao mới",
    LineGroup.PEOPLE: "Người mới",
    LineGroup.ALLOCATED: "Phân công",
    LineGroup.REMOVED: "Không còn",
    LineGroup.RECEIPT: "Đã nhận",
    LineGroup.REFUSED: "Không nhận",
    LineGroup.REJECTED: "Không nhận",
}


def field_words(line: ChangeLine) -> str:
    """What of a record a line is about, with its period."""
    if line.field and line.group is not LineGroup.RECEIPT:
        words = _FIELDS.get(line.field, line.field)
    elif line.group is LineGroup.ISSUED and not line.label:
        words = "Kế hoạch mới"
    else:
        words = _RECORDS.get(line.group, "Bản ghi")
    return f"{words}, {period_text(line.period)}" if line.period else words


def before_words(line: ChangeLine) -> str:
    """What the ledger holds now."""
    if line.before and line.group is not LineGroup.RECEIPT:
        return line.before
    return "" if line.group in _WITHOUT_BEFORE else "Chưa có"


def after_words(line: ChangeLine) -> str:
    """What the ledger would hold: a new record by its title, a field by its value; of what is not taken why first."""
    if line.group is LineGroup.RECEIPT:
        return line.title
    if line.field:
        return line.after or "(trống)"
    if line.group in _REASONED:
        return f"{line.after} {line.title}".strip()
    parts = [line.title, line.after]
    return " · ".join(part for part in parts if part) or "Không còn"
