"""One record to decide: head, choices for the whole record, its fields, what the decision does, and the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from desktop.conflicts.alike import same_answer
from desktop.conflicts.deciding import answer_of
from desktop.conflicts.outcome import outcome_of
from desktop.conflicts.records import Answer, Choice, Conflict, Power
from desktop.journal.event import EntityId, EventRef
from ui import theme
from ui.decisions.field_row import BEFORE
from ui.decisions.foot import DecisionFoot
from ui.decisions.grid import FieldGrid
from ui.decisions.head import ConflictHead
from ui.decisions.merged import MergedLine
from ui.decisions.words import OUTCOME_WORDS, TWICE, closed_words, label_of, period_of, title_of, whole_title
from ui.desk import Desk
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.choices import CheckBox
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconLabel
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Panel, Well, column, row
from ui.widgets.text import Kind, Label, show_if

_Key = tuple[EntityId, tuple[EventRef, ...]]


class ConflictPanel(Panel):
    """The record beside the list; choices made for it stay while one looks at others."""

    step_wanted = Signal(object)
    """Go by this many rows in the list (int)."""
    open_wanted = Signal()
    """The record is to be opened among the tasks."""
    decide_wanted = Signal()
    later_wanted = Signal(object)
    """Put it off by so many days (int), None to take the delay away."""
    effect_wanted = Signal()
    """What the answers do to the official counts is to be reckoned."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Mục đang quyết", edge="left", gap=10, parent=parent)
        self._desk = desk
        self._conflict: Conflict | None = None
        self._alike: Sequence[Conflict] = ()
        self._kept: dict[_Key, dict[str, Choice]] = {}
        self._compact = False
        self._busy = False
        self.grid: FieldGrid | None = None
        self.head = ConflictHead()
        self.head.step_wanted.connect(self.step_wanted)
        self.head.open_wanted.connect(self.open_wanted)
        self.set_head(self.head.body)
        self.foot = DecisionFoot()
        self.foot.decide_wanted.connect(self.decide_wanted)
        self.foot.later_wanted.connect(self.later_wanted)
        self.set_foot(self.foot.body)
        self._build_middle()
        self.show_conflict(None, (), "")

    def _build_middle(self) -> None:
        self.banner = Banner(Grade.INFO, "")
        self.body.addWidget(self.banner)
        self._whole = QGridLayout()
        self._whole.setSpacing(theme.current().px(8))
        self.body.addLayout(self._whole)
        self._place = column(gap=0)
        self.body.addLayout(self._place)
        self.merged = MergedLine()
        self.body.addWidget(self.merged)
        self.outcome = _Line("error_circle")
        self.effect = _Line("info")
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.effect)
        self._build_alike()
        self.reason = LineEdit("Ví dụ: Biên bản làm việc số 18/BB ngày 19/06/2007")
        self.reason_field = Field("Căn cứ (không bắt buộc)", self.reason)
        self.body.addWidget(self.reason_field)
        self.body.addStretch(1)

    def _build_alike(self) -> None:
        self.all_alike = CheckBox("")
        self.all_alike.toggled.connect(lambda _on: self._follow())
        self.alike_link = LinkButton("")
        self.alike_link.clicked.connect(self._flip_list)
        self.alike_list = Label("", Kind.META, wrap=True)
        self.alike_list.hide()
        line = row(gap=8)
        line.addWidget(self.all_alike)
        line.addWidget(self.alike_link)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.alike_list)

    # Contents -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> Conflict | None:
        """The record shown."""
        return self._conflict

    def show_conflict(self, conflict: Conflict | None, alike: Sequence[Conflict], place: str) -> None:
        """Show another record, or the same one as it is now; `place` says «1 / 7»."""
        same = conflict is not None and self._conflict == conflict
        self._alike = alike
        if not same:
            self._conflict = conflict
            self._lay_out_fields()
            self.reason.setText("")
            self.all_alike.setChecked(False)
        for strip in (self._head, self._foot):
            strip.setVisible(conflict is not None and (strip is self._head or self._may))
        if conflict is not None:
            self.head.show_conflict(conflict, self._desk.units, place)
            self.merged.show_merged(conflict.merged)
            closed = closed_words(conflict, self._desk.units)
            self.banner.tell(Grade.INFO, closed or TWICE)
            self.banner.setVisible(bool(closed) or conflict.published_twice)
            self._show_alike()
        for part in (self.reason_field, self.merged, self.all_alike, self.alike_link):
            show_if(part, conflict is not None and (part is self.merged or self._may) and self._has(part))
        self._follow()

    def _has(self, part: QWidget) -> bool:
        if part is self.merged:
            return self._conflict is not None and bool(self._conflict.merged)
        return bool(self._alike) if part in (self.all_alike, self.alike_link) else True

    @property
    def _may(self) -> bool:
        return self._conflict is not None and self._conflict.power is Power.MAY

    def _lay_out_fields(self) -> None:
        conflict = self._conflict
        _clear(self._whole)
        if self.grid is not None:
            self._place.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
            self.grid = None
        if conflict is None:
            return
        units = self._desk.units
        self.grid = FieldGrid(conflict, units, self._desk.day.today, compact=self._compact)
        self._place.addWidget(self.grid)
        self.grid.may(self._may)
        if self._may and len(conflict.fields) > 1:
            self._offer_whole(conflict)
        self.grid.take(self._kept.get((conflict.entity, conflict.heads), {}))
        self.grid.changed.connect(self._follow)

    def _offer_whole(self, conflict: Conflict) -> None:
        """One button for each side, and one for what was there before."""
        grid = self.grid
        assert grid is not None
        self._whole.addWidget(Label("Chọn cho cả mục", Kind.META), 0, 0)
        offers = [(whole_title(conflict, side, self._desk.units), at) for at, side in enumerate(conflict.sides)]
        in_line = 3 if self._compact else 5
        for number, (words, place) in enumerate([*offers, ("Giá trị trước đó", BEFORE)]):
            button = SecondaryButton(words)
            button.clicked.connect(lambda _checked=False, place=place: grid.choose_whole(place))
            self._whole.addWidget(button, number // in_line, 1 + number % in_line)
        self._whole.setColumnStretch(6, 1)

    def _show_alike(self) -> None:
        count = len(self._alike)
        self.all_alike.setText(f"Ghi cùng cách chọn cho {count} mục giống nhau")
        self.alike_link.setText(f"Xem {count} mục")
        parts = [(label_of(one.subject, one.kind), title_of(one.subject, one.kind), period_of(one.subject))
                 for one in self._alike]  # fmt: skip
        self.alike_list.setText("\n".join(" · ".join(part for part in each if part) for each in parts))
        self.alike_list.hide()

    def _flip_list(self) -> None:
        self.alike_list.setVisible(self.alike_list.isHidden())

    # Choices ------------------------------------------------------------------------------------------------

    def choices(self) -> dict[str, Choice]:
        """What was chosen for the record so far."""
        return self.grid.choices if self.grid is not None else {}

    def answers(self) -> list[Answer]:
        """The answers to be recorded: for this record, and for those like it where that is ticked."""
        conflict, choices = self._conflict, self.choices()
        if conflict is None or not choices:
            return []
        found = [answer_of(conflict, choices)]
        if self.all_alike.isChecked() and self._alike:
            same = (same_answer(conflict, choices, other) for other in self._alike)
            found += [answer for answer in same if answer is not None]
        return found

    def _follow(self) -> None:
        """Say what the choices so far mean."""
        conflict, choices = self._conflict, self.choices()
        if conflict is None or self.grid is None:
            return
        self._kept[conflict.entity, conflict.heads] = choices
        words = OUTCOME_WORDS[outcome_of(conflict, choices)] if choices else ""
        self.outcome.tell(words)
        show_if(self.outcome, bool(words) and self._may)
        self.effect.tell("")
        show_if(self.effect, False)
        records = len(self.answers())
        self.head.show_count(len(choices) if self._may else None, len(conflict.fields))
        self.foot.show_state(
            fields=len(choices), records=records, may=self._may and not self._busy,
            wrong=self.grid.wrong is not None, later=conflict.postponed_until,
        )  # fmt: skip
        if choices and self._may:
            self.effect_wanted.emit()

    def show_effect(self, words: str) -> None:
        """Say what the decision does to the official counts."""
        self.effect.tell(words)
        show_if(self.effect, bool(words) and bool(self.choices()))

    def focus_fields(self) -> None:
        """Put the focus where the next choice is made."""
        if self.grid is not None:
            self.grid.focus()

    def set_busy(self, busy: bool) -> None:
        """No decision is taken while one is being written."""
        self._busy = busy
        self._follow()

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the columns stand closer."""
        if compact != self._compact:
            self._compact = compact
            self.head.set_compact(compact)
            focused = QApplication.focusWidget()
            chooses = focused is not None and self.grid is not None and self.grid.isAncestorOf(focused)
            self._lay_out_fields()
            self._follow()
            if chooses:
                self.focus_fields()


class _Line(Well):
    """An icon and a sentence on sunken ground."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(margin=8, parent=parent)
        line = row(gap=8)
        line.addWidget(IconLabel(icon, "blue.solid" if icon == "info" else "warn.solid"))
        self._words = Label("", wrap=True)
        line.addWidget(self._words, 1)
        self.body.addLayout(line)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def tell(self, words: str) -> None:
        """Say another sentence."""
        self._words.setText(words)


def _clear(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while layout.count():
        widget = layout.takeAt(0).widget()  # type: ignore[union-attr]  # the layout is not empty
        if widget is not None:
            widget.hide()
            widget.deleteLater()
