"""`plan …`: reading a plan document, taking it into the ledger, listing plans."""

import argparse
from pathlib import Path

from desktop.amendments.revision_rows import rows_of_revision
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, tell
from desktop.cli.plan_changes import add_changes
from desktop.cli.plan_paper import add_print
from desktop.deadlines.deadlines import deadline_to_json, describe
from desktop.importing.parsed import ParsedPlan, RowKind, to_json
from desktop.importing.plan_reader import read_document, read_plan
from desktop.importing.readers.formats import open_document
from desktop.importing.readers.sources import read_source
from desktop.plans.plans import import_plan, plan_numbered, plans, rows_of_plan
from desktop.plans.records import NamedUnit, Plan, PrintedRow
from desktop.units.current import units_of
from desktop.units.table import load_units


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "plan", "kế hoạch")
    inspect = command(listed, "inspect", "đọc một văn bản kế hoạch, không ghi vào sổ nào", _inspect)
    taking = command(listed, "import", "nạp một văn bản kế hoạch vào sổ", _import)
    for parser in (inspect, taking):
        parser.add_argument("file", type=Path, metavar="FILE", help="văn bản kế hoạch")
        add_json(parser)
    taking.add_argument("--preview", action="store_true", help="chỉ xem trước, không ghi")
    add_workspace(taking)
    show = command(listed, "list", "các kế hoạch trong sổ", _list)
    one = command(listed, "show", "các dòng của một kế hoạch", _show)
    one.add_argument("number", metavar="NUMBER", help="số, ký hiệu, ví dụ 608/QĐ-TCHQ")
    one.add_argument("--rev", type=int, metavar="N", help="kế hoạch ở bản N (1: như khi ban hành; bỏ trống: hiện nay)")
    add_print(listed)
    add_changes(listed)
    for parser in (show, one):
        add_workspace(parser)
        add_json(parser)


def _read(file: Path) -> ParsedPlan:
    return read_plan(read_source(file), name=file.name, units=load_units())


def _inspect(arguments: argparse.Namespace) -> int:
    _print_parsed(arguments, _read(arguments.file))
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    name = arguments.file.name
    document = open_document(read_source(arguments.file), name=name)
    with signed_in(arguments) as session:
        reading = read_document(document, name=name, units=units_of(session))
        parsed = reading.parsed
        if not arguments.preview:
            import_plan(session, parsed, document=name, columns=reading.columns)
    _print_parsed(arguments, parsed)
    number = parsed.plan.number or arguments.file.name
    tell("Chưa có gì được ghi vào sổ." if arguments.preview else f"Đã nạp kế hoạch {number}.")
    return DONE


def _print_parsed(arguments: argparse.Namespace, parsed: ParsedPlan) -> None:
    if arguments.json:
        print_json(to_json(parsed))
        return
    say(f"{parsed.plan.number or 'Không có số'}: {parsed.plan.title}")
    tasks = sum(row.kind is RowKind.TASK for row in parsed.rows)
    provincial = sum(bool(row.provincial) and row.kind is RowKind.TASK for row in parsed.rows)
    say(
        f"{len(parsed.rows)} dòng, {tasks} nhiệm vụ, {provincial} nhiệm vụ cấp tỉnh; "
        f"{len(parsed.repairs)} chỗ đã sửa mã chữ, {len(parsed.doubts)} chỗ cần xem."
    )


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = plans(session.database)
    if arguments.json:
        print_json([_plan_json(plan) for plan in found])
    for plan in [] if arguments.json else found:
        say(f"{plan.number}  {plan.date.strftime('%d/%m/%Y') if plan.date else ''}  {plan.title}")
    return DONE


def _plan_json(plan: Plan) -> dict[str, object]:
    return {
        "number": plan.number,
        "date": plan.date.isoformat() if plan.date else None,
        "title": plan.title,
        "issuer": plan.issuer,
        "document": plan.document,
    }


def _show(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.number)
        rev = arguments.rev
        known = rows_of_plan(session.database, plan.entity)
        rows = known if rev is None else rows_of_revision(session.database, plan.entity, rev)
    if arguments.json:
        print_json({"plan": _plan_json(plan), "rows": [_row_json(row) for row in rows]})
    for row in [] if arguments.json else rows:
        line = f"{row.path_text:<10} {row.title.splitlines()[0]}  [{describe(row.deadline)}]".removesuffix("  []")
        say(f"{line}  (đã rút ở bản {row.withdrawn_rev})" if row.is_withdrawn else line)
    return DONE


def _row_json(row: PrintedRow) -> dict[str, object]:
    return {
        "kind": row.kind,
        "number": row.number,
        "path": row.path_text,
        "title": row.title,
        "activities": list(row.activities),
        "product": row.product,
        "lead_text": row.lead_text,
        "support_text": row.support_text,
        "deadline_text": row.deadline_text,
        "lead_units": [_unit_json(unit) for unit in row.lead_units],
        "support_units": [_unit_json(unit) for unit in row.support_units],
        "deadline": deadline_to_json(row.deadline),
        "provincial": row.provincial,
        "note": row.note,
        "extra": [{"name": field.name, "text": field.text} for field in row.extra],
        "issued_rev": row.issued_rev,
        "amended_rev": row.amended_rev,
        "withdrawn_rev": row.withdrawn_rev,
    }


def _unit_json(unit: NamedUnit) -> dict[str, object]:
    return {"code": unit.code, "name": unit.name}
