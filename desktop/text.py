"""Vietnamese text: what a field accepts, how it is searched, how it is ordered.

Text is kept in NFC as it was typed; folding serves comparison only. `đ` has no Unicode decomposition, so
every folding names it (domain rules §7.2).
"""

import re
import unicodedata
from typing import Final

from desktop.errors import UnreadableText

DEFAULT_LIMIT: Final = 10_000
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_TO_D: Final = str.maketrans(dict.fromkeys("đĐðÐɖƉ", "d"))
_ALPHABET: Final = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The marks of Latin letters; the rarer ones of other scripts are looked up one by one."""
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

CollationKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]
NaturalKey = tuple[tuple[int, int, str], ...]


def clean_text(text: str, *, multiline: bool = False, limit: int = DEFAULT_LIMIT) -> str:
    """The text in NFC without surrounding blanks, fit to be stored and signed.

    Raises `UnreadableText` for lone surrogates, control and invisible characters (line feeds and tabs are
    welcome where the field has several lines), and for more than `limit` characters.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableText("encoding") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if multiline else text
    clean = unicodedata.normalize("NFC", lines).strip()
    allowed = "\n\t" if multiline else ""
    if any(unicodedata.category(sign) in _REFUSED_CATEGORIES and sign not in allowed for sign in clean):
        raise UnreadableText("control")
    if len(clean) > limit:
        raise UnreadableText("long")
    return clean


def search_key(text: str) -> str:
    """The text without marks and letter case, blanks collapsed: «Đồng Nai» and «dong nai» are alike."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_TO_D).casefold()))
    if not bare.isascii():
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return collapse(bare)


def collapse(text: str) -> str:
    """The text on one line: every run of blanks, also of non-breaking ones, is one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """The text in NFC without the control characters that paper and XML cannot hold; lines and tabs stay."""
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept)


def is_same_text(left: str, right: str) -> bool:
    """Whether two texts read the same: equal but for blanks and Unicode normal form."""
    return collapse(unicodedata.normalize("NFC", left)) == collapse(unicodedata.normalize("NFC", right))


def natural_key(number: str) -> NaturalKey:
    """Sort key of printed numbering: 1.2 before 1.9 before 1.10, `A.2` before `A.10`."""
    pieces = re.findall(r"[0-9]+|[^\W\d_]+", unicodedata.normalize("NFC", number))
    return tuple(_counted(piece) if piece[0].isdigit() else (1, 0, piece.casefold()) for piece in pieces)


def vietnamese_key(text: str) -> CollationKey:
    """Sort key in the order of the Vietnamese alphabet: a ă â … d đ …, then tones, then the text itself.

    Tones (none, huyền, hỏi, ngã, sắc, nặng) and case decide only between words equal otherwise; runs of
    digits count by their value.
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for piece in re.findall(r"[0-9]{1,18}|.", collapse(unicodedata.normalize("NFC", text)).lower()):
        if piece[0] in "0123456789":
            letters.append((2, int(piece)))
            continue
        marks = unicodedata.normalize("NFD", piece)
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), 0))
        bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_place(bare))
    return tuple(letters), tuple(tones), text


def _counted(digits: str) -> tuple[int, int, str]:
    """Digits compared by value without making a number of them, however many they are."""
    value = digits.lstrip("0")
    return (0, len(value), value)


def _place(letter: str) -> tuple[int, int]:
    if letter in _ALPHABET:
        return (3, _ALPHABET[letter])
    return (0, 0) if letter == " " else (4 if letter.isalpha() else 1, ord(letter[0]))
