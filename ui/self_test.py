"""The program's test of itself: every screen once for every role, two units exchanging files, one report on paper.

It works in a temporary folder and in the built program as well as from the source. A failure names its step.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.cli.output import DONE, REFUSED, say, tell
from desktop.formats import number_text
from desktop.messages import explain
from desktop.permissions import ROLE_WORDS, Role
from desktop.rehearsal import PASSPHRASE, Rehearsal, begin

if TYPE_CHECKING:
    from desktop.workspace import Workspace
    from ui.program import Program

PATIENCE_S = 60.0
"""How long a screen may take to show what it has; far above what the slowest machine needs."""
SIZE = (1366, 768)


class StepFailed(Exception):
    """A step did not come out as it must; the text says how."""


def main(argv: Sequence[str] = ()) -> int:
    """Run all steps, one line each; answers 0, or 1 after the first step that failed."""
    if argv:
        tell("Lệnh self-test không có tham số.")
        return 2
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="sokehoach-", ignore_cleanup_errors=True) as folder:
        return _run(Steps(Path(folder)))


def _has_display() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(steps: "Steps") -> int:
    began = monotonic()
    for number, (words, step) in enumerate(steps.in_order, start=1):
        try:
            found = step()
        except Exception as error:  # noqa: BLE001  # whatever it is, the step that failed is named
            told = explain(error) or error
            traceback.print_exception(error)
            tell(f"{number}. {words}: không đạt. {told}")
            return REFUSED
        say(f"{number}. {words}: đạt{f' ({found})' if found else ''}.")
    say(f"Tự kiểm tra xong sau {number_text(round(monotonic() - began))} giây. Chương trình chạy đúng trên máy này.")
    return DONE


class Steps:
    """What is tested, in order; each step answers a few words on what it found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: Rehearsal | None = None
        self._is_dark = True  # so that over both ledgers every role is seen in both looks
        self.in_order: tuple[tuple[str, Callable[[], str]], ...] = (
            ("Tạo sổ của Tổng cục và của Cục Hải quan Hải Phòng", self.create),
            ("Nạp kế hoạch 608/QĐ-TCHQ và giao nhiệm vụ", self.issue),
            ("Kết nạp máy của đơn vị bằng tệp và dãy số", self.enrol),
            ("Gửi tệp xuống đơn vị", self.send_down),
            ("Nhập kết quả, gửi duyệt, duyệt", self.record),
            ("Gửi tệp lên Tổng cục và nhận biên nhận", self.send_up),
            ("Lập báo cáo PDF", self.write_pdf),
            ("Lập báo cáo XLSX", self.write_workbook),
            ("Mở các màn hình của Tổng cục", lambda: self.show(self._day.headquarters, "TCHQ")),
            ("Mở các màn hình của đơn vị", lambda: self.show(self._day.department, "HQ03")),
        )

    @property
    def _day(self) -> Rehearsal:
        assert self._begun is not None
        return self._begun

    def create(self) -> str:
        """Two new ledgers with people of every role."""
        self._begun = begin(self._folder)
        self._begun.add_people()
        return f"{len(Role)} vai trò"

    def issue(self) -> str:
        """The shipped plan is read and its provincial tasks are assigned."""
        count = self._day.issue()
        _require(count > 0, "không giao được nhiệm vụ nào")
        return f"{count} nhiệm vụ"

    def enrol(self) -> str:
        """Headquarters admits the department."""
        self._day.enrol()
        return ""

    def send_down(self) -> str:
        """The plan and the assignments reach the department."""
        written, taken = self._day.deliver(self._day.headquarters, self._day.department)
        _require(taken.counts.new == written.events > 0, "tệp không mang đủ thay đổi")
        return f"{number_text(written.size)} byte, {taken.counts.new} thay đổi"

    def record(self) -> str:
        """An officer's entry is approved by the supervisor."""
        self._day.record()
        return ""

    def send_up(self) -> str:
        """The approved result moves the figures of headquarters; the answer confirms it to the department."""
        _, taken = self._day.deliver(self._day.department, self._day.headquarters)
        _require(taken.after.completed_on_time == taken.before.completed_on_time + 1, "số liệu cấp trên không đổi")
        _, answer = self._day.deliver(self._day.headquarters, self._day.department)
        _require(answer.counts.receipts > 0, "thiếu biên nhận")
        return f"{answer.counts.receipts} biên nhận"

    def write_pdf(self) -> str:
        """The report as PDF has pages that can be drawn."""
        import pypdfium2

        document = pypdfium2.PdfDocument(self._day.make_report("pdf"))
        try:
            count = len(document)
            drawn = document[0].render(scale=1.0)
            _require(count >= 2 and drawn.width < drawn.height, "báo cáo thiếu trang")
        finally:
            document.close()
        return f"{count} trang"

    def write_workbook(self) -> str:
        """The report as a workbook can be read again."""
        import openpyxl

        workbook = openpyxl.load_workbook(self._day.make_report("xlsx"), read_only=True)
        try:
            names = workbook.sheetnames
        finally:
            workbook.close()
        _require(bool(names), "bảng tính không có trang nào")
        return f"{len(names)} trang tính"

    def show(self, workspace: "Workspace", name: str) -> str:
        """Everybody signs in at a ledger's door and enters every place, one in the light look, the next in the dark."""
        from PySide6.QtWidgets import QApplication

        from ui.app import build_application
        from ui.program import Program
        from ui.settings.preferences import PreferencesFile
        from ui.theme import ThemeMode

        existing = QApplication.instance()
        application = existing if isinstance(existing, QApplication) else build_application(sys.argv[:1])
        program = Program(application, PreferencesFile(self._folder / f"{name}-settings"), self._day.machine)
        watch = Watch(program)
        try:
            program.start()
            watch.settle()
            program.open_folder(workspace.folder)
            shown = 0
            for role in Role:
                self._is_dark = not self._is_dark
                program.themes.set_mode(ThemeMode.DARK if self._is_dark else ThemeMode.LIGHT)
                shown += _screens_of(role, program, watch)
        finally:
            watch.close()
            program.shut()
        return f"{shown} màn hình của {len(Role)} vai trò"


