"""The program from its start to a filled list of 1.000 tasks: opened on a ledger, signed in, tasks shown."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.machine import Machine
from desktop.permissions import ROLE_WORDS, Role
from desktop.rehearsal import CHEAP, PASSPHRASE
from tests.benchmarks.measuring import memory_mib
from ui.app import build_application
from ui.main_window import MainWindow
from ui.program import Program
from ui.settings.preferences import PreferencesFile
from ui.sign_in.sign_in_form import SignInForm
from ui.tasks.page import TasksPage


def main(folder: Path) -> int:
    """Open the tasks of the ledger in a folder, tell that they are there, end."""
    application = build_application(sys.argv[:1])
    machine = Machine(state_folder=folder / "state", cost=CHEAP)
    program = Program(application, PreferencesFile(folder / "settings"), machine)

    def enter(window: MainWindow) -> None:
        window.resize(1366, 768)
        page = window.page("tasks")
        assert isinstance(page, TasksPage)
        page.loaded.connect(lambda: QTimer.singleShot(0, lambda: tell(window, page)))
        window.go("tasks")

    def tell(window: MainWindow, page: TasksPage) -> None:
        window.grab()
        rows = page.list.view.model().rowCount()
        print(json.dumps({"memory_mib": memory_mib(), "rows": rows}), flush=True)
        application.quit()

    program.entered.connect(enter)
    program.start(folder / "TCHQ")
    form = program.door.form
    assert isinstance(form, SignInForm)
    form.submitted.emit(ROLE_WORDS[Role.ADMINISTRATOR], PASSPHRASE)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
