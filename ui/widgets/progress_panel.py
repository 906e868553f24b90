"""Long work in the panel that started it: what, how much, how far, and how to stop."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.formats import number_text
from desktop.jobs import Progress
from ui import theme
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import Well, row
from ui.widgets.text import Kind, Label

SHOW_AFTER_MS = 300


class RatioBar(QWidget):
    """A share of a whole as a bar, with a mark at the target where there is one; its words stand beside it."""

    def __init__(self, height: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._share: float | None = 0.0
        self._target: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None, target: float | None = None) -> None:
        """Show a share from 0 to 1, `None` where it is not known."""
        self._share = None if share is None else min(max(share, 0.0), 1.0)
        self._target = target
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(self._height + (6 if self._target else 0)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        thick = theme.current().px(self._height)
        where = QRectF(0, (self.height() - thick) / 2, self.width(), thick)
        paint_share(painter, where, self._share)
        if self._target is not None:
            painter.setPen(QPen(theme.current().colour("text"), 2))
            x = round(self.width() * self._target)
            painter.drawLine(x, 0, x, self.height())


def paint_share(painter: QPainter, where: QRectF, share: float | None) -> None:
    """Draw a bar filled to a share; one of an unknown share is striped by a part in the middle."""
    look = theme.current()
    radius = where.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("line"))
    painter.drawRoundedRect(where, radius, radius)
    painter.setBrush(look.colour("accent"))
    if share is None:
        where = where.adjusted(where.width() * 0.35, 0, -where.width() * 0.35, 0)
        painter.drawRoundedRect(where, radius, radius)
    elif share > 0:
        where.setWidth(max(where.height(), where.width() * share))
        painter.drawRoundedRect(where, radius, radius)
    painter.restore()


class ProgressPanel(Well):
    """Appears 0.3 s after `begin`; «Dừng» tells `stop_wanted`, and the line below says what stopping means."""

    stop_wanted = Signal()

    def __init__(self, meaning: str, unit: str = "bản ghi", parent: QWidget | None = None) -> None:
        super().__init__(margin=12, gap=6, parent=parent)
        self._unit = unit
        self._title = Label("", Kind.STRONG)
        self._amount = Label("", Kind.META)
        self._bar = RatioBar()
        self._stop = SecondaryButton("Dừng")
        self._stop.clicked.connect(self._ask_to_stop)
        head = row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self._amount)
        middle = row(gap=12)
        middle.addWidget(self._bar, 1)
        middle.addWidget(self._stop)
        self.body.addLayout(head)
        self.body.addLayout(middle)
        self.body.addWidget(Label(meaning, Kind.META, wrap=True))
        self._delay = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._delay.timeout.connect(self.show)
        self.hide()

    def begin(self, title: str) -> None:
        """Work with this title has begun."""
        self._title.setText(title)
        self._amount.setText("")
        self._bar.set_share(None)
        self._stop.setEnabled(True)
        self._stop.setText("Dừng")
        self.setAccessibleName(title)
        self._delay.start()

    def report(self, progress: Progress) -> None:
        """Show how far the work is."""
        if progress.text:
            self._title.setText(progress.text)
        done = number_text(progress.done)
        if progress.total:
            self._amount.setText(f"{done} / {number_text(progress.total)} {self._unit}")
            self._bar.set_share(progress.done / progress.total)
        else:
            self._amount.setText(f"{done} {self._unit}")
            self._bar.set_share(None)
        self.setAccessibleDescription(self._amount.text())

    def end(self) -> None:
        """The work has ended, one way or the other."""
        self._delay.stop()
        self.hide()

    def _ask_to_stop(self) -> None:
        self._stop.setEnabled(False)
        self._stop.setText("Đang dừng")
        self.stop_wanted.emit()
