"""Correcting the reading of one document step by step: each step is undoable, kept, and read anew in a job."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from desktop.importing import correcting, kept_reviews, layouts
from desktop.importing.columns import Field
from desktop.importing.corrections import ColumnChoice, Corrections
from desktop.importing.kept_reviews import digest_of
from desktop.importing.parsed import Doubt, PlanHeader, PlanRow
from desktop.importing.reading import SetAside, TableLayout
from desktop.importing.review_work import ReviewSteps, ReviewWork
from desktop.jobs import Job
from desktop.messages import explain
from desktop.permissions import Permission
from desktop.session import Session
from ui.desk import Desk
from ui.importing.change import Change
from ui.importing.opened import OpenedPlan, paths_of_rows_aside, read_again
from ui.importing.readings import Reading
from ui.importing.review_desk import ReviewDesk
from ui.importing.row_editor import RowEditor
from ui.widgets.page import Page

_KEEP_MS = 600
"""After this long without a further step the work is kept."""


class CorrectingDesk(QObject):
    """Holds the steps of the review; nothing of it is official, and all of it survives the closing of the program."""

    def __init__(self, page: Page, desk: Desk, view: ReviewDesk) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, desk, view
        self.opened: OpenedPlan | None = None
        self._steps = ReviewSteps()
        self._digest = ""
        self._reading: ReviewWork | None = None
        self._units = desk.units
        self._is_kept, self._is_put_by = True, False
        self._remembered: set[str] = set()
        self._waiting = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._waiting.timeout.connect(self.keep)
        review = view.review
        review.confirmed.connect(self._confirm)
        review.refusal_wanted.connect(self._turn_repair)
        review.edit_wanted.connect(self._edit)
        review.aside_wanted.connect(self._leave_out)
        review.back_wanted.connect(self._take_back)
        review.decision.unit_wanted.connect(lambda words: page.go("units", words))
        desk.events.changed.connect(lambda _topics: self._follow_units())
        view.header_changed.connect(self._correct_header)
        view.columns_chosen.connect(self._choose_columns)
        view.columns_forgotten.connect(self._forget_columns)

    @property
    def is_reading(self) -> bool:
        """Whether the document is being read anew."""
        return self._reading is not None

    def begin(self, opened: OpenedPlan) -> None:
        """Another document is looked at."""
        self._stop_reading()
        self.opened, self._units = opened, self._desk.units
        self._steps = ReviewSteps(opened.work)
        self._digest = digest_of(opened.data)
        self._is_kept = self._is_put_by = False
        self._remembered = set()
        self._view.show_plan(opened, is_new=True)
        self._waiting.start()

    def put_by(self) -> None:
        """The person turns to another document; what was said about this one is kept, and that is told."""
        opened = self.opened
        self.keep()
        if opened is not None and self._steps.count and not self._is_put_by:
            self._is_put_by = True
            self._page.notify(f"Đã giữ phần xem dở của {opened.name}.")

    def end(self) -> None:
        """The document was taken in: nothing is to be kept of it."""
        self._stop_reading()
        self.opened = None
        self._digest = ""
        self._waiting.stop()

    def forget(self, digest: str) -> None:
        """A review was given up; where it is the one in hand, it is kept no longer."""
        if digest == self._digest:
            self.end()

    # Steps --------------------------------------------------------------------------------------------------

    def take(self, change: Change) -> None:
        """Correct something and read the document anew."""
        work = self._steps.work
        corrections = change.apply(work.corrections)
        if corrections == work.corrections:
            return
        back = self._back_to_here()
        self._go(change.words, replace(work, corrections=corrections))
        self._page.notify(change.words, back)

    def _go(self, words: str, work: ReviewWork) -> None:
        self._steps.take(words, work)
        self._follow()

    def undo(self) -> bool:
        """Take the last step back; whether there was one."""
        words = self._steps.undo()
        if words is None:
            return False
        self._follow()
        self._page.notify(f"Đã hoàn tác: {words[:1].lower()}{words[1:]}")
        return True

    def _back_to_here(self) -> Callable[[], None]:
        """What takes back all steps gone from now on, as long as this document is looked at."""
        steps, count = self._steps, self._steps.count

        def back() -> None:
            while steps.count > count:
                steps.undo()
            if steps is self._steps:
                self._follow()

        return back

    def redo(self) -> None:
        """Take the step taken back last once more."""
        back = self._back_to_here()
        words = self._steps.redo()
        if words is not None:
            self._follow()
            self._page.notify(words, back)

    def _follow(self) -> None:
        """Show what the steps have come to; where a correction changed, the document is read anew."""
        opened, work = self.opened, self._steps.work
        if opened is None:
            return
        self._is_kept = self._is_put_by = False
        self._waiting.start()
        if self.is_reading:
            return  # what was corrected meanwhile is read when that is done
        if work.corrections == opened.work.corrections:
            self.opened = replace(opened, work=work)
            self._view.review.show_seen(work.seen)
        else:
            self._read_anew(opened, work)

    def _read_anew(self, opened: OpenedPlan, work: ReviewWork) -> None:
        units = self._units = self._desk.units
        self._reading = work
        self._page.task_running.emit(f"Đang đọc lại {opened.name}")
        self._desk.run(
            lambda _session, _job: read_again(opened, work, units),
            self,
            self._show,
            on_error=lambda error: self._show_failure(opened, error),
        )

    def _follow_units(self) -> None:
        """The unit table may know more names now than when the document was read."""
        if self.opened is not None and not self.is_reading and self._units is not self._desk.units:
            self._read_anew(self.opened, self._steps.work)

    def _show(self, again: OpenedPlan) -> None:
        opened, work = self.opened, self._steps.work
        if opened is None or opened.data is not again.data:
            return
        self._stop_reading()
        self.opened = again
        if again.work.corrections != work.corrections or self._units is not self._desk.units:
            self._read_anew(again, work)
            return
        self.opened = replace(again, work=work)
        self._view.show_plan(self.opened, is_new=False)

    def _stop_reading(self) -> None:
        self._reading = None
        self._page.task_running.emit("")

    def _show_failure(self, opened: OpenedPlan, error: Exception) -> bool:
        message = explain(error)
        if message is None:
            return False
        if self.opened is None or self.opened.data is not opened.data:
            return True
        self._stop_reading()
        while self._steps.work.corrections != opened.work.corrections and self._steps.undo() is not None:
            pass
        self._view.review.show_problem(message.what, message.todo)
        return True

    # Keeping ------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what was said so far over the closing of the program; columns serve the next document too."""
        opened, work = self.opened, self._steps.work
        self._waiting.stop()
        if opened is None or self._is_kept or not self._desk.session.may(Permission.IMPORT_PLAN) or opened.is_known:
            return
        self._is_kept = True
        choices = work.corrections.columns if opened.refusal is None else ()
        gone = self._remembered - {choice.layout for choice in work.corrections.columns}
        self._remembered = {choice.layout for choice in choices}

        def write(session: Session, _job: Job) -> None:
            kept_reviews.keep(session, opened.name, opened.data, work)
            layouts.forget(session, gone)
            for choice in choices:
                layouts.remember(session, choice)

        self._desk.run(write, self)

    # What a person says -------------------------------------------------------------------------------------

    def _confirm(self, readings: tuple[Reading, ...]) -> None:
        work = self._steps.work
        doubts = frozenset(one.key for one in readings if isinstance(one.key, Doubt))
        if doubts <= work.seen:
            return
        back = self._back_to_here()
        words = f"Đã xem {len(doubts)} chỗ."
        self._go(words, replace(work, seen=work.seen | doubts))
        if len(doubts) > 1:
            self._page.notify(words, back)

    def _turn_repair(self, reading: Reading) -> None:
        repair = reading.repair
        if repair is not None:
            words = "Đã dùng lại bản sửa của" if reading.is_refused else "Đã giữ bản in của"
            key = repair.key
            self.take(Change(f"{words} {reading.label}.", lambda before: correcting.turned_repair(before, key)))

    def _edit(self, plan_row: PlanRow | None, field: str) -> None:
        opened = self.opened
        if opened is None:
            return
        if plan_row is None:
            if field == "columns":
                self._view.begin_columns()
            else:
                self._view.begin_letterhead(field)
            return
        parsed, corrections = opened.parsed, self._steps.work.corrections
        editor = RowEditor(plan_row, parsed.rows, corrections, self._desk.units, parsed.plan.date, self._page)
        editor.edited.connect(self.take)
        editor.open()
        editor.begin(field)

    def _leave_out(self, plan_row: PlanRow) -> None:
        words = f"Đã để ngoài dòng {'.'.join(plan_row.path)}."
        self.take(Change(words, lambda before: correcting.with_rows_aside(before, [plan_row.path])))

    def _take_back(self, aside: SetAside) -> None:
        opened, units = self.opened, self._desk.units
        if opened is None:
            return

        def back(paths: tuple[tuple[str, ...], ...]) -> None:
            change = Change("Đã đưa dòng trở lại.", lambda before: correcting.without_rows_aside(before, paths))
            self.take(change)

        self._desk.run(lambda _session, _job: paths_of_rows_aside(opened, [aside], units), self, back)

    def _correct_header(self, header: PlanHeader) -> None:
        self.take(Change("Đã sửa phần đầu văn bản.", lambda before: correcting.with_header(before, header)))

    def _choose_columns(self, layout: TableLayout, fields: tuple[Field | None, ...]) -> None:
        choice = ColumnChoice(layout.layout, fields)
        self.take(Change("Đã đổi cách đọc cột.", lambda before: correcting.with_columns(before, choice)))

    def _forget_columns(self) -> None:
        if self.opened is None:
            return
        forgotten = self.opened.remembered
        self._remembered |= forgotten

        def without(before: Corrections) -> Corrections:
            return correcting.without_columns(before, forgotten)

        self.take(Change("Đã bỏ cách đọc cột đã nhớ.", without))
