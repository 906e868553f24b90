"""The frame of everything before the ledger is open: the product at the left, a form at the right."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.sign_in.sign_in_form import SignInForm
from ui.signs import paint_mark
from ui.widgets.panels import ScrollColumn

FORM_WIDTH = 408
NARROW_BELOW = 860
MARGIN = 24
LINE_GAP = 32


class _Mark(QWidget):
    """The product's mark."""

    @override
    def sizeHint(self) -> QSize:
        side = theme.current().px(48)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRectF(self.rect()))


class BrandPanel(QWidget):
    """A page of the ledger in petrol with the product's name, the unit, and a line at the foot."""

    def __init__(self, unit: str, foot: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(88), px(40), px(32), px(40))
        layout.setSpacing(px(10))
        layout.addStretch(2)
        mark = _Mark()
        mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout.addWidget(mark)
        layout.addSpacing(px(8))
        layout.addWidget(self._line("Sổ Kế hoạch Hải quan", 26, 600, "rail_on"))
        if unit:
            layout.addWidget(self._line(unit, 14, 500, "rail_text"))
        layout.addWidget(self._line("Theo dõi nhiệm vụ kế hoạch, báo cáo kết quả.", 14, 400, "rail_text"))
        layout.addWidget(self._line("Làm việc không cần mạng.", 14, 400, "rail_text"))
        layout.addStretch(3)
        layout.addWidget(self._line(foot, 12, 400, "rail_text"))

    def _line(self, words: str, size: int, weight: int, ink: str) -> QLabel:
        look = theme.current()
        made = QLabel(words)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        made.setStyleSheet(
            f"color: {look.tokens.colour(ink)}; font-size: {look.px(size)}px; font-weight: {weight};"
            " background: transparent;"
        )
        return made

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        px = look.px
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("rail"))
        painter.setPen(QPen(look.colour("rail_tile"), 1))
        for y in range(0, self.height(), px(LINE_GAP)):
            painter.drawLine(0, y, self.width(), y)
        margin = look.colour("gold")
        margin.setAlphaF(0.45)
        painter.setPen(QPen(margin, 1))
        painter.drawLine(px(64), 0, px(64), self.height())


class Frame(QFrame):
    """Brand and form side by side; in a narrow window the form stands alone."""

    resized = Signal(object)
    """The height there is for the form (int)."""

    def __init__(
        self, form: QWidget, *, unit: str = "", foot: str = "", width: int = FORM_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = form
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._brand = BrandPanel(unit, foot)
        layout.addWidget(self._brand, 5)
        side = ScrollColumn(margin=MARGIN, gap=0)
        form.setMaximumWidth(theme.current().px(width))
        form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(form, 100)
        middle.addStretch(1)
        side.body.addStretch(1)
        side.body.addLayout(middle)
        side.body.addStretch(1)
        layout.addWidget(side, 7)
        self.setFocusProxy(form)
        if isinstance(form, SignInForm):
            self.resized.connect(form.fit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._brand.setVisible(self.width() * 100 / theme.current().scale >= NARROW_BELOW)
        self.resized.emit(self.height() - 2 * theme.current().px(MARGIN))
