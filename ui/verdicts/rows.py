"""Published entries and declined tasks of units below, made ready for the lists and the detail beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from desktop.formats import number_text
from desktop.plans.row_names import whole_name
from desktop.plans.state import Standing, standing
from desktop.plans.words import badge, badge_words
from desktop.progress.entries import Entry, Verdict
from desktop.progress.facts import NO_PERIOD
from desktop.session import Session
from desktop.units.table import UnitTable
from desktop.verdicts.declining import declined_tasks
from desktop.verdicts.records import ReceivedList, ReceivedRecord, received_records, waiting_count
from ui.review.judged import Change, Doubt
from ui.review.rows import changes_of, moment_words, unchanged_of
from ui.signs import Sign
from ui.tasks.words import period_words
from ui.tree_model import Group
from ui.verdicts.declines import DeclineRow
from ui.widgets.banner import Grade

VERDICT_WORDS: Final = {Verdict.ACCEPTED: "Chấp nhận", Verdict.SENT_BACK: "Trả lại"}
RowT = TypeVar("RowT", "RecordRow", DeclineRow)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A published entry with everything the screen says about it."""

    record: ReceivedRecord
    unit_name: str
    standing: Standing
    as_of: date
    changes: tuple[Change, ...]
    unchanged: tuple[Change, ...]

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.record.entry

    @property
    def key(self) -> str:
        """What tells the row from all others."""
        return self.entry.entity

    @property
    def label(self) -> str:
        """How people call the task."""
        return self.record.task.label

    @property
    def title(self) -> str:
        """The task's text."""
        return self.record.task.title

    @property
    def section(self) -> str:
        """The plan and the heading the task stands under."""
        above = whole_name(self.record.task.path[:-1])
        return ", ".join(part for part in (self.record.plan.number, above) if part)

    @property
    def period(self) -> str:
        """The period reported on."""
        words = period_words(self.entry.period)
        return words if self.entry.period == NO_PERIOD else f"Kỳ {words[:1].lower()}{words[1:]}"

    @property
    def trail(self) -> str:
        """The unit, the plan and its headings."""
        return f"{self.unit_name} · {self.section.replace(', ', ' › ')}"

    @property
    def author(self) -> str:
        """Who entered it."""
        return self.record.submitted_by_name

    @property
    def place(self) -> str:
        """The second line of the list: plan, period, and that it came late."""
        parts = (self.record.plan.number, self.period, "nộp sau hạn" if self.record.is_late else "")
        return " · ".join(part for part in parts if part)

    @property
    def came(self) -> str:
        """The file that brought it: «Tệp đến 3»."""
        return f"Tệp đến {self.record.bundle}" if self.record.bundle is not None else "Ghi tại đây"

    @property
    def came_at(self) -> str:
        """When the file was imported."""
        return moment_words(self.record.imported_at, self.as_of)

    @property
    def percent(self) -> str:
        """How far the work is."""
        return f"{self.entry.record.percent}%"

    @property
    def count_words(self) -> str:
        """How many fields differ from what was accepted last, or what was said of it."""
        verdict = self.record.verdict
        return f"{len(self.changes)} trường" if verdict is None else VERDICT_WORDS[verdict]

    @property
    def count_note(self) -> str:
        """Whether there is anything to compare with; of a verdict who took it and when."""
        if self.record.verdict is not None:
            return ", ".join(part for part in (self.judge, moment_words(self.entry.verdict_at, self.as_of)) if part)
        if self.entry.verdict_reason:
            return "gửi lại sau khi bị trả"
        return "so với lần chấp nhận" if self.entry.accepted is not None else "chưa chấp nhận lần nào"

    @property
    def judge(self) -> str:
        """Who took the verdict."""
        return self.record.judged_by_name

    @property
    def warnings(self) -> tuple[Doubt, ...]:
        """What one should look at."""
        accepted, record = self.entry.accepted, self.entry.record
        if accepted is None or record.percent >= accepted.percent:
            return ()
        less = accepted.percent - record.percent
        return (Doubt("percent", f"Tiến độ giảm {less} điểm phần trăm so với lần chấp nhận trước."),)

    @property
    def explanation(self) -> str:
        """Reasons stay inside the unit."""
        return ""

    @property
    def old_head(self) -> str:
        """What stands over what was accepted last."""
        return "Lần chấp nhận trước" if self.entry.accepted is not None else ""

    @property
    def new_head(self) -> str:
        """When the unit approved it."""
        now = f"Đơn vị duyệt {moment_words(self.entry.approved_at, self.as_of)}"
        if self.entry.accepted is not None:
            return now
        return f"{now}; {'bản trước bị trả lại' if self.entry.verdict_reason else 'chưa chấp nhận lần nào'}"

    @property
    def sign(self) -> Sign:
        """The sign of the task's state."""
        return Sign(badge(self.standing).value)

    @property
    def state_words(self) -> str:
        """The task's state."""
        return badge_words(self.standing)

    @property
    def note(self) -> str:
        """Who stands behind it, how it came, and that it is late."""
        parts = [f"{self.author} nhập, {self.record.approved_by_name} duyệt; {self.came}, nhập {self.came_at}."]
        if self.record.is_late:
            parts.append("Gửi duyệt lần đầu sau hạn.")
        return " ".join(parts)

    @property
    def told(self) -> tuple[Grade, str, str] | None:
        """The verdict on it, or that on the record before where that was sent back, with the reason."""
        if self.record.verdict is None:
            return self._told_before()
        who = f", {self.judge}" if self.judge else ""
        title = (
            f"Đã {VERDICT_WORDS[self.record.verdict].lower()} {moment_words(self.entry.verdict_at, self.as_of)}{who}"
        )
        reason = f"«{self.entry.verdict_reason}»" if self.entry.verdict_reason else ""
        return (Grade.GOOD if self.record.verdict is Verdict.ACCEPTED else Grade.ERROR, title, reason)

    def _told_before(self) -> tuple[Grade, str, str] | None:
        if not self.entry.verdict_reason:
            return None
        title = f"Bản trước bị trả lại {moment_words(self.entry.verdict_at, self.as_of)}; đây là bản đơn vị gửi lại"
        return (Grade.INFO, title, f"«{self.entry.verdict_reason}»")

    @property
    def statement(self) -> str:
        """What accepting and sending back mean."""
        return "Trả lại thì số liệu này thôi được tính; bản chấp nhận trước, nếu có, được tính lại."

    @property
    def may_accept(self) -> bool:
        """Whether it is not accepted yet."""
        return self.record.verdict is not Verdict.ACCEPTED

    @property
    def may_return(self) -> bool:
        """Whether it is not sent back yet."""
        return self.record.verdict is not Verdict.SENT_BACK

    @property
    def is_again(self) -> bool:
        """Whether the unit corrects what was accepted or sent back before."""
        return self.entry.accepted is not None or bool(self.entry.verdict_at)

    @property
    def is_late(self) -> bool:
        """Whether it was handed in after it was due."""
        return self.record.is_late


