"""`attachment …`: the files of a result: listed, added, taken off, asked for, saved out."""

import argparse
from dataclasses import asdict
from pathlib import Path

from desktop.attachments.attachments import (
    Attachment,
    ask_for,
    attach_all,
    attachments_of,
    remove_attachment,
    save_attachment,
    withdraw_wish,
)
from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, REFUSED, print_json, say, tell
from desktop.formats import size_text
from desktop.journal.event import EntityId
from desktop.plans.plans import plan_numbered, row_at
from desktop.progress.facts import progress_entity
from desktop.progress.recording import period_key
from desktop.session import Session


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "attachment", "tệp đính kèm của một kết quả")
    listing = command(listed, "list", "các tệp đính kèm", _list)
    adding = command(listed, "add", "đính kèm tệp; không đính kèm tài liệu mật", _add)
    adding.add_argument("file", nargs="+", type=Path, help="tệp, không quá 20 MB")
    removing = command(listed, "remove", "gỡ tệp đính kèm", _remove)
    asking = command(listed, "ask", "xin nội dung tệp trong tệp trao đổi tới", _ask)
    asking.add_argument("--withdraw", action="store_true", help="thôi xin")
    saving = command(listed, "save", "lưu tệp đính kèm ra", _save)
    saving.add_argument("--out", type=Path, required=True, help="tệp hoặc thư mục")
    for parser in (removing, asking, saving):
        parser.add_argument("name", help="tên tệp, hoặc phần đầu mã SHA-256")
    for parser in (listing, adding, removing, asking, saving):
        parser.add_argument("--plan", required=True, metavar="NUMBER", help="số, ký hiệu của kế hoạch")
        parser.add_argument("--path", required=True, metavar="I/C/4", help="nhiệm vụ")
        parser.add_argument("--unit", metavar="HQ03", help="đơn vị; bỏ trống: đơn vị này")
        parser.add_argument("--period", default="", metavar="2007-06", help="kỳ; bỏ trống: cả nhiệm vụ")
        add_workspace(parser)
    add_json(listing)


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = attachments_of(session, _record(session, arguments))
    if arguments.json:
        print_json([asdict(file) for file in found])
    for file in () if arguments.json else found:
        state = "có trong máy" if file.is_here else "đã xin" if file.wished_at is not None else "chưa có"
        say(f"{file.sha256[:12]}  {size_text(file.size)}  {state}  {file.name}")
    return DONE


def _add(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        for file in attach_all(session, _record(session, arguments), arguments.file):
            say(f"Đã đính kèm «{file.name}», {size_text(file.size)}.")
    return DONE


def _remove(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        file = _chosen(session, arguments)
        if file is None:
            return REFUSED
        remove_attachment(session, file.entity)
    say(f"Đã gỡ «{file.name}».")
    return DONE


def _ask(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        file = _chosen(session, arguments)
        if file is None:
            return REFUSED
        (withdraw_wish if arguments.withdraw else ask_for)(session, file.entity)
    say(f"Thôi xin «{file.name}»." if arguments.withdraw else f"Sẽ xin «{file.name}» trong tệp trao đổi tới.")
    return DONE


def _save(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        file = _chosen(session, arguments)
        if file is None:
            return REFUSED
        say(f"Đã lưu «{save_attachment(session, file.entity, arguments.out)}».")
    return DONE


def _record(session: Session, arguments: argparse.Namespace) -> EntityId:
    row = row_at(session.database, plan_numbered(session.database, arguments.plan), arguments.path)
    return progress_entity(row.entity, arguments.unit or session.unit, period_key(arguments.period))


def _chosen(session: Session, arguments: argparse.Namespace) -> Attachment | None:
    """The one file that is meant; None, and what there is said, where it is none or several."""
    files, wanted = attachments_of(session, _record(session, arguments)), arguments.name
    found = [file for file in files if file.name == wanted or (len(wanted) > 3 and file.sha256.startswith(wanted))]
    if len(found) == 1:
        return found[0]
    tell("Nhiều tệp cùng tên: nêu phần đầu mã SHA-256." if found else f"Không có tệp đính kèm «{wanted}».")
    return None
