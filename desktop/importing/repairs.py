"""Encoding damage of old documents and its repair, word by word (domain rules §0.2, §7.1).

What occurs: words left in TCVN3 or VNI in a Unicode text («kÕ hoạch»), also without the letter ư, which many tools
drop; signs of the Symbol font («³» for «≥»); headings in a TCVN3 capital font, whose accented letters stayed small
(«Kế HOạCH»). Misprints stay as printed, and so do foreign words.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.importing.legacy import tcvn3_word, vni_word
from desktop.importing.parsed import RepairReason
from desktop.importing.syllables import is_common, is_syllable, lacks_only_tone

_WORD: Final = re.compile(r"(?<!\w)[A-Za-z\u00a1-\u00ff]+(?!\w)")
_QUOTED: Final = re.compile(r"«[^«»]*»")
_CAPITAL_INSIDE: Final = re.compile(r"[a-z][À-ÖØ-Þ]")
_CAPITALS: Final = re.compile(r"[A-Z].*[A-Z]")
_BEYOND_LATIN_1: Final = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_AFTER_NUMBER: Final = re.compile(r"\d\s?$")
_MICRO: Final = "µ"
_SELDOM: Final = frozenset({"ngời"})
_ABBREVIATION: Final = re.compile(r"[A-Z]+§[A-Z]*|§[A-Z]{2,}")
_VNI_ABBREVIATION: Final = re.compile(r"[A-Z]+Ñ[A-Z]*|Ñ[A-Z]{2,}")
_LOST_U: Final = re.compile(r"[ơớờởỡợ]", re.IGNORECASE)

_SYMBOLS: Final = {"³": "≥", "£": "≤", "\uf0b3": "≥", "\uf0a3": "≤"}
_SYMBOL_BEFORE_NUMBER: Final = re.compile(r"([³£\uf0b3\uf0a3])\s?\d[\d.,]*(\s?%)?")
_CUBIC: Final = re.compile(r"(?:^|[^A-Za-zÀ-ỹ])[cdmk]?m$")
_CAPITAL_FONT_WORD: Final = re.compile(r"[A-ZĐ]{2}")
_LONGEST_LINE: Final = 20_000


class Mend(NamedTuple):
    """A damaged passage, its repair, the kind of damage, and whether nothing had to be supplied."""

    was: str
    now: str
    why: RepairReason
    is_certain: bool = True


class _Reading(NamedTuple):
    """A word read in an old encoding."""

    text: str
    is_certain: bool = True


class _Word(NamedTuple):
    """A printed word made of Latin-1 letters, some of them accented."""

    printed: str
    begin: int
    is_vietnamese: bool
    readings: tuple[_Reading | None, _Reading | None]


def mends(line: str) -> Iterator[Mend]:
    """The damaged words and signs of a line, from left to right per kind.

    Replacing the first occurrence of each `was`, in this order, mends the line.
    """
    if len(line) > _LONGEST_LINE:
        return
    mended = line
    offset = 0
    for begin, mend in _damaged_words(line):
        yield _told_apart(mended, begin + offset, mend)
        mended = mended[: begin + offset] + mend.now + mended[begin + offset + len(mend.was) :]
        offset += len(mend.now) - len(mend.was)
    for found in _SYMBOL_BEFORE_NUMBER.finditer(mended):
        word = mended[mended.rfind(" ", 0, found.start()) + 1 : found.start()]
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


# --- words -------------------------------------------------------------------------------------------------


def _damaged_words(line: str) -> list[tuple[int, Mend]]:
    """The words of a line to be read in an old encoding, each with its place.

    A word speaks for an encoding where it is a syllable there and none as printed: by a foreign sign («ho¹ch»), by a
    capital inside («kÕ»), by its spelling («quèc»). Where only a tone mark is missing («hôp», rather a slip), such
    other words of the line decide; a syllable both ways («mét») is decoded only in a line wholly of that encoding.
    """
    words = _words(line)
    if not any(any(word.readings) for word in words):
        return []
    signs = [sum(_speaks_for(word, encoding) for word in words) for encoding in (0, 1)]
    if not any(signs):
        return []
    likelier = 1 if signs[1] > signs[0] else 0
    against = [sum(_speaks_against(word, encoding) for word in words) for encoding in (0, 1)]
    if _BEYOND_LATIN_1.search(line):
        against = [len(words) + 1] * 2
    is_capital = _is_capital(line)
    found: list[tuple[int, Mend]] = []
    for word in words:
        encoding = likelier if word.readings[likelier] else 1 - likelier
        reading = word.readings[encoding]
        if reading and reading.text != word.printed and _is_damaged(word, reading, signs[encoding], against[encoding]):
            now = reading.text.upper() if is_capital else reading.text
            found.append((word.begin, Mend(word.printed, now, RepairReason.LEGACY_ENCODING, reading.is_certain)))
    return found


def _is_capital(line: str) -> bool:
    """Whether a line was set in a capital font: «KÕ HO¹CH»."""
    plain = [sign for sign in line if sign.isascii() and sign.isalpha()]
    return len(plain) > 1 and all(sign.isupper() for sign in plain)


def _words(line: str) -> list[_Word]:
    quotes = {place for quoted in _QUOTED.finditer(line) for place in (quoted.start(), quoted.end() - 1)}
    words: list[_Word] = []
    for found in _WORD.finditer(line):
        begin, end = found.span()
        begin, end = begin + (begin in quotes), end - (end - 1 in quotes)
        printed = line[begin:end]
        if printed.isascii() or not _is_word(printed) or _is_measure(line, begin, printed):
            continue
        is_vietnamese = is_syllable(printed) and not _CAPITAL_INSIDE.search(printed)
        readings = (_reading(printed, tcvn3_word), _reading(printed, vni_word))
        words.append(_Word(printed, begin, is_vietnamese, readings))
    return words


@lru_cache(maxsize=16_384)
def _reading(printed: str, decode: Callable[[str], str | None]) -> _Reading | None:
    """The word in one encoding, if that gives a syllable; ư that was dropped before ơ is supplied."""
    decoded = decode(printed)
    if decoded is None or decoded.isascii():
        return None
    if _CAPITALS.search(printed):
        decoded = decoded.upper()
    if is_syllable(decoded) and decoded.lower() not in _SELDOM:
        return _Reading(decoded)
    abbreviation = _ABBREVIATION if decode is tcvn3_word else _VNI_ABBREVIATION
    if abbreviation.fullmatch(printed):
        return _Reading(decoded)
    if decode is not tcvn3_word:
        return None
    if decoded.lower() in _SELDOM:
        return _Reading(decoded[:2] + "ườ" + decoded[3:], is_certain=False)
    supplied = _LOST_U.sub(lambda found: ("Ư" if found[0].isupper() else "ư") + found[0], decoded, count=1)
    if supplied != decoded and is_syllable(supplied):
        return _Reading(supplied, is_certain=False)
    return None


def _speaks_for(word: _Word, encoding: int) -> bool:
    reading = word.readings[encoding]
    return reading is not None and not word.is_vietnamese and not _is_slip(word, reading)


def _is_slip(word: _Word, reading: _Reading) -> bool:
    """Whether the word alone proves nothing: a tone mark may be missing, it may be an abbreviation or all signs."""
    if not any(sign.isascii() for sign in word.printed) or _VNI_ABBREVIATION.fullmatch(word.printed):
        return True
    return lacks_only_tone(word.printed) and not is_common(reading.text)


def _speaks_against(word: _Word, encoding: int) -> bool:
    """Whether the word speaks against the encoding: right as printed, and there no syllable or no usual one."""
    reading = word.readings[encoding]
    return word.is_vietnamese and (reading is None or _is_likelier_as_printed(word, reading))


def _is_damaged(word: _Word, reading: _Reading, signs: int, against: int) -> bool:
    """Whether the words that speak for the encoding and those that speak against it make this one damaged."""
    if not word.is_vietnamese:
        return signs > 0 or not _is_slip(word, reading)
    if is_common(reading.text) and not is_common(word.printed):
        return signs > against
    return signs > 0 and against == 0 and not _is_likelier_as_printed(word, reading)


def _is_likelier_as_printed(word: _Word, reading: _Reading) -> bool:
    return is_common(word.printed) and not is_common(reading.text)


def _is_word(printed: str) -> bool:
    return len(printed) > 1 or printed.isalpha()


def _is_measure(line: str, begin: int, word: str) -> bool:
    """«10 µm»: a thousandth of a millimetre."""
    return (
        word.startswith(_MICRO) and len(word) <= 2 and _AFTER_NUMBER.search(line, max(0, begin - 2), begin) is not None
    )


def _told_apart(line: str, begin: int, mend: Mend) -> Mend:
    """The mend with so many of the words before it that its first occurrence is the one meant."""
    start = begin
    while line.find(line[start : begin + len(mend.was)]) != start:
        start = max(line.rfind(" ", 0, max(0, start - 1)) + 1, 0) if start else 0
    before = line[start:begin]
    return mend._replace(was=before + mend.was, now=before + mend.now)


def _is_symbol_font(word: str, sign: str, *, is_percent: bool) -> bool:
    """Whether the sign stands for a comparison: not the cube of a metre, not a sum in pounds."""
    if sign == "³":
        return not _CUBIC.search(word[-4:])
    return is_percent or sign != "£"
