"""Asking for a plan document."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_KINDS = "Văn bản kế hoạch (*.docx *.xlsx *.xls *.ods *.csv *.txt *.md *.html *.htm);;Mọi tệp (*)"


def ask_for_document(parent: QWidget | None) -> Path | None:
    """Let the person choose a document; None where he keeps things as they are. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, "Chọn văn bản kế hoạch", "", _KINDS)
    return Path(chosen) if chosen else None
