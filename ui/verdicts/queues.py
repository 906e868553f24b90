"""What stands in the three lists of the screen Tiếp nhận."""

from collections.abc import Callable, Sequence

from ui.review.queue_panel import QueueForm
from ui.table_model import Column, Role
from ui.verdicts.declines import DeclineRow
from ui.verdicts.rows import RecordRow, by_unit


def waiting_queue() -> QueueForm[RecordRow]:
    """The published entries that wait for a verdict."""
    return _record_queue(
        name="Kết quả chờ kết luận",
        filters=(
            ("all", "Chờ kết luận", lambda _row: True),
            ("again", "Gửi lại", lambda row: row.is_again),
            ("late", "Nộp sau hạn", lambda row: row.is_late),
        ),
        empty=("Không có kết quả nào chờ kết luận", "Kết quả các đơn vị gửi lên sẽ hiện ở đây sau khi nhập tệp."),
        may_tick=lambda _row: True,
    )


def judged_queue() -> QueueForm[RecordRow]:
    """The published entries that were judged."""
    return _record_queue(
        name="Kết quả đã kết luận",
        filters=(
            ("all", "Đã kết luận", lambda _row: True),
            ("accepted", "Chấp nhận", lambda row: not row.may_accept),
            ("sent_back", "Trả lại", lambda row: not row.may_return),
        ),
        empty=("Chưa kết luận mục nào", "Kết quả đã chấp nhận hoặc trả lại sẽ hiện ở đây."),
        may_tick=lambda _row: False,
    )


def declined_queue() -> QueueForm[DeclineRow]:
    """The tasks that units gave back."""
    return QueueForm(
        name="Đề nghị trả nhiệm vụ",
        columns=_declined_columns(),
        filters=(
            ("open", "Chờ trả lời", lambda row: row.is_open),
            ("answered", "Đã trả lời", lambda row: not row.is_open),
        ),
        grouped=by_unit,
        empty=("Không có đề nghị trả nhiệm vụ nào", "Đơn vị đề nghị trả nhiệm vụ thì lý do sẽ hiện ở đây."),
        acts=("Giữ nguyên", "Thu hồi"),
        may_tick=lambda row: row.is_open,
    )


def _record_queue(
    name: str,
    filters: Sequence[tuple[str, str, Callable[[RecordRow], bool]]],
    empty: tuple[str, str],
    may_tick: Callable[[RecordRow], bool],
) -> QueueForm[RecordRow]:
    """A queue of published entries, judged or not."""
    return QueueForm(
        name=name,
        columns=_record_columns(),
        filters=filters,
        grouped=by_unit,
        empty=empty,
        acts=("Trả lại", "Chấp nhận"),
        may_tick=may_tick,
        wide_only=frozenset({"came", "percent"}),
    )


def _record_columns() -> list[Column[RecordRow]]:
    return [
        Column("number", "Số", lambda r: r.label, width=84, roles={Role.STRONG: lambda _r: True}),
        Column(
            "title",
            "Nội dung",
            lambda r: " ".join(r.title.split()),
            accessible=lambda r: f"{r.title}, {r.place}",
            tooltip=lambda r: r.title,
            roles={Role.META: lambda r: r.place, Role.META_TONE: lambda r: "warn" if r.is_late else ""},
        ),
        Column(
            "percent",
            "Tiến độ",
            lambda r: r.percent,
            width=152,
            accessible=lambda r: f"{r.percent}, {r.state_words}",
            roles={Role.STRONG: lambda _r: True, Role.META: lambda r: r.state_words},
        ),
        Column("came", "Nhận", lambda r: r.came, width=108, roles={Role.META: lambda r: r.came_at}),
        Column(
            "changes",
            "Thay đổi",
            lambda r: r.count_words,
            width=168,
            accessible=lambda r: f"{r.count_words}, {r.count_note}",
            roles={
                Role.STRONG: lambda _r: True,
                Role.META: lambda r: "tiến độ giảm" if r.warnings else r.count_note,
                Role.META_ICON: lambda r: "warning" if r.warnings else "",
                Role.META_TONE: lambda r: "warn" if r.warnings else "",
            },
        ),
    ]


def _declined_columns() -> list[Column[DeclineRow]]:
    return [
        Column("number", "Số", lambda r: r.label, width=84, roles={Role.STRONG: lambda _r: True}),
        Column(
            "title",
            "Nội dung",
            lambda r: " ".join(r.title.split()),
            accessible=lambda r: f"{r.title}, {r.declined.reason}",
            tooltip=lambda r: r.title,
            roles={Role.META: lambda r: f"{r.place} · «{r.declined.reason}»"},
        ),
        Column(
            "answer",
            "Trả lời",
            lambda r: r.answer,
            width=150,
            accessible=lambda r: f"{r.answer}, đề nghị {r.when}",
            roles={Role.META: lambda r: r.answered or f"đề nghị {r.when}"},
        ),
    ]
