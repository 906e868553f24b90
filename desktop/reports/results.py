"""Builds «Báo cáo kết quả thực hiện kế hoạch» from plain facts (domain §1.6, §3)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop.dates import due as report_due
from desktop.plans.state import standing, two_by_two
from desktop.plans.words import badge_words
from desktop.reports.check_code import check_code
from desktop.reports.content import (
    DataState,
    HeadingRow,
    ReportContent,
    ReportTask,
    TrackingAppendix,
)
from desktop.reports.inputs import PlanFacts, PlanHeading, ReportedEntry, ReportInput, TaskFacts
from desktop.reports.narrative import body_passages
from desktop.reports.wording import BLANK, document_name, issued_words, plan_title

APPENDIX_TITLE: Final = "BẢNG THEO DÕI KẾT QUẢ THỰC HIỆN NHIỆM VỤ"
_NO_ENTRY: Final = ReportedEntry()


def build_results_report(facts: ReportInput) -> ReportContent:
    """The whole content of the report; the same facts give the same content and check code."""
    appendix = TrackingAppendix(APPENDIX_TITLE, _accompanying(facts), tuple(_rows(facts)))
    counted = two_by_two(task.standing for task in appendix.tasks)
    content = ReportContent(
        upper_line=facts.unit.upper_line,
        own_line=facts.unit.own_line,
        number_line=f"Số:{BLANK}{BLANK}{_notation(facts)}",
        place_line=f"{facts.unit.place or '…………'}, {_blank_day(facts)}",
        title="BÁO CÁO",
        subject=f"Kết quả thực hiện {_subject(facts)} ({facts.period.heading})",
        addressee=facts.addressee,
        body=tuple(body_passages(facts, appendix.tasks, counted)),
        closing=_closing(facts),
        capacity=facts.signatory.capacity,
        signatory=facts.signatory.name,
        recipients=facts.recipients,
        two_by_two=counted,
        appendix=appendix,
        data_state=DataState(
            as_of=facts.as_of,
            period=facts.period,
            last_bundle=facts.last_bundle,
            check_code="",
            made_by=facts.made_by,
            made_at=facts.made_at,
            draft=facts.draft,
        ),
    )
    return replace(content, data_state=replace(content.data_state, check_code=check_code(content)))


def _rows(facts: ReportInput) -> Iterator[HeadingRow | ReportTask]:
    """Headings and tasks in printed order; a heading only where a task stands under it."""
    for plan in facts.plans:
        if len(facts.plans) > 1:
            yield HeadingRow(0, "", f"{issued_words(plan)}: {plan_title(plan)}")
        shown: set[tuple[str, ...]] = set()
        for task in plan.tasks:
            for heading in _headings_above(plan, task):
                if heading.path not in shown:
                    shown.add(heading.path)
                    yield HeadingRow(len(heading.path), heading.number, heading.title)
            yield _report_task(plan, task, facts)


def _headings_above(plan: PlanFacts, task: TaskFacts) -> list[PlanHeading]:
    """The headings a task stands under, from the top."""
    above = [
        heading
        for heading in plan.headings
        if len(heading.path) < len(task.path) and task.path[: len(heading.path)] == heading.path
    ]
    return sorted(above, key=lambda heading: len(heading.path))


def _report_task(plan: PlanFacts, task: TaskFacts, facts: ReportInput) -> ReportTask:
    """A task with its state at the report's day."""
    entry = task.entry or _NO_ENTRY
    seen = standing(
        status=task.status,
        completed_on=task.completed_on,
        due=task.due,
        as_of=facts.as_of,
        near_days=facts.near_days,
        suspended_until=task.suspended_until,
    )
    return ReportTask(
        plan_number=plan.number,
        path=task.path,
        number=task.number,
        title=task.title,
        product=entry.product or task.product,
        lead=task.lead,
        support=task.support,
        deadline_text=task.deadline_text,
        due=task.due,
        standing=seen,
        state_words=badge_words(seen),
        percent=entry.percent,
        result=entry.result,
        document_number=entry.document_number,
        document_date=entry.document_date,
        completed_on=task.completed_on if seen.completed else None,
        difficulties=entry.difficulties,
        proposals=entry.proposals,
        unit=task.unit,
    )


def _subject(facts: ReportInput) -> str:
    """What the report is about: the plan by its title, several by their numbers."""
    if len(facts.plans) == 1:
        plan = facts.plans[0]
        return f"{plan_title(plan)} theo {document_name(plan.number)}"
    numbers = ", ".join(document_name(plan.number) for plan in facts.plans)
    return f"các kế hoạch theo {numbers}" if numbers else "kế hoạch"


def _notation(facts: ReportInput) -> str:
    """The part of the document number that is known beforehand: /BC-HQHP."""
    return f"/BC-{facts.unit.notation or '…………'}"


def _blank_day(facts: ReportInput) -> str:
    """Day and month of issue are left to the clerical office; the year is that in which the report is due."""
    year = max(report_due(facts.period, facts.profile), facts.as_of).year
    return f"ngày{BLANK}tháng{BLANK}năm {year}"


def _accompanying(facts: ReportInput) -> str:
    """The line under an appendix's title that names the document it goes with."""
    return f"(Kèm theo Báo cáo số{BLANK}{_notation(facts)} {_blank_day(facts)} của {facts.unit.name})"


def _closing(facts: ReportInput) -> str:
    """The last sentence of the text."""
    said = f"Trên đây là báo cáo kết quả thực hiện kế hoạch {facts.period.words} của {facts.unit.name}"
    return f"{said}, kính trình {facts.addressee}./." if facts.addressee else f"{said}./."
