"""Sending a report's pages to a printer."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.jobs import Job
from ui.reports.paper import Paper, draw_page

MOST_DOTS_PER_INCH = 300
"""Pages are drawn at the printer's resolution, but no finer: a page of 600 dpi takes 140 MB and looks the same."""


def print_paper(paper: Paper, printer: QPrinter, job: Job) -> int:
    """Draw the chosen pages on the printer, each in its own orientation; answers how many.

    Raises Stopped: pages already sent stay printed. Runs on the drawing thread.
    """
    pages = _chosen_pages(paper, printer)
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    order = [page for _ in range(copies) for page in pages]
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for done, page in enumerate(order):
            job.report(done, len(order), "Đang in")
            _turn(printer, paper, page)
            if done == 0:
                if not painter.begin(printer):
                    raise OSError("the printer cannot be drawn on")
            else:
                printer.newPage()
            _draw(painter, printer, paper, page)
    finally:
        if painter.isActive():
            painter.end()
    return len(order)


def _chosen_pages(paper: Paper, printer: QPrinter) -> list[int]:
    """The pages of the range chosen in the dialog, counted from 0; all where none was."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(paper.sizes)
    return list(range(first - 1, min(last, len(paper.sizes))))


def _turn(printer: QPrinter, paper: Paper, page: int) -> None:
    width, height = paper.sizes[page]
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)


def _draw(painter: QPainter, printer: QPrinter, paper: Paper, page: int) -> None:
    dots = printer.resolution()
    picture = draw_page(paper, page, min(dots, MOST_DOTS_PER_INCH) / 72)
    width, height = (side * dots / 72 for side in paper.sizes[page])
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, width, height), picture)
