"""An officer who is typing when the computer loses its power: `python -m tools.demo.interrupted FOLDER`."""

import os
import signal
import sys
from pathlib import Path

from tools.demo import cast
from tools.demo.clock import demo_machine
from tools.demo.noise import quieten
from tools.demo.stage import Stage
from ui.tasks.page import TasksPage

RESULT = "Đã lập danh sách 96 doanh nghiệp trong 10% cao nhất về kim ngạch và số thuế."
KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else 9


def main(folder: Path) -> None:
    """Type the result of C.4, pause until the draft is kept, and die without a word."""
    quieten()
    stage = Stage("interrupted", demo_machine(folder), folder.parent, takes_pictures="--pictures" in sys.argv)
    stage.open(folder / cast.DEPARTMENT)
    stage.sign_in(cast.OFFICER)
    stage.go("tasks")
    window = stage.program.window
    assert window is not None
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    stage.choose_row(page.list.view, "C.4")
    stage.write("Kết quả thực hiện", RESULT)
    stage.until(lambda: page.detail.entry.foot.words.startswith("Đã lưu nháp"), "the draft is not kept")
    stage.picture("14-entry-draft")
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(KILLED)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
