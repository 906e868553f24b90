"""The table goes out as a file and comes back from one: what differs is found, all errors stand before any writing."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.errors import NotAPlan, NoUnitTable
from desktop.units.checking import Standing, UnitFault
from desktop.units.sheet import COLUMNS, ReadSheet, read_sheet, write_sheet
from desktop.units.table import load_units

HERE = Standing("TCHQ")
ROW = {"code": "HQ62", "canonical_name": "Cục Hải quan tỉnh Mẫu", "level": "provincial", "parent": "TCHQ"}


def sheet(*units: dict[str, str], columns: tuple[str, ...] = COLUMNS, separator: str = ",") -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=separator)
    writer.writerow(columns)
    writer.writerows([unit.get(column, "") for column in columns] for unit in units)
    return lines.getvalue().encode("utf-8-sig")


def read(data: bytes) -> ReadSheet:
    return read_sheet(data, "don-vi.csv", load_units(), HERE)


def row_of(code: str) -> dict[str, str]:
    """The unit's row in the shipped file."""
    source = Path(__file__).parents[3] / "resources/units/units.csv"
    with source.open(encoding="utf-8") as stream:
        return next(row for row in csv.DictReader(stream) if row["code"] == code)


def test_the_table_comes_back_from_its_file_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    write_sheet(load_units(), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes it for Unicode"
    found = read(path.read_bytes())
    assert (found.units, found.problems, found.unchanged) == ((), (), len(load_units().all_units()))


def test_the_file_has_the_columns_of_the_shipped_table() -> None:
    assert set(COLUMNS) == set(row_of("HQ03"))


def test_a_changed_and_a_new_row_are_found() -> None:
    changed = {**row_of("HQ03"), "notation": "HQHP9", "aliases": f"{row_of('HQ03')['aliases']}|HQ đất Cảng"}
    found = read(sheet(changed, ROW, row_of("HQ20")))
    assert [unit.code for unit in found.units] == ["HQ03", "HQ62"]
    assert (found.added, found.unchanged, found.problems) == (1, 1, ())
    assert found.units[0].notation == "HQHP9"
    assert found.units[0].aliases == (*load_units().unit("HQ03").aliases, "HQ đất Cảng")
    assert (found.units[1].short_name, found.units[1].valid_from) == ("Cục Hải quan tỉnh Mẫu", None)


def test_days_are_read_as_excel_writes_them() -> None:
    days = ("2012-06-30", "30/06/2012", "30/6/2012", "2012-06-30 00:00:00")
    for day in days:
        found = read(sheet({**ROW, "valid_to": day}))
        assert found.problems == ()
        assert found.units[0].valid_to == date(2012, 6, 30), day


def test_semicolons_and_headings_of_the_screen_are_understood() -> None:
    names = {"canonical_name": "Tên đầy đủ", "code": "Mã đơn vị", "level": "Cấp", "parent": "Đơn vị cấp trên"}
    unit = {names[key]: value for key, value in {**ROW, "level": "Cục Hải quan tỉnh"}.items()}
    found = read(sheet(unit, {**unit, "Mã đơn vị": "HQ63"}, columns=tuple(names.values()), separator=";"))
    assert [(one.code, one.level) for one in found.units] == [("HQ62", "provincial"), ("HQ63", "provincial")]


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["BẢNG ĐƠN VỊ"])
    page.append(list(COLUMNS))
    page.append([{**ROW, "valid_from": datetime(2008, 1, 1)}.get(column) for column in COLUMNS])
    page.append([row_of("HQ20").get(column) for column in COLUMNS])
    book.save(tmp_path / "u.xlsx")
    found = read((tmp_path / "u.xlsx").read_bytes())
    assert [(one.code, one.valid_from) for one in found.units] == [("HQ62", date(2008, 1, 1))]
    assert found.problems == ()


def test_a_column_left_out_leaves_things_as_they_are() -> None:
    found = read(sheet({**row_of("HQ03"), "canonical_name": "Cục Hải quan Cảng"}, columns=COLUMNS[:6]))
    assert [unit.place for unit in found.units] == ["Hải Phòng"]


def test_everything_wrong_in_a_file_is_told_with_its_row() -> None:
    found = read(
        sheet(
            {**ROW, "level": "cấp lạ", "valid_from": "31/02/2007"},
            {**ROW, "code": "HQ63", "parent": "HQ98", "canonical_name": ""},
            {**ROW, "code": "HQ63"},
            {**row_of("TCHQ"), "valid_to": "2007-12-31"},
        )
    )
    told = [(one.where, one.field, one.fault) for one in found.problems]
    assert told == [
        ("dòng 2", "level", UnitFault.LEVEL_UNKNOWN),
        ("dòng 2", "valid_from", UnitFault.NOT_A_DAY),
        ("dòng 4", "code", UnitFault.CODE_TWICE),
        ("dòng 3", "name", UnitFault.NAME_MISSING),
        ("dòng 3", "parent", UnitFault.PARENT_UNKNOWN),
        ("dòng 5", "valid_to", UnitFault.OWN_UNIT_ENDS),
    ]


def test_a_file_without_the_needed_columns_says_which() -> None:
    found = read(sheet(ROW, columns=("code", "parent", "level")))
    assert [one.sentence for one in found.problems] == [
        "Bảng thiếu cột «Tên đầy đủ». Giữ dòng tiêu đề như khi xuất bảng."
    ]


def test_what_is_no_table_of_units_is_refused() -> None:
    with pytest.raises(NoUnitTable):
        read("stt,nội dung,chủ trì\n1,Việc,Cục\n2,Việc,Cục\n".encode())
    with pytest.raises(NotAPlan):
        read(b"")
