"""The real pages with what turns, sizes and names them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.jobs import Progress
from ui import theme
from ui.jobs import JobRunner
from ui.reports.paper import Paper, draw_page
from ui.reports.paper_view import STEP, Fit, PaperView
from ui.reports.thumbnails import Thumbnails
from ui.widgets.banner import EmptyState
from ui.widgets.buttons import PlainButton, ToolButton
from ui.widgets.panels import Bar, Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import Kind, Label

_FIT_WORDS = {Fit.WIDTH: "Vừa chiều rộng", Fit.PAGE: "Vừa trang"}


class PreviewPanel(Panel):
    """Thumbnails and pages under one bar; pictures are drawn on `drawing`, a runner without the ledger."""

    stop_wanted = Signal()
    """The report being made is to be stopped."""
    again_wanted = Signal()
    """A stopped report is to be made after all."""

    def __init__(self, drawing: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__("Bản xem trước", scrolls=False, margin=0, gap=0, parent=parent)
        self._drawing = drawing
        self._paper: Paper | None = None
        self._compact = False
        self.view = PaperView()
        self.thumbnails = Thumbnails()
        self.progress = ProgressPanel("Dừng thì không có gì được ghi.", "phần")
        self._empty = EmptyState("Đã dừng lập bản in", "", "Lập lại", self.again_wanted.emit, icon="document_text")
        self.body.addWidget(self._bar())
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages(), 1)
        self._connect()
        self.show_paper(None, "")

    def _bar(self) -> Bar:
        bar = Bar()
        self._back, self._on = ToolButton("chevron_left", "Trang trước"), ToolButton("chevron_right", "Trang sau")
        self._page = Label("")
        self._smaller = ToolButton("zoom_out", "Thu nhỏ", shortcut="Ctrl+-")
        self._larger = ToolButton("zoom_in", "Phóng to", shortcut="Ctrl+=")
        self._zoom = Label("", Kind.STRONG)
        self._fit = PlainButton("", "page_fit", shortcut="Ctrl+0")
        self._code_words = Label("Mã đối chiếu", Kind.META)
        self.code = Label("", Kind.STRONG, selectable=True)
        self.copy_button = ToolButton("copy", "Chép mã đối chiếu")
        for part in ((self._back, self._page, self._on), (self._smaller, self._zoom, self._larger), (self._fit,)):
            for widget in part:
                bar.body.addWidget(widget)
            bar.body.addSpacing(theme.current().px(8))
        bar.body.addStretch(1)
        for widget in (self._code_words, self.code, self.copy_button):
            bar.body.addWidget(widget)
        return bar

    def _pages(self) -> QWidget:
        self._pile = QStackedWidget()
        both = QWidget()
        side_by_side = row(gap=0)
        side_by_side.addWidget(self.thumbnails)
        side_by_side.addWidget(self.view, 1)
        both.setLayout(side_by_side)
        self._pile.addWidget(both)
        stopped = QWidget()
        middle = column(margin=24)
        middle.addWidget(self._empty)
        middle.addStretch(1)
        stopped.setLayout(middle)
        self._pile.addWidget(stopped)
        return self._pile

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.view.step(-1))
        self._on.clicked.connect(lambda: self.view.step(1))
        self._smaller.clicked.connect(lambda: self.view.zoom_by(1 / STEP))
        self._larger.clicked.connect(lambda: self.view.zoom_by(STEP))
        self._fit.clicked.connect(self._change_fit)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.code.text()))
        self.progress.stop_wanted.connect(self.stop_wanted)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(lambda _zoom: self._show_zoom())
        self.view.picture_wanted.connect(lambda page, scale: self._draw(page, scale, self.view.put_picture))
        self.thumbnails.chosen.connect(self.view.go_to)
        self.thumbnails.picture_wanted.connect(
            lambda page, scale: self._draw(page, scale, lambda at, _scale, made: self.thumbnails.put_picture(at, made))
        )

    # Contents -----------------------------------------------------------------------------------------------

    def show_paper(self, paper: Paper | None, code: str) -> None:
        """Show another document with its check code, "" where it bears none."""
        self._paper = paper
        self.view.show_paper(paper)
        self.thumbnails.show_paper(paper)
        self.code.setText(code)
        self._pile.setCurrentIndex(0)
        self._show_page(self.view.page)
        self._show_zoom()

    def show_stopped(self) -> None:
        """The report was stopped before it was made."""
        self.progress.end()
        self.show_paper(None, "")
        self._pile.setCurrentIndex(1)

    def report(self, progress: Progress) -> None:
        """Show how far the making of the report is."""
        self.progress.report(progress)

    @property
    def paper(self) -> Paper | None:
        """The document shown."""
        return self._paper

    def _draw(self, page: int, scale: float, put: Callable[[int, float, QImage], None]) -> None:
        """Have a page drawn; its picture is dropped where another document is shown by then."""
        paper = self._paper
        if paper is None:
            return

        def done(picture: QImage) -> None:
            if self._paper is paper:
                put(page, scale, picture)

        self._drawing.run(lambda _job: draw_page(paper, page, scale), self, done)

    def _show_page(self, page: int) -> None:
        count = self.view.count
        self._page.setText(f"Trang {page + 1} / {count}" if count else "")
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page < count - 1)
        for widget in (self._smaller, self._larger, self._fit, self.copy_button):
            widget.setEnabled(count > 0)
        self._show_code()
        self.thumbnails.select(page)

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{round(self.view.zoom * 100)}%" if self.view.count else "")
        self._fit.setText(_FIT_WORDS[self._next_fit()])

    def _next_fit(self) -> Fit:
        return Fit.PAGE if self.view.fit is Fit.WIDTH else Fit.WIDTH

    def _change_fit(self) -> None:
        self.view.set_fit(self._next_fit())

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the pages stand alone."""
        self._compact = compact
        self.thumbnails.setVisible(not compact)
        self._show_code()

    def _show_code(self) -> None:
        """The check code with its words, where the paper bears one."""
        has_code = bool(self.code.text())
        self.copy_button.setVisible(has_code)
        self._code_words.setVisible(has_code and not self._compact)
