"""The words of the tasks' screen: fields of an entry, its way, deadlines, what happened."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from desktop.dates import Period, PeriodKind
from desktop.deadlines.deadlines import Deadline, DeadlineKind, Every, describe
from desktop.formats import day_text, period_text, remaining_text, short_day_text
from desktop.home import is_overdue, is_returned
from desktop.journal.event import Json
from desktop.plans.records import AssignedRole
from desktop.plans.state import WorkStatus
from desktop.plans.tasks import TaskItem
from desktop.plans.words import STATUS_WORDS, Badge, badge
from desktop.progress.entries import EntryState, LifeState
from desktop.progress.facts import NO_PERIOD
from ui.signs import Sign

LIFE_WORDS: Final = {
    LifeState.NONE: "Chưa nhập",
    LifeState.DRAFT: "Nháp",
    LifeState.RECORDED: "Đã ghi",
    LifeState.SUBMITTED: "Chờ duyệt",
    LifeState.RETURNED: "Bị trả lại",
    LifeState.APPROVED: "Đã duyệt",
    LifeState.EXPORTED: "Trong tệp đi {bundle}",
    LifeState.RECEIVED: "Cấp trên đã nhận",
    LifeState.AWAITED: "Chờ kết luận",
    LifeState.ACCEPTED: "Được chấp nhận",
    LifeState.SENT_BACK: "Cấp trên trả lại",
}
LIFE_ICONS: Final = {
    LifeState.NONE: "",
    LifeState.DRAFT: "edit",
    LifeState.RECORDED: "save",
    LifeState.SUBMITTED: "hourglass",
    LifeState.RETURNED: "arrow_hook_up_left",
    LifeState.APPROVED: "checkmark_circle",
    LifeState.EXPORTED: "archive",
    LifeState.RECEIVED: "shield_checkmark",
    LifeState.AWAITED: "hourglass",
    LifeState.ACCEPTED: "checkmark_circle",
    LifeState.SENT_BACK: "arrow_hook_up_left",
}
ENTRY_STATE_WORDS: Final = {
    EntryState.RECORDED: "đã ghi",
    EntryState.SUBMITTED: "chờ duyệt",
    EntryState.APPROVED: "đã duyệt",
    EntryState.RETURNED: "bị trả lại",
}
EVENT_WORDS: Final = {
    "plan.issued": "nạp kế hoạch",
    "task.issued": "nạp nhiệm vụ từ kế hoạch",
    "task.assigned": "giao nhiệm vụ",
    "task.withdrawn": "thu hồi nhiệm vụ",
    "task.allocated": "phân công",
    "attachment.added": "đính kèm tệp",
    "attachment.removed": "gỡ tệp đính kèm",
    "obligation.defined": "đặt việc định kỳ",
    "obligation.ended": "kết thúc việc định kỳ",
    "progress.reported": "ghi kết quả",
    "progress.submitted": "gửi duyệt",
    "progress.returned": "trả lại",
    "progress.approved": "duyệt",
    "progress.accepted": "chấp nhận kết quả",
    "progress.sent_back": "trả lại kết quả đã gửi",
    "task.declined": "đề nghị trả nhiệm vụ",
    "task.upheld": "giữ nguyên việc giao",
    "conflict.decided": "quyết giá trị khác nhau",
    "conflict.reopened": "mở lại việc quyết giá trị",
    "restored": "hoàn tác",
}
ROLE_OF_UNIT: Final = {AssignedRole.LEAD: "chủ trì", AssignedRole.SUPPORT: "phối hợp"}
_KIND_OF_EVERY: Final = {
    Every.CONTINUOUS: PeriodKind.MONTH,
    Every.DAY: PeriodKind.MONTH,
    Every.WEEK: PeriodKind.MONTH,
    Every.MONTH: PeriodKind.MONTH,
    Every.QUARTER: PeriodKind.QUARTER,
    Every.HALF: PeriodKind.HALF,
    Every.YEAR: PeriodKind.YEAR,
}
_MONTHS_OF: Final = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


def life_of(item: TaskItem) -> LifeState:
    """Where the entry is; what is being typed and what was returned come before the latest period's state."""
    if item.has_draft and item.life is not LifeState.SUBMITTED:
        return LifeState.DRAFT
    if item.life is not LifeState.SENT_BACK and is_returned(item):
        return LifeState.RETURNED
    return item.life


