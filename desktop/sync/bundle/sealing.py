"""Bundles locked with age to the installations that may read them (SYNC §3.3).

age does not say who made a file: what is inside is signed before it is sealed.
"""

from collections.abc import Sequence

from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from desktop.errors import BundleFault, BundleRefused
from desktop.sync.limits import FILE_BYTES

AGE_HEADER = b"age-encryption.org/v1\n"

_NO_KEY = "No matching keys found"


def is_recipient(text: str) -> bool:
    """Whether a text is a public import key (`age1…`)."""
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def seal(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Lock bytes to every one of the public import keys; any one of their owners can open them."""
    if not recipients:
        raise ValueError("a sealed file needs a recipient")
    if len(plain) > FILE_BYTES:
        raise ValueError("too large to seal; split the export")
    sealed: bytes = encrypt(plain, [x25519.Recipient.from_str(text) for text in dict.fromkeys(recipients)])
    return sealed


def unseal(sealed: bytes, *import_identities: str) -> bytes:
    """Open what was sealed to this installation, with whichever of its import keys fits.

    Raises BundleRefused: NOT_FOR_THIS_INSTALLATION when it was locked to others (or the names of its recipients
    were damaged: age cannot tell these apart), otherwise what `check_sealed` says, or DAMAGED.
    """
    check_sealed(sealed)
    try:
        identities = [x25519.Identity.from_str(text) for text in import_identities]
    except IdentityError as error:
        raise ValueError("not an import key") from error
    try:
        plain: bytes = decrypt(sealed, identities)
    except DecryptError as error:
        other = str(error) == _NO_KEY
        reason = BundleFault.NOT_FOR_THIS_INSTALLATION if other else BundleFault.DAMAGED
        raise BundleRefused(reason, detail=str(error)) from error
    return plain


def check_sealed(sealed: bytes) -> None:
    """What can be said about a sealed file without any key: its size is allowed and it begins as age does."""
    if len(sealed) > FILE_BYTES:
        raise BundleRefused(BundleFault.TOO_LARGE, detail=str(len(sealed)))
    if len(sealed) < len(AGE_HEADER) and AGE_HEADER.startswith(sealed):
        raise BundleRefused(BundleFault.TRUNCATED)
    if not sealed.startswith(AGE_HEADER):
        raise BundleRefused(BundleFault.NOT_A_BUNDLE)
