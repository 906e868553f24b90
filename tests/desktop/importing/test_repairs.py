"""Damage of old encodings, as seen in real documents, and text that only looks damaged."""

import pytest

from desktop.importing.parsed import RepairReason
from desktop.importing.repairs import capital_font_mend, is_syllable, mends

TCVN3_PANGRAM = [
    ("kÕ", "kế"), ("ho¹ch", "hoạch"), ("®ång", "đồng"), ("H¶i", "Hải"), ("nghiÖp", "nghiệp"), ("tr­ëng", "trưởng"),
    ("NguyÔn", "Nguyễn"), ("§iÒu", "Điều"), ("xö", "xử"), ("lý", None), ("c«ng", "công"), ("thuÕ", "thuế"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now"), TCVN3_PANGRAM)
def test_a_word_left_in_tcvn3_is_decoded_alone(was: str, now: str | None) -> None:
    found = [(mend.was, mend.now, mend.why) for mend in mends(f"Tổng cục {was} năm 2007")]
    assert found == ([(was, now, RepairReason.LEGACY_ENCODING)] if now else [])


@pytest.mark.parametrize(
    "line",
    [
        "Kế hoạch triển khai công tác thu thập, xử lý thông tin",
        "HÀ NỘI, Ý kiến, Ví dụ, Áp dụng, À",
        "theo Điều 5 «Luật Hải quan» năm 2001",
        "© 2007, 25°C, 1½ năm, § 5, · gạch",
        "café, naïve, Citroën",
        "CÔNG ty, XÃ hội",
    ],
)
def test_sound_text_is_left_alone(line: str) -> None:
    assert list(mends(line)) == []


@pytest.mark.parametrize(
    ("line", "was", "now"),
    [
        ("các lô hàng NK³ 1% tổng số tờ khai", "NK³ 1%", "NK≥ 1%"),
        ("trọng điểm ³10% số doanh nghiệp", "³10%", "≥10%"),
        ("luồng đỏ £ 4,5 %", "£ 4,5 %", "≤ 4,5 %"),
        ("hồ sơ \uf0b3 90%", "\uf0b3 90%", "≥ 90%"),
    ],
)
def test_signs_of_the_symbol_font_are_read_as_comparisons(line: str, was: str, now: str) -> None:
    assert list(mends(line)) == [(was, now, RepairReason.SYMBOL_FONT)]


@pytest.mark.parametrize("line", ["500 m³ 2 lần", "dung tích dm³ 5", "giá £ 100", "NK³ và các loại"])
def test_cubes_and_pounds_are_left_alone(line: str) -> None:
    assert list(mends(line)) == []


def test_a_heading_in_a_capital_font_is_written_in_capitals() -> None:
    mend = capital_font_mend("Kế HOạCH TổNG THể GIAI ĐOạN 2008 - 2010")
    assert mend is not None
    assert mend.now == "KẾ HOẠCH TỔNG THỂ GIAI ĐOẠN 2008 - 2010"


@pytest.mark.parametrize("heading", ["Kế hoạch năm 2007", "KẾ HOẠCH NĂM 2007", "Đào tạo, tập huấn", "I. Ủy", "2008"])
def test_other_headings_are_left_alone(heading: str) -> None:
    assert capital_font_mend(heading) is None


@pytest.mark.parametrize(
    "word", ["kế", "nghiêng", "Quyết", "trưởng", "yêu", "giữa", "gì", "khuya", "oanh", "ưu", "quý"]
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["kÕx", "ábác", "bcd", "ôabcằ", "xyz", ""])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
