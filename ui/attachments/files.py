"""Asking which files to attach and where to save one. Tests replace the questions."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.files import safe_name


def ask_for_files(parent: QWidget | None) -> list[Path]:
    """Let the person choose files to attach."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, "Đính kèm tệp", "", "Mọi tệp (*)")
    return [Path(name) for name in chosen]


def ask_where_to_save(parent: QWidget | None, name: str) -> Path | None:
    """Let the person choose where a file is saved; the name proposed is harmless on every disk."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, "Lưu tệp đính kèm", safe_name(name), "Mọi tệp (*)")
    return Path(chosen) if chosen else None


def dropped(data: QMimeData) -> list[Path]:
    """The files of this machine that are dragged over the list; none where anything else is among them."""
    chosen = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return chosen if len(chosen) == len(data.urls()) and all(path.is_file() for path in chosen) else []
