"""What an event is about, in words, where its record cannot be shown: it waits, or is known already."""

from typing import Final

from desktop.journal.event import kind_of

_TYPES: Final = {
    "plan.issued": "Kế hoạch mới",
    "plan.amended": "Bản sửa đổi kế hoạch",
    "plan.acknowledged": "Xác nhận bản sửa đổi",
    "task.issued": "Nhiệm vụ mới",
    "task.edited": "Sửa nhiệm vụ",
    "task.amended": "Sửa nhiệm vụ theo bản sửa đổi",
    "task.retired": "Rút nhiệm vụ",
    "task.assigned": "Giao nhiệm vụ",
    "task.withdrawn": "Thu hồi nhiệm vụ",
    "task.declined": "Đề nghị trả nhiệm vụ",
    "task.upheld": "Trả lời đề nghị trả nhiệm vụ",
    "task.allocated": "Phân công trong đơn vị",
    "obligation.defined": "Việc định kỳ",
    "obligation.ended": "Kết thúc việc định kỳ",
    "progress.reported": "Ghi kết quả",
    "progress.submitted": "Gửi duyệt kết quả",
    "progress.returned": "Trả lại kết quả",
    "progress.approved": "Duyệt kết quả",
    "progress.published": "Kết quả đã duyệt",
    "progress.accepted": "Chấp nhận kết quả",
    "progress.sent_back": "Trả lại kết quả đã gửi",
    "attachment.added": "Đính kèm tệp",
    "attachment.removed": "Gỡ tệp đính kèm",
    "attachment.published": "Tệp đính kèm của kết quả đã duyệt",
    "person.enrolled": "Người dùng mới",
    "person.changed": "Sửa người dùng",
    "unit.changed": "Sửa bảng đơn vị",
    "conflict.decided": "Quyết định một chỗ song song",
    "conflict.reopened": "Mở lại một quyết định",
    "import.taken_back": "Rút lại một lần nhập",
    "import.redone": "Nhận lại một lần nhập",
    "fork.ruled": "Kết luận về một luồng dữ liệu",
    "restored": "Hoàn tác",
}
_KINDS: Final = {
    "plan": "Kế hoạch",
    "amend": "Bản sửa đổi kế hoạch",
    "ack": "Xác nhận bản sửa đổi",
    "target": "Chỉ tiêu",
    "task": "Nhiệm vụ",
    "asg": "Giao nhiệm vụ",
    "alloc": "Phân công trong đơn vị",
    "obl": "Việc định kỳ",
    "prog": "Kết quả thực hiện",
    "att": "Tệp đính kèm",
    "person": "Người dùng",
    "unit": "Bảng đơn vị",
    "taken": "Rút lại một lần nhập",
    "closure": "Kết luận về một luồng dữ liệu",
}
OTHER: Final = "Thay đổi khác"


def event_words(type_: str, entity: str) -> str:
    """«Kết quả đã duyệt»; a type of a newer program by the kind of its record."""
    return _TYPES.get(type_) or kind_words(entity)


def kind_words(entity: str) -> str:
    """What kind of record it is."""
    return _KINDS.get(kind_of(entity) if "/" in entity else "", OTHER)
