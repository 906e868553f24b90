"""Eight groups of five digits that two people compare by telephone or on paper."""

import hashlib
import re

_DOMAIN = b"hq-fp1\0"
_DIGITS = 40
_GROUP = 5
_SEPARATORS = re.compile(r"[\s\-‐-―]+")
_TYPED = re.compile(r"[0-9]{40}", re.ASCII)


def fingerprint(public: bytes) -> str:
    """The fingerprint of public bytes (an enrolment request, a root): `12345 67890 …`, about 132 bits."""
    number = int.from_bytes(hashlib.sha256(_DOMAIN + public).digest(), "big") % 10**_DIGITS
    digits = f"{number:0{_DIGITS}d}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


def same_fingerprint(typed: str, expected: str) -> bool:
    """Whether a person typed the expected fingerprint; spaces and hyphens do not count."""
    bare = _SEPARATORS.sub("", typed)
    return _TYPED.fullmatch(bare) is not None and bare == _SEPARATORS.sub("", expected)
