"""«Theo bảng»: rows pasted from a spreadsheet, checked as a whole, corrected in place, then given."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.assigning.assignment_check import CheckedTable
from desktop.assigning.assignment_table import AssignmentTable, TypedRow
from desktop.assigning.bulk_assigning import Proposal
from desktop.formats import number_text
from desktop.text import collapse
from ui.assigning.foot import GivingFoot
from ui.assigning.grid import TASK, Grid
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.panels import Bar, Panel, column
from ui.widgets.text import Kind, Label, show_if

_EMPTY_TEXT = (
    "Chép từ Excel các cột nhiệm vụ, đơn vị, vai trò rồi dán vào đây, hoặc chọn tệp .xlsx, .csv. "
    "Dòng đầu đề và thứ tự cột thế nào cũng được; một ô ghi được nhiều đơn vị; vai trò để trống là chủ trì."
)
_MOST_STEPS = 50


class TablePane(QWidget):
    """Holds the typed rows with their steps back; the page has them checked and given."""

    paste_wanted = Signal()
    file_wanted = Signal()
    check_wanted = Signal()
    """The rows or the section changed."""
    give_wanted = Signal(object)
    """The `CheckedTable` to be given."""
    errors_copied = Signal(object)
    """How many lines (int) were put on the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: list[tuple[TypedRow, ...]] = []
        self._checked: CheckedTable | None = None
        self._is_busy = False
        self.paste = SecondaryButton("Dán bảng", "copy", tip="Ctrl+V")
        self.choose = SecondaryButton("Chọn tệp…", "folder_open", tip="Ctrl+O")
        self.clear = LinkButton("Xóa bảng")
        self.section = ComboBox()
        self.section.setAccessibleName("Số chỉ ghi «4» thuộc mục")
        self.section.setMinimumContentsLength(18)
        self.info = Banner(Grade.INFO, "")
        self.info.hide()
        self.grid = Grid()
        self.empty = EmptyState("Chưa có bảng nào", _EMPTY_TEXT, "Dán bảng (Ctrl+V)", icon="table", tone="blue")
        self.foot = GivingFoot()
        self.copy_errors = LinkButton("Chép danh sách lỗi")
        self.drop_faulty = SecondaryButton("Bỏ các dòng lỗi")
        self._lay_out()
        self._listen()
        self.refresh()

    def _lay_out(self) -> None:
        bar = Bar()
        bar.setAccessibleName("Bảng giao nhiệm vụ")
        for part in (self.paste, self.choose):
            bar.body.addWidget(part)
        bar.body.addWidget(Label("Số chỉ ghi «4» thuộc mục", Kind.META))
        bar.body.addWidget(self.section, 1)
        bar.body.addWidget(self.clear)
        panel = Panel("Bảng giao nhiệm vụ", scrolls=False, margin=0, gap=0)
        self._stack = QStackedWidget()
        around = QWidget()
        inner = column(margin=24, gap=0)
        inner.addWidget(self.empty)
        around.setLayout(inner)
        self._stack.addWidget(around)
        self._stack.addWidget(self.grid)
        panel.body.addWidget(self.info)
        panel.body.addWidget(self._stack, 1)
        self.foot.tools.addWidget(self.copy_errors)
        self.foot.tools.addWidget(self.drop_faulty)
        whole = column(gap=0)
        whole.addWidget(bar)
        whole.addWidget(panel, 1)
        whole.addWidget(self.foot)
        self.setLayout(whole)

    def _listen(self) -> None:
        self.paste.clicked.connect(lambda _checked=False: self.paste_wanted.emit())
        self.empty.button.clicked.connect(lambda _checked=False: self.paste_wanted.emit())
        self.choose.clicked.connect(lambda _checked=False: self.file_wanted.emit())
        self.clear.clicked.connect(lambda _checked=False: self._become(()))
        self.section.activated.connect(lambda _place: self.check_wanted.emit())
        self.grid.grid.edited.connect(self._edit)
        self.grid.rows_dropped.connect(self._drop)
        self.copy_errors.clicked.connect(lambda _checked=False: self._copy_errors())
        self.drop_faulty.clicked.connect(lambda _checked=False: self._drop_faulty())
        self.foot.give.clicked.connect(lambda _checked=False: self._give())
        for keys, act in (
            ("Ctrl+O", self.file_wanted.emit),
            ("F8", self.next_fault),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # Rows ---------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[TypedRow, ...]:
        """The rows as typed."""
        return self.grid.grid.rows

    def add(self, table: AssignmentTable) -> None:
        """Put the rows of a table below those that are there."""
        parts = []
        if table.ignored:
            parts.append(f"Không dùng các cột: {', '.join(table.ignored)}.")
        if table.outside:
            parts.append(f"{len(table.outside)} dòng chữ ngoài bảng không đọc.")
        show_if(self.info, bool(parts))
        if parts:
            self.info.tell(Grade.INFO, " ".join(parts))
        self.add_rows(table.rows)

    def add_rows(self, rows: Sequence[TypedRow]) -> None:
        """Put rows below those that are there, ready to be corrected."""
        first = len(self.rows)
        self._become((*self.rows, *map(_on_one_line, rows)))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.setCurrentIndex(self.grid.grid.index(first, TASK))

    def undo(self) -> bool:
        """Take back the last change of the rows; whether there was one."""
        if not self._before:
            return False
        self._show(self._before.pop())
        return True

    def _become(self, rows: Sequence[TypedRow]) -> None:
        self._before = [*self._before[-_MOST_STEPS:], self.rows]
        self._show(rows)

    def _show(self, rows: Sequence[TypedRow]) -> None:
        self._checked = None
        self.grid.grid.show_rows(rows)
        if not rows:
            self.info.hide()
        self.refresh()
        self.check_wanted.emit()

    def _edit(self, place: int, row: TypedRow) -> None:
        self._become([row if number == place else one for number, one in enumerate(self.rows)])

    def _drop(self, places: Collection[int]) -> None:
        if places:
            self._become([row for number, row in enumerate(self.rows) if number not in places])

    def _drop_faulty(self) -> None:
        if self._checked is not None:
            self._drop({place for place, row in enumerate(self._checked.rows) if row.is_faulty})
            self.first_place.setFocus(Qt.FocusReason.OtherFocusReason)  # the button is gone

    def reset(self) -> None:
        """Begin with an empty table; there is no way back to the rows that were given."""
        self._before = []
        self._show(())

    # Showing ------------------------------------------------------------------------------------------------

    def show_sections(self, proposal: Proposal) -> None:
        """Offer the headings of a plan for numbers that are typed without them."""
        headings = [row for row in proposal.rows if not row.is_task]
        entries = [(f"{row.path_text}. {collapse(row.title)}", row.path) for row in headings]
        self.section.set_entries([("Cả kế hoạch", ()), *entries])

    def chosen_section(self) -> tuple[str, ...]:
        """The path of the heading that short numbers stand under; () for the whole plan."""
        path = self.section.value()
        return path if isinstance(path, tuple) else ()

    def show_checked(self, table: CheckedTable) -> None:
        """Show what the check found."""
        self._checked = table
        self.grid.grid.show_checked(table)
        self.refresh()

    def set_busy(self, busy: bool) -> None:
        """Something is being written, or no more."""
        self._is_busy = busy
        self.refresh()

    def refresh(self) -> None:
        """Say what stands in the way, or how much is about to be given."""
        has_rows, checked = bool(self.rows), self._checked
        self._stack.setCurrentIndex(1 if has_rows else 0)
        self.clear.setEnabled(has_rows)
        faulty = len(checked.faulty) if checked is not None else 0
        new = len(checked.handovers()) if checked is not None else 0
        for part in (self.copy_errors, self.drop_faulty):
            part.setVisible(faulty > 0)
        self.drop_faulty.setText(f"Bỏ {number_text(faulty)} dòng lỗi")
        rows = number_text(len(self.rows))
        if not has_rows:
            words, note = "Chưa có dòng nào.", ""
        elif checked is None:
            words, note = f"Đang kiểm tra {rows} dòng.", ""
        elif faulty:
            words = f"{number_text(faulty)} trong {rows} dòng có lỗi, chưa giao gì."
            note = "Sửa ngay trong bảng, hoặc bỏ các dòng lỗi rồi giao phần còn lại."
        else:
            words = f"{rows} dòng đều đúng: {number_text(new)} lượt giao mới."
            note = "" if new else "Các đơn vị đã có các nhiệm vụ này."
        button = f"Giao {number_text(new)} lượt" if new else "Giao nhiệm vụ"
        self.foot.tell(words, note, may_give=bool(new) and not faulty and not self._is_busy, button=button)

    @property
    def first_place(self) -> QWidget:
        """Where the work goes on: the rows, or the button that pastes some."""
        return self.grid if self.rows else self.empty.button

    def next_fault(self) -> None:
        """Go to the next row that is faulty."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.select_fault(after=self.grid.currentIndex().row())

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window, or a wide one again."""
        self.grid.set_compact(compact)

    def _copy_errors(self) -> None:
        lines = self.error_lines()
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.errors_copied.emit(len(lines))

    def error_lines(self) -> list[str]:
        """The faulty rows for a spreadsheet: place, task, unit, role, what is wrong."""
        if self._checked is None:
            return []
        return [
            "\t".join((str(place), row.typed.task, row.typed.unit, row.typed.role, fault.sentence))
            for place, row in enumerate(self._checked.rows, start=1)
            for fault in row.faults
            if fault.stops
        ]

    def _give(self) -> None:
        if self._checked is not None and not self._checked.faulty:
            self.give_wanted.emit(self._checked)


def _on_one_line(row: TypedRow) -> TypedRow:
    """A row as the grid shows it: under its place in the grid, the lines of a cell as pieces between semicolons."""
    units = "; ".join(filter(None, map(collapse, row.unit.split("\n"))))
    return replace(row, task=collapse(row.task), unit=units, role=collapse(row.role), where="")
