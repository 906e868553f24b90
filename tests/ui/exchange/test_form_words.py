"""The sentences of the forms: where a file goes, what became of it, how old the lists are, what a folder holds."""

from pathlib import Path

import pytest

from desktop.journal.event import EntityId
from desktop.keys.age import TrustAge, TrustGrade
from desktop.plans.state import TwoByTwo
from desktop.sync.exchange import (
    BundleFate,
    ChangeLine,
    Counts,
    Direction,
    Exchange,
    ExportPreview,
    Figures,
    FileOutcome,
    FileState,
    FolderReport,
    Gap,
    ImportReport,
    LineGroup,
    SenderSummary,
    SilentNode,
    UnitEffect,
)
from ui.exchange.folder_rows import count_words, effect_words, folder_groups
from ui.exchange.report_lines import line_place, record_place
from ui.exchange.report_words import notice
from ui.exchange.standing_words import age_words
from ui.exchange.words import fate_line, step_list
from ui.exchange.write_words import place_problem, room_text
from ui.requests import PlanRequest, TasksRequest
from ui.widgets.banner import Grade
from ui.widgets.life_line import StepState

NOW_MS = 1_182_754_800_000  # 25/06/2007 07:00 UTC
SENT = Exchange(3, Direction.OUT, 14, NOW_MS, 4_000, "HQ03-TCHQ-0014.hqb", "Vũ Thị Lan", True, {"progress": 38})


def preview(size: int) -> ExportPreview:
    return ExportPreview("TCHQ", "Tổng cục Hải quan", 15, 0, {}, {}, (), 0, (), (), 0, (), size, 1)


@pytest.mark.parametrize(
    ("folder", "free", "told"),
    [
        (None, None, ""),
        (Path("usb"), 50_000_000, ""),
        (Path("usb"), None, "Không còn thấy «usb»."),
        (Path("usb"), 3_000_000, "Nơi ghi chỉ còn trống 3,0 MB."),
    ],
)
def test_a_place_without_room_or_without_its_stick_is_told_in_one_sentence(
    folder: Path | None, free: int | None, told: str
) -> None:
    assert place_problem(preview(2_500_000), folder, free)[0] == told


def test_the_room_of_a_large_disk_is_told_in_gigabytes() -> None:
    assert room_text(74_468_100_000) == "74 GB"
    assert room_text(812_000_000) == "812,0 MB"


@pytest.mark.parametrize(
    ("fate", "last", "state"),
    [
        (BundleFate(3, received_at=NOW_MS), "Đã nhận 25/06", StepState.DONE),
        (BundleFate(3, entries=38, accepted=20), "Kết quả", StepState.OPEN),
        (BundleFate(3, entries=38, accepted=38), "Chấp nhận 38", StepState.DONE),
        (BundleFate(3, entries=38, accepted=36, sent_back=2), "2 trả lại", StepState.FAILED),
        (BundleFate(3, refused=4), "4 không nhận", StepState.FAILED),
    ],
)
def test_the_way_of_a_file_ends_with_what_was_said_of_it(fate: BundleFate, last: str, state: StepState) -> None:
    step = step_list(SENT, fate)[-1]
    assert (step.words, step.state) == (last, state)


def test_a_received_file_names_the_machine_and_the_receipt() -> None:
    fate = BundleFate(3, machine="Máy TC-02", received_at=NOW_MS, receipt=31, entries=38, accepted=36, sent_back=2)
    assert fate_line(fate) == "Máy TC-02 đã nhận, biên nhận trong tệp đến 31; 36 mục được chấp nhận."
    assert fate_line(BundleFate(3)) == ""


@pytest.mark.parametrize(
    ("age", "told", "tone"),
    [
        (TrustAge(None, None, TrustGrade.FRESH), "", ""),
        (TrustAge(100, NOW_MS, TrustGrade.FRESH), "", ""),
        (TrustAge(190, NOW_MS, TrustGrade.OLD), "Danh sách tin cậy đã 6 tháng không được cấp trên xác nhận", "warn"),
        (TrustAge(400, NOW_MS, TrustGrade.STALE), "Danh sách tin cậy đã 13 tháng không được cấp trên xác nhận", "red"),
    ],
)
def test_old_trust_lists_warn_first_in_yellow_then_in_red(age: TrustAge, told: str, tone: str) -> None:
    assert age_words(age) == (told, tone)


