"""The screen Báo cáo: choose on the left, the real pages in the middle, print and save."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.jobs import Job
from desktop.messages import explain
from desktop.reports.making import ReportRecord
from desktop.reports.picture import MissingTask
from desktop.session import Session
from ui.desk import Desk
from ui.jobs import JobHandle, JobRunner
from ui.reports.choice_panel import ChoicePanel
from ui.reports.dialogs import ReportDialogs
from ui.reports.differences_panel import DifferencesPanel
from ui.reports.known import Known, known
from ui.reports.later_life import LaterLife
from ui.reports.lists import MissingPanel
from ui.reports.made_panel import MadePanel, as_made_words
from ui.reports.paper import Paper, open_paper
from ui.reports.prepared import Choice, Prepared, ReportAsMade, Reprint, prepare
from ui.reports.preview_panel import PreviewPanel
from ui.reports.taking import Taking
from ui.requests import MadeReportRequest, PlanPaperRequest, TasksRequest
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import column, row

_KEYS = (
    KeyHint("Ctrl+P", "In"),
    KeyHint("Ctrl+S", "Lưu PDF"),
    KeyHint("PgUp PgDn", "Chuyển trang"),
    KeyHint("Ctrl+Shift+M", "Đối chiếu mã trên giấy"),
    KeyHint("Ctrl+Shift+S", "Lưu Excel"),
    KeyHint("Ctrl+0", "Vừa chiều rộng, vừa trang"),
)
_PLAN_KEYS = (*_KEYS[:3], KeyHint("Ctrl+Shift+D", "Lưu Word"), *_KEYS[4:])


class ReportsPage(Page):
    """Every change of a parameter makes the report anew; what is printed and saved is what is seen (FEATURES F1–F6)."""

    topics = frozenset({Topic.PROGRESS, Topic.TASKS, Topic.PLANS, Topic.REPORTS})
    keys = _KEYS

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, dialogs: type[ReportDialogs] = ReportDialogs
    ) -> None:
        super().__init__("Báo cáo", "Bản xem trước là trang sẽ in ra", parent)
        self._desk = desk
        self._prepared: Prepared | None = None
        self._wanted: Choice | None = None
        self._made_before: list[ReportRecord] = []
        self._making: JobHandle[Prepared] | JobHandle[Paper] | None = None
        drawing = JobRunner()
        self.drawing = drawing
        self.destroyed.connect(lambda: drawing.close())  # noqa: PLW0108  # the lambda keeps the runner alive
        drawing.unhandled.connect(desk.runner.unhandled)
        is_top = "/" not in desk.session.node
        units = {unit.code: unit.short_name for unit in desk.units.all_units()} if is_top else {}
        self.choice = ChoicePanel(desk.day.day)
        self.preview = PreviewPanel(drawing)
        self.taking = Taking(desk, drawing, dialogs, self.preview.progress, self)
        self.missing = MissingPanel(units)
        self.made = MadePanel()
        self.differences = DifferencesPanel(self._unit_words, is_top=is_top)
        self.later = LaterLife(desk, self.made, self.differences)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self.as_made = Banner(
            Grade.INFO, "", "", "Về báo cáo hiện nay", lambda: self._prepare(anew=True), quiet_action=True
        )
        self.as_made.hide()
        self._lay_out()
        self._connect()
        self.set_compact(self.is_compact)

    def _lay_out(self) -> None:
        self._pile = QStackedWidget()
        for panel in (self.preview, self.missing, self.made, self.differences):
            self._pile.addWidget(panel)
        middle = column(gap=0)
        middle.addWidget(self.banner)
        middle.addWidget(self.as_made)
        middle.addWidget(self._pile, 1)
        whole = row(gap=0)
        whole.addWidget(self.choice)
        whole.addLayout(middle, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.choice.report.currentIndexChanged.connect(
            lambda _row: self.set_keys(_PLAN_KEYS if self.choice.is_plan_paper else _KEYS)
        )
        self.choice.changed.connect(self._prepare)
        self.choice.missing_wanted.connect(lambda: self._show(self.missing))
        self.choice.made_wanted.connect(lambda: self._show(self.made))
        self.taking.taken.connect(self._taken)
        self.taking.problem.connect(self._say)
        self.later.turned.connect(lambda: self._show(self.differences))
        self.differences.back_wanted.connect(self._leave_differences)
        self.differences.place_wanted.connect(self.go)
        for panel in (self.made, self.differences):
            panel.reprint_wanted.connect(lambda made: self._prepare_choice(Reprint(made)))
        self.choice.print_wanted.connect(self._print)
        self.choice.save_wanted.connect(self._save)
        self.missing.back_wanted.connect(lambda: self._show(self.preview))
        self.made.back_wanted.connect(lambda: self._show(self.preview))
        self.missing.opened.connect(self._open_task)
        self.preview.stop_wanted.connect(self._stop)
        self.preview.again_wanted.connect(lambda: self._prepare(anew=True))
        self._desk.day.changed.connect(self.reload)
        for keys, act in (
            ("Ctrl+P", self._print),
            ("Ctrl+S", lambda: self._save("pdf")),
            ("Ctrl+Shift+S", lambda: self._save("xlsx")),
            ("Ctrl+Shift+D", self._save_word),
            ("Ctrl+Shift+M", lambda: self._show(self.made)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        if isinstance(argument, PlanPaperRequest):
            self.choice.open_plan(argument.plan)
        if isinstance(argument, MadeReportRequest):
            self._show(self.made)
            if argument.report is not None:
                self.later.compare(argument.report)
            return
        self.preview.view.setFocus()

    @override
    def reload(self) -> None:
        units, day = self._desk.units, self._desk.day.day

        def work(session: Session, _job: Job) -> Known:
            return known(session, units, day)

        self._desk.run(work, self, self._show_known)

    def _show_known(self, found: Known) -> None:
        self.choice.show_choices(found.choices)
        self.choice.show_made(len(found.made))
        self._made_before = found.made
        self._show_made()
        if self.made.isVisible():
            self.later.count()
        if not isinstance(self._wanted, Reprint):
            self._prepare(anew=True)

    def _show_made(self) -> None:
        self.made.show_made(self._made_before, self._prepared.check_code if self._prepared else "")

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.choice.set_compact(compact)
        self.preview.set_compact(compact)

    def _show(self, panel: QWidget) -> None:
        """Show the preview or one of the lists in its place."""
        self._pile.setCurrentWidget(panel)
        if panel is self.made:
            self.later.count()
            self.made.code.setFocus()
        elif panel is self.differences:
            self.differences.take_focus()
        elif panel is self.missing:
            self.missing.view.select_first()
            self.missing.view.setFocus()
        else:
            self.made.leave_code()
            self.preview.view.setFocus()

    def _leave_differences(self) -> None:
        self.later.stop()
        self._show(self.made)
        self.made.view.setFocus()

    def _unit_words(self, code: str) -> str:
        """The short name of a unit, "" for this one."""
        units = self._desk.units
        if code == self._desk.session.unit:
            return ""
        return units.unit(code).short_name if code in units else code

    def _open_task(self, task: MissingTask) -> None:
        self.go("tasks", TasksRequest(task=task.task, unit=task.unit))

    # Making -------------------------------------------------------------------------------------------------

    def _prepare(self, *, anew: bool = False) -> None:
        """Read the ledger for what is chosen, then set its pages; an older request is dropped."""
        wanted = self.choice.choice()
        if wanted is None and self.choice.is_plan_paper:
            self._show_nothing()
        if wanted is not None and (anew or wanted != self._wanted):
            self._prepare_choice(wanted)

    def _prepare_choice(self, wanted: Choice) -> None:
        name, units = self.choice.report_name, self._desk.units
        self._wanted = wanted
        self._tell_as_made(wanted)
        if self._making is not None:
            self._making.stop()
        self.preview.progress.begin("Đang lập bản xem trước")

        def work(session: Session, job: Job) -> Prepared:
            return prepare(session, name, wanted, units, job)

        self._making = self._desk.run(
            work,
            self,
            self._set_pages,
            on_error=self._tell,
            on_progress=self.preview.report,
            on_stopped=lambda: self._stopped(wanted),
        )

    def _tell_as_made(self, wanted: Choice) -> None:
        """Say over the pages that they are those of a report made before."""
        self.as_made.setVisible(isinstance(wanted, Reprint))
        if isinstance(wanted, Reprint):
            self.as_made.tell(Grade.INFO, *as_made_words(wanted.made))
            self._show(self.preview)

    def _set_pages(self, prepared: Prepared) -> None:
        """Set the pages of what was read, where nothing else was asked for meanwhile."""
        if prepared.choice is not self._wanted:
            return
        if self._making is not None and self._making.stop_wanted:
            self._stopped(prepared.choice)
            return
        shown = prepared.as_shown(self._prepared) if self.preview.paper is not None else None
        if shown is not None:
            self._finish(shown)
            return

        def done(paper: Paper) -> None:
            if prepared.choice is self._wanted:
                self.preview.show_paper(paper, prepared.check_code)
                self._finish(prepared)

        self._making = self.drawing.run(
            lambda job: open_paper(prepared.pdf(job)),
            self,
            done,
            on_error=self._tell,
            on_progress=self.preview.report,
            on_stopped=lambda: self._stopped(prepared.choice),
        )

    def _finish(self, prepared: Prepared) -> None:
        self._making = None
        self._prepared = prepared
        self.preview.progress.end()
        self.banner.hide()
        if not isinstance(prepared, ReportAsMade):
            self.choice.show_missing(prepared.missing)
            self.missing.show_missing(prepared.missing)
        self.choice.set_ready(True)
        self._show_made()

    def _stop(self) -> None:
        if not self.taking.stop() and self._making is not None:
            self._making.stop()

    def _stopped(self, choice: Choice) -> None:
        """The person stopped the report asked for last; one that was only replaced says nothing."""
        if choice is self._wanted:
            self._making = self._prepared = None
            self.choice.set_ready(False)
            self.preview.show_stopped()

    def _show_nothing(self) -> None:
        """There is no plan to print."""
        if self._making is not None:
            self._making.stop()
        self._wanted = self._prepared = self._making = None
        self.as_made.hide()
        self.preview.progress.end()
        self.preview.show_paper(None, "")
        self.choice.set_ready(False)

    # Taking along -------------------------------------------------------------------------------------------

    def _save(self, form: str) -> None:
        if self._prepared is not None:
            self.taking.save(self._prepared, form)

    def _save_word(self) -> None:
        """Only a plan is written as a Word document."""
        if self.choice.is_plan_paper:
            self._save("docx")

    def _print(self) -> None:
        if self._prepared is not None and self.preview.paper is not None:
            self.taking.print(self._prepared, self.preview.paper)

    def _taken(self, words: str) -> None:
        self.banner.hide()
        self.notify(words)

    def _tell(self, error: Exception) -> bool:
        """Say in the page what did not happen; whether it is something the person can understand."""
        self._making = None
        self.preview.progress.end()
        message = explain(error)
        if message is None:
            return False
        self._say(message.what, message.todo)
        return True

    def _say(self, what: str, todo: str) -> None:
        self.banner.tell(Grade.ERROR, what, todo)
        self.banner.show()
