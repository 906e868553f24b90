"""Sealed files open for their recipients and for nobody else."""

import pytest

from desktop.errors import BundleFault, BundleRefused
from desktop.sync.bundle import sealing
from desktop.sync.bundle.signing import InstallationKeys


@pytest.fixture(scope="module")
def keys() -> InstallationKeys:
    return InstallationKeys.generate()


def refusal(sealed: bytes, keys: InstallationKeys) -> BundleFault:
    with pytest.raises(BundleRefused) as refused:
        sealing.unseal(sealed, keys.import_identity)
    return refused.value.reason


def test_every_recipient_opens_it(keys: InstallationKeys) -> None:
    other = InstallationKeys.generate()
    sealed = sealing.seal(b"frame" * 20_000, [keys.import_public, other.import_public, keys.import_public])
    assert b"frame" not in sealed
    for owner in (keys, other):
        assert sealing.unseal(sealed, owner.import_identity) == b"frame" * 20_000


def test_row_10_another_installation_cannot_open_it(keys: InstallationKeys) -> None:
    sealed = sealing.seal(b"frame", [InstallationKeys.generate().import_public])
    assert refusal(sealed, keys) is BundleFault.NOT_FOR_THIS_INSTALLATION


def test_row_04_a_file_cut_anywhere_is_refused(keys: InstallationKeys) -> None:
    sealed = sealing.seal(b"frame" * 30_000, [keys.import_public])
    for size in (0, 1, 21):
        assert refusal(sealed[:size], keys) is BundleFault.TRUNCATED
    for size in (22, 100, 199, 65_736, len(sealed) - 1):
        assert refusal(sealed[:size], keys) is BundleFault.DAMAGED


def test_row_05_06_a_changed_or_added_byte_is_refused(keys: InstallationKeys) -> None:
    sealed = sealing.seal(b"frame", [keys.import_public])
    for at in range(len(sealed)):
        refusal(sealed[:at] + bytes([sealed[at] ^ 4]) + sealed[at + 1 :], keys)
    assert refusal(sealed + b"\0", keys) is BundleFault.DAMAGED


def test_what_does_not_begin_as_age_is_no_bundle(keys: InstallationKeys) -> None:
    assert refusal(b"PK\x03\x04" + bytes(100), keys) is BundleFault.NOT_A_BUNDLE


def test_row_46_a_file_beyond_the_limit_is_refused_unread(
    keys: InstallationKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = sealing.seal(b"frame", [keys.import_public])
    monkeypatch.setattr(sealing, "FILE_BYTES", len(sealed) - 1)
    assert refusal(sealed, keys) is BundleFault.TOO_LARGE


def test_a_seal_needs_recipients_that_exist(keys: InstallationKeys) -> None:
    assert sealing.is_recipient(keys.import_public)
    mistyped = "q" if keys.import_public.endswith("x") else "x"
    assert not sealing.is_recipient(keys.import_public[:-1] + mistyped)
    assert not sealing.is_recipient(keys.import_identity)
    with pytest.raises(ValueError, match="recipient"):
        sealing.seal(b"frame", [])