def life_words(item: TaskItem) -> str:
    """Where the entry is, in words: «Trong tệp đi 14»."""
    return LIFE_WORDS[life_of(item)].format(bundle=item.bundle)


def is_alarming(item: TaskItem) -> bool:
    """Whether the entry came back, from the supervisor or from the level above."""
    return life_of(item) in {LifeState.RETURNED, LifeState.SENT_BACK}


def second_line(item: TaskItem) -> str:
    """Percent and life state: «60% · nháp»; the percent only where something was recorded."""
    words = life_words(item)
    if item.entry is None:
        return words
    return f"{item.entry.record.percent}% · {words[0].lower()}{words[1:]}"


def sign_of(item: TaskItem) -> Sign:
    """The sign of the task's badge."""
    found = badge(item.standing)
    return Sign.WITHDRAWN if found is Badge.REASSIGNED else Sign(found.value)


def due_words(deadline: Deadline) -> str:
    """The deadline as the list shows it: its day, or its kind in words."""
    if deadline.due is not None:
        return day_text(deadline.due)
    words = describe(deadline)
    return words[:1].upper() + words[1:]


def due_note(item: TaskItem, as_of: date) -> str:
    """What stands under the deadline: overdue periods, days left, the day it was done, or the period that runs."""
    done = item.entry.effective_completed_on if item.entry else None
    if item.standing.completed and done is not None:
        return f"xong {short_day_text(done) if done.year == as_of.year else day_text(done)}"
    if item.standing.official is None:
        return ""
    if item.overdue_slots and not is_overdue(item):
        return f"{len(item.overdue_slots)} kỳ quá hạn"
    if item.due is not None:
        return remaining_text(item.due, as_of)
    if item.next_slot is not None:
        due = item.next_slot.due
        return f"hạn gửi {short_day_text(due) if due.year == as_of.year else day_text(due)}"
    current = current_period(item.row.deadline, as_of)
    return f"kỳ {current.words}" if current else ""


def due_tone(item: TaskItem) -> str:
    """Red where the deadline of the task, or of the report of one of its periods, has passed."""
    return "red" if is_overdue(item) or (item.overdue_slots and not item.standing.completed) else ""


def current_period(deadline: Deadline, day: date) -> Period | None:
    """The period of a recurring task in which a day lies, by the calendar; None for a task done once."""
    if deadline.kind is not DeadlineKind.RECURRING or deadline.every is None:
        return None
    kind = _KIND_OF_EVERY[deadline.every]
    return Period(kind, day.year, (day.month - 1) // _MONTHS_OF[kind] + 1)


def meaning_of(deadline: Deadline, day: date, item: TaskItem | None) -> str:
    """What a printed deadline means: its last day, or the period that is to be reported.

    Without a unit no period runs; with periodic duties theirs count, which need not be those of the calendar.
    """
    if deadline.due is not None:
        more = ", tiếp tục các năm sau" if deadline.continues else ""
        return f"đến hết {day_text(deadline.due)}{more}"
    if item is not None and item.next_slot is not None and not item.standing.completed:
        slot = item.next_slot
        return f"{describe(deadline)}, gửi kỳ {period_text(slot.key)} chậm nhất {day_text(slot.due)}"
    current = current_period(deadline, day)
    if current is None or item is None or item.slots:
        return describe(deadline)
    often = "" if deadline.every is Every.CONTINUOUS else f"{describe(deadline)}, "
    return f"{often}kỳ {current.words}"


def period_words(key: str) -> str:
    """A period as the chooser shows it."""
    if key == NO_PERIOD:
        return "Cả nhiệm vụ"
    words = period_text(key)
    return words[:1].upper() + words[1:]


def moment(at_ms: int) -> datetime:
    """A moment in the time of this machine."""
    return datetime.fromtimestamp(at_ms / 1000).astimezone()


def value_words(name: str, value: Json, people: dict[str, str]) -> str:
    """A field's value as people read it."""
    if value in (None, ""):
        return ""
    words: dict[str, Callable[[str], str]] = {
        "status": lambda text: STATUS_WORDS.get(WorkStatus(text), text) if text in set(WorkStatus) else text,
        "percent": lambda text: f"{text}%",
        "completed_on": _day_words,
        "document_date": _day_words,
        "officer": lambda text: people.get(text, text),
        "role": lambda text: ROLE_OF_UNIT.get(AssignedRole(text), text) if text in set(AssignedRole) else text,
    }
    return words.get(name, str)(str(value))


def _day_words(text: str) -> str:
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return text
