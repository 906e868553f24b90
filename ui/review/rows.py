"""What waits for the supervisor, made ready for the list and the detail beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.formats import day_text, remaining_text, short_day_text
from desktop.plans.row_names import whole_name
from desktop.plans.state import OfficialState, Standing, standing
from desktop.plans.words import badge, badge_words
from desktop.problem import Grade as ProblemGrade
from desktop.progress.entries import Entry, Verdict, record_fields
from desktop.progress.facts import NO_PERIOD, RECORD_FIELDS
from desktop.progress.recording import check, typed_of
from desktop.progress.review import APPROVAL_STATEMENT, FieldDifference, WaitingEntry, waiting_entries
from desktop.progress.words import FIELD_WORDS
from desktop.session import Session
from ui.review.judged import Change, Doubt
from ui.signs import Sign
from ui.tasks.words import moment, period_words, value_words
from ui.tree_model import Group
from ui.widgets.banner import Grade

OWN_ENTRY: Final = "Bạn nhập mục này nên người khác duyệt."
OTHERS_APPROVE: Final = "Người khác duyệt"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One waiting entry with everything the screen says about it."""

    waiting: WaitingEntry
    standing: Standing
    as_of: date
    changes: tuple[Change, ...]
    unchanged: tuple[Change, ...]
    warnings: tuple[Doubt, ...]

    @property
    def entry(self) -> Entry:
        """The entry that waits."""
        return self.waiting.entry

    @property
    def key(self) -> str:
        """What tells the row from all others."""
        return self.entry.entity

    @property
    def label(self) -> str:
        """How people call the task: C.6."""
        return self.waiting.task.label

    @property
    def section(self) -> str:
        """The plan and the heading the task stands under: «608/QĐ-TCHQ, I.C»."""
        above = whole_name(self.waiting.task.path[:-1])
        return ", ".join(part for part in (self.waiting.plan_number, above) if part)

    @property
    def period(self) -> str:
        """The period reported on: «Kỳ tháng 6/2007», or the task as a whole."""
        if self.entry.period == NO_PERIOD:
            return period_words(NO_PERIOD)
        words = period_words(self.entry.period)
        return f"Kỳ {words[:1].lower()}{words[1:]}"

    @property
    def place(self) -> str:
        """The second line of the list: the period, and how late the task is."""
        overdue = self.standing.official is OfficialState.OPEN_OVERDUE and self.due
        return f"{self.period}, {remaining_text(self.due, self.as_of)}" if overdue and self.due else self.period

    @property
    def due(self) -> date | None:
        """The day the task is due."""
        return self.waiting.task.deadline.due

    @property
    def explanation(self) -> str:
        """What the author gives as the reason of a change or for passing a warning over, in quotes."""
        said = " ".join(f"«{words}»" for words in self.waiting.explanations)
        instead = self.waiting.entered_for_name
        return f"Nhập thay {instead}. {said}".rstrip() if instead else said

    @property
    def submitted(self) -> str:
        """When it was handed in: «24/06 16:20»."""
        return moment_words(self.entry.submitted_at, self.as_of)

    @property
    def trail(self) -> str:
        """The plan, the headings, and who entered it."""
        return f"{self.section.replace(', ', ' › ')} · {self.author} nhập"

    @property
    def title(self) -> str:
        """The task's text."""
        return self.waiting.task.title

    @property
    def note(self) -> str:
        """Nothing else."""
        return ""

    @property
    def told(self) -> tuple[Grade, str, str] | None:
        """What the level above said when it sent the entry back."""
        if self.entry.verdict is not Verdict.SENT_BACK:
            return None
        when = moment_words(self.entry.verdict_at, self.as_of)
        return (Grade.WARNING, f"Cấp trên trả lại bản duyệt trước, {when}", f"«{self.entry.verdict_reason}»")

    @property
    def statement(self) -> str:
        """The sentence one stands by in approving."""
        return OWN_ENTRY if self.waiting.is_own else f"Khi duyệt, bạn xác nhận: «{APPROVAL_STATEMENT}»"

    @property
    def may_accept(self) -> bool:
        """Nobody approves what he entered himself."""
        return not self.waiting.is_own

    @property
    def may_return(self) -> bool:
        """Nor returns it."""
        return not self.waiting.is_own

    @property
    def author(self) -> str:
        """Who handed it in."""
        return self.waiting.submitted_by_name

    @property
    def old_head(self) -> str:
        """What it is compared with: the record sent back, else the one approved last; empty where there is none."""
        if self.waiting.sent_back is not None:
            return f"Bản bị trả lại {moment_words(self.entry.verdict_at, self.as_of).partition(' ')[0]}"
        if self.entry.approved is None:
            return ""
        return f"Lần duyệt {moment_words(self.entry.approved_at, self.as_of).partition(' ')[0]}"

    @property
    def new_head(self) -> str:
        """When it was handed in this time."""
        now = f"Lần này, {self.submitted}"
        if self.old_head:
            return now
        return f"{now}; {'bản trước bị trả lại' if self.told else 'chưa duyệt lần nào'}"

    @property
    def count_words(self) -> str:
        """How many fields changed."""
        return f"{len(self.changes)} trường"

    @property
    def sign(self) -> Sign:
        """The sign of the task's state."""
        return Sign(badge(self.standing).value)

    @property
    def state_words(self) -> str:
        """The task's state with the days left: «Trong hạn, còn 5 ngày»."""
        words = badge_words(self.standing)
        if self.standing.completed or self.due is None or self.standing.suspended:
            return words
        if self.is_overdue:
            return f"{words} {(self.as_of - self.due).days} ngày"
        return f"{words}, {remaining_text(self.due, self.as_of)}"

    @property
    def is_overdue(self) -> bool:
        """Whether the task's deadline has passed."""
        return self.standing.official is OfficialState.OPEN_OVERDUE


