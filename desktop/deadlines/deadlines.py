"""Deadlines: what a printed «Thời gian hoàn thành» means, kept beside the words it was read from.

The kinds and their fields are those of a parsed plan. Where one sentence names several moments, `due` is the
first of them. What is not understood stays a condition holding the printed words: nothing is guessed.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

from desktop.deadlines.deadline import (
    EVERY_WORDS,
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Every,
    deadline_from_json,
    deadline_to_json,
    describe,
)
from desktop.deadlines.moments import Moment, is_range, moments_in
from desktop.deadlines.rhythms import recurrence_in, rhythm_in
from desktop.text import collapse, search_key

__all__ = [
    "LONGEST_DEADLINE",
    "NO_DEADLINE",
    "Deadline",
    "DeadlineKind",
    "Every",
    "deadline_from_json",
    "deadline_to_json",
    "describe",
    "is_conditional_wording",
    "is_guess",
    "is_strictly_before",
    "parse_deadline",
    "recurrence_in",
    "write_deadline",
]

LONGEST_DEADLINE: Final = 2_000
_UNDER_CONDITION: Final = "điều kiện: "
_NO_DEADLINE_WORDS: Final = frozenset({"", "khong thoi han", "khong quy dinh", "khong quy dinh thoi han"})
_EMPTY_SIGNS: Final = " .-–—…_/*"
_FILLING: Final = (
    r"(?:(?:thuc hien|hoan thanh|trien khai|tien hanh|du kien|thoi gian|thoi han|bao cao|ban hanh|xong|[:,;–-])\s*)*"
)
_TIME_SPAN: Final = r"(?:\d+|mot|hai|ba)\s*(?:gio|ngay|tuan|thang|nam)\b(?:\s*lam viec)?"
_CONDITION_WORDS: Final = re.compile(
    rf"{_FILLING}(?:"
    r"(?:ngay )?(?:khi|sau)\b(?! thang (?:dau|cuoi|mot\b|/))|ke tu (?:khi|ngay (?!\d))|tu (?:khi|ngay (?!\d))"
    r"|(?:theo|tuy|tuy theo|tuy thuoc|can cu|phu hop voi|cung voi|dong thoi|song song|doi voi|truong hop)\b"
    r"|(?:trong vong|trong thoi han|trong qua trinh|trong suot|dot xuat|kip thoi|truoc khi|(?:cho )?den khi)\b"
    rf"|(?:cham nhat|muon nhat|khong qua|toi da)\s*(?:la\s*|trong\s*)?{_TIME_SPAN}(?!\s*\d)"
    rf"|{_TIME_SPAN}\s*(?:ke tu|sau|tu|truoc)\b)"
)
_NUMBERS: Final = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_IN_WORDS: Final = re.compile(
    r"\b(thang|quy) (muoi (?:mot|hai)|mot|gieng|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|chap)"
    r"(?=\s*(?:/|,?\s*nam\s+(?:19|20)\d\d))"
)
_AFTER_ALL: Final = re.compile(
    r"[,;]\s*(?=(?:nhung |va )?(?:cham nhat|muon nhat|hoan thanh|xong|truoc (?!khi)|den het|khong qua|tre nhat))"
)
_ON: Final = r"(?:tro di|tro ve sau|ve sau)\b"
_FROM: Final = re.compile(
    r"(?:^|\s|\()(?:ke\s+)?tu\s+(?:ngay\s+)?(?:dau\s+)?$"
    r"|\bbat dau(?:\s+(?:trien khai|thuc hien|ap dung|tien hanh))?(?:\s+(?:trong|vao|tu))*\s*$"
)
_ONWARDS: Final = re.compile(rf"\s*{_ON}")
_CONTINUES: Final = re.compile(
    r"\b(?:cac|nhung|hang|moi)\s+(?:nam|quy|thang|ky)\s+(?:tiep theo|ke tiep|sau|tiep|toi)\b"
    r"|\bva (?:tiep tuc|duy tri|hang nam|cac nam)\b|\b(?:sau do|tiep theo)\s+(?:thuong xuyen|lien tuc|hang nam)\b"
)


def parse_deadline(printed: str) -> Deadline:
    """The meaning of a printed deadline; unknown wording becomes a condition that holds it. Never raises."""
    text = collapse(printed)
    written = _under_condition(text)
    if written:
        return written
    if len(text) > LONGEST_DEADLINE:
        return _conditional(text)
    key = _key(text)
    if key.strip(_EMPTY_SIGNS) in _NO_DEADLINE_WORDS:
        return NO_DEADLINE
    return _conditional_or_last_day(text, key) or _beside(text, key) or _conditional(text)


def write_deadline(deadline: Deadline) -> str:
    """The Vietnamese words of a deadline that `parse_deadline` reads back as the same deadline.

    A condition that would read as something else follows «điều kiện: ».
    """
    words = describe(deadline)
    if deadline.condition is None or parse_deadline(words) == deadline:
        return words
    often = f"{EVERY_WORDS[deadline.every]}, " if deadline.every else ""
    return f"{often}{_UNDER_CONDITION}{deadline.condition}"


def is_conditional_wording(printed: str) -> bool:
    """Whether the words themselves name a condition: «khi …», «sau khi …», «theo tiến độ …», «theo yêu cầu»."""
    text = collapse(printed[:LONGEST_DEADLINE])
    return text.startswith(_UNDER_CONDITION) or _CONDITION_WORDS.match(_key(text)) is not None


def is_strictly_before(printed: str) -> bool:
    """Whether the first moment stands right after «trước»: the day itself is then too late in strict reading.

    `due` stays the printed day; of «trước tháng 6/2025» it is the last day of May. Not strict are «trước hoặc trong
    ngày …» and «trước 17 giờ ngày …».
    """
    moments = moments_in(_key(printed[:LONGEST_DEADLINE]))
    return bool(moments) and moments[0].is_before


def is_guess(printed: str) -> bool:
    """Whether the reading fills in what the print lost, as in «2022-025»: it deserves a look."""
    moments = moments_in(_key(printed[:LONGEST_DEADLINE]))
    return any(moment.is_guess for moment in moments)


def _key(text: str) -> str:
    """The text for comparison, also with numerals that are single signs (Ⅳ) or words («tháng Sáu») written out."""
    key = search_key(unicodedata.normalize("NFKC", text))
    return _IN_WORDS.sub(lambda found: f"{found[1]} {_NUMBERS[found[2]]}", key)


def _conditional(text: str) -> Deadline:
    return Deadline(DeadlineKind.CONDITIONAL, condition=text)


def _under_condition(text: str) -> Deadline | None:
    """«điều kiện: …» and «hàng năm, điều kiện: …», as `write_deadline` writes them."""
    if text.startswith(_UNDER_CONDITION):
        return _conditional(text.removeprefix(_UNDER_CONDITION))
    often, sign, condition = text.partition(f", {_UNDER_CONDITION}")
    every = next((every for every, words in EVERY_WORDS.items() if words == often), None)
    return Deadline(DeadlineKind.RECURRING, every=every, condition=condition) if sign and every else None


def _conditional_or_last_day(text: str, key: str) -> Deadline | None:
    """A condition; where a last day follows it («theo tiến độ …, chậm nhất 30/6/2025»), that day."""
    if _CONDITION_WORDS.match(key) is None or _is_rhythm_alone(text):
        return None
    parts = _AFTER_ALL.split(key, maxsplit=1)
    last_day = _of_moments(parts[1]) if len(parts) > 1 and not is_conditional_wording(parts[1]) else None
    return last_day or _conditional(text)


def _is_rhythm_alone(text: str) -> bool:
    """«Theo quý», «triển khai theo tháng»: worded like a condition, but a rhythm."""
    rhythm = rhythm_in(text)
    return rhythm is not None and rhythm.begin == 0 and not rhythm.rest


def _beside(text: str, key: str) -> Deadline | None:
    """A rhythm or moments; «Quý II/2021, sau đó thường xuyên» is the quarter, and continues."""
    rhythm = rhythm_in(text)
    moments = moments_in(key)
    continues = _CONTINUES.search(key)
    if rhythm and not (moments and continues and moments[0].begin <= rhythm.begin):
        return Deadline(DeadlineKind.RECURRING, every=rhythm.every, condition=rhythm.rest or None)
    return _of_moments(key)


def _of_moments(key: str) -> Deadline | None:
    moments = moments_in(key)
    if not moments:
        return None
    first = moments[0]
    continues = _CONTINUES.search(key) is not None
    if len(moments) > 1 and is_range(key[first.end : moments[1].begin]):
        return _range(first, _last_of_chain(key, moments), continues=continues)
    if len(moments) == 1 and first.kind is not DeadlineKind.RANGE and _is_start(key, first):
        return Deadline(DeadlineKind.RANGE, start=first.first, continues=True)
    if first.kind is DeadlineKind.RANGE:
        return _range(first, first, continues=continues)
    return Deadline(first.kind, due=first.last, continues=continues)


def _last_of_chain(key: str, moments: list[Moment]) -> Moment:
    """The end of «2025-2026-2027»."""
    for before, moment in pairwise(moments):
        if not is_range(key[before.end : moment.begin]):
            return before
    return moments[-1]


def _is_start(key: str, moment: Moment) -> bool:
    return bool(_FROM.search(key, 0, moment.begin) or _ONWARDS.match(key, moment.end))


def _range(first: Moment, last: Moment, *, continues: bool) -> Deadline | None:
    if last.last < first.first:
        return None
    return Deadline(DeadlineKind.RANGE, start=first.first, due=last.last, continues=continues)
