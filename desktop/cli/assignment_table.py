"""`task assign-table`: a table of assignments checked row by row, and given where nothing is wrong with it."""

import argparse
from pathlib import Path

from desktop.assigning.assigning import Assigned, hand_over
from desktop.assigning.assignment_check import CheckedRow, CheckedTable, TableCheck
from desktop.assigning.assignment_table import AssignmentTable, read_assignment_table
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, REFUSED, print_json, say, tell
from desktop.importing.readers.sources import read_source
from desktop.plans.plans import plan_numbered
from desktop.plans.records import parse_path
from desktop.units.current import units_of


def add_command(commands: Commands) -> None:
    """Declare the command among those of tasks."""
    parser = command(commands, "assign-table", "giao nhiệm vụ theo một bảng (CSV, Excel, văn bản có tab)", _assign)
    parser.add_argument("file", type=Path, metavar="FILE", help="bảng có cột nhiệm vụ, đơn vị, vai trò")
    parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
    parser.add_argument("--section", default="", metavar="I/C", help="mục để hiểu những số chỉ ghi «4»")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không giao")
    parser.add_argument("--skip-faulty", action="store_true", help="bỏ các dòng lỗi, giao các dòng còn lại")
    add_workspace(parser)
    add_json(parser)


def _assign(arguments: argparse.Namespace) -> int:
    typed = read_assignment_table(read_source(arguments.file), name=arguments.file.name)
    section = parse_path(arguments.section) if arguments.section else ()
    with signed_in(arguments) as session:
        units = units_of(session)
        plan = plan_numbered(session.database, arguments.plan)
        check = TableCheck(session, plan, units, today=session.machine.today(), section=section)
        table = check.check(typed.rows)
        stands = table.faulty and not arguments.skip_faulty
        handovers = [] if arguments.check or stands else table.handovers()
        assigned = hand_over(session, handovers, units) if handovers else Assigned(0, 0)
    if arguments.json:
        print_json(_table_json(table, typed, assigned))
    else:
        _say(table, typed)
    if stands and not arguments.check:
        tell(f"{len(table.faulty)} dòng lỗi; chưa giao nhiệm vụ nào. Sửa bảng, hoặc thêm --skip-faulty.")
        return REFUSED
    if not arguments.check:
        tell(f"Đã giao {assigned.new} nhiệm vụ; bỏ {len(table.faulty)} dòng lỗi.")
    return DONE


def _say(table: CheckedTable, typed: AssignmentTable) -> None:
    for row in table.rows:
        for fault in row.faults:
            say(f"{row.typed.where}: {'lỗi' if fault.stops else 'biết thêm'}: {fault.sentence}")
    if typed.ignored:
        tell(f"Không dùng các cột: {', '.join(typed.ignored)}.")
    tell(f"{len(table.rows)} dòng, {len(table.faulty)} dòng lỗi, {len(table.handovers())} lượt giao mới.")


def _table_json(table: CheckedTable, typed: AssignmentTable, assigned: Assigned) -> dict[str, object]:
    return {
        "rows": [_row_json(row) for row in table.rows],
        "ignored_columns": [*typed.ignored],
        "faulty": len(table.faulty),
        "proposed": len(table.handovers()),
        "new": assigned.new,
    }


def _row_json(row: CheckedRow) -> dict[str, object]:
    return {
        "where": row.typed.where,
        "task": row.task.path_text if row.task is not None else None,
        "units": [unit.unit.code for unit in row.units if unit.unit is not None],
        "faults": [
            {"column": fault.column, "kind": fault.fault, "stops": fault.stops, "words": fault.sentence}
            for fault in row.faults
        ],
    }
