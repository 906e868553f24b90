"""Files that somebody sends to harm, or that a bad stick made: built here, so that none is kept."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tests.support import word as w
from tests.support import workbooks as x

DTD = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file, what it is called, and why it is refused."""

    name: str
    reason: str
    make: Callable[[], bytes]


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that no packer makes smaller."""
    return random.Random(seed).randbytes(size)


@lru_cache(maxsize=4)
def hex_noise(size: int) -> str:
    """Letters that a packer makes only half as many."""
    return noise(size // 2).hex()


def lying_zip(parts: dict[str, str | bytes], part: str, told: int) -> bytes:
    """A package in which one part unpacks to more than it tells, with a checksum that fits what it tells."""
    data = bytearray(w.zipped(parts))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(part)
        checksum = zipfile.crc32(archive.read(part)[:told])  # type: ignore[attr-defined]  # zlib's, under another name
        central = data.index(b"PK\x01\x02")
        while data[central + 46 : central + 46 + len(part)] != part.encode():
            central = data.index(b"PK\x01\x02", central + 4)
    for place, sizes in ((entry.header_offset + 14, entry.header_offset + 22), (central + 16, central + 24)):
        struct.pack_into("<I", data, place, checksum)
        struct.pack_into("<I", data, sizes, told)
    return bytes(data)


def many_entries(count: int) -> bytes:
    """A zip of so many empty parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for place in range(count):
            archive.writestr(zipfile.ZipInfo(f"word/{place}.xml"), b"")
    return buffer.getvalue()


def flagged(data: bytes) -> bytes:
    """A zip whose parts say that they are encrypted."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(signature)
        while place >= 0:
            marked[place + offset] |= 1
            place = marked.find(signature, place + 4)
    return bytes(marked)


def compound(*streams: str) -> bytes:
    """A compound file with streams of these names and nothing in them."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<108I", *[free] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)
    entries = b""
    for kind, name in ((5, "Root Entry"), *((2, name) for name in streams)):
        letters = name.encode("utf-16-le") + b"\0\0"
        entries += letters.ljust(64, b"\0") + struct.pack("<HBB12s36xII4x", len(letters), kind, 1, b"\xff" * 12, end, 0)
    return header + fat + entries.ljust(512, b"\0")


def far_cells(*cells: str) -> bytes:
    """A sheet with one number in each of these cells."""
    return x.raw_xlsx("".join(f'<row><c r="{cell}"><v>1</v></c></row>' for cell in cells))


def _docx(main: str, **more: str) -> bytes:
    return w.zipped(w.parts_of(main, more={f"word/{name}.xml": text for name, text in more.items()}))


def _text(size: int) -> str:
    return w.document(f"<w:p><w:r><w:t>{hex_noise(size)}</w:t></w:r></w:p>")


def _xls_far() -> bytes:
    return x.xls({str(page): [["a"], *[[]] * 65_000, [""] * 200 + ["b"]] for page in range(1)})


def _utf16(text: str) -> bytes:
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


_PLAIN = w.document(w.paragraph("Kế hoạch"))
_SPAN = '<table:table-cell table:number-columns-repeated="150"><text:p>x</text:p></table:table-cell>'
_MANY_MERGES = "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 150_000)) + "</mergeCells>"
_DEEP = 10_000


def _flipped(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[20_000] ^= 0xFF
    return bytes(changed)


def _without(parts: dict[str, str | bytes], part: str) -> bytes:
    return w.zipped({name: text for name, text in parts.items() if name != part})


def _numbers(count: int) -> str:
    return "".join(f"<c><v>{place % 977}</v></c>" for place in range(count))


def _rows(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 99991}</v></c></row>' for n in range(1, count + 1))


def _shared(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, count + 1))


def _binary_workbook() -> bytes:
    parts = x.sheet_parts("")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    parts["xl/workbook.bin"] = "x"
    del parts["xl/workbook.xml"]
    return w.zipped(parts)


