"""The portrait part of a report: from the letterhead to the signature block."""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from desktop.formats import number_text
from desktop.reports import styles
from desktop.reports.content import Passage, PassageKind, ReportContent
from desktop.reports.fonts import BOLD, REGULAR
from desktop.reports.letterhead import CentredTitle, Letterhead
from desktop.reports.styles import TEXT_WIDTH, paragraph
from desktop.reports.wording import count_words, ratio_lines

DRAFT_LINE: Final = "BẢN NHÁP"
_SIGNATURE_ZONE: Final = 32 * mm
"""Left blank for the signature and the agency's seal; the program draws neither."""
_STYLES: Final = {
    PassageKind.SECTION: styles.SECTION,
    PassageKind.SUBSECTION: styles.SUBSECTION,
    PassageKind.TEXT: styles.TEXT,
    PassageKind.LIST_HEAD: styles.LIST_HEAD,
    PassageKind.ITEM: styles.ITEM,
}


def cover_story(content: ReportContent) -> Iterator[Flowable]:
    """The flowables of the portrait pages."""
    yield Letterhead(content.upper_line, content.own_line, content.number_line, content.place_line)
    if content.data_state.draft:
        yield CentredTitle(DRAFT_LINE, BOLD, styles.BODY_SIZE, before=10)
    yield CentredTitle(content.title, BOLD, styles.BODY_SIZE, before=14)
    yield CentredTitle(content.subject, BOLD, styles.BODY_SIZE, ruled=True)
    if content.addressee:
        yield paragraph(f"Kính gửi: {content.addressee}", styles.ADDRESSEE)
    else:
        yield Spacer(0, 12)
    for passage in content.body:
        yield from _passage(passage, content)
    yield KeepTogether([paragraph(content.closing, styles.TEXT), Spacer(0, 10), _signature_block(content)])


def _passage(passage: Passage, content: ReportContent) -> Iterator[Flowable]:
    """One passage of the body; the figures as their table with both ratios."""
    if passage.kind is PassageKind.FIGURES:
        yield KeepTogether([paragraph("Đơn vị tính: nhiệm vụ", styles.UNIT_OF_MEASURE), _figures(content)])
        yield Spacer(0, 8)
        yield from (paragraph(line, styles.TEXT) for line in _below_the_figures(content))
        return
    dash = "- " if passage.kind is PassageKind.ITEM else ""
    yield paragraph(dash + passage.text, _STYLES[passage.kind])


def _figures(content: ReportContent) -> Table:
    """The official 2 x 2 with its sums."""
    counted = content.two_by_two
    late = counted.completed_late + counted.open_overdue
    figures = (
        ("Hoàn thành", counted.completed_on_time, counted.completed_late, counted.completed),
        ("Chưa hoàn thành", counted.open_in_time, counted.open_overdue, counted.open),
        ("Cộng", counted.total - late, late, counted.total),
    )
    heads = ("", "Đúng hạn / trong hạn", "Quá hạn", "Cộng")
    rows = [[paragraph(head, styles.FIGURE_HEAD) for head in heads]]
    rows += [
        [paragraph(name, styles.FIGURE_NAME)] + [paragraph(number_text(number), styles.FIGURE) for number in numbers]
        for name, *numbers in figures
    ]
    table = Table(rows, colWidths=[48 * mm, 45 * mm, 36 * mm, 36 * mm])
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _below_the_figures(content: ReportContent) -> Iterator[str]:
    """What the four cells do not say: undated tasks, tasks outside the total, the ratios."""
    counted = content.two_by_two
    if counted.open_undated:
        yield (
            f"Trong số nhiệm vụ chưa hoàn thành, trong hạn có {count_words(counted.open_undated)} "
            "nhiệm vụ không xác định thời hạn."
        )
    outside = [
        f"{words} {count_words(count)}"
        for words, count in (
            ("đã thu hồi", counted.withdrawn),
            ("đã chuyển đơn vị khác", counted.reassigned),
        )
        if count
    ]
    if outside:
        yield f"Ngoài tổng số trên: {', '.join(outside)} nhiệm vụ."
    yield from ratio_lines(counted)


def _signature_block(content: ReportContent) -> Table:
    """Recipients on the left; capacity, blank zone and name on the right."""
    left: list[Flowable] = [paragraph("Nơi nhận:", styles.RECIPIENTS_HEAD)]
    left += [paragraph(f"- {line}", styles.RECIPIENTS) for line in content.recipients]
    right: list[Flowable] = [paragraph(line, styles.CAPACITY) for line in content.capacity]
    right += [Spacer(0, _SIGNATURE_ZONE), paragraph(content.signatory, styles.CAPACITY)]
    table = Table([[left, right]], colWidths=[TEXT_WIDTH * 0.45, TEXT_WIDTH * 0.55])
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
        ]
    )
    return table
