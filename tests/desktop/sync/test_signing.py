"""Signatures fit one purpose, one message and one key."""

import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop.sync.bundle import signing
from desktop.sync.bundle.signing import Domain, InstallationKeys, SigningKey


def test_a_signature_fits_its_message_and_key_alone() -> None:
    key, other = SigningKey.generate(), SigningKey.generate()
    signature = key.sign(Domain.BUNDLE, b"manifest")
    assert signing.verify(Domain.BUNDLE, b"manifest", signature, key.public)
    assert not signing.verify(Domain.BUNDLE, b"manifes7", signature, key.public)
    assert not signing.verify(Domain.BUNDLE, b"manifest", signature, other.public)
    assert not signing.verify(Domain.BUNDLE, b"manifest", bytes(64), key.public)
    assert not signing.verify(Domain.BUNDLE, b"manifest", signature[:-1], key.public)
    assert not signing.verify(Domain.BUNDLE, b"manifest", signature, b"short")


@pytest.mark.parametrize(("made_for", "used_for"), list(itertools.permutations(Domain, 2)))
def test_row_12_a_signature_made_for_one_purpose_fits_no_other(made_for: Domain, used_for: Domain) -> None:
    key = SigningKey(b"k" * 32)
    assert not signing.verify(used_for, b"same bytes", key.sign(made_for, b"same bytes"), key.public)


def test_no_purpose_is_the_beginning_of_another() -> None:
    names = [domain.value for domain in Domain]
    assert all(not one.startswith(other) for one, other in itertools.permutations(names, 2))


def test_a_key_with_which_everything_is_signed_is_no_key() -> None:
    everything = bytes([1]) + bytes(31)  # the neutral point of the curve
    forged = everything + bytes(32)
    Ed25519PublicKey.from_public_bytes(everything).verify(forged, b"hq-list1\0anything")  # the library agrees
    assert not signing.verify(Domain.LIST, b"anything", forged, everything)
    assert not signing.is_usable(everything[:-1] + b"\x80")
    assert signing.is_usable(SigningKey.generate().public)


def test_a_key_is_named_by_the_hash_of_its_public_half() -> None:
    # SHA-256 of 32 zero bytes begins 66687aadf862bd776c8fc18b8e9f8e20 (independent: `sha256sum`).
    assert signing.key_id(bytes(32)) == "66687aadf862bd776c8fc18b8e9f8e20"


def test_a_checkpoint_binds_stream_number_and_hash() -> None:
    statement = signing.checkpoint_statement(b"s" * 16, 258, b"h" * 32)
    assert statement == b"s" * 16 + b"\0\0\0\0\0\0\x01\x02" + b"h" * 32
    with pytest.raises(ValueError, match="16 bytes"):
        signing.checkpoint_statement(b"s", 1, b"h" * 32)


def test_installation_keys_survive_writing_and_do_not_show_in_text() -> None:
    keys = InstallationKeys.generate()
    assert InstallationKeys.from_bytes(keys.to_bytes()) == keys
    assert keys.sign_private.hex() not in repr(keys)
    assert "AGE-SECRET" not in repr(keys)
    assert keys.import_public.startswith("age1")
    assert keys.key_id == signing.key_id(keys.sign_public)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"sign":1,"import":"x"}', b'{"sign":"00","import":"x"}'])
def test_anything_else_is_not_the_keys_of_an_installation(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        InstallationKeys.from_bytes(raw)


def test_signatures_checked_together_are_judged_as_one_by_one() -> None:
    keys = [SigningKey(bytes([number]) * 32) for number in range(1, 4)]
    good = [
        (Domain.SUBMIT, b"record %d" % number, key.sign(Domain.SUBMIT, b"record %d" % number), key.public)
        for number in range(20)
        for key in keys
    ]
    spoilt = [
        claim
        for domain, message, signature, public in good
        for claim in (
            (Domain.APPROVE, message, signature, public),
            (domain, message + b".", signature, public),
            (domain, message, signature[:-1], public),
            (domain, message, bytes(64), public),
            (domain, message, signature, b"short"),
            (domain, message, signature, SigningKey(b"x" * 32).public),
        )
    ]
    signing.verify_together([*spoilt, *good])
    assert all(signing.verify(*claim) for claim in good)
    assert not any(signing.verify(*claim) for claim in spoilt)
    assert not any(signing._Claim.of(*claim).digest in signing._known_good for claim in spoilt)
