"""`key …`: who may sign for whom, machines revoked and replaced, keys renewed, the root under several keys."""

import argparse
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, passphrase, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, print_json, say, table, tell
from desktop.formats import number_text
from desktop.keys.recovery_key import make_recovery_key, open_with_recovery_key
from desktop.keys.register import KeyFacts, trust_facts, who_signs
from desktop.keys.renewal import request_new_keys
from desktop.keys.revoking import preview_revocation, revoke
from desktop.keys.roots import (
    NewRootKey,
    ProposalFacts,
    adopt_root,
    found_root,
    propose_root,
    read_proposal,
    sign_proposal,
)
from desktop.session import Session
from desktop.sync import exchange
from desktop.sync.bundle.signing import KeyId
from desktop.sync.trust.joining import write_trust

KEY_PASSPHRASE = "SOKEHOACH_KEY_PASSPHRASE"  # noqa: S105  # the name of the variable


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    keys = group(commands, "key", "khóa và tin cậy: ai được ký cho ai, thu hồi, thay khóa, gốc tin cậy")
    listing = command(keys, "list", "các máy trong danh sách tin cậy", _list)
    revoking = command(keys, "revoke", "thu hồi khóa của một máy tại chỗ đã nhận", _revoke)
    revoking.add_argument("key", metavar="KEY", help="khóa, hoặc các ký tự đầu của khóa")
    revoking.add_argument("--preview", action="store_true", help="chỉ xem, không thu hồi")
    replacing = command(keys, "replace", "kết nạp máy mới thay cho một máy đã mất", _replace)
    replacing.add_argument("request", type=Path, metavar="REQUEST", help="tệp đề nghị của máy mới")
    replacing.add_argument("--of", required=True, metavar="KEY", help="khóa của máy đã mất")
    replacing.add_argument("--fingerprint", required=True, metavar='"12345 …"', help="8 nhóm 5 chữ số đã đối chiếu")
    for parser in (revoking, replacing):
        parser.add_argument("--reason", default="", metavar="TEXT", help="lý do")
    renewing = command(keys, "renew", "xin thay khóa của máy này; in dãy số và mã khôi phục mới", _renew)
    trusting = command(keys, "trust", "ghi tệp danh sách tin cậy cho nơi chưa biết máy này", _trust)
    for parser in (replacing, renewing, trusting):
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp ghi ra")
    recovering = command(keys, "make-recovery", f"lập khóa dự phòng của đơn vị; mật khẩu từ {KEY_PASSPHRASE}", _make)
    recovering.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp khóa dự phòng")
    opening = command(keys, "import", "nhập tệp gửi cho máy đã mất bằng khóa dự phòng của đơn vị", _import)
    opening.add_argument("bundle", type=Path, metavar="FILE", help="tệp trao đổi")
    opening.add_argument("--recovery-key", type=Path, required=True, metavar="FILE", help="tệp khóa dự phòng")
    for parser in (listing, revoking, replacing, renewing, trusting, recovering, opening):
        add_workspace(parser)
        add_json(parser)
    _add_roots(keys)


def _add_roots(keys: Commands) -> None:
    founding = command(keys, "found-root", "lập gốc tin cậy nhiều khóa cho sổ chưa kết nạp ai", _found)
    proposing = command(keys, "propose-root", "tạo đề nghị thay gốc tin cậy", _propose)
    proposing.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp đề nghị")
    proposing.add_argument("--keep", action="append", default=[], metavar='"12345 …"', help="dãy số của khóa giữ lại")
    for parser in (founding, proposing):
        parser.add_argument("--key", type=Path, action="append", default=[], metavar="FILE", help="tệp khóa gốc mới")
        parser.add_argument("--threshold", type=int, required=True, metavar="N", help="số khóa cần có khi ký")
    adopting = command(keys, "adopt-root", "dùng gốc mới khi đề nghị đã đủ mã xác thực", _adopt)
    for parser in (founding, proposing, adopting):
        add_workspace(parser)
    showing = command(keys, "show-root", "xem một đề nghị thay gốc tin cậy", _show)
    signing = command(keys, "sign-root", f"người giữ khóa ký đề nghị; mật khẩu từ {KEY_PASSPHRASE}", _sign)
    signing.add_argument("--key", type=Path, required=True, metavar="FILE", help="tệp khóa gốc")
    for parser in (adopting, showing, signing):
        parser.add_argument("proposal", type=Path, metavar="PROPOSAL", help="tệp đề nghị")
    for parser in (founding, proposing, adopting, showing, signing):
        add_json(parser)


