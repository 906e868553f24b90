"""The pages of a report as pictures: the PDF itself, drawn by pdfium.

pdfium serves one thread at a time: everything here that opens a document is called on the page's own drawing
thread, never on the window's. It and the writer of PDF are large and loaded there, when the first paper is made.
"""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF with the sizes of its pages in points."""

    data: bytes = field(repr=False)
    sizes: tuple[tuple[float, float], ...]


def open_paper(data: bytes) -> Paper:
    """A PDF with the sizes of its pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return Paper(data, tuple(document.get_page_size(number) for number in range(len(document))))
    finally:
        document.close()


def draw_page(paper: Paper, number: int, pixels_per_point: float) -> QImage:
    """One page (counted from 0) as a picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(paper.data)
    try:
        page = document[number]
        bitmap = page.render(scale=pixels_per_point, prefer_bgrx=True)
        return _image(bitmap)
    finally:
        document.close()


def _image(bitmap: Any) -> QImage:
    """A picture of Qt's own memory: pdfium's is freed with the bitmap."""
    view = memoryview(bitmap.buffer).cast("B")
    return QImage(view, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
