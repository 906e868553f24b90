"""«Nhiệm vụ»: plans and filters left, the list in the middle, one task with its entry right."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.formats import day_text
from desktop.permissions import Permission
from desktop.plans.records import AssignmentState
from desktop.plans.tasks import TaskItem
from desktop.progress.recording import Draft
from ui import theme
from ui.desk import Desk
from ui.requests import TasksRequest
from ui.tasks import emptiness
from ui.tasks.acts import TaskActs
from ui.tasks.arrangement import Order, arrange
from ui.tasks.detail import DetailPanel
from ui.tasks.entry import Outcome
from ui.tasks.filter_bar import FilterBar
from ui.tasks.filters import Chosen, Preset, Scope, chosen_of, fitting
from ui.tasks.giving import ask_reason, pick_units
from ui.tasks.lines import Ledger, Line, LineKey, is_headquarters, read_ledger
from ui.tasks.list_panel import ListPanel
from ui.tasks.side_panel import SidePanel
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import column, row

SIDE, DETAIL, WIDE_DETAIL, WIDE_FROM, ALTERNATES_BELOW = 188, 446, 560, 1480, 740
COMPACT_LIST = 340


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
        self._ledger: Ledger | None = None
        self._chosen = Chosen()
        self._order, self._falling = Order.NUMBER, False
        self._asked = 0
        self._wanted: LineKey | None = None
        self._request: TasksRequest | None = None
        self.acts = TaskActs(desk, self, self._refuse)
        self.side = SidePanel()
        self.bar = FilterBar(desk.day.today, given="Đã giao" if self._central else "Được giao")
        gives = desk.session.may(Permission.ASSIGN if self._central else Permission.ALLOCATE)
        self.list = ListPanel(self.bar, self._may_tick if gives else None, of_units=self._central)
        self.detail = DetailPanel(desk)
        self.refusal = Banner(Grade.ERROR, "", action="Đóng", quiet_action=True)
        self._lay_out()
        self._listen()
        self._bind_keys()
        self.set_keys(self._hints())

    # Building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.refusal.hide()
        parts = row(gap=0)
        parts.addWidget(self.side)
        parts.addWidget(self.list, 1)
        parts.addWidget(self.detail)
        whole = column(gap=0)
        whole.addWidget(self.refusal)
        whole.addLayout(parts, 1)
        self.setLayout(whole)
        self.side.setFixedWidth(theme.current().px(SIDE))

    def _listen(self) -> None:
        self._desk.day.changed.connect(lambda _day: self.reload())
        self.refusal.button.clicked.connect(self.refusal.hide)
        self.side.plan_chosen.connect(lambda number: self.choose(replace(self._chosen, plan=number)))
        self.side.heading_chosen.connect(self._go_to_heading)
        self.side.preset_chosen.connect(self._choose_preset)
        self.bar.changed.connect(self.choose)
        self.bar.order_chosen.connect(lambda order: self._sort(order, falling=False))
        self.bar.day_chosen.connect(self._desk.day.choose)
        self.bar.side_wanted.connect(self._show_side_menu)
        self.list.order_clicked.connect(self._click_order)
        self.list.empty_clicked.connect(self._take_empty_step)
        self.list.view.chosen.connect(self._select)
        self.list.view.opened.connect(lambda _line: self.open_detail())
        self.list.view.records.ticks_changed.connect(lambda _keys: self._show_ticked())
        self.list.offer.wanted.connect(lambda: self._pick_units(self.list.offer.lines, provincial=True))
        bulk = self.list.bulk
        bulk.cleared.connect(lambda: self.list.view.records.tick_all(ticked=False))
        bulk.allocated.connect(self._allocate_ticked)
        bulk.assign_wanted.connect(lambda: self._pick_units(self.ticked()))
        bulk.withdraw_wanted.connect(lambda: self._ask_withdraw(self.ticked()))
        detail = self.detail
        detail.stepped.connect(self.list.view.step)
        detail.closed.connect(self.close_detail)
        detail.assign_wanted.connect(lambda: self._pick_units(self._current()))
        detail.withdraw_wanted.connect(lambda: self._ask_withdraw(self._current()))
        detail.undo_chosen.connect(self.acts.undo)
        detail.units.chosen.connect(self._open_share)
        detail.facts.allocated.connect(self._allocate_current)
        detail.entry.recorded.connect(self._recorded)
        detail.entry.draft_changed.connect(lambda _has: self.reload())
        detail.entry.draft_discarded.connect(self._draft_discarded)

    def _bind_keys(self) -> None:
        entry = self.detail.entry
        self._bind("F2", self.open_detail)
        self._bind("F3", self.next_open)
        self._bind("Esc", self._back_to_list)
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
        self.side.setVisible(not compact)
        self.list.set_compact(compact)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the detail its width; where there is no room for both, list and detail alternate."""
        px = theme.current().px
        alternates = self.width() < px(ALTERNATES_BELOW)
        if self.is_compact:
            width = self.width() if alternates else self.width() - px(COMPACT_LIST)
        else:
            width = px(WIDE_DETAIL if self.width() >= px(WIDE_FROM) else DETAIL)
        self.detail.setFixedWidth(max(px(320), width))
        self.list.set_roomy(self.detail.isHidden() or self.width() >= px(WIDE_FROM))
        self.list.setVisible(not (alternates and self.is_compact and not self.detail.isHidden()))

    # Showing ------------------------------------------------------------------------------------------------

    def _take(self, ledger: Ledger) -> None:
        first, self._ledger = self._ledger is None, ledger
        scope = "Toàn ngành" if ledger.is_headquarters else f"Được giao cho {self._desk.units.unit(ledger.unit).name}"
        self.set_title(self.title, f"{scope}, tính đến {day_text(ledger.day)}")
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
        self._chosen = chosen_of(request, me) if request.task is None else Chosen(unit=request.unit)
        if request.task is not None:
            lines = [line for line in self._ledger.assigned if line.row.entity == request.task]
            fits = [line for line in lines if request.unit in (None, line.key[1])]
            self._wanted = fits[0].key if fits else (request.task, "")
            if not fits:
                self._chosen = Chosen(scope=Scope.WHOLE)
            self.detail.show()
        elif self._central and not self._ledger.assigned:
            self._chosen = self._chosen.in_scope(Scope.WHOLE)
        self._show()

    def choose(self, chosen: Chosen) -> None:
        """Put other conditions in force."""
        if self._ledger is not None:
            self._chosen = chosen
            self._show()

    def _show(self) -> None:
        ledger, chosen, me = self._ledger, self._chosen, self._desk.session.person.id
        assert ledger is not None
        lines = fitting(ledger, chosen, me)
        self.side.show_ledger(ledger, chosen, me)
        self.bar.show_chosen(ledger, chosen, self._order, len(lines))
        may_give = ledger.is_headquarters and self._desk.session.may(Permission.ASSIGN)
        self.list.offer.show_offer(ledger, chosen.plan, offers=may_give and chosen.scope is Scope.WHOLE)
        arranged = arrange(ledger, chosen, lines, self._order, falling=self._falling)
        if not lines:
            why = emptiness.emptiness(ledger, chosen, self._desk.session)
            self.list.show_empty(why.title, why.text, why.action)
        else:
            self.list.show_arrangement(arranged, is_whole=chosen.scope is Scope.WHOLE)
        self._choose_line(lines)
        self._show_ticked()

    def _choose_line(self, lines: Sequence[Line]) -> None:
        """Select what was wanted or selected before; the first line where neither is here."""
        assert self._ledger is not None
        view = self.list.view
        wanted, self._wanted = self._wanted, None
        found = wanted is not None and view.select(wanted)
        if not found and view.current() is None and not self.detail.entry.is_dirty:
            view.select_first()
        current = view.current()
        if current is None and not lines and self.detail.entry.is_dirty:
            return  # what is being typed stays on the screen, whatever the filter hides
        self.detail.show_line(current, self._ledger)

    def _select(self, line: Line | None) -> None:
        if self._ledger is not None and line is not None:
            self.detail.show_line(line, self._ledger)

    def open_detail(self) -> None:
        """Show the selected task and put the focus where entering begins."""
        self.detail.show()
        self._fit()
        self.detail.enter()

    def close_detail(self) -> None:
        """Give the list the whole width."""
        self.detail.entry.keep()
        self.detail.hide()
        self._fit()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_list(self) -> None:
        if self.is_compact and self.list.isHidden():
            self.close_detail()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

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
        return item is not None and item.assignment is AssignmentState.ASSIGNED

    def ticked(self) -> list[Line]:
        """The ticked tasks in the order shown."""
        records = self.list.view.records
        return [line for line in records.records() if line.key in records.ticked]

    def _current(self) -> list[Line]:
        return [self.detail.line] if self.detail.line is not None else []

    def _show_ticked(self) -> None:
        if self._ledger is not None:
            self.list.bulk.show_ticked(self.ticked(), self._ledger)
            if self.list.bulk.isVisibleTo(self):
                self.list.offer.hide()

    def _allocate_ticked(self, officer: str) -> None:
        self.acts.allocate([line.row.entity for line in self.ticked()], officer)
        self.list.view.records.tick_all(ticked=False)

    def _allocate_current(self, officer: str) -> None:
        self.acts.allocate([line.row.entity for line in self._current()], officer)

    def _pick_units(self, lines: Sequence[Line], *, provincial: bool = False) -> None:
        pick_units(self, self._desk, lines, provincial=provincial, give=self._assign)

    def _assign(self, lines: Sequence[Line], units: tuple[str, ...]) -> None:
        self.acts.assign(list({line.row.entity: line.row for line in lines}.values()), units)
        self.list.view.records.tick_all(ticked=False)

    def _ask_withdraw(self, lines: Sequence[Line]) -> None:
        ask_reason(self, self._desk, lines, self.acts.withdraw)

    def _open_share(self, item: TaskItem) -> None:
        self._wanted = (item.row.entity, item.unit)
        self.choose(Chosen(plan=self._chosen.plan))

    def _recorded(self, outcome: Outcome, submitted: bool) -> None:
        self.acts.told(outcome.undo)
        if submitted:
            self.next_open()
            current = self.list.view.current_key()
            self._wanted = current if isinstance(current, tuple) else None

    def _draft_discarded(self, draft: Draft) -> None:
        self.notify("Đã bỏ bản nháp.", undo=lambda: self.detail.entry.restore(draft))

    def _refuse(self, what: str, todo: str) -> None:
        self.refusal.tell(Grade.ERROR, what, todo)
        self.refusal.show()
