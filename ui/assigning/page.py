"""«Giao theo kế hoạch»: headquarters gives the tasks of a plan in bulk, as the document says or by a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.assigning.assignment_check import CheckedTable, TableCheck
from desktop.assigning.assignment_table import AssignmentTable, read_assignment_table, read_pasted_table
from desktop.assigning.bulk_assigning import (
    Proposal,
    ProposedTask,
    Selection,
    propose,
    recipients_of,
    with_added,
    with_added_before,
)
from desktop.formats import day_text
from desktop.importing.readers.sources import read_source
from desktop.jobs import Job
from desktop.messages import explain
from desktop.plans.plans import plan_numbered, plans
from desktop.plans.records import AssignedRole, Plan
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable
from ui.assigning import files
from ui.assigning.handing import Handing
from ui.assigning.plan_pane import PlanPane
from ui.assigning.table_pane import TablePane
from ui.desk import Desk
from ui.requests import AssigningRequest, TasksRequest
from ui.tasks.unit_picker import UnitPicker, pickable
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import LinkButton
from ui.widgets.choices import ComboBox
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Bar, column
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text import Kind, Label

BY_PLAN, BY_TABLE = "plan", "table"
_PLAN_KEYS = (
    KeyHint("Space", "Đánh dấu"),
    KeyHint("Ctrl+Enter", "Giao"),
    KeyHint("F6", "Sang danh sách đơn vị"),
    KeyHint("Alt+←", "Quay lại"),
)
_TABLE_KEYS = (
    KeyHint("Ctrl+V", "Dán bảng"),
    KeyHint("F8", "Dòng lỗi kế tiếp"),
    KeyHint("F2", "Sửa ô"),
    KeyHint("Delete", "Bỏ dòng"),
    KeyHint("Ctrl+Z", "Hoàn tác"),
    KeyHint("Ctrl+Enter", "Giao"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """The plans of the ledger, the proposal of the one that is looked at, and the unit table it stands on."""

    plans: tuple[Plan, ...]
    proposal: Proposal | None
    units: UnitTable


def read_proposal(session: Session, number: str | None, today: date) -> Read:
    """Read the plan of this number, the newest where there is no such plan."""
    units = units_of(session)
    known = tuple(plans(session.database))
    chosen = next((plan for plan in known if plan.number == number), known[0] if known else None)
    return Read(known, None if chosen is None else propose(session, chosen, units, today=today), units)


class AssigningPage(Page):
    """One plan at a time; the two ways to give stand side by side, and each act is one change with its undo."""

    topics = frozenset({Topic.PLANS, Topic.TASKS, Topic.UNITS})
    keys = _PLAN_KEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Giao theo kế hoạch", "Chưa có gì được ghi trước khi bấm «Giao»", parent)
        self._desk = desk
        self._number: str | None = None
        self._units = desk.units
        self._asked = self._checks = 0
        self.setAcceptDrops(True)
        self.plan = ComboBox()
        self.plan.setAccessibleName("Kế hoạch")
        self.plan.setMinimumContentsLength(16)
        self.way = SegmentedControl("Cách giao", [("Theo văn bản", BY_PLAN), ("Theo bảng", BY_TABLE)])
        self.back = LinkButton("Về danh sách nhiệm vụ", "clipboard_task")
        own = desk.units.unit(desk.session.unit).name
        self.by_plan, self.by_table = PlanPane(own), TablePane()
        self.refusal = Banner(Grade.ERROR, "", action="Đóng", quiet_action=True)
        self.none = EmptyState(
            "Chưa có kế hoạch nào",
            "Nạp văn bản kế hoạch đã ban hành rồi giao nhiệm vụ.",
            "Nạp kế hoạch",
            lambda: self.go("import"),
            icon="info",
            tone="blue",
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._handings = [self._handing(self.by_plan), self._handing(self.by_table)]
        self._listen()

    def _lay_out(self) -> None:
        self.refusal.hide()
        bar = Bar()
        bar.setAccessibleName("Kế hoạch và cách giao")
        bar.body.addWidget(Label("Kế hoạch", Kind.META))
        bar.body.addWidget(self.plan)
        bar.body.addWidget(self.way)
        bar.body.addStretch(1)
        bar.body.addWidget(self.back)
        for part in (self.by_plan, self.by_table, self.none):
            self._stack.addWidget(part)
        whole = column(gap=0)
        whole.addWidget(bar)
        whole.addWidget(self.refusal)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _handing(self, pane: PlanPane | TablePane) -> Handing:
        handing = Handing(self, self._desk, pane.foot.progress, pane.foot.banner)
        handing.busy_changed.connect(pane.set_busy)
        return handing

    def _listen(self) -> None:
        by_plan, by_table = self._handings
        self.refusal.button.clicked.connect(self.refusal.hide)
        self.plan.activated.connect(lambda _place: self.choose_plan(str(self.plan.value())))
        self.way.changed.connect(lambda way: self._turn(str(way)))
        paste = QShortcut(QKeySequence("Ctrl+V"), self)  # wherever the person stands, also before a table is there
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste_table)
        self.back.clicked.connect(lambda _checked=False: self.go("tasks", TasksRequest(plan=self._number)))
        self._desk.day.changed.connect(lambda _day: self.reload())
        self.by_plan.give_wanted.connect(lambda selection: by_plan.give(selection.handovers()))
        self.by_plan.adding_wanted.connect(self.pick_units)
        self.by_table.give_wanted.connect(lambda table: by_table.give(table.handovers()))
        by_table.finished.connect(self.by_table.reset)
        for handing in self._handings:
            handing.finished.connect(self._focus)  # the button that gave may be pressed no more
        self.by_table.paste_wanted.connect(self.paste)
        self.by_table.file_wanted.connect(self._ask_for_file)
        self.by_table.check_wanted.connect(self._check)
        self.by_table.errors_copied.connect(lambda count: self.notify(f"Đã chép {count} dòng lỗi."))

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if isinstance(argument, AssigningRequest):
            self.choose_plan(argument.plan)
            self.show_way(BY_PLAN)
        self._focus()

    def _focus(self) -> None:
        first = self.by_plan.tasks.view if self.way.value() == BY_PLAN else self.by_table.first_place
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reload(self) -> None:
        self._asked += 1
        asked, number, today = self._asked, self._number, self._desk.day.day

        def show(read: Read) -> None:
            if asked == self._asked:
                self._show(read)

        self._desk.run(lambda session, _job: read_proposal(session, number, today), self, show)

    def _show(self, read: Read) -> None:
        self._units = read.units
        self.plan.set_entries([(plan.number, plan.number) for plan in read.plans])
        self.plan.setEnabled(bool(read.plans))
        if read.proposal is None:
            self._stack.setCurrentWidget(self.none)
            return
        plan = read.proposal.plan
        self._number = plan.number
        self.plan.set_value(plan.number)
        day = f", ngày {day_text(plan.date)}" if plan.date else ""
        self.set_title(self.title, f"{plan.number}{day}; {len(read.proposal.tasks)} nhiệm vụ")
        before = self.by_plan.selection
        proposal = read.proposal if before is None else with_added_before(read.proposal, before.proposal)
        self.by_plan.show_selection(Selection.of(proposal, before))
        self.by_table.show_sections(read.proposal)
        self.show_way(str(self.way.value()))
        self._check()

    def choose_plan(self, number: str) -> None:
        """Look at another plan; the rows of the table are judged by it."""
        if number != self._number:
            self._number = number
            self.reload()

    def show_way(self, way: str) -> None:
        """Show one of the two ways to give."""
        self.way.set_value(way)
        if self.by_plan.selection is not None:
            self._stack.setCurrentWidget(self.by_plan if way == BY_PLAN else self.by_table)
        self.set_keys(_PLAN_KEYS if way == BY_PLAN else _TABLE_KEYS)

    def _turn(self, way: str) -> None:
        """The person turned to the other way; what was refused before is of no more concern."""
        self.refusal.hide()
        self.show_way(way)

    @override
    def undo(self) -> bool:
        return self.way.value() == BY_TABLE and self.by_table.undo()

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.by_plan.set_compact(compact)
        self.by_table.set_compact(compact)

    # By the document ----------------------------------------------------------------------------------------

    def pick_units(self, tasks: Sequence[ProposedTask]) -> UnitPicker:
        """Ask which units, beyond those that the document names, get these tasks."""
        assert self.by_plan.selection is not None
        plan, today = self.by_plan.selection.proposal.plan, self._desk.day.day
        what = f"nhiệm vụ {tasks[0].row.label}" if len(tasks) == 1 else f"{len(tasks)} nhiệm vụ đang liệt kê"
        text = "Đơn vị chọn thêm chủ trì nhiệm vụ; chưa giao gì trước khi bấm «Giao» ở dưới."
        title = f"Thêm đơn vị nào cho {what}?"
        giver = self._units.unit(self._desk.session.unit)
        picker = UnitPicker(title, text, pickable(self._units, giver, plan.date, today), self, act="Thêm")
        picker.chosen.connect(lambda codes: self._add(tasks, codes))
        picker.open()
        return picker

    def _add(self, tasks: Sequence[ProposedTask], codes: tuple[str, ...]) -> None:
        selection = self.by_plan.selection
        assert selection is not None
        who = recipients_of(self._desk.session, selection.proposal.plan, self._units, self._desk.day.day)
        found = [one for code in codes for one in who.of_unit(code)]
        wanted = {task.row.entity for task in tasks}
        larger = with_added(selection.proposal, wanted, found, AssignedRole.LEAD)
        named = {(task, one.key) for task in wanted for one in found}  # some may be named already, yet left out
        self.by_plan.show_selection(Selection(larger, selection.left_out).with_pairs(named, ticked=True))

    # By a table ---------------------------------------------------------------------------------------------

    def _paste_table(self) -> None:
        if self.way.value() == BY_TABLE:
            self.paste()

    def paste(self) -> None:
        """Take the rows on the clipboard: the cells of a spreadsheet, or files copied from a folder."""
        data = QGuiApplication.clipboard().mimeData()
        copied = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if copied:
            self.open_file(copied[0])
        elif data.text().strip():
            text = data.text()
            self._read(lambda: read_pasted_table(text, name="Bảng dán"))
        else:
            self._refuse("Trên bảng tạm không có chữ nào.", "Chép các ô trong Excel rồi dán lại.")

    def _ask_for_file(self) -> None:
        file = files.ask_for_table(self)
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Take the rows of a file."""
        self._read(lambda: read_assignment_table(read_source(file), name=file.name))

    def _read(self, source: Callable[[], AssignmentTable]) -> None:
        self.refusal.hide()
        self.show_way(BY_TABLE)
        self._desk.run(lambda _session, _job: source(), self, self.by_table.add, on_error=self._refused)

    def _check(self) -> None:
        """Have the rows judged; only the last one asked for is shown."""
        self._checks += 1
        asked, rows, number = self._checks, self.by_table.rows, self._number
        if not rows or number is None:
            return
        section, today = self.by_table.chosen_section(), self._desk.day.day

        def show(table: CheckedTable) -> None:
            if asked == self._checks:
                self.by_table.show_checked(table)

        def work(session: Session, job: Job) -> CheckedTable:
            plan = plan_numbered(session.database, number)
            check = TableCheck(session, plan, units_of(session), today=today, section=section)
            return check.check(rows, job)

        self._desk.run(work, self, show, on_error=self._refused)

    def _refused(self, error: Exception) -> bool:
        message = explain(error)
        if message is None:
            return False
        self._refuse(message.what, message.todo)
        return True

    def _refuse(self, what: str, todo: str) -> None:
        self.refusal.tell(Grade.ERROR, what, todo)
        self.refusal.show()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_file(Path(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())))
