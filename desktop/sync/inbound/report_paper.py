"""The report of an import on paper: who, when, which file, check sums, counts, each failed record with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.files import atomic_write
from desktop.formats import day_text, moment_text, number_text, period_text, size_text
from desktop.jobs import Job
from desktop.session import Session
from desktop.sync.endpoint import unit_title
from desktop.sync.inbound.folder_report import STATE_WORDS, FileState, FolderReport
from desktop.sync.inbound.import_report import CAUTION_WORDS, ChangeLine, Counts, Figures, Gap, ImportReport, LineGroup
from desktop.sync.inbound.kept_reports import KeptReport, kept_report
from desktop.sync.inbound.report_words import GROUP_WORDS, after_words, before_words, field_words
from desktop.units.current import units_of

MOST_PRINTED = 2_000
"""So many lines of a group stand on paper; failed records are printed all."""
_ALL_PRINTED = frozenset({LineGroup.REJECTED, LineGroup.REFUSED})
_COUNTS = {
    "new": "Mới",
    "duplicate": "Đã có từ trước",
    "late": "Nhận muộn",
    "parallel": "Song song, cần quyết định",
    "held": "Chờ tệp trước",
    "rejected": "Không nhận",
    "newer": "Cần bản phần mềm mới",
    "receipts": "Mục được biên nhận",
}
_FIGURES = {
    "total": "Tổng số nhiệm vụ",
    "completed_on_time": "Hoàn thành đúng hạn",
    "completed_late": "Hoàn thành quá hạn",
    "open_in_time": "Đang thực hiện trong hạn",
    "open_overdue": "Đang thực hiện quá hạn",
}


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table: its heading, the heads of its columns, their widths in millimetres, the texts row by row.

    `figures` are the columns that hold figures.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """What stands on the paper, from the names of the agency to the line at the foot."""

    upper_line: str
    own_line: str
    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    tables: tuple[PaperTable, ...]
    foot: str


def print_report(session: Session, kept: int | KeptReport, path: Path, job: Job | None = None) -> None:
    """Write the report of an import as a PDF: a kept one by the id of its exchange.

    Raises UnknownImport, FileNotWritten, NotEnoughSpace, SuspiciousFile, Stopped.
    """
    found = kept_report(session, kept) if isinstance(kept, int) else kept
    _write(import_paper(session, found), path, job)


def print_folder_report(session: Session, report: FolderReport, path: Path, job: Job | None = None) -> None:
    """Write the report of a folder as a PDF; raises as `print_report` does."""
    _write(folder_paper(session, report), path, job)


def _write(paper: ReportPaper, path: Path, job: Job | None) -> None:
    from desktop.sync.inbound.report_pdf import (
        pdf_bytes,  # reportlab is large and loaded only when something is printed
    )

    atomic_write(path, pdf_bytes(paper, job or Job()))


def import_paper(session: Session, kept: KeptReport) -> ReportPaper:
    """The paper of one import."""
    report = kept.report
    upper, own = _agency(session)
    facts = (
        ("Nơi gửi", f"{report.from_name} ({report.from_node})"),
        ("Nơi nhận", f"{unit_title(session.node, session.database)} ({session.node})"),
        (
            "Người lập tệp",
            f"{report.made_by}, lúc {_moment(report.at_ms)}" if report.made_by else _moment(report.at_ms),
        ),
        ("Người nhập", f"{kept.by}, lúc {_moment(kept.at_ms)}"),
        ("Tên tệp", f"{kept.file} ({size_text(kept.size)})"),
        ("Mã kiểm SHA-256 của tệp", _grouped(kept.file_sha256)),
        ("Mã kiểm của nội dung", _grouped(report.digest)),
    )
    tables = [
        _counts_table(report.counts),
        _figures_table(Figures(report.before, report.returned_before), Figures(report.after, report.returned_after)),
        *_units_table(session, report),
        *_gaps_table(report.gaps),
        *(_group_table(session, report, group) for group in GROUP_WORDS if _of(report, group)),
    ]
    return ReportPaper(
        upper,
        own,
        "BÁO CÁO NHẬP TỆP",
        f"Tệp đến {report.number} của {report.from_name}",
        facts,
        tuple(_remarks(report)),
        tuple(tables),
        _foot(session),
    )


def folder_paper(session: Session, report: FolderReport) -> ReportPaper:
    """The paper of a folder: in sum, sender by sender, file by file."""
    upper, own = _agency(session)
    silent = [
        f"{one.name}: {'tệp gần nhất nhập ngày ' + _day(one.last_at) if one.last_at else 'chưa nhận tệp nào'}"
        for one in report.silent
    ]
    remarks = [CAUTION_WORDS[caution] for caution in report.cautions]
    if silent:
        remarks.append(f"Chưa có tệp của {len(silent)} đơn vị: {'; '.join(silent)}.")
    senders = tuple(
        (
            sender.name,
            ", ".join(map(str, sender.numbers)),
            number_text(sender.counts.new),
            number_text(sender.counts.held),
            number_text(sender.counts.rejected),
            _moved(sender.effect.before, sender.effect.after) if sender.effect else "",
        )
        for sender in report.senders
    )
    files = tuple((one.file, STATE_WORDS[one.state], _told(one.report, one.refusal)) for one in report.files)
    gaps = tuple(gap for sender in report.senders for gap in sender.gaps)
    tables = [
        _counts_table(report.counts),
        _figures_table(report.before, report.after),
        PaperTable(
            "Theo đơn vị gửi",
            ("Đơn vị", "Tệp", "Mới", "Chờ", "Không nhận", "Hoàn thành; quá hạn"),
            (55, 20, 18, 15, 18, 39),
            senders,
            figures=(1, 2, 3, 4, 5),
        ),
        *_gaps_table(gaps),
        PaperTable("Từng tệp", ("Tệp", "Kết quả", "Nội dung hoặc lý do"), (52, 33, 80), files),
    ]
    counted = f"{report.count(FileState.TAKEN)} tệp nhập được trong {len(report.files)} mục của thư mục"
    return ReportPaper(
        upper,
        own,
        "BÁO CÁO NHẬP CẢ THƯ MỤC",
        f"{counted} «{report.folder}»" if report.folder else counted,
        (("Nơi nhận", f"{unit_title(session.node, session.database)} ({session.node})"),),
        tuple(remarks),
        tuple(tables),
        _foot(session),
    )


# --- the parts ---


def _counts_table(counts: Counts) -> PaperTable:
    rows = [(words, number_text(getattr(counts, name))) for name, words in _COUNTS.items()]
    return PaperTable("Số thay đổi trong tệp", ("Loại", "Số lượng"), (125, 40), tuple(rows), figures=(1,))


def _figures_table(before: Figures, after: Figures) -> PaperTable:
    rows = [
        (words, number_text(getattr(before.counts, name)), number_text(getattr(after.counts, name)))
        for name, words in _FIGURES.items()
    ]
    rows.append(("Có kết quả bị trả lại", number_text(before.returned), number_text(after.returned)))
    return PaperTable(
        "Ảnh hưởng đến số liệu", ("Chỉ số", "Trước khi nhập", "Sau khi nhập"), (85, 40, 40), tuple(rows), figures=(1, 2)
    )


def _units_table(session: Session, report: ImportReport) -> Iterator[PaperTable]:
    """Unit by unit where several are answered for."""
    if "/" in session.node or not report.units:
        return
    names = units_of(session)
    rows = [
        (names.unit(one.unit).name if one.unit in names else one.unit, _moved(one.before, one.after))
        for one in report.units
    ]
    yield PaperTable("Theo đơn vị", ("Đơn vị", "Hoàn thành; quá hạn"), (95, 70), tuple(rows), figures=(1,))


def _moved(before: Figures, after: Figures) -> str:
    """«3 → 4; quá hạn 12 → 9»."""
    done = _arrow(before.counts.completed, after.counts.completed)
    return f"{done}; quá hạn {_arrow(before.counts.open_overdue, after.counts.open_overdue)}"


def _arrow(before: int, after: int) -> str:
    return number_text(after) if before == after else f"{number_text(before)} → {number_text(after)}"


def _gaps_table(gaps: Sequence[Gap]) -> Iterator[PaperTable]:
    if not gaps:
        return
    rows = []
    for gap in gaps:
        numbers = ", ".join(f"tệp {number}" for number in gap.numbers)
        missing = f"từ {number_text(gap.first)} đến {number_text(gap.last)}"
        rows.append((gap.name, numbers or "xin gửi lại", missing, number_text(gap.events)))
    yield PaperTable(
        "Chờ tệp trước",
        ("Đơn vị ghi", "Cần nhập trước", "Thay đổi còn thiếu", "Số đang chờ"),
        (60, 40, 40, 25),
        tuple(rows),
    )


def _of(report: ImportReport, group: LineGroup) -> list[ChangeLine]:
    return [line for line in report.lines if line.group is group]


def _group_table(session: Session, report: ImportReport, group: LineGroup) -> PaperTable:
    lines = _of(report, group)
    printed = lines if group in _ALL_PRINTED else lines[:MOST_PRINTED]
    more = len(lines) - len(printed) + dict(report.omitted).get(group, 0)
    rows = tuple(
        (_number(session, line), _subject(line), field_words(line), before_words(line), after_words(line))
        for line in printed
    )
    return PaperTable(
        f"{GROUP_WORDS[group]} ({number_text(len(lines))} dòng)",
        ("Số", "Nội dung", "Trường", "Đang có", "Sau khi nhập"),
        (31, 47, 27, 25, 35),
        rows,
        f"Còn {number_text(more)} dòng không in ở đây." if more > 0 else "",
    )


def _number(session: Session, line: ChangeLine) -> str:
    """The task by its number, with its plan and, where it is another one, its unit."""
    unit = unit_title(line.unit, session.database) if line.unit and line.unit != session.unit else ""
    return "\n".join(part for part in (line.label or line.unit, line.plan_number, unit if line.label else "") if part)


def _subject(line: ChangeLine) -> str:
    return f"{line.title}\n{period_text(line.period)}" if line.period else line.title


def _remarks(report: ImportReport) -> Iterator[str]:
    yield from (CAUTION_WORDS[caution] for caution in report.cautions)
    for late in report.late_for:
        yield (
            f"Có {number_text(late.records)} kết quả nhận sau khi chốt «{late.title}» ngày {_day(late.made_at)} "
            f"(mã đối chiếu {late.check_code}); báo cáo đã in giữ nguyên."
        )


def _told(report: ImportReport | None, refusal: str) -> str:
    if report is None:
        return refusal
    counts = report.counts
    parts = [
        (counts.new, "mới"),
        (counts.duplicate, "đã có"),
        (counts.held, "chờ tệp trước"),
        (counts.rejected, "không nhận"),
        (counts.receipts, "mục được biên nhận"),
        (counts.files, "tệp đính kèm"),
    ]
    words = ", ".join(f"{number_text(count)} {name}" for count, name in parts if count) or "không có gì mới"
    return f"Tệp {report.number} của {report.from_name}: {words}."


def _agency(session: Session) -> tuple[str, str]:
    return units_of(session).agency_lines(session.unit, session.machine.today())


def _foot(session: Session) -> str:
    return f"In lúc {_moment(session.machine.now_ms())}, {session.person.name}"


def _moment(at_ms: int) -> str:
    return moment_text(datetime.fromtimestamp(at_ms / 1000).astimezone())


def _day(at_ms: int) -> str:
    return day_text(datetime.fromtimestamp(at_ms / 1000).astimezone().date())


def _grouped(digest: str) -> str:
    """A check sum in groups of eight, so that it can be read out."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
