"""How a report writes days, counts, ratios, document numbers and task titles."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from desktop.plans.state import DueState, Standing, TwoByTwo
from desktop.plans.words import RATIO_OF_DUE, RATIO_OF_TOTAL
from desktop.reports.content import ReportTask
from desktop.reports.inputs import PlanFacts

BLANK: Final = "\u00a0" * 6
_LONGEST_TITLE: Final = 140
_SHORTEST_CLAUSE: Final = 40
_APPROVAL: Final = re.compile(r"^\s*(?:về việc\s+)?(?:phê duyệt|ban hành)?\s*", re.IGNORECASE)
_DOCUMENT_KINDS: Final = {
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
    "CTr": "Chương trình",
}


def day_words(day: date) -> str:
    """A day as official tables write it: 05/02/2007."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def number_words(number: int) -> str:
    """A whole number with dots between thousands: 21.914."""
    return f"{number:,}".replace(",", ".")


def count_words(count: int) -> str:
    """A count inside a sentence; official texts write 1–9 with a leading zero."""
    return f"{count:02d}" if 0 < count < 10 else number_words(count)


def percent_words(ratio: Fraction) -> str:
    """A share with two decimals, rounded half up: 78,57%; a whole percent stays whole."""
    share = Decimal(ratio.numerator * 100) / Decimal(ratio.denominator)
    rounded = share.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".00").replace(".", ",") + "%"


def ratio_lines(counted: TwoByTwo) -> tuple[str, str]:
    """Both official ratios with their names and their arithmetic (domain §3.1)."""
    done = number_words(counted.completed)
    of_due = "không tính được vì chưa có nhiệm vụ nào đến hạn"
    if counted.ratio_of_due is not None:
        overdue = number_words(counted.open_overdue)
        of_due = f"{done} / ({done} + {overdue}) = {percent_words(counted.ratio_of_due)}"
    of_total = "không tính được vì không có nhiệm vụ nào"
    if counted.ratio_of_total is not None:
        of_total = f"{done} / {number_words(counted.total)} = {percent_words(counted.ratio_of_total)}"
    return f"{RATIO_OF_DUE}: {of_due}.", f"{RATIO_OF_TOTAL}: {of_total}."


def remaining_words(standing: Standing) -> str:
    """How far the due day is: còn 5 ngày, hạn hôm nay, quá 17 ngày; empty where that says nothing."""
    if standing.days is None or standing.suspended or standing.official is None:
        return ""
    if standing.derived is DueState.OVERDUE:
        return f"quá {number_words(-standing.days)} ngày"
    return "hạn hôm nay" if standing.days == 0 else f"còn {number_words(standing.days)} ngày"


def document_name(number: str) -> str:
    """A document by its kind and number: Quyết định số 608/QĐ-TCHQ."""
    notation = number.partition("/")[2].partition("-")[0]
    return f"{_DOCUMENT_KINDS.get(notation, 'Văn bản')} số {number}"


def issued_words(plan: PlanFacts) -> str:
    """The plan's document with its day and issuer, as far as known."""
    text = document_name(plan.number)
    if plan.issued_on:
        text += f" ngày {day_words(plan.issued_on)}"
    return f"{text} của {plan.issuer}" if plan.issuer else text


def plan_title(plan: PlanFacts) -> str:
    """The plan's own title inside a sentence: without "về việc phê duyệt", capitals lowered."""
    title = _APPROVAL.sub("", " ".join(plan.title.split())) or "Kế hoạch"
    if title.isupper():
        title = title.lower().replace("hải quan", "Hải quan")
    return title[0].upper() + title[1:]


def printed_path(path: Iterable[str]) -> str:
    """How people name a row: I.C.4; a label that already holds the one above it stands alone (9.5, not 9.9.5)."""
    kept: list[str] = []
    for label in path:
        if kept and label.startswith((kept[-1] + ".", kept[-1] + "#")):
            kept.pop()
        kept.append(label)
    return ".".join(kept)


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
        document = f"{document} ngày {day_words(task.document_date)}".strip()
    lines = (
        ("", task.result),
        ("Văn bản", document),
        ("Ngày hoàn thành", day_words(task.completed_on) if task.completed_on else ""),
        ("Khó khăn, vướng mắc", task.difficulties),
        ("Kiến nghị", task.proposals),
    )
    return tuple(line for line in lines if line[1].strip())


def state_line(draft: bool) -> str:
    """Which entries the report's figures hold."""
    return "Số liệu gồm cả bản nháp" if draft else "Số liệu đã duyệt"
