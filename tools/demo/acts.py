"""What people do at the window, act by act; the story strings them together."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QWidget

from desktop.formats import number_text
from desktop.importing.parsed import to_json
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units
from tools.demo import cast
from tools.demo.clock import demo_machine
from tools.demo.interrupted import KILLED
from tools.demo.stage import NotOnScreen, Stage
from ui.exchange.digits import DigitsLabel
from ui.tasks.page import TasksPage


class Acts:
    """The hands of everybody in the story, on one stage."""

    def __init__(self, folder: Path, *, takes_pictures: bool) -> None:
        self.folder = folder
        self._pictures = ["--pictures"] if takes_pictures else []
        self.stick = folder / "stick"
        self.stick.mkdir(parents=True)
        self.stage = Stage("story", demo_machine(folder / "ledgers"), folder, takes_pictures=takes_pictures)

    def _create(self, unit: str, words: str, player: cast.Player, *, picture: str) -> None:
        """A first start: choose the unit, type name and passphrase, keep the recovery code."""
        from ui.sign_in.creation_form import CreationForm
        from ui.sign_in.recovery_form import RecoveryForm

        stage = self.stage
        stage.program.show_start()
        stage.program.door.resize(1366, 768)
        stage.program.door.show()
        stage.settle()
        if picture:
            stage.picture(f"{picture}-1-start")
        stage.press("Tạo sổ cho đơn vị")
        form = stage.program.door.form
        assert isinstance(form, CreationForm)
        form.units.search.setText(words)
        stage.until(lambda: form.units.code() == unit, f"unit {unit}")
        form.name.setText(player.name)
        form.passphrase.setText(cast.PASSPHRASE)
        form.again.setText(cast.PASSPHRASE)
        form.folder.setText(str(self.folder / "ledgers" / unit))
        form.folder.textEdited.emit(form.folder.text())
        if picture:
            stage.picture(f"{picture}-2-form")
        stage.press("Tạo sổ")
        stage.until(lambda: isinstance(stage.program.door.form, RecoveryForm), "recovery code")
        if picture:
            stage.picture(f"{picture}-3-recovery")
        recovery = stage.program.door.form
        assert isinstance(recovery, RecoveryForm)
        recovery.typed.setText(self._asked_group(recovery))
        stage.press("Đã giữ mã, tới đăng nhập")

    def _asked_group(self, form: QWidget) -> str:
        """The group of the recovery code that the form asks for, read off the screen."""
        asked = next(int(word) for word in self.stage.field("Gõ nhóm").accessibleName().split() if word.isdigit())
        shown = [
            label for label in self.stage.visible(QLabel, form) if label.accessibleName().startswith(f"Nhóm {asked}:")
        ]
        return shown[0].text()

    def _people(self) -> None:
        """The department's administrator adds the people."""
        stage = self.stage
        stage.sign_in(cast.ADMINISTRATOR)
        stage.go("users")
        for player in cast.DEPARTMENT_PEOPLE:
            self._add_person(player)
        stage.picture("03-people")

    def _add_person(self, player: cast.Player) -> None:
        from ui.users.person_dialog import PersonDialog

        stage = self.stage
        stage.press("Thêm người")
        dialog = stage.visible(PersonDialog)[0] if stage.visible(PersonDialog) else stage.top
        assert isinstance(dialog, PersonDialog)
        dialog.name.setText(player.name)
        roles: QComboBox = dialog.role
        roles.setCurrentIndex(roles.findData(player.role))
        dialog.team.setText(player.team)
        dialog.passphrase.setText(cast.PASSPHRASE)
        dialog.again.setText(cast.PASSPHRASE)
        stage.press("Thêm người", within=dialog)

    def _ask_for_admission(self) -> Path:
        """The department writes its request; the digits are read over the phone."""
        stage, request = self.stage, self.stick / "HQ03-ket-nap.hqe"
        stage.go("exchange")
        with self._writes(request):
            stage.press("Ghi tệp đề nghị…")
        self._request_digits = self._digits()
        stage.picture("04-request")
        stage.sign_out()
        return request

    def _digits(self) -> str:
        labels = [label for label in self.stage.visible(DigitsLabel) if label.digits]
        if not labels:
            raise NotOnScreen("digits")
        return labels[0].digits

    def _import_plan(self) -> None:
        stage = self.stage
        raw = resources.files("resources").joinpath(cast.PLAN_RESOURCE).read_bytes()
        source = self.folder / "608-qd-tchq.txt"
        source.write_bytes(raw)
        parsed = to_json(read_plan(raw, name=source.name, units=load_units()))
        (self.folder / "608-qd-tchq.json").write_text(
            json.dumps(parsed, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        stage.go("import")
        stage.picture("05-import-choose")
        with patch("ui.importing.files.ask_for_document", lambda _parent: source):
            stage.press("Chọn văn bản…")
        stage.picture("06-import-review")
        window = stage.program.window
        assert window is not None
        page = window.page("import")
        while stage.can_press("Đúng, sang chỗ sau", page):
            stage.press("Đúng, sang chỗ sau", page)
        stage.press("Nạp kế hoạch", page)

    def _assign(self) -> None:
        from ui.requests import TasksRequest
        from ui.tasks.unit_picker import UnitPicker

        stage = self.stage
        window = stage.program.window
        assert window is not None
        window.go("tasks", TasksRequest(plan=cast.PLAN_NUMBER))
        stage.settle()
        stage.picture("07-headquarters-plan")
        stage.press("Giao 14 nhiệm vụ cấp tỉnh cho…")
        picker = stage.top if isinstance(stage.top, UnitPicker) else stage.visible(UnitPicker)[0]
        assert isinstance(picker, UnitPicker)
        picker.search.setText("hai phong")
        stage.settle()
        picker.search.returnPressed.emit()
        stage.picture("08-assign")
        stage.press("Giao cho 1 đơn vị", within=picker)
        stage.picture("09-headquarters-assigned")

    def _admit(self, request: Path) -> None:
        """Headquarters types the digits it was read, writes the admission, and reads back its own."""
        stage, admission = self.stage, self.stick / "HQ03-ket-nap.hqa"
        stage.go("exchange")
        stage.press("Kết nạp máy mới")
        with patch("ui.exchange.files.ask_for_request", lambda _parent, _begin: request):
            stage.press("Chọn tệp đề nghị…")
        self._type_digits(self._request_digits)
        stage.picture("10-admit")
        with self._writes(admission):
            stage.press("Kết nạp và ghi tệp…")
        self._root_digits = self._digits()
        self._admission = admission

    def _type_digits(self, digits: str) -> None:
        from ui.exchange.digits import DigitsField

        field = self.stage.visible(DigitsField)[0]
        field.line.setText(digits)
        self.stage.settle()

    def _write_bundle(self, name: str) -> str:
        """«Tạo tệp n» onto the stick; answers its size."""
        stage, path, before = self.stage, self.stick / name, set(self.stick.glob("*.hqb"))
        stage.go("home")
        stage.go("exchange")
        stage.until_seen("Tạo tệp")
        stage.press("Tạo tệp", begins=True)
        with patch("ui.exchange.files.ask_for_folder", lambda _parent, _title, _begin: self.stick):
            stage.press("Chọn nơi ghi")
        stage.press("Ghi tệp")
        (written,) = set(self.stick.glob("*.hqb")) - before
        written.rename(path)
        return number_text(path.stat().st_size)

    def _open(self, unit: str, player: cast.Player) -> None:
        self.stage.open(self.folder / "ledgers" / unit)
        self.stage.sign_in(player)

    def _import_bundle(self, name: str, picture: str) -> str:
        stage = self.stage
        stage.go("exchange")
        with patch("ui.exchange.files.ask_for_bundle", lambda _parent, _begin: self.stick / name):
            stage.press("Mở tệp nhận được")
        stage.until_seen("Nhập")
        stage.picture(picture)
        return stage.press("Nhập", begins=True).removeprefix("Nhập ")

    def _allocate(self, label: str, officer: cast.Player) -> None:
        from ui.widgets.choices import ComboBox

        page = self._tasks()
        self._choose_task(page, label)
        for box in self.stage.visible(ComboBox, page):
            row = box.findText(officer.name)
            if row >= 0:
                box.setCurrentIndex(row)
                box.activated.emit(row)
                self.stage.settle()
                return
        raise NotOnScreen(f"the officers to give {label} to")

    def _tasks(self) -> TasksPage:
        self.stage.go("tasks")
        window = self.stage.program.window
        assert window is not None
        page = window.page("tasks")
        assert isinstance(page, TasksPage)
        return page

    def _choose_task(self, page: TasksPage, label: str) -> None:
        for view in self.stage.visible(QAbstractItemView, page):
            try:
                self.stage.choose_row(view, label)
            except NotOnScreen:
                continue
            return
        raise NotOnScreen(f"task {label}")

    def _labels(self, page: TasksPage) -> list[str]:
        """The printed numbers in the list."""
        return [line.row.label for line in page.list.view.records.records()]

    def _type_and_be_killed(self) -> None:
        """In a process of its own the officer types, and the process is killed."""
        self.stage.open(self.folder / "ledgers" / cast.HEADQUARTERS)  # lets go of the department's ledger
        folder = str(self.folder / "ledgers")
        command = [sys.executable, "-m", "tools.demo.interrupted", folder]
        ended = subprocess.run([*command, *self._pictures], check=False).returncode
        if ended != KILLED:
            raise NotOnScreen(f"the kill: the process ended with {ended}")

    @contextmanager
    def _writes(self, path: Path) -> Iterator[None]:
        """The person answers the question where to write with this path."""
        with patch("ui.exchange.files.ask_where_to_write", lambda _parent, _title, _proposed: path):
            yield

    def _until_pressable(self, words: str) -> None:
        """Wait until a button can be pressed."""
        self.stage.until(lambda: self.stage.can_press(words), words)
