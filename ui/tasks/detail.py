"""One task beside the list: its full text as printed, where it stands, entering progress, work, units, history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.assigning.handed import Handed, handed
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.records import AssignmentState
from desktop.plans.words import badge_words
from desktop.text import collapse
from ui import theme
from ui.attachments.file_panel import FilePanel
from ui.desk import Desk
from ui.signs import Sign
from ui.tasks.activities import ActivityList
from ui.tasks.decline_bar import DeclineBar
from ui.tasks.duties import Duties, read_duties
from ui.tasks.duty_panel import DutyPanel
from ui.tasks.entry_panel import EntryPanel
from ui.tasks.facts import TaskFacts
from ui.tasks.history import HistoryLine, read_history
from ui.tasks.history_list import HistoryList
from ui.tasks.holders import HolderList
from ui.tasks.lines import Ledger, Line
from ui.tasks.parted import PartedBanner
from ui.tasks.slot_list import SlotList
from ui.tasks.words import LIFE_ICONS, ROLE_OF_UNIT, due_note, is_alarming, life_of, life_words, sign_of
from ui.widgets.badge import LifeBadge, StatusBadge
from ui.widgets.buttons import DangerButton, SecondaryButton, ToolButton
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import ElidedLabel, Kind, Label

ENTRY, WORK, UNITS, DUTIES, HISTORY = "entry", "work", "units", "duties", "history"
_FILES_OF_APPROVED = "Muốn đính kèm thêm thì sửa kết quả và ghi lý do trước."


class DetailPanel(Panel):
    """Shows the task chosen in the list; acts that concern the whole page are asked for by signals."""

    stepped = Signal(object)
    """Another task is wanted: so many places further (int)."""
    closed = Signal()
    assign_wanted = Signal()
    withdraw_wanted = Signal()
    undo_chosen = Signal(object)
    """The number of the change (int) to be undone."""
    decide_wanted = Signal(object)
    """The record (`EntityId`) with values to decide between."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Chi tiết nhiệm vụ", edge="left", gap=8, parent=parent)
        self._desk = desk
        self._line: Line | None = None
        self._names: dict[str, str] = {}
        self._asked = 0
        self.trail = ElidedLabel("", Kind.META)
        self.number = Label("", Kind.TITLE, selectable=True)
        self.badge = StatusBadge(Sign.NOT_STARTED)
        self.life = LifeBadge("", "")
        self.title = Label("", Kind.TASK, wrap=True, selectable=True)
        self.facts = TaskFacts()
        self.declining = DeclineBar()
        self.assign = SecondaryButton("Giao cho đơn vị…", "people")
        self.withdraw = DangerButton("Thu hồi…", "arrow_undo")
        self.tabs = QTabBar()
        self.entry = EntryPanel(desk)
        self.files = FilePanel(desk)
        self.work = ActivityList()
        self.units = HolderList()
        self.slots = SlotList()
        self.duties = DutyPanel()
        self.history = HistoryList()
        self.parted = PartedBanner()
        self._pages: dict[str, QWidget] = {
            ENTRY: _entry_page(self.entry, self.files),
            WORK: self.work,
            UNITS: self.units,
            DUTIES: self.duties,
            HISTORY: self.history,
        }
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        self.assign.clicked.connect(lambda _checked=False: self.assign_wanted.emit())
        self.withdraw.clicked.connect(lambda _checked=False: self.withdraw_wanted.emit())
        self.history.undo_chosen.connect(self.undo_chosen)
        self.parted.decide_wanted.connect(self.decide_wanted)
        self.entry.shown.connect(self._show_entry)
        self.slots.wanted.connect(self._open_slot)
        self._show_nothing()

    def _lay_out(self) -> None:
        up, down = ToolButton("chevron_up", "Nhiệm vụ trước"), ToolButton("chevron_down", "Nhiệm vụ sau")
        close = ToolButton("dismiss", "Đóng chi tiết")
        up.clicked.connect(lambda _checked=False: self.stepped.emit(-1))
        down.clicked.connect(lambda _checked=False: self.stepped.emit(1))
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        head = row(gap=2)
        head.addWidget(self.trail, 1)
        for button in (up, down, close):
            head.addWidget(button)
        self.set_head(head)
        px = theme.current().px
        head.setContentsMargins(px(16), px(3), px(8), px(3))
        self.body.setContentsMargins(px(16), px(10), px(16), px(16))
        self._content = QWidget()
        body = column(gap=8)
        self._content.setLayout(body)
        first = row(gap=8)
        first.addWidget(self.number)
        first.addWidget(self.badge)
        first.addWidget(self.life)
        first.addStretch(1)
        acts = row(gap=8)
        acts.addWidget(self.assign)
        acts.addWidget(self.withdraw)
        acts.addStretch(1)
        body.addLayout(first)
        body.addWidget(self.title)
        body.addWidget(self.facts)
        body.addWidget(self.declining)
        body.addLayout(acts)
        body.addWidget(self.parted)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Phần của chi tiết")
        body.addWidget(self.tabs)
        body.addWidget(self.slots)
        for page in self._pages.values():
            body.addWidget(page)
        body.addStretch(1)
        self._nothing = Label("Chọn một nhiệm vụ trong danh sách để xem.", Kind.META, wrap=True)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._content)
        self.body.addStretch(1)
        foot = row(gap=0)
        foot.addWidget(self.entry.foot)
        self.set_foot(foot)
        self._foot.hide()

    # Showing ------------------------------------------------------------------------------------------------

    @property
    def line(self) -> Line | None:
        """The task shown."""
        return self._line

    def show_line(self, line: Line | None, ledger: Ledger) -> None:
        """Show a task; the same one keeps its tab and what is being typed."""
        before, self._line = self._line, line
        if line is None:
            self.entry.show_item(None)
            self._show_nothing()
            return
        same = before is not None and before.key == line.key
        self._nothing.hide()
        self._content.show()
        self._show_head(line, ledger)
        self._show_tabs(line, ledger, keeps=same)
        self.slots.show_slots(line.item.slots if line.item is not None and self._has_entry(line) else (), line.day)
        self.entry.show_item(line.item if line.item is not None and self._has_entry(line) else None)
        self.work.show_activities(line.row)
        self._names = dict(ledger.unit_names)
        self._show_holders(line)
        self._show_tab()

    def _show_nothing(self) -> None:
        self._content.hide()
        self._nothing.show()
        self.trail.setText("")
        self._foot.hide()

    def _show_head(self, line: Line, ledger: Ledger) -> None:
        item = line.item
        self.parted.show_line(line, self._desk.session)
        role = f" · {ROLE_OF_UNIT[item.role]}" if item is not None and not ledger.is_headquarters else ""
        self.trail.setText(" › ".join((line.plan.number, *_trail(line.row.path))) + role)
        self.number.setText(line.row.label)
        self.title.setText(collapse(line.row.title) if "\n" not in line.row.title else line.row.title.strip())
        self.badge.setVisible(item is not None)
        self.life.setVisible(item is not None)
        if item is not None:
            note = due_note(item, line.day)
            words = badge_words(item.standing)
            dated = item.due is not None or bool(item.overdue_slots)
            shows_note = dated and bool(note) and not item.standing.completed
            self.badge.set_state(sign_of(item), f"{words}, {note}" if shows_note else words)
            tone = "red" if is_alarming(item) else "text2"
            self.life.set_state(LIFE_ICONS[life_of(item)], life_words(item), tone)
        session = self._desk.session
        own = item is not None and item.unit == session.unit and item.assignment is AssignmentState.ASSIGNED
        may_allocate = own and session.may(Permission.ALLOCATE)
        of_others = item is not None and item.unit != ledger.unit
        shows_unit = ledger.is_headquarters or of_others
        self.facts.show_line(line, ledger.people, may_allocate=may_allocate, shows_unit=shows_unit)
        self.declining.show_item(item, session)
        gives = ledger.leads_others and session.may(Permission.ASSIGN)
        self.assign.setVisible(gives and (ledger.is_headquarters or own))
        given = item is not None and not line.is_whole and item.assignment is AssignmentState.ASSIGNED
        given = given and item is not None and not item.is_passed_on
        self.withdraw.setVisible(gives and given and shows_unit)

    def _has_entry(self, line: Line) -> bool:
        return line.item is not None and (not line.is_whole or line.item.unit == self._desk.session.unit)

    # Tabs ---------------------------------------------------------------------------------------------------

    def _show_tabs(self, line: Line, ledger: Ledger, *, keeps: bool) -> None:
        writes = line.item is not None and line.item.unit == self._desk.session.unit
        writes = writes and self._desk.session.may(Permission.REPORT_PROGRESS)
        recurs = line.row.deadline.every is not None
        wanted: list[tuple[str, str]] = []
        if self._has_entry(line):
            wanted.append((ENTRY, ("Nhập kỳ này" if recurs else "Nhập kết quả") if writes else "Kết quả"))
        if line.is_whole or line.holders:
            word = "Đơn vị" if line.is_whole else "Cấp dưới"
            wanted.append((UNITS, f"{word} {len(line.holders)}"))
        wanted.append((WORK, f"Công việc {len(line.row.activities)}" if line.row.activities else "Công việc"))
        if line.row.entity in ledger.owed or (ledger.is_headquarters and self._desk.session.may(Permission.ASSIGN)):
            wanted.append((DUTIES, "Việc định kỳ"))
        wanted.append((HISTORY, "Lịch sử"))
        current = self.tab if keeps or self.tab in (WORK, DUTIES, HISTORY) else ""
        blocked = self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for key, words in wanted:
            self.tabs.setTabData(self.tabs.addTab(words), key)
        self.open_tab(current)
        self.tabs.blockSignals(blocked)

    @property
    def tab(self) -> str:
        """The key of the tab shown."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or "")

    def open_tab(self, key: str) -> None:
        """Show the tab of this key, where there is one."""
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == key:
                self.tabs.setCurrentIndex(number)

    def _show_tab(self) -> None:
        for key, page in self._pages.items():
            page.setVisible(key == self.tab)
        self.slots.setVisible(self.tab == ENTRY and bool(self.slots.records.rowCount()))
        self._show_foot()
        if self.tab == HISTORY and self._line is not None:
            self._read_history(self._line)
        elif self.tab == DUTIES and self._line is not None:
            self._read_duties(self._line)

    def _show_foot(self) -> None:
        self._foot.setVisible(self.tab == ENTRY and not self.entry.foot.isHidden())

    def _show_entry(self) -> None:
        view = self.entry.view
        if view is not None:
            self.slots.show_period(view.period)
        if view is None or self._line is None:
            self.files.show_record(None)
        else:
            open_ = view.may_write and not view.is_locked and not view.is_approved
            note = _FILES_OF_APPROVED if view.may_write and view.is_approved else ""
            self.files.show_record(view.entity, may_change=open_, note=note)
        self._show_foot()

    def open_period(self, period: str) -> None:
        """Show the entry of a period of the task, ready to be typed into."""
        self.open_tab(ENTRY)
        self.entry.open_period(period)

    def _open_slot(self, period: str) -> None:
        self.open_period(period)
        self.entry.enter()

    def _show_holders(self, line: Line) -> None:
        """Who has the task; how far each assignment is follows as soon as it is read."""
        holders = [(self._names.get(item.unit, item.unit), item) for item in line.holders]
        self.units.show_holders(holders)
        shares = [(item.row.entity, item.unit) for item in line.holders]

        def show(reached: dict[tuple[EntityId, str], Handed]) -> None:
            if self._line is not None and self._line.key == line.key:
                self.units.show_holders(holders, reached)

        if shares:
            self._desk.run(lambda session, _job: handed(session, shares), self, show)

    def _read_duties(self, line: Line) -> None:
        self._asked += 1
        asked, row, day = self._asked, line.row, line.day

        def show(duties: Duties) -> None:
            if asked == self._asked:
                self.duties.show_duties(duties)

        self._desk.run(lambda session, _job: read_duties(session, row, day), self, show)

    def _read_history(self, line: Line) -> None:
        self._asked += 1
        asked, units = self._asked, self._desk.units

        def show(lines: tuple[HistoryLine, ...]) -> None:
            if asked == self._asked:
                self.history.show_lines(lines)

        self._desk.run(lambda session, _job: read_history(session, units, line), self, show)

    def enter(self) -> None:
        """Put the focus where entering begins."""
        self.open_tab(ENTRY)
        self.entry.enter()
        if self.tab != ENTRY:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)


def _entry_page(entry: EntryPanel, files: FilePanel) -> QWidget:
    """The form with the files of the entry under it."""
    made, whole = QWidget(), column(gap=16)
    whole.addWidget(entry)
    whole.addWidget(files)
    made.setLayout(whole)
    return made


def _trail(path: tuple[str, ...]) -> tuple[str, ...]:
    """The headings above a row: «Phần I», «C»."""
    above = path[:-1]
    return (f"Phần {above[0]}", *above[1:]) if above else ()
