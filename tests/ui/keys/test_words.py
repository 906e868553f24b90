"""What the screen says of ages, ends and roots."""

import pytest

from desktop.keys.age import TrustAge, TrustGrade
from desktop.keys.register import KeyEnd, KeyFacts, RootFacts
from desktop.sync.bundle.signing import KeyId
from desktop.sync.trust.own_list import RENEWED
from ui.keys.words import age_line, age_warning, end_sentences, machine_title, machine_words, root_title, state_note

NOW_MS = 1_182_754_800_000


def facts(machine: str = "", end: KeyEnd | None = None, *, is_own: bool = False, is_behind: bool = False) -> KeyFacts:
    return KeyFacts(
        key=KeyId("a" * 32),
        node="TCHQ/HQ03",
        unit_name="Cục Hải quan thành phố Hải Phòng",
        machine=machine,
        number=2,
        install="b" * 32,
        admitted_on="2007-06-25",
        admitted_by="Tổng cục Hải quan",
        may_admit=True,
        end=end,
        is_own=is_own,
        last_in=4,
        last_in_at=NOW_MS,
        is_behind=is_behind,
        may_be_revoked=False,
    )


@pytest.mark.parametrize(
    ("machine", "title", "words"),
    [("", "Máy số 2", "máy số 2"), ("PC-1", "Máy PC-1", "máy PC-1"), ("Máy văn thư", "Máy văn thư", "máy văn thư")],
)
def test_a_machine_is_named_at_the_head_and_inside_a_sentence(machine: str, title: str, words: str) -> None:
    assert (machine_title(facts(machine)), machine_words(facts(machine))) == (title, words)


@pytest.mark.parametrize(
    ("one", "words", "tone"),
    [
        (facts(is_own=True), "Máy đang dùng", "green"),
        (facts(is_behind=True), "Chưa biết danh sách tin cậy mới", "blue"),
        (facts(), "Tệp gần nhất", "green"),
        (facts(end=KeyEnd("Mất máy", "Tổng cục Hải quan", {})), "Đã thu hồi: Mất máy", "red"),
        (facts(end=KeyEnd(RENEWED, "Tổng cục Hải quan", {})), "Khóa cũ, đã thay", ""),
    ],
)
def test_the_state_has_words_and_a_tone(one: KeyFacts, words: str, tone: str) -> None:
    note = state_note(one, NOW_MS)
    assert note.words.startswith(words)
    assert note.tone == tone


def test_an_end_says_where_it_stands() -> None:
    told = end_sentences(facts(end=KeyEnd("Mất máy", "Tổng cục Hải quan", {"1" * 32: 40, "2" * 32: 2})))
    assert told == [
        "Khóa đã bị thu hồi theo danh sách của Tổng cục Hải quan. Lý do: Mất máy.",
        "Chốt ở 42 nội dung đã nhận; mọi nội dung ký sau đó bị từ chối.",
    ]


def test_row_20_an_old_list_warns_and_a_stale_one_says_what_it_blocks() -> None:
    assert age_warning(TrustAge(10, 0, TrustGrade.FRESH)) == ("", "")
    what, todo = age_warning(TrustAge(200, 0, TrustGrade.OLD))
    assert what == "Danh sách tin cậy đã 200 ngày không được cấp trên xác nhận."
    assert "vẫn làm được" in todo
    assert "tạm không kết nạp thêm máy" in age_warning(TrustAge(400, 0, TrustGrade.STALE))[1]
    assert age_line(TrustAge(None, None, TrustGrade.FRESH)) == "Đơn vị này lập danh sách tin cậy của toàn ngành"


def test_the_root_says_how_many_keys_change_it() -> None:
    assert root_title(RootFacts(1, 1, ("1",), "1", True)) == "Gốc tin cậy chỉ có một khóa"
    assert root_title(RootFacts(2, 2, ("1", "2", "3"), "1", True)) == "Gốc tin cậy: cần 2 trong 3 khóa"
