"""The chosen row beside the list: its fields to be changed, a new row, or the parts of a task."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId
from desktop.plans.records import Plan
from desktop.plans.row_fields import RowFields
from desktop.units.table import UnitTable
from ui.plans.row_form import RowForm, Texts
from ui.plans.sheet import KIND_WORDS, Mode, PlanSheet, SheetLine
from ui.plans.split_form import SplitForm
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.panels import Panel, row
from ui.widgets.text import Kind, Label, show_if


class Work(StrEnum):
    """What the panel is used for."""

    NOTHING = "nothing"
    ROW = "row"
    NEW = "new"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where a new row is to come: after a row or below it."""

    after: SheetLine | None
    below: bool


class RowPanel(Panel):
    """Ctrl+Enter, or choosing another row, takes over what was typed; Esc goes back to the list."""

    saved = Signal(object, object)
    """The entity of a row and the `RowFields` said of it."""
    created = Signal(object, object)
    """The `NewPlace` of a new row and its `RowFields`."""
    parted = Signal(object, object)
    """The entity of a task and its parts (tuple of `RowFields`)."""
    left = Signal()
    """The person goes back to the list."""

    def __init__(self, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__("Dòng của kế hoạch", edge="left", gap=10, parent=parent)
        self._sheet: PlanSheet | None = None
        self._line: SheetLine | None = None
        self._place = NewPlace(None, below=False)
        self._kept: dict[EntityId, Texts] = {}
        self.work = Work.NOTHING
        self.number = Label("", Kind.TITLE, selectable=True)
        self.kind = Label("", Kind.META)
        self.mark = Label("", Kind.STRONG)
        self.why = Label("", Kind.BODY, wrap=True, selectable=True)
        self.banner = Banner(Grade.ERROR, "")
        self.form = RowForm(units)
        self.parts = SplitForm()
        self.save = PrimaryButton("Ghi dòng này", "checkmark", tip="Ctrl+Enter")
        self.drop = SecondaryButton("Bỏ phần đang gõ")
        self._lay_out()
        self._listen()
        self.show_line(None, None)

    def _lay_out(self) -> None:
        head = row(gap=8)
        for label in (self.number, self.kind, self.mark):
            head.addWidget(label, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addStretch(1)
        self.set_head(head)
        self._nothing = Label("Chọn một dòng để xem và sửa.", Kind.META, wrap=True)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.why)
        for form in (self._nothing, self.form, self.parts):
            self.body.addWidget(form)
        self.body.addStretch(1)
        foot = row(gap=8)
        self.state = Label("", Kind.META, wrap=True)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.drop)
        foot.addWidget(self.save)
        self.set_foot(foot)

    def _listen(self) -> None:
        self.form.edited.connect(self._show_state)
        self.parts.edited.connect(self._show_state)
        self.save.clicked.connect(lambda _checked=False: self.commit())
        self.drop.clicked.connect(lambda _checked=False: self.discard())
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self._bind(keys, self.commit)
        self._bind("Esc", self._go_back)

    def _bind(self, keys: str, act: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    # Showing ------------------------------------------------------------------------------------------------

    def show_line(self, sheet: PlanSheet | None, line: SheetLine | None) -> None:
        """Show a row; what was typed about the one before is taken over, as in a table."""
        before = self._line if self.work is Work.ROW else None
        is_same = before is not None and line is not None and before.entity == line.entity
        self.keep()
        if not is_same:
            self.commit_left()
        self._sheet, self._line = sheet, line
        self.work = Work.NOTHING if line is None or sheet is None else Work.ROW
        if not is_same:
            self.banner.hide()
        if line is not None and sheet is not None:
            editable = self._may_edit(sheet, line)
            self.form.show_row(
                sheet.plan, line.row, line.before if line.amended is not None else None, editable=editable
            )
            if editable and line.entity in self._kept:
                self.form.restore(self._kept[line.entity])
        self._show_head()
        self._show_state()

    @staticmethod
    def _may_edit(sheet: PlanSheet, line: SheetLine) -> bool:
        return sheet.mode is not Mode.READ and not line.is_gone and not line.is_replacement

    def begin_new(self, plan: Plan, place: NewPlace, kind: RowKind, number: str) -> None:
        """Ask for a new row."""
        self.keep()
        self._place, self.work = place, Work.NEW
        self.banner.hide()
        self.form.begin_new(plan, kind, number)
        self._show_head()
        self._show_state()
        self.form.enter()

    def begin_split(self, *, replaces: bool) -> None:
        """Ask for the parts of the task shown."""
        if self._line is None:
            return
        self.keep()
        self.work = Work.SPLIT
        self.banner.hide()
        self.parts.begin(self._line.row, replaces=replaces)
        self._show_head()
        self._show_state()
        self.parts.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        line = self._line
        show_if(self._nothing, self.work is Work.NOTHING)
        show_if(self.form, self.work in (Work.ROW, Work.NEW))
        show_if(self.parts, self.work is Work.SPLIT)
        if self.work is Work.NEW:
            after = self._place.after
            where = f"{'bên dưới' if self._place.below else 'sau'} {after.row.label}" if after else "ở đầu kế hoạch"
            self.number.setText("Dòng mới")
            self.kind.setText(where)
        else:
            self.number.setText(line.row.path_text.replace("/", ".") if line else "")
            words = KIND_WORDS[line.row.kind].lower() if line else ""
            given = f", đã giao {line.units} đơn vị" if line is not None and line.units else ""
            self.kind.setText("tách thành các phần" if self.work is Work.SPLIT else f"{words}{given}")
        shows_mark = self.work is Work.ROW and line is not None
        self.mark.setText(line.mark if shows_mark and line else "")
        self.mark.set_tone(line.mark_tone if shows_mark and line else "")
        why = _why(line) if shows_mark and line is not None else ""
        self.why.setText(why)
        show_if(self.why, bool(why))

    def _show_state(self) -> None:
        sheet, line = self._sheet, self._line
        if self.work is Work.NEW:
            writes, words, act = True, "", "Thêm dòng này"
        elif self.work is Work.SPLIT:
            writes, words, act = True, "", f"Tách thành {len(self.parts.parts())} phần"
        else:
            may = sheet is not None and line is not None and self._may_edit(sheet, line)
            writes, words, act = may and self.form.is_dirty, "" if may else self._why_locked(), "Ghi dòng này"
        if sheet is not None and sheet.mode is Mode.DRAFT and not words:
            words = "Ghi vào bản thảo sửa đổi; kế hoạch chưa đổi."
        self.state.setText(words)
        self.save.setText(act)
        self.save.setEnabled(writes)
        self.save.setVisible(self.work is not Work.NOTHING and not self._is_locked())
        self.drop.setVisible(self.work in (Work.NEW, Work.SPLIT) or writes)

    def _is_locked(self) -> bool:
        sheet, line = self._sheet, self._line
        return self.work is Work.ROW and not (sheet is not None and line is not None and self._may_edit(sheet, line))

    def _why_locked(self) -> str:
        if self._sheet is None or self._line is None:
            return ""
        if self._sheet.mode is Mode.READ:
            return "Chỉ xem: đơn vị ban hành kế hoạch, hoặc người có quyền nạp kế hoạch, mới sửa được."
        if self._line.is_replacement:
            return "Dòng thay thế; muốn đổi thì bỏ thay đổi của dòng bị thay rồi làm lại."
        return "Dòng đã rút hoặc sẽ rút, không sửa được nữa."

    def refuse(self, what: str, todo: str) -> None:
        """Say why something was not done."""
        self.banner.tell(Grade.ERROR, what, todo)
        self.banner.show()

    # Typing -------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the cursor where the row is changed."""
        if self.work is Work.ROW and not self._is_locked():
            self.form.enter()

    def keep(self) -> None:
        """What is typed about a row stays with it until it is taken over."""
        if self.work is Work.ROW and self._line is not None and not self._is_locked():
            if self.form.is_dirty:
                self._kept[self._line.entity] = self.form.texts()
            else:
                self._kept.pop(self._line.entity, None)

    def commit_left(self) -> None:
        """Take over what is typed about the row shown, which is being left."""
        line = self._line
        if self.work is not Work.ROW or line is None or line.entity not in self._kept:
            return
        said = self.form.said()
        if said is not None and self._kept[line.entity]["title"]:
            self.saved.emit(line.entity, said)

    def forget(self, entity: EntityId) -> None:
        """What was typed about a row was taken over."""
        self._kept.pop(entity, None)
        if self._line is not None and self._line.entity == entity and self._sheet is not None:
            self.work = Work.NOTHING

    def commit(self) -> None:
        """Take over what was typed."""
        if self.work is Work.SPLIT and self._line is not None:
            if self.parts.require_parts():
                self.parted.emit(self._line.entity, self.parts.parts())
            return
        said: RowFields | None = self.form.said()
        if said is None and self.work is not Work.NEW:
            return
        if not self.form.require_title():
            return
        if self.work is Work.NEW:
            self.created.emit(self._place, said)
        elif self.work is Work.ROW and self._line is not None and not self._is_locked():
            self.saved.emit(self._line.entity, said)

    def discard(self) -> None:
        """Show the row as it is recorded; a new row or parts that were being typed are given up."""
        line = self._line
        if line is not None:
            self._kept.pop(line.entity, None)
        self.work = Work.NOTHING
        self.show_line(self._sheet, line)
        self.left.emit()

    def _go_back(self) -> None:
        if self.work in (Work.NEW, Work.SPLIT):
            self.discard()
        else:
            self.left.emit()


def _why(line: SheetLine) -> str:
    if line.row.withdrawn_why:
        return f"Lý do rút: {line.row.withdrawn_why}"
    if line.amended is not None and line.amended.why:
        return f"Lý do: {line.amended.why}"
    return ""
