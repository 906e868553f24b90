"""Bảng đơn vị: the units that plans name, as of any day; headquarters changes them, everybody else receives them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.errors import UnitsRefused
from desktop.importing.readers.sources import read_source
from desktop.jobs import Job
from desktop.messages import explain
from desktop.session import Session
from desktop.units.checking import UnitProblem
from desktop.units.editing import UnitsWritten, change_unit, is_kept_here, put_units, unit_problems
from desktop.units.sheet import ReadSheet, read_sheet_here, take_in, write_sheet
from ui.desk import Desk
from ui.units import files
from ui.units.detail_panel import DetailPanel
from ui.units.editor import UnitEditor, WantedUnit
from ui.units.list_panel import ListPanel
from ui.units.sheet_dialog import SheetDialog
from ui.units.shown import ShownTable, read_table
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Bar, column, row
from ui.widgets.text import Kind, Label, show_if

_KEYS = (KeyHint("Ctrl+F", "Tìm"), KeyHint("Alt+←", "Quay lại"), KeyHint("F1", "Phím tắt"))
_CHANGING_KEYS = (
    KeyHint("Ctrl+F", "Tìm"),
    KeyHint("F2", "Sửa"),
    KeyHint("Ctrl+N", "Thêm đơn vị"),
    KeyHint("Ctrl+Z", "Hoàn tác"),
    KeyHint("Alt+←", "Quay lại"),
)
_RECEIVED = "Bảng do cơ quan trung ương giữ; thay đổi đến cùng tệp trao đổi."
_ADMINISTERED = "Quản trị của sổ này sửa bảng."


class UnitsPage(Page):
    """The list at the left, the chosen unit at the right; `go("units", words)` brings a spelling to be placed."""

    topics = frozenset({Topic.UNITS})
    keys = _KEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Bảng đơn vị", "Tên và cách viết mà kế hoạch dùng, theo từng thời kỳ", parent)
        self._desk = desk
        self._table: ShownTable | None = None
        self._wanted = ""
        self.editor: UnitEditor | None = None
        self.preview: SheetDialog | None = None
        self.list, self.detail = ListPanel(), DetailPanel()
        self.asked = Banner(Grade.INFO, "", action="Thôi", quiet_action=True)
        self.trouble = Banner(Grade.ERROR, "", action="Đóng", quiet_action=True)
        self._lay_out()
        self._connect()

    # Building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.add = PrimaryButton("Thêm đơn vị", "add", shortcut="Ctrl+N")
        self.load = SecondaryButton("Nạp từ tệp", "arrow_import")
        self.export = SecondaryButton("Xuất CSV", "arrow_download")
        self.note = Label("", Kind.META, wrap=True)
        acts = Bar()
        acts.body.addWidget(self.note, 1)
        for button in (self.export, self.load, self.add):
            acts.body.addWidget(button)
        self.asked.hide()
        self.trouble.hide()
        parts = row(gap=0)
        parts.addWidget(self.list, 1)
        parts.addWidget(self.detail)
        whole = column(gap=0)
        whole.addWidget(acts)
        whole.addWidget(self.asked)
        whole.addWidget(self.trouble)
        whole.addLayout(parts, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.list.filtered.connect(self._show_chosen)
        self.list.view.chosen.connect(lambda _unit: self._show_chosen())
        self.list.view.opened.connect(lambda _unit: self._edit())
        self.detail.edit_wanted.connect(self._edit)
        self.detail.spellings_wanted.connect(self._change_spellings)
        self.detail.unit_wanted.connect(self.list.reveal)
        self.add.clicked.connect(lambda _checked=False: self._open_editor(is_new=True))
        self.load.clicked.connect(lambda _checked=False: self._load())
        self.export.clicked.connect(lambda _checked=False: self._export())
        self.asked.button.clicked.connect(lambda _checked=False: self._ask_for(""))
        self.trouble.button.clicked.connect(self.trouble.hide)
        self._desk.day.changed.connect(lambda _day: self._show_table())
        for keys, act in (("F2", self._edit), ("Ctrl+F", self._search)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _search(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self._desk.run(lambda session, _job: read_table(session), self, self._show)

    def _show(self, table: ShownTable) -> None:
        self._table = table
        for button in (self.add, self.load):
            show_if(button, table.may_change)
        kept_here = is_kept_here(self._desk.session.node)
        counts = f"{len(table.units.all_units())} đơn vị, {len(table.changed)} đã sửa so với bảng đi kèm chương trình."
        self.note.setText(counts if table.may_change else _ADMINISTERED if kept_here else _RECEIVED)
        self.set_keys(_CHANGING_KEYS if table.may_change else _KEYS)
        self._show_table()

    def _show_table(self) -> None:
        if self._table is not None:
            self.list.show_table(self._table, self._desk.day.day)

    def _show_chosen(self) -> None:
        self.detail.show_unit(self.list.view.current(), self._table, self._desk.day.day)
        if self._wanted and self._table is not None and self._table.may_change:
            self.detail.propose(self._wanted)

    @override
    def activate(self, argument: object = None) -> None:
        self._ask_for(argument if isinstance(argument, str) else "")
        self.list.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for(self, words: str) -> None:
        """Whose spelling is this? Stands over the list until it is placed or given up."""
        self._wanted = words
        self.asked.tell(
            Grade.INFO,
            f"Kế hoạch in «{words}», bảng chưa có cách viết này",
            "Tìm đơn vị, rồi Enter ở ô «Thêm cách viết»; hoặc thêm đơn vị mới.",
        )
        show_if(self.asked, bool(words))
        self._show_chosen()

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.list.set_compact(compact)
        self.detail.set_compact(compact=compact)
        show_if(self.note, not compact or self._table is None or not self._table.may_change)

    @override
    def panels(self) -> Sequence[QWidget]:
        return [self.list, self.detail]

    # Changing -----------------------------------------------------------------------------------------------

    def _write(self, work: Callable[[Session], UnitsWritten], words: str, done: Callable[[], None]) -> None:
        """Change the table in a job and tell it with its undo; `done` runs where it was written."""

        def finish(written: UnitsWritten) -> None:
            done()
            if written.added or written.changed:
                self.notify(words, undo=self._undo)

        self._desk.run(lambda session, _job: work(session), self, finish, on_error=self._refuse)

    def _undo(self) -> None:
        self._desk.run(lambda session, _job: session.undo(), self, on_error=self._refuse)

    def _refuse(self, error: Exception) -> bool:
        dialog = self.editor or self.preview
        if dialog is not None:
            return dialog.refuse(error)
        if isinstance(error, UnitsRefused):
            self.detail.refuse(" ".join(one.sentence for one in error.problems if isinstance(one, UnitProblem)))
            return True
        told = explain(error)
        if told is not None:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return told is not None

    def _change_spellings(self, aliases: tuple[str, ...], words: str) -> None:
        unit = self.list.view.current()
        if unit is None:
            return
        after = replace(unit, aliases=aliases)

        def done() -> None:
            self.detail.added()
            if self._wanted in aliases:
                self._ask_for("")

        self._write(lambda session: change_unit(session, after), words, done)

    def _edit(self) -> None:
        if self.list.view.current() is not None:
            self._open_editor(is_new=False)

    def _open_editor(self, *, is_new: bool) -> None:
        table = self._table
        if table is None or not table.may_change:
            return
        editor = UnitEditor(None if is_new else self.list.view.current(), table.units, self._desk.day.day, self)
        if is_new and self._wanted:
            editor.name.setText(self._wanted)
        editor.submitted.connect(self._submit)
        editor.finished.connect(self._forget_dialogs)
        self.editor = editor
        editor.open()

    def _forget_dialogs(self) -> None:
        self.editor = self.preview = None

    def _submit(self, wanted: WantedUnit) -> None:
        """Write the unit; what is only worth knowing is told once before."""
        editor, new = self.editor, frozenset({wanted.unit.code} if wanted.is_new else ())

        def work(session: Session, _job: Job) -> tuple[list[UnitProblem], UnitsWritten | None]:
            problems = unit_problems(session, [wanted.unit], new=new)
            if problems and not wanted.is_told:
                return problems, None
            return [], put_units(session, [wanted.unit], wanted.reason, new=new)

        def finish(found: tuple[list[UnitProblem], UnitsWritten | None]) -> None:
            problems, written = found
            if written is None:
                if editor is not None and editor is self.editor:
                    editor.show_problems(problems)
                return
            self._written(wanted, written)

        self._desk.run(work, self, finish, on_error=self._refuse)

    def _written(self, wanted: WantedUnit, written: UnitsWritten) -> None:
        if self.editor is not None:
            self.editor.accept()
        if self._wanted in wanted.unit.names:
            self._ask_for("")
        if written.added or written.changed:
            self.notify(f"Đã {'thêm' if wanted.is_new else 'sửa'} {wanted.unit.name}.", undo=self._undo)
            if wanted.is_new:
                code = wanted.unit.code
                self._desk.run(lambda session, _job: read_table(session), self, lambda table: self._reveal(table, code))

    def _reveal(self, table: ShownTable, code: str) -> None:
        self._show(table)
        self.list.reveal(code)

    # Files --------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        path = files.ask_for_sheet(self)
        if path is None:
            return
        self._desk.run(
            lambda session, job: read_sheet_here(session, read_source(path), path.name, job),
            self,
            lambda sheet: self._preview(path.name, sheet),
            on_error=self._refuse,
        )

    def _preview(self, name: str, sheet: ReadSheet) -> None:
        assert self._table is not None
        dialog = SheetDialog(name, sheet, self._table.units, self)
        dialog.submitted.connect(lambda sheet: self._take_in(sheet, dialog))
        dialog.finished.connect(self._forget_dialogs)
        self.preview = dialog
        dialog.open()

    def _take_in(self, sheet: ReadSheet, dialog: SheetDialog) -> None:
        words = f"Đã ghi {len(sheet.units)} đơn vị từ tệp."
        self._write(lambda session: take_in(session, sheet), words, dialog.accept)

    def _export(self) -> None:
        path = files.ask_where_to_write(self)
        table = self._table
        if path is None or table is None:
            return
        self._desk.run(
            lambda _session, _job: write_sheet(table.units, path),
            self,
            lambda _done: self.notify(f"Đã xuất {len(table.units.all_units())} đơn vị ra {path.name}."),
            on_error=self._refuse,
        )
