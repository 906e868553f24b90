"""A receipt as QR codes: cut to pieces that a picture of paper gives back, and put together again (SYNC §2.10)."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop.errors import ReceiptFault, ReceiptUnread

if TYPE_CHECKING:
    from PIL.Image import Image

MAGIC = b"HQBQR1"
ALONE_BYTES = 1_050
"""What a receipt in one code may have: 129 modules wide at level M, two thirds of a millimetre each on paper."""

PIECE_BYTES = 700
"""What each of several codes carries: 101 modules wide at level M."""

MOST_PIECES = 24

_ID_BYTES = 8
_HEAD_BYTES = len(MAGIC) + _ID_BYTES + 2


def control_code(raw: bytes) -> str:
    """The short name of a file that people compare: `3FA9-01BC-77D2`, the first digits of its SHA-256."""
    digits = hashlib.sha256(raw).hexdigest()[:12].upper()
    return "-".join(digits[at : at + 4] for at in range(0, 12, 4))


def pieces(raw: bytes) -> list[bytes]:
    """The contents of the codes of a receipt, each with its number, all about equally long.

    Raises ReceiptUnread (TOO_LARGE) beyond MOST_PIECES codes.
    """
    count = 1 if len(raw) <= ALONE_BYTES else -(-len(raw) // PIECE_BYTES)
    if count > MOST_PIECES:
        raise ReceiptUnread(ReceiptFault.TOO_LARGE)
    each, mark = -(-len(raw) // count), hashlib.sha256(raw).digest()[:_ID_BYTES]
    return [
        MAGIC + mark + bytes([number, count]) + raw[(number - 1) * each : number * each]
        for number in range(1, count + 1)
    ]


def joined(found: Iterable[bytes]) -> bytes:
    """The receipt of these codes; others of no receipt are passed over, a code may come twice.

    Raises ReceiptUnread: NO_CODE, MIXED, INCOMPLETE, DAMAGED.
    """
    codes = {code for code in found if code.startswith(MAGIC) and len(code) > _HEAD_BYTES}
    if not codes:
        raise ReceiptUnread(ReceiptFault.NO_CODE)
    heads = {(code[len(MAGIC) : _HEAD_BYTES - 2], code[_HEAD_BYTES - 1]) for code in codes}
    if len(heads) > 1:
        raise ReceiptUnread(ReceiptFault.MIXED)
    ((mark, count),) = heads
    by_number = {code[_HEAD_BYTES - 2]: code[_HEAD_BYTES:] for code in codes}
    missing = [str(number) for number in range(1, count + 1) if number not in by_number]
    if missing:
        raise ReceiptUnread(ReceiptFault.INCOMPLETE, ", ".join(missing), count)
    raw = b"".join(by_number[number] for number in range(1, count + 1))
    if hashlib.sha256(raw).digest()[:_ID_BYTES] != mark:
        raise ReceiptUnread(ReceiptFault.DAMAGED)
    return raw


def code_picture(piece: bytes) -> "Image":
    """One code, black on white with its quiet zone, one pixel for each module."""
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(piece, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    view = memoryview(code.to_image(scale=1))  # type: ignore[arg-type]  # a buffer, which its stub does not say
    height, width = view.shape or (0, 0)
    return Image.frombytes("L", (width, height), view.tobytes())


def codes_in(picture: "Image") -> Iterator[bytes]:
    """The contents of all QR codes that are found in a picture, turned and shaded as it may be."""
    import zxingcpp

    seen, only = set[bytes](), zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for tried in _views(picture):
        for code in zxingcpp.read_barcodes(tried, formats=only):
            if code.bytes not in seen:
                seen.add(code.bytes)
                yield code.bytes
        if _is_whole(seen):
            return


def _is_whole(seen: set[bytes]) -> bool:
    try:
        joined(seen)
    except ReceiptUnread:
        return False
    return True


def _views(picture: "Image") -> Iterator["Image"]:
    """The picture as it is, then mended: noise smoothed, half and twice as large."""
    from PIL import Image, ImageFilter, ImageOps

    grey = picture.convert("L")
    yield grey
    yield ImageOps.autocontrast(grey.filter(ImageFilter.MedianFilter(3)), cutoff=2)
    wide = max(grey.size)
    if wide > 1600:
        yield grey.reduce(2)
    if wide <= 2500:
        yield grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
