"""The program put together: from the ledger's door to the window of a signed-in person, its lock, and the way out."""

from __future__ import annotations

import platform
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import NoWorkspaceHere, WrongPassphrase
from desktop.formats import recent_text
from desktop.machine import Machine
from desktop.messages import EXPLAINED, explain
from desktop.permissions import ROLE_WORDS
from desktop.session import Session
from desktop.units.table import UnitTable, load_units
from desktop.workspace import Workspace, open_workspace
from ui.app import build_application
from ui.bench import Bench
from ui.desk import with_units
from ui.failures import FailureDesk
from ui.idle import IdleWatch
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.places import PAGE_MODULES
from ui.preloading import Preloading
from ui.settings.preferences import PreferencesFile
from ui.sign_in.door import DoorWindow
from ui.sign_in.folders import ask_for_folder
from ui.sign_in.frame import Frame
from ui.sign_in.lost_passphrase_form import LostPassphraseForm, NewPassphrase
from ui.sign_in.person_list import PersonCard
from ui.sign_in.sign_in_form import SignInForm
from ui.sign_in.start_form import StartForm
from ui.theme import ThemeController
from ui.version import version
from ui.widgets.page import Notice

if TYPE_CHECKING:  # what makes a new ledger is loaded when one is made
    from desktop.creation import Created
    from ui.sign_in.creation_form import NewLedger

RECOVERY_WIDTH = 460


