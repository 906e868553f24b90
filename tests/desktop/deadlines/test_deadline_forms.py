"""Printed forms of deadlines and their meaning, written by hand; a meaning is noted in one short line.

`date`, `month`, `quarter`, `year` with their last day, `+` where it continues; a range as `first..last`, `first..`
without an end; `every` with its limiting words behind a bar; `if` for a condition the words name, `?` for words that
are not understood.
"""

from datetime import date

import pytest

from desktop.deadlines.deadlines import (
    LONGEST_DEADLINE,
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Every,
    is_conditional_wording,
    is_guess,
    is_strictly_before,
    parse_deadline,
    recurrence_in,
)

FORMS = [
    # one day
    ("22/02/2021", "date 2021-02-22"),
    ("ngày 22/02/2021", "date 2021-02-22"),
    ("22.02.2021", "date 2021-02-22"),
    ("22-02-2021", "date 2021-02-22"),
    ("5/6/2025", "date 2025-06-05"),
    ("ngày 05 tháng 02 năm 2022", "date 2022-02-05"),
    ("Ngày 30 tháng 6/2025", "date 2025-06-30"),
    ("ngày 15 tháng 12, năm 2025", "date 2025-12-15"),
    ("2021-02-22", "date 2021-02-22"),
    ("2021-02-22 00:00:00", "date 2021-02-22"),
    ("Trước ngày 30/05/2006", "date 2006-05-30"),
    ("trước 30/6/2025", "date 2025-06-30"),
    ("Chậm nhất ngày 31/12/2025", "date 2025-12-31"),
    ("chậm nhất là ngày 15 tháng 3 năm 2025", "date 2025-03-15"),
    ("Chậm nhất 30 tháng 6 năm 2025", "date 2025-06-30"),
    ("Muộn nhất 15/10/2025", "date 2025-10-15"),
    ("đến hết ngày 30/9/2025", "date 2025-09-30"),
    ("Hoàn thành trước hoặc trong ngày 20/11/2025", "date 2025-11-20"),
    ("Trước 17 giờ ngày 20/11/2025", "date 2025-11-20"),
    ("20/01/2026 và 20/7/2026", "date 2026-01-20"),
    ("Báo cáo Bộ ngày 05/12/2025 (Thông tư 14/2015/TT-BTC)", "date 2025-12-05"),
    ("29/02/2024", "date 2024-02-29"),
    # one month
    ("Tháng 7/2007", "month 2007-07-31"),
    ("Tháng\n7/2007", "month 2007-07-31"),
    ("T7/2007", "month 2007-07-31"),
    ("T.10/2025", "month 2025-10-31"),
    ("6/2025", "month 2025-06-30"),
    ("06/2025", "month 2025-06-30"),
    ("06-2025", "month 2025-06-30"),
    ("12.2025", "month 2025-12-31"),
    ("tháng 6 năm 2025", "month 2025-06-30"),
    ("Tháng 02 - 2024", "month 2024-02-29"),
    ("tháng 6, năm 2025", "month 2025-06-30"),
    ("Trong tháng 8/2025", "month 2025-08-31"),
    ("Tháng Sáu năm 2025", "month 2025-06-30"),
    ("tháng năm năm 2025", "month 2025-05-31"),
    ("Tháng Mười hai, năm 2025", "month 2025-12-31"),
    ("cuối tháng 8/2025", "month 2025-08-31"),
    ("Tháng 6 và tháng 9/2007", "month 2007-06-30"),
    ("Tháng 6, 9, 12/2025", "month 2025-06-30"),
    ("Tháng 6/2025; tháng 12/2025", "month 2025-06-30"),
    ("trước tháng 6/2025", "month 2025-05-31"),
    ("Hoàn thành trước tháng 01/2026", "month 2025-12-31"),
    ("Tháng 2/2021 và các năm tiếp theo", "month 2021-02-28 +"),
    # one quarter
    ("Quý II/2021", "quarter 2021-06-30"),
    ("quý ii/2021", "quarter 2021-06-30"),
    ("Quí IV-2025", "quarter 2025-12-31"),
    ("Quý 2 năm 2021", "quarter 2021-06-30"),
    ("Quý III năm 2021", "quarter 2021-09-30"),
    ("Quý 04/2025", "quarter 2025-12-31"),
    ("Quý IV 2025", "quarter 2025-12-31"),
    ("Quý IV, năm 2025", "quarter 2025-12-31"),
    ("Q.IV/2025", "quarter 2025-12-31"),
    ("Q4/2025", "quarter 2025-12-31"),
    ("Quý \u2163/2025", "quarter 2025-12-31"),
    ("xong trong quý I/2025", "quarter 2025-03-31"),
    ("Trong Quý III/2025", "quarter 2025-09-30"),
    ("Quý một năm 2025", "quarter 2025-03-31"),
    ("31/12/2025 hoặc theo tiến độ của Chính phủ", "date 2025-12-31"),
    ("Quý I, II/2025", "quarter 2025-03-31"),
    ("Quý I và Quý III/2025", "quarter 2025-03-31"),
    ("Quý I/2021; Quý III/2021", "quarter 2021-03-31"),
    ("trước Quý III/2025", "quarter 2025-06-30"),
    ("Quý II/2021 và các năm tiếp theo", "quarter 2021-06-30 +"),
    ("Quý II/2021, sau đó thường xuyên", "quarter 2021-06-30 +"),
    ("Dự kiến Quý II/2025", "quarter 2025-06-30"),
    # one year
    ("năm 2009", "year 2009-12-31"),
    ("2010", "year 2010-12-31"),
    ("Năm 2009, 2010", "year 2009-12-31"),
    ("2022; 2023; 2024", "year 2022-12-31"),
    ("Trong năm 2025", "year 2025-12-31"),
    ("đến hết năm 2025", "year 2025-12-31"),
    ("Đến năm 2025", "year 2025-12-31"),
    ("cuối năm 2025", "year 2025-12-31"),
    ("từ nay đến hết năm 2025", "year 2025-12-31"),
    ("trước năm 2026", "year 2025-12-31"),
    ("Đến năm 2030, tầm nhìn 2045", "year 2030-12-31"),
    ("2010 và các năm tiếp theo", "year 2010-12-31 +"),
    ("2010 \nVà các năm tiếp theo", "year 2010-12-31 +"),
    ("2012 và\u00a0 các năm tiếp theo", "year 2012-12-31 +"),
    ("Năm 2008 và những năm sau", "year 2008-12-31 +"),
    ("Năm 2025 và hàng năm tiếp theo", "year 2025-12-31 +"),
    # ranges
    ("2022-2025", "2022-01-01..2025-12-31"),
    ("2022 - 2025", "2022-01-01..2025-12-31"),
    ("2022 – 2025", "2022-01-01..2025-12-31"),
    ("2022-2022", "2022-01-01..2022-12-31"),
    ("giai đoạn 2021-2025", "2021-01-01..2025-12-31"),
    ("Giai đoạn 2021-2025, tầm nhìn đến năm 2030", "2021-01-01..2025-12-31"),
    ("từ năm 2022 đến năm 2025", "2022-01-01..2025-12-31"),
    ("Từ 2022 đến hết 2025", "2022-01-01..2025-12-31"),
    ("năm 2022 cho đến năm 2025", "2022-01-01..2025-12-31"),
    ("2022-025", "2022-01-01..2025-12-31"),
    ("2021-25", "2021-01-01..2025-12-31"),
    ("Quý IV/2025 - Quý II/2026", "2025-10-01..2026-06-30"),
    ("Quý I - Quý III/2025", "2025-01-01..2025-09-30"),
    ("T6-T9/2025", "2025-06-01..2025-09-30"),
    ("T6/2025-T9/2025", "2025-06-01..2025-09-30"),
    ("2025-2026-2027", "2025-01-01..2027-12-31"),
    ("Quý I-II/2025", "2025-01-01..2025-06-30"),
    ("từ Quý III đến Quý IV năm 2025", "2025-07-01..2025-12-31"),
    ("Tháng 6/2025 - tháng 9/2025", "2025-06-01..2025-09-30"),
    ("tháng 6 - 9/2025", "2025-06-01..2025-09-30"),
    ("Từ tháng 6 đến tháng 9 năm 2025", "2025-06-01..2025-09-30"),
    ("từ 01/07/2025 đến 30/09/2025", "2025-07-01..2025-09-30"),
    ("Từ ngày 01/6 đến ngày 30/6/2025", "2025-06-01..2025-06-30"),
    ("từ ngày 05 đến ngày 10/6/2025", "2025-06-05..2025-06-10"),
    ("từ ngày 01 tháng 6 đến ngày 15 tháng 7 năm 2025", "2025-06-01..2025-07-15"),
    ("6 tháng đầu năm 2025", "2025-01-01..2025-06-30"),
    ("06 tháng cuối năm 2025", "2025-07-01..2025-12-31"),
    ("Sáu tháng đầu năm 2025", "2025-01-01..2025-06-30"),
    ("nửa cuối năm 2025", "2025-07-01..2025-12-31"),
    ("9 tháng đầu năm 2025", "2025-01-01..2025-09-30"),
    ("2022-2025 và các năm tiếp theo", "2022-01-01..2025-12-31 +"),
    # a beginning alone
    ("Từ 01/7/2025", "2025-07-01.."),
    ("từ 2026 trở đi", "2026-01-01.."),
    ("Từ đầu năm 2026", "2026-01-01.."),
    ("bắt đầu triển khai từ năm 2026", "2026-01-01.."),
    ("Bắt đầu thực hiện trong Quý II/2026", "2026-04-01.."),
    ("Năm 2026 trở đi", "2026-01-01.."),
    ("Kể từ tháng 7/2025", "2025-07-01.."),
    # coming back
    ("thường xuyên", "every continuous"),
    ("Thực hiện thường xuyên", "every continuous"),
    ("Thường xuyên, liên tục", "every continuous"),
    ("Liên tục", "every continuous"),
    ("Thường xuyên (khi Nghị định được ký ban hành có hiệu lực)",
     "every continuous | khi Nghị định được ký ban hành có hiệu lực"),
    ("Thường xuyên theo kế hoạch", "every continuous | theo kế hoạch"),
    ("hàng ngày", "every day"),
    ("Hằng tuần", "every week"),
    ("hàng tháng", "every month"),
    ("Mỗi tháng", "every month"),
    ("Định kỳ tháng", "every month"),
    ("Trước ngày 15 hàng tháng", "every month | Trước ngày 15"),
    ("hằng quý", "every quarter"),
    ("Định kỳ (hàng quý)", "every quarter"),
    ("định kỳ báo cáo hàng quý", "every quarter"),
    ("Báo cáo theo quý", "every quarter"),
    ("3 tháng một lần", "every quarter"),
    ("6 tháng một lần", "every half"),
    ("Định kỳ 06 tháng/lần", "every half"),
    ("định kỳ 6 tháng", "every half"),
    ("Mỗi năm 2 lần", "every half"),
    ("02 lần/năm", "every half"),
    ("Hàng năm", "every year"),
    ("hằng năm.", "every year"),
    ("Thường niên", "every year"),
    ("Mỗi năm một lần", "every year"),
    ("01 lần/năm", "every year"),
    ("Mỗi quý 01 lần", "every quarter"),
    ("Hàng tháng 1 lần", "every month"),
    ("mỗi tuần một lần, thứ sáu", "every week | thứ sáu"),
    ("một năm bốn lần", "every quarter"),
    ("Định kỳ theo quy định", "?"),
    ("Tháng 12 hàng năm", "every year | Tháng 12"),
    ("Hàng năm (kể từ khi thành lập được các nhóm chuyên gia)",
     "every year | kể từ khi thành lập được các nhóm chuyên gia"),
    ("Hàng năm hoặc theo chỉ đạo của Chính phủ, Bộ Tài chính", "every year | theo chỉ đạo của Chính phủ, Bộ Tài chính"),
    ("Năm 2025 (thường xuyên)", "every continuous | Năm 2025"),
    ("Tháng 6 và tháng 12 hàng năm", "every year | Tháng 6 và tháng 12"),
    ("Hàng năm từ 2026", "every year | từ 2026"),
    # conditions
    ("Theo yêu cầu", "if"),
    ("theo lộ trình của Bộ Tài chính", "if"),
    ("Theo lộ trình 2022 của Chính phủ", "if"),
    ("Theo Kế hoạch hàng năm", "if"),
    ("Theo tiến độ xây dựng Nghị định nêu tại Mục 1", "if"),
    ("Theo Quyết định số 38/QĐ-TTg ngày 12/01/2021", "if"),
    ("Hoàn thành theo tiến độ dự án", "if"),
    ("Theo quy định", "if"),
    ("Khi hệ thống hoàn thiện.", "if"),
    ("Ngay khi Nghị định có hiệu lực", "if"),
    ("Sau khi Nghị định 96/2002/NĐ-CP có hiệu lực", "if"),
    ("Sau năm 2025", "if"),
    ("trong vòng 30 ngày kể từ ngày 01/7/2025", "if"),
    ("30 ngày làm việc kể từ ngày ký", "if"),
    ("Chậm nhất 20 ngày sau khi kết thúc quý", "if"),
    ("Kể từ ngày Thông tư có hiệu lực", "if"),
    ("Đột xuất", "if"),
    ("Theo tiến độ của Chính phủ, chậm nhất 30/6/2025", "date 2025-06-30"),
    ("Sau khi Luật được thông qua, hoàn thành trong Quý IV/2025", "quarter 2025-12-31"),
    # not understood
    ("09/02", "?"),
    ("tháng 6", "?"),
    ("Quý II", "?"),
    ("20 10", "?"),
    ("Năm 20 10", "?"),
    ("30/05/0206", "?"),
    ("22/02/21", "?"),
    ("31/02/2021", "?"),
    ("Tháng 13/2007", "?"),
    ("Quý V/2025", "?"),
    ("2025-2022", "?"),
    ("2022-2", "?"),
    ("2021-12", "?"),
    ("01/7-2025", "?"),
    ("đầu năm", "?"),
    ("Tuần 2 tháng 6/2025", "?"),
    ("Tuần thứ hai tháng 6/2025", "?"),
    ("Quý V năm 2025", "?"),
    ("đầu năm 2025", "?"),
    ("giữa năm 2025", "?"),
    ("Đầu Quý II/2025", "?"),
    ("Định kỳ", "?"),
    ("5 năm một lần", "?"),
    ("sớm nhất có thể", "?"),
    # nothing
    ("", "none"),
    ("-", "none"),
    ("…", "none"),
    ("Không quy định", "none"),
]  # fmt: skip


