"""What the words of one line of a flow say about the column it may stand in."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.deadlines.deadlines import DeadlineKind, is_conditional_wording, parse_deadline, recurrence_in
from desktop.text import search_key
from desktop.units.cell import UnitDoubt, read_cell
from desktop.units.table import load_units


class Likeness(IntEnum):
    """How much a line reads like a value of some sort."""

    NONE = 0
    MENTIONED = 1
    WORDED = 2
    FULL = 3


class Opening(IntEnum):
    """Whether the first words name something to be done, or something that is there when it is done."""

    OTHER = 0
    WORK = 1
    PRODUCT = 2


class Shape(NamedTuple):
    """What is seen of a line; lines of one shape are treated alike."""

    is_number: bool
    is_label: bool
    is_bullet: bool
    is_short: bool
    starts_small: bool
    ends_open: bool
    ends_in_comma: bool
    ends_within: bool
    ends_sentence: bool
    deadline: Likeness
    unit: Likeness
    opening: Opening
    heads_number: bool = False
    """Whether it may name what the number below it begins."""


NUMBER_ALONE: Final = re.compile(r"\(?(?:[IVX]{1,7}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3}){0,4}|[a-zđ](?=[.)]))\s?[.)]{0,2}|[-–+]")
LABEL: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}[.)]?\s+\S")
BULLET: Final = re.compile(r"[-–+*•]\s?|\d{1,2}[.)]\s|\(?[a-zđ]\)\s")
_WITHIN: Final = re.compile(r"(?:\s[-–]|(?:^|\s)(?:Vụ|Cục|Chi cục|Bộ|Tổng cục|và|của|các|thuộc|tại|về|cho|với|theo))$")
_OF_THE_HOUSE: Final = re.compile(r"(?:thuộc|của|ãnh đạo) (?:Vụ|Cục|Chi cục|Bộ|Tổng cục)$")
"""A name that ends a line whole: «Lãnh đạo Bộ» says whose leaders by the office that issues the plan."""
_DEADLINE_BEGIN: Final = re.compile(r"(?:trước |từ |đến |hết |trong )?(?:ngày|tháng|quý|quí|năm|từ|đến)", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_FIRST_WORDS: Final = 8
_FEWEST_SHARED: Final = 4
_SHARED: Final = 0.75
_GOING_ON: Final = frozenset("&,;)/")
_SHORT: Final = 60
_LONGEST_DEADLINE: Final = 600
_LONGEST_UNIT: Final = 240
_DEADLINE_WORD: Final = re.compile(r"[a-z]+|\d+")
_DEADLINE_WORDS: Final = frozenset(
    _DEADLINE_WORD.findall(
        "ngay thang nam quy qui tu den truoc sau va cac tiep theo trong giai doan hang moi thuong xuyen lien "
        "tuc dinh ky dau cuoi giua het cham nhat hoan thanh ke bat trien khai thuc hien nhiem vu i ii "
        "iii iv t q khi yeu cau nua tuan lan moi"
    )
)
_QUARTER: Final = re.compile(r"(?:trong )?qu[ýí]\s?(?:IV|I{1,3}|[1-4])", re.IGNORECASE)
_MAY_BE_DEADLINE: Final = re.compile(
    r"(?:(?:nhiệm vụ|thực hiện|triển khai|hoàn thành|trong)\s+)?"
    r"(?:thường|liên|định|ngày|cuối|đầu|hàng|hằng|mỗi|theo|khi|ngay|sau|kể|tu[ỳỷ]|tùy|căn|chậm|trước|trong)\b",
    re.IGNORECASE,
)
_RECURRENCE_FIRST: Final = re.compile(r"(?:thuong xuyen|lien tuc|dinh ky|hang (?:ngay|tuan|thang|quy|nam)|moi nam)\b")
_MOMENT_WITHIN: Final = re.compile(r"\b(?:cham nhat|truoc ngay|trong vong)\b.*\d")
_UNIT_FIRST: Final = re.compile(
    r"(?:các |một số |những |toàn bộ )?(?:đơn vị|cơ quan|bộ|ngành|tổng cục|cục|chi cục|vụ|văn phòng|ban|phòng|đội|sở|"
    r"ubnd|ủy ban|uỷ ban|trường|viện|thanh tra|kho bạc|công ty|trung tâm|báo|tạp chí|thời báo|"
    r"tổ|hội|hiệp hội|doanh nghiệp|liên đoàn|bch|ngân hàng|công an|bảo hiểm xã hội|bhxh|tòa án|viễn thông|bưu điện|"
    r"đài (?:phát thanh|truyền hình)|mặt trận|ubmttq|đoàn thanh niên|tỉnh đoàn|thành đoàn|tập đoàn|học viện|khoa|"
    r"bệnh viện|hải quan|địa phương|lãnh đạo|phó (?:chi )?cục trưởng|(?:chi )?cục trưởng|giám đốc|phó giám đốc|"
    r"chủ tịch|phó chủ tịch|chánh văn phòng|trưởng phòng|cảng vụ|quận|huyện|xã)\b",
    re.IGNORECASE,
)
_NO_UNIT_FIRST: Final = re.compile(
    r"(?:các |những )?(?:tổ chức|hội nghị|hội thảo|báo cáo|ban hành|bộ (?:tiêu chí|chỉ số|mã|tài liệu)|"
    r"phòng,? (?:chống|ngừa)|trường hợp|đội ngũ|vụ (?:việc|án)|ngành nghề)\b",
    re.IGNORECASE,
)
_SIGNIFICANT: Final = re.compile(r"[A-ZĐ][A-ZĐa-z&.\- ]{1,14}-?")
_SENTENCE_WORDS: Final = re.compile(
    r"\b(?:được|phải|cần|đã|sẽ|là|nhằm|để|theo hướng|tổng hợp|báo cáo|đề xuất|xây dựng|ban hành)\b"
)
_WORK_FIRST: Final = re.compile(
    r"(?:xây dựng|rà soát|nghiên cứu|đánh giá|triển khai|tổ chức|phối hợp|thực hiện|hoàn thiện|sửa đổi|bổ sung|"
    r"ban hành|đề xuất|trình|tham mưu|chủ trì|chủ động|chỉ đạo|đẩy mạnh|tăng cường|nâng cao|nâng cấp|đầu tư|trang bị|"
    r"cung cấp|thiết lập|thiết kế|đưa vào|kết nối|tiếp tục|tiếp nhận|tổng hợp|lấy ý kiến|chỉnh lý|giải trình|họp|"
    r"thành lập|xác định|lập|kiểm tra|hướng dẫn|đào tạo|tập huấn|tuyên truyền|phổ biến|số hóa|ứng dụng|áp dụng|"
    r"theo dõi|chuẩn bị|chuẩn hóa|tham gia|đàm phán|ký|thu thập|cập nhật|vận hành|khai thác|quản lý|giám sát|"
    r"báo cáo (?:bộ|chính|lãnh))(?=\W|$)",
    re.IGNORECASE,
)
_PRODUCT_FIRST: Final = re.compile(
    r"(?:các |bộ |bản |dự thảo |hồ sơ |những |\d+ )?(?:báo cáo|quyết định|nghị định|nghị quyết|thông tư|văn bản|"
    r"vbqppl|kế hoạch|đề án|danh mục|danh sách|hệ thống|quy trình|quy chế|quy định|tờ trình|hồ sơ|chương trình|"
    r"công văn|bảng|biên bản|hội nghị|hội thảo|dự thảo|bài toán|cơ sở dữ liệu|phương án|phần mềm|tài liệu|sổ tay|"
    r"cuộc họp|lớp|khóa|khoá|sản phẩm|kết quả|bài viết|thông báo|chỉ thị|luật|pháp lệnh|chức năng|cổng|mô hình|"
    r"số liệu|dữ liệu|tin bài|đoàn kiểm tra|thỏa thuận|máy móc|trang thiết bị|chuyên đề)(?=\W|$)",
    re.IGNORECASE,
)


def shapes(lines: Sequence[str]) -> list[Shape]:
    """The shapes of the lines of a flow, each with what the line before or behind it says of it.

    A line that ends in a colon promises what the next line holds; a name of a unit may be broken over two lines.
    """
    found = [shape_of(line) for line in lines]
    for place in range(len(found) - 2, -1, -1):
        below = found[place + 1]
        if below.is_number and _is_name(found[place]):
            found[place] = found[place]._replace(heads_number=True)
        if lines[place].endswith(":") and found[place].deadline < below.deadline:
            found[place] = found[place]._replace(deadline=Likeness.MENTIONED)
        goes_on = below.starts_small or found[place].ends_within
        if goes_on and below.unit is Likeness.NONE and found[place].unit is not Likeness.NONE:
            whole = _unit_likeness(f"{_words(lines[place])} {_words(lines[place + 1])}"[:_LONGEST_UNIT])
            found[place : place + 2] = [found[place]._replace(unit=whole), below._replace(unit=whole)]
    for place in _echoes(lines, found):
        found[place] = found[place]._replace(opening=Opening.PRODUCT)
    return found


def _is_name(shape: Shape) -> bool:
    is_plain = shape.is_short and not (shape.is_number or shape.is_bullet or shape.starts_small or shape.ends_sentence)
    return is_plain and shape.deadline is Likeness.NONE and shape.opening is Opening.OTHER


def _echoes(lines: Sequence[str], found: Sequence[Shape]) -> Iterator[int]:
    """Bullets that begin like the first one below a colon: there the results of the works begin, in the same order."""
    first: frozenset[str] = frozenset()
    for place, shape in enumerate(found):
        if not shape.is_bullet:
            first = frozenset()
            continue
        words = frozenset(_words(lines[place])[:_SHORT].lower().split()[:_FIRST_WORDS])
        if place and found[place - 1].ends_open and not found[place - 1].is_bullet:
            first = words
        elif len(first & words) >= max(_FEWEST_SHARED, _SHARED * len(words)):
            yield place


def _words(line: str) -> str:
    bullet = BULLET.match(line)
    return line[bullet.end() :].lstrip() if bullet else line


def shape_of(line: str) -> Shape:
    """The shape of one line."""
    bullet = BULLET.match(line)
    words = _words(line)
    is_number = len(line) <= _SHORT and NUMBER_ALONE.fullmatch(line) is not None
    return Shape(
        is_number=is_number,
        is_label=LABEL.match(line) is not None,
        is_bullet=bullet is not None,
        is_short=len(line) <= _SHORT,
        starts_small=bullet is None and (line[:1].islower() or line[:1] in _GOING_ON),
        ends_open=line.endswith(":") or _DEADLINE_BEGIN.fullmatch(line) is not None,
        ends_in_comma=line.endswith(","),
        ends_within=_WITHIN.search(line[-_SHORT:]) is not None and not _OF_THE_HOUSE.search(line),
        ends_sentence=line.endswith((".", ";")),
        deadline=Likeness.NONE if is_number or len(line) > _LONGEST_DEADLINE else _deadline_likeness(words),
        unit=Likeness.NONE if is_number or len(line) > _LONGEST_UNIT else _unit_likeness(words),
        opening=_opening(words[:_SHORT]),
    )


@lru_cache(maxsize=4096)
def _deadline_likeness(words: str) -> Likeness:
    if _QUARTER.fullmatch(words):
        return Likeness.FULL
    if not (_MAY_BE_DEADLINE.match(words) or _DIGIT.search(words) or _DEADLINE_BEGIN.fullmatch(words)):
        return Likeness.NONE
    key = search_key(words)
    pieces = _DEADLINE_WORD.findall(key)
    if pieces and all(piece.isdecimal() or piece in _DEADLINE_WORDS for piece in pieces):
        has_moment = any(len(piece) > 2 for piece in pieces if piece.isdecimal()) or recurrence_in(words) is not None
        has_number = any(piece.isdecimal() for piece in pieces)
        if has_moment or (has_number and parse_deadline(words).kind is not DeadlineKind.CONDITIONAL):
            return Likeness.FULL
    if _RECURRENCE_FIRST.match(key) or is_conditional_wording(words):
        return Likeness.WORDED
    if _DEADLINE_BEGIN.fullmatch(words):
        return Likeness.WORDED
    return Likeness.MENTIONED if _MOMENT_WITHIN.search(key) else Likeness.NONE


@lru_cache(maxsize=4096)
def _unit_likeness(words: str) -> Likeness:
    is_worded = _UNIT_FIRST.match(words) is not None and not _NO_UNIT_FIRST.match(words)
    if not is_worded and not _SIGNIFICANT.fullmatch(words):
        return Likeness.NONE
    reading = read_cell(load_units(), words, on=None, issuer_code="")
    unknown = [name for doubt, name in reading.doubts if doubt is UnitDoubt.UNKNOWN]
    if reading.units and not unknown:
        return Likeness.FULL
    is_sentence = _SENTENCE_WORDS.search(words) is not None
    return Likeness.WORDED if is_worded and not is_sentence else Likeness.NONE


def _opening(words: str) -> Opening:
    if _WORK_FIRST.match(words):
        return Opening.WORK
    return Opening.PRODUCT if _PRODUCT_FIRST.match(words) else Opening.OTHER
