"""Cards and panels: a head and a foot that stay, a middle that scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.text import Kind, Label, show_if


def column(*, margin: int = 0, gap: int = 8) -> QVBoxLayout:
    """A vertical layout with one margin and one gap, in pixels at 100 %."""
    made = QVBoxLayout()
    _space(made, margin, gap)
    return made


def row(*, margin: int = 0, gap: int = 8) -> QHBoxLayout:
    """A horizontal layout with one margin and one gap, in pixels at 100 %."""
    made = QHBoxLayout()
    _space(made, margin, gap)
    return made


def _space(layout: QLayout, margin: int, gap: int) -> None:
    px = theme.current().px
    edge = px(margin) if margin else 0
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(px(gap) if gap else 0)


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


class Well(QFrame):
    """A sunken part for previous values, sums and notes, with a vertical layout `body`."""

    def __init__(self, *, margin: int = 10, gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "well")
        self.body = column(margin=margin, gap=gap)
        self.setLayout(self.body)


class Bar(QFrame):
    """A strip over a list: chips on the left, tools on the right; its layout is `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.body = row(gap=8)
        px = theme.current().px
        self.body.setContentsMargins(px(12), px(6), px(12), px(6))
        self.setLayout(self.body)


class ScrollColumn(QScrollArea):
    """A column of widgets that scrolls when it is higher than its place; add to `body`."""

    def __init__(self, *, margin: int = 16, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.installEventFilter(self)
        inner.setProperty("ground", "clear")
        self.body = column(margin=margin, gap=gap)
        inner.setLayout(self.body)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # what is inside may need more width than before
        return super().eventFilter(watched, event)

    @override
    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        width = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(width, theme.current().px(48))


class Panel(QFrame):
    """A part of a screen that `F6` moves to: `head`, `body` (scrolling where asked for) and `foot`.

    `name` is what a screen reader says. Head and foot stay hidden until something is put into them with
    `set_head` and `set_foot`. `edge` draws a hairline on one side; `card` makes it a card.
    """

    def __init__(
        self,
        name: str,
        *,
        scrolls: bool = True,
        card: bool = False,
        edge: str = "",
        margin: int = 16,
        gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card" if card else "panel")
        if edge:
            self.setProperty("edge", edge)
        self.setAccessibleName(name)
        outer = column(gap=0)
        border = 1 if card or edge else 0
        outer.setContentsMargins(border, border if card else 0, border, border if card else 0)
        self._head = self._strip("headstrip")
        self._foot = self._strip("footstrip")
        outer.addWidget(self._head)
        if scrolls:
            middle = ScrollColumn(margin=margin, gap=gap)
            self.body = middle.body
            outer.addWidget(middle, 1)
        else:
            self.body = column(margin=margin, gap=gap)
            outer.addLayout(self.body, 1)
        outer.addWidget(self._foot)
        self.setLayout(outer)

    def _strip(self, kind: str) -> QFrame:
        made = QFrame()
        made.setProperty("kind", kind)
        made.hide()
        return made

    def set_head(self, layout: QLayout) -> None:
        """Put a layout into the head; it is shown from now on."""
        self._fill(self._head, layout)

    def set_foot(self, layout: QLayout) -> None:
        """Put a layout into the foot; it is shown from now on."""
        self._fill(self._foot, layout)

    def _fill(self, strip: QFrame, layout: QLayout) -> None:
        px = theme.current().px
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        strip.setLayout(layout)
        strip.show()


class Card(Panel):
    """A panel with a round edge and a title; `tools` is the layout to the right of the title."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        scrolls: bool = False,
        ruled: bool = False,
        margin: int = 16,
        gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, scrolls=scrolls, card=True, margin=margin, gap=gap, parent=parent)
        self.title = Label(title, Kind.SECTION)
        self.subtitle = Label(subtitle, Kind.META)
        show_if(self.subtitle, bool(subtitle))
        words = column(gap=2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.tools = row(gap=8)
        head = row(gap=8)
        head.addLayout(words, 1)
        head.addLayout(self.tools)
        self.set_head(head)
        if not ruled:
            self._head.setProperty("kind", "cardhead")
            px = theme.current().px
            head.setContentsMargins(px(16), px(14), px(16), px(4))
            self.body.setContentsMargins(px(margin), px(4), px(margin), px(margin))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Write another title and subtitle."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.subtitle.setText(subtitle)
        show_if(self.subtitle, bool(subtitle))
