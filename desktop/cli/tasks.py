"""`task …`: the tasks of units with their state at a day; giving tasks to units."""

import argparse
from datetime import date

from desktop.assigning.assigning import allocate, assign, provincial_tasks, withdraw
from desktop.cli import assignment_table, plan_assignments
from desktop.cli.access import add_json, add_workspace, day, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, table, tell
from desktop.formats import day_text
from desktop.obligations.slots import Slot, SlotState
from desktop.obligations.words import SLOT_WORDS
from desktop.plans.plans import plan_numbered, row_at
from desktop.plans.tasks import TaskFilter, TaskItem, count, tasks
from desktop.plans.words import official_words
from desktop.units.current import units_of
from desktop.users.people import person_named


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "task", "nhiệm vụ")
    show = command(listed, "list", "nhiệm vụ theo đơn vị, trạng thái tính đến một ngày", _list)
    show.add_argument("--plan", metavar="NUMBER", help="chỉ một kế hoạch")
    show.add_argument("--unit", metavar="CODE", help="chỉ một đơn vị")
    show.add_argument("--officer", metavar="NAME", help="chỉ một cán bộ")
    show.add_argument("--words", default="", help="tìm theo chữ, không cần dấu")
    show.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="ngày tính trạng thái (bỏ trống: hôm nay)")
    giving = command(listed, "assign", "giao nhiệm vụ cho đơn vị", _assign)
    which = giving.add_mutually_exclusive_group(required=True)
    which.add_argument("--provincial", action="store_true", help="mọi nhiệm vụ cấp tỉnh của kế hoạch")
    which.add_argument("--path", nargs="+", metavar="I/C/4", help="từng nhiệm vụ")
    giving.add_argument("--to", required=True, metavar="CODE[,CODE…]", help="mã các đơn vị")
    plan_assignments.add_command(listed)
    assignment_table.add_command(listed)
    taking = command(listed, "withdraw", "thu hồi nhiệm vụ của một đơn vị", _withdraw)
    taking.add_argument("--path", nargs="+", required=True, metavar="I/C/4", help="từng nhiệm vụ")
    taking.add_argument("--unit", required=True, metavar="CODE", help="đơn vị đang giữ nhiệm vụ")
    taking.add_argument("--reason", required=True, help="lý do")
    officer = command(listed, "allocate", "phân công trong đơn vị cho một cán bộ", _allocate)
    officer.add_argument("--path", nargs="+", required=True, metavar="I/C/4", help="từng nhiệm vụ")
    officer.add_argument("--officer", required=True, metavar="NAME", help="họ tên cán bộ")
    slots = command(listed, "slots", "kỳ báo cáo của một nhiệm vụ, tính đến một ngày", _slots)
    slots.add_argument("--path", required=True, metavar="I/C/7", help="nhiệm vụ")
    slots.add_argument("--unit", metavar="CODE", help="chỉ một đơn vị")
    slots.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="ngày tính trạng thái (bỏ trống: hôm nay)")
    for parser in (giving, taking, officer, slots):
        parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
    for parser in (show, giving, taking, officer, slots):
        add_workspace(parser)
        add_json(parser)


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        if arguments.plan:
            plan_numbered(session.database, arguments.plan)
        officer = person_named(session.database, session.unit, arguments.officer).id if arguments.officer else None
        as_of: date = arguments.as_of or session.machine.today()
        chosen = TaskFilter(as_of, arguments.plan, arguments.unit, officer, arguments.words)
        found = tasks(session, chosen)
    if arguments.json:
        print_json([task_json(item) for item in found])
        return DONE
    table([_cells(item) for item in found])
    totals = count(found)
    tell(
        f"{totals.total} nhiệm vụ tính đến {as_of.strftime('%d/%m/%Y')}: "
        f"{totals.completed_on_time} hoàn thành đúng hạn, {totals.completed_late} hoàn thành quá hạn, "
        f"{totals.open_in_time} chưa hoàn thành trong hạn, {totals.open_overdue} chưa hoàn thành quá hạn."
    )
    return DONE


