"""JSON without surprises: what is read has one meaning only, what is written has one form only."""

import json
import unicodedata
from collections.abc import Iterable
from typing import NoReturn, cast

import msgspec

from desktop.sync.limits import JSON_DEPTH, SAFE_INTEGER

_LONGEST_INTEGER = len(str(SAFE_INTEGER)) + 1
_PLAIN_DEPTH = 6
"""Deeper than any event or signed statement; what is deeper still is walked level by level."""

_ONLY_TEXT = frozenset({str})
_read_quickly = msgspec.json.Decoder().decode
_write_quickly = msgspec.json.Encoder(order="sorted").encode


class MalformedJson(ValueError):
    """Bytes or a value that the strict form of JSON does not allow; `fault` names the broken rule."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def loads(raw: bytes) -> object:
    """Read strict JSON: UTF-8 in NFC, no repeated key, no fraction, integers within ±(2^53 − 1), depth ≤ 16.

    Raises MalformedJson and nothing else, whatever the bytes are.
    """
    found = _of_canonical(raw)
    return _read(raw) if found is None else found


def _of_canonical(raw: bytes) -> object | None:
    """The value of bytes that are in the one form which `canonical` writes, as almost all are; None for any other.

    What is written again as the very same bytes repeats no key and hides nothing; the rest is seen at the value.
    """
    try:
        value: object = _read_quickly(raw)
        if not _is_plain(value, _PLAIN_DEPTH) or _write_quickly(value) != raw or not _is_nfc(raw):
            return None
    except (ValueError, RecursionError):
        return None
    return value


def _read(raw: bytes) -> object:
    """Read any bytes; every rule is checked."""
    try:
        text = raw.decode("utf-8", "strict")
        value: object = json.loads(
            text,
            object_pairs_hook=_object_without_repeats,
            parse_int=_bounded_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except MalformedJson:
        raise
    except UnicodeDecodeError as error:
        raise MalformedJson("not UTF-8") from error
    except RecursionError as error:
        raise MalformedJson("too deep") from error
    except ValueError as error:
        raise MalformedJson("not JSON") from error
    if not _is_plainly_strict(text):
        _check(value)
    return value


def canonical(value: object) -> bytes:
    """The one form of a value that is hashed and signed: keys in order, no spaces, UTF-8 in NFC.

    Raises MalformedJson where the value holds a fraction, a key that is no text, or text that is not NFC.
    """
    if _is_plain(value, _PLAIN_DEPTH):
        try:
            raw = _write_quickly(value)
        except UnicodeEncodeError as error:
            raise MalformedJson("lone surrogate") from error
        if _is_nfc(raw):
            return raw
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def _is_plain(value: object, room: int) -> bool:
    """Whether a value of little depth holds nothing but text, whole numbers in bounds, truth values and None."""
    items: Iterable[object] = (value,)
    if type(value) is dict:
        if not _ONLY_TEXT.issuperset(map(type, value)):
            return False
        items = value.values()
    elif type(value) is list:
        items = value
    for item in items:
        kind = type(item)
        if kind is str or item is None or kind is bool:
            continue
        if kind is int:
            if not -SAFE_INTEGER <= cast("int", item) <= SAFE_INTEGER:
                return False
        elif not room or (kind is not dict and kind is not list) or not _is_plain(item, room - 1):
            return False
    return True


def _is_nfc(raw: bytes) -> bool:
    """Whether a text is in NFC, and so every part of it."""
    return raw.isascii() or unicodedata.is_normalized("NFC", raw.decode())


def _object_without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedJson("repeated key")
    return found


def _refuse_number(_text: str) -> NoReturn:
    raise MalformedJson("not an integer")


def _bounded_integer(text: str) -> int:
    if len(text) > _LONGEST_INTEGER or not -SAFE_INTEGER <= int(text) <= SAFE_INTEGER:
        raise MalformedJson("integer too large")
    return int(text)


def _is_plainly_strict(text: str) -> bool:
    """Whether the text alone shows that no string and no depth can break a rule; most events do.

    Every part of an NFC text is NFC, surrogates come only from escapes, and depth needs brackets.
    """
    if "\\u" in text or text.count("[") + text.count("{") > JSON_DEPTH:
        return False
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _check(value: object) -> None:
    """Walk a value level by level, so that hostile depth cannot exhaust the stack."""
    level: list[object] = [value]
    depth = 0
    while level:
        if depth > JSON_DEPTH:
            raise MalformedJson("too deep")
        inner: list[object] = []
        for item in level:
            _check_item(item, inner)
        level = inner
        depth += 1


def _check_item(item: object, inner: list[object]) -> None:
    if isinstance(item, str):
        _check_text(item)
    elif item is None or isinstance(item, bool):
        return
    elif isinstance(item, int):
        if not -SAFE_INTEGER <= item <= SAFE_INTEGER:
            raise MalformedJson("integer too large")
    elif isinstance(item, dict):
        _check_keys(item)
        inner.extend(item.values())
    elif isinstance(item, list | tuple):
        inner.extend(item)
    else:
        raise MalformedJson("not a JSON value")


def _check_keys(keys: Iterable[object]) -> None:
    for key in keys:
        if not isinstance(key, str):
            raise MalformedJson("key is not text")
        _check_text(key)


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode("utf-8", "strict")
    except UnicodeEncodeError as error:
        raise MalformedJson("lone surrogate") from error
    if not unicodedata.is_normalized("NFC", text):
        raise MalformedJson("not NFC")
