"""A new installation is admitted by file and by eight groups of digits."""

import random
import re
from typing import Any

import pytest

from desktop.errors import EnrolmentFault, EnrolmentRefused
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.bundle.signing import Domain, InstallationKeys
from desktop.sync.trust import enrolment

INSTALL = "c0" * 16


def request_of(keys: InstallationKeys, node: str = "TCHQ/HQ10") -> bytes:
    return enrolment.make_request(
        keys, node=node, install=INSTALL, unit_name="Cục Hải quan tỉnh Hà Giang", made_by="Lò Thị Mai"
    )


def admission_of(tree: Any, keys: InstallationKeys) -> tuple[bytes, str]:
    request = enrolment.read_request(request_of(keys))
    listed = tree.listed.with_entry(request.trusted("2007-05-04", enrols=True))
    store = tree.store.issue(listed, [tree.list_key])
    return enrolment.make_admission(store), store.root_fingerprint


def refused_request(raw: bytes) -> EnrolmentFault:
    with pytest.raises(EnrolmentRefused) as refused:
        enrolment.read_request(raw)
    return refused.value.reason


def refused_admission(raw: bytes, digits: str, keys: InstallationKeys) -> EnrolmentFault:
    with pytest.raises(EnrolmentRefused) as refused:
        enrolment.read_admission(raw, digits, keys.key_id)
    return refused.value.reason


def test_a_request_is_read_with_the_digits_both_people_see() -> None:
    keys = InstallationKeys.generate()
    request = enrolment.read_request(request_of(keys))
    assert (request.node, request.install, request.key_id) == ("TCHQ/HQ10", INSTALL, keys.key_id)
    assert request.import_public == keys.import_public
    assert re.fullmatch(r"([0-9]{5} ){7}[0-9]{5}", request.fingerprint)
    assert enrolment.read_request(request_of(keys)).fingerprint == request.fingerprint


def test_the_digits_change_with_the_keys_and_with_the_node() -> None:
    keys = InstallationKeys.generate()
    digits = {
        enrolment.read_request(raw).fingerprint
        for raw in (request_of(keys), request_of(keys, "TCHQ/HQ11"), request_of(InstallationKeys.generate()))
    }
    assert len(digits) == 3


def test_an_admitted_installation_learns_whom_to_trust(tree: Any) -> None:
    keys = InstallationKeys.generate()
    raw, digits = admission_of(tree, keys)
    admission = enrolment.read_admission(raw, digits.replace(" ", "-"), keys.key_id)
    assert (admission.own.node, admission.own.install, admission.parent) == ("TCHQ/HQ10", INSTALL, "TCHQ")
    assert [key.key_id for key in admission.parent_keys] == [tree.hq.key_id]
    assert admission.store.recipients("TCHQ") == (tree.hq.import_public,)


def test_an_admission_with_other_digits_is_refused(tree: Any) -> None:
    keys = InstallationKeys.generate()
    raw, digits = admission_of(tree, keys)
    for typed in ("", "0" * 40, digits[:-1], digits.translate(str.maketrans("0123456789", "1234567890"))):
        assert refused_admission(raw, typed, keys) is EnrolmentFault.WRONG_FINGERPRINT


def test_an_admission_of_someone_else_or_of_a_revoked_key_is_refused(tree: Any) -> None:
    keys = InstallationKeys.generate()
    raw, digits = admission_of(tree, keys)
    assert refused_admission(raw, digits, InstallationKeys.generate()) is EnrolmentFault.FOR_ANOTHER
    listed = tree.listed.with_revoked(tree.quangninh.key_id, "mất máy", {})
    raw = enrolment.make_admission(tree.store.issue(listed, [tree.list_key]))
    assert refused_admission(raw, digits, tree.quangninh) is EnrolmentFault.FOR_ANOTHER


def test_an_admission_without_anybody_above_is_refused(tree: Any) -> None:
    raw = enrolment.make_admission(tree.store)
    assert refused_admission(raw, tree.store.root_fingerprint, tree.hq) is EnrolmentFault.NO_PARENT


def test_a_request_signed_by_another_key_or_for_another_purpose_is_damaged() -> None:
    keys, other = InstallationKeys.generate(), InstallationKeys.generate()
    body = Envelope.from_bytes(request_of(keys)[8:]).body
    for envelope in (
        Envelope.sealed(body, Domain.ENROL, [other.signing]),
        Envelope.sealed(body, Domain.LIST, [keys.signing]),
        Envelope(body, ()),
    ):
        assert refused_request(enrolment.REQUEST_MAGIC + envelope.to_bytes()) is EnrolmentFault.DAMAGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"import":"age1', '"import":"age2'),
        ('"recovery":""', '"recovery":"age1x"'),
        ('"v":1', '"v":1,"x":1'),
        ('"v":1', '"v": 1'),
        ('"v":1', '"v":0'),
        ('"node":"TCHQ/HQ10"', '"node":"TCHQ//HQ10"'),
    ],
)
def test_a_request_of_another_shape_is_damaged_even_when_rightly_signed(old: str, new: str) -> None:
    keys = InstallationKeys.generate()
    body = Envelope.from_bytes(request_of(keys)[8:]).body.decode()
    assert old in body
    envelope = Envelope.sealed(body.replace(old, new).encode(), Domain.ENROL, [keys.signing])
    assert refused_request(enrolment.REQUEST_MAGIC + envelope.to_bytes()) is EnrolmentFault.DAMAGED


def test_a_newer_request_is_named_as_such() -> None:
    envelope = Envelope.sealed(b'{"v":2}', Domain.ENROL, [InstallationKeys.generate().signing])
    assert refused_request(enrolment.REQUEST_MAGIC + envelope.to_bytes()) is EnrolmentFault.NEWER


def test_what_is_neither_is_named_so(tree: Any) -> None:
    keys = InstallationKeys.generate()
    raw, digits = admission_of(tree, keys)
    assert refused_request(raw) is EnrolmentFault.NOT_A_REQUEST
    assert refused_request(b"") is EnrolmentFault.NOT_A_REQUEST
    assert refused_request(b"HQENRL1\n" + b"x" * 70_000) is EnrolmentFault.NOT_A_REQUEST
    assert refused_admission(request_of(keys), digits, keys) is EnrolmentFault.NOT_AN_ADMISSION


def test_every_changed_byte_of_either_file_is_refused(tree: Any) -> None:
    keys = InstallationKeys.generate()
    request = request_of(keys)
    for at in range(len(request)):
        refused_request(request[:at] + bytes([request[at] ^ 1]) + request[at + 1 :])
    raw, digits = admission_of(tree, keys)
    chance = random.Random(608)
    for _ in range(200):
        at = chance.randrange(len(raw))
        refused_admission(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :], digits, keys)
        refused_admission(raw[:at], digits, keys)
