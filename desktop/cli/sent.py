"""`bundle export`, `receipt-paper`, `read-receipt`: files and papers that go out, and papers that come back."""

import argparse
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, print_json, say, tell
from desktop.formats import number_text, size_text
from desktop.sync import exchange
from desktop.sync.exchange import MAIL_BYTES, ExportMode, ExportPreview, WrittenBundle

_MODES = {mode.value.replace("_", "-"): mode for mode in ExportMode}


def add_commands(listed: Commands) -> None:
    """Declare the commands of the group `bundle` that send."""
    export = command(listed, "export", "tạo tệp cho một nút", _export)
    export.add_argument("--to", required=True, metavar="NODE", help="nút nhận, ví dụ TCHQ/HQ03")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="tệp (.hqb) hoặc thư mục")
    content = export.add_mutually_exclusive_group()
    content.add_argument(
        "--mode",
        choices=sorted(_MODES),
        default="since-receipt",
        help="since-receipt: phần chưa có biên nhận; full: từ đầu; since-sent: chỉ phần chưa gửi lần nào",
    )
    content.add_argument("--full", action="store_true", help="gửi lại từ đầu, như --mode full")
    content.add_argument("--again", type=int, metavar="N", help="gửi lại nội dung của tệp đi số N")
    export.add_argument("--mail", action="store_true", help="chia thành các tệp không quá 10 MB để gửi thư")
    export.add_argument("--preview", action="store_true", help="chỉ xem tệp sẽ có gì, không tạo")
    paper = command(listed, "receipt-paper", "in biên nhận ra giấy (PDF có mã)", _receipt_paper)
    paper.add_argument("--to", required=True, metavar="NODE", help="nút được xác nhận, ví dụ TCHQ/HQ03")
    paper.add_argument("--out", required=True, type=Path, metavar="FILE", help="tệp PDF hoặc thư mục")
    reading = command(listed, "read-receipt", "đọc biên nhận giấy từ ảnh thành tệp trao đổi", _read_receipt)
    reading.add_argument("picture", type=Path, nargs="+", metavar="PICTURE", help="ảnh PNG hoặc JPG")
    reading.add_argument("--out", required=True, type=Path, metavar="DIR", help="thư mục chứa tệp .hqb đọc được")
    for parser in (export, paper, reading):
        add_workspace(parser)
        add_json(parser)


def _export(arguments: argparse.Namespace) -> int:
    mode = ExportMode.FULL if arguments.full else _MODES[arguments.mode]
    limit = MAIL_BYTES if arguments.mail else None
    with signed_in(arguments) as session:
        if arguments.preview:
            preview = exchange.preview_export(session, arguments.to, mode, again=arguments.again, max_bytes=limit)
            return _previewed(preview, as_json=arguments.json)
        written = exchange.write_bundles(
            session, arguments.to, arguments.out, mode=mode, again=arguments.again, max_bytes=limit
        )
    if arguments.json:
        print_json({**_written_json(written[0]), "files": [_written_json(one) for one in written]})
    for one in written:
        tell(f"Đã tạo tệp đi {one.number}: {one.path} ({number_text(one.size)} byte).")
    return DONE


def _written_json(written: WrittenBundle) -> dict[str, object]:
    return {"number": written.number, "file": str(written.path), "size": written.size, "events": written.events}


def _previewed(preview: ExportPreview, *, as_json: bool) -> int:
    """What the next bundle would hold."""
    if as_json:
        print_json(
            {
                "to": preview.to_node,
                "number": preview.number,
                "events": preview.events,
                "records": preview.records,
                "counts": {kind.value: count for kind, count in preview.counts.items()},
                "resent": preview.resent,
                "people": {share.name: share.records for share in preview.shares},
                "confirms": list(preview.confirms),
                "machines": list(preview.machines),
                "size": preview.size,
                "files": preview.files,
            }
        )
        return DONE
    say(f"Tệp đi {preview.number} cho {preview.unit_name}: khoảng {size_text(preview.size)}, {preview.files} tệp.")
    for kind, count in preview.counts.items():
        say(f"{exchange.ITEM_WORDS[kind]}: {number_text(count)}")
    for share in preview.shares:
        say(f"{share.name or 'Chương trình'}: {number_text(share.records)} mục")
    return DONE


def _receipt_paper(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        written = exchange.write_receipt_paper(session, arguments.to, arguments.out)
    if arguments.json:
        print_json({"number": written.number, "file": str(written.path), "code": written.code, "codes": written.codes})
    tell(f"Đã lập biên nhận {written.number}: {written.path}, mã kiểm {written.code}.")
    return DONE


def _read_receipt(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        bundle = exchange.save_receipt(session, arguments.picture, arguments.out)
    if arguments.json:
        print_json({"file": str(bundle)})
    tell(f"Đã đọc biên nhận: {bundle}. Nhập tệp này như mọi tệp khác.")
    return DONE
