"""The body of the report on results: parts I to IV in sentences (domain §1.6)."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.dates import Period, PeriodKind, bounds
from desktop.formats import day_text
from desktop.plans.row_names import whole_name
from desktop.plans.state import OfficialState, TwoByTwo
from desktop.reports.content import Passage, PassageKind, ReportTask
from desktop.reports.inputs import ReportInput, Role
from desktop.reports.wording import (
    count_words,
    issued_words,
    ratio_text,
    remaining_words,
    short_title,
)

_LONGEST_LIST: Final = 12


def body_passages(facts: ReportInput, tasks: Sequence[ReportTask], counted: TwoByTwo) -> Iterator[Passage]:
    """The body from the first sentence to part IV."""
    yield _text(_opening(facts))
    yield from _results(facts, tasks, counted)
    yield _section("II. TỒN TẠI, HẠN CHẾ, KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN")
    difficulties = [(task, task.difficulties) for task in tasks]
    yield from _reported(difficulties, facts, "Trong kỳ không có nhiệm vụ nào báo khó khăn, vướng mắc.")
    yield _section("III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI")
    yield from _next_period(facts, tasks)
    yield _section("IV. KIẾN NGHỊ, ĐỀ XUẤT")
    proposals = [(task, task.proposals) for task in tasks]
    yield from _reported(proposals, facts, "Trong kỳ không có kiến nghị, đề xuất.")


def _results(facts: ReportInput, tasks: Sequence[ReportTask], counted: TwoByTwo) -> Iterator[Passage]:
    """Part I: direction, the figures, what was completed in the period, what is overdue, the screening."""
    yield _section("I. TÌNH HÌNH, KẾT QUẢ THỰC HIỆN")
    yield _subsection("1. Công tác chỉ đạo, điều hành")
    yield from _paragraphs(facts.direction or _assigned(facts))
    yield _subsection("2. Kết quả thực hiện nhiệm vụ (số liệu chi tiết: Phụ lục)")
    yield _text(_counted(counted))
    yield Passage(PassageKind.FIGURES)
    start = bounds(facts.period, facts.profile).start
    completed = [task for task in tasks if task.completed_on and start <= task.completed_on <= facts.as_of]
    yield from _listed("Nhiệm vụ hoàn thành trong kỳ:", [_completed_item(task, facts) for task in completed])
    overdue = [task for task in tasks if task.standing.official is OfficialState.OPEN_OVERDUE]
    yield from _listed("Nhiệm vụ chưa hoàn thành, quá hạn:", [_due_item(task, facts) for task in overdue])
    if facts.screening:
        yield _subsection("3. Kết quả rà soát, phân loại doanh nghiệp")
        yield from _paragraphs(facts.screening)


def _opening(facts: ReportInput) -> str:
    """The first sentence: on which orders, by whom, for which days."""
    start, cutoff = bounds(facts.period, facts.profile)
    days = f"số liệu từ ngày {day_text(start)} đến ngày {day_text(min(cutoff, facts.as_of))}"
    if facts.as_of > cutoff or facts.as_of < start:
        days = f"kỳ số liệu từ ngày {day_text(start)} đến ngày {day_text(cutoff)}, tính đến ngày "
        days += day_text(facts.as_of)
    orders = "; ".join(issued_words(plan) for plan in facts.plans) or "kế hoạch được giao"
    return f"Thực hiện {orders}, {facts.unit.name} báo cáo kết quả thực hiện {facts.period.words} ({days}) như sau:"


def _assigned(facts: ReportInput) -> str:
    """The computed sentence of part I.1: how many tasks, led or supported."""
    roles = [task.role for plan in facts.plans for task in plan.tasks]
    lead, support = roles.count(Role.LEAD), roles.count(Role.SUPPORT)
    said = f"{facts.unit.name} tổ chức thực hiện, theo dõi {count_words(len(roles))} nhiệm vụ"
    parts = [
        f"{word} {count_words(count)} nhiệm vụ" for word, count in (("chủ trì", lead), ("phối hợp", support)) if count
    ]
    return f"{said}; trong đó {', '.join(parts)}." if parts else f"{said}."


def _counted(counted: TwoByTwo) -> str:
    """The 2 x 2 in one sentence, with both ratios."""
    text = (
        f"Tổng số {count_words(counted.total)} nhiệm vụ. Hoàn thành {count_words(counted.completed)}: "
        f"đúng hạn {count_words(counted.completed_on_time)}, quá hạn {count_words(counted.completed_late)}. "
        f"Chưa hoàn thành {count_words(counted.open)}: trong hạn {count_words(counted.open_in_time)}"
    )
    if counted.open_undated:
        text += f" (trong đó {count_words(counted.open_undated)} chưa xác định thời hạn)"
    text += f", quá hạn {count_words(counted.open_overdue)}."
    ratios = [
        f"{name} đạt {ratio_text(ratio)}"
        for name, ratio in (
            ("trên số nhiệm vụ đến hạn", counted.ratio_of_due),
            ("trên tổng số nhiệm vụ", counted.ratio_of_total),
        )
        if ratio is not None
    ]
    return f"{text} Tỷ lệ hoàn thành {'; '.join(ratios)}." if ratios else text


def _next_period(facts: ReportInput, tasks: Sequence[ReportTask]) -> Iterator[Passage]:
    """Part III: finish what is overdue, then what falls due in the next period."""
    coming = _following(facts.period)
    until = bounds(coming, facts.profile).cutoff
    opened = [task for task in tasks if task.standing.official is not None and not task.standing.completed]
    overdue = [task for task in opened if task.standing.official is OfficialState.OPEN_OVERDUE]
    falling_due = [task for task in opened if task.due and facts.as_of <= task.due <= until]
    if overdue:
        numbers = ", ".join(_reference(task, facts) for task in overdue[:_LONGEST_LIST])
        more = ", …" if len(overdue) > _LONGEST_LIST else ""
        yield _text(f"Tập trung hoàn thành {count_words(len(overdue))} nhiệm vụ quá hạn: {numbers}{more}.")
    items = [_due_item(task, facts) for task in falling_due]
    yield from _listed(f"Nhiệm vụ đến hạn trong {coming.words}:", items)
    others = len(opened) - len(overdue) - len(falling_due)
    if others and (overdue or falling_due):
        yield _text(f"Tiếp tục thực hiện {count_words(others)} nhiệm vụ khác theo thời hạn tại Phụ lục.")
    elif others:
        yield _text(f"Tiếp tục thực hiện {count_words(others)} nhiệm vụ theo thời hạn tại Phụ lục.")
    elif not opened:
        done = "Các nhiệm vụ của kế hoạch đã hoàn thành." if tasks else "Chưa có nhiệm vụ nào được giao."
        yield _text(done)


def _following(period: Period) -> Period:
    """The period to look ahead to; after nine months that is the whole year."""
    if period.kind is PeriodKind.NINE_MONTHS:
        return Period(PeriodKind.YEAR, period.year)
    return period.following


def _reported(said: Sequence[tuple[ReportTask, str]], facts: ReportInput, otherwise: str) -> Iterator[Passage]:
    """One item per text with the tasks that say it, or a sentence that none says anything."""
    speakers: dict[str, list[str]] = {}
    for task, text in said:
        if text.strip():
            speakers.setdefault(text.strip(), []).append(_reference(task, facts))
    for text, references in speakers.items():
        yield Passage(PassageKind.ITEM, f"Nhiệm vụ {', '.join(references)}: {text}")
    if not speakers:
        yield _text(otherwise)


def _listed(head: str, items: Sequence[str]) -> Iterator[Passage]:
    """A headed list, cut where it grows long: all of it stands in the appendix."""
    if not items:
        return
    yield Passage(PassageKind.LIST_HEAD, head)
    for item in items[:_LONGEST_LIST]:
        yield Passage(PassageKind.ITEM, item)
    if len(items) > _LONGEST_LIST:
        rest = count_words(len(items) - _LONGEST_LIST)
        yield Passage(PassageKind.ITEM, f"Và {rest} nhiệm vụ khác tại Phụ lục.")


def _completed_item(task: ReportTask, facts: ReportInput) -> str:
    """A completed task in one line, with the day and the document that proves it."""
    assert task.completed_on is not None
    proof = f", văn bản số {task.document_number}" if task.document_number else ""
    done = f"hoàn thành ngày {day_text(task.completed_on)}{proof}"
    return f"Nhiệm vụ {_reference(task, facts)}: {short_title(task.title)} ({done})."


def _due_item(task: ReportTask, facts: ReportInput) -> str:
    """An open task in one line, with its due day and how far that is."""
    due = f"hạn {day_text(task.due)}" if task.due else "không xác định hạn"
    details = ", ".join(filter(None, (due, remaining_words(task.standing))))
    return f"Nhiệm vụ {_reference(task, facts)}: {short_title(task.title)} ({details})."


def _reference(task: ReportTask, facts: ReportInput) -> str:
    """How the text names a task; plan and unit only where the report is about several of them."""
    several = [task.plan_number if len(facts.plans) > 1 else "", task.unit]
    details = ", ".join(filter(None, several))
    return whole_name(task.path) + (f" ({details})" if details else "")


def _section(text: str) -> Passage:
    """A part of the body, numbered I, II, III, IV."""
    return Passage(PassageKind.SECTION, text)


def _subsection(text: str) -> Passage:
    """A numbered point of a part."""
    return Passage(PassageKind.SUBSECTION, text)


def _text(text: str) -> Passage:
    """An ordinary paragraph."""
    return Passage(PassageKind.TEXT, text)


def _paragraphs(text: str) -> Iterator[Passage]:
    """A person's own words, one paragraph per line."""
    for line in text.splitlines():
        if line.strip():
            yield _text(line.strip())
