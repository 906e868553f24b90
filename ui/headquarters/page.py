"""Toàn ngành, at a department Toàn Cục: who is late, who has sent nothing, and the tasks behind every figure."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.assigning.handed import handed
from desktop.formats import day_text
from desktop.plans.matrix import behind
from desktop.plans.state import OfficialState
from desktop.plans.tasks import TaskItem
from desktop.plans.words import OFFICIAL_WORDS
from desktop.sync.exchange import Peer
from desktop.units.unit import UnitLevel
from desktop.units.words import whole_words
from ui import theme
from ui.desk import Desk
from ui.headquarters.drill_panel import DrillPanel
from ui.headquarters.matrix_table import MatrixTable
from ui.headquarters.overview import STATES, Line, Order, Overview, has_come, lines, overview, sorted_lines, total_line
from ui.requests import TasksRequest
from ui.widgets.banner import EmptyState
from ui.widgets.chips import Chip
from ui.widgets.choices import ComboBox
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Bar, Panel, row
from ui.widgets.text import Kind, Label

_EVERY_PLAN = ""
_DRILL_WIDTH = 332
_BEFORE_GIVING = "Nạp kế hoạch rồi giao nhiệm vụ cấp tỉnh cho các Cục; bảng này đếm từ đó."
_BEFORE_GIVING_ON = "Giao tiếp cho Chi cục những nhiệm vụ đơn vị này được giao; bảng này đếm từ đó."


class HeadquartersPage(Page):
    """The table of units against states with the rows of the chosen cell beside it."""

    topics = frozenset({str(Topic.TASKS), str(Topic.PLANS), str(Topic.PROGRESS), str(Topic.EXCHANGE)})
    keys = (
        KeyHint("← ↑ ↓ →", "Chọn ô"),
        KeyHint("Enter", "Xem các dòng"),
        KeyHint("F7", "Đơn vị thiếu tệp"),
        KeyHint("Esc", "Đóng các dòng"),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        unit = desk.units.unit(desk.session.unit)
        self._whole = whole_words(unit)
        self._together = self._whole if unit.level is UnitLevel.HQ else "Cấp dưới"
        super().__init__(self._whole, "", parent)
        self._desk = desk
        self._found: Overview | None = None
        self._shown: list[Line] = []
        self._order, self._falling = Order.OVERDUE, True
        self._cell: tuple[Line, Order] | None = None
        self._drilled: list[TaskItem] = []
        self._table_panel = Panel("Đơn vị và trạng thái", scrolls=False, margin=0, gap=0)
        self.table = MatrixTable()
        self.table.cell_opened.connect(self._open_cell)
        self.table.cell_moved.connect(self._follow)
        self.table.sort_wanted.connect(self._sort)
        self.empty = EmptyState(
            "Chưa giao nhiệm vụ cho đơn vị nào",
            _BEFORE_GIVING if unit.level is UnitLevel.HQ else _BEFORE_GIVING_ON,
            "Mở Nhiệm vụ",
            lambda: self.go("tasks"),
            icon="grid",
            tone="grey",
        )
        self.filtered = EmptyState("", "", "Bỏ lọc", self._drop_filters, icon="grid", tone="grey")
        self._table_panel.body.addWidget(self._build_bar())
        self._table_panel.body.addWidget(self.table, 1)
        self._table_panel.body.addWidget(self.empty)
        self._table_panel.body.addWidget(self.filtered)
        self.drill = DrillPanel()
        self.drill.closed.connect(self.close_drill)
        self.drill.tasks_wanted.connect(self._open_tasks)
        self.drill.task_wanted.connect(self._open_task)
        self.drill.hide()
        layout = row(gap=0)
        layout.addWidget(self._table_panel, 1)
        layout.addWidget(self.drill)
        self.setLayout(layout)
        next_wanting = QShortcut(QKeySequence("F7"), self)
        next_wanting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        next_wanting.activated.connect(self.next_wanting)
        desk.day.changed.connect(lambda _day: self.reload())

    def _build_bar(self) -> Bar:
        bar = Bar()
        self.plan = ComboBox([("Mọi kế hoạch", _EVERY_PLAN)])
        self.plan.setAccessibleName("Kế hoạch")
        self.plan.setMinimumContentsLength(14)
        self.plan.activated.connect(lambda _row: self.reload())
        self.late_only = Chip("Có quá hạn", count=0)
        self.wanting_only = Chip("Thiếu tệp", count=0)
        self.everybody = Chip("Cả đơn vị chưa giao")
        bar.body.addWidget(Label("Kế hoạch", Kind.META))
        bar.body.addWidget(self.plan)
        for chip in (self.late_only, self.wanting_only, self.everybody):
            chip.clicked.connect(lambda _checked=False: self._arrange())
            bar.body.addWidget(chip)
        bar.body.addStretch(1)
        return bar

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        day, units, plan = self._desk.day.day, self._desk.units, str(self.plan.value() or "") or None
        self._desk.run(lambda session, _job: overview(session, units, day, plan), self, self._show)

    def _show(self, found: Overview) -> None:
        self._found = found
        self.plan.set_entries([("Mọi kế hoạch", _EVERY_PLAN), *((number, number) for number in found.plans)])
        self._arrange()
        self._write_subtitle(found.as_of)

    def _write_subtitle(self, day: date) -> None:
        sent = sum(has_come(peer) for peer in self._peers())
        self.set_title(self._whole, f"Tổng hợp từ tệp của {sent} đơn vị, tính đến {day_text(day)}")

    def _peers(self) -> Sequence[Peer]:
        return tuple(self._found.peers.values()) if self._found else ()

    def _arrange(self) -> None:
        found = self._found
        if found is None:
            return
        everybody = lines(found, self._desk.units, everybody=self.everybody.isChecked())
        late = [line for line in everybody if line.counts.open_overdue]
        wanting = [line for line in everybody if line.file.is_wanting]
        self.late_only.set_words("Có quá hạn", count=len(late))
        self.wanting_only.set_words("Thiếu tệp", count=len(wanting))
        shown = [
            line
            for line in everybody
            if (not self.late_only.isChecked() or line in late)
            and (not self.wanting_only.isChecked() or line in wanting)
        ]
        self._shown = sorted_lines(shown, self._order, falling=self._falling)
        self.table.show_order(self._order, falling=self._falling)
        self.table.show_lines(self._shown, total_line(found, everybody, self._together))
        self.empty.setVisible(not everybody)
        self.filtered.setVisible(bool(everybody) and not shown)
        self.filtered.tell(f"Bộ lọc đang ẩn cả {len(everybody)} đơn vị.")
        self.table.setVisible(bool(shown))
        self._refresh_drill()

    def _drop_filters(self) -> None:
        self.late_only.setChecked(False)
        self.wanting_only.setChecked(False)
        self._arrange()

    def _sort(self, order: Order) -> None:
        self._falling = not self._falling if order is self._order else order is not Order.NAME
        self._order = order
        self._arrange()

    def next_wanting(self) -> None:
        """Go to the next unit whose file is wanting."""
        here = self.table.current_line()
        place = self._shown.index(here) + 1 if here in self._shown else 0
        for line in [*self._shown[place:], *self._shown[:place]]:
            if line.file.is_wanting:
                self.table.select(line.unit, Order.TOTAL)
                self.table.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # The rows of a cell -------------------------------------------------------------------------------------

    def _open_cell(self, line: Line, order: Order | None) -> None:
        self._cell = (line, order if order in STATES else Order.TOTAL)
        self._fill_drill()
        self.drill.show()
        self._fold()
        if self.is_compact:
            self.drill.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, line: Line, order: Order | None) -> None:
        """While the rows are shown they follow the current cell."""
        if not self.drill.isHidden() and not self.is_compact:
            self._cell = (line, order if order in STATES else Order.TOTAL)
            self._fill_drill()

    def _refresh_drill(self) -> None:
        if self._cell is None or self.drill.isHidden():
            return
        line, order = self._cell
        again = next((one for one in self._shown if one.unit == line.unit), line)
        self._cell = (again, order)
        self._fill_drill()

    def _fill_drill(self) -> None:
        if self._found is None or self._cell is None:
            return
        line, order = self._cell
        state = STATES[order]
        self._drilled = behind(self._found.items, line.unit or None, state, self._found.heirs)
        words = _lowered(OFFICIAL_WORDS[state]) if state is not None else "mọi nhiệm vụ"
        name = line.name if line.unit else self._together
        peer = self._found.peer_of(line.unit)
        self.drill.show_cell(f"{name}: {words}", self._drilled, self._found.as_of, peer, one_unit=bool(line.unit))
        if line.unit:
            shares = [(item.row.entity, item.unit) for item in self._drilled]
            self._desk.run(lambda session, _job: handed(session, shares), self, self.drill.show_reached)

    def close_drill(self) -> None:
        """Hide the rows; the table has the whole width again."""
        self.drill.hide()
        self._fold()
        self.table.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_tasks(self) -> None:
        if self._cell is not None:
            line, order = self._cell
            state: OfficialState | None = STATES[order]
            plan = str(self.plan.value() or "") or None
            self.go("tasks", TasksRequest(unit=line.unit or None, plan=plan, state=state))

    def _open_task(self, item: TaskItem) -> None:
        self.go("tasks", TasksRequest(task=item.row.entity, unit=item.unit))

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        self.table.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.table.set_compact(compact)
        self._fold()

    def _fold(self) -> None:
        """Where the window is narrow the rows of a cell take the place of the table."""
        wide = theme.current().px(_DRILL_WIDTH)
        self.drill.setMinimumWidth(0 if self.is_compact else wide)
        self.drill.setMaximumWidth(16_777_215 if self.is_compact else wide)
        self._table_panel.setVisible(not self.is_compact or self.drill.isHidden())


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
