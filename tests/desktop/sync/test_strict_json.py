"""JSON that means one thing only."""

import contextlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync import strict_json
from desktop.sync.strict_json import MalformedJson


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":2}',
        b'{"x":{"a":1,"\\u0061":2}}',
    ],
)
def test_row_79_a_repeated_key_is_refused(raw: bytes) -> None:
    with pytest.raises(MalformedJson, match="repeated key"):
        strict_json.loads(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e999",
        b"1.0",
        b"9007199254740992",
        b"-9007199254740992",
        b"9" * 5_000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 18 + b"]" * 18,
        b'"\\ud800"',
        b'{"\\udc00":1}',
        b'"\xed\xa0\x80"',
        b"\xff",
        b"\xef\xbb\xbf{}",
        b'"a" "b"',
        b"",
        b"'a'",
        b'"a\nb"',
        '"a\u0301"'.encode(),
        b'"a\\u0301"',
        b'{"a\\u0301":1}',
    ],
)
def test_row_80_numbers_depth_and_text_beyond_the_strict_form_are_refused(raw: bytes) -> None:
    with pytest.raises(MalformedJson):
        strict_json.loads(raw)


def test_the_bounds_themselves_are_allowed() -> None:
    assert strict_json.loads(b"[9007199254740991,-9007199254740991]") == [2**53 - 1, 1 - 2**53]
    assert strict_json.loads(b"[" * 17 + b"]" * 17) is not None


def test_the_canonical_form_is_ordered_dense_and_readable() -> None:
    value = {"đ": "Hải Phòng", "b": [1, True, None, "\n\u0303"], "a": {"z": -1, "y": ""}}
    assert strict_json.canonical(value) == (
        '{"a":{"y":"","z":-1},"b":[1,true,null,"\\n\u0303"],"đ":"Hải Phòng"}'.encode()
    )


@pytest.mark.parametrize("value", [1.5, {"a": 0.0}, {1: "a"}, ["a\u0301"], 2**53, b"x", {"a": {1}}, "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(MalformedJson):
        strict_json.canonical(value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | st.text(st.characters(codec="ascii")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="ascii")), inner),
    max_leaves=12,
)


@given(json_values)
def test_reading_gives_back_what_was_written(value: object) -> None:
    raw = strict_json.canonical(value)
    assert strict_json.loads(raw) == value
    assert strict_json.canonical(strict_json.loads(raw)) == raw


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    with contextlib.suppress(MalformedJson):
        strict_json.loads(raw)


def _written_slowly(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def test_the_one_form_is_that_of_the_standard_library_for_every_character() -> None:
    for first in range(0, 0x110000, 64):
        text = "".join(chr(code) for code in range(first, first + 64) if not 0xD800 <= code < 0xE000)
        assert strict_json._write_quickly({text: text}) == _written_slowly({text: text})


_QUICK = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(_QUICK)
def test_the_quick_way_of_writing_and_reading_says_the_same_as_the_slow_one(value: object) -> None:
    raw = _written_slowly(value)
    assert strict_json._write_quickly(value) == raw
    with contextlib.suppress(MalformedJson):
        assert strict_json._read(raw) == strict_json.loads(raw)
    assert _fault_of(raw, strict_json._read) == _fault_of(raw, strict_json.loads)


def _fault_of(raw: bytes, read: Callable[[bytes], object]) -> str:
    try:
        read(raw)
    except MalformedJson as error:
        return error.fault
    return ""