def _meaning(note: str, printed: str) -> Deadline:
    words, _, condition = note.partition(" | ")
    first, *more = words.split()
    if first == "none":
        return NO_DEADLINE
    if first in {"if", "?"}:
        return Deadline(DeadlineKind.CONDITIONAL, condition=" ".join(printed.split()))
    if first == "every":
        return Deadline(DeadlineKind.RECURRING, every=Every(more[0]), condition=condition or None)
    if ".." in first:
        begin, _, end = first.partition("..")
        due = date.fromisoformat(end) if end else None
        return Deadline(DeadlineKind.RANGE, date.fromisoformat(begin), due, continues="+" in more or due is None)
    return Deadline(DeadlineKind(first), due=date.fromisoformat(more[0]), continues="+" in more)


@pytest.mark.parametrize(("printed", "note"), FORMS)
def test_a_printed_form_means_what_an_official_reads(printed: str, note: str) -> None:
    assert parse_deadline(printed) == _meaning(note, printed)
    if note in {"if", "?"}:
        assert is_conditional_wording(printed) is (note == "if")


@pytest.mark.parametrize(
    "printed",
    [
        "Trước ngày 30/05/2006",
        "trước 30/6/2025",
        "Hoàn thành trước tháng 6/2025",
        "trước Quý III/2025",
        "trước năm 2026",
    ],
)
def test_a_deadline_right_after_before_is_exclusive_in_strict_reading(printed: str) -> None:
    assert is_strictly_before(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "trước hoặc trong ngày 30/6/2025", "Trước 17 giờ ngày 20/11/2025", "chậm nhất ngày 30/6/2025", "30/6/2025",
        "trước khi Nghị định có hiệu lực", "trước hết", "", "trước cuối năm 2025", "trước ngày 31/02/2021",
    ],
)  # fmt: skip
def test_other_deadlines_are_inclusive(printed: str) -> None:
    assert not is_strictly_before(printed)


