"""Unit cells copied from real plans, with the codes an official would write beside them."""

from datetime import date

import pytest

from desktop.units.cell import Join, UnitDoubt, read_cell
from desktop.units.table import load_units

UNITS = load_units()
IN_2009 = date(2009, 3, 20)
IN_2021 = date(2021, 2, 18)
IN_2022 = date(2022, 9, 13)
IN_2025 = date(2025, 7, 1)

# 001: the plan of the Tổng cục for the SAFE framework
SAFE = [
    ("Ban CCHĐH", ["TCHQ-CCHDH"], []),
    ("Ban CCHĐH \n(KH 456)", ["TCHQ-CCHDH"], ["KH 456"]),
    ("Ban CCHĐH (Phụ lục số 1A, Kế hoạch 456)", ["TCHQ-CCHDH"], ["Phụ lục số 1A, Kế hoạch 456"]),
    ("Vụ GSQL", ["TCHQ-GSQL"], []),
    ("Vụ HTQT", ["TCHQ-HTQT"], []),
    ("Vụ HTQT \n(KH 456)", ["TCHQ-HTQT"], ["KH 456"]),
    ("Vụ KHTC \n(KH 456)", ["TCHQ-KHTC"], ["KH 456"]),
    ("Vụ TCCB\n\u00a0(KH 456)", ["TCHQ-TCCB"], ["KH 456"]),
    ("Vụ TCCB", ["TCHQ-TCCB"], []),
    ("Vụ Tổ chức cán bộ", ["TCHQ-TCCB"], []),
    ("Vụ Tổ chức cán bộ (đã làm)", ["TCHQ-TCCB"], ["đã làm"]),
    ("Vụ Tổ chức cán bộ (Phụ lục 4 – Kế hoạch 456)", ["TCHQ-TCCB"], ["Phụ lục 4 – Kế hoạch 456"]),
    ("Cục ĐTCBL", ["TCHQ-DTCBL"], []),
    ("Cục ĐTCBL (Quyết định 48/2008/QĐ-BTC về áp dụng QLRR)",
     ["TCHQ-DTCBL"], ["Quyết định 48/2008/QĐ-BTC về áp dụng QLRR"]),
    ("Cục ĐTCBL (Quyết định 48 và KH 456)", ["TCHQ-DTCBL"], ["Quyết định 48 và KH 456"]),
    ("Cục CNTT", ["TCHQ-CNTT"], []),
    ("Cục CNTT\n(KH 456)", ["TCHQ-CNTT"], ["KH 456"]),
    ("Văn phòng", ["TCHQ-VP"], []),
    ("Văn phòng (Phụ lục 2B-KH 456)", ["TCHQ-VP"], ["Phụ lục 2B-KH 456"]),
    ("Thanh tra", ["TCHQ-TTR"], []),
    ("Thanh tra, Vụ Tổ chức cán bộ", ["TCHQ-TTR", "TCHQ-TCCB"], []),
    ("Báo Hải quan", ["TCHQ-BAO"], []),
    ("Vụ Pháp chế \n(KH 456)", ["TCHQ-PC"], ["KH 456"]),
    ("- Vụ Pháp chế (BTC);", ["BTC-PC"], []),
    ("Trung tâm\u00a0 Đào tạo, bồi dưỡng CCHQ", ["TCHQ-DTBD"], []),
    ("Trung tâm đào tạo BDCB", ["TCHQ-DTBD"], []),
    ("Trung tâm Đào tạo Bồi dưỡng Cán bộ công chức HQ", ["TCHQ-DTBD"], []),
    ("Trung tâm Đào tạo, Bồi dưỡng Cán bộ Công chức (Phụ lục 2B – KH 456)", ["TCHQ-DTBD"], ["Phụ lục 2B – KH 456"]),
    ("Vụ Tổ chức cán bộ, Trung tâm Đào tạo, Bồi dưỡng Cán bộ Công chức (Phụ lục 2B - KH 456)",
     ["TCHQ-TCCB", "TCHQ-DTBD"], ["Phụ lục 2B - KH 456"]),
    ("Trung tâm Đào tạo Bồi dưỡng cán bộ công chức và các đơn vị liên quan", ["TCHQ-DTBD", "G-LQ"], []),
]  # fmt: skip

