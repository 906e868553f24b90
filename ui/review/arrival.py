"""What a person came to a queue for: the keyboard, and perhaps one record of it."""

from typing import TypeVar

from ui.widgets.record_view import RecordView

T = TypeVar("T")


class Arrival:
    """Waits until the queue holds what was wanted; `target` is the key of a record to be chosen."""

    def __init__(self) -> None:
        self.target: str | None = None
        self._keyboard_wanted = False

    def begin(self) -> None:
        """The page was entered: the keyboard is to stand in the queue."""
        self._keyboard_wanted = True

    def aim(self, target: str | None) -> None:
        """Want another record chosen; None wants none."""
        self.target = target

    def settle(self, view: RecordView[T]) -> None:
        """Choose the record and put the keyboard into the queue, as far as the queue has them already."""
        if self.target is not None and view.select(self.target):
            self.target = None
        if self._keyboard_wanted and view.current() is not None:
            self._keyboard_wanted = False
            view.setFocus()
