"""Labels of the type scale, and text clamped to a number of lines."""

from collections.abc import Sequence
from enum import StrEnum
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override


class Kind(StrEnum):
    """A step of the type scale."""

    FIGURE = "figure"
    CELL = "cell"
    TITLE = "title"
    DIALOG = "dialog"
    SECTION = "section"
    TASK = "task"
    BODY = "body"
    STRONG = "strong"
    META = "meta"
    HEAD = "head"
    FIELD = "field"
    QUIET = "quiet"
    ERROR = "error"
    WARNING = "warning"
    GOOD = "good"


def tip(text: str) -> str:
    """A tooltip that shows exactly this text.

    Qt reads what looks like markup as HTML and loads the pictures it names, even from another machine's folder; the
    titles of plans come from documents of others.
    """
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text else text


def restyle(widget: QWidget) -> None:
    """Apply the style sheet anew after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property the style sheet asks for."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def show_if(widget: QWidget, wanted: bool) -> None:
    """Show or hide a part; one that has no parent yet would be shown as a window of its own, so it waits."""
    if widget.parent() is not None:
        widget.setVisible(wanted)
    elif not wanted:
        widget.hide()


class Label(QLabel):
    """Plain text of one step of the type scale; wraps where `wrap`, can be selected where `selectable`."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.BODY,
        *,
        wrap: bool = False,
        selectable: bool = False,
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", str(kind))
        if tone:
            self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Colour the words: red, warn, green, blue, text2, or "" for ink."""
        mark(self, "tone", tone)


class ElidedLabel(Label):
    """One line that gives way with an ellipsis; the whole text is its tooltip and accessible name."""

    def __init__(
        self, text: str = "", kind: Kind = Kind.BODY, *, tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def clamped(text: str, font: QFont, width: float, lines: int) -> Sequence[str]:
    """The text broken at words into at most `lines` lines of a width, the last one elided where needed."""
    if lines == 1:
        return (QFontMetricsF(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width),)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    shown: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(shown) == lines - 1:
            rest = text[start:].replace("\n", " ")
            shown.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        shown.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(shown)


def paint_lines(painter: QPainter, where: QRectF, lines: Sequence[str], line_height: float) -> None:
    """Draw lines with the painter's font and pen from the top of a rectangle, each of a given height."""
    metrics = QFontMetricsF(painter.font())
    base = (line_height - metrics.height()) / 2 + metrics.ascent()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(where.left(), where.top() + number * line_height + base), line)
