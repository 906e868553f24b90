"""What somebody drops on the page or pastes into it: files, or a piece of text with its tables."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent

PASTED_NAME = "Văn bản dán"


@dataclass(frozen=True, slots=True)
class Offered:
    """The files dropped or copied, or else the pasted text as the bytes of a document."""

    files: tuple[Path, ...] = ()
    text: bytes = b""


def offered(data: QMimeData | None) -> Offered | None:
    """What the data offers; None where there is neither a file of this machine nor text.

    Of a piece of a web page, of Word or of Excel the tables are kept.
    """
    if data is None:
        return None
    files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if files:
        return Offered(files)
    page = data.html() if data.hasHtml() else ""
    if "<table" in page.lower():
        return Offered(text=f"<!doctype html>{page}".encode("utf-8", "replace"))
    text = data.text() if data.hasText() else ""
    return Offered(text=text.encode("utf-8", "replace")) if text.strip() else None


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The one local file that is dragged over a widget; None for anything else."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 == len(event.mimeData().urls()) else None