SIX_OFFICES = (
    "Vụ Pháp chế, Văn phòng Bộ, Vụ Hợp tác quốc tế, Vụ Chính sách thuế, Cục Tin học và Thống kê, Vụ Tổ chức cán bộ"
)
# 003 and 004: plans of the Ministry
MINISTRY = [
    ("TCHQ", ["TCHQ"]),
    ("TCHQ-", ["TCHQ"]),
    ("Tổng cục Hải quan", ["TCHQ"]),
    ("Các đơn vị thuộc và trực thuộc Bộ Tài chính", ["G-BTCALL"]),
    ("Các đơn vị thuộc và trực thuộc Bộ Tài chính; Các Bộ, Ngành có liên quan.", ["G-BTCALL", "G-BONGANH"]),
    ("Các đơn vị thuộc và trực thuộc Bộ Tài chính; Các Bộ, Ngành và các đơn vị có liên quan.",
     ["G-BTCALL", "G-BONGANH", "G-LQ"]),
    (f"- {SIX_OFFICES}. - Văn phòng Chính phủ, các Bộ quản lý ngành, lĩnh vực.",
     ["BTC-PC", "BTC-VP", "BTC-HTQT", "BTC-CST", "BTC-THTK", "BTC-TCCB", "VPCP", "G-BONGANH"]),
    ("- Vụ Tổ chức cán bộ. - Văn phòng Chính phủ, các Bộ quản lý ngành, lĩnh vực.",
     ["BTC-TCCB", "VPCP", "G-BONGANH"]),
    ("Vụ Pháp chế, Văn phòng Bộ, Vụ Hợp tác quốc tế, Vụ Chính sách thuế, Cục Tin học và Thống kê.",
     ["BTC-PC", "BTC-VP", "BTC-HTQT", "BTC-CST", "BTC-THTK"]),
    ("- Vụ Pháp chế, Cục Tin học thống kê.\n- Văn phòng Chính phủ, các Bộ quản lý ngành, lĩnh vực.",
     ["BTC-PC", "BTC-THTK", "VPCP", "G-BONGANH"]),
    ("- Cục Tin học và Thống kê, Cục Kế hoạch - Tài chính, Vụ Pháp chế.", ["BTC-THTK", "BTC-KHTC", "BTC-PC"]),
    ("- Các đơn vị liên quan thuộc Bộ Tài chính, Tổng cục Hải quan.", ["G-BTCALL", "TCHQ"]),
    ("Vụ Pháp chế, Cục Tin học và Thống kê", ["BTC-PC", "BTC-THTK"]),
    ("Vụ Pháp chế, Văn phòng Bộ", ["BTC-PC", "BTC-VP"]),
    ("Vụ tổ chức cán bộ", ["BTC-TCCB"]),
    ("Văn phòng Bộ, Cục Kế hoạch tài chính, Vụ Tài chính hành chính sự nghiệp", ["BTC-VP", "BTC-KHTC", "BTC-HCSN"]),
    ("Các đơn vị liên quan thuộc Bộ Tài chính", ["G-BTCALL"]),
    ("Văn phòng", ["BTC-VP"]),
    ("Vụ CST - BTC", ["BTC-CST"]),
    ("Vụ HTQT-BTC", ["BTC-HTQT"]),
    ("Vụ Hợp tác quốc tế - Bộ Tài chính", ["BTC-HTQT"]),
    ("Vụ Hợp tác quốc tế Bộ Tài chính", ["BTC-HTQT"]),
    ("Vụ Pháp chế (Tổng cục Hải quan)", ["TCHQ-PC"]),
    ("Vụ Tổ chức cán bộ (TCHQ)", ["TCHQ-TCCB"]),
    ("Vụ Ngân sách Nhà nước", ["BTC-NSNN"]),
    ("Viện Chiến lược và chính sách Tài chính", ["BTC-VCL"]),
    ("Ban Chỉ đạo 389 Bộ Tài chính", ["BCD389"]),
    ("Thời báo tài chính", ["BTC-TBTC"]),
    ("Tổng cục Thuế, Kho bạc Nhà nước", ["TCT", "KBNN"]),
    ("Ủy ban 1899", ["UB1899"]),
    ("TCHQ và các đơn vị liên quan", ["TCHQ", "G-LQ"]),
    ("Các Bộ, ngành liên quan", ["G-BONGANH"]),
    ("Bộ, Ngành", ["G-BONGANH"]),
    ("các Cục Hải quan tỉnh, thành phố", ["G-CUCTINH"]),
    ("Cục Hải quan các tỉnh, thành phố; các Chi cục Hải quan", ["G-CUCTINH", "G-CHICUC"]),
    ("Cục Điều tra chống buôn lậu và các Cục Hải quan tỉnh, liên tỉnh, thành phố", ["TCHQ-DTCBL", "G-CUCTINH"]),
    ("Các Vụ, Cục thuộc cơ quan Tổng cục Hải quan:", ["G-VUCUC"]),
    ("Cục HQ TP. Hồ Chí Minh, Cục Hải quan Hải Phòng", ["HQ02", "HQ03"]),
    ("1. Cục Quản lý rủi ro\n2. Cục Giám sát quản lý về hải quan", ["TCHQ-QLRR", "TCHQ-GSQL"]),
    ("a) Cục Thuế XNK\nb) Trường Hải quan Việt Nam", ["TCHQ-KTTT", "TCHQ-THQVN"]),
    ("Chủ trì: Vụ Pháp chế\nPhối hợp: Văn phòng Bộ", ["BTC-PC", "BTC-VP"]),
    ("Cục CNTT và\nThống kê hải quan", ["TCHQ-CNTT"]),
    ("Vụ Pháp chế / Văn phòng Bộ", ["BTC-PC", "BTC-VP"]),
]  # fmt: skip

