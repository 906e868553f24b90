"""Asking for a table of assignments."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_KINDS = "Bảng giao nhiệm vụ (*.xlsx *.xls *.ods *.csv *.txt);;Mọi tệp (*)"


def ask_for_table(parent: QWidget | None) -> Path | None:
    """Let the person choose a table; None where he keeps things as they are. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, "Chọn bảng giao nhiệm vụ", "", _KINDS)
    return Path(chosen) if chosen else None