def _cells(item: TaskItem) -> list[str]:
    due = item.due.strftime("%d/%m/%Y") if item.due else item.row.deadline_text
    return [item.plan.number, item.row.path_text, item.unit, due, official_words(item.standing), item.row.title[:60]]


def task_json(item: TaskItem) -> dict[str, object]:
    """A task of a unit as JSON, with the keys of the glossary."""
    entry = item.entry
    return {
        "plan": item.plan.number,
        "path": item.row.path_text,
        "number": item.row.number,
        "title": item.row.title,
        "unit": item.unit,
        "role": item.role,
        "assignment": item.assignment,
        "lead_unit": item.row.lead_text,
        "support_unit": item.row.support_text,
        "deadline": item.row.deadline_text,
        "due": item.due.isoformat() if item.due else None,
        "state": item.standing.official,
        "due_state": item.standing.derived,
        "days": item.standing.days,
        "status": item.standing.status,
        "officer": item.officer_name,
        "period": entry.period if entry else None,
        "progress_percent": entry.record.percent if entry else None,
        "life": item.life,
        "bundle": item.bundle,
        "overdue_slots": [slot.key for slot in item.overdue_slots],
        "next_slot": item.next_slot.key if item.next_slot else None,
    }


def _assign(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        units = units_of(session)
        plan = plan_numbered(session.database, arguments.plan)
        rows = (
            provincial_tasks(session.database, plan)
            if arguments.provincial
            else [row_at(session.database, plan, path) for path in arguments.path]
        )
        codes = [code.strip() for code in arguments.to.split(",") if code.strip()]
        assigned = assign(session, rows, codes, units)
    if arguments.json:
        print_json({"new": assigned.new, "unchanged": assigned.unchanged})
    tell(f"Đã giao {assigned.new} nhiệm vụ; {assigned.unchanged} nhiệm vụ đã giao từ trước.")
    return DONE


def _withdraw(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        entities = [row_at(session.database, plan, path).entity for path in arguments.path]
        number = withdraw(session, entities, arguments.unit, units_of(session), reason=arguments.reason)
    if arguments.json:
        print_json({"withdrawn": number})
    tell(f"Đã thu hồi {number} nhiệm vụ.")
    return DONE


def _allocate(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        plan = plan_numbered(session.database, arguments.plan)
        person = person_named(session.database, session.unit, arguments.officer)
        entities = [row_at(session.database, plan, path).entity for path in arguments.path]
        number = allocate(session, entities, officer=person.id, team=person.team)
    if arguments.json:
        print_json({"allocated": number})
    tell(f"Đã phân công {number} nhiệm vụ cho {person.name}.")
    return DONE


def _slots(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        row = row_at(session.database, plan_numbered(session.database, arguments.plan), arguments.path)
        as_of: date = arguments.as_of or session.machine.today()
        items = tasks(session, TaskFilter(as_of, arguments.plan, arguments.unit))
    found = [(item.unit, slot) for item in items if item.row.entity == row.entity for slot in item.slots]
    if arguments.json:
        print_json([slot_json(unit, slot) for unit, slot in found])
        return DONE
    table([[unit, slot.key, _days(slot), day_text(slot.due), SLOT_WORDS[slot.state]] for unit, slot in found])
    late = sum(slot.state is SlotState.OVERDUE for _unit, slot in found)
    tell(f"{len(found)} kỳ tính đến {day_text(as_of)}, {late} kỳ quá hạn.")
    return DONE


def _days(slot: Slot) -> str:
    return f"{day_text(slot.bounds.start)}–{day_text(slot.bounds.cutoff)}"


def slot_json(unit: str, slot: Slot) -> dict[str, object]:
    """A reporting slot as JSON, with the keys of the glossary."""
    return {
        "unit": unit,
        "period": slot.key,
        "words": slot.obligation.words,
        "start": slot.bounds.start.isoformat(),
        "cutoff": slot.bounds.cutoff.isoformat(),
        "due": slot.due.isoformat(),
        "state": slot.state,
    }
