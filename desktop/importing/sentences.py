"""What a sentence of a letter or decision orders: who must act, with whose support, and by when."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from desktop.units.names import PrintedLine, name_key
from desktop.units.table import UnitTable

_LONGEST_HEADING: Final = 250
_LONGEST_NAMES: Final = 600
_BEGIN: Final = 3
"""Letters by which a text is known not to begin with a name; shorter names are abbreviations of as many letters."""
_ENTRUSTED: Final = re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Đối với|Phân công)\s+(?:cho\s+)?", re.IGNORECASE)
_OFFICE: Final = re.compile(
    r"(?:(?:Thủ trưởng|(?:Tổng )?[Gg]iám đốc|Chánh|(?:Tổng c|C|Chi c)ục trưởng|(?:Phó )?Trưởng|Lãnh đạo|Bộ trưởng"
    r"|Chủ tịch|Chủ nhiệm|Thống đốc|Vụ trưởng|Viện trưởng|Hiệu trưởng|Bí thư)(?:,)? )*(?:các |Các )?"
    r"(?:(?P<head>Tổng cục|Cục|Vụ|Chi cục|Phòng|Ban|Trung tâm|Sở|Bộ|Viện|Trường|Thanh tra|Đội|Tổ|Báo|Tòa án|Viễn thông"
    r"|Bưu điện|Đài|Hội|Liên đoàn|Ngân hàng|Tập đoàn|Tổng công ty|Công ty|Nhà máy|Cảng vụ"
    r"|Học viện|Bệnh viện|Bảo hiểm xã hội|Mặt trận)[\s,]+"
    r"|(?:Văn phòng|Ủy ban nhân dân|UBND|[Đđ]ơn vị|[Cc]ơ quan|Kho bạc|Công an)\b)"
    r"|[Cc]ác (?:sở|ban|bộ|ngành|phòng|cục|vụ|chi cục|đội|huyện|xã|phường|địa phương|tổ chức|bệnh viện|trường|viện|"
    r"trung tâm|doanh nghiệp|tập đoàn|ngân hàng|chi bộ|hội|chủ đầu tư)\b",
)
_LONGEST_BEGIN: Final = 200
_LOOK: Final = 12
_DUTY: Final = (
    r"chủ trì|làm đầu mối|đầu mối|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phối hợp|căn cứ|chủ động|tổ chức|"
    r"thực hiện|triển khai|xây dựng|tham mưu|hướng dẫn|theo dõi|kiểm tra|rà soát|đôn đốc|tổng hợp|báo cáo|bố trí|"
    r"cân đối|thẩm định|đẩy mạnh|tăng cường|nghiên cứu|phổ biến|quán triệt|khẩn trương|tiếp tục|trên cơ sở|nghiêm túc|"
    r"đảm bảo|bảo đảm|chỉ đạo|làm việc|tập trung|kịp thời|đẩy nhanh|đưa|gửi|cử|huy động|ưu tiên|phát động|vận động|"
    r"lồng ghép|duy trì|thường xuyên|định kỳ|công bố|công khai|cập nhật|kết nối|mở rộng|khắc phục|xem xét|phê duyệt|"
    r"thống nhất|tiếp thu|chuẩn bị|điều chỉnh|chấn chỉnh|siết chặt|kiện toàn|phát huy|phân bổ|tổng kết|sơ kết|"
    r"thành lập|thiết lập|khảo sát|trang bị|mua sắm|sửa chữa|tuyển dụng|thu thập|"
    r"xác định|xác minh|thông báo|tạo điều kiện|nắm chắc|sửa đổi|nâng cao|hoàn thiện|hoàn thành|đề xuất|ban hành"
)
_VERB: Final = (
    rf"(?:{_DUTY}|đảm bảo|bảo đảm|để|quyết liệt|hoàn thiện|hoàn thành|đề xuất|lập|trình|trong|về|nhằm|theo|cung cấp|"
    r"đào tạo|tuyên truyền|sửa đổi|ban hành|đánh giá|giúp|cùng|đối với|tiến hành|vận hành|nâng cao|nâng cấp|giải quyết)"
)
_NOT_AFTER: Final = re.compile(r"tổ chức(?= (?:có )?liên quan| cá nhân| quốc tế| chính trị| đoàn thể)|tổ chức,")
_VERB_HERE: Final = re.compile(rf"{_VERB}(?=[\s,:.;]|$)")
_DUTY_HERE: Final = re.compile(rf"\s*,?\s*(?:{_DUTY})(?=[\s,:.;]|$)")
_NO_DUTY: Final = re.compile(
    r"\W*(?:\d|(?:ông|bà|đồng chí|đ/c|các đồng chí|anh|chị|ths|ts|pgs|không|có|đã|đạt)\b)|\W*$", re.IGNORECASE
)
_WITH: Final = re.compile(r"\bphối hợp(?: chặt chẽ| thường xuyên| kịp thời)*(?: cùng)? với\s+", re.IGNORECASE)
_TOGETHER: Final = re.compile(
    r"(?:Chủ trì|Chủ động|Làm đầu mối)?[\s,]*(?:và )?phối hợp(?: chặt chẽ| thường xuyên)*(?P<with> cùng| với)*\s+",
    re.IGNORECASE,
)
_DAY: Final = r"(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
_PERIOD: Final = r"(?:tháng\s+\d{1,2}|quý\s+[IV1-4]{1,3})\s*(?:[/.-]|\s*năm)\s*\d{4}|năm\s+\d{4}"
_BY: Final = (
    r"(?:trước|chậm nhất(?: là)?(?: vào| đến)?|muộn nhất(?: là)?|đến hết|hết|xong trước|xong trong|hoàn thành trong|"
    r"trong(?=\s+(?:tháng|quý|năm)\s))"
)
_MOMENTS: Final = (
    re.compile(rf"\b{_BY}\s+(?:{_DAY}|{_PERIOD})", re.IGNORECASE),
    re.compile(r"\b(?:định kỳ(?: báo cáo)?\s+)?(?:hàng|hằng)\s+(?:ngày|tuần|tháng|quý|năm)\b", re.IGNORECASE),
)
_ASKED: Final = re.compile(r"\b(?:yêu cầu|đề nghị|giao|phân công)(?: cho)?\s+", re.IGNORECASE)
_THE: Final = re.compile(r"các\s+", re.IGNORECASE)
_WORD_OR_END: Final = re.compile(r"[^\W_]+|[:;]|\.(?=\s|$)")
_ENDS: Final = " \u00a0.,;:"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a paragraph orders to act and with whom; a heading names the actor and nothing to do.

    It is known where the words begin with a name of the unit table, certain where that unit is told to do something.
    """

    lead: str
    support: str
    is_heading: bool
    is_known: bool
    is_certain: bool


