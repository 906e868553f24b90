"""`verdict …`: accepting and sending back what units below published; tasks that units give back, and the answers."""

import argparse
from collections.abc import Sequence

from db.connection import Database
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, tell
from desktop.cli.progress import entry_json
from desktop.journal.event import EntityId
from desktop.plans.plans import plan_numbered, row_at
from desktop.progress.facts import progress_entity
from desktop.progress.recording import period_key
from desktop.session import Session
from desktop.units.current import units_of
from desktop.verdicts.declining import (
    DeclinedShare,
    DeclinedTask,
    decline_tasks,
    declined_tasks,
    uphold_tasks,
    withdraw_declined,
)
from desktop.verdicts.judging import accept_records, send_back_records
from desktop.verdicts.records import ReceivedList, ReceivedRecord, received_records, waiting_count


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "verdict", "kết luận về kết quả các đơn vị gửi lên")
    waiting = command(listed, "list", "kết quả chờ kết luận", _list)
    waiting.add_argument("--judged", action="store_true", help="kết quả đã kết luận")
    accepting = command(listed, "accept", "chấp nhận kết quả", _accept)
    sending = command(listed, "send-back", "trả lại kết quả cho đơn vị, kèm lý do", _send_back)
    for parser in (accepting, sending):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--path", nargs="+", metavar="I/C/4", help="từng nhiệm vụ")
        which.add_argument("--all", action="store_true", help="mọi kết quả đang chờ, của --unit nếu nêu")
        parser.add_argument("--plan", metavar="NUMBER", help="số, ký hiệu của kế hoạch (bắt buộc khi có --path)")
        parser.add_argument("--unit", metavar="HQ03", help="đơn vị (bắt buộc khi có --path)")
        parser.add_argument("--period", default="", metavar="2007-06", help="kỳ; bỏ trống: cả nhiệm vụ")
    sending.add_argument("--reason", default="", help="lý do trả lại")
    declined = command(listed, "declined", "nhiệm vụ các đơn vị đề nghị trả", _declined)
    declining = command(listed, "decline", "đề nghị trả nhiệm vụ cho nơi giao, kèm lý do", _decline)
    declining.add_argument("--reason", default="", help="lý do")
    answering = command(listed, "answer", "trả lời đề nghị trả nhiệm vụ", _answer)
    answering.add_argument("--unit", required=True, metavar="HQ03", help="đơn vị")
    how = answering.add_mutually_exclusive_group(required=True)
    how.add_argument("--withdraw", action="store_true", help="thu hồi theo đề nghị")
    how.add_argument("--uphold", metavar="WORDS", help="giữ nguyên, kèm lời trả lời")
    for parser in (declining, answering):
        parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
        parser.add_argument("--path", nargs="+", required=True, metavar="I/C/4", help="nhiệm vụ")
    for parser in (waiting, accepting, sending, declined, declining, answering):
        add_workspace(parser)
    for parser in (waiting, declined):
        add_json(parser)


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = received_records(session, ReceivedList.JUDGED if arguments.judged else ReceivedList.WAITING)
    if arguments.json:
        print_json([_record_json(record) for record in found])
    for record in [] if arguments.json else found:
        said = f"  {record.verdict.value}" if record.verdict else ""
        late = "  nộp sau hạn" if record.is_late else ""
        say(f"{record.unit}  {record.plan.number}  {record.task.path_text}  {record.entry.record.percent}%{late}{said}")
    return DONE


def _record_json(record: ReceivedRecord) -> dict[str, object]:
    return {
        "plan": record.plan.number,
        "path": record.task.path_text,
        **entry_json(record.entry),
        "verdict": record.verdict,
        "verdict_reason": record.entry.verdict_reason,
        "bundle": record.bundle,
        "is_late": record.is_late,
        "changed": [difference.name for difference in record.differences],
    }


def _accept(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        done = accept_records(session, _entities(arguments, session))
    tell(f"Đã chấp nhận {done} kết quả.")
    return DONE


def _send_back(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        done = send_back_records(session, _entities(arguments, session), arguments.reason)
    tell(f"Đã trả lại {done} kết quả cho đơn vị.")
    return DONE


def _entities(arguments: argparse.Namespace, session: Session) -> list[EntityId]:
    """The published entries a verdict is about."""
    if arguments.all:
        found = received_records(session, most=waiting_count(session))
        return [record.entry.entity for record in found if arguments.unit in {None, record.unit}]
    tasks = _tasks(session.database, arguments.plan or "", arguments.path)
    return [progress_entity(task, arguments.unit or "", period_key(arguments.period)) for task in tasks]


def _tasks(database: Database, number: str, paths: Sequence[str]) -> list[EntityId]:
    plan = plan_numbered(database, number)
    return [row_at(database, plan, path).entity for path in paths]


def _declined(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = declined_tasks(session)
    if arguments.json:
        print_json([_declined_json(one) for one in found])
    for one in [] if arguments.json else found:
        say(f"{one.unit}  {one.plan.number}  {one.task.path_text}  {one.answer.value}  {one.reason}")
    return DONE


def _declined_json(one: DeclinedTask) -> dict[str, object]:
    return {
        "unit": one.unit,
        "plan": one.plan.number,
        "path": one.task.path_text,
        "reason": one.reason,
        "answer": one.answer.value,
        "answer_words": one.answer_words,
    }


def _decline(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        done = decline_tasks(session, _tasks(session.database, arguments.plan, arguments.path), arguments.reason)
    tell(f"Đã đề nghị trả {done} nhiệm vụ.")
    return DONE


def _answer(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        tasks = _tasks(session.database, arguments.plan, arguments.path)
        shares = [DeclinedShare(task, arguments.unit) for task in tasks]
        units = units_of(session)
        if arguments.withdraw:
            done, words = withdraw_declined(session, shares, units), "Đã thu hồi {} nhiệm vụ."
        else:
            done, words = uphold_tasks(session, shares, units, arguments.uphold), "Đã giữ nguyên việc giao {} nhiệm vụ."
    tell(words.format(done))
    return DONE
