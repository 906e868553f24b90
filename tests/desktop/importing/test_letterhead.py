"""Number, date, title and issuer, wherever the letterhead stands."""

from datetime import date

from desktop.importing.document import Document
from desktop.importing.letterhead import letterhead
from desktop.importing.parsed import DoubtKind, PlanHeader
from desktop.importing.review import Review
from desktop.units.table import load_units
from tests.support.plan_documents import HEAD, document, reading


def _header(found: Document) -> PlanHeader:
    return letterhead(found, load_units(), Review(frozenset()), None).plan


def test_a_letterhead_in_a_table_is_read() -> None:
    head = [
        (
            "TỔNG CỤC HẢI QUAN\nCỤC HẢI QUAN TP HẢI PHÒNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ),
        ("Số: 1520/KH-HQHP", "Hải Phòng, ngày 05 tháng 02 năm 2024"),
    ]
    found = _header(document(head, "KẾ HOẠCH", "Kiểm tra sau thông quan năm 2024", "Căn cứ Luật Hải quan năm 2014;"))
    assert (found.number, found.date, found.title) == (
        "1520/KH-HQHP", date(2024, 2, 5), "KẾ HOẠCH Kiểm tra sau thông quan năm 2024",
    )  # fmt: skip


def test_the_plan_and_not_the_decision_that_issues_it_gives_the_title() -> None:
    found = _header(
        document(
            "QUYẾT ĐỊNH",
            "VỀ VIỆC BAN HÀNH",
            "KẾ HOẠCH CẢI CÁCH HẢI QUAN",
            "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Quyết định số 38/QĐ-TTg ngày 12/01/2021.",
            "KẾ HOẠCH",
            "CẢI CÁCH HẢI QUAN ĐẾN NĂM 2025",
            "(Kèm theo Quyết định số 1855/QĐ-BTC ngày 13 tháng 9 năm 2022 của Bộ Tài chính)",
        )
    )
    assert (found.number, found.date, found.title, found.issuer) == (
        "1855/QĐ-BTC", date(2022, 9, 13), "KẾ HOẠCH CẢI CÁCH HẢI QUAN ĐẾN NĂM 2025", "Bộ Tài chính",
    )  # fmt: skip


def test_a_letter_has_the_subject_as_its_title_and_its_author_as_issuer() -> None:
    found = document(
        "V/v: Hướng dẫn triển khai công tác thu thập thông tin",
        "Để thực hiện thống nhất; Tổng cục Hải quan hướng dẫn các đơn vị thực hiện như sau:",
    )
    review = Review(frozenset())
    head = letterhead(found, load_units(), review, None)
    assert (head.plan.title, head.plan.issuer, head.issuer_code) == (
        "Hướng dẫn triển khai công tác thu thập thông tin", "Tổng cục Hải quan", "TCHQ",
    )  # fmt: skip
    assert [doubt.field for doubt in review.doubts if doubt.kind is DoubtKind.LETTERHEAD_MISSING] == ["number", "date"]


def test_the_authority_that_signs_without_a_number_is_the_issuer() -> None:
    assert _header(document("QUYẾT ĐỊNH", "TỔNG CỤC TRƯỞNG TỔNG CỤC HẢI QUAN")).issuer == "Tổng cục Hải quan"


def test_an_issuer_outside_the_unit_table_is_named_as_printed() -> None:
    found = _header(
        document("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH", "Số: 45/KH-UBND", "Quảng Ninh, ngày 03 tháng 3 năm 2025",
                 "KẾ HOẠCH", "Chuyển đổi số năm 2025")
    )  # fmt: skip
    assert (found.number, found.issuer) == ("45/KH-UBND", "ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH")


def test_number_and_day_broken_over_lines_are_read() -> None:
    found = _header(document("Số:", "06/2024/QĐ-UBND", "Kon Tum, ngày 25", "tháng 01 năm 2024"))
    assert (found.number, found.date) == ("06/2024/QĐ-UBND", date(2024, 1, 25))


def test_an_impossible_day_is_no_date() -> None:
    assert _header(document("Số: 1/KH-TCHQ", "Hà Nội, ngày 31 tháng 02 năm 2024")).date is None


def test_a_day_inside_the_plan_is_not_the_day_of_the_document() -> None:
    plan = reading("KẾ HOẠCH", "Tập huấn", [HEAD, ("1", "Khai giảng", "Văn phòng", "", "Ngày 15/01/2025")]).parsed.plan
    assert (plan.date, plan.title) == (None, "KẾ HOẠCH Tập huấn")


def test_an_agency_line_names_the_issuer_where_the_notation_is_unknown() -> None:
    head = document("TỔNG CỤC HẢI QUAN", "CỤC HẢI QUAN TỈNH QUẢNG NINH", "Số: 3211/XYZ-QLRR")
    found = letterhead(head, load_units(), Review(frozenset()), None)
    assert (found.plan.number, found.plan.issuer) == ("3211/XYZ-QLRR", load_units().unit(found.issuer_code).name)
    assert found.issuer_code == "HQ20"
