"""What stands below a name in a list: a short word about it, with its sign."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ui.table_model import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Note:
    """A short word with its icon and colour."""

    words: str
    icon: str
    tone: str


def note_roles(note_of: Callable[[T], Note]) -> dict[Role, Callable[[T], object]]:
    """How a column shows the note of each of its records."""
    return {
        Role.META: lambda one: note_of(one).words,
        Role.META_ICON: lambda one: note_of(one).icon,
        Role.META_TONE: lambda one: note_of(one).tone,
    }
