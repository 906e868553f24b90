"""What «Báo cáo kết quả thực hiện kế hoạch» says."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from desktop.dates import CALENDAR, parse_period
from desktop.errors import UnknownReport
from desktop.plans.state import WorkStatus
from desktop.reports.content import HeadingRow, PassageKind, ReportContent
from desktop.reports.inputs import PlanFacts, ReportedEntry, TaskFacts
from desktop.reports.registry import REPORTS, report_kind
from desktop.reports.wording import (
    count_words,
    document_name,
    issued_words,
    plan_title,
    ratio_lines,
    ratio_text,
    short_title,
)
from tests.desktop.reports.sample import FACTS, PLAN_608, REPORTED, report, with_tasks

TASK = TaskFacts(path=("I", "C", "4"), number="4", title="Thu thập thông tin", status=WorkStatus.IN_PROGRESS)


def text_of(content: ReportContent) -> str:
    return "\n".join(passage.text for passage in content.body)


def test_the_figures_are_those_of_the_states_in_the_plan() -> None:
    """66 tasks repeat eleven states six times; two of them stand outside the total."""
    counted = report().two_by_two
    assert (counted.completed_on_time, counted.completed_late) == (6, 6)
    assert (counted.open_in_time, counted.open_overdue, counted.open_undated) == (36, 6, 6)
    assert (counted.withdrawn, counted.reassigned, counted.total) == (6, 6, 54)
    assert ratio_lines(counted) == (
        "Tỷ lệ hoàn thành trên số nhiệm vụ đến hạn: 12 / (12 + 6) = 66,67%.",
        "Tỷ lệ hoàn thành trên tổng số nhiệm vụ: 12 / 54 = 22,22%.",
    )


def test_the_text_says_the_figures_and_both_ratios_by_name() -> None:
    text = text_of(report())
    assert "Tổng số 54 nhiệm vụ. Hoàn thành 12: đúng hạn 06, quá hạn 06." in text
    assert "Chưa hoàn thành 42: trong hạn 36 (trong đó 06 chưa xác định thời hạn), quá hạn 06." in text
    assert "trên số nhiệm vụ đến hạn đạt 66,67%; trên tổng số nhiệm vụ đạt 22,22%." in text
    assert "chủ trì 60 nhiệm vụ, phối hợp 06 nhiệm vụ" in text


def test_the_head_leaves_number_day_and_month_blank() -> None:
    content = report()
    assert content.number_line.replace("\u00a0", "") == "Số:/BC-HQHP"
    assert content.number_line.count("\u00a0") >= 6
    assert content.place_line.replace("\u00a0", "_") == "Hải Phòng, ngày______tháng______năm 2007"
    unknown = report(replace(FACTS, unit=replace(FACTS.unit, notation="", place="")))
    assert unknown.number_line.endswith("/BC-…………")


def test_a_yearly_report_by_the_calendar_is_issued_in_the_next_year() -> None:
    facts = replace(FACTS, period=parse_period("2007"), profile=CALENDAR, as_of=date(2007, 12, 31))
    assert report(facts).place_line.endswith("năm 2008")


def test_the_title_names_the_plan_its_decision_and_the_period() -> None:
    content = report()
    assert content.subject == (
        "Kết quả thực hiện Kế hoạch triển khai công tác thu thập, xử lý thông tin nghiệp vụ Hải quan "
        "và áp dụng quản lý rủi ro năm 2007 theo Quyết định số 608/QĐ-TCHQ (Quý II/2007)"
    )
    assert content.body[0].text.startswith(
        "Thực hiện Quyết định số 608/QĐ-TCHQ ngày 30/03/2007 của Tổng cục Hải quan, Cục Hải quan thành phố "
    )
    assert "(số liệu từ ngày 15/03/2007 đến ngày 14/06/2007)" in content.body[0].text


def test_the_text_ends_with_the_official_mark() -> None:
    assert report().closing.endswith(", kính trình Tổng cục Hải quan (Cục Điều tra chống buôn lậu)./.")
    assert report(replace(FACTS, addressee="")).closing.endswith("Hải Phòng./.")


def test_the_four_parts_stand_in_their_order() -> None:
    sections = [passage.text for passage in report().body if passage.kind is PassageKind.SECTION]
    assert [section.split(".")[0] for section in sections] == ["I", "II", "III", "IV"]
    assert sum(passage.kind is PassageKind.FIGURES for passage in report().body) == 1


def test_difficulties_and_proposals_are_reported_with_their_tasks() -> None:
    entry = ReportedEntry(difficulties="Thiếu máy tính.", proposals="Cấp máy tính.")
    other = replace(TASK, path=("I", "C", "5"), entry=entry)
    text = text_of(report(with_tasks(replace(TASK, entry=entry), other)))
    assert "Nhiệm vụ I.C.4, I.C.5: Thiếu máy tính." in text
    assert "Nhiệm vụ I.C.4, I.C.5: Cấp máy tính." in text
    assert "Trong kỳ không có kiến nghị, đề xuất." in text_of(report(with_tasks(TASK)))


def test_the_next_period_names_what_is_overdue_and_what_falls_due() -> None:
    overdue = replace(TASK, due=date(2007, 5, 31))
    coming = replace(TASK, path=("I", "C", "5"), due=date(2007, 9, 14))
    later = replace(TASK, path=("I", "C", "6"), due=date(2007, 9, 15))
    text = text_of(report(with_tasks(overdue, coming, later)))
    assert "Tập trung hoàn thành 01 nhiệm vụ quá hạn: I.C.4." in text
    assert (
        "Nhiệm vụ đến hạn trong quý III/2007:\nNhiệm vụ I.C.5: Thu thập thông tin (hạn 14/09/2007, còn 92 ngày)."
        in text
    )
    assert "Nhiệm vụ I.C.6" not in text
    assert "Tiếp tục thực hiện 01 nhiệm vụ khác" in text


def test_a_long_list_is_cut_and_points_to_the_appendix() -> None:
    tasks = [replace(TASK, path=("I", "C", str(n)), due=date(2007, 5, 31)) for n in range(1, 16)]
    text = text_of(report(with_tasks(*tasks)))
    assert "Nhiệm vụ I.C.12:" in text
    assert "Nhiệm vụ I.C.13:" not in text
    assert "Và 03 nhiệm vụ khác tại Phụ lục." in text


def test_a_task_completed_after_the_day_is_not_reported_as_completed() -> None:
    task = replace(TASK, status=WorkStatus.COMPLETED, completed_on=date(2007, 6, 20), due=date(2007, 6, 30))
    row = report(with_tasks(task)).task_rows[0]
    assert (row.state_words, row.completed_on) == ("Trong hạn", None)
    row = report(replace(with_tasks(task), as_of=date(2007, 6, 20))).task_rows[0]
    assert (row.state_words, row.completed_on) == ("Hoàn thành đúng hạn", date(2007, 6, 20))


def test_the_appendix_shows_headings_only_above_tasks_and_in_printed_order() -> None:
    rows = report().appendix.rows
    headings = [(row.level, row.number) for row in rows if isinstance(row, HeadingRow)]
    assert headings == [(1, "I"), (2, "A"), (2, "B"), (2, "C"), (2, "D"), (2, "E")]
    assert len(report().task_rows) == 66
    only_c = with_tasks(TASK)
    assert [row.number for row in report(only_c).appendix.rows if isinstance(row, HeadingRow)] == ["I", "C"]


def test_several_plans_are_told_apart() -> None:
    other = PlanFacts(number="1855/QĐ-BTC", title="Kế hoạch 2022-2025", tasks=(replace(TASK, due=date(2007, 5, 1)),))
    content = report(replace(FACTS, plans=(PLAN_608, other)))
    levels = [row.level for row in content.appendix.rows if isinstance(row, HeadingRow)]
    assert levels.count(0) == 2
    assert "I.C.4 (1855/QĐ-BTC)" in text_of(content)
    assert "Quyết định số 608/QĐ-TCHQ, Quyết định số 1855/QĐ-BTC" in content.subject


def test_a_report_without_tasks_says_so() -> None:
    text = text_of(report(replace(FACTS, plans=())))
    assert "Chưa có nhiệm vụ nào được giao." in text
    assert report(replace(FACTS, plans=())).two_by_two.total == 0


def test_the_check_code_depends_on_the_data_and_on_nothing_else() -> None:
    code = report().data_state.check_code
    circumstances = replace(FACTS, made_by="Người khác", made_at=datetime(2026, 11, 22, 8, 0), last_bundle="Tệp đến 14")
    assert report(circumstances).data_state.check_code == code
    assert report(replace(FACTS, as_of=date(2007, 6, 13))).data_state.check_code != code
    assert report(replace(FACTS, draft=True)).data_state.check_code != code
    first = replace(PLAN_608.tasks[2], entry=replace(REPORTED, percent=61))
    changed = (*PLAN_608.tasks[:2], first, *PLAN_608.tasks[3:])
    assert report(with_tasks(*changed)).data_state.check_code != code
    assert report(with_tasks(*PLAN_608.tasks)).data_state.check_code == code
    assert len(code) == 14
    assert set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")


def test_counts_ratios_and_documents_are_written_as_offices_write_them() -> None:
    assert [count_words(n) for n in (0, 7, 10, 21914)] == ["0", "07", "10", "21.914"]
    assert ratio_text(Fraction(16051, 16274)) == "98,63%"
    assert ratio_text(Fraction(1, 8)) == "12,50%"
    assert document_name("608/QĐ-TCHQ") == "Quyết định số 608/QĐ-TCHQ"
    assert document_name("456/KH-TCHQ") == "Kế hoạch số 456/KH-TCHQ"
    assert document_name("1357/TCHQ-ĐT") == "Văn bản số 1357/TCHQ-ĐT"
    assert issued_words(PlanFacts(number="", title="")) == "văn bản không số"
    plan = PlanFacts(number="1/QĐ-X", title="VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH CỦA NGÀNH HẢI QUAN", issuer="BỘ TÀI CHÍNH")
    assert plan_title(plan) == "Kế hoạch của ngành Hải quan"
    assert issued_words(plan) == "Quyết định số 1/QĐ-X của Bộ Tài chính"


def test_a_long_title_is_cut_at_a_clause_or_a_word() -> None:
    clause = "Rà soát, đánh giá, phân loại doanh nghiệp trên địa bàn"
    assert short_title(f"{clause}; {'lập danh sách ' * 12}") == f"{clause}…"
    assert short_title("từ " * 80) == "từ " * 45 + "từ…"
    assert short_title("Ngắn gọn;\n- việc con") == "Ngắn gọn"


def test_reports_are_found_by_name() -> None:
    assert report_kind("task-results").title == "Báo cáo kết quả thực hiện kế hoạch"
    assert set(REPORTS) == {"task-results"}
    with pytest.raises(UnknownReport) as caught:
        report_kind("khác")
    assert caught.value.name == "khác"
