"""`plan edit`, `amend`, `differences`, `amendments` and `ack`: what happens to a plan once it is read."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from desktop.amendments.acknowledging import UnitRevision, acknowledge, acknowledgements, pending_amendments
from desktop.amendments.amending import AddRow, ChangeRow, DecisionHeader, ReplaceRow, RowChange, WithdrawRow, amend
from desktop.amendments.amendments import OP_WORDS, Amendment, revisions
from desktop.amendments.comparison import DIFFERENCE_WORDS, ProposedChange, changes_of, differences
from desktop.cli.access import add_json, add_workspace, day, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, print_json, say, table, tell
from desktop.errors import UnreadableChanges
from desktop.importing.parsed import ParsedPlan, RowKind
from desktop.importing.plan_reader import read_plan
from desktop.importing.readers.sources import read_source
from desktop.plans.editing import add_row, edit_row, move_row, remove_row, split_task
from desktop.plans.plans import plan_numbered, row_at, rows_of_plan
from desktop.plans.records import Plan
from desktop.plans.row_fields import RowFields
from desktop.session import Session
from desktop.units.current import units_of
from desktop.units.table import UnitTable

_EDITS = {"number": "số thứ tự", "title": "nội dung", "product": "sản phẩm", "lead": "đơn vị chủ trì",
          "support": "đơn vị phối hợp", "deadline": "thời hạn", "note": "ghi chú"}  # fmt: skip
_FIELD_OF = {"lead": "lead_text", "support": "support_text", "deadline": "deadline_text"}


class WrittenChange(msgspec.Struct, forbid_unknown_fields=True):
    """One change in the file given to `plan amend --changes`; `by` and the texts in it are new rows.

    `op` is add, change, withdraw or replace; `path` the row it is about (for add: the row it comes after).
    """

    op: str
    path: str = ""
    why: str = ""
    fields: dict[str, str] = {}
    by: list[dict[str, str]] = []


def add_changes(listed: Commands) -> None:
    """Declare the commands that change an issued plan and tell of its changes."""
    _add_edit(listed)
    amending = command(listed, "amend", "ghi một quyết định sửa đổi kế hoạch", _amend)
    source = amending.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="document", type=Path, metavar="FILE", help="văn bản mới của kế hoạch")
    source.add_argument("--changes", type=Path, metavar="FILE", help="tệp JSON ghi từng thay đổi")
    amending.add_argument("--withdraw-missing", action="store_true", help="rút cả dòng không còn trong văn bản mới")
    amending.add_argument("--why", default="", help="lý do rút các dòng")
    amending.add_argument("--decision", required=True, metavar="NUMBER", help="số, ký hiệu của quyết định sửa đổi")
    amending.add_argument("--date", type=day, required=True, metavar="YYYY-MM-DD", help="ngày của quyết định")
    amending.add_argument("--title", required=True, help="trích yếu của quyết định")
    amending.add_argument("--issuer", default="", help="cơ quan ban hành")
    comparing = command(listed, "differences", "văn bản mới khác kế hoạch trong sổ ở đâu", _differences)
    comparing.add_argument("document", type=Path, metavar="FILE", help="văn bản mới của kế hoạch")
    telling = command(listed, "amendments", "các bản sửa đổi, đơn vị nào đã nhận và xác nhận", _amendments)
    saying = command(listed, "ack", "xác nhận đơn vị đã nắm một bản sửa đổi", _acknowledge)
    saying.add_argument("--rev", type=int, metavar="N", help="bản sửa đổi (bỏ trống: mọi bản chưa xác nhận)")
    for parser in (amending, comparing, telling, saying):
        parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
        add_workspace(parser)
    for parser in (amending, comparing, telling):
        add_json(parser)


def _add_edit(listed: Commands) -> None:
    editing = command(listed, "edit", "sửa các dòng của một kế hoạch chưa gửi đi", _edit)
    editing.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
    editing.add_argument("--path", required=True, metavar="I/C/4", help="dòng của kế hoạch")
    act = editing.add_mutually_exclusive_group()
    act.add_argument("--after", action="store_true", help="thêm một dòng mới ngay sau dòng này")
    act.add_argument("--split", nargs="+", metavar="TITLE", help="tách nhiệm vụ thành các phần")
    act.add_argument("--up", action="store_true", help="chuyển lên trên")
    act.add_argument("--down", action="store_true", help="chuyển xuống dưới")
    act.add_argument("--remove", action="store_true", help="xóa dòng đã thêm bằng tay")
    editing.add_argument("--kind", choices=[kind.value for kind in RowKind], help="loại dòng")
    for name, words in _EDITS.items():
        editing.add_argument(f"--{name}", help=words)
    add_workspace(editing)


def _edit(arguments: argparse.Namespace) -> int:
    given = {_FIELD_OF.get(name, name): value for name in _EDITS if (value := getattr(arguments, name)) is not None}
    said = replace(RowFields(kind=RowKind(arguments.kind) if arguments.kind else None), **given)
    with signed_in(arguments) as session:
        units = units_of(session)
        plan = plan_numbered(session.database, arguments.plan)
        row = row_at(session.database, plan, arguments.path)
        if arguments.after:
            words = f"Đã thêm dòng {add_row(session, plan, row.entity, said, units).path_text}."
        elif arguments.split:
            made = split_task(session, row.entity, [RowFields(title=title) for title in arguments.split], units)
            words = f"Đã tách dòng {row.path_text} thành {len(made)} phần."
        elif arguments.up or arguments.down:
            move_row(session, row.entity, up=arguments.up, units=units)
            words = f"Đã chuyển dòng {row.path_text}."
        elif arguments.remove:
            remove_row(session, row.entity, units)
            words = f"Đã xóa dòng {row.path_text}."
        else:
            words = f"Đã sửa dòng {edit_row(session, row.entity, said, units).path_text}."
    tell(words)
    return DONE


def _read(file: Path, units: UnitTable) -> ParsedPlan:
    return read_plan(read_source(file), name=file.name, units=units)


def _amend(arguments: argparse.Namespace) -> int:
    document: Path | None = arguments.document
    decision = DecisionHeader(
        arguments.decision,
        arguments.date,
        arguments.title,
        arguments.issuer,
        document.name if document else "",
    )
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        changes = _from_document(session, plan, arguments) if document else _written(session, plan, arguments.changes)
        made = amend(session, plan, decision, changes, units_of(session))
    if arguments.json:
        print_json(_amendment_json(made))
    tell(f"Đã ghi bản {made.rev} của kế hoạch {plan.number}: {len(made.rows)} dòng thay đổi.")
    return DONE


def _from_document(session: Session, plan: Plan, arguments: argparse.Namespace) -> list[RowChange]:
    proposed = differences(rows_of_plan(session.database, plan.entity), _read(arguments.document, units_of(session)))
    chosen = [one for one in proposed if one.now is not None or (one.ticked and arguments.withdraw_missing)]
    return changes_of(chosen, why=arguments.why)


def _written(session: Session, plan: Plan, file: Path) -> list[RowChange]:
    """The changes of a JSON file; raises UnreadableChanges where it has another form."""
    try:
        listed = msgspec.json.decode(read_source(file), type=list[WrittenChange])
        return [_change(session, plan, one) for one in listed]
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise UnreadableChanges(file.name) from error


def _change(session: Session, plan: Plan, one: WrittenChange) -> RowChange:
    task = row_at(session.database, plan, one.path).entity if one.path else None
    if one.op == "add":
        return AddRow(_row_fields(one.fields), task)
    if task is None:
        raise ValueError(one.op)
    if one.op == "change":
        return ChangeRow(task, _row_fields(one.fields))
    if one.op == "withdraw":
        return WithdrawRow(task, one.why)
    if one.op == "replace":
        return ReplaceRow(task, tuple(_row_fields(fields) for fields in one.by), one.why)
    raise ValueError(one.op)


def _row_fields(given: dict[str, str]) -> RowFields:
    unknown = given.keys() - _EDITS.keys() - {"kind"}
    if unknown:
        raise ValueError(min(unknown))
    texts: dict[str, Any] = {_FIELD_OF.get(name, name): value for name, value in given.items() if name != "kind"}
    return replace(RowFields(kind=RowKind(given["kind"]) if "kind" in given else None), **texts)


def _differences(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        found = differences(rows_of_plan(session.database, plan.entity), _read(arguments.document, units_of(session)))
    if arguments.json:
        print_json([_difference_json(one) for one in found])
        return DONE
    for one in found:
        say(f"{DIFFERENCE_WORDS[one.kind]}: {one.path_text}  {one.title.splitlines()[0]}")
        for field in one.fields:
            say(f"    {field.words}: {field.was_text or '(trống)'} → {field.now_text or '(trống)'}")
    tell(f"{len(found)} chỗ khác.")
    return DONE


def _difference_json(one: ProposedChange) -> dict[str, object]:
    return {
        "kind": one.kind,
        "path": one.path_text,
        "title": one.title,
        "ticked": one.ticked,
        "fields": {field.name: {"was": field.was, "now": field.now} for field in one.fields},
    }


def _amendments(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        known = revisions(session.database, plan.entity)
        units = acknowledgements(session.database, plan.entity)
    if arguments.json:
        print_json(
            {
                "amendments": [_amendment_json(one) for one in known.amendments],
                "waiting_for": list(known.waiting_for),
                "units": [
                    {
                        "unit": unit.unit,
                        "received": unit.received,
                        "acknowledged": unit.acknowledged.rev if unit.acknowledged else None,
                        "missing": list(unit.missing),
                    }
                    for unit in units
                ],
            }
        )
        return DONE
    for one in known.amendments:
        say(f"Bản {one.rev}: {one.number}  {one.date.strftime('%d/%m/%Y') if one.date else ''}  {one.title}")
        for row in one.rows:
            say(f"    {OP_WORDS[row.op]}: {row.path_text}  {row.title.splitlines()[0]}")
    for words in known.words:
        tell(words)
    table([_unit_cells(unit) for unit in units])
    return DONE


def _unit_cells(unit: UnitRevision) -> list[str]:
    last = unit.acknowledged
    said = f"đã xác nhận bản {last.rev} ({last.by_name})" if last else "chưa xác nhận bản sửa đổi nào"
    return [unit.unit, f"đã nhận bản {unit.received}", said]


def _amendment_json(one: Amendment) -> dict[str, object]:
    return {
        "rev": one.rev,
        "number": one.number,
        "date": one.date.isoformat() if one.date else None,
        "title": one.title,
        "issuer": one.issuer,
        "changes": [
            {
                "op": row.op,
                "path": row.path_text,
                "title": row.title,
                "fields": {field.name: {"was": field.was, "now": field.now} for field in row.shown},
                "why": row.why,
            }
            for row in one.rows
        ],
    }


def _acknowledge(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        waiting = [one.amendment.rev for one in pending_amendments(session) if one.plan.entity == plan.entity]
        revs = waiting if arguments.rev is None else [arguments.rev]
        for rev in revs:
            acknowledge(session, plan, rev)
    tell(f"Đã xác nhận {len(revs)} bản sửa đổi của kế hoạch {plan.number}.")
    return DONE