# what the table does not know stays text, one piece per body
UNKNOWN = [
    ("Sở Tài chính", ["Sở Tài chính"]),
    ("Sở Tài chính, Sở Xây dựng", ["Sở Tài chính", "Sở Xây dựng"]),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Bộ Lao động - Thương binh và Xã hội; Bộ Công an", ["Bộ Lao động - Thương binh và Xã hội", "Bộ Công an"]),
    ("Bộ Công an và Bộ Quốc phòng", ["Bộ Công an", "Bộ Quốc phòng"]),
    ("Vụ Pháp chế và Sở Tư pháp", ["BTC-PC", "Sở Tư pháp"]),
    ("Sở Tư pháp, Vụ Pháp chế", ["Sở Tư pháp", "BTC-PC"]),
    ("UBND các tỉnh, thành phố trực thuộc Trung ương", ["UBND các tỉnh, thành phố trực thuộc Trung ương"]),
    ("Các sở, ban, ngành; UBND các huyện, thị xã", ["Các sở, ban, ngành", "UBND các huyện, thị xã"]),
    ("Các Sở, Ban, Ngành", ["Các Sở, Ban, Ngành"]),
    ("Sở Y tế, các đơn vị sự nghiệp", ["Sở Y tế", "các đơn vị sự nghiệp"]),
    ("VCCI, VNPT", ["VCCI", "VNPT"]),
    ("đơn vị và tổ chức liên quan", ["đơn vị và tổ chức liên quan"]),
    ("Các đơn vị trong và ngoài ngành Tài chính", ["Các đơn vị trong và ngoài ngành Tài chính"]),
    ("Cục Hải quan X", ["Cục Hải quan X"]),
]


def _read(printed: str, on: date, issuer: str) -> list[str]:
    return [unit.code or unit.name for unit in UNITS.resolve(printed, on=on, issuer_code=issuer)]


