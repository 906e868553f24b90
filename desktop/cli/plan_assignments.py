"""`task assign-plan`: the tasks of a plan go to the units its cells name, groups to their members on its day."""

import argparse

from desktop.assigning.assigning import Assigned, hand_over
from desktop.assigning.bulk_assigning import Offer, ProposedTask, Selection, propose
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, print_json, table, tell
from desktop.plans.plans import plan_numbered
from desktop.units.current import units_of


def add_command(commands: Commands) -> None:
    """Declare the command among those of tasks."""
    parser = command(commands, "assign-plan", "giao nhiệm vụ cho các đơn vị ghi trong kế hoạch", _assign)
    parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
    parser.add_argument("--provincial", action="store_true", help="chỉ giao cho các Cục, Chi cục ở địa phương")
    parser.add_argument("--without", default="", metavar="CODE[,CODE…]", help="mã các đơn vị không giao")
    parser.add_argument("--check", action="store_true", help="chỉ xem, không giao")
    add_workspace(parser)
    add_json(parser)


def _assign(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        units = units_of(session)
        plan = plan_numbered(session.database, arguments.plan)
        selection = Selection.of(propose(session, plan, units, today=session.machine.today()))
        without = {units.unit(code.strip()).code for code in arguments.without.split(",") if code.strip()}
        if arguments.provincial:
            without |= {code for code in selection.chosen_units if not units.is_provincial(code)}
        selection = selection.with_units(without, ticked=False)
        handovers = [] if arguments.check else selection.handovers()
        assigned = hand_over(session, handovers, units) if handovers else Assigned(0, 0)
    tasks = selection.proposal.tasks
    if arguments.json:
        listed = [_task_json(task, selection) for task in tasks]
        print_json({"tasks": listed, "proposed": len(selection.chosen), "new": assigned.new})
        return DONE
    table([[task.row.path_text, _units(task, selection), task.row.title[:60]] for task in tasks])
    tell(
        f"{len(selection.chosen_tasks)} nhiệm vụ, {len(selection.chosen_units)} đơn vị, "
        f"{len(selection.chosen)} lượt giao; đã giao {assigned.new}."
    )
    return DONE


def _units(task: ProposedTask, selection: Selection) -> str:
    chosen = sum(offer.pair in selection.chosen for offer in task.offers)
    return f"{chosen} đơn vị" if task.has_units else "chưa có đơn vị"


def _task_json(task: ProposedTask, selection: Selection) -> dict[str, object]:
    return {"path": task.row.path_text, "units": [_offer_json(offer, selection) for offer in task.offers]}


def _offer_json(offer: Offer, selection: Selection) -> dict[str, object]:
    who = offer.recipient
    return {
        "code": who.unit.code if who.unit is not None else None,
        "name": who.words,
        "role": offer.role,
        "state": offer.state,
        "reach": who.reach,
        "through": who.through,
        "successors": [unit.code for unit in who.successors],
        "chosen": offer.pair in selection.chosen,
    }
