"""`progress …`: recording, handing in, approving and returning progress entries."""

import argparse
from datetime import date

from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, REFUSED, print_json, say, tell
from desktop.journal.event import EntityId
from desktop.plans.plans import plan_numbered, row_at
from desktop.plans.state import WorkStatus
from desktop.problem import Grade, Problem, blocking
from desktop.progress.entries import Entry, record_fields
from desktop.progress.facts import progress_entity
from desktop.progress.recording import REPORTABLE, Typed, check, period_key, report, submit_entries, typed_of
from desktop.progress.recording import entry as entry_at
from desktop.progress.review import approve_entries, return_entries, waiting_entries
from desktop.session import Session

_OPTIONS = {
    "percent": "percent",
    "completed_on": "completed_on",
    "product": "product",
    "number": "document_number",
    "date": "document_date",
    "result": "result",
    "difficulty": "difficulties",
    "proposal": "recommendations",
}


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "progress", "kết quả thực hiện")
    recording = command(listed, "report", "ghi kết quả của một nhiệm vụ; chỉ ô được nêu mới đổi", _report)
    statuses = [status.value for status in REPORTABLE]
    recording.add_argument("--status", choices=statuses, help="trạng thái")
    recording.add_argument("--percent", help="tiến độ, từ 0 đến 100")
    recording.add_argument(
        "--completed-on", metavar="YYYY-MM-DD", help="ngày hoàn thành (bỏ trống: ngày văn bản, không có thì hôm nay)"
    )
    recording.add_argument("--product", help="sản phẩm")
    recording.add_argument("--number", help="số, ký hiệu văn bản")
    recording.add_argument("--date", metavar="YYYY-MM-DD", help="ngày văn bản")
    recording.add_argument("--result", help="kết quả thực hiện")
    recording.add_argument("--difficulty", help="khó khăn, vướng mắc")
    recording.add_argument("--proposal", help="kiến nghị, đề xuất")
    recording.add_argument("--reason", default="", help="lý do sửa (khi bản trước đã duyệt)")
    recording.add_argument("--submit", action="store_true", help="gửi duyệt ngay")
    submitting = command(listed, "submit", "gửi duyệt kết quả đã ghi", _submit)
    approving = command(listed, "approve", "duyệt kết quả đang chờ", _approve)
    returning = command(listed, "return", "trả lại kết quả đang chờ, kèm lý do", _return)
    returning.add_argument("--reason", default="", help="lý do trả lại")
    for parser in (recording, submitting):
        parser.add_argument("--path", required=True, metavar="I/C/4", help="nhiệm vụ")
        parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
    for parser in (approving, returning):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--path", nargs="+", metavar="I/C/4", help="từng nhiệm vụ")
        which.add_argument("--all", action="store_true", help="mọi mục đang chờ do người khác nhập")
        parser.add_argument("--plan", metavar="NUMBER", help="số, ký hiệu của kế hoạch (bắt buộc khi có --path)")
    for parser in (recording, submitting, approving, returning):
        parser.add_argument("--period", default="", metavar="2007-06", help="kỳ; bỏ trống: cả nhiệm vụ")
        add_workspace(parser)
        add_json(parser)
    waiting = command(listed, "waiting", "các mục đang chờ duyệt", _waiting)
    add_workspace(waiting)
    add_json(waiting)


def _report(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        row = row_at(session.database, plan_numbered(session.database, arguments.plan), arguments.path)
        before = entry_at(session.database, progress_entity(row.entity, session.unit, period_key(arguments.period)))
        today = session.machine.today()
        typed = _typed(arguments, typed_of(before.record) if before else Typed(), today)
        record, problems = check(typed, today=today)
        _tell(problems)
        if blocking(problems):
            tell("Chưa ghi gì. Sửa các chỗ trên rồi chạy lại lệnh.")
            return REFUSED
        done = report(session, row, arguments.period, record, reason=arguments.reason, submit_too=arguments.submit)
    return _finish(arguments, done, "Đã ghi và gửi duyệt." if arguments.submit else "Đã ghi kết quả.")


def _typed(arguments: argparse.Namespace, before: Typed, today: date) -> Typed:
    """What was recorded before with the named fields replaced."""
    given = {field: getattr(arguments, option) for option, field in _OPTIONS.items()}
    values = {field: value for field, value in given.items() if value is not None}
    status = arguments.status or before.status
    if status == WorkStatus.COMPLETED and not (values.get("completed_on") or before.completed_on):
        values["completed_on"] = values.get("document_date") or before.document_date or today.isoformat()
    kept = {name: getattr(before, name) for name in Typed.__slots__}
    return Typed(**{**kept, **values, "status": status})


def _tell(problems: list[Problem]) -> None:
    for problem in problems:
        grade = "Lỗi" if problem.grade is Grade.BLOCKING else "Cảnh báo"
        tell(f"{grade} ở ô {problem.field}: {problem.sentence}")


def _entities(arguments: argparse.Namespace, session: Session) -> list[EntityId]:
    """The entries a verdict is about."""
    if arguments.all:
        return [waiting.entry.entity for waiting in waiting_entries(session) if not waiting.is_own]
    plan = plan_numbered(session.database, arguments.plan or "")
    rows = [row_at(session.database, plan, path) for path in arguments.path]
    return [progress_entity(row.entity, session.unit, period_key(arguments.period)) for row in rows]


def _submit(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        row = row_at(session.database, plan_numbered(session.database, arguments.plan), arguments.path)
        (done,) = submit_entries(session, [progress_entity(row.entity, session.unit, period_key(arguments.period))])
    return _finish(arguments, done, "Đã gửi duyệt.")


def _approve(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        done = approve_entries(session, _entities(arguments, session))
    return _finish_all(arguments, done, f"Đã duyệt {len(done)} mục.")


def _return(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        done = return_entries(session, _entities(arguments, session), arguments.reason)
    return _finish_all(arguments, done, f"Đã trả lại {len(done)} mục.")


def _finish(arguments: argparse.Namespace, entry: Entry, words: str) -> int:
    if arguments.json:
        print_json(entry_json(entry))
    tell(words)
    return DONE


def _finish_all(arguments: argparse.Namespace, entries: list[Entry], words: str) -> int:
    if arguments.json:
        print_json([entry_json(entry) for entry in entries])
    tell(words)
    return DONE


def entry_json(entry: Entry) -> dict[str, object]:
    """An entry as JSON, with the keys of the glossary."""
    fields = record_fields(entry.record)
    fields["progress_percent"] = fields.pop("percent")
    return {
        "unit": entry.unit,
        "period": entry.period,
        **fields,
        "entry_state": entry.state,
        "submitted_by": entry.submitted_by,
        "approved_by": entry.approved_by,
        "return_reason": entry.return_reason,
    }


def _waiting(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = waiting_entries(session)
    if arguments.json:
        print_json(
            [
                {"plan": one.plan_number, "path": one.task.path_text, "title": one.task.title, **entry_json(one.entry)}
                for one in found
            ]
        )
    for one in [] if arguments.json else found:
        say(f"{one.plan_number}  {one.task.path_text}  {one.submitted_by_name}  {len(one.differences)} trường đổi")
    return DONE
