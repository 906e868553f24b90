"""The tasks of a plan with the units its cells give them to: tick what is to be given."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from desktop.assigning.bulk_assigning import ProposedTask, Selection
from desktop.journal.event import EntityId
from desktop.plans.records import PrintedRow
from desktop.plans.row_names import whole_name
from desktop.text import search_key
from ui import theme
from ui.assigning.words import giving_note, giving_tone, giving_words
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.delegates import BOX, INSET, RowDelegate, TitleDelegate, TwoLineDelegate
from ui.widgets.panels import Panel
from ui.widgets.record_view import RecordView

_EMPTY = "Không có nhiệm vụ nào khớp."


class Listed(StrEnum):
    """Which tasks are listed."""

    ALL = "all"
    OPEN = "open"
    BARE = "bare"


class TaskList(Panel):
    """Tells which task is looked at and which tasks were ticked or left out."""

    chosen = Signal(object)
    """The `ProposedTask` looked at, or None."""
    ticked = Signal(object, object)
    """The tasks just ticked, and those just left out (sets of entities)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Nhiệm vụ của kế hoạch", scrolls=False, margin=0, gap=0, parent=parent)
        self._selection: Selection | None = None
        self._filling = False
        self.listed, self.words = Listed.ALL, ""
        delegates: dict[str, RowDelegate] = {
            "title": TitleDelegate(),
            "printed": TwoLineDelegate(),
            "giving": TwoLineDelegate(),
        }
        self.view: RecordView[ProposedTask] = RecordView(
            "Nhiệm vụ của kế hoạch",
            self._columns(),
            lambda task: task.row.entity,
            delegates=delegates,
            may_tick=_may_tick,
            empty=_EMPTY,
        )
        self.body.addWidget(self.view, 1)
        self.view.chosen.connect(self.chosen)
        self.view.records.ticks_changed.connect(self._take)

    def _columns(self) -> list[Column[ProposedTask]]:
        return [
            Column("number", "Số", lambda task: task.row.label, width=86, roles={Role.STRONG: lambda _task: True}),
            Column("title", "Nhiệm vụ", lambda task: task.row.title, tooltip=lambda task: task.row.title),
            Column(
                "printed",
                "Văn bản ghi",
                lambda task: _one_line(task.row.lead_text),
                width=226,
                tooltip=lambda task: _printed(task.row),
                accessible=lambda task: _printed(task.row),
                roles={Role.META: lambda task: _one_line(task.row.support_text)},
            ),
            Column(
                "giving",
                "Giao cho",
                lambda task: giving_words(task, self.selection),
                width=164,
                tooltip=lambda task: f"{giving_words(task, self.selection)}\n{giving_note(task, self.selection)}",
                accessible=lambda task: f"{giving_words(task, self.selection)}, {giving_note(task, self.selection)}",
                roles={
                    Role.TONE: lambda task: giving_tone(task, self.selection),
                    Role.META: lambda task: giving_note(task, self.selection),
                },
            ),
        ]

    @property
    def selection(self) -> Selection:
        """What is shown."""
        assert self._selection is not None
        return self._selection

    def show_selection(self, selection: Selection) -> None:
        """Show a proposal with what is ticked; only a new proposal lays the list out anew."""
        before, self._selection = self._selection, selection
        if before is None or before.proposal is not selection.proposal:
            self.refill()
        if before is None or before.proposal.plan.entity != selection.proposal.plan.entity:
            self._fit_numbers()
            self.view.select_first()
            self.view.scrollToTop()
        self._filling = True
        self.view.records.tick(selection.chosen_tasks)
        self._filling = False
        self.view.viewport().update()

    def _fit_numbers(self) -> None:
        """Give the printed numbers the room they need: they are never cut."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(13, 600))
        widest = max((metrics.horizontalAdvance(task.row.label) for task in self.selection.proposal.tasks), default=0)
        self.view.header().resizeSection(0, round(widest) + look.px(BOX + 2 * INSET + 24))

    def refill(self) -> None:
        """List the tasks that fit the filter, under their printed headings."""
        self._filling = True
        self.view.replace(_groups(self.selection, self._fits))
        self.view.records.tick(self.selection.chosen_tasks)
        self._filling = False
        if self.view.current_key() is None:
            self.view.select_first()

    def set_compact(self, compact: bool) -> None:
        """Leave out what the units beside the list show as well."""
        self.view.setColumnHidden(2, compact)

    def _fits(self, task: ProposedTask) -> bool:
        if self.listed is Listed.OPEN and not task.open_offers:
            return False
        if self.listed is Listed.BARE and task.has_units:
            return False
        row = task.row
        texts = (row.path_text, row.label, row.title, row.lead_text, row.support_text)
        return search_key(self.words) in search_key(" ".join(texts))

    def _take(self, keys: frozenset[EntityId]) -> None:
        if self._filling:
            return
        shown = {task.row.entity for task in self.view.records.records()}
        before = self.selection.chosen_tasks & shown
        self.ticked.emit(keys - before, before - keys)


def _may_tick(task: ProposedTask) -> bool:
    return bool(task.open_offers)


def _groups(selection: Selection, fits: Callable[[ProposedTask], bool]) -> list[Group[ProposedTask]]:
    """The tasks under the nearest printed heading above each."""
    headings = {row.path: row for row in selection.proposal.rows if not row.is_task}
    found: dict[tuple[str, ...], list[ProposedTask]] = {}
    for task in selection.proposal.tasks:
        if fits(task):
            path = task.row.path[:-1]
            while path and path not in headings:
                path = path[:-1]
            found.setdefault(path, []).append(task)
    return [
        Group(path, _heading(selection, headings, path), tasks, number=whole_name(path), note=f"{len(tasks)} nhiệm vụ")
        for path, tasks in found.items()
    ]


def _heading(selection: Selection, headings: dict[tuple[str, ...], PrintedRow], path: tuple[str, ...]) -> str:
    return headings[path].title if path else selection.proposal.plan.title


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _printed(row: PrintedRow) -> str:
    return f"Chủ trì: {_one_line(row.lead_text) or 'không ghi'}\nPhối hợp: {_one_line(row.support_text) or 'không ghi'}"
