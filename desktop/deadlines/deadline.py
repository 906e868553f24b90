"""A deadline as a value: its kinds and fields are those of a parsed plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import msgspec

_FIRST_PLAIN_YEAR: Final = 1900
_LAST_PLAIN_YEAR: Final = 2099


class DeadlineKind(StrEnum):
    """What sort of moment a deadline names."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    NONE = "none"


class Every(StrEnum):
    """How often a recurring task comes back."""

    CONTINUOUS = "continuous"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The meaning of a printed deadline.

    `start` is set for ranges only, `due` is the last day in time, `every` for recurring ones only. `condition` holds
    the whole text of a conditional deadline and the limiting words of a recurring one.
    """

    kind: DeadlineKind
    start: date | None = None
    due: date | None = None
    continues: bool = False
    every: Every | None = None
    condition: str | None = None


NO_DEADLINE: Final = Deadline(DeadlineKind.NONE)
EVERY_WORDS: Final = {
    Every.CONTINUOUS: "thường xuyên",
    Every.DAY: "hàng ngày",
    Every.WEEK: "hàng tuần",
    Every.MONTH: "hàng tháng",
    Every.QUARTER: "hàng quý",
    Every.HALF: "6 tháng một lần",
    Every.YEAR: "hàng năm",
}
_ROMAN: Final = ("I", "II", "III", "IV")


def describe(deadline: Deadline) -> str:
    """The deadline in short Vietnamese, for reading; `write_deadline` gives the words that read back the same."""
    tail = " và các năm tiếp theo" if deadline.continues and deadline.due else ""
    return _DESCRIPTIONS[deadline.kind](deadline) + tail


def deadline_to_json(deadline: Deadline) -> dict[str, Any]:
    """The deadline as it stands in a parsed plan: days as ISO text, null where nothing is said."""
    return dict(msgspec.to_builtins(deadline))


def deadline_from_json(value: object) -> Deadline:
    """The deadline of a parsed plan; raises `msgspec.ValidationError` for any other form."""
    return msgspec.convert(value, Deadline)


def _day(day: date | None) -> str:
    return f"{day:%d/%m}/{day.year:04}" if day else ""


def _due(deadline: Deadline) -> date:
    assert deadline.due is not None
    return deadline.due


def _range(deadline: Deadline) -> str:
    start, due = deadline.start, deadline.due
    if start and due and _are_whole_years(start, due):
        return f"{start.year}-{due.year}"
    return f"từ {_day(start)}" + (f" đến {_day(due)}" if due else "")


def _are_whole_years(start: date, due: date) -> bool:
    """Whether the years alone say it, and are years that are read without «năm»."""
    is_whole = (start.month, start.day, due.month, due.day) == (1, 1, 12, 31)
    return is_whole and start.year >= _FIRST_PLAIN_YEAR and due.year <= _LAST_PLAIN_YEAR


def _recurring(deadline: Deadline) -> str:
    assert deadline.every is not None
    return EVERY_WORDS[deadline.every] + (f" ({deadline.condition})" if deadline.condition else "")


_DESCRIPTIONS: Final[dict[DeadlineKind, Callable[[Deadline], str]]] = {
    DeadlineKind.DATE: lambda deadline: _day(deadline.due),
    DeadlineKind.MONTH: lambda deadline: f"tháng {_due(deadline).month}/{_due(deadline).year}",
    DeadlineKind.QUARTER: lambda deadline: f"quý {_ROMAN[_due(deadline).month // 3 - 1]}/{_due(deadline).year}",
    DeadlineKind.YEAR: lambda deadline: f"năm {_due(deadline).year}",
    DeadlineKind.RANGE: _range,
    DeadlineKind.RECURRING: _recurring,
    DeadlineKind.CONDITIONAL: lambda deadline: deadline.condition or "",
    DeadlineKind.NONE: lambda _: "không thời hạn",
}
