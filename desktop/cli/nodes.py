"""`node …` and `user …`: creating a ledger, enrolling it with the level above, adding people."""

import argparse
from pathlib import Path

from desktop.cli.access import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    RECOVERY_CODE,
    add_json,
    add_workspace,
    passphrase,
    signed_in,
)
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, tell
from desktop.cli.units import table_of
from desktop.creation import create_workspace
from desktop.permissions import ROLE_WORDS, Role
from desktop.sync import exchange
from desktop.units.table import load_units
from desktop.users.people import add_person, change_passphrase, change_role, person_named, remove_person, roster
from desktop.workspace import open_workspace


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    nodes = group(commands, "node", "tạo sổ, kết nạp với cấp trên")
    create = command(nodes, "create", "tạo sổ mới cho một đơn vị; in mã khôi phục một lần", _create)
    create.add_argument("--data", type=Path, required=True, metavar="DIR", help="thư mục trống cho sổ mới")
    create.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị, ví dụ TCHQ, HQ03")
    create.add_argument("--user", required=True, metavar="NAME", help="họ tên người quản trị đầu tiên")
    create.add_argument("--units", type=Path, metavar="FILE", help="bảng đơn vị do cấp trên xuất, khi mã còn mới")
    add_json(create)
    recover = command(nodes, "recover", f"đặt mật khẩu mới bằng mã khôi phục; mã lấy từ {RECOVERY_CODE}", _recover)
    request = command(nodes, "request", "ghi tệp đề nghị kết nạp; in dãy số của nó", _request)
    request.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp đề nghị (.hqe)")
    enrol = command(nodes, "enrol", "cấp trên kết nạp một máy; in dãy số của gốc tin cậy", _enrol)
    enrol.add_argument("request", type=Path, metavar="REQUEST", help="tệp đề nghị")
    enrol.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp kết nạp")
    join = command(nodes, "join", "nhập tệp kết nạp của cấp trên", _join)
    join.add_argument("admission", type=Path, metavar="ADMISSION", help="tệp kết nạp")
    enrol.add_argument("--fingerprint", required=True, metavar='"12345 …"', help="8 nhóm 5 chữ số đã đối chiếu")
    words = "8 nhóm 5 chữ số cấp trên đọc; máy đã kết nạp không cần"
    join.add_argument("--fingerprint", default="", metavar='"12345 …"', help=words)
    for parser in (recover, request, enrol, join):
        add_workspace(parser)
        add_json(parser)
    _add_users(commands)


def _add_users(commands: Commands) -> None:
    users = group(commands, "user", "người dùng của sổ")
    add = command(users, "add", f"thêm người dùng; mật khẩu của người đó lấy từ {NEW_PASSPHRASE}", _add_user)
    add.add_argument("name", metavar="NAME", help="họ tên")
    add.add_argument("--role", required=True, choices=[role.value for role in Role], help="vai trò")
    add.add_argument("--team", default="", help="tổ, phòng")
    role = command(users, "role", "đổi vai trò của một người dùng khác", _change_role)
    role.add_argument("--role", required=True, choices=[role.value for role in Role], help="vai trò mới")
    removing = command(users, "remove", "thôi cho một người dùng vào sổ; in mã khôi phục mới một lần", _remove)
    for parser in (role, removing):
        parser.add_argument("name", metavar="NAME", help="họ tên")
    renewing = command(users, "passphrase", f"đổi mật khẩu của mình; mật khẩu mới lấy từ {NEW_PASSPHRASE}", _renew)
    listing = command(users, "list", "danh sách người dùng", _users)
    for parser in (add, role, removing, renewing, listing):
        add_workspace(parser)
        add_json(parser)


def _create(arguments: argparse.Namespace) -> int:
    secret = passphrase(PASSPHRASE, f"Mật khẩu mới của {arguments.user}: ")
    units = table_of(arguments.units) if arguments.units else load_units()
    created = create_workspace(
        arguments.data, unit=arguments.unit, person_name=arguments.user, passphrase=secret, units=units
    )
    if arguments.json:
        info = created.workspace.info
        print_json({"node": info.node, "unit": info.unit, "recovery_code": created.recovery_code})
    else:
        say(created.recovery_code)
        tell("Đã tạo sổ. Chép mã khôi phục ở trên ra giấy và cất trong phong bì; mã chỉ hiện một lần.")
    return DONE


