"""Making the ledger of a unit on this machine."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import (
    AppError,
    MissingPassphrase,
    NetworkFolder,
    NoUnitTable,
    UnitsRefused,
    UnknownUnit,
    WeakPassphrase,
    WorkspaceExists,
)
from desktop.messages import explain
from desktop.units.checking import UnitProblem
from desktop.units.table import UnitTable
from ui import theme
from ui.problems import show_faults
from ui.sign_in.folders import ask_for_folder, ask_for_table, proposed_folder
from ui.sign_in.start_form import SECRECY
from ui.sign_in.unit_chooser import UnitChooser
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit, PasswordField
from ui.widgets.panels import row
from ui.widgets.text import Kind, Label

SECOND_MACHINE = "Máy thứ hai: chọn đúng đơn vị này, rồi xin kết nạp ở «Trao đổi»."
"""Said at the unit: a unit may have several machines, each with a ledger of its own."""


@dataclass(frozen=True, slots=True)
class NewLedger:
    """What a new ledger is made of; `table` is the unit table its unit stands in."""

    unit: str
    person_name: str
    passphrase: str
    folder: Path
    table: UnitTable


class CreationForm(QWidget):
    """Unit, first person, passphrase twice, folder."""

    submitted = Signal(object)
    """A `NewLedger`."""
    table_chosen = Signal(object)
    """The file (Path) of a unit table that the level above handed over."""
    back_chosen = Signal()

    def __init__(self, units: UnitTable, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder_typed = False
        self._table = units
        self.units = UnitChooser(units, today)
        self.name = LineEdit("Họ và tên")
        self.passphrase = PasswordField()
        self.again = PasswordField()
        self.folder = LineEdit()
        self.make = PrimaryButton("Tạo sổ", "add")
        self.make.set_size("large")
        self.back = LinkButton("Quay lại")
        self.load = LinkButton("Không thấy đơn vị: nạp bảng đơn vị của cấp trên", "folder_open")
        self._browse = SecondaryButton("Chọn thư mục")
        self.fields = {
            "unit": Field("Đơn vị", self.units, SECOND_MACHINE),
            "name": Field("Họ tên của bạn", self.name, "Người đầu tiên giữ vai trò quản trị."),
            "passphrase": Field("Mật khẩu", self.passphrase, "Ít nhất 8 ký tự; một câu dễ nhớ là tốt nhất."),
            "again": Field("Gõ lại mật khẩu", self.again),
            "folder": Field("Thư mục của sổ", self.folder, "Trên ổ cứng của máy này, không phải USB hay ổ mạng."),
        }
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        self._lay_out()
        self.units.chosen.connect(self._propose_folder)
        self.folder.textEdited.connect(lambda _text: self._mark_folder_typed())
        self._browse.clicked.connect(self._choose_folder)
        self.load.clicked.connect(lambda _checked=False: self._choose_table())
        self.make.clicked.connect(self._submit)
        self.again.returnPressed.connect(self._submit)
        self.back.clicked.connect(self.back_chosen)
        self.setFocusProxy(self.units)

    def _lay_out(self) -> None:
        px = theme.current().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(Label("Tạo sổ cho đơn vị", Kind.CELL))
        layout.addWidget(Label(SECRECY, Kind.META, wrap=True))
        layout.addWidget(self.fields["unit"])
        layout.addWidget(self.load, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.fields["name"])
        pair = row(gap=12)
        for name in ("passphrase", "again"):
            pair.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(pair)
        place = row(gap=8)
        place.addWidget(self.fields["folder"], 1)
        beside = QVBoxLayout()  # level with the field, below its label, whatever is said under it
        beside.addSpacing(self.fields["folder"].label.sizeHint().height() + px(4))
        beside.addWidget(self._browse)
        beside.addStretch(1)
        place.addLayout(beside)
        layout.addLayout(place)
        layout.addWidget(self.trouble)
        layout.addSpacing(px(4))
        layout.addWidget(self.make)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _choose_table(self) -> None:
        file = ask_for_table(self)
        if file is not None:
            self.set_busy(busy=True)
            self.make.setText("Đang đọc bảng đơn vị")
            self.table_chosen.emit(file)

    def take_table(self, table: UnitTable) -> None:
        """Offer the units of a table that was read from a file."""
        self.set_busy(busy=False)
        self._table = table
        self.fields["unit"].clear_mark()
        self.units.offer(table)
        self.load.setText("Đã nạp bảng đơn vị; nạp bảng khác")
        self.units.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_folder_typed(self) -> None:
        self._folder_typed = True

    def _propose_folder(self, unit: str | None) -> None:
        if unit and not self._folder_typed:
            self.folder.setText(str(proposed_folder(unit)))

    def _choose_folder(self) -> None:
        chosen = ask_for_folder(self, "Chọn thư mục của sổ", Path(self.folder.value_text() or Path.home()))
        if chosen is not None:
            self._mark_folder_typed()
            self.folder.setText(str(chosen))

    # Checking -----------------------------------------------------------------------------------------------

    def _submit(self) -> None:
        faults = self._faults()
        self.trouble.hide()
        show_faults(self.fields, faults)
        if faults:
            return
        self.set_busy(busy=True)
        self.submitted.emit(
            NewLedger(
                self.units.code() or "",
                self.name.value_text(),
                self.passphrase.value_text(),
                Path(self.folder.value_text()),
                self._table,
            )
        )

    def _faults(self) -> dict[str, str]:
        """What is wrong, field by field in the order of the form."""
        found: dict[str, str] = {}
        if self.units.code() is None:
            found["unit"] = "Chưa chọn đơn vị. Gõ một phần của tên rồi chọn trong danh sách."
        if not self.name.value_text():
            found["name"] = "Chưa có họ tên. Gõ họ và tên đầy đủ."
        if self.passphrase.value_text() != self.again.value_text():
            found["again"] = "Hai lần gõ không giống nhau. Gõ lại."
        if not self.folder.value_text():
            found["folder"] = "Chưa chọn thư mục. Chọn một thư mục trống trên ổ cứng."
        elif not Path(self.folder.value_text()).is_absolute():
            found["folder"] = "Đường dẫn chưa đủ. Ghi cả ổ đĩa, hoặc bấm «Chọn thư mục»."
        return found

    def set_busy(self, *, busy: bool) -> None:
        """Whether the ledger is being made now."""
        self.make.setText("Đang tạo sổ" if busy else "Tạo sổ")
        for button in (self.make, self.back, self._browse, self.load):
            button.setEnabled(not busy)
        for field in self.fields.values():
            field.editor.setEnabled(not busy)

    def refuse(self, error: Exception) -> bool:
        """No ledger was made: say why at the field it concerns; whether the error has words."""
        self.set_busy(busy=False)
        told = explain(error)
        if told is None:
            return False
        where = next((name for kind, name in _FIELD_OF.items() if isinstance(error, kind)), None)
        if where is not None:
            self.fields[where].set_error(_words_of(error, str(told)))
            self.fields[where].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return True


_FIELD_OF: dict[type[AppError], str] = {
    UnknownUnit: "unit",
    UnitsRefused: "unit",
    NoUnitTable: "unit",
    MissingPassphrase: "passphrase",
    WeakPassphrase: "passphrase",
    WorkspaceExists: "folder",
    NetworkFolder: "folder",
}


def read_table(file: Path) -> UnitTable:
    """The unit table in a file of the level above; for the work thread. Raises as `units.sheet.handed_table`."""
    from desktop.importing.readers.sources import read_source  # the readers of documents take long to load
    from desktop.units.sheet import handed_table

    return handed_table(read_source(file), file.name)


def _words_of(error: Exception, told: str) -> str:
    """What to say at the field: of a table with wrong cells the first of them."""
    problems = error.problems if isinstance(error, UnitsRefused) else ()
    wrong = next((one for one in problems if isinstance(one, UnitProblem)), None)
    return told if wrong is None else ", ".join(part for part in (wrong.where, wrong.sentence) if part)
