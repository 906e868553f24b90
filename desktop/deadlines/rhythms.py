"""How often something comes back, said in the words of plans: «hàng quý», «6 tháng một lần», «2 lần/năm»."""

import re
import unicodedata
from typing import Final, NamedTuple

from desktop.deadlines.deadline import Every
from desktop.text import collapse

_EACH: Final = r"\b(?:(?:dinh ky )?(?:hang|moi|tung)|dinh ky(?: theo)?)\s+"
_ONCE: Final = r"\s*(?:/|mot|0?1)\s*(?:0?1\s*)?lan\b"
_ONE_TIME: Final = r"\s*(?:mot|0?1)\s*lan\b"
_NO_NUMBER: Final = rf"(?:{_ONE_TIME}|\b(?!\s*(?:/|\d)))"
_IN_A_YEAR: Final = r"lan\s*(?:/|trong|mot|moi)\s*nam\b"
_YEAR_HAS: Final = r"\b(?:(?:moi|hang|mot)\s+)?nam\s*"
_HALF_YEAR: Final = r"(?:(?:0?6|sau)\s*thang|nua nam)"
_NOT_A_QUARTER: Final = r"(?!\s*(?:dinh|che|trinh|hoach|mo|pham|uoc|luat|[iv]+\b|\d))"
_WORDINGS: Final[dict[Every, tuple[str, ...]]] = {
    Every.DAY: (rf"\b(?:hang|moi|tung)\s+ngay{_NO_NUMBER}", r"\b(?:0?1|mot)\s*lan\s*/\s*ngay\b"),
    Every.WEEK: (rf"{_EACH}tuan{_NO_NUMBER}", rf"\b(?:0?1|mot)\s*(?:tuan{_ONCE}|lan\s*/\s*tuan\b)"),
    Every.MONTH: (rf"{_EACH}thang{_NO_NUMBER}", rf"\b(?:0?1|mot)\s*(?:thang{_ONCE}|lan\s*/\s*thang\b)"),
    Every.QUARTER: (
        rf"{_EACH}(?:quy(?:{_ONE_TIME}|\b){_NOT_A_QUARTER}|0?3\s*thang\b)",
        rf"\b(?:(?:0?3|ba)\s*thang|(?:0?1\s*)?quy){_ONCE}",
        rf"\b(?:0?1|mot)\s*lan\s*/\s*quy\b|\b(?:0?4|bon)\s*{_IN_A_YEAR}|{_YEAR_HAS}(?:0?4|bon)\s*lan\b",
    ),
    Every.HALF: (
        rf"\b(?:(?:dinh ky|hang|moi)\s+)?{_HALF_YEAR}{_ONCE}",
        rf"\b(?:dinh ky(?: theo)?|hang|moi)\s+{_HALF_YEAR}\b(?!\s*(?:dau|cuoi))",
        rf"\b(?:0?2|hai)\s*{_IN_A_YEAR}|{_YEAR_HAS}(?:0?2|hai)\s*lan\b",
    ),
    Every.YEAR: (
        rf"{_EACH}nam(?:{_ONE_TIME}|\b)(?!\s*(?:\d|tiep theo|ke tiep|sau))",
        rf"\bthuong nien\b|\b(?:0?1|mot)\s*(?:nam{_ONCE}|{_IN_A_YEAR})|\b12\s*thang{_ONCE}",
    ),
    Every.CONTINUOUS: (r"\b(?:thuong xuyen|lien tuc|quanh nam)\b",),
}
_RHYTHMS: Final = tuple((re.compile("|".join(wordings)), every) for every, wordings in _WORDINGS.items())
_BY_PERIOD: Final = re.compile(r"(?:bao cao |thuc hien |dinh ky )?theo (?:tung )?(tuan|thang|quy|nam)\.?")
_PERIODS: Final = {"tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER, "nam": Every.YEAR}
_BETWEEN: Final = r"[\s,.;:/–—-]|\bva\b|\bhoac\b"
_ADVERBS: Final = r"\bthuong xuyen\b|\blien tuc\b|\bdinh ky\b|\bthuc hien\b|\btrien khai\b|\btien hanh\b"
_EMPTY_BRACKET: Final = re.compile(r"\(\s*\)")
_NOTHING_MORE: Final = re.compile(rf"(?:{_BETWEEN}|{_ADVERBS}|\bbao cao\b|\btong hop\b|\bhoan thanh\b)*")
_LEADING: Final = re.compile(rf"(?:{_BETWEEN}|{_ADVERBS})*")
_TRAILING: Final = re.compile(rf"(?:{_BETWEEN}|{_ADVERBS})*$")
_D: Final = str.maketrans("đĐ", "dd")


class Rhythm(NamedTuple):
    """How often, where the words begin in the text, and what the rest of the text says about it."""

    every: Every
    begin: int
    rest: str


def rhythm_in(text: str) -> Rhythm | None:
    """The finest rhythm a text names, None where it names none; words in brackets count where no others do."""
    plain = unicodedata.normalize("NFC", text)
    found = _found(aligned_key(plain))
    if found is None:
        return None
    every, begin, end = found
    return Rhythm(every, begin, _rest(f"{plain[:begin]} {plain[end:]}"))


def recurrence_in(text: str) -> Every | None:
    """How often the text says that something comes back, None where it does not.

    Also for single activities: a «thường xuyên» task may hold a list due «Hàng tháng …» (608 C.7 to C.9).
    """
    found = _found(aligned_key(unicodedata.normalize("NFC", collapse(text))))
    return found[0] if found else None


def _found(key: str) -> tuple[Every, int, int] | None:
    period = _BY_PERIOD.fullmatch(key)
    if period:
        return _PERIODS[period[1]], 0, len(key)
    bracket = key.find("(")
    for end in (bracket, len(key)) if bracket > 0 else (len(key),):
        for words, every in _RHYTHMS:
            found = words.search(key, 0, end)
            if found:
                return every, found.start(), found.end()
    return None


def aligned_key(text: str) -> str:
    """The text in small letters without marks, every letter at the place it has in the (NFC) text."""
    return "".join(map(_plain_letter, text.translate(_D)))


def _plain_letter(sign: str) -> str:
    if sign.isspace():
        return " "
    return unicodedata.normalize("NFD", sign.lower())[0] if not sign.isascii() else sign.lower()


def _rest(text: str) -> str:
    """What is left beside the words of the rhythm: without adverbs and commas around it, or one pair of brackets."""
    rest = collapse(_EMPTY_BRACKET.sub(" ", text))
    key = aligned_key(rest)
    if _NOTHING_MORE.fullmatch(key):
        return ""
    leading, trailing = _LEADING.match(key), _TRAILING.search(key)
    rest = rest[leading.end() if leading else 0 : trailing.start() if trailing else None]
    if not (rest.startswith("(") and rest.endswith(")") and _is_one_bracket(rest)):
        return rest
    inside = rest[1:-1].strip()
    return "" if _NOTHING_MORE.fullmatch(aligned_key(inside)) else inside


def _is_one_bracket(text: str) -> bool:
    depth = 0
    for sign in text[:-1]:
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return False
    return depth == 1
