"""«Nhiệm vụ»: plans and filters left, the list in the middle, one task with its entry right."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.formats import day_text
from desktop.permissions import Permission
from desktop.plans.records import AssignmentState
from desktop.plans.tasks import TaskItem
from desktop.progress.entries import Entry
from desktop.progress.recording import Draft, typed_of
from ui.desk import Desk
from ui.requests import AssigningRequest, TasksRequest
from ui.tasks import emptiness
from ui.tasks.acts import TaskActs
from ui.tasks.arrangement import Order, arrange, shares_words
from ui.tasks.detail import DetailPanel
from ui.tasks.entry import Outcome
from ui.tasks.filter_bar import FilterBar
from ui.tasks.filters import Chosen, Preset, Scope, chosen_of, fitting, is_below, lines_of, waiting_for
from ui.tasks.giving import Giving
from ui.tasks.layout import TasksLayout
from ui.tasks.lines import Ledger, Line, LineKey, is_headquarters, read_ledger
from ui.tasks.list_panel import ListPanel
from ui.tasks.side_panel import SidePanel
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import column


class TasksPage(Page):
    """The tasks of the unit, at headquarters of all units; entering, allocating and giving start here."""

    topics = frozenset({Topic.PLANS, Topic.TASKS, Topic.PROGRESS, Topic.PEOPLE, Topic.EXCHANGE})
    keys: Sequence[KeyHint] = ()

    loaded = Signal()
    """What the page shows was read (again) and is on the screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Nhiệm vụ", parent=parent)
        self._desk = desk
        self._central = is_headquarters(desk.units, desk.session.unit)
        self._leads = desk.units.leads_others(desk.session.unit, desk.day.day)
        self._ledger: Ledger | None = None
        self._chosen = Chosen()
        self._order, self._falling = Order.NUMBER, False
        self._asked = 0
        self._counted: tuple[int, Scope] | None = None
        self._wanted: LineKey | None = None
        self._request: TasksRequest | None = None
        self.acts = TaskActs(desk, self, self._refuse)
        self.side = SidePanel()
        gives = desk.session.may(Permission.ASSIGN if self._central else Permission.ALLOCATE)
        self.bar = FilterBar(given="Đã giao" if self._central else "Được giao", gives=self._leads and gives)
        self.list = ListPanel(self.bar, self._may_tick if gives else None, of_units=self._central)
        self.detail = DetailPanel(desk)
        self.parts = TasksLayout(self.side, self.list, self.detail)
        self.giving = Giving(self, desk, self.acts, self.list, self.detail)
        self.refusal = Banner(Grade.ERROR, "", action="Đóng", quiet_action=True)
        self._lay_out()
        self._listen()
        self._bind_keys()
        self.set_keys(self._hints())

    # Building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.refusal.hide()
        whole = column(gap=0)
        whole.addWidget(self.refusal)
        whole.addWidget(self.parts, 1)
        self.setLayout(whole)

    def _listen(self) -> None:
        self._desk.day.changed.connect(lambda _day: self.reload())
        self.refusal.button.clicked.connect(self.refusal.hide)
        self.side.plan_chosen.connect(lambda number: self.choose(replace(self._chosen, plan=number)))
        self.side.heading_chosen.connect(self._go_to_heading)
        self.side.preset_chosen.connect(self._choose_preset)
        self.bar.changed.connect(self.choose)
        self.bar.order_chosen.connect(lambda order: self._sort(order, falling=False))
        self.bar.side_wanted.connect(self._show_side_menu)
        self.bar.give_wanted.connect(lambda number: self.go("assigning", AssigningRequest(number)))
        self.list.order_clicked.connect(self._click_order)
        self.list.empty_clicked.connect(self._take_empty_step)
        self.list.view.chosen.connect(self._select)
        self.list.view.opened.connect(lambda _line: self.parts.open_detail())
        self.list.view.records.ticks_changed.connect(lambda _keys: self._show_giving())
        detail = self.detail
        detail.stepped.connect(self.list.view.step)
        detail.closed.connect(self.parts.close_detail)
        detail.undo_chosen.connect(self.acts.undo)
        detail.history.restore_chosen.connect(self.acts.restore)
        detail.decide_wanted.connect(lambda entity: self.go("decisions", entity))
        detail.units.chosen.connect(self._open_share)
        detail.entry.recorded.connect(self._recorded)
        detail.files.noticed.connect(self.noticed)
        detail.entry.draft_changed.connect(lambda _has: self.reload())
        detail.entry.draft_discarded.connect(self._draft_discarded)

    def _bind_keys(self) -> None:
        entry = self.detail.entry
        self._bind("F2", self.parts.open_detail)
        self._bind("F3", self.next_open)
        self._bind("Esc", self.parts.back_to_list)
        self._bind("Ctrl+S", lambda: entry.commit(submit=False))
        self._bind("Ctrl+Return", lambda: entry.commit(submit=True))
        self._bind("Ctrl+Enter", lambda: entry.commit(submit=True))
        self._bind("Ctrl+Shift+K", entry.check)
        self._bind("Ctrl+F", self.bar.words.setFocus)

    def _bind(self, keys: str, act: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def _hints(self) -> Sequence[KeyHint]:
        hints = [KeyHint("↑ ↓", "Chọn dòng"), KeyHint("Ctrl+F", "Lọc")]
        if self.list.view.records.has_ticks:
            hints.append(KeyHint("Space", "Chọn nhiều"))
        if self._desk.session.may(Permission.REPORT_PROGRESS) and not self._central:
            hints += [KeyHint("F2", "Nhập"), KeyHint("Ctrl+S", "Ghi"), KeyHint("Ctrl+Enter", "Gửi duyệt")]
            return (*hints, KeyHint("F3", "Việc chưa xong kế tiếp"), KeyHint("Ctrl+Shift+K", "Kiểm tra"))
        if self.bar.give.isVisibleTo(self.bar):
            hints.append(KeyHint("Ctrl+G", "Giao theo kế hoạch"))
        return (*hints, KeyHint("F2", "Sang chi tiết"), KeyHint("F3", "Việc chưa xong kế tiếp"))

    # What the window asks -----------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if isinstance(argument, TasksRequest):
            self._request = argument
            if self._ledger is not None:
                self._follow(argument)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reload(self) -> None:
        self._asked += 1
        asked, day, units = self._asked, self._desk.day.day, self._desk.units

        def show(ledger: Ledger) -> None:
            if asked == self._asked:
                self._take(ledger)

        self._desk.run(lambda session, _job: read_ledger(session, units, day), self, show)

    @override
    def leave(self) -> None:
        self.detail.entry.keep()

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.parts.set_compact(compact)

    @property
    def ledger(self) -> Ledger:
        """What was read last; there is none before `loaded`."""
        assert self._ledger is not None
        return self._ledger

    # Showing ------------------------------------------------------------------------------------------------

    def _take(self, ledger: Ledger) -> None:
        first, self._ledger = self._ledger is None, ledger
        if first and ledger.is_headquarters and not ledger.assigned:
            self._chosen = replace(self._chosen, scope=Scope.WHOLE)
        if self._request is not None:
            self._follow(self._request)
        else:
            self._show()
        self.loaded.emit()

    def _follow(self, request: TasksRequest) -> None:
        """Show what another screen asked for."""
        assert self._ledger is not None
        self._request = None
        me = self._desk.session.person.id
        unit = request.unit if self._central or is_below(self._ledger, request.unit) else None
        self._chosen = replace(chosen_of(request, me), unit=unit) if request.task is None else Chosen(unit=unit)
        if request.task is not None:
            known = lines_of(self._ledger, Scope.ASSIGNED, unit)
            lines = [line for line in known if line.row.entity == request.task]
            fits = [line for line in lines if request.unit in (None, line.key[1])]
            self._wanted = fits[0].key if fits else (request.task, "")
            if not fits:
                self._chosen = Chosen(scope=Scope.WHOLE)
            self.parts.show_detail()
        elif self._central and not any(request.plan in (None, line.plan.number) for line in self._ledger.assigned):
            self._chosen = self._chosen.in_scope(Scope.WHOLE)  # nothing of it is given yet: giving begins there
        self._show()
        if request.task is not None and request.period is not None:
            self.detail.open_period(request.period)

    def choose(self, chosen: Chosen) -> None:
        """Put other conditions in force."""
        if self._ledger is not None:
            self._chosen = chosen
            self._show()

    def _show(self) -> None:
        ledger, chosen, me = self._ledger, self._chosen, self._desk.session.person.id
        assert ledger is not None
        self.set_title(self.title, f"{self._whose(ledger, chosen.unit)}, tính đến {day_text(ledger.day)}")
        lines = fitting(ledger, chosen, me)
        counted = (id(ledger), chosen.scope)
        if counted != self._counted:  # the counts of the side do not follow the filter
            self.side.show_ledger(ledger, chosen, me)
            self._counted = counted
        self.side.show_chosen(chosen)
        self.bar.show_chosen(ledger, chosen, self._order, shares_words(lines))
        arranged = arrange(ledger, chosen, lines, self._order, falling=self._falling)
        if not lines:
            why = emptiness.emptiness(ledger, chosen, self._desk.session)
            self.list.show_empty(why.title, why.text, why.action)
        else:
            self.list.show_arrangement(arranged, is_whole=chosen.scope is Scope.WHOLE)
        self._choose_line()
        self._show_giving()
        self.count("tasks", waiting_for(ledger, me))

    def _whose(self, ledger: Ledger, unit: str | None) -> str:
        """Whose tasks are listed, in words."""
        if unit is not None and is_below(ledger, unit):
            return f"Giao cho {self._desk.units.unit(unit).name}"
        if ledger.is_headquarters:
            return "Toàn ngành"
        return f"Được giao cho {self._desk.units.unit(ledger.unit).name}"

    def _choose_line(self) -> None:
        """Select what was wanted or selected before; the first line where neither is here."""
        assert self._ledger is not None
        view = self.list.view
        wanted, self._wanted = self._wanted, None
        found = wanted is not None and view.select(wanted)
        shown = self.detail.line
        if not found and view.current() is None and shown is not None and self.detail.entry.has_focus:
            self.detail.show_line(self._ledger.line(shown.key), self._ledger)
            return  # what is being typed stays on the screen, whatever the filter hides
        if not found and view.current() is None:
            view.select_first()
        self.detail.show_line(view.current(), self._ledger)

    def _select(self, line: Line | None) -> None:
        if self._ledger is not None and line is not None:
            self.detail.show_line(line, self._ledger)

    def next_open(self) -> None:
        """Select the next task that is not done."""
        while self.list.view.step(1):
            line = self.list.view.current()
            if line is not None and (line.item is None or not line.item.standing.completed):
                return

    # Filters ------------------------------------------------------------------------------------------------

    def _choose_preset(self, preset: Preset | None) -> None:
        self.choose(self._chosen.with_preset(preset))

    def _go_to_heading(self, key: tuple[str, tuple[str, ...]]) -> None:
        """Scroll to a heading, listing its plan where another one is listed."""
        ledger = self._ledger
        assert ledger is not None
        if self._chosen.plan not in (None, key[0]) or self._order is not Order.NUMBER:
            self._order, self._falling = Order.NUMBER, False
            self.choose(replace(self._chosen, plan=key[0]))
        plan = ledger.plan_rows(key[0])
        if plan is not None:
            self.list.scroll_to_heading(plan, key[1])

    def _sort(self, order: Order, *, falling: bool) -> None:
        self._order, self._falling = order, falling
        if self._ledger is not None:
            self._show()

    def _click_order(self, order: Order) -> None:
        self._sort(order, falling=order is self._order and not self._falling)

    def _show_side_menu(self) -> None:
        menu: QMenu = self.bar.condition_menu()
        menu.popup(self.bar.side.mapToGlobal(self.bar.side.rect().bottomLeft()))

    def _take_empty_step(self) -> None:
        assert self._ledger is not None
        step = emptiness.emptiness(self._ledger, self._chosen, self._desk.session).step
        if step == emptiness.UNFILTER:
            self.bar.words.clear()
            self.choose(Chosen(scope=self._chosen.scope))
        elif step == emptiness.WHOLE:
            self.choose(self._chosen.in_scope(Scope.WHOLE))
        elif step:
            self.go(step)

    # Acts ---------------------------------------------------------------------------------------------------

    def _may_tick(self, line: Line) -> bool:
        item = line.item
        if line.is_whole:
            return self._central or (item is not None and item.unit == self._desk.session.unit)
        return item is not None and item.assignment is AssignmentState.ASSIGNED and not item.is_passed_on

    def _show_giving(self) -> None:
        if self._ledger is not None:
            may_give = self._central and self._desk.session.may(Permission.ASSIGN)
            self.giving.show(self._ledger, self._chosen.plan, offers=may_give and self._chosen.scope is Scope.WHOLE)

    def _open_share(self, item: TaskItem) -> None:
        self._wanted = (item.row.entity, item.unit)
        unit = item.unit if is_below(self.ledger, item.unit) else None
        self.choose(Chosen(plan=self._chosen.plan, unit=unit))

    def _recorded(self, outcome: Outcome, submitted: bool) -> None:
        self.acts.told(outcome.undo, lambda: self._type_again(outcome.entry))
        if submitted:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.next_open()
            current = self.list.view.current_key()
            self._wanted = current if isinstance(current, tuple) else None

    def _type_again(self, entry: Entry | None) -> None:
        """What was recorded and taken back is not lost: it is what is being typed again."""
        if entry is not None:
            self._wanted = (entry.task, entry.unit)
            self.detail.entry.restore(Draft(entry.entity, typed_of(entry.record), 0))

    def _draft_discarded(self, draft: Draft) -> None:
        self.notify("Đã bỏ bản nháp.", undo=lambda: self.detail.entry.restore(draft))

    def _refuse(self, what: str, todo: str) -> None:
        self.refusal.tell(Grade.ERROR, what, todo)
        self.refusal.show()
