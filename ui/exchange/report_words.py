"""The words over an import report: its counts, and what has to be known of the file as a whole."""

from desktop.formats import day_text, number_text
from desktop.sync.exchange import CAUTION_WORDS, Counts, Gap, ImportReport, LateForReport
from ui.exchange.situation import moment
from ui.exchange.words import numbers_text
from ui.widgets.banner import Grade


def count_figures(counts: Counts) -> list[tuple[str, str, str]]:
    """The counts for a strip of figures; what matters rarely is left out while it is 0."""
    figures = [
        (counts.new, "Thay đổi mới", "", True),
        (counts.receipts, "Mục được biên nhận", "", True),
        (counts.files, "Tệp đính kèm đã xin", "", False),
        (counts.parallel, "Cần quyết định", "warn", False),
        (counts.late, "Đến muộn", "", False),
        (counts.held, "Chờ tệp trước", "warn", False),
        (counts.newer, "Của bản mới hơn", "warn", False),
        (counts.rejected, "Từ chối", "red", True),
        (counts.duplicate, "Đã có, bỏ qua", "", True),
    ]
    return [
        (number_text(count), words, tone if count else "text2") for count, words, tone, always in figures
        if count or always
    ]  # fmt: skip


def notice(report: ImportReport) -> tuple[Grade, str, str] | None:
    """What stands in a banner over the lines; None where there is nothing to say."""
    if report.already_imported:
        day = f" ngày {day_text(moment(report.imported_at_ms).date())}" if report.imported_at_ms else ""
        return Grade.INFO, f"Tệp {report.number} đã nhập{day}", "Không có gì thay đổi."
    told = [*map(gap_words, report.gaps), *(CAUTION_WORDS[caution] for caution in report.cautions)]
    told += [late_words(one) for one in report.late_for]
    if not told:
        return None
    if report.gaps and report.gaps[0].numbers:
        numbers = numbers_text(report.gaps[0].numbers)
        return Grade.WARNING, f"Thiếu tệp {numbers}, đang giữ tệp {report.number}", " ".join(told)
    return Grade.WARNING, "Có điều cần biết về tệp này", " ".join(told)


def gap_words(gap: Gap) -> str:
    """How much waits for what."""
    waiting = f"{number_text(gap.events)} thay đổi của {gap.name} chờ"
    if gap.numbers:
        return f"{waiting} tệp {numbers_text(gap.numbers)}; nhập tệp đó, hoặc xin nơi gửi tạo tệp mới."
    return f"{waiting} phần số {gap.first} đến {gap.last}; xin nơi gửi tạo tệp từ đầu."


def late_words(late: LateForReport) -> str:
    """A report made here that would show other figures now."""
    made = day_text(moment(late.made_at).date())
    return f"{number_text(late.records)} mục thuộc kỳ của báo cáo «{late.title}» đã chốt ngày {made}."
