"""`report …`: the official reports as PDF or XLSX."""

import argparse
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, day, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, tell
from desktop.dates import parse_period
from desktop.reports.registry import REPORTS
from desktop.units.current import units_of


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
    for parser in (making, again):
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
