"""A new document beside the plan: each difference ticked by itself, and taken into the draft of the decision."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.amendments.amending import DecisionHeader
from desktop.amendments.amendments import AmendmentOp
from desktop.amendments.comparison import Difference, ProposedChange
from desktop.formats import day_text, number_text
from desktop.importing.parsed import ParsedPlan
from ui.plans.changes_view import ChangesView
from ui.plans.shown_change import ShownChange, counted, of_proposal
from ui.tree_model import Group
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import ElidedLabel, Kind, Label, show_if

_HEADINGS = {
    Difference.CHANGED: "Đọc khác kế hoạch",
    Difference.ADDED: "Chưa có trong kế hoạch",
    Difference.MISSING: "Không còn trong văn bản mới",
}
_OPS = {
    Difference.CHANGED: AmendmentOp.CHANGE,
    Difference.ADDED: AmendmentOp.ADD,
    Difference.MISSING: AmendmentOp.WITHDRAW,
}


class DocumentSection(Panel):
    """Rows that the new document does not have are withdrawn only where they are ticked, and with a reason."""

    accepted = Signal(object, object)
    """The ticked `ProposedChange`s (tuple) and the reason for withdrawals (str)."""
    dropped = Signal()
    """The document is not wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Văn bản sửa đổi", scrolls=False, margin=0, gap=0, parent=parent)
        self._proposed: tuple[ProposedChange, ...] = ()
        self._shown: list[ShownChange] = []
        self._title = ElidedLabel("", Kind.SECTION)
        self._facts = ElidedLabel("", Kind.META)
        self.changes = ChangesView(
            "Chỗ văn bản mới khác kế hoạch",
            may_tick=lambda _change: True,
            empty="Văn bản mới không khác kế hoạch ở dòng nào.",
        )
        self.why = LineEdit("Ví dụ: Quyết định 1021 bỏ nhiệm vụ này")
        self.why_field = Field("Lý do rút các dòng đã chọn", self.why)
        self.accept = PrimaryButton("Đưa vào bản thảo", "checkmark", shortcut="Ctrl+Return")
        self.drop = SecondaryButton("Bỏ văn bản này")
        self.state = Label("", Kind.META, wrap=True)
        self._lay_out()
        self.changes.list.records.ticks_changed.connect(lambda _keys: self._show_state())
        self.why.textChanged.connect(lambda _text: self._show_state())
        self.accept.clicked.connect(lambda _checked=False: self._accept())
        self.drop.clicked.connect(lambda _checked=False: self.dropped.emit())

    def _lay_out(self) -> None:
        words = column(gap=0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        self.set_head(words)
        self.body.addWidget(self.changes, 1)
        foot = column(gap=8)
        foot.addWidget(self.why_field)
        last = row(gap=8)
        last.addWidget(self.state, 1)
        last.addWidget(self.drop)
        last.addWidget(self.accept)
        foot.addLayout(last)
        self.set_foot(foot)

    def show_document(self, name: str, parsed: ParsedPlan, proposed: tuple[ProposedChange, ...]) -> None:
        """Show another document; what is likely meant is ticked already."""
        self._proposed = proposed
        self._shown = [of_proposal(number, one) for number, one in enumerate(proposed)]
        header = parsed.plan
        day = f" ngày {day_text(header.date)}" if header.date else ""
        self._title.setText(f"{header.number or 'Văn bản không rõ số'}{day}: {header.title}")
        self._facts.setText(
            f"{name}; {number_text(len(parsed.rows))} dòng; {counted(self._shown) or 'không khác kế hoạch'}"
        )
        groups = [self._group(kind) for kind in _HEADINGS]
        self.why.clear()
        self.changes.show_changes(self._shown, [group for group in groups if group.records])
        self.changes.list.records.tick([one.key for one in self._shown if one.is_ticked])
        self._show_state()

    def _group(self, kind: Difference) -> Group[ShownChange]:
        records = [one for one in self._shown if one.op is _OPS[kind]]
        icon, tone = ("warning", "warn") if kind is Difference.MISSING else ("info", "blue")
        return Group(kind, _HEADINGS[kind], records, note=f"{number_text(len(records))} dòng", icon=icon, tone=tone)

    def ticked(self) -> tuple[ProposedChange, ...]:
        """The differences that are taken over."""
        keys = self.changes.ticked()
        return tuple(replace(one, ticked=True) for number, one in enumerate(self._proposed) if number in keys)

    def _show_state(self) -> None:
        ticked = self.ticked()
        withdraws = sum(one.kind is Difference.MISSING for one in ticked)
        show_if(self.why_field, bool(withdraws))
        self.accept.setText(f"Đưa {number_text(len(ticked))} thay đổi vào bản thảo")
        is_short = bool(withdraws) and not self.why.value_text()
        self.accept.setEnabled(bool(ticked) and not is_short)
        words = f"Đã chọn {number_text(len(ticked))} trong {number_text(len(self._proposed))} chỗ khác."
        if is_short:
            words = f"{words} Ghi lý do rút {number_text(withdraws)} dòng."
        self.state.setText(f"{words} Chưa có gì được ghi vào sổ.")

    def _accept(self) -> None:
        if self.accept.isEnabled():
            self.accepted.emit(self.ticked(), self.why.value_text())

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window."""
        self.changes.set_compact(compact)


def decision_of(name: str, parsed: ParsedPlan, known: DecisionHeader, plan_number: str) -> DecisionHeader:
    """The decision as the document heads itself, where the person typed nothing else."""
    header = parsed.plan
    number = header.number if header.number and header.number != plan_number else ""
    return DecisionHeader(
        known.number or number,
        known.date or (header.date if number else None),
        known.title or (header.title if number else ""),
        known.issuer or (header.issuer or "" if number else ""),
        name,
    )
