"""The dialogs of the operating system that this screen opens; tests answer in their place."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

FILTERS = {"pdf": "Tệp PDF (*.pdf)", "docx": "Văn bản Word (*.docx)", "xlsx": "Bảng tính Excel (*.xlsx)"}


class ReportDialogs:
    """Asks where to save a report and on which printer to print it."""

    @classmethod
    def ask_path(cls, parent: QWidget, name: str, form: str) -> Path | None:
        """Where to save a report in this form (`pdf`, `docx`, `xlsx`), None where the person changes his mind."""
        chosen, _ = QFileDialog.getSaveFileName(parent, "Lưu bản in", name, FILTERS[form])
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}")

    @classmethod
    def ask_printer(cls, parent: QWidget, pages: int) -> QPrinter | None:
        """The printer chosen, with pages and copies; None where the person changes his mind."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle("In")
        dialog.setMinMax(1, pages)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None
