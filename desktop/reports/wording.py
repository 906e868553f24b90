"""How a report writes days, counts, ratios, document numbers and task titles."""

import re
from fractions import Fraction
from typing import Final

from desktop.formats import day_text, number_text, percent_text
from desktop.plans.state import DueState, Standing, TwoByTwo
from desktop.plans.words import RATIO_OF_DUE, RATIO_OF_TOTAL
from desktop.reports.content import ReportTask
from desktop.reports.inputs import PlanFacts

NATIONAL_TITLE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
BLANK: Final = "\u00a0" * 6
_LONGEST_TITLE: Final = 140
_SHORTEST_CLAUSE: Final = 40
_APPROVAL: Final = re.compile(r"^\s*(?:về việc\s+)?(?:phê duyệt|ban hành)?\s*", re.IGNORECASE)
_NAMES: Final = ("Hải quan", "Tài chính", "Chính phủ", "Việt Nam")
_DOCUMENT_KINDS: Final = {
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
    "CTr": "Chương trình",
}


def count_words(count: int) -> str:
    """A count inside a sentence; official texts write 1–9 with a leading zero."""
    return f"{count:02d}" if 0 < count < 10 else number_text(count)


def ratio_text(ratio: Fraction) -> str:
    """A ratio as 78,57%."""
    return percent_text(ratio.numerator, ratio.denominator)


def ratio_lines(counted: TwoByTwo) -> tuple[str, str]:
    """Both official ratios with their names and their arithmetic (domain §3.1)."""
    done = number_text(counted.completed)
    of_due = "không tính được vì chưa có nhiệm vụ nào đến hạn"
    if counted.ratio_of_due is not None:
        overdue = number_text(counted.open_overdue)
        of_due = f"{done} / ({done} + {overdue}) = {ratio_text(counted.ratio_of_due)}"
    of_total = "không tính được vì không có nhiệm vụ nào"
    if counted.ratio_of_total is not None:
        of_total = f"{done} / {number_text(counted.total)} = {ratio_text(counted.ratio_of_total)}"
    return f"{RATIO_OF_DUE}: {of_due}.", f"{RATIO_OF_TOTAL}: {of_total}."


def remaining_words(standing: Standing) -> str:
    """How far the due day is: còn 5 ngày, hạn hôm nay, quá 17 ngày; empty where that says nothing."""
    if standing.days is None or standing.suspended or standing.official is None:
        return ""
    if standing.derived is DueState.OVERDUE:
        return f"quá {number_text(-standing.days)} ngày"
    return "hạn hôm nay" if standing.days == 0 else f"còn {number_text(standing.days)} ngày"


def document_name(number: str) -> str:
    """A document by its kind and number: Quyết định số 608/QĐ-TCHQ; some plans were issued without one."""
    if not number:
        return "văn bản không số"
    notation = number.partition("/")[2].partition("-")[0]
    return f"{_DOCUMENT_KINDS.get(notation, 'Văn bản')} số {number}"


def issued_words(plan: PlanFacts) -> str:
    """The plan's document with its day and issuer, as far as known."""
    text = document_name(plan.number)
    if plan.issued_on:
        text += f" ngày {day_text(plan.issued_on)}"
    return f"{text} của {sentence_case(plan.issuer)}" if plan.issuer else text


def plan_title(plan: PlanFacts) -> str:
    """The plan's own title inside a sentence: without "về việc phê duyệt", capitals lowered."""
    title = _APPROVAL.sub("", " ".join(plan.title.split())) or "Kế hoạch"
    return sentence_case(title)


def sentence_case(text: str) -> str:
    """Printed capitals lowered but for the first letter and the names that stay; other text as it is."""
    if not text.isupper():
        return text[0].upper() + text[1:]
    lowered = text.lower()
    for name in _NAMES:
        lowered = lowered.replace(name.lower(), name)
    return lowered[0].upper() + lowered[1:]


def short_title(title: str) -> str:
    """The title's first line, cut at a clause or word where it is long; the whole stands in the appendix."""
    line = " ".join(title.partition("\n")[0].split()).rstrip(" ;:,.")
    if len(line) <= _LONGEST_TITLE:
        return line
    cut = line[:_LONGEST_TITLE]
    clause = cut.rpartition(";")[0]
    return (clause if len(clause) >= _SHORTEST_CLAUSE else cut.rpartition(" ")[0]).rstrip(" ;:,.") + "…"


def result_lines(task: ReportTask) -> tuple[tuple[str, str], ...]:
    """The last column of the appendix: label and text, the result itself without a label."""
    document = task.document_number
    if task.document_date:
        document = f"{document} ngày {day_text(task.document_date)}".strip()
    lines = (
        ("", task.result),
        ("Văn bản", document),
        ("Ngày hoàn thành", day_text(task.completed_on) if task.completed_on else ""),
        ("Khó khăn, vướng mắc", task.difficulties),
        ("Kiến nghị", task.proposals),
    )
    return tuple(line for line in lines if line[1].strip())


def state_line(draft: bool) -> str:
    """Which entries the report's figures hold."""
    return "Số liệu gồm cả bản nháp" if draft else "Số liệu đã duyệt"
