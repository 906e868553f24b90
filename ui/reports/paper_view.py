"""The pages of a report one below the other, as they will be printed."""

from collections import OrderedDict
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from ui import theme
from ui.reports.paper import Paper

PIXELS_PER_POINT = 96 / 72
"""100 %: a page as large as its paper on a screen of 96 dots per inch."""
SMALLEST, LARGEST, STEP = 0.25, 4.0, 1.2
_EDGE, _GAP, _KEPT, _LINE = 20, 16, 8, 48


class Fit(StrEnum):
    """How large the pages are drawn: as wide as the view, whole, or at a zoom of the person's own."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PaperView(QAbstractScrollArea):
    """Shows the pages; asks for a picture of each page it needs and shows white paper until it comes."""

    page_changed = Signal(object)
    """The page in view, counted from 0 (int)."""
    zoom_changed = Signal(object)
    """The zoom of the page in view, 1.0 = 100 % (float)."""
    picture_wanted = Signal(object, object)
    """Page (int) and pixels per point (float)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paper: Paper | None = None
        self._places: list[QRectF] = []
        self._pictures: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._asked: dict[int, float] = {}
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._page = 0
        self._wheel = 0
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._follow_scroll())
        self._name_itself()

    # Contents -----------------------------------------------------------------------------------------------

    def show_paper(self, paper: Paper | None) -> None:
        """Show another document, at the page one was looking at where it still has that page."""
        page = self._page
        self._paper = paper
        self._pictures.clear()
        self._asked.clear()
        self._lay_out()
        self.go_to(min(page, max(self.count - 1, 0)))
        self._name_itself()
        self.viewport().update()

    def put_picture(self, page: int, pixels_per_point: float, picture: QImage) -> None:
        """The picture of a page that was asked for."""
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[page] = (pixels_per_point, picture)
        self._pictures.move_to_end(page)
        while len(self._pictures) > _KEPT:
            gone, _ = self._pictures.popitem(last=False)
            self._asked.pop(gone, None)
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._paper.sizes) if self._paper else 0

    @property
    def page(self) -> int:
        """The page in view, counted from 0."""
        return self._page

    @property
    def fit(self) -> Fit:
        """How large the pages are drawn."""
        return self._fit

    @property
    def zoom(self) -> float:
        """The zoom of the page in view, 1.0 = 100 %."""
        return self._scale_of(self._page) / PIXELS_PER_POINT if self.count else 1.0

    def is_drawn(self, page: int) -> bool:
        """Whether the picture of a page has come at the size shown."""
        kept = self._pictures.get(page)
        return kept is not None and kept[0] == self._pixels_per_point(page)

    # Moving and zooming -------------------------------------------------------------------------------------

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if 0 <= page < self.count:
            self.verticalScrollBar().setValue(round(self._places[page].top()) - self._gap())
            self._set_page(page)

    def step(self, by: int) -> None:
        """Go by so many pages, staying within the document."""
        self.go_to(min(max(self._page + by, 0), self.count - 1))

    def set_fit(self, fit: Fit) -> None:
        """Draw the pages as wide as the view, or whole."""
        self._fit = fit
        self._rescale()

    def zoom_by(self, factor: float) -> None:
        """Draw the pages larger or smaller."""
        self._zoom = min(max(self.zoom * factor, SMALLEST), LARGEST)
        self._fit = Fit.FREE
        self._rescale()

    def _rescale(self) -> None:
        page = self._page
        self._lay_out()
        self.go_to(page)
        self.zoom_changed.emit(self.zoom)
        self.viewport().update()

    # Geometry -----------------------------------------------------------------------------------------------

    def _gap(self) -> int:
        return theme.current().px(_GAP)

    def _scale_of(self, page: int) -> float:
        """Logical pixels per point of a page."""
        assert self._paper is not None
        if self._fit is Fit.FREE:
            return self._zoom * PIXELS_PER_POINT
        edge = theme.current().px(_EDGE)
        width, height = self._paper.sizes[page]
        wide = max(self.viewport().width() - 2 * edge, 80) / width
        if self._fit is Fit.WIDTH:
            return min(wide, LARGEST * PIXELS_PER_POINT)
        return min(wide, max(self.viewport().height() - 2 * self._gap(), 80) / height)

    def _pixels_per_point(self, page: int) -> float:
        return self._scale_of(page) * self.devicePixelRatioF()

    def _lay_out(self) -> None:
        """Where each page stands, from the top of the document."""
        self._places = []
        top, widest = float(self._gap()), 0.0
        for page, (width, height) in enumerate(self._paper.sizes if self._paper else ()):
            scale = self._scale_of(page)
            self._places.append(QRectF(0, top, round(width * scale), round(height * scale)))
            widest = max(widest, width * scale)
            top += round(height * scale) + self._gap()
        view = self.viewport().size()
        for place in self._places:
            place.moveLeft(round(max(view.width() - place.width(), 2 * self._gap()) / 2))
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(top) - view.height()))
        vertical.setPageStep(view.height())
        vertical.setSingleStep(theme.current().px(_LINE))
        horizontal.setRange(0, max(0, round(widest) + 2 * self._gap() - view.width()))
        horizontal.setPageStep(view.width())

    def _follow_scroll(self) -> None:
        """The page in view is the one that covers the upper third of the view."""
        line = self.verticalScrollBar().value() + self.viewport().height() / 3
        bar = self.verticalScrollBar()
        if self._places:
            passed = [page for page, place in enumerate(self._places) if place.top() - self._gap() <= line]
            at_end = bar.value() == bar.maximum() > 0 and self._places[self._page].top() >= bar.value()
            self._set_page(self._page if at_end else passed[-1] if passed else 0)
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._name_itself()
            self.page_changed.emit(page)
            self.zoom_changed.emit(self.zoom)

    def _name_itself(self) -> None:
        at = f"Bản xem trước, trang {self._page + 1} trên {self.count}" if self.count else "Bản xem trước"
        self.setAccessibleName(at)

    # Qt -----------------------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        look = theme.current()
        painter.fillRect(self.viewport().rect(), look.colour("window" if look.is_dark else "line"))
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        seen = QRectF(self.viewport().rect()).translated(offset)
        for page, place in enumerate(self._places):
            if place.intersects(seen):
                self._paint_page(painter, page, place.translated(-offset))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int, place: QRectF) -> None:
        """White paper, and the picture once it has come; an older one of another size stands in meanwhile."""
        painter.fillRect(place, Qt.GlobalColor.white)
        wanted = self._pixels_per_point(page)
        kept = self._pictures.get(page)
        if kept is not None and kept[0] == wanted:
            painter.drawImage(place.topLeft(), kept[1])  # dot for dot: fitting it to the page would drop a line of dots
        elif kept is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, kept[1])
        if (kept is None or kept[0] != wanted) and self._asked.get(page) != wanted:
            self._asked[page] = wanted
            self.picture_wanted.emit(page, wanted)
        painter.setPen(QPen(theme.current().colour("line_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        moves = {Qt.Key.Key_Up: -bar.singleStep(), Qt.Key.Key_Down: bar.singleStep()}
        pages = {
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }
        key = Qt.Key(event.key())
        if key in moves:
            bar.setValue(bar.value() + moves[key])
        elif key in pages:
            self.go_to(pages[key])
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel += event.angleDelta().y()
            if abs(self._wheel) >= 120:  # one notch, in eighths of a degree
                self.zoom_by(STEP if self._wheel > 0 else 1 / STEP)
                self._wheel = 0
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.count:
            self._rescale()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update(QRect())
        self.viewport().update()
