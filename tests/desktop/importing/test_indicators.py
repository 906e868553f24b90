"""Indicators: the 29 of 1855/QĐ-BTC against the reading by hand, and the wordings of demands one by one."""

import json
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from desktop.importing.document import Lines, Paragraph
from desktop.importing.indicators import indicators, stated_indicators
from desktop.importing.parsed import Indicator
from desktop.importing.readers.text_source import read_text
from desktop.importing.targets import demanded

TESTS: Final = Path(__file__).parents[2]
REWORDED: Final = "3.2#7"
"""Whose two metrics the reading by hand has put into other words; the values agree."""


def _paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Lines(number, number)) for number, text in enumerate(texts, start=1)]


def _values(text: str) -> list[tuple[str, str, float, str]]:
    return [(one.metric, one.op, one.value, one.unit) for one in demanded(text, 2025)]


@pytest.fixture(scope="module")
def of_1855() -> tuple[Indicator, ...]:
    text = (TESTS / "documents" / "1855-qd-btc.txt").read_text(encoding="utf-8")
    return stated_indicators(read_text(text).paragraphs)


@pytest.fixture(scope="module")
def golden() -> list[dict[str, Any]]:
    form = json.loads((TESTS / "golden" / "plans" / "1855-qd-btc.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = form["indicators"]
    return found


def test_the_29_indicators_of_1855_have_their_numbers_and_words(
    of_1855: tuple[Indicator, ...], golden: list[dict[str, Any]]
) -> None:
    assert len(of_1855) == 29
    assert [(one.number, one.text) for one in of_1855] == [(one["number"], one["text"]) for one in golden]


def test_their_37_targets_agree_with_the_reading_by_hand(
    of_1855: tuple[Indicator, ...], golden: list[dict[str, Any]]
) -> None:
    read = {one.number: msgspec.to_builtins(one.targets) for one in of_1855}
    expected = {one["number"]: one["targets"] for one in golden}
    assert sum(map(len, read.values())) == 37
    assert [number for number in expected if list(read[number]) != expected[number]] == [REWORDED]
    for mine, by_hand in zip(read[REWORDED], expected[REWORDED], strict=True):
        assert {**mine, "metric": ""} == {**by_hand, "metric": ""}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("100% công chức được đào tạo.", [("công chức được đào tạo", "=", 100.0, "%")]),
        ("100 % bài giảng A; 30 % bài giảng B", [("bài giảng A", "=", 100.0, "%"), ("bài giảng B", "=", 30.0, "%")]),
        ("Tỷ lệ luồng đỏ không quá 4,5%", [("Tỷ lệ luồng đỏ", "<=", 4.5, "%")]),
        ("Tỷ lệ luồng đỏ không vượt quá 4.5 %.", [("Tỷ lệ luồng đỏ", "<=", 4.5, "%")]),
        ("Phấn đấu tỷ lệ hồ sơ trực tuyến đạt tỷ lệ 70%", [("tỷ lệ hồ sơ trực tuyến", ">=", 70.0, "%")]),
        ("Hồ sơ đúng hạn đạt tối thiểu 95%", [("Hồ sơ đúng hạn", ">=", 95.0, "%")]),
        ("Thu ngân sách đạt trên 98% dự toán", [("Thu ngân sách (trên dự toán)", ">", 98.0, "%")]),
        ("Ký kết ít nhất 02 thỏa thuận với các nước", [("Ký kết thỏa thuận với các nước", ">=", 2.0, "thỏa thuận")]),
        ("Tối thiểu 1.000 doanh nghiệp được khảo sát", [("doanh nghiệp được khảo sát", ">=", 1000.0, "doanh nghiệp")]),
        ("Tỷ lệ khiếu nại dưới 1%", [("Tỷ lệ khiếu nại", "<", 1.0, "%")]),
        ("Hoàn thành việc nội luật hóa cam kết.", [("nội luật hóa cam kết", "complete", 1.0, "")]),
        ("Dịch vụ công mức độ 4 theo yêu cầu", [("Dịch vụ công mức độ 4 theo yêu cầu", "complete", 1.0, "")]),
    ],
)
def test_a_demand_is_read_from_its_words(text: str, values: list[tuple[str, str, float, str]]) -> None:
    assert _values(text) == values


def test_a_section_ends_with_the_next_heading_of_its_rank() -> None:
    found = stated_indicators(
        _paragraphs(
            "1. Mục tiêu chung",
            "- 50% không phải chỉ tiêu của mục này",
            "2. Các chỉ tiêu giai đoạn 2021-2025",
            "- 70% hồ sơ trực tuyến",
            "- Tỷ lệ luồng đỏ dưới 5%",
            "3. Nhiệm vụ",
            "- 10% là nhiệm vụ",
        )
    )
    assert [(one.number, one.targets[0].year) for one in found] == [("2#1", 2025), ("2#2", 2025)]


def test_numbered_lines_below_a_roman_heading_belong_to_it() -> None:
    found = stated_indicators(
        _paragraphs(
            "II. MỤC TIÊU, CHỈ TIÊU", "1. 90% hồ sơ", "2. Nhóm khác:", "a) 80% tờ khai", "III. NHIỆM VỤ", "1. 5%"
        )
    )
    assert [(one.number, one.text) for one in found] == [("1", "90% hồ sơ"), ("2#1", "80% tờ khai")]


def test_a_line_without_a_mark_goes_on_with_the_indicator_above() -> None:
    found = stated_indicators(_paragraphs("3. Chỉ tiêu năm 2025", "3.1. 90% hồ sơ", "được xử lý đúng hạn"))
    assert [one.text for one in found] == ["90% hồ sơ\nđược xử lý đúng hạn"]


def test_a_sentence_that_speaks_of_an_indicator_is_no_section() -> None:
    assert not stated_indicators(_paragraphs("3.7. Chỉ tiêu thông tin đạt >90% hồ sơ", "- 10% khác"))


def test_a_document_without_sections_has_the_demands_of_its_rows_alone() -> None:
    assert indicators(()) == ()
