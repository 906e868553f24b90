"""Two versions of one machine's data, and parts that are missing: what is known, and how people end it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import number_text
from desktop.sync.exchange import ChangeLine
from desktop.sync.repair.ruling import ForkFacts, Gap
from ui.exchange.situation import Troubles
from ui.exchange.trouble_words import (
    CLOSE_MEANING,
    NOT_OURS,
    RESCUE,
    RULE_MEANING,
    SHOWN,
    fork_words,
    gap_title,
    gap_words,
    line_words,
    machine_words,
)
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import DangerButton, LinkButton, SecondaryButton
from ui.widgets.choices import CheckBox
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconLabel
from ui.widgets.inputs import TextArea
from ui.widgets.panels import Card, Panel, Well, column, row
from ui.widgets.text import Kind, Label


class VersionWell(Well):
    """One version, or a waiting part: its lines, first some, on request all."""

    def __init__(self, title: str, lines: Sequence[ChangeLine], empty: str) -> None:
        super().__init__(margin=10, gap=4)
        self._lines = lines
        self.body.addWidget(Label(title, Kind.STRONG, wrap=True))
        self._text = Label("", Kind.BODY, wrap=True)
        self.body.addWidget(self._text)
        self.more = LinkButton(f"Xem cả {number_text(len(lines))} dòng")
        self.more.clicked.connect(lambda _on=False: self._show(len(self._lines)))
        self.body.addWidget(self.more)
        self.body.addStretch(1)
        self._empty = empty
        self._show(SHOWN)

    def _show(self, count: int) -> None:
        self._text.setText("\n".join(line_words(line) for line in self._lines[:count]) or self._empty)
        self.more.setVisible(len(self._lines) > count)


class EndingForm(QWidget):
    """The reason and the button that ends a trouble; without a reason it waits."""

    def __init__(self, words: str, meaning: str, *, rescue: str = "") -> None:
        super().__init__()
        self.reason = TextArea("Ví dụ: máy cũ đã hỏng, không còn bản sao lưu", lines=1, most=3)
        self.rescue = CheckBox(rescue)
        self.rescue.setVisible(bool(rescue))
        self.button = DangerButton(words)
        self.button.setEnabled(False)
        self.reason.textChanged.connect(lambda: self.button.setEnabled(bool(self.reason.value_text().strip())))
        layout = column(gap=8)
        layout.addWidget(Label(meaning, Kind.META, wrap=True))
        layout.addWidget(self.rescue)
        layout.addWidget(Field("Lý do", self.reason))
        line = row(gap=8)
        line.addStretch(1)
        line.addWidget(self.button)
        layout.addLayout(line)
        self.setLayout(layout)


class TroublePanel(Panel):
    """A card for each trouble; those that this unit cannot end say who can."""

    ruling_wanted = Signal(object, object, object)
    """End this fork (`ForkFacts`), the reason (str), whether everything held is written anew here (bool)."""
    closing_wanted = Signal(object, object)
    """Close this gap (`Gap`), the reason (str)."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hai bản dữ liệu, phần còn thiếu", gap=12, parent=parent)
        self.cards: list[QWidget] = []
        self.acts: list[EndingForm] = []
        self._shown = Troubles()
        head = row(gap=8)
        head.addWidget(IconLabel("warning", "warn.solid", 20, filled=True))
        head.addWidget(Label("Hai bản dữ liệu, phần còn thiếu", Kind.TITLE), 1)
        self.set_head(head)
        self.problem = Banner(Grade.ERROR, "")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.close_panel = SecondaryButton("Đóng", shortcut="Ctrl+L")
        self.close_panel.clicked.connect(self.closed)
        foot = row(gap=8)
        foot.addWidget(Label("Không việc nào ở đây làm mất dữ liệu đã ghi.", Kind.META, wrap=True), 1)
        foot.addWidget(self.close_panel)
        self.set_foot(foot)

    def show_troubles(self, troubles: Troubles, *, may_act: bool) -> None:
        """Show them anew where they changed; what is being typed stays otherwise."""
        if self.cards and troubles == self._shown:
            return
        self._shown = troubles
        for card in self.cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.acts = []
        made = [self._fork(fork, may_act) for fork in troubles.forks]
        made += [self._gap(gap, may_act) for gap in troubles.gaps]
        self.cards = made or [EmptyState("Không còn việc nào ở đây")]
        for place, card in enumerate(self.cards):
            self.body.insertWidget(1 + place, card)

    def _fork(self, fork: ForkFacts, may_act: bool) -> QWidget:
        card = Card(f"Hai bản dữ liệu của {machine_words(fork.machine, fork.unit_name)}")
        card.body.addWidget(Label(fork_words(fork), Kind.BODY, wrap=True))
        both = row(gap=12)
        other = "Chưa nhận được nội dung bản kia; chỉ có biên nhận cho biết nó khác."
        both.addWidget(VersionWell("Bản đang dùng", fork.held, "Không có gì sau chỗ chung."), 1)
        both.addWidget(VersionWell("Bản kia", fork.other, other), 1)
        card.body.addLayout(both)
        if fork.may_rule and may_act:
            act = EndingForm("Chốt ở chỗ chung", RULE_MEANING, rescue=RESCUE)
            self.acts.append(act)
            act.button.clicked.connect(
                lambda _on=False: self.ruling_wanted.emit(fork, act.reason.value_text(), act.rescue.isChecked())
            )
            card.body.addWidget(act)
        else:
            card.body.addWidget(Label(NOT_OURS, Kind.META, wrap=True))
        return card

    def _gap(self, gap: Gap, may_act: bool) -> QWidget:
        card = Card(gap_title(gap), machine_words(gap.machine, gap.unit_name))
        card.body.addWidget(Label(gap_words(gap), Kind.BODY, wrap=True))
        look = LinkButton("Xem phần đang chờ")
        waiting = VersionWell("Phần đang chờ, chưa tính vào số liệu", gap.lines, "Không đọc được nội dung.")
        waiting.hide()
        look.clicked.connect(lambda _on=False: waiting.setVisible(waiting.isHidden()))
        line = row(gap=8)
        line.addWidget(look)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(waiting)
        if gap.may_close and may_act:
            act = EndingForm("Đóng chỗ thiếu", CLOSE_MEANING)
            self.acts.append(act)
            act.button.clicked.connect(lambda _on=False: self.closing_wanted.emit(gap, act.reason.value_text()))
            card.body.addWidget(act)
        return card

    def show_problem(self, what: str, todo: str) -> None:
        """Say why nothing was done; empty words take that away."""
        self.problem.setVisible(bool(what))
        if what:
            self.problem.tell(Grade.ERROR, what, todo)
