"""The sentences about neighbours, files and effects."""

from dataclasses import replace

import pytest

from desktop.journal.event import EntityId
from desktop.plans.state import TwoByTwo
from desktop.sync.exchange import (
    BundleFate,
    ChangeLine,
    Counts,
    Direction,
    Exchange,
    ImportReport,
    LineGroup,
    Peer,
    Relation,
)
from desktop.sync.inbound import report_words
from ui.exchange import words

DAY_MS = 86_400_000
NOW_MS = 1_182_754_800_000
PEER = Peer("TCHQ", "Tổng cục Hải quan", "ab", Relation.PARENT, 31, NOW_MS, 14, NOW_MS, (), 0, None)
REPORT = ImportReport("TCHQ", "Tổng cục Hải quan", 31, NOW_MS, "Phan Quốc Anh", False, TwoByTwo(), TwoByTwo())


@pytest.mark.parametrize(
    ("peer", "told"),
    [
        (PEER, "Đủ đến tệp 31"),
        (replace(PEER, last_in=None), "Chưa nhận tệp nào"),
        (replace(PEER, waiting=1200), "1.200 mục chưa gửi"),
        (replace(PEER, unconfirmed_since=NOW_MS - 11 * DAY_MS), "Chưa có biên nhận sau 11 ngày"),
        (replace(PEER, unconfirmed_since=NOW_MS - 9 * DAY_MS), "Đủ đến tệp 31"),
        (replace(PEER, missing=(17,), waiting=3, last_in=18), "Thiếu tệp 17, đang giữ tệp 18"),
        (replace(PEER, missing=(17, 19), last_in=20), "Thiếu tệp 17, 19, đang giữ tệp 18, 20"),
        (replace(PEER, is_ended=True), "Khóa đã bị thu hồi"),
    ],
)
def test_a_neighbour_is_told_by_what_matters_most(peer: Peer, told: str) -> None:
    assert words.peer_note(peer, NOW_MS).words == told


def test_effects_show_old_and_new_where_a_figure_moves() -> None:
    before = TwoByTwo(completed_on_time=9, completed_late=2, open_in_time=12, open_overdue=3)
    after = TwoByTwo(completed_on_time=10, completed_late=1, open_in_time=15, open_overdue=2)
    told = [(name, figure) for name, figure, _moved in words.effects(before, after)]
    assert told == [
        ("Tổng số", "26 → 28"),
        ("Hoàn thành", "11"),
        ("Quá hạn", "3 → 2"),
        ("Trên số đến hạn", "78,57% → 84,62%"),
    ]


@pytest.mark.parametrize(
    ("number", "last_in", "held", "told"),
    [
        (31, 30, 0, "Nối tiếp tệp 30, không thiếu tệp nào"),
        (1, None, 0, "Tệp đầu tiên của nơi gửi"),
        (12, 30, 0, "Tệp cũ hơn tệp 30 đã nhập"),
        (31, 29, 0, "Sau tệp 29; nội dung ở giữa có trong tệp này"),
        (31, 29, 4, "Thiếu tệp trước; 4 thay đổi được giữ lại"),
    ],
)
def test_a_file_is_placed_after_the_ones_before(number: int, last_in: int | None, held: int, told: str) -> None:
    report = replace(REPORT, number=number, counts=Counts(held=held))
    assert words.continuity(report, last_in).words == told


def test_a_file_that_was_imported_is_not_called_older() -> None:
    report = replace(REPORT, number=30, already_imported=True)
    assert words.continuity(report, 30).words == "Tệp này đã nhập rồi"


def test_a_new_assignment_is_told_by_its_title_and_role() -> None:
    entity = EntityId("asg/1/HQ03")
    line = ChangeLine(
        LineGroup.ASSIGNED, "608/QĐ-TCHQ", "C.4", "Thống kê, thu thập", "HQ03", "", "", "Chủ trì", "", entity
    )
    assert (report_words.field_words(line), report_words.before_words(line), report_words.after_words(line)) == (
        "Giao mới",
        "Chưa có",
        "Thống kê, thu thập · Chủ trì",
    )


def test_a_figure_of_a_period_is_told_old_and_new() -> None:
    entity = EntityId("prog/1/HQ03/2007-06")
    line = ChangeLine(LineGroup.PROGRESS, "608/QĐ-TCHQ", "C.7", "", "HQ03", "percent", "40%", "60%", "2007-06", entity)
    assert report_words.field_words(line) == "Tiến độ, tháng 6/2007"
    assert (report_words.before_words(line), report_words.after_words(line)) == ("40%", "60%")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (Counts(new=8, receipts=2), "Nhập 8 thay đổi"),
        (Counts(receipts=2), "Nhập biên nhận"),
        (Counts(), "Ghi là đã nhập"),
    ],
)
def test_the_button_says_what_it_imports(counts: Counts, told: str) -> None:
    assert words.import_words(replace(REPORT, counts=counts)) == told


def test_a_written_file_without_records_is_a_receipt() -> None:
    exchange = Exchange(1, Direction.OUT, 15, NOW_MS, 900, "x.hqb", "Vũ Thị Lan", True, {})
    assert words.exchange_line(exchange) == "Chỉ có biên nhận; Vũ Thị Lan lập."


def test_every_group_of_changes_has_its_heading() -> None:
    assert set(report_words.GROUP_WORDS) == set(LineGroup)


def line_of(group: LineGroup, field: str, before: str, after: str) -> ChangeLine:
    """A line about task C.4 of Hải Phòng."""
    return ChangeLine(group, "608/QĐ-TCHQ", "C.4", "Kiểm tra", "HQ03", field, before, after, "", EntityId("task/1"))


def test_a_receipt_is_told_in_words_and_a_refusal_begins_with_its_reason() -> None:
    receipt = line_of(LineGroup.RECEIPT, "life", "exported", "received")
    assert (report_words.field_words(receipt), report_words.before_words(receipt)) == ("Đã nhận", "")
    assert report_words.after_words(receipt) == "Kiểm tra"
    refused = line_of(LineGroup.REJECTED, "", "", "Cùng một người nhập và duyệt.")
    assert report_words.after_words(refused) == "Cùng một người nhập và duyệt. Kiểm tra"


def test_after_an_import_stands_how_many_changes_were_not_taken() -> None:
    told = words.done_words(replace(REPORT, counts=Counts(new=3, rejected=1)))
    assert told == "Đã nhập tệp đến 31 của Tổng cục Hải quan, 3 thay đổi, 1 nội dung không được nhận."


def test_what_carries_receipts_alone_is_not_said_to_be_received() -> None:
    written = Exchange(1, Direction.OUT, 2, NOW_MS, 892, "", "", True, {})
    assert [step.words for step in words.step_list(written, BundleFate(1))] == ["Tạo 25/06", "Ghi 25/06"]
