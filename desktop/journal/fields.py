"""Reading a folded field as the type a table column has; what has another type counts as absent.

A receiver cannot refuse a signed event for one odd field without losing the rest, so odd values are not shown.
"""

from datetime import date
from enum import StrEnum
from functools import cache

from desktop.journal.event import Json


def text(value: Json) -> str:
    """A text, "" where there is none."""
    return value if isinstance(value, str) else ""


def text_or_none(value: Json) -> str | None:
    """A text, or None."""
    return value if isinstance(value, str) else None


def number(value: Json) -> int:
    """A whole number, 0 where there is none."""
    return value if isinstance(value, int) else 0


def number_or_none(value: Json) -> int | None:
    """A whole number, or None."""
    return value if isinstance(value, int) else None


def texts(value: Json) -> list[str]:
    """The texts of a list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def day_or_none(value: Json) -> str | None:
    """A day as ISO text, or None."""
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def is_one_of(value: Json, keys: type[StrEnum]) -> bool:
    """Whether the value is one of a closed set of stored keys."""
    return isinstance(value, str) and value in _stored_keys(keys)


@cache
def _stored_keys(keys: type[StrEnum]) -> frozenset[str]:
    return frozenset(key.value for key in keys)
