"""Entering progress: the period, what there is to know about the entry, the form, and what is done with it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import AppError
from desktop.formats import clock_text, short_day_text
from desktop.messages import message_of
from desktop.plans.tasks import TaskItem
from desktop.problem import Grade, Problem
from desktop.progress.recording import Draft, Typed, discard_draft, save_draft
from ui.desk import Desk
from ui.tasks.entry import EntryView, Outcome, Wanted, checked, read_entry, record
from ui.tasks.entry_foot import EntryFoot
from ui.tasks.entry_form import EntryForm
from ui.tasks.entry_sheet import EntrySheet
from ui.tasks.entry_state import told_state
from ui.tasks.problem_list import ProblemList
from ui.tasks.way import EntryWay
from ui.tasks.words import moment
from ui.widgets import banner
from ui.widgets.banner import Banner
from ui.widgets.choices import ComboBox
from ui.widgets.panels import column, row
from ui.widgets.text import Kind, Label

_REASON = ("Lý do sửa", "Mục này đã duyệt: ghi lý do sửa rồi ghi hoặc gửi lại.")
_SUBSTITUTION = ("Lý do nhập thay", "Nhiệm vụ này giao cho {name}: ghi lý do nhập thay.")
_EXPLANATION = ("Giải trình", "Còn cảnh báo: ghi giải trình để ghi hoặc gửi mục này.")


def _substitution(view: EntryView) -> tuple[str, str]:
    return _SUBSTITUTION[0], _SUBSTITUTION[1].format(name=view.names.get(view.stands_in_for, view.stands_in_for))


class EntryPanel(QWidget):
    """One entry at a time; typing is kept as a draft at every pause and when the entry is left."""

    recorded = Signal(object, object)
    """An `Outcome` that wrote something, and whether it was handed in (bool)."""
    draft_changed = Signal(object)
    """A draft of this task was begun or thrown away (bool: there is one now)."""
    shown = Signal()
    """Another entry, or none, is shown."""
    draft_discarded = Signal(object)
    """The `Draft` that was thrown away, for its undo."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: TaskItem | None = None
        self._view: EntryView | None = None
        self._period: str | None = None
        self._asked = 0
        self._is_writing = False
        self.periods = ComboBox()
        self.periods.setAccessibleName("Kỳ")
        self.state_banner = Banner(banner.Grade.INFO, "")
        self.draft_banner = Banner(banner.Grade.INFO, "", action="Bỏ nháp", on_action=self.discard, quiet_action=True)
        self.way = EntryWay()
        self.flags = Label("", Kind.META, wrap=True, tone="warn")
        self.problems = ProblemList()
        self.form = EntryForm()
        self.sheet = EntrySheet()
        self.foot = EntryFoot()
        self._lay_out()
        self._listen()
        self._show_nothing()

    def _lay_out(self) -> None:
        whole = column(gap=10)
        chooser = row(gap=8)
        self._period_label = Label("Kỳ", Kind.FIELD)
        self._period_label.setBuddy(self.periods)
        chooser.addWidget(self._period_label)
        chooser.addWidget(self.periods)
        chooser.addStretch(1)
        whole.addLayout(chooser)
        told = (self.way, self.flags, self.state_banner, self.draft_banner, self.problems)
        for part in (*told, self.form, self.sheet):
            whole.addWidget(part)
        self.setLayout(whole)

    def _listen(self) -> None:
        self.periods.activated.connect(lambda _row: self.open_period(str(self.periods.value())))
        self.form.paused.connect(self.keep)
        self.form.edited.connect(self._edited)
        self.problems.chosen.connect(self.form.jump)
        self.foot.check.clicked.connect(lambda _checked=False: self.check())
        self.foot.save.clicked.connect(lambda _checked=False: self.commit(submit=False))
        self.foot.submit.clicked.connect(lambda _checked=False: self.commit(submit=True))

    # Showing ------------------------------------------------------------------------------------------------

    @property
    def view(self) -> EntryView | None:
        """The entry shown."""
        return self._view

    @property
    def is_dirty(self) -> bool:
        """Whether the form holds something that is neither recorded nor kept as a draft."""
        if self._view is None or not self._is_writable(self._view):
            return False
        return self.form.typed() != self._view.shown

    def show_item(self, item: TaskItem | None) -> None:
        """Show a task's entry; the same task keeps its period and what is being typed."""
        same = item is not None and self._item is not None and self._key(item) == self._key(self._item)
        if not same:
            self.keep()
            self._view = self._period = None
            self._show_nothing()
        self._item = item
        if item is not None:
            self._read(self._period)

    @staticmethod
    def _key(item: TaskItem) -> tuple[str, str]:
        return (item.row.entity, item.unit)

    def _read(self, period: str | None) -> None:
        item, day = self._item, self._desk.day.day
        assert item is not None
        self._asked += 1
        asked = self._asked
        self._desk.run(
            lambda session, _job: read_entry(session, item, period, day), self, lambda view: self._show(asked, view)
        )

    def open_period(self, period: str) -> None:
        """Show the entry of another period; what is being typed is kept."""
        self.keep()
        self._view = None
        self._period = period
        if self._item is not None:
            self._read(period)

    def _show(self, asked: int, view: EntryView) -> None:
        if asked != self._asked:
            return
        before = self._view if self._view is not None and self._view.entity == view.entity else None
        keeps = before is not None and self.is_dirty
        drafted = before is not None and before.draft is not None
        self._view, self._period = view, view.period
        writable = self._is_writable(view)
        self.periods.set_entries(view.periods)
        self.periods.set_value(view.period)
        several = len(view.periods) > 1
        self.periods.setVisible(several)
        self._period_label.setVisible(several)
        self.form.setVisible(writable)
        self.sheet.setVisible(not writable)
        if not writable:
            self.form.fill(Typed())
            self.sheet.show_record(view.entry.record if view.entry else None)
        elif not keeps:
            self.form.fill(view.shown)
        self.form.show_before(view)
        self.problems.show_problems(())
        self.way.show_entry(view, self._desk.session.unit)
        self.flags.setText(" ".join(view.flags))
        self.flags.setVisible(bool(view.flags))
        self._tell_state(view)
        self._tell_draft(view.draft if writable else None, restored=not keeps and not drafted)
        self.foot.setVisible(writable)
        self._edited_reason(view)
        self.shown.emit()

    @staticmethod
    def _is_writable(view: EntryView) -> bool:
        return view.may_write and not view.is_locked

    def _show_nothing(self) -> None:
        parts: tuple[QWidget, ...] = (self.periods, self._period_label, self.way, self.flags)
        for part in (*parts, self.state_banner, self.draft_banner, self.problems, self.form, self.sheet, self.foot):
            part.hide()
        self.shown.emit()

    def _tell_state(self, view: EntryView) -> None:
        told = told_state(view, self._desk.session.unit, self._desk.units)
        self.state_banner.setVisible(told is not None)
        if told is not None:
            self.state_banner.tell(*told)

    def _tell_draft(self, draft: Draft | None, *, restored: bool) -> None:
        if draft is None:
            self.draft_banner.hide()
            self.foot.say("")
            return
        when = moment(draft.saved_at)
        if restored:
            told = f"Khôi phục từ bản nháp lúc {when:%H:%M}, {short_day_text(when.date())}"
            self.draft_banner.tell(banner.Grade.INFO, told)
            self.draft_banner.show()
        self.foot.say(f"Đã lưu nháp {clock_text(when)}", good=True)

    # Drafts -------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is being typed as a draft, now; a form that says what is recorded needs none."""
        view = self._view
        self.form.rest()
        if view is None or self._is_writing or not self.is_dirty:
            return
        typed = self.form.typed()
        if typed == view.recorded:
            self._view = replace(view, draft=None)
            self._desk.run(lambda session, _job: discard_draft(session, view.entity), self)
            self.draft_banner.hide()
            self.foot.say("")
            self.draft_changed.emit(False)
            return
        # Kept in the view at once, so that it counts as kept; the time comes with the answer.
        self._view = replace(view, draft=Draft(view.entity, typed, view.draft.saved_at if view.draft else 0))
        self._desk.run(lambda session, _job: save_draft(session, view.entity, typed), self, self._kept)
        if view.draft is None:
            self.draft_changed.emit(True)

    def _kept(self, draft: Draft) -> None:
        if self._view is not None and self._view.entity == draft.entity and self._view.draft is not None:
            self.foot.say(f"Đã lưu nháp {clock_text(moment(draft.saved_at))}", good=True)

    def discard(self) -> None:
        """Throw the draft away and show what is recorded."""
        view = self._view
        if view is None or view.draft is None:
            return
        thrown = replace(view.draft, typed=self.form.typed())
        self.form.rest()
        self._desk.run(lambda session, _job: discard_draft(session, view.entity), self)
        self._view = replace(view, draft=None)
        self.form.fill(view.recorded)
        self.form.show_before(view)
        self._tell_draft(None, restored=False)
        self.draft_changed.emit(False)
        self.draft_discarded.emit(thrown)

    def restore(self, draft: Draft) -> None:
        """Bring a draft back that was thrown away."""

        def again(_kept: Draft) -> None:
            if self._item is not None and self._view is not None and self._view.entity == draft.entity:
                self._read(self._view.period)
            self.draft_changed.emit(True)

        self._desk.run(lambda session, _job: save_draft(session, draft.entity, draft.typed), self, again)

    def _edited(self) -> None:
        if self._view is not None:
            self._edited_reason(self._view)

    def _edited_reason(self, view: EntryView) -> None:
        """An approved entry, and one for another officer, ask for the reason as soon as something is changed."""
        if not self._is_writable(view) or not (view.is_approved or view.stands_in_for):
            return
        if self.form.typed() != view.recorded:
            self.form.ask_reason(*(_REASON if view.is_approved else _substitution(view)))
        else:
            self.form.reason_field.hide()

    # Acts ---------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """List everything wrong with what was typed; each line jumps to its field."""
        if self._view is None or not self.form.isVisible():
            return
        typed = self.form.typed()
        self._desk.run(lambda session, _job: checked(session, typed), self, self._show_check)

    def _show_check(self, problems: tuple[Problem, ...]) -> None:
        self.form.show_problems(problems)
        self.problems.show_problems(problems, says_none=True)
        if not problems:
            self.foot.say("Không có lỗi", good=True)

    def commit(self, *, submit: bool) -> None:
        """Record what was typed, and hand it in where `submit`."""
        view = self._view
        if view is None or self._is_writing or not self.form.isVisible():
            return  # nobody hands in what he does not see
        typed, reason = self.form.typed(), self.form.reason_text()
        self.form.rest()
        self._set_writing(writing=True)
        self.form.setEnabled(not submit)  # what is typed after handing in would belong to nothing
        self._desk.run(
            lambda session, _job: record(session, view, typed, reason=reason, submit=submit),
            self,
            lambda outcome: self._finish(view, typed, outcome, submit=submit),
            on_error=self._failed,
        )

    def _set_writing(self, *, writing: bool) -> None:
        self._is_writing = writing
        self.foot.setEnabled(not writing)
        self.form.setEnabled(True)

    def _finish(self, view: EntryView, typed: Typed, outcome: Outcome, *, submit: bool) -> None:
        self._set_writing(writing=False)
        if outcome.entry is None:
            self._tell_refusal(view, outcome)
            return
        if self._view is not None and self._view.entity == view.entity:
            self._view = replace(self._view, entry=outcome.entry, draft=None)
            if self.form.typed() == typed:
                self.form.fill(self._view.recorded)
        self.recorded.emit(outcome, submit)

    def _tell_refusal(self, view: EntryView, outcome: Outcome) -> None:
        if self._view is None or self._view.entity != view.entity:
            return
        self.form.show_problems(outcome.problems)
        self.problems.show_problems(outcome.problems)
        if outcome.wanted is Wanted.CHANGE:
            self.foot.say("Không có gì thay đổi")
        elif outcome.wanted is not Wanted.NOTHING:
            known = {Wanted.REASON: _REASON, Wanted.SUBSTITUTION: _substitution(view)}
            asked = known.get(outcome.wanted, _EXPLANATION)
            self.form.ask_reason(*asked)
            self.form.reason_field.set_error(asked[1])
            self.form.jump("reason")
        else:
            worst = next(problem for problem in outcome.problems if problem.grade is Grade.BLOCKING)
            self.form.jump(worst.field)

    def _failed(self, error: Exception) -> bool:
        self._set_writing(writing=False)
        self.keep()
        if not isinstance(error, AppError):
            return False
        said = message_of(error)
        self.state_banner.tell(banner.Grade.ERROR, said.what, said.todo)
        self.state_banner.show()
        return True

    @property
    def has_focus(self) -> bool:
        """Whether the person is typing into the form."""
        focused = QApplication.focusWidget()
        return focused is not None and self.form.isAncestorOf(focused)

    def enter(self) -> None:
        """Put the focus where entering begins."""
        if self.form.isVisible():
            self.form.jump("status")
