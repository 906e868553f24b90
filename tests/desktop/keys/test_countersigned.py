"""After new keys a bundle carries two signatures of one machine: each that is known must hold, and both be its own."""

from collections.abc import Callable

import pytest

from db.connection import trying, writing
from desktop.errors import BundleFault, BundleRefused
from desktop.keys.renewal import request_new_keys
from desktop.session import Session
from desktop.sync.bundle.container import FrameSignature, open_frame, read_frame, sign_manifest, write_frame
from desktop.sync.bundle.signing import InstallationKeys, KeyId
from desktop.sync.endpoint import endpoint_of
from desktop.sync.outbound.exporting import compose
from desktop.sync.trust.documents import TrustedKey
from tests.support.exchange import Pair


def frame_of(session: Session) -> bytes:
    """The next bundle of headquarters for Hải Phòng, not sealed and not remembered."""
    with writing(session.database), trying(session.database):
        return compose(endpoint_of(session), "TCHQ/HQ03").frame


def resigned(frame: bytes, *signatures: FrameSignature) -> bytes:
    found = read_frame(frame)
    return write_frame(found.manifest, signatures, [bytes(found.sections)])


def refusal(session: Session, frame: bytes) -> BundleFault:
    with pytest.raises(BundleRefused) as refused:
        open_frame(frame, key_of=known_to(session), me="TCHQ/HQ03")
    return refused.value.reason


def known_to(session: Session) -> Callable[[KeyId], TrustedKey | None]:
    return endpoint_of(session).store.key


def test_who_knows_only_the_former_key_opens_by_it_and_who_knows_the_new_by_both(pair: Pair) -> None:
    request_new_keys(pair.hq)
    frame = frame_of(pair.hq)
    assert len(read_frame(frame).signatures) == 2
    former, new = (known(pair.hq, signature.key_id) for signature in reversed(read_frame(frame).signatures))
    assert open_frame(frame, key_of=known_to(pair.hp), me="TCHQ/HQ03").signer.key_id == former.key_id
    assert open_frame(frame, key_of=known_to(pair.hq), me="TCHQ/HQ03").signer.key_id == new.key_id


def known(session: Session, key: KeyId) -> TrustedKey:
    found = endpoint_of(session).store.key(key)
    assert found is not None
    return found


def test_before_new_keys_a_bundle_carries_one_signature(pair: Pair) -> None:
    assert len(read_frame(frame_of(pair.hq)).signatures) == 1


def test_two_machines_do_not_sign_one_bundle(pair: Pair) -> None:
    frame = frame_of(pair.hq)
    manifest = read_frame(frame).manifest
    own, other = (endpoint_of(session).keys.signing for session in (pair.hq, pair.hp))
    both = resigned(frame, sign_manifest(manifest, own), sign_manifest(manifest, other))
    assert refusal(pair.hp, both) is BundleFault.ALTERED


def test_a_second_signature_that_does_not_hold_is_refused_whichever_stands_first(pair: Pair) -> None:
    request_new_keys(pair.hq)
    frame = frame_of(pair.hq)
    found = read_frame(frame)
    for place in (0, 1):
        signatures = list(found.signatures)
        signatures[place] = FrameSignature(signatures[place].kind, signatures[place].key_id, bytes(64))
        assert refusal(pair.hq, resigned(frame, *signatures)) is BundleFault.ALTERED


def test_two_unknown_keys_and_three_keys_are_refused(pair: Pair) -> None:
    frame = frame_of(pair.hq)
    manifest = read_frame(frame).manifest
    strangers = [InstallationKeys.generate().signing for _ in range(3)]
    signatures = [sign_manifest(manifest, key) for key in strangers]
    assert refusal(pair.hp, resigned(frame, *signatures[:2])) is BundleFault.UNKNOWN_KEY
    assert refusal(pair.hp, resigned(frame, *signatures)) is BundleFault.UNSIGNED
