"""`check`: whether the ledger is whole."""

import argparse

from desktop.checking import check_ledger, rebuild_tables
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, REFUSED, print_json, tell
from desktop.formats import number_text
from desktop.jobs import Job


def add_commands(commands: Commands) -> None:
    """Declare the command."""
    check = command(commands, "check", "kiểm tra sổ: tệp, chuỗi sự kiện, số liệu gập lại", _check)
    check.add_argument(
        "--rebuild", action="store_true", help="dựng lại số liệu đang hiện từ ghi chép gốc, rồi kiểm tra"
    )
    add_workspace(check)
    add_json(check)


def _check(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        if arguments.rebuild:
            rebuild_tables(session, Job())
        found = check_ledger(session, Job())
    if arguments.json:
        print_json(
            {
                "events": found.events,
                "pages_are_whole": found.pages_are_whole,
                "broken_chains": [{"stream": link.stream_id.hex(), "seq": link.seq} for link in found.broken],
                "projections_agree": found.projections_agree,
                "is_whole": found.is_whole,
            }
        )
    tell(
        f"Sổ nguyên vẹn: {number_text(found.events)} sự kiện, mọi chuỗi khớp."
        if found.is_whole
        else "Sổ có chỗ hỏng. Giữ nguyên thư mục, báo đầu mối và khôi phục từ bản sao lưu gần nhất."
    )
    return DONE if found.is_whole else REFUSED
