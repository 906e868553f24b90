"""Quantity targets of a plan as data: what is counted, how it is held against which value, for which row and year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.errors import InvalidTarget
from desktop.formats import number_text
from desktop.journal.event import EntityId
from desktop.plans.demands import COMPARISON_WORDS, Comparison, TargetValue, decimal_text
from desktop.plans.targets import QuantityTarget, target_value
from ui import theme
from ui.plans.sheet import Mode, PlanSheet
from ui.table_model import Align, Column, Role
from ui.widgets.buttons import DangerButton, PlainButton, PrimaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.delegates import TitleDelegate
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit, TextArea
from ui.widgets.panels import Bar, Panel, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class TargetsSection(QWidget):
    """The list of targets with the chosen one's fields beside it; «Thêm chỉ tiêu» asks for a new one."""

    saved = Signal(object, object, object)
    """The owner (plan or row), the `TargetValue`, and the number of the target, None for a new one."""
    removed = Signal(object)
    """The `QuantityTarget` to be taken out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: PlanSheet | None = None
        self._target: QuantityTarget | None = None
        self._labels: dict[EntityId, str] = {}
        self.view: RecordView[QuantityTarget] = RecordView(
            "Chỉ tiêu",
            self._columns(),
            lambda one: one.entity,
            delegates={"text": TitleDelegate(), "metric": TitleDelegate()},
            empty="Kế hoạch chưa có chỉ tiêu nào.",
        )
        self.view.setUniformRowHeights(True)
        self.add = PlainButton("Thêm chỉ tiêu", "add", tip="Insert")
        self.owner = ComboBox()
        self.text, self.counted = TextArea(lines=2), TextArea(lines=1)
        self.op = ComboBox([(words, op) for op, words in COMPARISON_WORDS.items()])
        self.value, self.unit, self.year = LineEdit(), LineEdit(), LineEdit()
        self.fields = {
            "owner": Field("Của dòng", self.owner),
            "text": Field("Chỉ tiêu như văn bản ghi", self.text),
            "metric": Field("Đại lượng được đếm", self.counted),
            "op": Field("So sánh", self.op),
            "value": Field("Giá trị", self.value),
            "unit": Field("Đơn vị tính", self.unit),
            "year": Field("Năm", self.year),
        }
        self.save = PrimaryButton("Ghi chỉ tiêu", "checkmark", tip="Ctrl+Enter")
        self.remove = DangerButton("Xóa chỉ tiêu", "delete", tip="Delete")
        self._lay_out()
        self._listen()

    def _columns(self) -> list[Column[QuantityTarget]]:
        return [
            Column("row", "Của dòng", self._owner_words, width=110, roles={Role.STRONG: lambda _one: True}),
            Column(
                "text", "Chỉ tiêu như văn bản ghi", lambda one: one.demand.text, tooltip=lambda one: one.demand.text
            ),
            Column(
                "metric", "Đại lượng", lambda one: one.demand.metric, width=200, tooltip=lambda one: one.demand.metric
            ),
            Column("value", "Mức", demand_words, align=Align.RIGHT, width=150, roles={Role.STRONG: lambda _one: True}),
            Column("year", "Năm", lambda one: str(one.demand.year or ""), align=Align.RIGHT, width=64),
        ]

    def _owner_words(self, one: QuantityTarget) -> str:
        return self._labels.get(one.owner, "cả kế hoạch")

    def _lay_out(self) -> None:
        listed = Panel("Các chỉ tiêu", scrolls=False, margin=0, gap=0)
        self._bar = Bar()
        self._bar.body.addWidget(self.add)
        self._bar.body.addStretch(1)
        listed.body.addWidget(self._bar)
        listed.body.addWidget(self.view, 1)
        self.panel = Panel("Chỉ tiêu", edge="left", gap=10)
        self._head = Label("", Kind.TITLE)
        head = row(gap=8)
        head.addWidget(self._head, 1)
        self.panel.set_head(head)
        for name in ("owner", "text", "metric"):
            self.panel.body.addWidget(self.fields[name])
        figures = row(gap=12)
        for name, share in (("op", 4), ("value", 3), ("unit", 3)):
            figures.addWidget(self.fields[name], share, Qt.AlignmentFlag.AlignTop)
        self.panel.body.addLayout(figures)
        self.panel.body.addWidget(self.fields["year"])
        self.panel.body.addStretch(1)
        foot = row(gap=8)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.save)
        self.panel.set_foot(foot)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(listed)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.panel.setMinimumWidth(theme.current().px(320))
        self.split.setSizes([theme.current().px(800), theme.current().px(400)])
        layout = column(gap=0)
        layout.addWidget(self.split)
        self.setLayout(layout)

    def _listen(self) -> None:
        self.view.chosen.connect(self._show_target)
        self.view.opened.connect(lambda _one: self.enter())
        self.add.clicked.connect(lambda _checked=False: self.begin_new())
        self.save.clicked.connect(lambda _checked=False: self.commit())
        self.remove.clicked.connect(lambda _checked=False: self._remove())
        for keys, act, over in (
            ("Insert", self.begin_new, self.view),
            ("Delete", self._remove, self.view),
            ("Ctrl+Return", self.commit, self.panel),
            ("Ctrl+Enter", self.commit, self.panel),
            ("Esc", self._go_back, self.panel),
        ):
            made = QShortcut(QKeySequence(keys), over)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # Showing ------------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the targets of a plan."""
        self._sheet = sheet
        self._labels = {line.entity: line.row.path_text.replace("/", ".") for line in sheet.lines}
        owners = [("Cả kế hoạch", sheet.plan.entity)]
        owners += [
            (f"{self._labels[line.entity]} {_shortened(line.row.title)}", line.entity)
            for line in sheet.lines
            if not line.is_gone and not line.is_drafted and not line.is_replacement
        ]
        self.owner.set_entries(owners)
        places = {line.entity: number for number, line in enumerate(sheet.lines)}
        ordered = sorted(sheet.targets, key=lambda one: (places.get(one.owner, -1), one.ordinal))
        self.view.replace(records=ordered)
        may_change = sheet.mode is not Mode.READ
        self._bar.setVisible(may_change)
        if self.view.current() is None:
            self.view.select_first()
        self._show_target(self.view.current())

    def _show_target(self, target: QuantityTarget | None) -> None:
        self._target = target
        self._head.setText("Chỉ tiêu" if target is not None else "Chỉ tiêu mới")
        demand = target.demand if target is not None else None
        self.owner.set_value(target.owner if target is not None else self.owner.value())
        self.text.set_text(demand.text if demand else "")
        self.counted.set_text(demand.metric if demand else "")
        self.op.set_value(demand.op if demand else Comparison.AT_LEAST)
        self.value.setText(decimal_text(demand.value).replace(".", ",") if demand else "")
        self.unit.setText(demand.unit if demand else "%")
        self.year.setText(str(demand.year or "") if demand else "")
        for field in self.fields.values():
            field.clear_mark()
        self._allow()

    def _allow(self) -> None:
        may_change = self._sheet is not None and self._sheet.mode is not Mode.READ
        self.owner.setEnabled(may_change and self._target is None)
        self.op.setEnabled(may_change)
        for editor in (self.text, self.counted, self.value, self.unit, self.year):
            editor.setReadOnly(not may_change)
        self.save.setVisible(may_change)
        self.remove.setVisible(may_change and self._target is not None)

    # Acts ---------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the cursor where the target is changed."""
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self, owner: EntityId | None = None) -> None:
        """Ask for a new target, of a row where one is named."""
        self._show_target(None)
        if owner is not None:
            self.owner.set_value(owner)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Tell the target as typed; what is wrong is marked at its field."""
        demand = self._demand()
        if demand is not None and not self.save.isHidden():
            owner = self.owner.value()
            self.saved.emit(owner, demand, self._target.ordinal if self._target is not None else None)

    def _demand(self) -> TargetValue | None:
        for field in self.fields.values():
            field.clear_mark()
        op = Comparison(str(self.op.value()))
        try:
            value = target_value(self.value.value_text() or ("100" if op is Comparison.COMPLETE else ""))
        except InvalidTarget:
            self.fields["value"].set_error("Gõ một số, ví dụ 4,5.")
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        typed = self.year.value_text()
        if typed and not (typed.isdecimal() and _FIRST_YEAR <= int(typed) <= _LAST_YEAR):
            self.fields["year"].set_error("Gõ năm bốn chữ số, hoặc để trống.")
            self.year.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if not self.counted.value_text():
            self.fields["metric"].set_error("Gõ tên đại lượng, ví dụ tỷ lệ luồng đỏ.")
            self.counted.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        number = self._target.demand.number if self._target is not None else ""
        text = self.text.value_text() or self.counted.value_text()
        return TargetValue(
            text, self.counted.value_text(), op, value, self.unit.value_text(), int(typed) if typed else None, number
        )

    def _remove(self) -> None:
        if self._target is not None and not self.remove.isHidden():
            self.removed.emit(self._target)

    def _go_back(self) -> None:
        self._show_target(self.view.current())
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Leave out columns where the window is narrow."""
        for number, one in enumerate(self.view.records.columns):
            if one.key == "metric":
                self.view.setColumnHidden(number, compact)


def demand_words(one: QuantityTarget) -> str:
    """«ít nhất 10 %»."""
    demand = one.demand
    if demand.op is Comparison.COMPLETE:
        return COMPARISON_WORDS[demand.op]
    return f"{COMPARISON_WORDS[demand.op]} {number_text(demand.value)} {demand.unit}".strip()


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:60].rstrip()}…"