class Sentences:
    """Reads the sentences of one document with the names of the unit table."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._begins = {name_key(name)[:_BEGIN] for unit in units.all_units() for name in unit.names}

    def actor(self, text: str, *, must_be_known: bool = False) -> Actor | None:
        """Who the paragraph orders to act; None where it orders nobody by name, or by none the unit table knows."""
        entrusted = _ENTRUSTED.match(text)
        begin = entrusted.end() if entrusted else 0
        if not self._may_name(text[begin : begin + _LONGEST_BEGIN], must_be_known=must_be_known):
            return None
        end = self._end_of_names(text, begin)
        names = text[begin:end].strip(_ENDS)
        is_known = self._is_known(names)
        if not names or (not is_known and not _is_office(names)):
            return None
        rest = text[end:]
        if not rest.strip(_ENDS):
            is_short = len(names) <= _LONGEST_HEADING
            return Actor(names if entrusted else text.strip(), "", True, is_known, False) if is_short else None
        is_told = bool(entrusted or _DUTY_HERE.match(rest))
        if not is_told and not self._is_told_behind_colon(rest, is_sure=is_known or not must_be_known):
            return None
        return Actor(names, self._support_in(rest.partition(". ")[0]), False, is_known, is_known and is_told)

    @staticmethod
    def _is_told_behind_colon(rest: str, *, is_sure: bool) -> bool:
        """Whether a colon and a duty follow the names; a numbered or known name may be told anything but a person."""
        if not rest.lstrip().startswith(":"):
            return False
        told = _after_colon(rest)
        return _DUTY_HERE.match(told) is not None or (is_sure and _NO_DUTY.match(told) is None)

    def _may_name(self, text: str, *, must_be_known: bool) -> bool:
        """Whether a text may begin with a name: a cheap look before the long one."""
        return (not must_be_known and _OFFICE.match(text) is not None) or self._is_known(text)

    def supporters(self, text: str) -> str:
        """The words that name who supports, where the sentence begins with «(Chủ trì,) phối hợp với …»."""
        begun = _TOGETHER.match(text)
        if begun is None:
            return ""
        names = text[begun.end() : self._end_of_names(text, begun.end())].strip(_ENDS)
        return names if begun["with"] or self._is_known(names) else ""

    def moment(self, text: str) -> str:
        """The words that say by when or how often; "" where the sentence sets no time."""
        return next((found[0] for words in _MOMENTS if (found := words.search(text))), "")

    def _support_in(self, text: str) -> str:
        found = _WITH.search(text)
        return text[found.end() : self._end_of_names(text, found.end())].strip(_ENDS) if found else ""

    def ordered(self, text: str) -> str:
        """Who a sentence asks for the duties listed below it: «… yêu cầu các Cục Hải quan … thực hiện như sau:»."""
        if not text.rstrip().endswith(":"):
            return ""
        for asked in _ASKED.finditer(text):
            names = text[asked.end() : self._end_of_names(text, asked.end())].strip(_ENDS)
            if self._is_known(names):
                return names
        return ""

    def _is_known(self, names: str) -> bool:
        """Whether the words begin with the name of a unit or of a group."""
        return any(
            self._begins_like_a_name(text) and self._name_at(PrintedLine.of(text), 0) > 0
            for text in (_THE.sub("", names, count=1), names)
        )

    def _begins_like_a_name(self, text: str) -> bool:
        begin = name_key(text[:_LOOK])[:_BEGIN]
        return begin in self._begins or begin[:-1] in self._begins

    def _end_of_names(self, text: str, begin: int) -> int:
        """Where the names of units end: at a verb, a colon or the end of the sentence; known names count whole."""
        line = PrintedLine.of(text[begin : begin + _LONGEST_NAMES])
        after = 0
        for found in _WORD_OR_END.finditer(line.text):
            here = found.start()
            if here < after:
                continue
            if not found[0].isalnum():
                return begin + here
            index = bisect_left(line.places, here)
            name_end = self._name_at(line, index)
            if name_end:
                after = line.place(name_end)
            elif _VERB_HERE.match(line.text, here) and not _NOT_AFTER.match(line.text, here):
                return begin + here
        return begin + len(line.text)

    def _name_at(self, line: PrintedLine, index: int) -> int:
        """The letter behind the longest known name that begins here; 0 where none does."""
        begin = line.letters[index : index + _BEGIN]
        if (begin not in self._begins and begin[:-1] not in self._begins) or not line.starts_word(index):
            return 0
        for end in range(min(len(line.letters), index + self._units.longest_name), index, -1):
            if self._units.named(line.letters[index:end]) and line.ends_word(end):
                return end
        return 0


def _is_office(names: str) -> bool:
    """Whether words that the unit table does not know look like an office: «Phòng Nghiệp vụ», not «Phòng chống …»."""
    found = _OFFICE.match(names)
    return found is not None and (found["head"] is None or names[found.end() : found.end() + 1].isupper())


def _after_colon(rest: str) -> str:
    """What follows a colon, its first letter small as within a sentence."""
    text = rest.lstrip(" :")
    return text[:1].lower() + text[1:]