def _list(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found, facts = who_signs(session), trust_facts(session)
    if arguments.json:
        machines = [
            {
                "key": one.key,
                "node": one.node,
                "unit_name": one.unit_name,
                "machine": one.machine,
                "number": one.number,
                "admitted_on": one.admitted_on,
                "admitted_by": one.admitted_by,
                "revoked": one.end.reason if one.end else None,
                "is_own": one.is_own,
                "last_bundle": one.last_in,
            }
            for one in found
        ]
        root = facts.root
        print_json(
            {
                "machines": machines,
                "age_days": facts.age.days,
                "root": {"version": root.version, "threshold": root.threshold, "keys": list(root.keys)}
                if root
                else None,
            }
        )
    else:
        table([_line(one) for one in found])
    return DONE


def _line(one: KeyFacts) -> list[str]:
    name = one.machine or f"Máy số {one.number}"
    state = f"đã thu hồi: {one.end.reason}" if one.end else "máy này" if one.is_own else ""
    return [one.key[:8], one.unit_name, name, one.admitted_on, state]


def _key(session: Session, typed: str) -> KeyId:
    """The one key that begins so; what fits none, or several, is passed on to be refused as unknown."""
    found = [one.key for one in who_signs(session) if one.key.startswith(typed)]
    return found[0] if len(found) == 1 and typed else KeyId(typed)


def _revoke(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        key = _key(session, arguments.key)
        preview = preview_revocation(session, key) if arguments.preview else revoke(session, key, arguments.reason)
    if arguments.json:
        print_json({"key": key, "kept": preview.kept_in_all, "waiting": preview.waiting, "others": preview.others})
    begin = "Sẽ giữ" if arguments.preview else "Đã thu hồi; giữ"
    tell(f"{begin} {number_text(preview.kept_in_all)} nội dung đã nhận của máy này, từ chối mọi nội dung ký sau đó.")
    return DONE


def _replace(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        digits = exchange.enrol(
            session,
            arguments.request,
            arguments.fingerprint,
            arguments.out,
            replaces=_key(session, arguments.of),
            reason=arguments.reason,
        )
    if arguments.json:
        print_json({"fingerprint": digits, "file": str(arguments.out)})
    else:
        say(digits)
    tell("Đã kết nạp máy mới và thu hồi máy cũ. Đọc dãy số này cho đơn vị để nhập tệp kết nạp.")
    return DONE


def _renew(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        keys = request_new_keys(session, arguments.out)
    if arguments.json:
        print_json({"fingerprint": keys.digits, "recovery_code": keys.recovery_code})
    else:
        for secret in (keys.digits, keys.recovery_code):
            if secret:
                say(secret)
    if keys.digits:
        tell("Đã ghi tệp đề nghị thay khóa. Đọc dãy số cho cấp trên qua điện thoại.")
    else:
        tell("Đã thay khóa của máy này.")
    if keys.recovery_code:
        tell("Mã khôi phục cũ hết dùng: chép mã mới ra giấy và hủy mã cũ.")
    return DONE


def _trust(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        written = write_trust(session, arguments.out)
    if arguments.json:
        print_json({"file": str(written)})
    tell("Đã ghi danh sách tin cậy. Nơi nhận nhập tệp này như một tệp kết nạp.")
    return DONE


def _make(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        at_once = make_recovery_key(session, arguments.out, passphrase(KEY_PASSPHRASE, "Mật khẩu của khóa dự phòng: "))
    if arguments.json:
        print_json({"file": str(arguments.out), "in_force": at_once})
    when = "từ nay" if at_once else "từ lần kết nạp hoặc thay khóa tới"
    tell(f"Đã ghi khóa dự phòng; tệp gửi đơn vị mở được bằng khóa này {when}. Cất tệp và mật khẩu riêng hai nơi.")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        secret = passphrase(KEY_PASSPHRASE, "Mật khẩu của khóa dự phòng: ")
        open_with_recovery_key(session, arguments.recovery_key, secret)
        report = exchange.import_bundle(session, arguments.bundle)
    if arguments.json:
        print_json({"from": report.from_node, "number": report.number, "new": report.counts.new})
    tell(f"Đã nhập tệp đến {report.number} của {report.from_name}: {number_text(report.counts.new)} nội dung mới.")
    return DONE


def _new_keys(files: list[Path]) -> list[NewRootKey]:
    """The files of new root keys with their passphrases: SOKEHOACH_KEY_PASSPHRASE_1 and so on, or asked for."""
    return [
        NewRootKey(file, passphrase(f"{KEY_PASSPHRASE}_{place}", f"Mật khẩu của {file.name}: "))
        for place, file in enumerate(files, start=1)
    ]


def _found(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        digits = found_root(session, _new_keys(arguments.key), arguments.threshold)
    if arguments.json:
        print_json({"fingerprint": digits})
    else:
        say(digits)
    tell("Đã lập gốc tin cậy. In dãy số này vào công văn gửi các đơn vị.")
    return DONE


def _propose(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        facts = propose_root(
            session,
            arguments.out,
            new=_new_keys(arguments.key),
            threshold=arguments.threshold,
            keep=arguments.keep,
        )
    return _print_proposal(arguments, facts)


def _show(arguments: argparse.Namespace) -> int:
    return _print_proposal(arguments, read_proposal(arguments.proposal))


def _sign(arguments: argparse.Namespace) -> int:
    secret = passphrase(KEY_PASSPHRASE, f"Mật khẩu của {arguments.key.name}: ")
    return _print_proposal(arguments, sign_proposal(arguments.proposal, arguments.key, secret))


def _adopt(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        facts = adopt_root(session, arguments.proposal)
    return _print_proposal(arguments, facts)


def _print_proposal(arguments: argparse.Namespace, facts: ProposalFacts) -> int:
    if arguments.json:
        print_json(
            {
                "version": facts.version,
                "threshold": facts.threshold,
                "keys": list(facts.keys),
                "fingerprint": facts.digits,
                "signed": list(facts.signed),
                "needed": list(facts.needed),
                "complete": facts.is_complete,
            }
        )
        return DONE
    say(facts.digits)
    tell(
        f"Gốc phiên bản {facts.version}, cần {facts.threshold} trong {len(facts.keys)} khóa. Đã ký: "
        f"gốc đang dùng {facts.signed[0]}/{facts.needed[0]}, gốc mới {facts.signed[1]}/{facts.needed[1]}."
    )
    return DONE
