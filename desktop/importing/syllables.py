"""How Vietnamese syllables are spelt: enough to tell a word from what remains of one in another encoding."""

import unicodedata
from functools import lru_cache
from typing import Final

_INITIALS: Final = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q",
    "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_FINALS: Final = {
    "a": " c ch i k m n ng nh o p t u y",
    "ă": "c k m n ng p t",
    "â": "c m n ng p t u y",
    "e": " c m n ng o p t",
    "ê": " ch m n nh p t u",
    "i": " ch m n nh p t u a",
    "iê": "c m n ng p t u",
    "o": " c i m n ng p t",
    "oo": "c ng",
    "oa": " c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": " m n o t",
    "ô": " c i m n ng p t",
    "ơ": " i m n p t",
    "u": " c i m n ng p t a",
    "uâ": "n ng t y",
    "uê": " ch n nh",
    "uô": "c i m n ng t",
    "uơ": " ",
    "uy": " ch n nh p t u a",
    "uyê": "n t",
    "ư": " c i m n ng t u a",
    "ươ": "c i m n ng p t u",
    "y": " ch m n nh t",
    "yê": "m n ng t u",
}
_RIMES: Final = {vowel + final for vowel, finals in _FINALS.items() for final in finals.split(" ")}
# Syllables frequent in plans, of those that another word becomes in an old encoding: «mét» is «một» in TCVN3, «côc»
# is «cục». Counted over the five source plans.
_COMMON_WORDS: Final = (
    "bán bãi bên bì bí bị bỏ bố bốn bồi bộ chép chí chú chúng chẽ chối chống chốt chồng chỗ chờ cá cán cân còn có "
    "công cùng cũ cũng cơ cố cụ dân dòng dõi dùng dũng dỡ dụng dừng dự dựa dựng giá giám giúp giỏi gì gói góp gõ "
    "gốc gồm hoà hoàn hoá hòa hóa hơn hỏng hồ hồi hỗ hộ khí khó khóa khôi không khỏi khối kèm kê kỳ láng lên lòng "
    "lô lùi lúc lộ lớn lớp lựa mã móc mô môi môn mũi mẽ mốc mối mỗi một ngoài ngân ngãi ngũ ngừa nhân nhóm nhũng "
    "nhớ nhựa nâng nên nói nóng nô nơi nối nộp phán phân phép phê phí phòng phó phóng phù phúc phỏng phố phối phụ "
    "quá quét quên rõ rút rơi rịa rồi rộng soát sông sơ sơn sẽ số sự thuê thái tháng thép thêm thì thí thông thù "
    "thúc thơ thị thống thụ thừa toàn toán trái trên trì trí trò trùng trúc trị trụ tái tám tâm tên tìm tô túc tố "
    "tối tống tốt tồn tờ tụng từ từng tự vùng vũ vũng vị vốn vụ vừa xâm xã xét xúc á án ân ít ô ùn "
    "cục lục phục tục"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_STOPS: Final = ("c", "ch", "p", "t", "k")
_RISING_OR_HEAVY: Final = frozenset("\u0301\u0323")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_FRONT: Final = ("e", "ê", "i", "y")


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether the word is spelt like one Vietnamese syllable: a known rime, the right initial, a possible tone."""
    bare, tone = _without_tone(word)
    if tone is None or not _is_spelt(bare):
        return False
    return not bare.endswith(_STOPS) or tone in _RISING_OR_HEAVY


def lacks_only_tone(word: str) -> bool:
    """Whether the word is a syllable but for its tone mark, like «hôp»: rather a slip than another encoding."""
    bare, tone = _without_tone(word)
    return tone == "" and bare.endswith(_STOPS) and _is_spelt(bare)


def is_common(word: str) -> bool:
    """Whether plans often use this syllable; known only of those that are syllables in two encodings."""
    return word.lower() in _COMMON


def _without_tone(word: str) -> tuple[str, str | None]:
    """The small letters without the tone, and the tone mark: "" for none, None for more than one."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return bare, None if len(tones) > 1 else "".join(tones)


@lru_cache(maxsize=4096)
def _is_spelt(bare: str) -> bool:
    return any(
        bare.startswith(initial) and _is_rime_after(initial, bare[len(initial) :])
        for initial in _INITIALS
        if len(bare) > len(initial) or initial == "gi"
    )


def _is_rime_after(initial: str, rime: str) -> bool:
    if initial == "gi" and not rime:
        return True
    if initial == "qu":
        return rime == "ôc" or (rime in _RIMES and rime[0] not in "uưo")
    if rime not in _RIMES or initial == "q":
        return False
    is_front = rime.startswith(_FRONT)
    if initial in {"gh", "ngh"}:
        return is_front
    return not (initial in {"c", "ng"} and is_front)
