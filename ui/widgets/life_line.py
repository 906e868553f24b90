"""The way of a bundle or a record: made, written, received, verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.text import clamped


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    WAITING = "waiting"
    OPEN = "open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step with its words: «Tạo 14/06», done."""

    words: str
    state: StepState


_WORDS = {
    StepState.DONE: "xong",
    StepState.WAITING: "đang chờ",
    StepState.OPEN: "chưa",
    StepState.FAILED: "có lỗi",
}
_INKS = {StepState.WAITING: "warn.text", StepState.FAILED: "red.text"}


class LifeLine(QWidget):
    """Steps on a line: done ones filled, the one waited for ringed with !, a refused one with ×."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self.setAccessibleName("; ".join(f"{step.words}: {_WORDS[step.state]}" for step in steps))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(92) * max(1, len(self._steps)), px(40))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self.width() / len(self._steps)
        side = float(look.px(14))
        middle = look.px(9)
        for number, step in enumerate(self._steps):
            left = number * pitch
            if number + 1 < len(self._steps):
                reached = step.state == StepState.DONE and self._steps[number + 1].state != StepState.OPEN
                painter.setPen(QPen(look.colour("accent" if reached else "line"), 2))
                painter.drawLine(QPointF(left + side, middle), QPointF(left + pitch, middle))
            _paint_step(painter, QRectF(left, middle - side / 2, side, side), step.state)
            painter.setFont(look.font(12, 600 if step.state in _INKS else 400))
            painter.setPen(look.colour(_INKS.get(step.state, "text2")))
            room = QRectF(left, middle + side / 2 + look.px(3), pitch - 6, look.px(18))
            words = clamped(step.words, painter.font(), room.width(), 1)[0]
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_step(painter: QPainter, where: QRectF, state: StepState) -> None:
    look = theme.current()
    box = where.adjusted(1, 1, -1, -1)
    unit = box.width()

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * unit, box.top() + y * unit)

    colours = {
        StepState.DONE: "accent",
        StepState.WAITING: "warn.solid",
        StepState.OPEN: "line_strong",
        StepState.FAILED: "red.solid",
    }
    colour = look.colour(colours[state])
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(colour if state == StepState.DONE else look.colour("surface"))
    painter.drawEllipse(box)
    painter.setPen(QPen(look.colour("on_accent") if state == StepState.DONE else colour, 1.5))
    if state == StepState.DONE:
        painter.drawPolyline(QPolygonF([at(0.28, 0.52), at(0.44, 0.68), at(0.74, 0.34)]))
    elif state == StepState.WAITING:
        painter.drawLine(at(0.5, 0.26), at(0.5, 0.56))
        painter.drawPoint(at(0.5, 0.74))
    elif state == StepState.FAILED:
        painter.drawLine(at(0.33, 0.33), at(0.67, 0.67))
        painter.drawLine(at(0.67, 0.33), at(0.33, 0.67))
