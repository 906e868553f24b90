"""Receipts on paper read back from scans and photographs; pictures are hostile until proven otherwise."""

import hashlib
import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from desktop.errors import FileTooLarge, ReceiptFault, ReceiptUnread
from desktop.files import atomic_write, safe_name
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.inbound.intake import private_bytes
from desktop.sync.receipts.codes import codes_in, joined

PICTURE_BYTES = 40 * limits.MIB
PICTURE_PIXELS = 60_000_000
"""A page at 600 dots per inch has 35 million."""

PICTURES = 24

_FORMATS = ("PNG", "JPEG")


def read_receipt_picture(path: Path) -> bytes:
    """The receipt whose codes all stand in one picture: the bytes of a bundle. Raises what `read_receipt` raises."""
    return read_receipt([path])


def read_receipt(pictures: Sequence[Path]) -> bytes:
    """The receipt of a page, or of several pictures of its codes, as the bytes of a bundle.

    Raises ReceiptUnread, and the errors of `private_copy` for a file that is no plain file.
    """
    if len(pictures) > PICTURES:
        raise ReceiptUnread(ReceiptFault.TOO_LARGE)
    return joined([code for path in pictures for code in _codes_of(path)])


def save_receipt(session: Session, pictures: Sequence[Path], folder: Path) -> Path:
    """Read a receipt from pictures and lay it into a folder as a bundle, to be opened like any other.

    Raises NotPermitted, what `read_receipt` raises and the errors of `atomic_write`.
    """
    session.allow(Permission.EXCHANGE)
    raw = read_receipt(pictures)
    target = folder / safe_name(f"bien-nhan-{hashlib.sha256(raw).hexdigest()[:12]}.hqb")
    atomic_write(target, raw)
    return target


def _codes_of(path: Path) -> list[bytes]:
    from PIL import Image

    try:
        raw = private_bytes(path, PICTURE_BYTES)
    except FileTooLarge as error:
        raise ReceiptUnread(ReceiptFault.TOO_LARGE) from error
    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as picture:
            if picture.width * picture.height > PICTURE_PIXELS:
                raise ReceiptUnread(ReceiptFault.TOO_LARGE)
            return list(codes_in(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ReceiptUnread(ReceiptFault.TOO_LARGE) from error
    except _BROKEN as error:
        raise ReceiptUnread(ReceiptFault.NOT_A_PICTURE) from error


# What Pillow lets through from broken files: it names no error type of its own.
_BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError,
    struct.error, zlib.error, Warning,
)  # fmt: skip
