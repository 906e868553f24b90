"""The keys of a queue of verdicts, the same on every screen that judges."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut

from ui.widgets.page import KeyHint, Page


def bind_verdicts(page: Page, accept: Callable[[], None], refuse: Callable[[], None]) -> None:
    """Let the keys of a page take its verdicts."""
    for keys, act in (("Ctrl+Return", accept), ("Ctrl+Enter", accept), ("Ctrl+Shift+R", refuse)):
        QShortcut(QKeySequence(keys), page).activated.connect(act)


def verdict_hints(accept: str, refuse: str) -> tuple[KeyHint, ...]:
    """What the status bar says of the keys, the verdicts in the page's own words."""
    return (
        KeyHint("Space", "Chọn"),
        KeyHint("Ctrl+Enter", accept),
        KeyHint("Ctrl+Shift+R", refuse),
        KeyHint("Ctrl+Z", "Hoàn tác"),
        KeyHint("Enter", "Mở trong Nhiệm vụ"),
    )
