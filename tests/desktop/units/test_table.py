"""The unit table that comes with the program, and what it knows about a day."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import UnknownUnit
from desktop.units.table import UnitTable, load_units
from desktop.units.unit import UnitLevel

IN_2007 = date(2007, 3, 30)
IN_2022 = date(2022, 9, 13)
IN_2025 = date(2025, 7, 1)
UNITS = load_units()


def test_a_code_outside_the_table_is_refused() -> None:
    with pytest.raises(UnknownUnit) as refused:
        UNITS.unit("HQ99")
    assert refused.value.code == "HQ99"


def test_every_parent_stands_in_the_table() -> None:
    assert {unit.parent for unit in UNITS.all_units() if unit.parent} <= {unit.code for unit in UNITS.all_units()}


@pytest.mark.parametrize(("day", "count"), [(IN_2007, 33), (date(2014, 1, 1), 34), (IN_2022, 35), (IN_2025, 0)])
def test_the_provincial_departments_of_a_day_are_counted_right(day: date, count: int) -> None:
    assert len(UNITS.members("G-CUCTINH", day)) == count


def test_the_33_departments_of_2007_are_all_but_bac_ninh_and_ha_nam_ninh() -> None:
    missing = {unit.code for unit in UNITS.members("G-CUCTINH", IN_2022)} - {
        unit.code for unit in UNITS.members("G-CUCTINH", IN_2007)
    }
    assert missing == {"HQ18", "HQ28"}


def test_the_offices_of_the_headquarters_are_those_of_the_day() -> None:
    offices = {unit.code for unit in UNITS.members("G-VUCUC", IN_2007)}
    assert {"TCHQ-DTCBL", "TCHQ-PC"} <= offices
    assert "TCHQ-QLRR" not in offices
    assert len(UNITS.members("G-VUCUC", IN_2025)) == 12


def test_a_group_without_a_list_has_no_members() -> None:
    assert UNITS.members("G-CHICUC", IN_2007) == ()


def test_below_the_tong_cuc_of_2007_stand_its_offices_and_the_33_departments() -> None:
    children = UNITS.children("TCHQ", IN_2007)
    assert sum(unit.level is UnitLevel.PROVINCIAL for unit in children) == 33
    assert not any(unit.level is UnitLevel.GROUP for unit in children)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("TCHQ", "TCHQ"),
        ("HQ03", "TCHQ/HQ03"),
        ("TCHQ-DTCBL-TTXLTT", "TCHQ/TCHQ-DTCBL/TCHQ-DTCBL-TTXLTT"),
        ("KV03", "CHQ/KV03"),
        ("BTC", "BTC"),
        ("BTC-PC", "BTC-PC"),
    ],
)
def test_the_path_of_a_node_runs_down_from_the_headquarters(code: str, path: str) -> None:
    assert UNITS.node_path(code) == path


@pytest.mark.parametrize("code", ["HQ03", "HQ61", "KV20", "G-CUCTINH", "G-CHICUC", "L-KTSTQ", "L-PNV", "L-PGIA"])
def test_departments_their_group_and_kinds_of_unit_below_them_are_provincial(code: str) -> None:
    assert UNITS.is_provincial(code)


@pytest.mark.parametrize("code", ["TCHQ", "TCHQ-KTSTQ", "CHQ-KTSTQ", "BTC", "G-VUCUC", "G-LQ", "TCT"])
def test_central_units_are_not_provincial(code: str) -> None:
    assert not UNITS.is_provincial(code)


@pytest.mark.parametrize(
    ("code", "day", "lines"),
    [
        ("HQ03", IN_2007, ("TỔNG CỤC HẢI QUAN", "CỤC HẢI QUAN THÀNH PHỐ HẢI PHÒNG")),
        ("HQ11", IN_2022, ("TỔNG CỤC HẢI QUAN", "CỤC HẢI QUAN TỈNH CAO BẰNG")),
        ("TCHQ", IN_2007, ("BỘ TÀI CHÍNH", "TỔNG CỤC HẢI QUAN")),
        ("KV03", IN_2025, ("CỤC HẢI QUAN", "CHI CỤC HẢI QUAN KHU VỰC III")),
        ("TCHQ-PC", IN_2007, ("TỔNG CỤC HẢI QUAN", "VỤ PHÁP CHẾ")),
        ("TCHQ-QLDA", IN_2025, ("CỤC HẢI QUAN", "BAN QUẢN LÝ DỰ ÁN HIỆN ĐẠI HÓA HẢI QUAN")),
        ("BTC", IN_2007, ("", "BỘ TÀI CHÍNH")),
    ],
)
def test_agency_lines_are_those_printed_over_a_document(code: str, day: date, lines: tuple[str, str]) -> None:
    assert UNITS.agency_lines(code, day) == lines


@pytest.mark.parametrize(
    ("code", "place"),
    [("HQ03", "Hải Phòng"), ("HQ02", "Thành phố Hồ Chí Minh"), ("TCHQ", "Hà Nội"), ("KV04", "Hưng Yên"), ("L-PNV", "")],
)
def test_the_place_of_a_document_is_where_its_office_stands(code: str, place: str) -> None:
    assert UNITS.place(code) == place


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("608/QĐ-TCHQ", "TCHQ"),
        ("3418/TCHQ-ĐT", "TCHQ"),
        ("1855/QĐ-BTC", "BTC"),
        ("182/QĐ-HQCB", "HQ11"),
        ("02/2010/QĐ-TTg", None),
        ("608", None),
    ],
)
def test_the_notation_of_a_number_tells_who_issued_it(number: str, code: str | None) -> None:
    issuer = UNITS.issuer(number)
    assert (issuer.code if issuer else None) == code


def test_a_unit_exists_on_its_first_and_on_its_last_day() -> None:
    hai_phong, region = UNITS.unit("HQ03"), UNITS.unit("KV03")
    assert hai_phong.exists_on(date(2025, 2, 28))
    assert not hai_phong.exists_on(date(2025, 3, 1))
    assert region.exists_on(date(2025, 3, 1))
    assert not region.exists_on(date(2025, 2, 28))


def test_a_dissolved_units_work_goes_on_with_its_main_successor_on_that_day() -> None:
    assert UNITS.heir("HQ03", date(2025, 2, 28)) == "HQ03"
    assert UNITS.heir("HQ03", date(2025, 3, 1)) == UNITS.unit("HQ03").successors[0]
    assert UNITS.heir("KEINE", date(2025, 3, 1)) == "KEINE"


def test_successors_that_name_each_other_end_with_the_unit_itself() -> None:
    ended = replace(UNITS.unit("HQ03"), successors=("HQ20",), valid_to=date(2025, 2, 28))
    other = replace(UNITS.unit("HQ20"), successors=("HQ03",), valid_to=date(2025, 2, 28))
    table = UnitTable([ended, other])
    assert table.heir("HQ03", date(2026, 1, 1)) == "HQ03"
    assert table.heir("HQ20", date(2026, 1, 1)) == "HQ20"
