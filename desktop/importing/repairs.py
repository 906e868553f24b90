"""Encoding damage of old documents and its repair, word by word (domain rules §0.2, §7.1).

Three kinds occur: single TCVN3 words in a Unicode text («kÕ hoạch»), signs of the Symbol font («³» for «≥»), and
headings in a TCVN3 capital font, whose accented letters stayed small («Kế HOạCH»). Misprints stay as printed.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from desktop.importing.parsed import RepairReason

_TCVN3_CODES: Final = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ "
    "CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ "
    "EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
_TCVN3: Final = {int(code[:2], 16): code[2] for code in _TCVN3_CODES.split()}
_VIETNAMESE_TOO: Final = frozenset("ÈÉÊÌÒÓÔÕÝÁÀÂÃÙÚÍáàâãèéêìíòóôõùúý")
_WORD: Final = re.compile(r"(?<!\w)[A-Za-z\u00a1-\u00ff]+(?!\w)")
_CAPITAL_INSIDE: Final = re.compile(r"[a-z][À-ÖØ-Þ]")
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:uyê|iê|yê|uô|ươ|ia|ya|ua|ưa|oa|oă|oe|oo|uâ|uê|uơ|uya|uy|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnptiyou])?"
)
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYMBOLS: Final = {"³": "≥", "£": "≤", "\uf0b3": "≥", "\uf0a3": "≤"}
_SYMBOL_BEFORE_NUMBER: Final = re.compile(r"([³£\uf0b3\uf0a3])\s?\d[\d.,]*(\s?%)?")
_CUBIC: Final = re.compile(r"(?:^|[^A-Za-zÀ-ỹ])[cdmk]?m$")
_CAPITAL_FONT_WORD: Final = re.compile(r"[A-ZĐ]{2}")


class Mend(NamedTuple):
    """A damaged passage, its repair, and the kind of damage."""

    was: str
    now: str
    why: RepairReason


def mends(line: str) -> Iterator[Mend]:
    """The damaged words and signs of a line, from left to right per kind."""
    for found in _WORD.finditer(line):
        decoded = _decoded(found[0])
        if decoded is not None:
            yield Mend(found[0], decoded, RepairReason.LEGACY_ENCODING)
    for found in _SYMBOL_BEFORE_NUMBER.finditer(line):
        word = line[line.rfind(" ", 0, found.start()) + 1 : found.start()]
        if _is_symbol_font(word, found[1], is_percent=found[2] is not None):
            now = word + found[0].replace(found[1], _SYMBOLS[found[1]], 1)
            yield Mend(word + found[0], now, RepairReason.SYMBOL_FONT)


def capital_font_mend(heading: str) -> Mend | None:
    """The repair of a heading set in a capital font: plain letters are all capitals, accented ones stayed small."""
    plain = [sign for sign in heading if sign.isascii() and sign.isalpha()]
    has_small_accent = any(not sign.isascii() and sign.islower() for sign in heading)
    is_capital_font = bool(plain) and all(sign.isupper() for sign in plain) and has_small_accent
    if is_capital_font and _CAPITAL_FONT_WORD.search(heading):
        return Mend(heading, heading.upper(), RepairReason.LEGACY_CAPITALS)
    return None


def _decoded(word: str) -> str | None:
    """The word read as TCVN3, where it shows signs of being that and gives a Vietnamese syllable."""
    if word.isascii() or not any(sign.isascii() for sign in word):
        return None
    has_sign = any(not sign.isascii() and sign not in _VIETNAMESE_TOO for sign in word)
    if not has_sign and not _CAPITAL_INSIDE.search(word):
        return None
    if any(not sign.isascii() and ord(sign) not in _TCVN3 for sign in word):
        return None
    decoded = "".join(sign if sign.isascii() else _TCVN3[ord(sign)] for sign in word)
    return decoded if is_syllable(decoded) else None


def is_syllable(word: str) -> bool:
    """Whether the word is spelt like one Vietnamese syllable with at most one tone."""
    marks = unicodedata.normalize("NFD", word.lower())
    if sum(mark in _TONES for mark in marks) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None


def _is_symbol_font(word: str, sign: str, *, is_percent: bool) -> bool:
    """Whether the sign stands for a comparison: not the cube of a metre, not a sum in pounds."""
    if sign == "³":
        return not _CUBIC.search(word[-4:])
    return is_percent or sign != "£"
