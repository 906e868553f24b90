"""Why a received event is kept but not applied; the code travels back to its sender."""

from enum import StrEnum
from typing import Final

from desktop.errors import ApprovalFault


class Rejection(StrEnum):
    """What is wrong with an event beyond its form; the stored keys travel in receipts."""

    UNREADABLE = "unreadable"
    WRONG_ENTITY = "wrong_entity"
    WRONG_AUDIENCE = "wrong_audience"
    NOT_FROM_BELOW = "not_from_below"
    NOT_FROM_ABOVE = "not_from_above"
    NOT_FROM_TOP = "not_from_top"
    OTHER_SITE = "other_site"
    OUTSIDE_WRITER = "outside_writer"
    OTHER_UNIT = "other_unit"
    OTHER_UNITS_PERSON = "other_units_person"
    OTHER_LEVELS_FIELD = "other_levels_field"
    MALFORMED_RECORD = "malformed_record"
    NOT_A_REVIEWER = "not_a_reviewer"
    CLOSED_STREAM = "closed_stream"
    TAKEN_BACK = "taken_back"


REJECTION_WORDS: Final[dict[str, str]] = {
    Rejection.UNREADABLE: "Nội dung không đọc được.",
    Rejection.WRONG_ENTITY: "Loại thay đổi không hợp với bản ghi.",
    Rejection.WRONG_AUDIENCE: "Thay đổi nằm ở luồng không dành cho nó.",
    Rejection.NOT_FROM_BELOW: "Nơi gửi không phải đơn vị cấp dưới.",
    Rejection.NOT_FROM_ABOVE: "Nơi gửi không phải đơn vị cấp trên.",
    Rejection.NOT_FROM_TOP: "Bảng đơn vị chỉ nhận từ cơ quan trung ương.",
    Rejection.OTHER_SITE: "Dữ liệu nội bộ của đơn vị khác.",
    Rejection.OUTSIDE_WRITER: "Nơi gửi giao việc cho đơn vị ngoài phạm vi của mình.",
    Rejection.OTHER_UNIT: "Bản ghi thuộc đơn vị khác.",
    Rejection.OTHER_UNITS_PERSON: "Người dùng thuộc đơn vị khác.",
    Rejection.MALFORMED_RECORD: "Kết quả không đúng khuôn dạng.",
    Rejection.NOT_A_REVIEWER: "Người duyệt không có quyền duyệt trong đơn vị.",
    Rejection.OTHER_LEVELS_FIELD: "Nơi gửi ghi vào phần của cấp khác.",
    Rejection.CLOSED_STREAM: "Máy đó ghi sau mốc chốt: khóa đã bị thu hồi, hoặc sổ có hai bản.",
    Rejection.TAKEN_BACK: "Nơi nhận đã rút lại lần nhập có nội dung này.",
    ApprovalFault.SAME_PERSON: "Cùng một người nhập và duyệt.",
    ApprovalFault.SAME_KEY: "Người nhập và người duyệt dùng chung một khóa.",
    ApprovalFault.UNKNOWN_SUBMITTER: "Người nhập không có trong danh sách của đơn vị.",
    ApprovalFault.UNKNOWN_APPROVER: "Người duyệt không có trong danh sách của đơn vị.",
    ApprovalFault.BAD_SUBMISSION: "Nội dung khác bản người nhập đã gửi duyệt.",
    ApprovalFault.BAD_APPROVAL: "Nội dung khác bản đã duyệt.",
}

# What news of a unit's people can still put right: these events are judged again after its roster changed.
MENDED_BY_ROSTER: Final = frozenset(
    {
        str(Rejection.NOT_A_REVIEWER),
        str(ApprovalFault.UNKNOWN_SUBMITTER),
        str(ApprovalFault.UNKNOWN_APPROVER),
        str(ApprovalFault.SAME_KEY),
        str(ApprovalFault.BAD_SUBMISSION),
        str(ApprovalFault.BAD_APPROVAL),
    }
)


def rejection_words(code: str) -> str:
    """The reason in Vietnamese; a code of a newer program is shown as it is."""
    return REJECTION_WORDS.get(code, code)
