"""Asking for a folder or a unit table, and the folder proposed for a new ledger."""

from pathlib import Path

import platformdirs
from PySide6.QtWidgets import QFileDialog, QWidget


def proposed_folder(unit: str) -> Path:
    """Where a unit's ledger lies if nothing else is chosen: a local folder that no cloud program copies away."""
    return Path(platformdirs.user_data_dir("sokehoach", appauthor=False)) / unit


def ask_for_folder(parent: QWidget | None, title: str, begin: Path) -> Path | None:
    """Let the person choose a folder; None where he keeps things as they are."""
    nearest = next((folder for folder in (begin, *begin.parents) if folder.is_dir()), Path.home())
    chosen = QFileDialog.getExistingDirectory(parent, title, str(nearest))
    return Path(chosen) if chosen else None


def ask_for_table(parent: QWidget | None) -> Path | None:
    """Let the person choose the unit table that the level above handed over, or none. Tests replace it."""
    kinds = "Bảng đơn vị (*.csv *.xlsx *.xls *.ods);;Mọi tệp (*)"
    chosen, _kind = QFileDialog.getOpenFileName(parent, "Chọn bảng đơn vị của cấp trên", "", kinds)
    return Path(chosen) if chosen else None
