"""Printed numbers: «II», «A», «1.10», «a)», «(2)», «Mục tiêu 3», alone in their cell or at the begin of a text."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.text import search_key

_ROMAN: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_LETTER: Final = re.compile(r"[A-ZĐ]")
_SMALL: Final = re.compile(r"\(?([a-zđ])\)?")
_PLAIN: Final = re.compile(r"[0-9]{1,3}")
_BRACKETED: Final = re.compile(r"\(?([0-9]{1,3})\)")
_DOTTED: Final = re.compile(r"(?:[0-9]{1,3}|[IVX]{1,6}|[A-ZĐ])(?:\.(?:[0-9]{1,3}|[a-zđ]))+")
_LONGEST: Final = 12
_LONGEST_LEADING: Final = 24
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SMALL_ALPHABET: Final = "abcdđefghiklmnopqrstuvxy"
_WORDS: Final = (
    r"Phần|Chương|Mục tiêu(?: cụ thể)?|Mục|Nhóm(?: nhiệm vụ| giải pháp)?|Nhiệm vụ|Giải pháp|Nội dung|Lĩnh vực|Điều|"
    r"Phụ lục|Dự án|Tiểu dự án|Hợp phần"
)
_WORD_LABEL: Final = re.compile(
    rf"(?P<word>{_WORDS})\s+(?:thứ\s+)?(?:số\s+)?(?P<number>[IVX]{{1,6}}|[A-ZĐ]|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*)"
    r"\s*(?:[:.)–-]\s*|$)",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    r"(?:(?P<dotted>(?:[0-9]{1,2}|[IVX]{1,6}|[A-ZĐ])(?:\.[0-9]{1,2})+)(?:\s*[.):/]?\s+|[.)](?=[A-ZĐ]))"
    r"|(?P<marked>[0-9]{1,2}|[IVX]{1,6}|[A-ZĐ]|[a-zđ])\s*[.):/]\s+"
    r"|(?P<tight>[0-9]{1,2})[.)](?=[A-ZĐ])"
    r"|\((?P<inside>[0-9]{1,2}|[a-zđ]|[ivx]{1,4})\)\s*)(?=\S)"
)


class LabelKind(StrEnum):
    """What sort of number a row prints."""

    WORD = "word"
    ROMAN = "roman"
    LETTER = "letter"
    PLAIN = "plain"
    DOTTED = "dotted"
    SMALL = "small"
    BRACKETED = "bracketed"
    OTHER = "other"


HEADING_KINDS: Final = frozenset({LabelKind.WORD, LabelKind.ROMAN, LabelKind.LETTER})


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number without trailing marks; `word` is the word before it, such as «muc tieu»."""

    text: str
    kind: LabelKind
    word: str = ""

    @property
    def level(self) -> str:
        """Labels of one level are numbered together."""
        return f"{self.kind}:{self.word}"


def printed_label(cell: str) -> Label | None:
    """The label that fills a number cell; None for an empty cell or for words."""
    text = cell.strip(" .\n:/-–+*•\u00a0")
    if not text or "\n" in text:
        return None
    worded = _WORD_LABEL.fullmatch(text)
    if worded:
        return Label(worded["number"], LabelKind.WORD, search_key(worded["word"]))
    return Label(text, _kind(text)) if len(text) <= _LONGEST else None


def leading_label(text: str) -> tuple[Label, str] | None:
    """The label a text begins with and the rest of the text; None where it begins with words or a quantity."""
    worded = _WORD_LABEL.match(text)
    if worded and worded.end() < len(text):
        return Label(worded["number"], LabelKind.WORD, search_key(worded["word"])), text[worded.end() :]
    found = _LEADING.match(text)
    if found is None:
        return None
    number = found["dotted"] or found["marked"] or found["tight"]
    if number is None:
        number = f"({found['inside']})"
    elif found["marked"] and _is_bracket(found[0]):
        number += ")"
    return (Label(number, _kind(number)), text[found.end() :]) if len(number) <= _LONGEST_LEADING else None


def follows(before: str, label: Label) -> bool:
    """Whether a label is the next of its kind after the one printed before it; other labels may follow anything."""
    place = label_place(label.text, label.kind)
    return place is None or place == (label_place(before, label.kind) or 0) + 1


def label_place(text: str, kind: LabelKind) -> int | None:
    """Which one of its kind a label is, from 1; None where that cannot be said."""
    if kind is LabelKind.LETTER:
        return _ALPHABET.find(text) + 1 if text and text in _ALPHABET else None
    if kind is LabelKind.SMALL:
        letter = text.strip("()")
        return _SMALL_ALPHABET.find(letter) + 1 if letter and letter in _SMALL_ALPHABET else None
    bare = text.strip("()")
    if bare and _ROMAN.fullmatch(bare):
        values = [_ROMAN_VALUES[sign] for sign in bare]
        return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    last = bare.rpartition(".")[2]
    return int(last) if last.isdecimal() and last.isascii() else None


def as_letter(label: Label, before: str) -> Label | None:
    """A lone I, V or X as the section after H, U or W; None where it is no such letter."""
    if label.kind is not LabelKind.ROMAN or not _LETTER.fullmatch(label.text):
        return None
    letter = Label(label.text, LabelKind.LETTER)
    return letter if before and follows(before, letter) else None


def _kind(text: str) -> LabelKind:
    if _ROMAN.fullmatch(text):
        return LabelKind.ROMAN
    for pattern, kind in (
        (_LETTER, LabelKind.LETTER),
        (_PLAIN, LabelKind.PLAIN),
        (_BRACKETED, LabelKind.BRACKETED),
        (_SMALL, LabelKind.SMALL),
        (_DOTTED, LabelKind.DOTTED),
    ):
        if pattern.fullmatch(text):
            return kind
    return LabelKind.OTHER


def _is_bracket(printed: str) -> bool:
    return printed.rstrip().endswith(")")