class Program(QObject):
    """One window on one ledger. `start` opens the door; everything after it follows from what people do.

    The ledger's folder is held from the moment it is opened until the program ends or opens another one, so that
    no second process gets in; the database is open only while somebody is signed in.
    """

    entered = Signal(object)
    """The `MainWindow` of a person who has just signed in, or came back after a lock."""

    def __init__(
        self,
        application: QApplication,
        preferences: PreferencesFile,
        machine: Machine,
        units: UnitTable | None = None,
    ) -> None:
        super().__init__(application)
        self._preferences = preferences
        self._machine = machine
        self._units = units or load_units()
        kept = preferences.kept
        self.themes = ThemeController(application, kept.theme, kept.scale)
        self.runner = JobRunner(self)
        self.copier = JobRunner(self)
        self._preloading = Preloading(PAGE_MODULES, self)
        self.failures = FailureDesk(machine.state_folder, self)
        self.runner.unhandled.connect(self._tell)
        self.copier.unhandled.connect(self.failures.tell)
        self.idle = IdleWatch(kept.idle_minutes, self)
        self.idle.idle.connect(self.lock)
        self.door = DoorWindow()
        self._hold = ExitStack()
        self._workspace: Workspace | None = None
        self.bench: Bench | None = None
        self._locked: SignInForm | None = None
        application.aboutToQuit.connect(self.shut)

    @property
    def window(self) -> MainWindow | None:
        """The window of the signed-in person."""
        return self.bench.window if self.bench is not None else None

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered until its person comes back."""
        return self._locked is not None

    # The door -----------------------------------------------------------------------------------------------

    def start(self, folder: Path | None = None) -> None:
        """Open the door of the ledger in a folder, of the one opened last, or the first page."""
        wanted = folder or (Path(self._preferences.kept.folder) if self._preferences.kept.folder else None)
        if wanted is None:
            self.show_start()
        else:
            self.open_folder(wanted, is_asked_for=folder is not None)

    def show_start(self, trouble: Exception | None = None) -> None:
        """The first page: make a ledger, or open one; with the reason why none is open."""
        told = explain(trouble) if trouble is not None else None
        form = StartForm((told.what, told.todo) if told is not None else None)
        form.create_chosen.connect(self._show_creation)
        form.open_chosen.connect(self._ask_for_folder)
        self._show(form)

    def open_folder(self, folder: Path, *, is_asked_for: bool = True) -> None:
        """Show the sign-in of the ledger in a folder, or the first page with the reason why not."""
        try:
            workspace = open_workspace(folder, self._machine)
            self._take_hold(workspace)
        except EXPLAINED as error:
            gone = isinstance(error, NoWorkspaceHere) and not is_asked_for
            self.show_start(None if gone else error)
            return
        self._preferences.keep(folder=str(folder))
        self._show_sign_in()
        self._preloading.begin()  # while the person types

    def _take_hold(self, workspace: Workspace) -> None:
        """Keep other processes out of this ledger, and let go of the one before."""
        self._hold.close()
        self._workspace = None
        self._hold.enter_context(workspace.hold())
        self._workspace = workspace

    def _ask_for_folder(self) -> None:
        begin = Path(self._preferences.kept.folder or Path.home())
        chosen = ask_for_folder(self.door, "Mở sổ: chọn thư mục của sổ", begin)
        if chosen is not None:
            self.open_folder(chosen)

    def _show_creation(self) -> None:
        from ui.sign_in.creation_form import CreationForm, read_table

        form = CreationForm(self._units, self._machine.today())
        form.back_chosen.connect(self.show_start)
        form.submitted.connect(self._create)
        run, take = self.runner.run, form.take_table
        form.table_chosen.connect(lambda file: run(lambda _job: read_table(file), form, take, on_error=form.refuse))
        self._show(form)

    def _create(self, wanted: NewLedger) -> None:
        from desktop.creation import create_workspace
        from ui.sign_in.creation_form import CreationForm

        form = self.door.form
        assert isinstance(form, CreationForm)
        self.runner.run(
            lambda _job: create_workspace(
                wanted.folder,
                unit=wanted.unit,
                person_name=wanted.person_name,
                passphrase=wanted.passphrase,
                units=wanted.table,
                machine=self._machine,
            ),
            form,
            lambda created: self._show_recovery(wanted, created),
            on_error=form.refuse,
        )

    def _show_recovery(self, wanted: NewLedger, created: Created) -> None:
        from ui.sign_in.recovery_form import RecoveryForm

        form = RecoveryForm(created.recovery_code, wanted.table.unit(wanted.unit).name, self._machine.random(1)[0])
        form.confirmed.connect(lambda: self.open_folder(wanted.folder))
        self._show(form, width=RECOVERY_WIDTH)

    def _show_sign_in(self) -> None:
        form = self._sign_in_form()
        form.other_chosen.connect(self.show_start)
        form.lost_chosen.connect(self._show_lost)
        self._show(form)

    def _show_lost(self, person_name: str) -> None:
        form = LostPassphraseForm(person_name)
        form.back_chosen.connect(self._show_sign_in)
        form.submitted.connect(self._recover)
        self._show(form, width=RECOVERY_WIDTH)

    def _recover(self, wanted: NewPassphrase) -> None:
        form, workspace = self.door.form, self._workspace
        assert isinstance(form, LostPassphraseForm)
        assert workspace is not None

        def enter(opened: tuple[Session, UnitTable]) -> None:
            self._enter(opened)
            if self.window is not None:
                self.window.toast.show_notice(Notice("Đã đặt mật khẩu mới."))

        self.runner.run(
            lambda _job: with_units(workspace.recover(wanted.code, wanted.person_name, wanted.passphrase)),
            form,
            enter,
            on_error=form.refuse,
        )

    def _show(self, form: QWidget, *, width: int = 408) -> None:
        self.failures.over = self.door
        self.door.show_form(form, unit=self._unit_name(), foot=self._foot(), width=width)

    def _unit_name(self) -> str:
        info = self._workspace.info if self._workspace is not None else None
        return info.title(self._units) if info is not None else ""

    def _foot(self) -> str:
        machine = f"  ·  Máy {platform.node()}" if platform.node() else ""
        return f"Phiên bản {version()}{machine}"

    # Signing in ---------------------------------------------------------------------------------------------

    def _sign_in_form(self, *, locked_for: str = "") -> SignInForm:
        """The sign-in of the people of this ledger, of one of them alone where his window is locked."""
        assert self._workspace is not None
        seen = self._preferences.kept.signed_in
        people = [person for person in self._workspace.info.people if locked_for in {"", person.name}]
        ordered = sorted(people, key=lambda person: -seen.get(person.id, 0))
        cards = [PersonCard(each.name, ROLE_WORDS[each.role], self._seen_words(seen.get(each.id))) for each in ordered]
        if locked_for:
            form = SignInForm(
                cards,
                locked_for,
                title="Màn hình đang khóa",
                note="Sổ đã đóng; chữ đang gõ được giữ trong bản nháp.",
                other="Đăng nhập người khác",
                offers_recovery=False,
            )
        else:
            form = SignInForm(cards, ordered[0].name if ordered else "")
        form.submitted.connect(lambda name, passphrase: self._sign_in(form, name, passphrase))
        return form

    def _seen_words(self, at_ms: int | None) -> str:
        if at_ms is None:
            return ""
        return recent_text(datetime.fromtimestamp(at_ms / 1000).astimezone(), self._machine.today())

    def _sign_in(self, form: SignInForm, name: str, passphrase: str) -> None:
        workspace = self._workspace
        assert workspace is not None

        def refuse(error: Exception) -> bool:
            told = explain(error)
            form.refuse(
                str(told) if told else "Không mở được sổ vì lỗi của chương trình. Đóng chương trình rồi mở lại.",
                is_wrong_passphrase=isinstance(error, WrongPassphrase),
            )
            return told is not None

        self.runner.run(lambda _: with_units(workspace.sign_in(name, passphrase)), form, self._enter, on_error=refuse)

    def _enter(self, opened: tuple[Session, UnitTable]) -> None:
        session, units = opened
        kept = self._preferences.kept
        self._preferences.keep(signed_in={**kept.signed_in, session.person.id: self._machine.now_ms()})
        if self.bench is not None and self._locked is not None:
            self._locked = None
            self.bench.resume(session, units)
        else:
            self._open_bench(session, units)
        assert self.bench is not None
        self.idle.start()
        self.bench.back_up_today()
        self._preloading.rest()
        self.entered.emit(self.bench.window)

    def _open_bench(self, session: Session, units: UnitTable) -> None:
        self.bench = Bench(
            session,
            self.runner,
            units,
            self._machine,
            self.themes,
            self._preferences,
            self.idle,
            self.copier,
            self,
        )
        window = self.bench.window
        window.lock_requested.connect(self.lock)
        window.sign_out_requested.connect(self.sign_out)
        window.closing.connect(self._drop_bench)
        self.failures.over = window
        self.bench.show_like(self.door)
        self.door.hide()
        QTimer.singleShot(0, self.bench, self.bench.begin)  # the window is seen before its first page is built

    # Locking and leaving ------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Cover the window and close the ledger; what was being typed stays in drafts."""
        if self.bench is None or self._locked is not None:
            return
        self.idle.stop()
        form = self._sign_in_form(locked_for=self.bench.session.person.name)
        form.other_chosen.connect(self.sign_out)
        self._locked = form
        self.bench.suspend(Frame(form, unit=self._unit_name(), foot=self._foot()))

    def sign_out(self) -> None:
        """Close the person's window and show the door."""
        if self.bench is None:
            return
        self.door.setGeometry(self.bench.window.geometry())
        self._show_sign_in()
        self._drop_bench()

    def _drop_bench(self) -> None:
        bench, self.bench = self.bench, None
        if bench is not None:
            self.idle.stop()
            bench.window.closing.disconnect(self._drop_bench)
            self.failures.over = self.door
            bench.close(is_locked=self._locked is not None)
            self._locked = None

    def _tell(self, error: Exception) -> None:
        """Show a failure nobody claimed; under the cover of a lock only mend what is the person's to mend."""
        if self._locked is None or explain(error) is not None:
            self.failures.tell(error)

    def shut(self) -> None:
        """End everything: finish what is queued, close the ledger, let the folder go."""
        self._drop_bench()
        self.idle.stop()
        self._preloading.stop()
        self.copier.close()
        self.runner.close()
        self._hold.close()
        self.failures.uninstall()


def open_window(folder: Path | None = None) -> int:
    """Run the program with its window; answers the exit code when the last window is closed."""
    application = build_application(sys.argv[:1])
    program = Program(application, PreferencesFile(), Machine())
    program.failures.install()
    program.start(folder)
    return application.exec()
