"""`report …`: the official reports as PDF or XLSX."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.access import add_json, add_workspace, day, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, tell
from desktop.dates import parse_period
from desktop.errors import UnknownReportCode
from desktop.formats import day_text, moment_text
from desktop.journal.event import EntityId
from desktop.reports.registry import REPORTS
from desktop.units.current import units_of

if TYPE_CHECKING:
    from desktop.reports.differences import ReportDifferences


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "report", "báo cáo")
    show = command(listed, "list", "các báo cáo chương trình lập được", _list)
    add_json(show)
    making = command(listed, "make", "lập một báo cáo thành PDF hoặc XLSX", _make)
    making.add_argument("name", metavar="NAME", help="tên báo cáo (xem report list)")
    making.add_argument(
        "--period", required=True, metavar="2007-Q2", help="kỳ: 2007-06, 2007-Q2, 2007-H1, 2007-9M, 2007"
    )
    making.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="ngày chốt số liệu (bỏ trống: theo kỳ)")
    making.add_argument("--out", required=True, type=Path, metavar="FILE.pdf|FILE.xlsx", help="tệp kết quả")
    again = command(listed, "reprint", "lập lại một báo cáo cũ từ đúng số liệu lúc đó", _reprint)
    again.add_argument("code", metavar="CODE", help="mã đối chiếu ở chân trang")
    again.add_argument("--out", required=True, type=Path, metavar="FILE.pdf|FILE.xlsx", help="tệp kết quả")
    made = command(listed, "made", "các báo cáo đã lập trên sổ này, và có gì thay đổi sau đó", _made)
    since = command(listed, "differences", "báo cáo đã lập nay sẽ khác ở đâu, vì những gì đến sau", _differences)
    since.add_argument("code", metavar="CODE", help="mã đối chiếu ở chân trang")
    for parser in (making, again, made, since):
        add_workspace(parser)
        add_json(parser)


def _reprint(arguments: argparse.Namespace) -> int:
    from desktop.reports.making import reprint_report

    with signed_in(arguments) as session:
        made = reprint_report(session, arguments.code, arguments.out)
    if arguments.json:
        print_json({"file": str(made.path), "check_code": made.check_code})
    tell(f"Đã in lại đúng từng số: {made.path}, mã đối chiếu {made.check_code}.")
    return DONE


def _made(arguments: argparse.Namespace) -> int:
    from desktop.reports.later import later_counts
    from desktop.reports.making import made_reports

    with signed_in(arguments) as session:
        records, counts = made_reports(session), later_counts(session)
    found = [(record, counts.get(EntityId(record.entity), 0)) for record in records]
    if arguments.json:
        print_json(
            [
                {
                    "check_code": record.check_code,
                    "title": record.title,
                    "as_of": record.as_of.isoformat() if record.as_of else None,
                    "draft": record.draft,
                    "made_at": _moment(record.made_at),
                    "made_by": record.made_by,
                    "later": count,
                }
                for record, count in found
            ]
        )
    for record, count in [] if arguments.json else found:
        day = day_text(record.as_of) if record.as_of else ""
        later = f"có {count} thay đổi sau khi lập" if count else "không có thay đổi"
        say(f"{record.check_code}  {record.title}, tính đến {day}  {_moment(record.made_at)}  {later}")
    return DONE


def _differences(arguments: argparse.Namespace) -> int:
    from desktop.reports.differences import differences_since
    from desktop.reports.making import code_of_text, reports_with_code

    with signed_in(arguments) as session:
        records = reports_with_code(session, arguments.code)
        if not records:
            raise UnknownReportCode(code_of_text(arguments.code))
        found = differences_since(session, EntityId(records[0].entity))
    if arguments.json:
        print_json(_told(found))
        return DONE
    for figure in found.figures:
        say(f"{figure.words}: {figure.printed} → {figure.now}")
    for line in found.records:
        place = " ".join(part for part in (line.plan_number, line.label, line.unit) if part)
        say(f"{place}  {line.words}: {line.printed or '(trống)'} → {line.now or '(trống)'}")
    for later in found.later:
        place = " ".join(part for part in (later.plan_number, later.label, later.unit, later.period) if part)
        say(f"{place}  {later.words}. {later.source_words}, {_moment(later.at_ms)}".strip())
    if found.is_same:
        tell("Lập lại báo cáo lúc này cho đúng các số đã in.")
    else:
        tell(f"Bản đã in giữ nguyên; lập lại lúc này thì khác {len(found.figures)} số và {len(found.records)} mục.")
    return DONE


def _told(found: "ReportDifferences") -> dict[str, object]:
    """The differences of one report for programs."""
    return {
        "check_code": found.report.check_code,
        "title": found.report.title,
        "figures": [{"name": one.name, "printed": one.printed, "now": one.now} for one in found.figures],
        "records": [
            {
                "plan": one.plan_number,
                "number": one.label,
                "unit": one.unit_code,
                "field": one.field,
                "printed": one.printed,
                "now": one.now,
            }
            for one in found.records
        ],
        "later": [
            {
                "plan": one.plan_number,
                "number": one.label,
                "unit": one.unit,
                "period": one.period,
                "what": one.words,
                "at": _moment(one.at_ms),
                "from": one.from_node,
                "bundle": one.number,
            }
            for one in found.later
        ],
    }


def _moment(at_ms: int) -> str:
    """Day and time of a moment given in milliseconds, in the time of this place."""
    return moment_text(datetime.fromtimestamp(at_ms / 1000).astimezone())


def _list(arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json([{"name": name, "title": kind.title} for name, kind in REPORTS.items()])
    for name, kind in [] if arguments.json else REPORTS.items():
        say(f"{name}  {kind.title}")
    return DONE


def _make(arguments: argparse.Namespace) -> int:
    # Loaded here: the writers of PDF and XLSX take longer to load than most commands take to run.
    from desktop.reports.making import make_report

    period = parse_period(arguments.period)
    with signed_in(arguments) as session:
        made = make_report(session, arguments.name, period, arguments.as_of, arguments.out, units_of(session))
    if arguments.json:
        print_json({"file": str(made.path), "check_code": made.check_code})
    tell(f"Đã lập báo cáo: {made.path}, mã đối chiếu {made.check_code}.")
    return DONE
