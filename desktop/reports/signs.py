"""The signs of a task's state on paper: the badge's shape in black, always before its words (LOOK §7)."""

from math import cos, radians, sin
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph
from typing_extensions import override

from desktop.plans.words import Badge

_SIZE: Final = 2.9 * mm


class SignedParagraph(Paragraph):
    """A paragraph of the state column with its sign in front of the first line."""

    badge: Badge | None = None

    @override
    def draw(self) -> None:
        super().draw()
        if self.badge is not None:
            draw_sign(self.canv, self.badge, _SIZE / 2, self.height - self.style.leading * 0.56)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        parts = super().split(availWidth, availHeight)
        if parts and isinstance(parts[0], SignedParagraph):
            parts[0].badge = self.badge
        return parts


def draw_sign(canvas: Canvas, badge: Badge, x: float, y: float) -> None:
    """Draw the sign of a state, black on white, centred at a point."""
    half = _SIZE / 2
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setFillGray(0)
    canvas.setLineWidth(0.8)
    match badge:
        case Badge.COMPLETED_ON_TIME:
            canvas.circle(x, y, half, stroke=0, fill=1)
            _tick(canvas, x, y, half)
        case Badge.COMPLETED_LATE:
            canvas.rect(x - half, y - half, _SIZE, _SIZE, stroke=0, fill=1)
            _tick(canvas, x, y, half)
        case Badge.OPEN_OVERDUE:
            _triangle(canvas, x, y, half)
        case _:
            canvas.circle(x, y, half - 0.4, stroke=1, fill=0)
            _ring_mark(canvas, badge, x, y, half)
    canvas.restoreState()


def _ring_mark(canvas: Canvas, badge: Badge, x: float, y: float, half: float) -> None:
    """What stands inside a ring: half filled, ‖, /, → or nothing (not started)."""
    inner = half * 0.45
    match badge:
        case Badge.OPEN_IN_TIME:
            canvas.wedge(x - half + 0.4, y - half + 0.4, x + half - 0.4, y + half - 0.4, 90, 180, fill=1)
        case Badge.SUSPENDED:
            canvas.line(x - inner / 2, y - inner, x - inner / 2, y + inner)
            canvas.line(x + inner / 2, y - inner, x + inner / 2, y + inner)
        case Badge.WITHDRAWN:
            reach = half * cos(radians(45)) - 0.4
            canvas.line(x - reach, y - reach, x + reach, y + reach)
        case Badge.REASSIGNED:
            canvas.line(x - inner, y, x + inner, y)
            tip = inner * sin(radians(45))
            canvas.line(x + inner, y, x + inner - tip, y + tip)
            canvas.line(x + inner, y, x + inner - tip, y - tip)
        case _:
            pass


def _tick(canvas: Canvas, x: float, y: float, half: float) -> None:
    """A white tick."""
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1)
    canvas.line(x - half * 0.5, y, x - half * 0.1, y - half * 0.4)
    canvas.line(x - half * 0.1, y - half * 0.4, x + half * 0.55, y + half * 0.45)


def _triangle(canvas: Canvas, x: float, y: float, half: float) -> None:
    """A filled triangle with a white exclamation mark."""
    path = canvas.beginPath()
    path.moveTo(x - half, y - half)
    path.lineTo(x + half, y - half)
    path.lineTo(x, y + half)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.line(x, y - half * 0.3, x, y + half * 0.35)
    canvas.line(x, y - half * 0.75, x, y - half * 0.6)
