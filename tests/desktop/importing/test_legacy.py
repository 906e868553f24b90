"""Whole runs set in fonts of old encodings; the encoded forms were written with the tables of the encodings by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.legacy import decode_run, tcvn3_word, vni_word


@pytest.mark.parametrize(
    ("text", "font", "read"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", ".VnTime", "Độc lập - Tự do - Hạnh phúc"),
        ("h\u00adíng dÉn ng\u00adêi khai", ".VnArial", "hướng dẫn người khai"),
        ("Tæng côc h¶i quan", ".VnTimeH", "TỔNG CỤC HẢI QUAN"),
        ("KÕ HO¹CH", ".VnArialH", "KẾ HOẠCH"),
        ("Quý 2/2007: 10%", ".vntime", None),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("höôùng daãn ngöôøi khai, ñöôïc mó, kyõ, kyø", "VNI-Helve", "hướng dẫn người khai, được mĩ, kỹ, kỳ"),
        ("TOÅNG CUÏC HAÛI QUAN, QUYEÁT ÑÒNH", "VNI-Times", "TỔNG CỤC HẢI QUAN, QUYẾT ĐỊNH"),
        (
            "naêm, maãu, haèng, thueá, Nghò ñònh, quyù, tö vaán",
            "vni-times",
            "năm, mẫu, hằng, thuế, Nghị định, quý, tư vấn",
        ),
        ("NK \uf0b3 1%", "Symbol", "NK ≥ 1%"),
        ("£ 4,5%", "Symbol", "≤ 4,5%"),
    ],
)
def test_a_run_in_a_font_of_an_old_encoding_is_decoded_whole(text: str, font: str, read: str | None) -> None:
    assert decode_run(text, font) == read


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "", "Vn", "VNTime"])
def test_other_fonts_say_nothing_about_the_letters(font: str) -> None:
    assert decode_run("Céng hoµ", font) is None


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_unicode_typed_in_an_old_font_is_left_alone(font: str) -> None:
    assert decode_run("Kế hoạch của Cục", font) is None


def test_letters_kept_in_the_private_use_area_are_decoded_too() -> None:
    assert decode_run("k\uf0d5 ho\uf0b9ch", ".VnTime") == "kế hoạch"


@pytest.mark.parametrize(("word", "read"), [("ho¹ch", "hoạch"), ("quèc", "quốc"), ("ho²ch", None), ("kế", None)])
def test_a_word_is_read_as_tcvn3_only_where_every_sign_has_a_meaning(word: str, read: str | None) -> None:
    assert tcvn3_word(word) == read


@pytest.mark.parametrize(("word", "read"), [("quaûn", "quản"), ("ñònh", "định"), ("São", None), ("quản", "quản")])
def test_a_word_is_read_as_vni_only_where_every_sign_has_a_meaning(word: str, read: str | None) -> None:
    assert vni_word(word) == read


@given(st.text(max_size=40), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Symbol", "Arial"]))
def test_any_run_is_read_without_failing(text: str, font: str) -> None:
    decode_run(text, font)
