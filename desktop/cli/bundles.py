"""`bundle …`: writing, looking into and importing exchange files."""

import argparse
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, REFUSED, print_json, say, tell
from desktop.errors import AppError
from desktop.messages import message_of
from desktop.plans.state import TwoByTwo
from desktop.session import Session
from desktop.sync import exchange
from desktop.sync.exchange import BundleFacts, ExportMode, ImportReport


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "bundle", "tệp trao đổi")
    export = command(listed, "export", "tạo tệp cho một nút", _export)
    export.add_argument("--to", required=True, metavar="NODE", help="nút nhận, ví dụ TCHQ/HQ03")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="tệp (.hqb) hoặc thư mục")
    export.add_argument("--full", action="store_true", help="gửi lại từ đầu, không chỉ từ biên nhận gần nhất")
    inspect = command(listed, "inspect", "xem một tệp mà không nhập", _inspect)
    inspect.add_argument("file", type=Path, metavar="FILE", help="tệp trao đổi")
    inspect.add_argument("--data", type=Path, metavar="DIR", help="sổ để mở tệp (bỏ trống: chỉ xem vỏ ngoài)")
    inspect.add_argument("--user", metavar="NAME", help="người dùng của sổ")
    taking = command(listed, "import", "nhập tệp; nhiều tệp thì nhập lần lượt", _import)
    taking.add_argument("file", type=Path, nargs="+", metavar="FILE", help="tệp trao đổi")
    taking.add_argument("--preview", action="store_true", help="chỉ xem trước, không ghi")
    log = command(listed, "list", "các tệp đã đi và đến", _list)
    for parser in (export, taking, log):
        add_workspace(parser)
    for parser in (export, inspect, taking, log):
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


def _inspect(arguments: argparse.Namespace) -> int:
    if arguments.data is None:
        facts = exchange.inspect_bundle(arguments.file)
    else:
        with signed_in(arguments) as session:
            facts = exchange.inspect_bundle(arguments.file, session)
    values = facts_json(facts)
    if arguments.json:
        print_json(values)
    for name, value in [] if arguments.json else values.items():
        say(f"{name}: {value}")
    return DONE


def facts_json(facts: BundleFacts) -> dict[str, object]:
    """What a file says of itself, as JSON; of a file that this node cannot open only size and hash."""
    outside: dict[str, object] = {"size": facts.size, "sha256": facts.sha256}
    if not facts.is_open:
        return outside
    return {
        **outside,
        "from": facts.from_node,
        "to": facts.to_node,
        "number": facts.number,
        "at_ms": facts.at_ms,
        "made_by": facts.made_by,
        "program_version": facts.app,
        "events": facts.events,
        "streams": facts.streams,
        "confirmed": facts.confirmed,
        "refused": facts.refused,
        "has_trust_list": facts.has_trust,
        "imported_at_ms": facts.imported_at_ms,
    }


def _import(arguments: argparse.Namespace) -> int:
    results: list[dict[str, object]] = []
    with signed_in(arguments) as session:
        results.extend(_one(session, file, preview=arguments.preview) for file in arguments.file)
    if arguments.json:
        print_json(results)
    return REFUSED if any("refused" in result for result in results) else DONE


def _one(session: Session, file: Path, *, preview: bool) -> dict[str, object]:
    """Import one file; a refused one does not keep the next ones from coming in."""
    try:
        report = (exchange.preview_import if preview else exchange.import_bundle)(session, file)
    except AppError as error:
        message = message_of(error)
        tell(f"{file}: {message}")
        return {"file": str(file), "refused": str(message)}
    tell(f"{file}: {_summary(report, preview=preview)}")
    return {"file": str(file), **report_json(report)}


def _summary(report: ImportReport, *, preview: bool) -> str:
    if report.already_imported:
        return f"Tệp đến {report.number} đã nhập từ trước. Không có gì thay đổi."
    counts = report.counts
    words = (
        f"Tệp đến {report.number} của {report.from_name}: {counts.new} mới, {counts.duplicate} đã có, "
        f"{counts.held} chờ tệp trước, {counts.rejected} bị từ chối; "
        f"quá hạn {report.before.open_overdue} → {report.after.open_overdue}."
    )
    return f"{words} Chưa có gì được ghi vào sổ." if preview else words


def report_json(report: ImportReport) -> dict[str, object]:
    """What an import brings, as JSON."""
    counts = report.counts
    return {
        "from": report.from_node,
        "number": report.number,
        "already_imported": report.already_imported,
        "counts": {name: getattr(counts, name) for name in counts.__slots__},
        "before": _totals(report.before),
        "after": _totals(report.after),
        "changes": [
            {name: getattr(line, name) for name in line.__slots__ if name != "entity"} for line in report.lines
        ],
    }


def _totals(totals: TwoByTwo) -> dict[str, int]:
    return {
        "completed_on_time": totals.completed_on_time,
        "completed_late": totals.completed_late,
        "open_in_time": totals.open_in_time,
        "open_overdue": totals.open_overdue,
        "total": totals.total,
    }


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