def moment_words(at_ms: int | None, today: date) -> str:
    """Day and time, the year only where it is another one: «24/06 16:20»."""
    if at_ms is None:
        return ""
    when = moment(at_ms)
    day = short_day_text(when.date()) if when.year == today.year else day_text(when.date())
    return f"{day} {when:%H:%M}"


def review_rows(session: Session, as_of: date) -> tuple[ReviewRow, ...]:
    """The waiting entries, plan by plan in printed order."""
    rows = [_row(waiting, as_of, session.machine.today()) for waiting in waiting_entries(session)]
    return tuple(sorted(rows, key=lambda row: (row.waiting.plan_number, row.waiting.task.place, row.entry.period)))


def _row(waiting: WaitingEntry, as_of: date, today: date) -> ReviewRow:
    entry = waiting.entry
    return ReviewRow(
        waiting=waiting,
        standing=standing(
            status=entry.effective_status,
            completed_on=entry.effective_completed_on,
            due=waiting.task.deadline.due,
            as_of=as_of,
        ),
        as_of=as_of,
        changes=changes_of(waiting.differences),
        unchanged=unchanged_of(entry, waiting.differences),
        warnings=_warnings(entry, today),
    )


def changes_of(differences: Sequence[FieldDifference]) -> tuple[Change, ...]:
    """The differences in words, in the order of the form."""
    changed = {difference.name: difference for difference in differences}
    return tuple(
        Change(
            name,
            FIELD_WORDS[name],
            value_words(name, changed[name].approved, {}),
            value_words(name, changed[name].submitted, {}),
        )
        for name in RECORD_FIELDS
        if name in changed
    )


def unchanged_of(entry: Entry, differences: Sequence[FieldDifference]) -> tuple[Change, ...]:
    """The other fields of an entry in words."""
    changed, now = {difference.name for difference in differences}, record_fields(entry.record)
    return tuple(
        Change(name, FIELD_WORDS[name], value_words(name, now[name], {}), value_words(name, now[name], {}))
        for name in RECORD_FIELDS
        if name not in changed
    )


def _warnings(entry: Entry, today: date) -> tuple[Doubt, ...]:
    """What the supervisor should look at: a percent that went down, and the doubts of the entry's own check."""
    found = []
    if entry.approved is not None and entry.record.percent < entry.approved.percent:
        less = entry.approved.percent - entry.record.percent
        found.append(Doubt("percent", f"Tiến độ giảm {less} điểm phần trăm so với lần duyệt trước."))
    _, problems = check(typed_of(entry.record), today=today)
    found += [Doubt(each.field, each.sentence) for each in problems if each.grade is ProblemGrade.WARNING]
    return tuple(found)


def grouped(rows: Sequence[ReviewRow]) -> list[Group[ReviewRow]]:
    """The rows under the plan and heading they belong to."""
    sections: dict[str, list[ReviewRow]] = {}
    for row in rows:
        sections.setdefault(row.section, []).append(row)
    return [Group(name, name, tuple(found), note=f"{len(found)} mục") for name, found in sections.items()]


def waiting_words(rows: Sequence[ReviewRow], today: date) -> str:
    """The line under the title: how many wait, and for how long the oldest has."""
    if not rows:
        return "Không có mục nào chờ duyệt"
    oldest = min(moment(row.entry.submitted_at).date() for row in rows if row.entry.submitted_at is not None)
    days = (today - oldest).days
    return f"{len(rows)} mục chờ" + (f", mục cũ nhất chờ {days} ngày" if days > 0 else ", đều gửi hôm nay")