HOSTILE: tuple[Hostile, ...] = (
    Hostile("random bytes", "binary", lambda: b"\0" + noise(1 << 20)),
    Hostile("a picture", "binary", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise(200_000)),
    Hostile("a Word document cut short", "damaged", lambda: w.word(w.paragraph(hex_noise(50_000)))[:-9_000]),
    Hostile("a Word document with flipped bits", "damaged", lambda: _flipped(w.word(w.paragraph(hex_noise(50_000))))),
    Hostile("a package without a document", "damaged", lambda: w.zipped({"[Content_Types].xml": "<Types/>"})),
    Hostile("a zip of other things", "binary", lambda: w.zipped({"a.docx": w.word(w.paragraph("x"))})),
    Hostile("markup that ends early", "damaged", lambda: _docx(_PLAIN[:-20])),
    Hostile("10.000 tables in one another", "damaged",
            lambda: _docx(w.document("<w:tbl><w:tr><w:tc>" * _DEEP + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * _DEEP))),
    Hostile("50 MB in one paragraph", "huge_cell", lambda: _docx(_text(50_000_000))),
    Hostile("50 MB of one letter", "bomb",
            lambda: _docx(w.document(f"<w:p><w:r><w:t>{'a' * 50_000_000}</w:t></w:r></w:p>"))),
    Hostile("a million runs in one paragraph", "bomb", lambda: _docx(w.document(w.paragraph(*["<w:r/>"] * 1_000_000)))),
    Hostile("a million empty paragraphs", "bomb", lambda: _docx(w.document("<w:p/>" * 1_000_000))),
    Hostile("a row of 100.000 cells", "too_many_rows",
            lambda: _docx(w.document(w.table(w.row(*[f"<w:tc><w:p/><!--{n}--></w:tc>" for n in range(100_000)]))))),
    Hostile("cells that span a billion columns", "too_many_rows",
            lambda: _docx(w.document(w.table(w.row(w.cell("x", span=999_999_999)))))),
    Hostile("billion laughs in a document", "dtd", lambda: _docx(_PLAIN.replace("<w:document", DTD + "<w:document"))),
    Hostile("a DTD in its styles", "dtd", lambda: _docx(_PLAIN, styles=DTD + "<w:styles/>")),
    Hostile("a DTD behind a long comment", "dtd",
            lambda: _docx(_PLAIN.replace("<w:document", f"<!--{hex_noise(100_000)}-->{DTD}<w:document"))),
    Hostile("a DTD in UTF-16", "dtd",
            lambda: w.zipped({**w.parts_of(_PLAIN), "word/document.xml": _utf16(f"<?xml version='1.0'?>{DTD}<a/>")})),
    Hostile("markup in UTF-7", "dtd", lambda: _docx(_PLAIN.replace("UTF-8", "UTF-7"))),
    Hostile("quadratic blow-up", "dtd",
            lambda: _docx(f'<!DOCTYPE a [<!ENTITY a "{"a" * 50_000}">]><a>{"&a;" * 50_000}</a>')),
    Hostile("70.000 parts", "bomb", lambda: many_entries(70_000)),
    Hostile("3.000 parts", "bomb", lambda: many_entries(3_000)),
    Hostile("a part that unpacks to more than it tells", "damaged",
            lambda: lying_zip(w.parts_of(_text(9_000_000)), "word/document.xml", 9_000)),
    Hostile("parts locked with a password", "password", lambda: flagged(w.word(w.paragraph("x")))),
    Hostile("a document locked with a password", "password", lambda: compound("EncryptionInfo", "EncryptedPackage")),
    Hostile("an old Word document", "doc", lambda: compound("WordDocument", "1Table")),
    Hostile("a compound file of something else", "binary", lambda: compound("__properties_version1.0")),
    Hostile("a Word document with macros", "macro",
            lambda: w.zipped(w.parts_of(_PLAIN, more={"word/vbaProject.bin": "x"}))),
    Hostile("a workbook with macros", "macro",
            lambda: w.zipped({**x.sheet_parts(x.sheet("")), "xl/vbaProject.bin": "x"})),
    Hostile("an old workbook with macros", "macro", lambda: compound("Workbook", "_VBA_PROJECT")),
    Hostile("a path that leads elsewhere", "damaged", lambda: w.zipped(w.parts_of(_PLAIN, more={"../../a.xml": "x"}))),
    Hostile("a workbook without its sheet", "damaged",
            lambda: _without(x.sheet_parts(x.sheet("")), "xl/worksheets/sheet1.xml")),
    Hostile("two cells in far corners", "too_many_rows", lambda: far_cells("A1", "XFD1048576")),
    Hostile("two cells in far rows", "too_many_rows", lambda: far_cells("A1", "A1048576")),
    Hostile("a cell far out, named oddly", "too_many_rows",
            lambda: x.raw_xlsx("<row><c r='A1'><v>1</v></c><c\n r = 'XFD1048576'><!----><v>1</v></c></row>")),
    Hostile("a million columns", "too_many_rows", lambda: x.raw_xlsx(f"<row>{_numbers(1_000_000)}</row>")),
    Hostile("a million rows", "too_many_rows", lambda: x.raw_xlsx(_rows(1_000_000))),
    Hostile("one text in a million cells", "huge_cell",
            lambda: x.raw_xlsx(_shared(40_000), f"<si><t>{hex_noise(30_000)}</t></si>")),
    Hostile("50 MB in one cell of a workbook", "huge_cell",
            lambda: x.raw_xlsx(f'<row><c r="A1" t="inlineStr"><is><t>{hex_noise(50_000_000)}</t></is></c></row>')),
    Hostile("50 MB in one shared text", "huge_cell",
            lambda: x.raw_xlsx(_shared(1), f"<si><t>{hex_noise(50_000_000)}</t></si>")),
    Hostile("billion laughs in a sheet", "dtd", lambda: w.zipped(x.sheet_parts(DTD + x.sheet("")))),
    Hostile("150.000 merged ranges", "too_many_rows",
            lambda: x.raw_xlsx('<row><c r="A1"><v>1</v></c></row>', after=_MANY_MERGES)),
    Hostile("a binary workbook", "xlsb", _binary_workbook),
    Hostile("an old workbook cut short", "damaged", lambda: x.xls({"A": [["a"] * 9] * 500})[:9_000]),
    Hostile("an old workbook with far corners", "too_many_rows", _xls_far),
    Hostile("an OpenDocument sheet full of one cell", "too_many_rows",
            lambda: x.ods(x.ods_table([x.ods_row(_SPAN, attributes='table:number-rows-repeated="1000000"')]))),
    Hostile("a DTD in an OpenDocument sheet", "dtd",
            lambda: w.zipped({"mimetype": x.ODS, "content.xml": DTD + "<a/>"})),
    Hostile("a page saved with all its parts", "web",
            lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n<html></html>\n--x--\n"),
    Hostile("a document as one file of markup", "web", lambda: b'<?xml version="1.0"?><w:document/>'),
    Hostile("a web page of wide cells", "too_many_rows",
            lambda: b"<table><tr>" + b"<td colspan=200>x" * 100_000 + b"</table>"),
    Hostile("a web page of many cells", "too_many_rows",
            lambda: b"<table>" + b"<tr><td colspan=200>x" * 10_000 + b"</table>"),
    Hostile("a web page in an old encoding", "encoding", lambda: b"<html><body>K\xd5 ho\xb9ch</body></html>"),
    Hostile("a PDF", "pdf", lambda: b"%PDF-1.7\n" + noise(100_000)),
    Hostile("a rich text", "rtf", lambda: b"{\\rtf1\\ansi K\\'ea ho\\'b9ch}"),
    Hostile("a long field in a delimited table", "huge_cell", lambda: b"a;b;c\n" * 500 + b"x" * 200_000 + b";b;c\n"),
    Hostile("a delimited table of a million columns", "too_many_rows", lambda: b"sep=;\n" + b"a;" * 1_000_000),
)  # fmt: skip
