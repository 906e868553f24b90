"""`bundle …`: the exchange files of a ledger; what goes out stands in `sent`, what comes in in `received`."""

import argparse

from desktop.cli import received, sent
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say
from desktop.sync import exchange


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "bundle", "tệp trao đổi")
    sent.add_commands(listed)
    received.add_commands(listed)
    log = command(listed, "list", "các tệp đã đi và đến", _list)
    add_workspace(log)
    add_json(log)


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = [(peer, item) for peer in exchange.peers(session) for item in exchange.exchanges(session, peer.node)]
    if arguments.json:
        print_json(
            [
                {
                    "node": peer.node,
                    "direction": item.direction,
                    "number": item.number,
                    "file": item.file,
                    "size": item.size,
                    "confirmed": item.is_confirmed,
                }
                for peer, item in found
            ]
        )
    for peer, item in [] if arguments.json else found:
        way = "Tệp đi" if item.direction == "out" else "Tệp đến"
        say(f"{peer.node}  {way} {item.number}  {item.file}  {'đã nhận' if item.is_confirmed else ''}".rstrip())
    return DONE
