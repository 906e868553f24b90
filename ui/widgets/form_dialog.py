"""The frame of a dialog that holds a form: head, body and foot, no taller than the window it stands over."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.panels import column, row, rule
from ui.widgets.text import Kind, Label


def dialog_head(title: str, words: str) -> QVBoxLayout:
    """The title of a dialog and a line of what it is about."""
    head, px = column(gap=2), theme.current().px
    head.setContentsMargins(px(20), px(16), px(20), px(8))
    head.addWidget(Label(title, Kind.DIALOG, wrap=True))
    head.addWidget(Label(words, Kind.META, wrap=True))
    return head


def lay_out_form(
    dialog: QDialog,
    head: QVBoxLayout,
    body: QWidget,
    note: str,
    buttons: Sequence[QWidget],
    *,
    width: int,
    most: int,
    trouble: QWidget | None = None,
) -> None:
    """Put the parts into the dialog; `width` and the greatest height `most` are logical pixels at 100 %."""
    px = theme.current().px
    foot = row(gap=8)
    foot.setContentsMargins(px(20), px(10), px(20), px(14))
    foot.addWidget(Label(note, Kind.QUIET), 1)
    for button in buttons:
        foot.addWidget(button)
    whole = column(gap=0)
    whole.addLayout(head)
    whole.addWidget(rule())
    whole.addWidget(body, 1)
    if trouble is not None:
        whole.addWidget(trouble)
    whole.addWidget(rule())
    whole.addLayout(foot)
    dialog.setLayout(whole)
    over = dialog.parentWidget()
    room = over.window().height() if over is not None else px(most + 40)
    dialog.resize(px(width), min(px(most), room - px(24)))
