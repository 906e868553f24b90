"""`bundle …`: writing exchange files, listing them; what was received stands in `received`."""

import argparse
from pathlib import Path

from desktop.cli import received
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, tell
from desktop.sync import exchange
from desktop.sync.exchange import ExportMode


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "bundle", "tệp trao đổi")
    export = command(listed, "export", "tạo tệp cho một nút", _export)
    export.add_argument("--to", required=True, metavar="NODE", help="nút nhận, ví dụ TCHQ/HQ03")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="tệp (.hqb) hoặc thư mục")
    export.add_argument("--full", action="store_true", help="gửi lại từ đầu, không chỉ từ biên nhận gần nhất")
    received.add_commands(listed)
    log = command(listed, "list", "các tệp đã đi và đến", _list)
    for parser in (export, log):
        add_workspace(parser)
        add_json(parser)


def _export(arguments: argparse.Namespace) -> int:
    mode = ExportMode.FULL if arguments.full else ExportMode.SINCE_RECEIPT
    with signed_in(arguments) as session:
        written = exchange.write_bundle(session, arguments.to, arguments.out, mode=mode)
    if arguments.json:
        print_json(
            {"number": written.number, "file": str(written.path), "size": written.size, "events": written.events}
        )
    tell(f"Đã tạo tệp đi {written.number}: {written.path} ({written.size:,} byte).".replace(",", "."))
    return DONE


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