@pytest.mark.parametrize(("printed", "codes", "notes"), SAFE)
def test_the_cells_of_the_safe_plan(printed: str, codes: list[str], notes: list[str]) -> None:
    reading = read_cell(UNITS, printed, on=IN_2009, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == codes
    assert list(reading.notes) == notes
    assert reading.doubts == ()


@pytest.mark.parametrize(("printed", "codes"), MINISTRY)
def test_the_cells_of_plans_of_the_ministry(printed: str, codes: list[str]) -> None:
    reading = read_cell(UNITS, printed, on=IN_2022, issuer_code="BTC")
    assert [unit.code for unit in reading.units] == codes
    assert reading.doubts == ()


@pytest.mark.parametrize(("printed", "names"), UNKNOWN)
def test_bodies_the_table_does_not_know_stay_as_printed_and_are_doubted(printed: str, names: list[str]) -> None:
    reading = read_cell(UNITS, printed, on=IN_2022, issuer_code="BTC")
    assert [unit.code or unit.name for unit in reading.units] == names
    unknown = [unit.name for unit in reading.units if unit.code is None]
    assert list(reading.doubts) == [(UnitDoubt.UNKNOWN, name) for name in unknown]


@pytest.mark.parametrize(
    ("printed", "on", "issuer", "code"),
    [
        ("Ban Quản lý rủi ro", date(2014, 6, 1), "TCHQ", "TCHQ-QLRR"),
        ("Ban Quản lý rủi ro", IN_2025, "CHQ", "CHQ-QLRR"),
        ("Chi cục KTSTQ", date(2014, 6, 1), "TCHQ", "L-KTSTQ"),
        ("Chi cục KTSTQ", IN_2025, "CHQ", "CHQ-KTSTQ"),
        ("Vụ PC", IN_2021, "TCHQ", "TCHQ-PC"),
        ("Vụ PC", IN_2021, "BTC", "BTC-PC"),
        ("Văn phòng", IN_2025, "CHQ", "CHQ-VP"),
        ("Cục Hải quan", IN_2025, "BTC", "CHQ"),
        ("Chi cục Hải quan khu vực III", IN_2025, "CHQ", "KV03"),
        ("Chi cục Hải quan khu vực III", IN_2022, "TCHQ", "Chi cục Hải quan khu vực III"),
        ("Cục Hải quan Bắc Ninh", date(2007, 3, 30), "TCHQ", "Cục Hải quan Bắc Ninh"),
    ],
)
def test_a_name_is_the_unit_of_its_day_and_issuer(printed: str, on: date, issuer: str, code: str) -> None:
    assert _read(printed, on, issuer) == [code]


def test_a_unit_in_brackets_that_decides_nothing_is_kept_as_a_remark() -> None:
    reading = read_cell(UNITS, "Tổng cục Hải quan (Cục Quản lý rủi ro)", on=IN_2022, issuer_code="BTC")
    assert [unit.code for unit in reading.units] == ["TCHQ"]
    assert reading.notes == ("Cục Quản lý rủi ro",)


def test_a_name_split_by_a_dash_within_a_line_is_made_whole_and_doubted() -> None:
    printed = "-Vụ pháp chế, Vụ - Giám sát quản lý, - Cục Kiểm tra STQ"
    reading = read_cell(UNITS, printed, on=IN_2009, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == ["TCHQ-PC", "TCHQ-GSQL", "TCHQ-KTSTQ"]
    assert reading.joins == (Join("Vụ - Giám sát quản lý", "Vụ Giám sát quản lý"),)
    assert reading.doubts == ((UnitDoubt.SPLIT_OVER_BULLET, "Vụ Giám sát quản lý"),)
    refused = read_cell(UNITS, printed, on=IN_2009, issuer_code="TCHQ", refused=frozenset({reading.joins[0].was}))
    assert [unit.code or unit.name for unit in refused.units] == ["TCHQ-PC", "Vụ", "Giám sát quản lý", "TCHQ-KTSTQ"]


@pytest.mark.parametrize("printed", ["a - " * 499, "Vụ, " * 499, "Bộ và " * 300, "(" * 1_999, "x\n" * 60])
def test_a_full_cell_without_a_name_stays_text(printed: str) -> None:
    reading = read_cell(UNITS, printed, on=IN_2022, issuer_code="BTC")
    assert all(unit.code is None for unit in reading.units)
