"""Asking for the table's file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_KINDS = "Bảng đơn vị (*.csv *.xlsx *.xls *.ods);;Mọi tệp (*)"


def ask_for_sheet(parent: QWidget | None) -> Path | None:
    """Let the person choose an edited table; None where he keeps things as they are. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, "Chọn bảng đơn vị đã sửa", "", _KINDS)
    return Path(chosen) if chosen else None


def ask_where_to_write(parent: QWidget | None) -> Path | None:
    """Let the person choose where the table is written; None where he keeps things as they are. Tests replace it."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, "Xuất bảng đơn vị", "bang-don-vi.csv", "CSV (*.csv)")
    return Path(chosen) if chosen else None
