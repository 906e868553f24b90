"""The rows of a plan in printed order, with what was done to each, and the acts on the chosen one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.plans.row_columns import row_columns
from ui.plans.sheet import Mode, PlanSheet, SheetLine
from ui.widgets.buttons import PlainButton, ToolButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.panels import Bar, Panel
from ui.widgets.record_view import RecordView

_COMPACT = {"number": 66, "deadline": 118, "mark": 88}
"""Widths of columns in a narrow window; a month with its year stays whole."""


class RowsPanel(Panel):
    """The list with its bar; the acts are told by signals, the page carries them out."""

    add_wanted = Signal(object)
    """A new row is wanted after the chosen one (False) or below it (True)."""
    split_wanted = Signal()
    move_wanted = Signal(object)
    """The chosen row is to go up (True) or down (False)."""
    removal_wanted = Signal()
    """The chosen row is to be taken out: an added one removed, a printed one withdrawn."""
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Các dòng của kế hoạch", scrolls=False, margin=0, gap=0, parent=parent)
        self.add = PlainButton("Thêm dòng sau", "add", tip="Insert")
        self.add_below = PlainButton("Thêm dòng con", "add", tip="Shift+Insert")
        self.split = PlainButton("Tách…", "text_bullet_list_tree", tip="Ctrl+T")
        self.up = ToolButton("arrow_up", "Chuyển lên (Alt+↑)")
        self.down = ToolButton("arrow_down", "Chuyển xuống (Alt+↓)")
        self.remove = PlainButton("Xóa dòng", "delete", tip="Delete")
        self.view: RecordView[SheetLine] = RecordView(
            "Các dòng của kế hoạch",
            row_columns(),
            lambda line: line.entity,
            delegates={
                "number": TwoLineDelegate(),
                "title": TitleDelegate(),
                "lead": TitleDelegate(),
                "deadline": TwoLineDelegate(),
                "mark": TwoLineDelegate(),
            },
            empty="Kế hoạch chưa có dòng nào.",
        )
        self.view.setUniformRowHeights(True)
        self.bar = self._build_bar()
        self.body.addWidget(self.bar)
        self.body.addWidget(self.view, 1)
        self._bind_keys()

    def _build_bar(self) -> Bar:
        bar = Bar()
        for button in (self.add, self.add_below, self.split, self.up, self.down, self.remove):
            bar.body.addWidget(button)
        bar.body.addStretch(1)
        self.add.clicked.connect(lambda _checked=False: self.add_wanted.emit(False))
        self.add_below.clicked.connect(lambda _checked=False: self.add_wanted.emit(True))
        self.split.clicked.connect(lambda _checked=False: self.split_wanted.emit())
        self.up.clicked.connect(lambda _checked=False: self.move_wanted.emit(True))
        self.down.clicked.connect(lambda _checked=False: self.move_wanted.emit(False))
        self.remove.clicked.connect(lambda _checked=False: self.removal_wanted.emit())
        return bar

    def _bind_keys(self) -> None:
        for keys, button in (
            ("Insert", self.add),
            ("Shift+Insert", self.add_below),
            ("Ctrl+T", self.split),
            ("Alt+Up", self.up),
            ("Alt+Down", self.down),
            ("Delete", self.remove),
        ):
            made = QShortcut(QKeySequence(keys), self.view)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(button.click)
        self.view.opened.connect(lambda _line: self.edit_wanted.emit())

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the rows, keeping the chosen one."""
        self.bar.setVisible(sheet.mode is not Mode.READ)
        self.view.replace(records=sheet.lines)
        if self.view.current() is None:
            self.view.select_first()

    def offer(self, sheet: PlanSheet, line: SheetLine | None) -> None:
        """Enable the acts that the chosen row allows."""
        changes = sheet.mode is not Mode.READ
        stands = changes and line is not None and not line.is_gone and not line.is_replacement
        self.add.setEnabled(changes and not (line is not None and line.is_gone))
        self.add_below.setEnabled(stands)
        self.split.setEnabled(stands and line is not None and line.row.is_task and not line.is_drafted)
        siblings = sheet.siblings(line) if stands and line is not None else []
        at = siblings.index(line) if line in siblings else -1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(siblings) - 1)
        drops = sheet.mode is Mode.DRAFT and line is not None and line.amended is not None
        if drops:
            self.remove.setText("Bỏ thay đổi này")
            self.remove.setEnabled(True)
        elif sheet.mode is Mode.DRAFT:
            self.remove.setText("Rút dòng…")
            self.remove.setEnabled(stands)
        else:
            self.remove.setText("Xóa dòng")
            is_added = line is not None and line.row.added and line.row.issued_rev == 1
            self.remove.setEnabled(stands and is_added and not sheet.is_heading_used(line))  # type: ignore[arg-type]  # `stands` says so

    def set_compact(self, compact: bool) -> None:
        """Leave out columns where the window is narrow."""
        px = theme.current().px
        for number, one in enumerate(self.view.records.columns):
            if one.key in ("lead", "units"):
                self.view.setColumnHidden(number, compact)
            elif one.width:
                self.view.header().resizeSection(number, px(_COMPACT.get(one.key, one.width) if compact else one.width))
        self.add.setText("Thêm sau" if compact else "Thêm dòng sau")
        self.add_below.setText("Thêm con" if compact else "Thêm dòng con")
        self.view.setMinimumWidth(px(260 if compact else 420))
