"""Fingerprints that people read to each other."""

import hashlib
import re

import pytest

from desktop.sync.bundle.fingerprint import fingerprint, same_fingerprint


def test_a_fingerprint_is_eight_groups_of_five_digits_of_the_hash() -> None:
    shown = fingerprint(b"public")
    assert re.fullmatch(r"([0-9]{5} ){7}[0-9]{5}", shown)
    number = int(hashlib.sha256(b"hq-fp1\0public").hexdigest(), 16)
    assert shown.replace(" ", "") == str(number)[-40:]
    assert fingerprint(b"publid") != shown


@pytest.mark.parametrize("change", [str, lambda s: s.replace(" ", "-"), lambda s: s.replace(" ", ""), " {} \n".format])
def test_spaces_and_hyphens_do_not_count(change: object) -> None:
    shown = fingerprint(b"public")
    assert callable(change)
    assert same_fingerprint(change(shown), shown)


def test_one_wrong_digit_a_missing_group_and_foreign_digits_do_not_fit() -> None:
    shown = fingerprint(b"public")
    wrong = shown[:-1] + ("0" if shown[-1] != "0" else "1")
    foreign = shown.translate({ord("0") + n: ord("０") + n for n in range(10)})
    for typed in (wrong, shown[6:], shown + " 12345", foreign, "", "x" * 40):
        assert not same_fingerprint(typed, shown)
    assert not same_fingerprint("", "")
