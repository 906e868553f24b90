"""Vietnamese text as typed, pasted, searched and ordered."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UnreadableText
from desktop.text import clean_text, is_same_text, natural_key, search_key, vietnamese_key


def test_text_typed_in_decomposed_form_is_stored_composed() -> None:
    assert clean_text(unicodedata.normalize("NFD", " Kế hoạch năm 2007 ")) == "Kế hoạch năm 2007"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\ud800b", "encoding"),
        ("a\x00b", "control"),
        ("a\u200bb", "control"),
        ("a\u202eb", "control"),
        ("a\nb", "control"),
        ("\ue000", "control"),
        ("aaaa", "long"),
    ],
)
def test_text_that_no_field_takes_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableText) as refused:
        clean_text(text, limit=3)
    assert refused.value.reason == reason


def test_a_field_of_several_lines_takes_line_feeds_and_windows_line_ends() -> None:
    assert clean_text("dòng 1\r\ndòng 2\tô", multiline=True) == "dòng 1\ndòng 2\tô"


def test_a_text_of_exactly_the_limit_is_taken() -> None:
    assert clean_text("abc", limit=3) == "abc"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đồng Nai", "dong nai"),
        ("ĐIỀU TRA", "dieu tra"),
        ("Ðồng", "dong"),
        ("Ủy ban", "uy ban"),
        ("  rủi\u00a0 ro\n", "rui ro"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("ưu tiên ≥ 10%", "uu tien ≥ 10%"),
    ],
)
def test_search_folds_marks_case_and_blanks(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text())
def test_the_search_key_of_a_search_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


def test_printed_numbers_sort_as_people_count() -> None:
    printed = ["1.10", "2", "1.9", "1", "8.10", "1.2", "8.1", "10", "A.10", "A.2"]
    assert sorted(printed, key=natural_key) == [
        "1", "1.2", "1.9", "1.10", "2", "8.1", "8.10", "10", "A.2", "A.10",
    ]  # fmt: skip


def test_words_sort_in_the_order_of_the_vietnamese_alphabet() -> None:
    in_order = ["An", "Ăn", "Ân", "B", "D", "Đ", "E", "Ê", "Ga", "O", "Ô", "Ơ", "U", "Ư", "Y"]
    keys = [vietnamese_key(word) for word in in_order]
    assert keys == sorted(set(keys))


def test_tones_decide_only_between_words_equal_otherwise() -> None:
    in_order = ["ma", "mà", "mả", "mã", "má", "mạ", "mạ b", "má c", "mai"]
    keys = [vietnamese_key(word) for word in in_order]
    assert keys == sorted(set(keys))


def test_provinces_sort_as_in_an_atlas() -> None:
    in_order = [
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Đồng Nai",
        "Đồng Tháp",
        "Hà Giang",
        "Hải Phòng",
    ]
    keys = [vietnamese_key(word) for word in in_order]
    assert keys == sorted(set(keys))


def test_same_text_means_equal_but_for_blanks_and_normal_form() -> None:
    assert is_same_text("Cục Hải\nquan", unicodedata.normalize("NFD", "Cục  Hải\u00a0quan "))
    assert not is_same_text("Cục Hải quan", "Cục hải quan")
