"""`bundle inspect|import|folder|report|refused`: what was received."""

import argparse
from dataclasses import asdict
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, REFUSED, print_json, say, tell
from desktop.errors import AppError
from desktop.messages import message_of
from desktop.plans.state import TwoByTwo
from desktop.session import Session
from desktop.sync import exchange
from desktop.sync.exchange import BundleFacts, FileState, FolderReport, Gap, ImportReport
from desktop.sync.inbound.folder_report import STATE_WORDS


def add_commands(listed: Commands) -> None:
    """Declare these commands in the group `bundle`."""
    inspect = command(listed, "inspect", "xem một tệp mà không nhập", _inspect)
    inspect.add_argument("file", type=Path, metavar="FILE", help="tệp trao đổi")
    inspect.add_argument("--data", type=Path, metavar="DIR", help="sổ để mở tệp (bỏ trống: chỉ xem vỏ ngoài)")
    inspect.add_argument("--user", metavar="NAME", help="người dùng của sổ")
    taking = command(listed, "import", "nhập tệp; nhiều tệp thì nhập lần lượt", _import)
    taking.add_argument("file", type=Path, nargs="+", metavar="FILE", help="tệp trao đổi")
    folder = command(listed, "folder", "nhập mọi tệp của một thư mục, một báo cáo chung", _folder)
    folder.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục các tệp trao đổi")
    folder.add_argument("--out", type=Path, metavar="FILE", help="in báo cáo chung ra tệp (.pdf)")
    for parser in (taking, folder):
        parser.add_argument("--preview", action="store_true", help="chỉ xem trước, không ghi")
    report = command(listed, "report", "in lại báo cáo của một tệp đã nhập", _report)
    report.add_argument("--from", required=True, dest="node", metavar="NODE", help="nút gửi, ví dụ TCHQ/HQ03")
    report.add_argument("--number", required=True, type=int, metavar="N", help="số của tệp đến")
    report.add_argument("--out", required=True, type=Path, metavar="FILE", help="tệp (.pdf)")
    refused = command(listed, "refused", "các tệp không nhận, vì sao", _refused)
    for parser in (taking, folder, report, refused):
        add_workspace(parser)
    for parser in (inspect, taking, folder, refused):
        add_json(parser)


# --- looking ---


def _inspect(arguments: argparse.Namespace) -> int:
    if arguments.data is None:
        facts = exchange.inspect_bundle(arguments.file)
    else:
        with signed_in(arguments) as session:
            facts = exchange.inspect_bundle(arguments.file, session)
    values = facts_json(facts)
    if arguments.json:
        print_json(values)
        return DONE
    for name, value in values.items():
        if name != "contents":
            say(f"{name}: {value}")
    for content in facts.contents:
        more = f" và {content.more} nhiệm vụ khác" if content.more else ""
        say(f"{content.words}: {content.records}" + (f" ({', '.join(content.tasks)}{more})" if content.tasks else ""))
    if facts.waits:
        say(f"Cần nhập trước: {', '.join(f'tệp {number}' for number in facts.needs) or 'phần còn thiếu, xin gửi lại'}.")
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
        "new": facts.new,
        "streams": facts.streams,
        "confirmed": facts.confirmed,
        "refused": facts.refused,
        "has_trust_list": facts.has_trust,
        "imported_at_ms": facts.imported_at_ms,
        "is_older": facts.is_older,
        "needs": list(facts.needs),
        "waits": facts.waits,
        "contents": [
            {"type": one.type, "records": one.records, "tasks": list(one.tasks), "more": one.more}
            for one in facts.contents
        ],
    }


# --- one file after the other ---


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
        "returned": {"before": report.returned_before, "after": report.returned_after},
        "waiting": [_gap_json(gap) for gap in report.gaps],
        "late_for": [{"check_code": late.check_code, "records": late.records} for late in report.late_for],
        "changes": [
            {name: getattr(line, name) for name in line.__slots__ if name != "entity"} for line in report.lines
        ],
    }


def _gap_json(gap: Gap) -> dict[str, object]:
    return {**asdict(gap), "numbers": list(gap.numbers)}


def _totals(totals: TwoByTwo) -> dict[str, int]:
    return {
        "completed_on_time": totals.completed_on_time,
        "completed_late": totals.completed_late,
        "open_in_time": totals.open_in_time,
        "open_overdue": totals.open_overdue,
        "total": totals.total,
    }


# --- a folder, kept reports, refused files ---


def _folder(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        report = (exchange.preview_folder if arguments.preview else exchange.import_folder)(session, arguments.folder)
        if arguments.out is not None:
            exchange.print_folder_report(session, report, arguments.out)
    for one in report.files:
        tell(f"{one.file}: {STATE_WORDS[one.state]}. {one.refusal}".rstrip())
    tell(
        f"{report.count(FileState.TAKEN)} tệp nhập được, {report.counts.new} thay đổi mới, "
        f"{report.counts.held} chờ tệp trước; quá hạn {report.before.counts.open_overdue} → "
        f"{report.after.counts.open_overdue}; chưa có tệp của {len(report.silent)} đơn vị."
        + (" Chưa có gì được ghi vào sổ." if arguments.preview else "")
    )
    if arguments.json:
        print_json(folder_json(report))
    return REFUSED if report.count(FileState.REFUSED) or report.is_stopped else DONE


def folder_json(report: FolderReport) -> dict[str, object]:
    """What a folder of files brings, as JSON."""
    return {
        "files": [
            {"file": one.file, "state": one.state.value, "refused": one.refusal}
            | ({"from": one.report.from_node, "number": one.report.number} if one.report is not None else {})
            for one in report.files
        ],
        "senders": [
            {
                "node": sender.node,
                "numbers": list(sender.numbers),
                "counts": asdict(sender.counts),
                "waiting": [_gap_json(gap) for gap in sender.gaps],
            }
            for sender in report.senders
        ],
        "silent": [one.node for one in report.silent],
        "counts": asdict(report.counts),
        "before": _totals(report.before.counts),
        "after": _totals(report.after.counts),
        "units": {
            one.unit: {"before": _totals(one.before.counts), "after": _totals(one.after.counts)} for one in report.units
        },
    }


def _report(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = [
            one.id
            for one in exchange.exchanges(session, arguments.node)
            if one.direction == "in" and one.number == arguments.number
        ]
        exchange.print_report(session, found[0] if found else 0, arguments.out)
    tell(f"Đã in báo cáo của tệp đến {arguments.number}: {arguments.out}.")
    return DONE


def _refused(arguments: argparse.Namespace) -> int:
    with signed_in(arguments) as session:
        found = exchange.refused_files(session)
    if arguments.json:
        print_json(
            [
                {
                    "file": one.file,
                    "sha256": one.sha256,
                    "at_ms": one.at_ms,
                    "times": one.times,
                    "reason": one.refusal.reason.value,
                }
                for one in found
            ]
        )
    for one in [] if arguments.json else found:
        say(f"{one.file}  {one.words}")
    return DONE
