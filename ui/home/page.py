"""The first screen: linked counts, what is to be done now, the official 2 × 2, the exchange of files."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.amendments.acknowledging import PendingAmendment, pending_amendments
from desktop.formats import day_text, number_text, short_day_text, weekday_text
from desktop.home import Home, UnitFigures, Work, home
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.state import OfficialState
from desktop.session import Session
from desktop.sync.neighbours.peers import Peer, peers
from desktop.sync.outbound.unsent import unsent_since
from ui import theme
from ui.desk import Desk
from ui.home.exchange_card import ExchangeCard
from ui.home.tiles import Tiles
from ui.home.unit_list import UnitList
from ui.home.unsent_banner import UnsentBanner
from ui.home.work_list import WorkList
from ui.places import is_headquarters
from ui.requests import TasksRequest
from ui.signs import Sign
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Card, ScrollColumn, column, row
from ui.widgets.segmented import SegmentedControl
from ui.widgets.two_by_two import Counts, TwoByTwo

MINE, TEAM, UNIT, BY_UNIT = "mine", "team", "unit", "by_unit"


class HomePage(Page):
    """What is due, overdue, returned, waiting and not yet sent; every number opens its rows."""

    topics = frozenset({Topic.PLANS, Topic.TASKS, Topic.PROGRESS, Topic.PEOPLE, Topic.EXCHANGE, Topic.DRAFTS})
    keys = (
        KeyHint("Enter", "Mở"),
        KeyHint("F3", "Việc kế tiếp"),
        KeyHint("Ctrl+K", "Tìm"),
        KeyHint("F1", "Phím tắt"),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Trang chủ", parent=parent)
        self._desk = desk
        self._shown: Home | None = None
        self._is_top = is_headquarters(desk.session.node)
        self._amended: tuple[tuple[EntityId, int], ...] = ()
        self._build()
        desk.day.changed.connect(self.reload)
        QShortcut(QKeySequence("F3"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
            self._next_work
        )

    # Building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.tiles = Tiles(may_review=self._desk.session.may(Permission.REVIEW), is_top=self._is_top)
        self.tiles.opened.connect(self._open_preset)
        layout = column(gap=12)
        px = theme.current().px
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.addWidget(self.tiles)
        self.amended = Banner(Grade.INFO, "", action="Xem sửa đổi", on_action=self._open_amendment)
        self.amended.hide()
        layout.addWidget(self.amended)
        self.unsent = UnsentBanner(lambda: self.go("exchange"), may_write=self._desk.session.may(Permission.EXCHANGE))
        layout.addWidget(self.unsent)
        middle = row(gap=12)
        middle.addWidget(self._work_card(), 1)
        middle.addWidget(self._side())
        layout.addLayout(middle, 1)
        self.setLayout(layout)

    def _work_card(self) -> Card:
        self._work_card_ = Card("Việc cần làm", ruled=True, margin=1, gap=0)
        name = self._unit_name if self._is_top else None
        self.work = WorkList(name)
        self.work.opened.connect(self._open_work)
        self.units = UnitList(self._unit_name)
        self.units.opened.connect(self._open_unit)
        self.empty = EmptyState("", action="Mở", on_action=self._open_next_step)
        self._stack = QStackedWidget()
        for widget in (self.work, self.units, self.empty):
            self._stack.addWidget(widget)
        self._scope: SegmentedControl | None = None
        self._scopes: tuple[tuple[str, object], ...] = ()
        self._work_card_.body.addWidget(self._stack, 1)
        return self._work_card_

    def _side(self) -> QWidget:
        self.counts = TwoByTwo()
        self.counts.opened.connect(self._open_state)
        self._counts_card = Card("Tình hình thực hiện nhiệm vụ")
        self._counts_card.subtitle.setWordWrap(True)
        self._counts_card.body.addWidget(self.counts)
        leads = self._desk.units.leads_others(self._desk.session.unit, self._desk.day.day)
        title = "Trao đổi với các đơn vị" if leads else "Trao đổi với cấp trên"
        self.exchange = ExchangeCard(
            title, lambda: self.go("exchange"), may_write=self._desk.session.may(Permission.EXCHANGE)
        )
        self._side_column = ScrollColumn(margin=0, gap=12)
        self._side_column.body.addWidget(self._counts_card)
        self._side_column.body.addWidget(self.exchange, 1)
        self._fit_side()
        return self._side_column

    def _fit_side(self) -> None:
        self._side_column.setFixedWidth(theme.current().px(340 if self.is_compact else 420))

    def _order_side(self) -> None:
        """In a narrow, low window what is missing stands before the figures: below them it would not be seen."""
        place = 0 if self.is_compact and self.exchange.is_urgent else 1
        self._side_column.body.removeWidget(self.exchange)
        self._side_column.body.insertWidget(place, self.exchange, place)

    def _unit_name(self, code: str) -> str:
        return self._desk.units.unit(code).short_name

    # Showing ------------------------------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        day, today = self._desk.day.day, self._desk.day.today

        is_top = self._is_top

        def read(session: Session, _job: Job) -> tuple[Home, Sequence[Peer], date, Sequence[PendingAmendment]]:
            return home(session, day), peers(session), today, [] if is_top else pending_amendments(session)

        self._desk.run(read, self, lambda found: self._show(*found))
        self._desk.run(lambda session, _job: unsent_since(session), self, self.unsent.show_unsent)

    def _show(self, shown: Home, around: Sequence[Peer], today: date, amended: Sequence[PendingAmendment] = ()) -> None:
        self._shown = shown
        self._tell_amended(amended)
        unit = self._desk.units.unit(self._desk.session.unit)
        self.set_title("Trang chủ", f"{weekday_text(shown.as_of)} · {unit.name}")
        self.tiles.show_figures(shown, short_day_text(shown.due_until), by_unit=self._is_top)
        self._offer_scopes(shown)
        self._show_list()
        self._show_counts(shown)
        self.exchange.show_peers(around, today)
        self._order_side()
        self.count("tasks", shown.waits_for_me)
        if self._desk.session.may(Permission.REVIEW):
            self.count("review", shown.to_review)
            self.count("verdicts", shown.to_judge + shown.declined)

    def _tell_amended(self, amended: Sequence[PendingAmendment]) -> None:
        """Say that headquarters amended a plan, until a leader acknowledged it."""
        self._amended = tuple((one.plan.entity, one.amendment.rev) for one in amended)
        self.amended.setVisible(bool(amended))
        if not self._is_top:
            self.count("amendments", len(amended))
        if amended:
            first, more = amended[0], len(amended) - 1
            rest = f" và {number_text(more)} bản sửa đổi nữa" if more else ""
            own = sum(len(one.concerning) for one in amended)
            words = (
                f"{number_text(own)} dòng là nhiệm vụ của đơn vị." if own else "Không dòng nào là nhiệm vụ của đơn vị."
            )
            title = f"Kế hoạch {first.plan.number} có bản {first.amendment.rev} chưa xác nhận{rest}"
            self.amended.tell(Grade.INFO, title, words)

    def _open_amendment(self) -> None:
        self.go("amendments", self._amended[0] if self._amended else None)

    def _show_counts(self, shown: Home) -> None:
        counted = shown.two_by_two
        self.counts.show_counts(
            Counts(
                counted.completed_on_time,
                counted.completed_late,
                counted.open_in_time,
                counted.open_overdue,
                counted.open_undated,
            )
        )
        whose = "Toàn ngành" if self._is_top else "Cả đơn vị"
        undated = counted.open_undated if self.is_compact else 0  # the cell has no room to say it
        besides = f"; {number_text(undated)} chưa định hạn" if undated else ""
        besides += f"; ngoài ra {number_text(counted.withdrawn)} nhiệm vụ đã thu hồi" if counted.withdrawn else ""
        self._counts_card.set_title("Tình hình thực hiện nhiệm vụ", f"{whose}, đến {day_text(shown.as_of)}{besides}")

    def _offer_scopes(self, shown: Home) -> None:
        """The choice of whose work is listed; made anew only where the person's team has changed."""
        if self._is_top:
            scopes: tuple[tuple[str, object], ...] = (("Theo đơn vị", BY_UNIT), ("Theo việc", UNIT))
        else:
            team = ((shown.team, TEAM),) if shown.team else ()
            scopes = (("Của tôi", MINE), *team, ("Cả đơn vị", UNIT))
        if scopes == self._scopes:
            return
        before = self._scope
        self._scopes = scopes
        self._scope = SegmentedControl("Xem việc", scopes)
        self._scope.changed.connect(lambda _value: self._show_list())
        self._scope.set_value(before.value() if before is not None else self._first_scope(shown))
        if before is not None:
            self._work_card_.tools.removeWidget(before)
            before.deleteLater()
        self._work_card_.tools.addWidget(self._scope)

    def _first_scope(self, shown: Home) -> str:
        """One's own work where there is any, else the unit's."""
        if self._is_top:
            return BY_UNIT
        me = self._desk.session.person.id
        return MINE if any(work.is_of(me) for work in shown.work) else UNIT

    def _in_scope(self, shown: Home) -> list[Work]:
        scope = self._scope.value() if self._scope is not None else UNIT
        me = self._desk.session.person.id
        return [
            work
            for work in shown.work
            if scope in {UNIT, BY_UNIT}
            or (scope == MINE and work.is_of(me))
            or (scope == TEAM and work.item.team == shown.team)
        ]

    def _show_list(self) -> None:
        shown = self._shown
        if shown is None:
            return
        if self._scope is not None and self._scope.value() == BY_UNIT and shown.has_plans:
            self._work_card_.set_title("Các đơn vị")
            self.units.replace(records=shown.units)
            self._select_first(self.units)
            self._stack.setCurrentWidget(self.units)
            return
        self._work_card_.set_title("Việc cần làm")
        work = self._in_scope(shown)
        self.work.show_work(work, shown.as_of)
        self._select_first(self.work)
        if work:
            self._stack.setCurrentWidget(self.work)
        else:
            self._tell_empty(shown)
            self._stack.setCurrentWidget(self.empty)

    def _select_first(self, view: WorkList | UnitList) -> None:
        if view.current_key() is None:
            view.select_first()

    def _tell_empty(self, shown: Home) -> None:
        if shown.has_plans:
            near = f"Việc gần nhất đến hạn {day_text(shown.next_due)}." if shown.next_due else ""
            title = "Không có việc quá hạn, bị trả lại hay sắp đến hạn"
            self.empty.tell(title, near, icon="checkmark_circle")
            self.empty.button.setText("Xem mọi nhiệm vụ")
        elif self._is_top and self._desk.session.may(Permission.IMPORT_PLAN):
            text = "Nạp kế hoạch từ văn bản đã ban hành, rồi giao cho các đơn vị."
            self.empty.tell("Chưa có nhiệm vụ nào", text, icon="info", tone="blue")
            self.empty.button.setText("Nạp kế hoạch")
        else:
            text = "Nhập tệp của cấp trên trong «Trao đổi»."
            self.empty.tell("Chưa có nhiệm vụ nào được giao", text, icon="info", tone="blue")
            self.empty.button.setText("Mở Trao đổi")
        self.empty.button.show()

    # Going on -----------------------------------------------------------------------------------------------

    def _open_next_step(self) -> None:
        if self._shown is not None and self._shown.has_plans:
            self.go("tasks")
        elif self._is_top and self._desk.session.may(Permission.IMPORT_PLAN):
            self.go("import")
        else:
            self.go("exchange")

    def _open_preset(self, preset: str) -> None:
        if preset == "overdue" and self._shown is not None and not self._shown.figures.overdue:
            preset = "overdue_slots" if self._shown.figures.overdue_slots else preset  # what the tile's note counts
        if preset == "waiting" and self._desk.session.may(Permission.REVIEW):
            self.go("review")
        elif preset in {"awaited", "declined"} and self._desk.session.may(Permission.REVIEW):
            self.go("verdicts", "waiting" if preset == "awaited" else preset)
        else:
            self.go("tasks", TasksRequest(preset=preset))  # type: ignore[arg-type]  # one of the presets

    def _open_work(self, work: Work) -> None:
        self.go(
            "tasks",
            TasksRequest(task=work.item.row.entity, unit=work.item.unit, period=work.period),
        )

    def _open_unit(self, unit: UnitFigures) -> None:
        self.go("tasks", TasksRequest(unit=unit.unit))

    def _open_state(self, sign: Sign) -> None:
        self.go("tasks", TasksRequest(state=OfficialState(sign.value)))

    def _next_work(self) -> None:
        view = self.units if self._stack.currentWidget() is self.units else self.work
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not view.step(1):
            view.select_first()

    @override
    def activate(self, argument: object = None) -> None:
        current = self._stack.currentWidget()
        if current is not None:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.tiles.set_compact(compact)
        self.units.set_compact(compact)
        self._fit_side()
        self._order_side()
        if self._shown is not None:
            self._show_counts(self._shown)

    @override
    def panels(self) -> Sequence[QWidget]:
        return [self.tiles, self._work_card_, self._counts_card, self.exchange]
