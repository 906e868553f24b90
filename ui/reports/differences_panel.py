"""What a report that was made would show otherwise now, and what came or changed after it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.formats import moment_text
from desktop.jobs import Progress
from desktop.reports.differences import FigureDifference, RecordDifference, ReportDifferences
from desktop.reports.later import LaterRecord
from ui.reports.differences_words import (
    OTHERWISE_COLUMNS,
    Different,
    ValueDelegate,
    difference_groups,
    difference_words,
    later_columns,
    record_place,
)
from ui.reports.lists import ListPanel
from ui.reports.made_panel import data_words
from ui.requests import TasksRequest
from ui.tasks.words import moment
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.panels import column
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.segmented import SegmentedControl

_OTHERWISE, _LATER = "otherwise", "later"


class DifferencesPanel(ListPanel):
    """Printed and now side by side, then the records behind it; every line opens its record."""

    reprint_wanted = Signal(object)
    """The `ReportRecord` is to be printed again as it was."""
    stop_wanted = Signal()
    """The comparing is to be stopped."""
    again_wanted = Signal()
    """A stopped comparison is to be made after all."""
    place_wanted = Signal(object, object)
    """Place key (str) and what to ask of it: where the record of a line is shown."""

    def __init__(self, unit_words: Callable[[str], str], *, is_top: bool, parent: QWidget | None = None) -> None:
        super().__init__("Thay đổi sau khi lập", "Báo cáo đã lập", parent)
        self._title.setText("")  # the banner names the report
        self._is_top = is_top
        self.found: ReportDifferences | None = None
        self.choice = SegmentedControl("Xem", (("Số sẽ khác", _OTHERWISE), ("Đến sau khi lập", _LATER)))
        self.choice.changed.connect(self._turn)
        self.reprint_button = SecondaryButton("In lại bản đã lập", "print")
        self.reprint_button.clicked.connect(self._want_reprint)
        self._bar.body.addWidget(self.choice)
        self._bar.body.addWidget(self.reprint_button)
        self.banner = Banner(Grade.INFO, "")
        self.progress = ProgressPanel("Dừng thì chưa có gì thay đổi.", "bản ghi")
        self.progress.stop_wanted.connect(self.stop_wanted)
        upper = column(margin=12, gap=8)
        upper.addWidget(self.banner)
        upper.addWidget(self.progress)
        self.body.addLayout(upper)
        self._build_lists(unit_words)

    def _build_lists(self, unit_words: Callable[[str], str]) -> None:
        self.otherwise: RecordView[Different] = RecordView(
            "Số sẽ khác",
            OTHERWISE_COLUMNS,
            lambda one: one[0],
            delegates={key: ValueDelegate() for key in ("printed", "now")},
            empty="Lập lại báo cáo lúc này cho đúng các số đã in.",
        )
        self.later: RecordView[LaterRecord] = RecordView(
            "Đến sau khi lập",
            later_columns(unit_words, lambda at_ms: moment_text(moment(at_ms))),
            lambda one: one.entity,
            delegates={key: TwoLineDelegate() for key in ("number", "what", "source")},
            empty="Chưa có gì đến hay đổi sau khi lập báo cáo này.",
        )
        self.otherwise.opened.connect(lambda one: self._open_difference(one[1]))
        self.later.opened.connect(self._open_later)
        stopped = QWidget()
        middle = column(margin=24)
        middle.addWidget(
            EmptyState("Đã dừng so báo cáo", "", "So lại", self.again_wanted.emit, icon="history", tone="blue")
        )
        middle.addStretch(1)
        stopped.setLayout(middle)
        self._stopped, self._pile = stopped, QStackedWidget()
        for part in (self.otherwise, self.later, stopped):
            self._pile.addWidget(part)
        self.body.addWidget(self._pile, 1)

    # Contents -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A report is being compared."""
        self.found = None
        self.banner.hide()
        self.choice.hide()
        self.reprint_button.setEnabled(False)
        self.otherwise.replace()
        self.later.replace()
        self._pile.hide()
        self.progress.begin("Đang so báo cáo")

    def report(self, progress: Progress) -> None:
        """Show how far the comparing is."""
        self.progress.report(progress)

    def show_found(self, found: ReportDifferences) -> None:
        """Show what would differ, or where nothing would, what came all the same."""
        self.found = found
        self.progress.end()
        self._show_banner(found)
        self.otherwise.replace(difference_groups(found))
        self.later.replace((), found.later)
        for view in (self.otherwise, self.later):
            view.select_first()
        self.reprint_button.setEnabled(True)
        self.choice.show()
        self._pile.show()
        self._turn(_LATER if found.is_same and found.later else _OTHERWISE)

    def _show_banner(self, found: ReportDifferences) -> None:
        made = found.report
        who = (
            f"{made.title}, {data_words(made)}. {made.made_by} lập {moment_text(moment(made.made_at))}, "
            f"mã {made.check_code}. Số đã in giữ nguyên."
        )
        if found.is_same:
            self.banner.tell(Grade.GOOD, "Lập lại lúc này cho đúng các số đã in", who)
        else:
            self.banner.tell(Grade.WARNING, difference_words(found), who)
        self.banner.show()

    def show_problem(self, what: str, todo: str) -> None:
        """Say why the report cannot be compared."""
        self.progress.end()
        self.banner.tell(Grade.ERROR, what, todo)
        self.banner.show()

    def show_stopped(self) -> None:
        """The comparing was stopped."""
        self.progress.end()
        self._pile.setCurrentWidget(self._stopped)
        self._pile.show()

    def take_focus(self) -> None:
        """Work begins in the list shown."""
        shown = self._pile.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _turn(self, which: object) -> None:
        self.choice.set_value(which)
        self._pile.setCurrentWidget(self.later if which == _LATER else self.otherwise)
        if self.isVisible():
            self.take_focus()

    # Asking -------------------------------------------------------------------------------------------------

    def _want_reprint(self) -> None:
        if self.found is not None:
            self.reprint_wanted.emit(self.found.report)

    def _open_difference(self, one: FigureDifference | RecordDifference) -> None:
        if isinstance(one, RecordDifference) and one.task is not None:
            self.place_wanted.emit("tasks", TasksRequest(task=one.task, unit=one.unit_code))

    def _open_later(self, record: LaterRecord) -> None:
        self.place_wanted.emit(*record_place(record, is_top=self._is_top))
