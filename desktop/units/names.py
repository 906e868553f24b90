"""Comparing unit names as they are printed: spacing, case and the place of tone marks do not count."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SEPARATORS: Final = frozenset(",;/\n")
_TRAILING: Final = ".,;:-–+*• \u00a0\n\t"
_DASHES: Final = str.maketrans({"–": "-", "—": "-", "\u2011": "-"})
_OFFICE_WORDS: Final = (
    "Bộ|Tổng cục|Cục|Chi cục|Vụ|Sở|Ban|Phòng|Văn phòng|UBND|Ủy ban|Uỷ ban|Viện|Trường|Trung tâm|Thanh tra|"
    "Kho bạc|Công an|Ngân hàng|Học viện|Hiệp hội|Hội|Bảo hiểm|Kiểm toán|Tòa án|Toà án|Đội|Báo|Tạp chí|Thời báo|Đài"
)
_OFFICE: Final = re.compile(rf"(?:[Cc]ác )?(?:{_OFFICE_WORDS})\b(?=.*\w)")
_BODY: Final = re.compile(
    r"(?:các|một số|những|toàn|đơn vị|cơ quan|tổ chức|doanh nghiệp|cá nhân|lãnh đạo|địa phương|công ty|tổng công ty|"
    r"tập đoàn|liên đoàn|liên minh|mặt trận|đoàn|đại học|quân đội|bộ đội|đảng|hđnd|hội đồng|chính phủ|quốc hội)\b",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(r"[A-ZĐ&]{2,}")
_TONE_PLACES: Final = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def name_key(name: str) -> str:
    """The name for comparison: lower case, without blanks and trailing punctuation."""
    return _folded(name.strip(_TRAILING)).replace(" ", "")


def begins_like_a_unit(text: str, *, is_office: bool = False) -> bool:
    """Whether a text begins with a word that names a body, or with an abbreviation; `is_office`: a single office.

    «Sở Tư pháp», «các đơn vị …», «UBND …» begin a unit; «Thể thao và Du lịch», «thành phố» and a bare «Ban» go on.
    """
    words = text.lstrip(_TRAILING)
    begins_office = _OFFICE.match(words) is not None
    return begins_office or (not is_office and bool(_BODY.match(words) or _ABBREVIATION.match(words)))


def _folded(text: str) -> str:
    """Lower case, blanks as spaces, one spelling per tone place; always as long as the NFC text."""
    plain = unicodedata.normalize("NFC", text).translate(_DASHES)
    folded = "".join(_lower(sign) for sign in plain)
    for old, new in _TONE_PLACES.items():
        folded = folded.replace(old, new)
    return folded


def _lower(sign: str) -> str:
    if sign.isspace():
        return " "
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a unit cell with its folded letters, each remembering where it stands in the text."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "PrintedLine":
        """The line, ready to be scanned."""
        plain = unicodedata.normalize("NFC", text)
        kept = [(letter, place) for place, letter in enumerate(_folded(plain)) if letter != " "]
        return cls(plain, "".join(letter for letter, _ in kept), tuple(place for _, place in kept))

    def place(self, index: int) -> int:
        """Where in the text the letter at `index` stands; the end of the text after the last letter."""
        return self.places[index] if index < len(self.places) else len(self.text)

    def part(self, begin: int, end: int) -> str:
        """The text from letter `begin` up to, not including, letter `end`."""
        return self.text[self.place(begin) : self.places[end - 1] + 1] if end > begin else ""

    def starts_word(self, index: int) -> bool:
        """Whether a word may begin at this letter."""
        here = self.place(index)
        return here == 0 or not (self.text[here - 1].isalnum() and self.text[here : here + 1].isalnum())

    def ends_word(self, index: int) -> bool:
        """Whether a word may end before this letter."""
        last = self.places[index - 1]
        return not (self.text[last].isalnum() and self.text[last + 1 : last + 2].isalnum())

    def is_separator(self, index: int) -> bool:
        """Whether the letter parts two names: `,` `;` `/`, or a dash or full stop that stands off a word."""
        here = self.place(index)
        if self.text[here] in _SEPARATORS:
            return True
        if self.letters[index] in "-+*•.":
            return here == 0 or not self.text[here - 1].isalnum() or not self.text[here + 1 : here + 2].isalnum()
        return False
