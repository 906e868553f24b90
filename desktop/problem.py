"""Something wrong with an input, as a value that is shown beside its field."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """Whether a problem stops the record or passes with a written explanation (FEATURES A5)."""

    BLOCKING = "blocking"
    WARNING = "warning"


class ProblemKind(StrEnum):
    """What is wrong; the stored keys name rows of the sentence table."""

    REQUIRED = "required"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    UNREADABLE_TEXT = "unreadable_text"
    TOO_LONG = "too_long"
    PERCENT_BELOW_HUNDRED = "percent_below_hundred"
    COMPLETED_WITHOUT_DATE = "completed_without_date"
    DATE_WITHOUT_COMPLETION = "date_without_completion"
    DATE_AFTER_TODAY = "date_after_today"
    DOCUMENT_WITHOUT_DATE = "document_without_date"
    DATE_WITHOUT_DOCUMENT = "date_without_document"
    SECRET_MARK = "secret_mark"  # noqa: S105  # a kind of problem, no password


PROBLEM_SENTENCES: dict[ProblemKind, str] = {
    ProblemKind.REQUIRED: "Chưa nhập ô này. Nhập rồi gửi lại.",
    ProblemKind.NOT_A_NUMBER: "Đây không phải là số. Gõ số nguyên, ví dụ 60.",
    ProblemKind.OUT_OF_RANGE: "Số nằm ngoài khoảng cho phép. Gõ số từ 0 đến 100.",
    ProblemKind.NOT_A_DATE: "Đây không phải là ngày. Gõ theo dạng 25/06/2007.",
    ProblemKind.UNREADABLE_TEXT: "Chữ có ký tự ẩn hoặc hỏng. Gõ lại đoạn này.",
    ProblemKind.TOO_LONG: "Đoạn chữ quá dài. Rút ngắn, hoặc đưa vào văn bản kèm theo.",
    ProblemKind.PERCENT_BELOW_HUNDRED: "Đã hoàn thành thì tiến độ phải là 100%. Sửa tiến độ hoặc trạng thái.",
    ProblemKind.COMPLETED_WITHOUT_DATE: "Chưa có ngày hoàn thành. Ghi ngày xong việc.",
    ProblemKind.DATE_WITHOUT_COMPLETION: "Có ngày hoàn thành nhưng trạng thái chưa xong. Sửa một trong hai ô.",
    ProblemKind.DATE_AFTER_TODAY: "Ngày này chưa tới. Sửa ngày.",
    ProblemKind.DOCUMENT_WITHOUT_DATE: "Văn bản chưa có ngày. Ghi ngày của văn bản.",
    ProblemKind.DATE_WITHOUT_DOCUMENT: "Có ngày nhưng chưa có số văn bản. Ghi số, ký hiệu.",
    ProblemKind.SECRET_MARK: "Chữ có dấu hiệu văn bản mật. Không nhập tài liệu thuộc danh mục bí mật nhà nước.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one field."""

    field: str
    kind: ProblemKind
    grade: Grade = Grade.BLOCKING

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in Vietnamese."""
        return PROBLEM_SENTENCES[self.kind]


def blocking(problems: list[Problem]) -> list[Problem]:
    """The problems that stop the record."""
    return [problem for problem in problems if problem.grade is Grade.BLOCKING]
