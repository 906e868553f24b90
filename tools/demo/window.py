"""One of the demo's two windows, with the demo's clock: `python -m tools.demo.window FOLDER`."""

import sys
from pathlib import Path

from tools.demo.clock import demo_machine
from ui.app import build_application
from ui.program import Program
from ui.settings.preferences import PreferencesFile


def main(folder: Path) -> int:
    """Open the door of one of the demo's ledgers."""
    application = build_application(sys.argv[:1])
    settings = PreferencesFile(folder.parent / f"settings-{folder.name}")
    program = Program(application, settings, demo_machine(folder.parent))
    program.failures.install()
    program.start(folder)
    program.door.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
