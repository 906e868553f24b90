"""The recovery code: 160 random bits that a person can copy from paper without an unnoticed error."""

import os
import re
from collections.abc import Callable

from desktop.errors import CodeFault, MistypedRecoveryCode

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_ALPHABET = _ALPHABET + "*~$=U"
_LOOKALIKES = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\-‐-―]+")
_SECRET_BYTES = 20
_SYMBOLS = 32
_GROUP = 4


def new_recovery_code(random: Callable[[int], bytes] = os.urandom) -> str:
    """A fresh code: 32 characters of Crockford's base 32 and a check character, in groups of four."""
    number = int.from_bytes(random(_SECRET_BYTES), "big")
    symbols = "".join(_ALPHABET[number >> shift & 31] for shift in range(155, -1, -5))
    code = symbols + _CHECK_ALPHABET[number % 37]
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def normalise_recovery_code(text: str) -> str:
    """The 33 characters of a typed code; case, spaces, hyphens and O/0, I/L/1 do not matter.

    Raises MistypedRecoveryCode, which finds every wrong character and every swapped neighbour.
    """
    code = _SEPARATORS.sub("", text).upper().translate(_LOOKALIKES)
    for at, symbol in enumerate(code[:_SYMBOLS], start=1):
        if symbol not in _ALPHABET:
            raise MistypedRecoveryCode(CodeFault.LETTER, at)
    if len(code) != _SYMBOLS + 1:
        raise MistypedRecoveryCode(CodeFault.LENGTH, 0)
    if code[_SYMBOLS] not in _CHECK_ALPHABET:
        raise MistypedRecoveryCode(CodeFault.LETTER, _SYMBOLS + 1)
    if _CHECK_ALPHABET.index(code[_SYMBOLS]) != _number(code[:_SYMBOLS]) % 37:
        raise MistypedRecoveryCode(CodeFault.CHECK, 0)
    return code


def _number(symbols: str) -> int:
    number = 0
    for symbol in symbols:
        number = number * 32 + _ALPHABET.index(symbol)
    return number