def test_years_that_lost_a_digit_are_read_and_marked_as_a_guess() -> None:
    assert is_guess("2022-025")
    assert not is_guess("2022-2025")


@pytest.mark.parametrize(
    "printed",
    ["1" * 10**6, "tháng 6, " * 10**5, "(" * 10**6, "từ " * 300_000, "22/02/2021 - " * 80_000, " " * 10**6],
    ids=["digits", "months", "brackets", "from", "days", "blanks"],
)  # fmt: skip
def test_a_text_of_a_million_letters_is_kept_and_not_searched(printed: str) -> None:
    words = " ".join(printed.split())
    expected = Deadline(DeadlineKind.CONDITIONAL, condition=words) if words else NO_DEADLINE
    assert parse_deadline(printed) == expected
    assert not is_strictly_before("x" + printed)


@pytest.mark.parametrize(
    "piece",
    [
        "1", "tháng 6, ", "quý i, ", "quý i và ", "từ ", "22/02/2021 - ", "1 - ", "1/", "tháng 1 đến ", "6 tháng đầu ",
        "1 ", "2022-", "năm 2022 ", "hàng quý (", ", 1", "tuần a ", "(", "thực hiện ", "- ", "q. ", "điều kiện: ",
        "1/1/a ",
    ],
)  # fmt: skip
def test_a_cell_full_of_one_repeated_piece_is_read_at_once(piece: str) -> None:
    printed = (piece * 2_000)[:LONGEST_DEADLINE]
    parse_deadline(printed)
    is_strictly_before(printed)
    is_conditional_wording(printed)
    recurrence_in(printed * 10)
