"""Units as they are printed in the cells of real plans; every cell here is a copy from its document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.units.cell import Join, UnitDoubt, read_cell
from desktop.units.table import load_units

IN_2007 = date(2007, 3, 30)
IN_2022 = date(2022, 9, 13)
UNITS = load_units()


def _codes(printed: str, on: date = IN_2007, issuer: str = "TCHQ") -> list[str | None]:
    return [unit.code for unit in UNITS.resolve(printed, on=on, issuer_code=issuer)]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Cục Điều tra CBL", ["TCHQ-DTCBL"]),
        ("Cục DTCBL", ["TCHQ-DTCBL"]),
        ("- Vụ pháp chế,\n-Vụ Giám sát quản lý,\n-Cục Kiểm tra STQ", ["TCHQ-PC", "TCHQ-GSQL", "TCHQ-KTSTQ"]),
        ("- Vụ Giám sát quản lý,.\n- Vụ Kiểm tra TTXNK", ["TCHQ-GSQL", "TCHQ-KTTT"]),
        ("- Vụ kế hoạch Tài chính.\n- Vụ giám sát quản lý", ["TCHQ-KHTC", "TCHQ-GSQL"]),
        ("-Ban quản lý dự án\n- Cục công nghệ TT &TKHQ", ["TCHQ-QLDA", "TCHQ-CNTT"]),
        ("Cục CN TT&TKHQ", ["TCHQ-CNTT"]),
        ("Cục CNTT& TK HQ", ["TCHQ-CNTT"]),
        ("Chi cục Kiểm tra STQ", ["L-KTSTQ"]),
        ("Chi cục Hải quan", ["G-CHICUC"]),
        ("Cục Hải quan tỉnh, TP", ["G-CUCTINH"]),
        ("Văn Phòng", ["TCHQ-VP"]),
        ("Tổng cục Thuế và Kho Bạc", ["TCT", "KBNN"]),
        ("\u00a0", []),
        ("", []),
    ],
)
def test_printed_names_resolve_to_units(printed: str, codes: list[str]) -> None:
    assert _codes(printed) == codes


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Cục Hải\nquan tỉnh, TP", ["G-CUCTINH"]),
        ("Cục HQ\n tỉnh, TP", ["G-CUCTINH"]),
        ("Vụ Giám\nsát quản lý", ["TCHQ-GSQL"]),
        ("Vụ Quan\nhệ quốc tế", ["TCHQ-HTQT"]),
        ("Cục Công nghệ TT\n&TKHQ", ["TCHQ-CNTT"]),
        ("Cục ĐTCBL\nCục HQ\ntỉnh, TP", ["TCHQ-DTCBL", "G-CUCTINH"]),
        ("- Vụ Giám\nsát quản lý\n- Phòng nghiệp vụ thuộc Cục HQ tỉnh,\nTP", ["TCHQ-GSQL", "L-PNV"]),
    ],
)
def test_a_name_split_by_a_line_break_is_made_whole(printed: str, codes: list[str]) -> None:
    reading = read_cell(UNITS, printed, on=IN_2007, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == codes
    assert reading.joins
    assert not reading.doubts


def test_a_name_split_over_a_bullet_is_made_whole_and_doubted() -> None:
    printed = "-Vụ pháp chế, Vụ \n- Giám sát quản lý,\n- Cục Kiểm tra STQ"
    reading = read_cell(UNITS, printed, on=IN_2007, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == ["TCHQ-PC", "TCHQ-GSQL", "TCHQ-KTSTQ"]
    assert reading.joins == (Join("Vụ\n- Giám sát quản lý", "Vụ Giám sát quản lý"),)
    assert reading.doubts == ((UnitDoubt.SPLIT_OVER_BULLET, "Vụ Giám sát quản lý"),)


def test_a_refused_join_leaves_the_halves_as_printed() -> None:
    printed = "Vụ Giám\nsát quản lý"
    reading = read_cell(UNITS, printed, on=IN_2007, issuer_code="TCHQ", refused=frozenset({printed}))
    assert [(unit.code, unit.name) for unit in reading.units] == [(None, "Vụ Giám"), (None, "sát quản lý")]
    assert reading.joins == ()


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("-Cục ĐTCBL Cục CNTT& TK HQ", ["TCHQ-DTCBL", "TCHQ-CNTT"]),
        ("Vụ QH quốc tế cục ĐTBL", ["TCHQ-HTQT", "TCHQ-DTCBL"]),
        ("Ban quản lý dự án Cục Công nghệ TT&TKHQ", ["TCHQ-QLDA", "TCHQ-CNTT"]),
        ("Cục Điều tra CBL\nVụ pháp chế Cục CNTT &TKHQ", ["TCHQ-DTCBL", "TCHQ-PC", "TCHQ-CNTT"]),
    ],
)
def test_two_units_without_a_separator_are_told_apart_and_doubted(printed: str, codes: list[str]) -> None:
    reading = read_cell(UNITS, printed, on=IN_2007, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == codes
    assert [doubt for doubt, _ in reading.doubts] == [UnitDoubt.NO_SEPARATOR]


def test_the_owner_of_an_office_is_not_a_unit_of_the_cell_and_its_remark_is_kept() -> None:
    printed = "- Vụ Kiểm tra TT XNK\n- Phòng nghiệp vụ phòng giá (nếu có) thuộc Cục hải tỉnh, TP"
    reading = read_cell(UNITS, printed, on=IN_2007, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == ["TCHQ-KTTT", "L-PNV", "L-PGIA"]
    assert reading.notes == ("nếu có",)


@pytest.mark.parametrize(
    ("printed", "code", "note"),
    [("Cục CNTT (KH 456)", "TCHQ-CNTT", "KH 456"), ("Vụ Tổ chức cán bộ (đã làm)", "TCHQ-TCCB", "đã làm")],
)
def test_a_remark_in_brackets_is_no_part_of_the_name(printed: str, code: str, note: str) -> None:
    reading = read_cell(UNITS, printed, on=IN_2007, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == [code]
    assert reading.notes == (note,)
    assert reading.doubts == ()


def test_a_group_cut_short_is_read_as_the_group_and_doubted() -> None:
    reading = read_cell(UNITS, "Cục Hải\nquan tỉnh,", on=IN_2007, issuer_code="TCHQ")
    assert [unit.code for unit in reading.units] == ["G-CUCTINH"]
    assert reading.doubts == ((UnitDoubt.CUT_SHORT, "Cục Hải quan tỉnh"),)


@pytest.mark.parametrize(("issuer", "code"), [("TCHQ", "TCHQ-PC"), ("BTC", "BTC-PC")])
def test_offices_of_one_name_are_told_apart_by_the_issuer(issuer: str, code: str) -> None:
    assert _codes("Vụ Pháp chế", IN_2022, issuer) == [code]


@pytest.mark.parametrize("printed", ["Vụ Pháp chế (BTC)", "Vụ Pháp chế thuộc Bộ Tài chính"])
def test_a_printed_owner_wins_over_the_issuer(printed: str) -> None:
    assert _codes(printed, IN_2022, "TCHQ") == ["BTC-PC"]


def test_a_name_is_resolved_as_of_the_day_of_the_plan() -> None:
    assert _codes("Chi cục Kiểm tra sau thông quan", date(2025, 7, 1), "CHQ") == ["CHQ-KTSTQ"]
    assert _codes("Ban Quản lý rủi ro", date(2025, 7, 1), "CHQ") == ["CHQ-QLRR"]
    assert _codes("Cục Hải quan") == [None]


def test_offices_of_one_name_that_nothing_tells_apart_are_left_open() -> None:
    reading = read_cell(UNITS, "Vụ Pháp chế", on=IN_2022, issuer_code="VPCP")
    assert [unit.code for unit in reading.units] == [None]
    assert reading.doubts == ((UnitDoubt.AMBIGUOUS, "Vụ Pháp chế"),)


@pytest.mark.parametrize("printed", ["Cục Hải quan Hải", "Vụ Pháp chế phối hợp", "Cục Điều tra", "Vụ"])
def test_words_that_only_begin_like_a_unit_stay_text(printed: str) -> None:
    (unit,) = UNITS.resolve(printed, on=IN_2007, issuer_code="TCHQ")
    assert (unit.code, unit.name) == (None, printed)


def test_every_spelling_of_the_table_is_found_again() -> None:
    for unit in UNITS.all_units():
        day = unit.valid_from or date(2007, 3, 30)
        for name in unit.names:
            found = {one.code for one in UNITS.resolve(name, on=day, issuer_code=unit.parent or "")}
            assert unit.code in found, name


@given(st.text(alphabet="Cục Hải quan tỉnh,TP\n-&();vàthuộcĐTBL ", max_size=60))
def test_any_mixture_of_printed_signs_is_read_without_failing(printed: str) -> None:
    UNITS.resolve(printed, on=IN_2007, issuer_code="TCHQ")