def _require(holds: bool, words: str) -> None:
    if not holds:
        raise StepFailed(words)


def _screens_of(role: Role, program: "Program", watch: "Watch") -> int:
    """One person signs in, looks at every place and signs out; answers how many there were."""
    from ui.places import places_for
    from ui.sign_in.sign_in_form import SignInForm
    from ui.widgets.page import Page

    watch.where = ROLE_WORDS[role]
    form = program.door.form
    assert isinstance(form, SignInForm)
    form.submitted.emit(ROLE_WORDS[role], PASSPHRASE)
    watch.until(lambda: program.bench is not None, "không vào được sổ")
    bench = program.bench
    assert bench is not None
    bench.window.resize(*SIZE)
    watch.settle()
    places = places_for(bench.desk, lambda: Page(""))
    for place in places:
        watch.where = f"{ROLE_WORDS[role]}, {place.word}"
        bench.window.go(place.key)
        watch.settle()
        _require(not bench.window.grab().isNull(), f"{watch.where}: không vẽ được")
    program.sign_out()
    watch.settle()
    return len(places)


class Watch:
    """Waits for the window's work, and notices every failure meanwhile, wherever it came up."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._failures: list[BaseException] = []
        self.where = ""
        self._hook_before = sys.excepthook
        sys.excepthook = self._caught
        for runner in (program.runner, program.copier):
            runner.unhandled.connect(self._failures.append)

    def _caught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self._failures.append(error)

    def settle(self) -> None:
        """Wait until everything asked for is done and shown."""
        from ui.jobs import JobRunner

        def is_quiet() -> bool:
            window = self._program.window
            own = window.findChildren(JobRunner) if window is not None else []
            return not any(runner.is_busy for runner in (self._program.runner, self._program.copier, *own))

        self.until(is_quiet, "chờ quá lâu")

    def until(self, holds: Callable[[], bool], complaint: str) -> None:
        """Let the window work until something holds, three looks in a row; raises what failed meanwhile."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        ends = monotonic() + PATIENCE_S
        row = 0

        def look() -> None:
            nonlocal row
            row = row + 1 if holds() else 0
            if row >= 3 or self._failures or monotonic() > ends:
                loop.quit()

        timer = QTimer(interval=5)
        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()
        if self._failures:
            raise StepFailed(f"{self.where}: {self._failures[0]!r}") from self._failures[0]
        _require(row >= 3, f"{self.where}: {complaint}")

    def close(self) -> None:
        """Give Python its own way back."""
        sys.excepthook = self._hook_before
