"""Old Vietnamese encodings: TCVN3 (ABC), VNI-Windows and the signs of the Symbol font (domain rules §7.1).

Text in these encodings arrives as letters of Latin-1. A run of a Word or Excel file names its font, and that decides
for the whole run; a bare text has no font, there single words are judged (`desktop.importing.repairs`).
"""

import re
from typing import Final

_TCVN3_CODES: Final = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ "
    "CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ "
    "EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
_TCVN3: Final = {int(code[:2], 16): code[2] for code in _TCVN3_CODES.split()}
_VNI_MARKS: Final = {
    "a": "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "u": "ùúøùûủõũïụ",
    "y": "ùýøỳûỷõỹ",
    "ô": "ùớøờûởõỡïợ",
    "ö": "ùứøừûửõữïự",
}
_VNI_SINGLE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIRS: Final = {
    base + marks[place]: marks[place + 1] for base, marks in _VNI_MARKS.items() for place in range(0, len(marks), 2)
}
_VNI_LETTER: Final = re.compile(r"[aeouyôö][ùøûõïâáàåãäêéèúüë]|[À-ÖØ-öø-þ]", re.IGNORECASE)
_SYMBOLS: Final = {
    0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xAE: "→",
    0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xB0: "°", 0xBC: "…", 0xD7: "⋅", 0xDE: "⇒", 0x2D: "-", 0x44: "Δ", 0x53: "Σ",
}  # fmt: skip
_PRIVATE_USE: Final = 0xF000
_LATIN_1: Final = 0x100


def decode_run(text: str, font: str) -> str | None:
    """The text of a run set in a font of an old encoding, as Unicode; None where nothing is to be decoded.

    `.VnTime`, `.VnArial` … hold TCVN3; a name ending in H is a capital font, whose text is written in capitals.
    `VNI-Times` … hold VNI-Windows. `Symbol` holds signs. A run that already holds letters beyond Latin-1 was
    typed in Unicode, whatever its font says, and is left alone.
    """
    plain = "".join(_without_private_use(sign) for sign in text)
    name = font.strip().casefold()
    if name == "symbol":
        decoded = "".join(_SYMBOLS.get(ord(sign), sign) for sign in plain)
    elif any(ord(sign) >= _LATIN_1 and sign.isalpha() for sign in plain):
        return None
    elif name.startswith(".vn"):
        decoded = "".join(_TCVN3.get(ord(sign), sign) for sign in plain)
        decoded = decoded.upper() if name.endswith("h") else decoded
    elif name.startswith("vni-"):
        decoded = _VNI_LETTER.sub(lambda found: _vni_letter(found[0]) or found[0], plain)
    else:
        return None
    return decoded if decoded != text else None


def tcvn3_word(word: str) -> str | None:
    """The word read as TCVN3; None where one of its signs has no meaning there."""
    if any(not sign.isascii() and ord(sign) not in _TCVN3 for sign in word):
        return None
    return "".join(sign if sign.isascii() else _TCVN3[ord(sign)] for sign in word)


def vni_word(word: str) -> str | None:
    """The word read as VNI-Windows; None where one of its signs has no meaning there."""
    letters = [_vni_letter(found[0]) for found in _VNI_LETTER.finditer(word)]
    if any(letter is None for letter in letters):
        return None
    read = iter(letters)
    return _VNI_LETTER.sub(lambda _: next(read) or "", word)


def _vni_letter(sign: str) -> str | None:
    """One letter of VNI-Windows: a base with its mark, or a letter that stands alone; the base gives the case."""
    small = sign.lower()
    letter = _VNI_PAIRS.get(small) if len(small) > 1 else _VNI_SINGLE.get(small)
    if letter is None and len(sign) > 1:
        parts = [part if part.isascii() else _vni_letter(part) for part in sign]
        return None if None in parts else "".join(part or "" for part in parts)
    return letter.upper() if letter and sign[0].isupper() else letter


def _without_private_use(sign: str) -> str:
    """Word keeps the signs of a symbol font at U+F020 to U+F0FF."""
    code = ord(sign) - _PRIVATE_USE
    return chr(code) if 0x20 <= code < _LATIN_1 else sign
