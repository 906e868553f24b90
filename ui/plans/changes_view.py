"""A list of changes of a plan with the chosen one beside it, old and new: a draft, a decision, a new document."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.plans.records import PrintedRow
from ui import theme
from ui.plans.field_diff import FieldDiff
from ui.plans.shown_change import ShownChange
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.panels import Panel, Well, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label, show_if

_ROW_FACTS = (
    ("lead_text", "Chủ trì"),
    ("support_text", "Phối hợp"),
    ("deadline_text", "Thời hạn"),
    ("product", "Sản phẩm"),
    ("note", "Ghi chú"),
)


class ChangeDetail(Panel):
    """One change in full: what the row is, each field before and after, why, and what was recorded on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Thay đổi của dòng", edge="left", gap=8, parent=parent)
        self.number = Label("", Kind.TITLE, selectable=True)
        self.op = Label("", Kind.STRONG)
        self.concerns = Label("Nhiệm vụ của đơn vị", Kind.META)
        self.title = Label("", Kind.TASK, wrap=True, selectable=True)
        self.fault = Label("", Kind.ERROR, wrap=True)
        self.fields = FieldDiff()
        self.facts = Label("", Kind.BODY, wrap=True, selectable=True)
        self.why = Label("", Kind.BODY, wrap=True, selectable=True)
        self.notes = Well()
        first = row(gap=8)
        for label in (self.number, self.op, self.concerns):
            first.addWidget(label, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addStretch(1)
        self.body.addLayout(first)
        for part in (self.title, self.fault, self.fields, self.facts, self.why, self.notes):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.show_change(None)

    def show_change(self, change: ShownChange | None) -> None:
        """Show another change, or nothing."""
        self.number.setText(change.label if change else "")
        self.op.setText(change.words if change else "")
        self.op.set_tone(change.tone if change else "")
        show_if(self.concerns, change is not None and change.concerns)
        self.title.setText(" ".join(change.title.split()) if change else "Chọn một thay đổi trong danh sách để xem.")
        self.fault.setText(change.fault if change else "")
        show_if(self.fault, bool(change and change.fault))
        self.fields.show_fields(change.fields if change else ())
        show_if(self.fields, bool(change and change.fields))
        words = facts_of(change.row) if change is not None and change.row is not None else ""
        self.facts.setText(words)
        show_if(self.facts, bool(words))
        why = f"Lý do: {change.why}" if change is not None and change.why else ""
        self.why.setText(why)
        show_if(self.why, bool(why))
        self._show_notes(change.notes if change else ())

    def _show_notes(self, notes: Sequence[str]) -> None:
        while (item := self.notes.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in notes:
            self.notes.body.addWidget(Label(words, Kind.BODY, wrap=True, selectable=True))
        show_if(self.notes, bool(notes))


def facts_of(shown: PrintedRow) -> str:
    """What a new row says besides its text, a line each."""
    found = [(words, " ".join(str(getattr(shown, name)).split())) for name, words in _ROW_FACTS]
    activities = [f"- {' '.join(line.split())}" for line in shown.activities]
    return "\n".join([f"{words}: {text}" for words, text in found if text] + activities)


class ChangesView(QWidget):
    """The list with its detail."""

    chosen = Signal(object)
    """The `ShownChange` selected, or None."""
    opened = Signal(object)
    """The `ShownChange` on which Enter fell."""

    def __init__(
        self,
        name: str,
        *,
        may_tick: Callable[[ShownChange], bool] | None = None,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.list: RecordView[ShownChange] = RecordView(
            name,
            _columns(room=100 if may_tick else 68),
            lambda one: one.key,
            delegates={"title": TitleDelegate(), "op": TwoLineDelegate()},
            may_tick=may_tick,
            empty=empty,
        )
        self.detail = ChangeDetail()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([theme.current().px(720), theme.current().px(480)])
        self.list.setMinimumSize(theme.current().px(280), theme.current().px(96))
        layout = column(gap=0)
        layout.addWidget(self.split)
        self.setLayout(layout)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self.opened)

    def show_changes(self, changes: Sequence[ShownChange], groups: Sequence[Group[ShownChange]] = ()) -> None:
        """Show other changes; the chosen one stays chosen where it is still there."""
        self.list.replace(groups, () if groups else changes)
        if self.list.current() is None:
            self.list.select_first()
        self._show(self.list.current())

    def current(self) -> ShownChange | None:
        """The change selected."""
        return self.list.current()

    def ticked(self) -> frozenset[Hashable]:
        """The keys of the ticked changes."""
        return self.list.records.ticked

    def _show(self, change: ShownChange | None) -> None:
        self.detail.show_change(change)
        self.chosen.emit(change)

    def set_compact(self, compact: bool) -> None:
        """Share a narrow window evenly."""
        px = theme.current().px
        self.split.setSizes([px(470), px(410)] if compact else [px(720), px(480)])
        self.list.header().resizeSection(2, px(132 if compact else 170))


def _columns(room: int) -> list[Column[ShownChange]]:
    return [
        Column("number", "Số", lambda one: one.label, width=room, roles={Role.STRONG: lambda _one: True}),
        Column("title", "Nội dung", lambda one: one.title, tooltip=lambda one: one.title),
        Column(
            "op",
            "Thay đổi",
            lambda one: one.words,
            width=170,
            accessible=lambda one: f"{one.words}. {one.summary}",
            tooltip=lambda one: one.summary,
            roles={
                Role.TONE: lambda one: one.tone,
                Role.STRONG: lambda _one: True,
                Role.META: lambda one: one.summary,
                Role.META_TONE: lambda one: "red" if one.fault else "",
            },
        ),
    ]
