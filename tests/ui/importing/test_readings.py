"""What the review of 608/QĐ-TCHQ lists, compared with the document itself."""

from pathlib import Path

import pytest

from desktop.importing.corrections import Corrections
from desktop.importing.document import Document
from desktop.importing.parsed import DoubtKind, ParsedPlan, RepairReason, RowKind
from desktop.importing.plan_reader import read_document, read_plan
from desktop.importing.readers.text_dump import decode_text
from desktop.importing.readers.text_source import read_text
from desktop.importing.reading import AsideReason, PlanReading
from desktop.units.table import load_units
from ui.importing.lists import ASIDE_WORDS, KIND_WORDS, row_groups
from ui.importing.printed import printed
from ui.importing.readings import Attention, readings, summary

NAME = "608-qd-tchq.txt"
DATA = (Path(__file__).parents[2] / "documents" / NAME).read_bytes()


@pytest.fixture(scope="module")
def parsed() -> ParsedPlan:
    return read_plan(DATA, name=NAME, units=load_units())


@pytest.fixture(scope="module")
def document() -> Document:
    return read_text(decode_text(DATA, name=NAME))


@pytest.fixture(scope="module")
def reading(document: Document) -> PlanReading:
    return read_document(document, name=NAME, units=load_units())


def test_the_rows_of_the_document_add_up(reading: PlanReading) -> None:
    assert summary(reading) == ("Văn bản có 82 dòng = 80 dòng đọc được + 2 dòng để ngoài: 66 nhiệm vụ, 12 mục, 2 phần.")


def test_every_kind_of_row_and_every_reason_has_its_words() -> None:
    assert set(KIND_WORDS) == set(RowKind)
    assert set(ASIDE_WORDS) == set(AsideReason)


def test_doubts_about_who_must_act_come_first(parsed: ParsedPlan) -> None:
    listed = readings(parsed, ())
    must = [one for one in listed if one.attention is Attention.MUST]
    assert listed[: len(must)] == tuple(must)
    assert [one.label for one in must] == ["I.A.9", "I.B.2", "I.C.2", "I.C.8", "I.C.14", "I.F.2", "II.A.1", "II.B.1"]


def test_every_doubt_and_every_repair_is_listed_once(parsed: ParsedPlan) -> None:
    listed = readings(parsed, ())
    assert len(listed) == len(parsed.doubts) + len(parsed.repairs)
    assert len({one.key for one in listed}) == len(listed)


def test_a_name_cut_short_shows_print_and_understanding(parsed: ParsedPlan) -> None:
    cut = next(one for one in readings(parsed, ()) if one.label == "I.C.2" and one.repair is None)
    assert cut.alike == (str(DoubtKind.NAME_CUT_SHORT), "Cục Hải quan tỉnh")
    assert cut.printed == "Cục Hải quan tỉnh,"
    assert cut.understood == "Các Cục Hải quan tỉnh, liên tỉnh, thành phố"
    assert cut.field_words == "Đơn vị chủ trì"


def test_a_refused_repair_stays_listed_as_refused(parsed: ParsedPlan) -> None:
    symbol = next(repair for repair in parsed.repairs if repair.why is RepairReason.SYMBOL_FONT)
    again = read_plan(DATA, name=NAME, units=load_units(), corrections=Corrections(refused=frozenset({symbol.key})))
    found = next(one for one in readings(again, [symbol.key]) if one.key == symbol.key)
    assert found.is_refused
    assert found.attention is Attention.CODES
    assert next(row for row in again.rows if row.path == ("I", "C", "5")).title.count("NK³ 1%") == 1


def test_all_tasks_stand_under_their_printed_headings(parsed: ParsedPlan) -> None:
    parts = row_groups(parsed)
    assert [(part.number, part.note) for part in parts] == [("I", "48 nhiệm vụ"), ("II", "18 nhiệm vụ")]
    assert [section.number for section in parts[0].groups] == [f"I.{letter}" for letter in "ABCDEFG"]
    placed = sum(len(section.records) for part in parts for section in part.groups)
    assert placed == 66


def test_provincial_rows_are_the_fourteen_of_the_plan(parsed: ParsedPlan) -> None:
    sections = [section for part in row_groups(parsed, provincial_only=True) for section in part.groups]
    labels = [".".join(row.path) for section in sections for row in section.records]
    assert labels == ["I.B.1", "I.B.2", "I.B.8"] + [f"I.C.{n}" for n in (2, 4, 6, 7, 8, 9, 10, 11, 12, 14, 15)]


def test_the_shown_document_merges_cells_printed_twice(document: Document, reading: PlanReading) -> None:
    shown = printed(document, reading.layouts)
    task = shown.rows[shown.row_of_line(53)]
    assert [cell.span for cell in task.cells] == [1, 1, 1, 1, 2, 1]
    heading = shown.rows[shown.row_of_line(45)]
    assert heading.is_heading
    assert heading.cells[1].text == "Xây dựng và hoàn thiện cơ sở pháp lý phục vụ quản lý rủi ro"


def test_fields_are_shown_in_the_column_they_were_read_from(document: Document, reading: PlanReading) -> None:
    shown = printed(document, reading.layouts)
    assert shown.column_of("lead_units") == 3
    assert shown.column_of("support_text") == 4
    assert shown.column_of("deadline_text") == 6
