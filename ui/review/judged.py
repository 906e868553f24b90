"""What the detail of an entry needs of whatever is judged: its fields old beside new, and what to know of it."""

from dataclasses import dataclass
from typing import Final, Protocol

from ui.signs import Sign
from ui.widgets.banner import Grade

TEXT_FIELDS: Final = frozenset({"product", "result", "difficulties", "recommendations"})
"""Fields of whole sentences: what changed in them is shown word by word."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about a field of an entry, in words; it passes."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field: the words approved last and the words handed in now."""

    field: str
    label: str
    old: str
    new: str

    @property
    def is_text(self) -> bool:
        """Whether the field holds sentences."""
        return self.field in TEXT_FIELDS


class Compared(Protocol):
    """An entry whose fields are shown old beside new; `old_head` is "" where there is nothing to compare with."""

    @property
    def key(self) -> str:
        """What tells the entry from all others."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The fields that differ."""

    @property
    def unchanged(self) -> tuple[Change, ...]:
        """The fields that do not."""

    @property
    def warnings(self) -> tuple[Doubt, ...]:
        """What the reader should look at."""

    @property
    def explanation(self) -> str:
        """What the author gives as reason, in quotes."""

    @property
    def author(self) -> str:
        """Who entered it."""

    @property
    def old_head(self) -> str:
        """What stands over the old values."""

    @property
    def new_head(self) -> str:
        """What stands over the new ones."""


class Judged(Compared, Protocol):
    """An entry that somebody accepts or returns, with all that the detail says of it."""

    @property
    def trail(self) -> str:
        """Where it belongs and whose it is."""

    @property
    def label(self) -> str:
        """How people call the task."""

    @property
    def period(self) -> str:
        """The period reported on."""

    @property
    def title(self) -> str:
        """The task's text."""

    @property
    def sign(self) -> Sign:
        """The sign of the task's state."""

    @property
    def state_words(self) -> str:
        """The task's state in words."""

    @property
    def note(self) -> str:
        """What else there is to know, "" for nothing."""

    @property
    def told(self) -> tuple[Grade, str, str] | None:
        """What was said of it before: how grave, what, and the words."""

    @property
    def statement(self) -> str:
        """What one stands by in accepting it, or why one cannot."""

    @property
    def may_accept(self) -> bool:
        """Whether it can be accepted."""

    @property
    def may_return(self) -> bool:
        """Whether it can be returned."""