def _recover(arguments: argparse.Namespace) -> int:
    workspace = open_workspace(arguments.data)
    person = workspace.person(arguments.user)
    with workspace.hold():
        code = passphrase(RECOVERY_CODE, "Mã khôi phục: ")
        session = workspace.recover(code, person.name, passphrase(NEW_PASSPHRASE, f"Mật khẩu mới của {person.name}: "))
        session.close()
    if arguments.json:
        print_json({"name": person.name})
    tell(f"Đã đặt mật khẩu mới cho {person.name}. Mục đang chờ duyệt của người này cần gửi lại.")
    return DONE


def _request(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        fingerprint = exchange.request_enrolment(session, arguments.out)
    return _print_fingerprint(arguments, fingerprint, "Đã ghi tệp đề nghị. Đọc dãy số này cho cấp trên qua điện thoại.")


def _enrol(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        fingerprint = exchange.enrol(session, arguments.request, arguments.fingerprint, arguments.out)
    return _print_fingerprint(arguments, fingerprint, "Đã kết nạp. Đọc dãy số này cho đơn vị để nhập tệp kết nạp.")


def _print_fingerprint(arguments: argparse.Namespace, fingerprint: str, words: str) -> int:
    if arguments.json:
        print_json({"fingerprint": fingerprint, "file": str(arguments.out)})
    else:
        say(fingerprint)
        tell(words)
    return DONE


def _join(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        exchange.join(session, arguments.admission, arguments.fingerprint)
        state = exchange.trust_state(session)
    if arguments.json:
        print_json({"joined": state.is_joined, "parent_node": state.parent_node, "list_version": state.list_version})
    else:
        tell("Đã nhập tệp kết nạp. Từ nay trao đổi được tệp với cấp trên.")
    return DONE


def _add_user(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        secret = passphrase(NEW_PASSPHRASE, f"Mật khẩu của {arguments.name}: ")
        person = add_person(session, arguments.name, Role(arguments.role), secret, team=arguments.team)
    if arguments.json:
        print_json({"id": person.id, "name": person.name, "role": person.role})
    else:
        tell(f"Đã thêm {person.name}, vai trò {ROLE_WORDS[person.role]}.")
    return DONE


def _change_role(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        person = person_named(session.database, session.unit, arguments.name)
        changed = change_role(session, person.id, Role(arguments.role))
    if arguments.json:
        print_json({"id": changed.id, "name": changed.name, "role": changed.role})
    tell(f"Từ lần đăng nhập sau, vai trò của {changed.name} là {ROLE_WORDS[changed.role]}.")
    return DONE


def _remove(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        person = person_named(session.database, session.unit, arguments.name)
        code = remove_person(session, person.id)
    if arguments.json:
        print_json({"id": person.id, "name": person.name, "recovery_code": code})
    else:
        say(code)
    tell(f"{person.name} không vào được sổ nữa. Mã khôi phục cũ hết dùng: chép mã mới ra giấy và hủy mã cũ.")
    return DONE


def _renew(arguments: argparse.Namespace) -> int:
    old = passphrase(PASSPHRASE, "Mật khẩu hiện nay: ")
    with signed_in(arguments, old) as session:
        change_passphrase(session, old, passphrase(NEW_PASSPHRASE, f"Mật khẩu mới của {session.person.name}: "))
        name = session.person.name
    if arguments.json:
        print_json({"name": name})
    tell(f"Đã đổi mật khẩu của {name}.")
    return DONE


def _users(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        people = roster(session.database, session.unit)
    if arguments.json:
        print_json([{"id": one.id, "name": one.name, "role": one.role, "team": one.team} for one in people])
    else:
        for person in people:
            say(f"{person.name}  {ROLE_WORDS[person.role]}  {person.team}".rstrip())
    return DONE