def report(number: int = 18, *gaps: Gap) -> ImportReport:
    return ImportReport("TCHQ/HQ03", "Hải Phòng", number, NOW_MS, "", False, TwoByTwo(), TwoByTwo(), gaps=gaps)


def test_a_gap_is_named_by_the_exact_numbers_of_the_files() -> None:
    told = notice(report(18, Gap("TCHQ/HQ03", "Hải Phòng", 40, 52, 12, (17,))))
    assert told is not None
    assert told[:2] == (Grade.WARNING, "Thiếu tệp 17, đang giữ tệp 18")
    assert told[2].startswith("12 thay đổi của Hải Phòng chờ tệp 17;")


def test_a_file_about_which_nothing_has_to_be_known_has_no_banner() -> None:
    assert notice(report()) is None


LINE = ChangeLine(
    LineGroup.CONFLICT, "608/QĐ-TCHQ", "C.7", "", "HQ03", "percent", "6", "5", "", EntityId("prog/t/HQ03/-")
)


def test_a_conflict_is_decided_on_its_own_page_once_it_is_in_the_ledger() -> None:
    assert line_place(LINE, is_written=True, is_top=False) == ("decisions", "prog/t/HQ03/-")
    expected = ("tasks", TasksRequest(task=EntityId("task/t"), unit="HQ03"))
    assert line_place(LINE, is_written=False, is_top=False) == expected


@pytest.mark.parametrize(
    ("entity", "is_top", "place"),
    [
        ("prog/t/HQ03/2007-05", False, ("tasks", TasksRequest(task=EntityId("task/t"), unit="HQ03", period="2007-05"))),
        ("plan/p", True, ("plans", PlanRequest(EntityId("plan/p")))),
        ("plan/p", False, ("amendments", None)),
        ("person/x", False, None),
    ],
)
def test_a_record_is_opened_where_it_is_shown(entity: str, is_top: bool, place: object) -> None:
    assert record_place(EntityId(entity), is_top=is_top) == place


def test_a_folder_names_who_sent_what_what_failed_and_who_was_silent() -> None:
    moved = UnitEffect("HQ03", Figures(TwoByTwo(open_overdue=12)), Figures(TwoByTwo(open_overdue=9)))
    gap = Gap("TCHQ/HQ03", "Hải Phòng", 40, 52, 12, (17,))
    counts = Counts(new=30, late=2, held=12)
    found = FolderReport(
        folder="thư đến",
        files=(
            FileOutcome("a.hqb", FileState.TAKEN, report(16)),
            FileOutcome("b.hqb", FileState.TAKEN, report(18)),
            FileOutcome("c.hqb", FileState.REFUSED, refusal="Tệp chưa đủ."),
        ),
        senders=(SenderSummary("TCHQ/HQ03", "Hải Phòng", (16, 18), counts, (gap,), moved),),
        silent=(SilentNode("TCHQ/HQ20", "Quảng Ninh", None),),
        counts=counts,
        before=Figures(TwoByTwo()),
        after=Figures(TwoByTwo()),
        units=(moved,),
        cautions=(),
    )
    senders, others, silent = folder_groups(found)
    (row,) = senders.records
    assert (row.new, row.late, row.refused, row.waiting) == ("30", "2", "", "12")
    assert (row.meta, row.tone) == ("Thiếu tệp 17; 2 tệp, số 16, 18", "red")
    assert row.effect == "quá hạn 12 → 9, tổng số 12 → 9"
    assert [one.meta for one in others.records] == ["Tệp chưa đủ."]
    assert [(one.name, one.meta) for one in silent.records] == [("Quảng Ninh", "Chưa nhận tệp nào")]
    assert count_words(found) == "nhập được 2, không nhận 1"


def test_figures_that_do_not_move_are_said_so() -> None:
    assert effect_words(None) == "không đổi"
