"""Automatic numbers of a Word document, written as the word processor shows them."""

from dataclasses import dataclass, field
from typing import Final

from desktop.importing.legacy import decode_run
from desktop.importing.readers.word_parts import Element, Style, W, font_of, is_on, number, value

_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TYPED_BULLETS: Final = frozenset("-–—+*•")
_LONGEST_PATTERN: Final = 60
_LARGEST_COUNT: Final = 30_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, and the words around the number (`%1.%2`)."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str = ""
    restarts_after: int | None = None
    """The level (from 1) after which this one starts again; 0 never, None after any higher one."""
    only_decimal: bool = False
    is_close: bool = False
    """Whether the text follows the number without a gap."""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a list, with the levels it starts anew or changes."""

    list: _List
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """The lists of one document with their counters, which follow the paragraphs down."""

    def __init__(self, root: Element | None) -> None:
        self._uses: dict[str, _Use] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        abstract = {found.get(f"{W}abstractNumId", ""): found for found in root.iterfind(f"{W}abstractNum")}
        by_style = {value(found, "styleLink"): found for found in abstract.values() if value(found, "styleLink")}
        lists: dict[str, _List] = {}
        for use in root.iterfind(f"{W}num"):
            key = value(use, "abstractNumId")
            if key not in lists:
                element = abstract.get(key)
                element = by_style.get(value(element, "numStyleLink"), element)
                lists[key] = _List(_levels(element) if element is not None else {})
            self._uses[use.get(f"{W}numId", "")] = _use(use, lists[key])

    def text(self, properties: Element | None, style: Style) -> str:
        """The number of the next paragraph, with the gap after it; "" where it has none."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        use = self._uses.get(value(own, "numId") or style.list_id)
        if use is None:
            return ""
        list_id = value(own, "numId") or style.list_id
        place = number(own, "ilvl", -1)
        if place < 0:
            place = next(
                (at for at, level in use.list.levels.items() if level.style and level.style == style.list_style),
                style.level,
            )
        level = use.levels.get(place) or use.list.levels.get(place)
        if level is None or place >= _LEVELS:
            return ""
        self._count(list_id, use, place, level)
        shown = _shown(use, place, level)
        return shown if level.is_close or not shown else f"{shown} "

    def _count(self, list_id: str, use: _Use, place: int, level: Level) -> None:
        counts = use.list.counts
        before = counts[place]
        if place in use.starts and (list_id, place) not in self._begun:
            before = use.starts[place] - 1
        elif before is None:
            before = level.start - 1
        self._begun.add((list_id, place))
        counts[place] = min(before + 1, _LARGEST_COUNT)
        for below in range(place + 1, _LEVELS):
            lower = use.levels.get(below) or use.list.levels.get(below)
            after = lower.restarts_after if lower else None
            if after is None or place < after:
                counts[below] = None


def _levels(element: Element) -> dict[int, Level]:
    return {place: _level(found) for found in element.iterfind(f"{W}lvl") if (place := _place(found)) is not None}


def _place(element: Element) -> int | None:
    text = element.get(f"{W}ilvl", "")
    return int(text) if text in {str(level) for level in range(_LEVELS)} else None


def _level(element: Element) -> Level:
    pattern = value(element, "lvlText")[:_LONGEST_PATTERN]
    form = value(element, "numFmt", "decimal")
    font = font_of(element.find(f"{W}rPr"))
    restart = number(element, "lvlRestart", -1)
    return Level(
        start=number(element, "start", 0),
        form=form,
        pattern=_bullet(pattern) if form == "bullet" else decode_run(pattern, font) or pattern,
        style=value(element, "pStyle"),
        restarts_after=None if restart < 0 else restart,
        only_decimal=is_on(element, "isLgl"),
        is_close=value(element, "suff") == "nothing",
    )


def _bullet(sign: str) -> str:
    """Signs of picture fonts mean nothing as letters: all are the one round bullet."""
    return sign if sign in _TYPED_BULLETS else "•" if sign else ""


def _use(element: Element, of: _List) -> _Use:
    starts, levels = {}, {}
    for override in element.iterfind(f"{W}lvlOverride"):
        place = _place(override)
        if place is None:
            continue
        start = number(override, "startOverride", -1)
        if start >= 0:
            starts[place] = start
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[place] = _level(own)
    return _Use(of, starts, levels)


def _shown(use: _Use, place: int, level: Level) -> str:
    if level.form == "bullet":
        return level.pattern
    text = level.pattern
    for at in range(place + 1):
        if f"%{at + 1}" in text:
            above = use.levels.get(at) or use.list.levels.get(at) or Level()
            count = use.list.counts[at]
            form = "decimal" if level.only_decimal else above.form
            text = text.replace(f"%{at + 1}", _counted(above.start if count is None else count, form))
    return text.strip()


def _counted(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form in {"upperLetter", "lowerLetter"} and count > 0:
        # After z comes aa, then bb.
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (count // amount)
        count %= amount
    return text
