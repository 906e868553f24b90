"""The list: what waits to be decided, or what was decided."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.conflicts.records import Conflict, DecidedConflict, Power
from desktop.journal.event import EntityId, kind_of
from desktop.units.table import UnitTable
from ui import theme
from ui.decisions.words import count_words, decided_note, label_of, state_words, title_of
from ui.table_model import Column, Role
from ui.widgets.banner import EmptyState
from ui.widgets.chips import Chip
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.panels import Bar, Panel
from ui.widgets.record_view import RecordView

WIDE, NARROW = 330, 244


class ListPanel(Panel):
    """Chips «Chờ quyết định» and «Đã quyết» over the list of the one chosen."""

    waiting_chosen = Signal(object)
    """The `Conflict` selected, or None."""
    decided_chosen = Signal(object)
    """The `DecidedConflict` selected, or None."""

    def __init__(self, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__("Danh sách quyết định", scrolls=False, margin=0, gap=0, parent=parent)
        self._units = units
        self._alike: Mapping[EntityId, int] = {}
        self.waiting_chip = Chip("Chờ quyết định", count=0, active=True)
        self.decided_chip = Chip("Đã quyết", count=0)
        bar = Bar()
        for chip, decided in ((self.waiting_chip, False), (self.decided_chip, True)):
            chip.clicked.connect(lambda _checked=False, decided=decided: self.show_decided(decided))
            bar.body.addWidget(chip)
        bar.body.addStretch(1)
        self.body.addWidget(bar)
        self.waiting: RecordView[Conflict] = RecordView(
            "Mục chờ quyết định", self._waiting_columns(), lambda one: one.entity, headed=False,
            delegates={"title": TwoLineDelegate(), "label": TwoLineDelegate()},
        )  # fmt: skip
        self.decided: RecordView[DecidedConflict] = RecordView(
            "Mục đã quyết", _decided_columns(), lambda one: one.ref, headed=False,
            delegates={"title": TwoLineDelegate(), "label": TwoLineDelegate()},
            empty="Chưa có mục nào được quyết.",
        )  # fmt: skip
        self.waiting.chosen.connect(self.waiting_chosen)
        self.decided.chosen.connect(self.decided_chosen)
        self._empty = EmptyState(
            "Không có mục nào chờ quyết định",
            "Khi hai máy ghi hai giá trị cho cùng một trường, mục đó hiện ở đây sau khi nhập tệp.",
            icon="checkmark_circle",
        )
        self._pile = QStackedWidget()
        for part in (self.waiting, self.decided, self._empty):
            self._pile.addWidget(part)
        self.body.addWidget(self._pile, 1)
        self.set_compact(False)

    def _waiting_columns(self) -> list[Column[Conflict]]:
        def state(one: Conflict) -> str:
            return state_words(one, self._alike.get(one.entity, 0), self._units)

        return [
            Column("label", "Số", lambda one: label_of(one.subject, one.kind), width=92,
                   roles={Role.STRONG: lambda _one: True, Role.META: lambda _one: " "}),
            Column(
                "title",
                "Nội dung",
                lambda one: title_of(one.subject, one.kind),
                accessible=lambda one: f"{one.subject.title}, {count_words(one)}, {state(one)}",
                tooltip=lambda one: f"{one.subject.title}\n{count_words(one)}",
                roles={
                    Role.META: state,
                    Role.META_ICON: _state_icon,
                    Role.META_TONE: lambda one: "warn" if one.is_open else "",
                },
            ),
        ]  # fmt: skip

    # Contents -----------------------------------------------------------------------------------------------

    def show_waiting(self, conflicts: Sequence[Conflict], alike: Mapping[EntityId, int]) -> None:
        """Show what waits; those put off and those of others stand below under their own headings."""
        self._alike = alike
        before = [one.entity for one in self.waiting.records.records()]
        current = self.waiting.current_key()
        ordered = sorted(conflicts, key=lambda one: (not one.is_open, one.power is Power.OTHER_UNIT))
        self.waiting_chip.set_words("Chờ quyết định", count=sum(one.is_open for one in conflicts))
        self.waiting.replace(records=ordered)
        if self.waiting.current() is None and ordered:
            self.waiting.select(_successor(before, current, [one.entity for one in ordered]))
        self._fit_numbers()
        self._show_part()

    def show_decisions(self, decided: Sequence[DecidedConflict]) -> None:
        """Show what was decided."""
        self.decided_chip.set_words("Đã quyết", count=len(decided))
        self.decided.replace(records=decided)
        if self.decided.current() is None and decided:
            self.decided.select_first()
        self._fit_numbers()
        self._show_part()

    def show_decided(self, decided: bool) -> None:
        """Change between what waits and what was decided."""
        self.waiting_chip.setChecked(not decided)
        self.decided_chip.setChecked(decided)
        self._show_part()
        if decided:
            self.decided_chosen.emit(self.decided.current())
        else:
            self.waiting_chosen.emit(self.waiting.current())

    @property
    def is_decided_shown(self) -> bool:
        """Whether the list is that of what was decided."""
        return self.decided_chip.isChecked()

    def _show_part(self) -> None:
        some = self.waiting.records.rowCount() > 0
        part = self.decided if self.is_decided_shown else self.waiting if some else self._empty
        self._pile.setCurrentWidget(part)

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the list is narrower."""
        self.setFixedWidth(theme.current().px(NARROW if compact else WIDE))
        self._fit_numbers()

    def _fit_numbers(self) -> None:
        """Give the first column the room that its longest number, or kind of record, takes."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(13, 600))
        for view, words in (
            (self.waiting, [label_of(one.subject, one.kind) for one in self.waiting.records.records()]),
            (self.decided, [label_of(one.subject, kind_of(one.entity)) for one in self.decided.records.records()]),
        ):
            widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
            view.header().resizeSection(0, round(min(widest, look.px(78)) + look.px(26)))


def _decided_columns() -> list[Column[DecidedConflict]]:
    return [
        Column("label", "Số", lambda one: label_of(one.subject, kind_of(one.entity)), width=92,
               roles={Role.STRONG: lambda _one: True, Role.META: lambda _one: " "}),
        Column(
            "title",
            "Nội dung",
            lambda one: title_of(one.subject, kind_of(one.entity)),
            tooltip=lambda one: one.subject.title,
            roles={Role.META: decided_note, Role.META_ICON: lambda _one: "checkmark"},
        ),
    ]  # fmt: skip


def _state_icon(one: Conflict) -> str:
    if one.power is Power.OTHER_UNIT:
        return "building"
    return "clock" if one.postponed_until is not None else "warning"


def _successor(before: list[EntityId], current: object, now: list[EntityId]) -> EntityId:
    """What to select where the selected one is gone: the nearest after it, else the nearest before, else the first."""
    if current in before:
        place = before.index(EntityId(str(current)))
        for key in [*before[place:], *reversed(before[:place])]:
            if key in now:
                return key
    return now[0]
