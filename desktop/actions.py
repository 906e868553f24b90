"""Every kind of change: the events that can be written, and the named acts of people that write them."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.permissions import Permission


class Topic(StrEnum):
    """What a change concerns; screens showing it read again."""

    PLANS = "plans"
    TASKS = "tasks"
    PROGRESS = "progress"
    PEOPLE = "people"
    REPORTS = "reports"
    EXCHANGE = "exchange"
    DRAFTS = "drafts"
    UNITS = "units"


class Audience(StrEnum):
    """Who receives a stream (SYNC §2.3). `to:<node>` is written by `to_node`."""

    LOCAL = "local"
    SITE = "site"
    UP = "up"
    DOWN = "down"
    TO = "to"


def to_node(node: str) -> str:
    """The audience of one node and the way to it."""
    return f"{Audience.TO}:{node}"


def audience_kind(audience: str) -> Audience:
    """The kind of an audience; ValueError for a text that is none."""
    return Audience(audience.partition(":")[0])


@dataclass(frozen=True, slots=True)
class EventKind:
    """A type of event: what it is about, the streams it may stand in, the topic it changes."""

    type: str
    entity_kind: str
    audiences: frozenset[Audience]
    topic: Topic


def _kinds(*kinds: tuple[str, str, tuple[Audience, ...], Topic]) -> dict[str, EventKind]:
    return {
        type_: EventKind(type_, entity_kind, frozenset(audiences), topic)
        for type_, entity_kind, audiences, topic in kinds
    }


_EVERYWHERE = tuple(Audience)

EVENT_KINDS: dict[str, EventKind] = _kinds(
    ("plan.issued", "plan", (Audience.DOWN,), Topic.PLANS),
    ("task.issued", "task", (Audience.DOWN,), Topic.TASKS),
    ("plan.amended", "amend", (Audience.DOWN,), Topic.PLANS),
    ("plan.acknowledged", "ack", (Audience.UP,), Topic.PLANS),
    ("task.edited", "task", (Audience.DOWN,), Topic.TASKS),
    ("task.amended", "task", (Audience.DOWN,), Topic.TASKS),
    ("task.retired", "task", (Audience.DOWN,), Topic.TASKS),
    ("target.set", "target", (Audience.DOWN,), Topic.TASKS),
    ("target.removed", "target", (Audience.DOWN,), Topic.TASKS),
    ("task.assigned", "asg", (Audience.TO,), Topic.TASKS),
    ("task.withdrawn", "asg", (Audience.TO,), Topic.TASKS),
    ("task.declined", "asg", (Audience.UP,), Topic.TASKS),
    ("task.upheld", "asg", (Audience.TO,), Topic.TASKS),
    ("task.allocated", "alloc", (Audience.SITE,), Topic.TASKS),
    ("obligation.defined", "obl", (Audience.DOWN, Audience.SITE), Topic.TASKS),
    ("obligation.ended", "obl", (Audience.DOWN, Audience.SITE), Topic.TASKS),
    ("progress.reported", "prog", (Audience.SITE,), Topic.PROGRESS),
    ("progress.submitted", "prog", (Audience.SITE,), Topic.PROGRESS),
    ("progress.returned", "prog", (Audience.SITE,), Topic.PROGRESS),
    ("progress.approved", "prog", (Audience.SITE,), Topic.PROGRESS),
    ("progress.published", "prog", (Audience.UP,), Topic.PROGRESS),
    ("progress.accepted", "prog", (Audience.TO,), Topic.PROGRESS),
    ("progress.sent_back", "prog", (Audience.TO,), Topic.PROGRESS),
    ("attachment.added", "att", (Audience.SITE,), Topic.PROGRESS),
    ("attachment.removed", "att", (Audience.SITE,), Topic.PROGRESS),
    ("attachment.published", "att", (Audience.UP,), Topic.PROGRESS),
    ("person.enrolled", "person", (Audience.UP,), Topic.PEOPLE),
    ("person.changed", "person", (Audience.UP,), Topic.PEOPLE),
    ("unit.changed", "unit", (Audience.DOWN,), Topic.UNITS),
    ("import.taken_back", "taken", (Audience.SITE,), Topic.EXCHANGE),
    ("import.redone", "taken", (Audience.SITE,), Topic.EXCHANGE),
    ("fork.ruled", "closure", (Audience.SITE, Audience.UP, Audience.DOWN, Audience.TO), Topic.EXCHANGE),
    ("report.made", "report", (Audience.LOCAL,), Topic.REPORTS),
    ("restored", "*", _EVERYWHERE, Topic.TASKS),
    ("conflict.decided", "*", _EVERYWHERE, Topic.TASKS),
    ("conflict.reopened", "*", _EVERYWHERE, Topic.TASKS),
)

ENTITY_TOPICS: dict[str, Topic] = {
    "plan": Topic.PLANS,
    "amend": Topic.PLANS,
    "ack": Topic.PLANS,
    "target": Topic.TASKS,
    "task": Topic.TASKS,
    "asg": Topic.TASKS,
    "alloc": Topic.TASKS,
    "obl": Topic.TASKS,
    "prog": Topic.PROGRESS,
    "att": Topic.PROGRESS,
    "person": Topic.PEOPLE,
    "report": Topic.REPORTS,
    "taken": Topic.EXCHANGE,
    "closure": Topic.EXCHANGE,
    "unit": Topic.UNITS,
}


class Action(StrEnum):
    """A named act of a person; one act may write many events and is undone as one."""

    IMPORT_PLAN = "import_plan"
    EDIT_PLAN = "edit_plan"
    AMEND_PLAN = "amend_plan"
    ACKNOWLEDGE_AMENDMENT = "acknowledge_amendment"
    SET_TARGETS = "set_targets"
    ASSIGN_TASKS = "assign_tasks"
    WITHDRAW_TASKS = "withdraw_tasks"
    ALLOCATE_TASK = "allocate_task"
    DEFINE_OBLIGATIONS = "define_obligations"
    END_OBLIGATION = "end_obligation"
    REPORT_PROGRESS = "report_progress"
    SUBMIT_PROGRESS = "submit_progress"
    APPROVE_PROGRESS = "approve_progress"
    RETURN_PROGRESS = "return_progress"
    ADD_ATTACHMENT = "add_attachment"
    REMOVE_ATTACHMENT = "remove_attachment"
    ACCEPT_RECORDS = "accept_records"
    SEND_BACK_RECORDS = "send_back_records"
    DECLINE_TASKS = "decline_tasks"
    UPHOLD_TASKS = "uphold_tasks"
    ADD_PERSON = "add_person"
    CHANGE_PERSON = "change_person"
    RENEW_OWN_KEY = "renew_own_key"
    CHANGE_UNITS = "change_units"
    TAKE_BACK_IMPORT = "take_back_import"
    REDO_IMPORT = "redo_import"
    RULE_FORK = "rule_fork"
    CLOSE_GAP = "close_gap"
    MAKE_REPORT = "make_report"
    DECIDE_CONFLICTS = "decide_conflicts"
    RESTORE_LOST = "restore_lost"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class ActionKind:
    """What an act needs and how it is called: `{count}` in the words stands for the number of things changed."""

    permission: Permission
    words: str
    undoable: bool


ACTIONS: dict[Action, ActionKind] = {
    Action.IMPORT_PLAN: ActionKind(Permission.IMPORT_PLAN, "Đã nạp kế hoạch.", undoable=True),
    Action.EDIT_PLAN: ActionKind(Permission.IMPORT_PLAN, "Đã sửa {count} dòng của kế hoạch.", undoable=True),
    Action.AMEND_PLAN: ActionKind(Permission.IMPORT_PLAN, "Đã ghi một quyết định sửa đổi.", undoable=True),
    Action.ACKNOWLEDGE_AMENDMENT: ActionKind(Permission.REVIEW, "Đã xác nhận {count} bản sửa đổi.", undoable=True),
    Action.SET_TARGETS: ActionKind(Permission.IMPORT_PLAN, "Đã ghi {count} chỉ tiêu.", undoable=True),
    Action.ASSIGN_TASKS: ActionKind(Permission.ASSIGN, "Đã giao {count} nhiệm vụ.", undoable=True),
    Action.WITHDRAW_TASKS: ActionKind(Permission.ASSIGN, "Đã thu hồi {count} nhiệm vụ.", undoable=True),
    Action.ALLOCATE_TASK: ActionKind(Permission.ALLOCATE, "Đã phân công {count} nhiệm vụ.", undoable=True),
    Action.DEFINE_OBLIGATIONS: ActionKind(Permission.ASSIGN, "Đã đặt {count} việc định kỳ.", undoable=True),
    Action.END_OBLIGATION: ActionKind(Permission.ASSIGN, "Đã kết thúc {count} việc định kỳ.", undoable=True),
    Action.REPORT_PROGRESS: ActionKind(Permission.REPORT_PROGRESS, "Đã ghi kết quả.", undoable=True),
    Action.SUBMIT_PROGRESS: ActionKind(Permission.REPORT_PROGRESS, "Đã gửi duyệt {count} mục.", undoable=True),
    Action.APPROVE_PROGRESS: ActionKind(Permission.REVIEW, "Đã duyệt {count} mục.", undoable=True),
    Action.RETURN_PROGRESS: ActionKind(Permission.REVIEW, "Đã trả lại {count} mục.", undoable=True),
    Action.ADD_ATTACHMENT: ActionKind(Permission.REPORT_PROGRESS, "Đã đính kèm {count} tệp.", undoable=True),
    Action.REMOVE_ATTACHMENT: ActionKind(Permission.REPORT_PROGRESS, "Đã gỡ {count} tệp đính kèm.", undoable=True),
    Action.ACCEPT_RECORDS: ActionKind(Permission.REVIEW, "Đã chấp nhận {count} kết quả.", undoable=True),
    Action.SEND_BACK_RECORDS: ActionKind(Permission.REVIEW, "Đã trả lại {count} kết quả cho đơn vị.", undoable=True),
    Action.DECLINE_TASKS: ActionKind(Permission.REVIEW, "Đã đề nghị trả {count} nhiệm vụ.", undoable=True),
    Action.UPHOLD_TASKS: ActionKind(Permission.ASSIGN, "Đã giữ nguyên việc giao {count} nhiệm vụ.", undoable=True),
    Action.ADD_PERSON: ActionKind(Permission.ADMINISTER, "Đã thêm người dùng.", undoable=False),
    Action.CHANGE_PERSON: ActionKind(Permission.ADMINISTER, "Đã sửa người dùng.", undoable=False),
    Action.RENEW_OWN_KEY: ActionKind(Permission.READ, "Đã thay khóa duyệt của mình.", undoable=False),
    Action.CHANGE_UNITS: ActionKind(Permission.ADMINISTER, "Đã sửa {count} đơn vị.", undoable=True),
    Action.MAKE_REPORT: ActionKind(Permission.MAKE_REPORT, "Đã lập báo cáo.", undoable=False),
    Action.DECIDE_CONFLICTS: ActionKind(Permission.READ, "Đã quyết {count} mục khác nhau.", undoable=True),
    Action.RESTORE_LOST: ActionKind(Permission.READ, "Đã lấy lại một giá trị.", undoable=True),
    Action.TAKE_BACK_IMPORT: ActionKind(Permission.EXCHANGE, "Đã rút lại một lần nhập.", undoable=False),
    Action.REDO_IMPORT: ActionKind(Permission.EXCHANGE, "Đã nhận lại một lần nhập.", undoable=False),
    Action.RULE_FORK: ActionKind(Permission.ADMINISTER, "Đã chốt một luồng dữ liệu có hai bản.", undoable=False),
    Action.CLOSE_GAP: ActionKind(Permission.EXCHANGE, "Đã chốt một luồng dữ liệu thiếu phần giữa.", undoable=False),
    Action.UNDO: ActionKind(Permission.READ, "Đã hoàn tác.", undoable=False),
}

FINAL_ONCE_SENT = frozenset(
    {
        Action.IMPORT_PLAN,
        Action.EDIT_PLAN,
        Action.AMEND_PLAN,
        Action.ACKNOWLEDGE_AMENDMENT,
        Action.SET_TARGETS,
        Action.APPROVE_PROGRESS,
        Action.ACCEPT_RECORDS,
        Action.SEND_BACK_RECORDS,
        Action.DECLINE_TASKS,
        Action.UPHOLD_TASKS,
        Action.CHANGE_UNITS,
    }
)
"""Acts that cannot be undone once a bundle has carried them: others have read them."""
