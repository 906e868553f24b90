"""The rows of a folder's report: one for each unit with its sums, the files that were not read, the silent units."""

from dataclasses import dataclass

from desktop.formats import day_text, number_text
from desktop.sync.exchange import Counts, FileOutcome, FileState, FolderReport, SenderSummary, SilentNode, UnitEffect
from desktop.sync.inbound.folder_report import STATE_WORDS
from ui.exchange.situation import moment
from ui.exchange.words import numbers_text
from ui.tree_model import Group


@dataclass(frozen=True, slots=True)
class FolderRow:
    """One row; a zero is written as "". `node` opens the unit's files, `file` the report of one file."""

    key: str
    name: str
    meta: str
    new: str = ""
    late: str = ""
    refused: str = ""
    waiting: str = ""
    effect: str = ""
    tone: str = ""
    node: str = ""
    file: FileOutcome | None = None


def folder_groups(report: FolderReport) -> list[Group[FolderRow]]:
    """The units with files, the files that were not taken in, the units from whom nothing came."""
    others = [one for one in report.files if one.report is None]
    found: list[tuple[str, str, list[FolderRow], str, bool]] = [
        (
            "senders",
            "Đơn vị có tệp",
            [sender_row(sender, report) for sender in report.senders],
            f"{number_text(len(report.senders))} đơn vị",
            False,
        ),
        ("others", "Tệp không nhập được", [_other_row(one) for one in others], f"{number_text(len(others))} tệp", True),
        (
            "silent",
            "Không có tệp nào của",
            [_silent_row(one) for one in report.silent],
            f"{number_text(len(report.silent))} đơn vị",
            False,
        ),
    ]
    return [
        Group(key, words, rows, note=note, icon="warning" if warns else "", tone="warn" if warns else "")
        for key, words, rows, note, warns in found
        if rows
    ]


def sender_row(sender: SenderSummary, report: FolderReport) -> FolderRow:
    """A unit with the sums of its files."""
    files = [one for one in report.files if one.report is not None and one.report.from_node == sender.node]
    known = sum(one.state is FileState.KNOWN for one in files)
    told = f"{number_text(len(files))} tệp, số {numbers_text(sender.numbers)}"
    missing = sorted({number for gap in sender.gaps for number in gap.numbers})
    if missing:
        told = f"Thiếu tệp {numbers_text(tuple(missing))}; {told}"
    elif known:
        told += f"; {number_text(known)} tệp đã nhập từ trước"
    counts = sender.counts
    return FolderRow(
        key=sender.node,
        name=sender.name,
        meta=told,
        new=_figure(counts.new),
        late=_figure(counts.late),
        refused=_figure(counts.rejected),
        waiting=_figure(counts.held),
        effect=effect_words(sender.effect),
        tone="red" if missing else "warn" if counts.held or counts.rejected else "",
        node=sender.node,
    )


def file_rows(report: FolderReport, node: str) -> list[FolderRow]:
    """The files of one unit."""
    return [
        _file_row(one)
        for one in report.files
        if one.report is not None and one.report.from_node == node
    ]  # fmt: skip


def _file_row(one: FileOutcome) -> FolderRow:
    counts = one.report.counts if one.report is not None else Counts()
    number = f"Tệp {one.report.number}" if one.report is not None else one.file
    return FolderRow(
        key=one.file,
        name=number,
        meta=f"{one.file}, {STATE_WORDS[one.state].lower()}",
        new=_figure(counts.new),
        late=_figure(counts.late),
        refused=_figure(counts.rejected),
        waiting=_figure(counts.held),
        file=one,
    )


def _other_row(one: FileOutcome) -> FolderRow:
    return FolderRow(key=f"file:{one.file}", name=one.file, meta=one.refusal or STATE_WORDS[one.state], tone="warn")


def _silent_row(one: SilentNode) -> FolderRow:
    last = day_text(moment(one.last_at).date()) if one.last_at is not None else ""
    return FolderRow(
        key=f"silent:{one.node}",
        name=one.name,
        meta=f"Tệp gần nhất nhập {last}" if last else "Chưa nhận tệp nào",
        tone="" if last else "warn",
    )


def _figure(count: int) -> str:
    return number_text(count) if count else ""


def effect_words(effect: UnitEffect | None) -> str:
    """How the overdue and completed tasks of a unit move."""
    if effect is None:
        return "không đổi"
    before, after = effect.before.counts, effect.after.counts
    pairs = [
        ("quá hạn", before.open_overdue, after.open_overdue),
        ("hoàn thành", before.completed, after.completed),
        ("tổng số", before.total, after.total),
    ]
    moved = [f"{words} {number_text(old)} → {number_text(new)}" for words, old, new in pairs if old != new]
    return ", ".join(moved) or "không đổi"


def count_words(report: FolderReport) -> str:
    """How many files of which kind a folder holds."""
    kinds = [(state, report.count(state)) for state in FileState]
    return ", ".join(f"{STATE_WORDS[state].lower()} {number_text(count)}" for state, count in kinds if count)
