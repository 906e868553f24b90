"""The check code printed on paper: equal data give the equal code, here and at headquarters."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final

from desktop.reports.content import ReportContent

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CIRCUMSTANCES: Final = frozenset({"made_by", "made_at", "last_bundle", "check_code"})


def check_code(content: ReportContent) -> str:
    """Sixty bits of the content's SHA-256 in Crockford's letters: 7F3K-1042-9CQ8.

    Who printed it, when, and which file was exchanged last differ between two machines that hold the same
    data, so they do not count.
    """
    canonical = json.dumps(_plain(content), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(canonical.encode()).digest()[:8], "big") >> 4
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _plain(value: Any) -> Any:
    """A value as JSON knows it, with the circumstances of printing left out."""
    if is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if field.name not in _CIRCUMSTANCES
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