@dataclass(frozen=True, slots=True)
class Received:
    """All three lists; `waiting_count` is how many wait in all, where not every one is listed."""

    waiting: tuple[RecordRow, ...]
    declined: tuple[DeclineRow, ...]
    judged: tuple[RecordRow, ...]
    waiting_count: int

    @property
    def open_count(self) -> int:
        """How many things wait for a verdict or an answer."""
        return self.waiting_count + sum(row.is_open for row in self.declined)


def read_received(session: Session, units: UnitTable, as_of: date) -> Received:
    """What waits, what was given back, what was judged."""
    return Received(
        waiting=_rows(received_records(session, ReceivedList.WAITING), units, as_of),
        declined=tuple(
            DeclineRow(found, _name(units, found.unit), as_of, title=found.task.title)
            for found in declined_tasks(session)
            if found.giver == session.node
        ),
        judged=_rows(received_records(session, ReceivedList.JUDGED), units, as_of),
        waiting_count=waiting_count(session),
    )


def _rows(records: Iterable[ReceivedRecord], units: UnitTable, as_of: date) -> tuple[RecordRow, ...]:
    return tuple(
        RecordRow(
            record=record,
            unit_name=_name(units, record.unit),
            standing=standing(
                status=record.entry.effective_status,
                completed_on=record.entry.effective_completed_on,
                due=record.task.deadline.due,
                as_of=as_of,
            ),
            as_of=as_of,
            changes=changes_of(record.differences),
            unchanged=unchanged_of(record.entry, record.differences),
        )
        for record in records
    )


def _name(units: UnitTable, code: str) -> str:
    return units.unit(code).short_name if code in units else code


def by_unit(rows: Sequence[RowT]) -> list[Group[RowT]]:
    """The rows under the units they belong to."""
    units: dict[str, list[RowT]] = {}
    for row in rows:
        units.setdefault(row.unit_name, []).append(row)
    return [Group(name, name, tuple(found), note=f"{len(found)} mục") for name, found in units.items()]


def received_words(found: Received) -> str:
    """The line under the title: how much waits, and from how many units."""
    declined = sum(row.is_open for row in found.declined)
    if not found.open_count:
        return "Không có mục nào chờ kết luận"
    units = len({row.unit_name for row in found.waiting})
    listed = f", hiện {number_text(len(found.waiting))}" if len(found.waiting) < found.waiting_count else ""
    waiting = f"{number_text(found.waiting_count)} kết quả của {units} đơn vị chờ kết luận{listed}"
    parts = [waiting] if found.waiting else []
    parts += [f"{number_text(declined)} đề nghị trả nhiệm vụ"] if declined else []
    return ", ".join(parts)
