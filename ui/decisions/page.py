"""The screen Quyết định: the list on the left, one record beside it, deciding with undo (FEATURES C12, C13, K7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.conflicts.alike import alike_among, alike_counts
from desktop.conflicts.decided import decided_conflicts, restore_lost
from desktop.conflicts.deciding import decide, effect
from desktop.conflicts.postponing import postpone
from desktop.conflicts.reading import open_conflicts
from desktop.conflicts.records import Conflict, DecidedConflict, Lost
from desktop.errors import AppError
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.session import Session
from ui.acts import Acts
from ui.decisions.conflict_panel import ConflictPanel
from ui.decisions.decided_panel import DecidedPanel
from ui.decisions.list_panel import ListPanel
from ui.decisions.words import effect_words, postponed_words, subtitle
from ui.desk import Desk
from ui.requests import TasksRequest
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import column, row

PLACE = "decisions"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the ledger holds to decide and decided, and how many each record is like."""

    conflicts: tuple[Conflict, ...]
    alike: Mapping[EntityId, int]
    decided: tuple[DecidedConflict, ...]


class DecisionsPage(Page):
    """What two machines gave different values; nobody is asked about anything that merges by itself."""

    topics = frozenset({Topic.PROGRESS, Topic.TASKS, Topic.PLANS, Topic.PEOPLE, Topic.UNITS, Topic.EXCHANGE})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Quyết định giá trị khác nhau", parent=parent)
        self._desk = desk
        self._conflicts: tuple[Conflict, ...] = ()
        self._target: EntityId | None = None
        self._focus_wanted = False
        self._reckoning = False
        self.list = ListPanel(desk.units)
        self.conflict = ConflictPanel(desk)
        self.decided = DecidedPanel()
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self._acts = Acts(desk, self, self.banner, self.conflict.set_busy, self._aim)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.set_compact(self.is_compact)

    def _lay_out(self) -> None:
        self._pile = QStackedWidget()
        self._pile.addWidget(self.conflict)
        self._pile.addWidget(self.decided)
        right = column(gap=0)
        right.addWidget(self.banner)
        right.addWidget(self._pile, 1)
        whole = row(gap=0)
        whole.addWidget(self.list)
        whole.addLayout(right, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.list.waiting_chosen.connect(self._show_conflict)
        self.list.decided_chosen.connect(self._show_decided)
        self.list.waiting.opened.connect(lambda _one: self.conflict.focus_fields())
        self.conflict.step_wanted.connect(self.list.waiting.step)
        self.conflict.open_wanted.connect(self._open_task)
        self.conflict.decide_wanted.connect(self._decide)
        self.conflict.later_wanted.connect(self._put_off)
        self.conflict.effect_wanted.connect(self._reckon)
        self.decided.restore_wanted.connect(self._restore)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Return", self._decide),
            ("Ctrl+Enter", self._decide),
            ("Ctrl+L", self._later),
            ("F2", self._type_own),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.set_keys(
            (
                KeyHint("← →", "Chọn bản"),
                KeyHint("Tab", "Trường sau"),
                KeyHint("F2", "Sửa tay"),
                KeyHint("Ctrl+Enter", "Ghi, sang mục sau"),
                KeyHint("Ctrl+L", "Để sau"),
                KeyHint("Ctrl+Z", "Hoàn tác"),
            )
        )

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        self._focus_wanted = True
        if isinstance(argument, str) and argument:
            self._target = EntityId(argument)
        self._take_focus()

    @override
    def reload(self) -> None:
        def work(session: Session, _job: Job) -> _Read:
            conflicts = open_conflicts(session)
            return _Read(tuple(conflicts), alike_counts(conflicts), tuple(decided_conflicts(session)))

        self._desk.run(work, self, self._show)

    def _show(self, read: _Read) -> None:
        self._conflicts = read.conflicts
        self._acts.go_on()
        self.list.show_waiting(read.conflicts, read.alike)
        self.list.show_decisions(read.decided)
        self.set_title(self.title, subtitle(list(read.conflicts)))
        self.count(PLACE, sum(one.is_open for one in read.conflicts))
        if not read.conflicts and read.decided and self._target is None and not self.list.is_decided_shown:
            self.list.show_decided(True)
        if self.list.is_decided_shown:
            self._show_decided(self.list.decided.current())
        else:
            self._show_conflict(self.list.waiting.current())
        self._take_focus()

    def _take_focus(self) -> None:
        if self._target is not None and any(one.entity == self._target for one in self._conflicts):
            self.list.show_decided(False)
            self.list.waiting.select(self._target)
            self._target = None
        if self._focus_wanted and self._conflicts:
            self._focus_wanted = False
            self.conflict.focus_fields()

    def _show_conflict(self, conflict: Conflict | None) -> None:
        if self.list.is_decided_shown:
            return
        current = next((one for one in self._conflicts if conflict and one.entity == conflict.entity), None)
        shown = [one.entity for one in self.list.waiting.records.records()]
        place = f"{shown.index(current.entity) + 1} / {len(shown)}" if current else ""
        self.conflict.show_conflict(current, alike_among(current, self._conflicts) if current else (), place)
        self._pile.setCurrentWidget(self.conflict)

    def _show_decided(self, decided: DecidedConflict | None) -> None:
        if self.list.is_decided_shown:
            self.decided.show_decided(decided, self._desk.units)
            self._pile.setCurrentWidget(self.decided)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.list.set_compact(compact)
        self.conflict.set_compact(compact)

    def _open_task(self) -> None:
        shown = self.conflict.shown
        if shown is not None:
            kind, task = shown.entity.split("/")[:2]
            unit = shown.subject.unit if kind != "task" else None
            self.go("tasks", TasksRequest(task=EntityId(f"task/{task}"), unit=unit or None))

    def _type_own(self) -> None:
        if self.conflict.grid is not None:
            self.conflict.grid.type_own()

    def _later(self) -> None:
        if not self.list.is_decided_shown:
            self.conflict.foot.put_off()

    # Acts ---------------------------------------------------------------------------------------------------

    def _reckon(self) -> None:
        """What the decision would do to the counts; while that is reckoned, further choices wait for one answer."""
        answers, day = self.conflict.answers(), self._desk.day.day
        if self._reckoning or not answers:
            return
        self._reckoning = True

        def work(session: Session, _job: Job) -> str:
            try:
                return effect_words(*effect(session, answers, day))
            except AppError:  # the record changed meanwhile: it is shown anew in a moment
                return ""

        def done(words: str) -> None:
            self._reckoning = False
            if self.conflict.answers() == answers:
                self.conflict.show_effect(words)
            else:
                self._reckon()

        self._desk.run(work, self, done)

    def _decide(self) -> None:
        answers = self.conflict.answers()
        if self.list.is_decided_shown or not answers or not self.conflict.foot.decide_button.isEnabled():
            return
        reason = self.conflict.reason.value_text()

        self._acts.record(lambda session, _job: decide(session, answers, reason), self._want_focus)

    def _restore(self, field: str, lost: Lost) -> None:
        shown = self.decided.shown
        if shown is None:
            return
        entity = shown.entity

        self._acts.record(lambda session, _job: restore_lost(session, entity, field, lost.ref), self._want_focus)

    def _put_off(self, days: int | None) -> None:
        shown = self.conflict.shown
        if shown is None or self._acts.is_busy:
            return
        until = self._desk.day.today + timedelta(days=days) if days is not None else None
        before, entity = shown.postponed_until, shown.entity

        def done(_none: None) -> None:
            if until is not None:
                self.notify(postponed_words(until), lambda: self._postpone(entity, before, lambda _done: self.reload()))
            self._focus_wanted = True
            self.reload()

        self._postpone(entity, until, done)

    def _postpone(self, entity: EntityId, until: date | None, done: Callable[[None], None]) -> None:
        self._desk.run(lambda session, _job: postpone(session, entity, until), self, done, on_error=self._acts.refuse)

    def _aim(self, entity: EntityId | None) -> None:
        self._target = entity

    def _want_focus(self) -> None:
        self._focus_wanted = True
