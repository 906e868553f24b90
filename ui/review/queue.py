"""What stands in the queue of the reviewer: number, task, author, how much changed."""

from collections.abc import Callable

from ui.review.queue_panel import QueueForm
from ui.review.rows import OTHERS_APPROVE, ReviewRow, grouped
from ui.table_model import Column, Role

_LOCKED: dict[Role, Callable[[ReviewRow], object]] = {Role.LOCKED: lambda r: r.waiting.is_own}


def _remark(waiting: ReviewRow) -> str:
    """What stands under the number of changed fields."""
    if waiting.waiting.is_own:
        return OTHERS_APPROVE
    count = len(waiting.warnings)
    return f"{count} cảnh báo" if count else ""


def _remark_icon(waiting: ReviewRow) -> str:
    return "lock_closed" if waiting.waiting.is_own else "warning" if waiting.warnings else ""


def _remark_tone(waiting: ReviewRow) -> str:
    return "warn" if waiting.warnings and not waiting.waiting.is_own else ""


def _columns() -> list[Column[ReviewRow]]:
    return [
        Column("number", "Số", lambda r: r.label, width=104, roles={Role.STRONG: lambda _r: True, **_LOCKED}),
        Column(
            "title",
            "Nội dung",
            lambda r: " ".join(r.waiting.task.title.split()),
            accessible=lambda r: f"{r.waiting.task.title}, {r.place}",
            tooltip=lambda r: r.waiting.task.title,
            roles={
                **_LOCKED,
                Role.META: lambda r: r.place,
                Role.META_TONE: lambda r: "red" if r.is_overdue else "",
            },
        ),
        Column(
            "author",
            "Người nhập",
            lambda r: r.waiting.submitted_by_name,
            width=132,
            accessible=lambda r: f"{r.waiting.submitted_by_name}, gửi {r.submitted}",
            roles={Role.META: lambda r: r.submitted, **_LOCKED},
        ),
        Column(
            "changes",
            "Thay đổi",
            lambda r: r.count_words,
            width=152,
            accessible=lambda r: ", ".join(part for part in (r.count_words, _remark(r)) if part),
            roles={
                **_LOCKED,
                Role.STRONG: lambda _r: True,
                Role.META: _remark,
                Role.META_ICON: _remark_icon,
                Role.META_TONE: _remark_tone,
            },
        ),
    ]


def review_queue() -> QueueForm[ReviewRow]:
    """The queue of what waits for approval."""
    return QueueForm(
        name="Mục chờ duyệt",
        columns=_columns(),
        filters=(
            ("all", "Chờ duyệt", lambda _row: True),
            ("warned", "Có cảnh báo", lambda row: bool(row.warnings)),
            ("overdue", "Quá hạn", lambda row: row.is_overdue),
        ),
        grouped=grouped,
        empty=("Không có mục nào chờ duyệt", "Kết quả cán bộ gửi duyệt sẽ hiện ở đây."),
        acts=("Trả lại", "Duyệt"),
        may_tick=lambda row: not row.waiting.is_own,
        wide_only=frozenset({"author"}),
    )
