"""Asking for the files of the screen of keys. Tests replace the questions."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_KEYS = "Tệp khóa (*.hqk);;Mọi tệp (*)"
_PROPOSALS = "Đề nghị thay gốc tin cậy (*.hqg);;Mọi tệp (*)"


def ask_for_key(parent: QWidget | None, begin: Path) -> Path | None:
    """Let the person choose a file with a key in it."""
    return _open(parent, "Chọn tệp khóa", begin, _KEYS)


def ask_for_proposal(parent: QWidget | None, begin: Path) -> Path | None:
    """Let the person choose a proposal of a new root."""
    return _open(parent, "Chọn đề nghị thay gốc tin cậy", begin, _PROPOSALS)


def _open(parent: QWidget | None, title: str, begin: Path, kinds: str) -> Path | None:
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(begin), kinds)
    return Path(chosen) if chosen else None
