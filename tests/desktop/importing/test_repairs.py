"""Damage of old encodings, as seen in real documents, and text that only looks damaged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.parsed import RepairReason
from desktop.importing.repairs import Mend, capital_font_mend, mends
from desktop.importing.syllables import is_syllable

TABLE = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ "
    "CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ "
    "EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
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
        "© 2007, 25°C, 1½ năm, § 5, §5, · gạch, «ô», ë, ®, ®®",
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
    assert list(mends(line)) == [Mend(was, now, RepairReason.SYMBOL_FONT)]


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


def _mended(line: str) -> str:
    for mend in mends(line):
        line = line.replace(mend.was, mend.now, 1)
    return line


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("Nghị quyết của quèc hội khóa XI", "Nghị quyết của quốc hội khóa XI"),
        ("Hội nghị toàn quèc", "Hội nghị toàn quốc"),
        ("thực hiện tèt công tác", "thực hiện tốt công tác"),
        ("KÕ HO¹CH CNTT", "KẾ HOẠCH CNTT"),
        ("xây dựng trëng Hải quan", "xây dựng trưởng Hải quan"),
        ("Bé Tµi chÝnh", "Bộ Tài chính"),
        ("Được đo bằng mét, kÕ ho¹ch", "Được đo bằng mét, kế hoạch"),
        ("bé phËn thùc hiÖn mét sè viÖc", "bộ phận thực hiện một số việc"),
        ("níc ngoµi, híng dÉn ngêi khai", "nước ngoài, hướng dẫn người khai"),
        ("Hoaït ñoäng cuûa Boä Taøi chính", "Hoạt động của Bộ Tài chính"),
        ("quaûn lyù ruûi ro trong hải quan", "quản lý rủi ro trong hải quan"),
        ("Tö phaùp, cô quan thueá", "Tư pháp, cơ quan thuế"),
        ("cã thÓ cã", "có thể có"),
        ("®Ó thùc hiÖn ë ®é ®Çu", "để thực hiện ở độ đầu"),
        ("Quyeát ñònh soá 38/QÑ-TTg, NÑ-CP", "Quyết định số 38/QĐ-TTg, NĐ-CP"),
        ("®· ®Õn h¹n", "đã đến hạn"),
        ("Côc CNTT, Côc HQ", "Cục CNTT, Cục HQ"),
        ("Quyết định số 38/Q§-TTg, Côc §TCBL", "Quyết định số 38/QĐ-TTg, Cục ĐTCBL"),
        ("b»ng c«ng nghÖ «m thÇm»", "bằng công nghệ «m thầm»"),
    ],
)
def test_the_words_of_a_line_bear_each_other_out(line: str, mended: str) -> None:
    assert _mended(line) == mended


def test_a_letter_supplied_for_a_lost_one_is_not_certain() -> None:
    assert [(mend.now, mend.is_certain) for mend in mends("trëng phòng, kÕ toán")] == [("trưởng", False), ("kế", True)]


@pytest.mark.parametrize(
    "line",
    [
        "Café Köln, São Paulo, naïve, Citroën, Málaga, Curaçao, Société Générale, Zürich, Noël, façade, señor, über",
        "EL NIÑO, NÑ-CP, señor",
        "Krông Pắc, Kon Plông, ôtô, môđun, Đắk Lắk",
        "họp hôp trưa, tôt đẹp, tìch cực, qúa trình, gía trị, nghành, côngtác",
        "10 µm, 5 µg, 25°C, 1½, 2², Windows®, a×b, I÷IV, «Luật», «hai», «án»",
        "Cà phê, phò mã, tá, mét vuông, là bé, lý do, cô ta, tò mò, lôi thôi",
        "sét, bè, hé mở, số hé, mét",
        "CÔNG TÁC, XÃ, LÀ, TỔ, ĐỀ ÁN",
    ],
)
def test_foreign_words_place_names_slips_and_measures_stay_as_printed(line: str) -> None:
    assert list(mends(line)) == []


def test_each_mend_meets_its_own_word_when_the_first_occurrence_is_replaced() -> None:
    line = "ngµyx ngµy kÕt kÕ"
    assert _mended(line) == "ngµyx ngày kết kế"


def test_the_only_damage_of_the_source_documents_is_found_and_nothing_else() -> None:
    found = {
        (source.name, mend.was, mend.now)
        for source in sorted(Path("tests/documents").glob("*.txt"))
        for line in source.read_text(encoding="utf-8").splitlines()
        for mend in mends(line)
    }
    known = {("608-qd-tchq.txt", "NK³\u00a01%", "NK≥\u00a01%"), ("thu-thap-thong-tin-2006.txt", "kÕ", "kế")}
    assert found == {damage for damage in known if Path("tests/documents", damage[0]).exists()}


_TCVN3_BYTES = {now: was for code in TABLE.split() for was, now in [(chr(int(code[:2], 16)), code[2])]}


def _as_tcvn3(text: str) -> str:
    return "".join(_TCVN3_BYTES.get(sign, sign) for sign in text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rà soát, đánh giá, phân loại doanh nghiệp trên địa bàn quản lý",
        "Xây dựng kế hoạch tổng thể thu thập, xử lý thông tin",
        "Nâng cấp hệ thống phần mềm quản lý rủi ro",
        "Tổ chức tập huấn nghiệp vụ cho cán bộ, công chức",
        "Báo cáo kết quả thực hiện về Tổng cục Hải quan trước ngày 30 hàng tháng",
    ],
)
def test_a_sentence_wholly_in_tcvn3_is_read_whole(sentence: str) -> None:
    assert _mended(_as_tcvn3(sentence)) == sentence


@given(st.text(max_size=80))
def test_any_line_is_read_without_failing(line: str) -> None:
    _mended(line)


@pytest.mark.parametrize("line", ["kÕ " * 300_000, "µ" * 1_000_000, "³1" * 500_000], ids=["words", "signs", "cubes"])
def test_a_line_of_a_million_letters_is_left_alone(line: str) -> None:
    assert list(mends(line)) == []


@pytest.mark.parametrize(
    "word",
    [
        "kế",
        "nghiêng",
        "Quyết",
        "trưởng",
        "yêu",
        "giữa",
        "gì",
        "khuya",
        "oanh",
        "ưu",
        "quý",
        "Giêng",
        "hoà",
        "Hòa",
        "quốc",
        "xoong",
        "huýt",
    ],
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["kÕx", "ábác", "bcd", "ôabcằ", "xyz", "", "quèc", "hôp", "cí", "nghành", "ngiên", "trởng", "híng"]
)
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
