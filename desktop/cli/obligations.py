"""`obligation …`: what of a task is reported period by period; the days offices do not work."""

import argparse
from datetime import date

from desktop.cli.access import add_json, add_workspace, day, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, table, tell
from desktop.dates import (
    LARGEST_SEND_OFFSET,
    LAST_START_DAY,
    SEND_OFFSET_WORKING_DAYS,
    PeriodKind,
    PeriodProfile,
    Profile,
    bounds,
    parse_period,
)
from desktop.errors import UnknownObligation
from desktop.formats import day_text
from desktop.obligations.defining import NewObligation, beginning_with, define_obligations, end_obligation
from desktop.obligations.holidays import drop_holiday, enter_holiday, entered_holidays
from desktop.obligations.records import Obligation, obligations_of
from desktop.obligations.suggesting import open_suggestions
from desktop.obligations.words import rule_words
from desktop.plans.plans import plan_numbered, row_at, rows_of_plan
from desktop.plans.records import PrintedRow
from desktop.session import Session


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "obligation", "việc định kỳ của nhiệm vụ")
    show = command(listed, "list", "việc định kỳ của các nhiệm vụ trong một kế hoạch", _list)
    show.add_argument("--suggested", action="store_true", help="việc kế hoạch ghi mà chưa đặt kỳ")
    define = command(listed, "define", "đặt việc định kỳ", _define)
    which = define.add_mutually_exclusive_group(required=True)
    which.add_argument("--suggested", action="store_true", help="mọi việc định kỳ mà kế hoạch ghi")
    which.add_argument("--path", metavar="I/C/7", help="một nhiệm vụ")
    define.add_argument("--every", choices=[kind.value for kind in PeriodKind], default="month", help="bao lâu một lần")
    define.add_argument("--words", default="", help="nội dung phải báo cáo (bỏ trống: tên nhiệm vụ)")
    define.add_argument("--from", dest="begins", type=day, metavar="YYYY-MM-DD", help="một ngày của kỳ đầu tiên")
    _add_profile(define)
    end = command(listed, "end", "kết thúc một việc định kỳ", _end)
    end.add_argument("--path", required=True, metavar="I/C/7", help="nhiệm vụ")
    end.add_argument("--number", required=True, metavar="1", help="số của việc, như lệnh list in ra")
    end.add_argument("--last", required=True, metavar="2007-06", help="kỳ cuối cùng phải báo cáo")
    end.add_argument("--reason", required=True, help="lý do")
    for parser in (show, define, end):
        parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
    holiday = command(listed, "holiday", "ngày nghỉ đã nhập; thêm hoặc bỏ một ngày", _holiday)
    change = holiday.add_mutually_exclusive_group()
    change.add_argument("--add", type=day, metavar="YYYY-MM-DD", help="thêm một ngày nghỉ")
    change.add_argument("--drop", type=day, metavar="YYYY-MM-DD", help="bỏ một ngày nghỉ")
    holiday.add_argument("--words", default="", help="tên ngày nghỉ")
    for parser in (show, define, end, holiday):
        add_workspace(parser)
        add_json(parser)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    kinds = [kind.value for kind in PeriodProfile]
    parser.add_argument("--profile", choices=kinds, default="ND09", help="cách tính kỳ (bỏ trống: NĐ 09/2019)")
    starts = range(1, LAST_START_DAY + 1)
    parser.add_argument("--start-day", type=int, choices=starts, default=1, metavar="1-28", help="ngày đầu kỳ (CUSTOM)")
    offsets = range(LARGEST_SEND_OFFSET + 1)
    words = "gửi sau bao nhiêu ngày làm việc"
    parser.add_argument(
        "--send-offset", type=int, choices=offsets, default=SEND_OFFSET_WORKING_DAYS, metavar="0-60", help=words
    )


def _profile(arguments: argparse.Namespace) -> Profile:
    kind = PeriodProfile(arguments.profile)
    start_day = arguments.start_day if kind is PeriodProfile.CUSTOM else 1
    return Profile(kind, start_day, arguments.send_offset)


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        rows = rows_of_plan(session.database, plan_numbered(session.database, arguments.plan).entity)
        if arguments.suggested:
            return _list_suggested(arguments, session, rows)
        found = [(row, one) for row in rows for one in obligations_of(session.database, row.entity)]
    if arguments.json:
        print_json([obligation_json(row, one) for row, one in found])
        return DONE
    table([[row.path_text, one.number, rule_words(one), _span(one), one.words[:60]] for row, one in found])
    tell(f"{len(found)} việc định kỳ.")
    return DONE


def _list_suggested(arguments: argparse.Namespace, session: Session, rows: list[PrintedRow]) -> int:
    found = open_suggestions(session.database, rows)
    if arguments.json:
        print_json([{"path": one.row.path_text, "every": one.every, "words": one.words} for one in found])
        return DONE
    table([[one.row.path_text, one.every, one.words[:90]] for one in found])
    tell(f"{len(found)} việc kế hoạch ghi làm theo kỳ mà chưa đặt.")
    return DONE


def _span(one: Obligation) -> str:
    until = f" đến {day_text(one.ends)}" if one.ends else ""
    return f"từ {day_text(one.begins)}{until}"


def obligation_json(row: PrintedRow, one: Obligation) -> dict[str, object]:
    """An obligation as JSON, with the keys that are stored."""
    return {
        "path": row.path_text,
        "number": one.number,
        "unit": one.unit,
        "words": one.words,
        "every": one.every,
        "profile": one.profile.key,
        "send_offset": one.profile.send_offset,
        "begins": one.begins.isoformat(),
        "ends": one.ends.isoformat() if one.ends else None,
    }


def _define(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        begins: date = arguments.begins or session.machine.today()
        profile = _profile(arguments)
        if arguments.suggested:
            found = open_suggestions(session.database, rows_of_plan(session.database, plan.entity))
            wanted = [beginning_with(one, begins, profile) for one in found]
        else:
            row = row_at(session.database, plan, arguments.path)
            wanted = [NewObligation(row, PeriodKind(arguments.every), begins, arguments.words, profile)]
        made = define_obligations(session, wanted)
    if arguments.json:
        rows = {one.row.entity: one.row for one in wanted}
        print_json([obligation_json(rows[one.task], one) for one in made])
    tell(f"Đã đặt {len(made)} việc định kỳ; {len(wanted) - len(made)} việc đã có từ trước.")
    return DONE


def _end(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        row = row_at(session.database, plan_numbered(session.database, arguments.plan), arguments.path)
        known = obligations_of(session.database, row.entity)
        found = next((one for one in known if one.number == arguments.number), None)
        if found is None:
            raise UnknownObligation(arguments.number)
        last = parse_period(arguments.last)
        ended = end_obligation(session, found.entity, last, arguments.reason)
    if arguments.json:
        print_json(obligation_json(row, ended))
    tell(f"Kỳ cuối là {last.words}, chốt số liệu {day_text(bounds(last, ended.profile).cutoff)}.")
    return DONE


def _holiday(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        if arguments.add:
            enter_holiday(session, arguments.add, arguments.words)
        if arguments.drop:
            drop_holiday(session, arguments.drop)
        found = entered_holidays(session.database)
    if arguments.json:
        print_json([{"day": one.isoformat(), "words": words} for one, words in found])
        return DONE
    table([[day_text(one), words] for one, words in found])
    tell(f"{len(found)} ngày nghỉ đã nhập; 01/01, 30/4, 01/5, 02/9 luôn được tính.")
    return DONE
