"""The program from its start to a filled list of 1.000 tasks: opened on a ledger, signed in, tasks shown."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QTimer

from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from tests.benchmarks.measuring import memory_mib
from ui.app import build_application
from ui.main_window import MainWindow
from ui.program import Program
from ui.settings.preferences import PreferencesFile
from ui.sign_in.sign_in_form import SignInForm
from ui.tasks.page import TasksPage


def count(model: QAbstractItemModel, parent: QModelIndex | None = None) -> int:
    """All rows of a tree."""
    here = parent or QModelIndex()
    rows = model.rowCount(here)
    return rows + sum(count(model, model.index(row, 0, here)) for row in range(rows))


def main(folder: Path, name: str, passphrase: str) -> int:
    """Open the tasks of the ledger in a folder, tell that they are there, end; load nothing else of the program."""
    application = build_application(sys.argv[:1])
    machine = Machine(state_folder=folder / "state", cost=Cost(t=1, m_kib=64, p=1))
    program = Program(application, PreferencesFile(folder / "settings"), machine)

    def enter(window: MainWindow) -> None:
        window.resize(1366, 768)
        page = window.page("tasks")
        assert isinstance(page, TasksPage)
        page.loaded.connect(lambda: QTimer.singleShot(0, lambda: tell(window, page)))
        window.go("tasks")

    def tell(window: MainWindow, page: TasksPage) -> None:
        window.grab()
        print(json.dumps({"memory_mib": memory_mib(), "rows": count(page.list.view.model())}), flush=True)
        application.quit()

    program.entered.connect(enter)
    program.start(folder / "TCHQ")
    form = program.door.form
    assert isinstance(form, SignInForm)
    form.submitted.emit(name, passphrase)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
