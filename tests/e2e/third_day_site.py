"""The hands of a department that works on two machines, a stick between them; headquarters above."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.sync.exchange import ExportMode
from tools.demo import cast
from tools.demo.clock import demo_machine
from tools.demo.stage import NotOnScreen, Stage
from ui.exchange.digits import DigitsField, DigitsLabel
from ui.exchange.page import ExchangePage
from ui.exchange.write_words import Choice
from ui.sign_in.creation_form import CreationForm
from ui.sign_in.recovery_form import RecoveryForm
from ui.tasks.page import TasksPage
from ui.users.account_dialog import AccountDialog
from ui.users.page import UsersPage
from ui.widgets.page import Page

TOP, PC1, PC2 = "TCHQ", "HQ03", "HQ03-PC2"
SITE, NODE_OF_TOP = "TCHQ/HQ03", "TCHQ"


@dataclass
class Machines:
    """Every machine with its own memory, on one stage each; a person sits down at one after the other."""

    folder: Path
    takes_pictures: bool = False
    stages: dict[str, Stage] = field(default_factory=dict)
    at: str = ""

    def __post_init__(self) -> None:
        self._first = replace(demo_machine(self.folder / "ledgers"), cost=Cost(t=1, m_kib=64, p=1))

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def plug_in_the_stick(self, config: Path) -> None:
        """Every machine was last told to write onto the stick."""
        self.stick.mkdir(exist_ok=True)
        config.mkdir(exist_ok=True)
        (config / "exchange-folder.txt").write_text(str(self.stick), encoding="utf-8")

    @property
    def stage(self) -> Stage:
        return self.stages[self.at]

    def machine(self, name: str) -> Machine:
        """The second machine of the unit remembers nothing of the first one's ledgers."""
        return self._first if name in (TOP, PC1) else replace(self._first, state_folder=self.folder / f"state-{name}")

    def sit_down(self, name: str, player: cast.Player, data: str = "") -> Stage:
        """A person signs in at a machine, after whoever was there."""
        self.leave()
        self.at = name
        if name not in self.stages:
            stage = Stage(name, self.machine(name), self.folder, takes_pictures=self.takes_pictures)
            self.stages[name] = stage
        self.stage.open(self.folder / "ledgers" / (data or name))
        self.stage.sign_in(player)
        return self.stage

    def leave(self) -> None:
        if self.at and self.stage.program.window is not None:
            self.stage.sign_out()

    def close(self) -> None:
        for stage in self.stages.values():
            stage.close()

    def page(self, place: str) -> Page:
        self.stage.go(place)
        window = self.stage.program.window
        assert window is not None
        page = window.page(place)
        assert isinstance(page, Page)
        return page

    # A new machine ------------------------------------------------------------------------------------------

    def create_second_machine(self, player: cast.Player) -> None:
        """The first start of the unit's second machine."""
        self.at = PC2
        stage = Stage(PC2, self.machine(PC2), self.folder, takes_pictures=self.takes_pictures)
        self.stages[PC2] = stage
        stage.program.show_start()
        stage.program.door.show()
        stage.settle()
        stage.press("Tạo sổ cho đơn vị")
        form = stage.program.door.form
        assert isinstance(form, CreationForm)
        form.units.search.setText("hai phong")
        stage.until(lambda: form.units.code() == "HQ03", "unit HQ03")
        form.name.setText(player.name)
        form.passphrase.setText(cast.PASSPHRASE)
        form.again.setText(cast.PASSPHRASE)
        form.folder.setText(str(self.folder / "ledgers" / PC2))
        form.folder.textEdited.emit(form.folder.text())
        stage.press("Tạo sổ")
        stage.until(lambda: isinstance(stage.program.door.form, RecoveryForm), "recovery code")
        kept = stage.program.door.form
        assert isinstance(kept, RecoveryForm)
        kept.confirmed.emit()
        stage.settle()

    def ask_for_admission(self) -> str:
        """The request goes onto the stick; the digits are read over the phone."""
        self.stage.go("exchange")
        with self._writes("pc2.hqe"):
            self.stage.press("Ghi tệp đề nghị…")
        return self._digits()

    def admit(self, digits: str) -> str:
        stage = self.stage
        stage.go("exchange")
        stage.press("Kết nạp máy mới")
        with patch("ui.exchange.files.ask_for_request", lambda _parent, _begin: self.stick / "pc2.hqe"):
            stage.press("Chọn tệp đề nghị…")
        self._type_digits(digits)
        stage.picture(f"{self.at}-admit")
        with self._writes("pc2.hqa"):
            stage.press("Kết nạp và ghi tệp…")
        return self._digits()

    def join(self, digits: str) -> None:
        self.stage.go("exchange")
        self._type_digits(digits)
        with patch("ui.exchange.files.ask_for_admission", lambda _parent, _begin: self.stick / "pc2.hqa"):
            self.stage.press("Chọn và nhập tệp kết nạp…")

    def _digits(self) -> str:
        shown = [label.digits for label in self.stage.visible(DigitsLabel) if label.digits]
        if not shown:
            raise NotOnScreen("digits")
        return shown[0]

    def _type_digits(self, digits: str) -> None:
        self.stage.visible(DigitsField)[0].line.setText(digits)
        self.stage.settle()

    def _writes(self, name: str) -> AbstractContextManager[object]:
        return patch("ui.exchange.files.ask_where_to_write", lambda _parent, _title, _proposed: self.stick / name)

    def open_accounts(self, *players: cast.Player) -> None:
        """The administrator lets people of the roster work here too, himself first."""
        stage, page = self.stage, self.page("users")
        assert isinstance(page, UsersPage)
        for player in players:
            person = next(
                one
                for one in page.list.records.records()
                if one.name == player.name and one.id not in page.own_accounts
            )
            page.list.select(person.id)
            stage.settle()
            stage.picture(f"{self.at}-users-{player.role}")
            stage.press("Mở tài khoản trên máy này", page)
            dialog = page.opening
            assert isinstance(dialog, AccountDialog)
            dialog.passphrase.setText(cast.PASSPHRASE)
            dialog.again.setText(cast.PASSPHRASE)
            stage.picture(f"{self.at}-account-{player.role}")
            stage.press("Mở tài khoản", dialog)

    # The stick ----------------------------------------------------------------------------------------------

    def exchange_page(self) -> ExchangePage:
        page = self.page("exchange")
        assert isinstance(page, ExchangePage)
        return page

    def write_file(self, node: str, mode: ExportMode = ExportMode.SINCE_RECEIPT) -> Path:
        """A file for a neighbour."""
        stage, page = self.stage, self.exchange_page()
        peer = next(one for one in page.neighbours.records.records() if one.node == node)
        page.neighbours.select(peer.install_id)
        stage.settle()
        before = set(self.stick.glob("*.hqb"))
        stage.press("Tạo tệp", page, begins=True)
        page.writing.choose(Choice(mode))
        stage.settle()
        stage.picture(f"{self.at}-write-{len(before)}")
        with patch("ui.exchange.files.ask_where_to_write", lambda _parent, _title, name: self.stick / name.name):
            stage.until_seen("Ghi tệp", page)
            stage.press("Ghi tệp", page)
        (written,) = set(self.stick.glob("*.hqb")) - before
        return written

    def read_file(self, file: Path) -> None:
        """A received file is looked at and imported."""
        stage, page = self.stage, self.exchange_page()
        with patch("ui.exchange.files.ask_for_bundle", lambda _parent, _begin: file):
            stage.press("Mở tệp nhận được", page)
        stage.until(page.preview.take_in.isVisible, "the preview")
        stage.until(page.preview.take_in.isEnabled, "the preview is ready")
        stage.picture(f"{self.at}-read-{file.stem}")
        stage.press(page.preview.take_in.text().replace("&", ""), page)

    # The work -----------------------------------------------------------------------------------------------

    def tasks_page(self, label: str) -> TasksPage:
        page = self.page("tasks")
        assert isinstance(page, TasksPage)
        self.stage.choose_row(page.list.view, label)
        return page

    def report(self, label: str, *, hand_in: bool = False, **typed: str) -> None:
        """An officer opens a task and writes into its fields."""
        stage, page = self.stage, self.tasks_page(label)
        stage.top.activateWindow()
        stage.keys("F2")
        for name, words in typed.items():
            stage.write(_FIELDS[name], words, page)
        stage.press("Gửi duyệt" if hand_in else "Ghi", page)
        stage.picture(f"{self.at}-{label}")

    def approve(self) -> None:
        stage, page = self.stage, self.page("review")
        stage.picture(f"{self.at}-review")
        while stage.can_press("Duyệt, sang mục sau", page):
            stage.press("Duyệt, sang mục sau", page)


_FIELDS = {"result": "Kết quả thực hiện", "difficulties": "Khó khăn", "percent": "Tiến độ", "proposal": "Đề xuất"}
