"""A bare PySide6 window with a table of 1.000 rows: what the start of the program is compared with."""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.benchmarks.measuring import memory_mib

ROWS, COLUMNS = 1000, 6


def main() -> int:
    """Show the window, tell that it is there, end."""
    application = QApplication([])
    window = QMainWindow()
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"Nhiệm vụ {row}.{column}"))
    view = QTableView()
    view.setModel(model)
    window.setCentralWidget(view)
    window.resize(1366, 768)
    window.show()

    def tell() -> None:
        window.grab()
        print(json.dumps({"memory_mib": memory_mib(), "rows": model.rowCount()}), flush=True)
        application.quit()

    QTimer.singleShot(0, tell)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
