"""What kind of document a file is, told by its content, and the reader of that kind; endings of names do not matter."""

import re
from typing import Final

from desktop.errors import NotAPlan, UnsupportedDocument
from desktop.importing.document import Document
from desktop.importing.readers.compound_file import COMPOUND, CompoundFile
from desktop.importing.readers.delimited import is_delimited, read_delimited
from desktop.importing.readers.package_check import ZIP, Package, open_package
from desktop.importing.readers.text_dump import decode_text
from desktop.importing.readers.text_source import read_text
from desktop.importing.readers.web_page import LARGEST_PAGE, is_web_page, read_web_page
from desktop.jobs import Job

_SIGNATURES: Final = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x05\x06", "damaged"),
    (b"PK\x07\x08", "damaged"),
)
_WEB: Final = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|table|meta|style|div)\b", re.IGNORECASE | re.DOTALL
)
_FLAT_XML: Final = re.compile(rb"\s*<\?xml\s")
_MAIL_PAGE: Final = re.compile(rb"mime-version:.{0,4000}?content-type:\s*multipart", re.IGNORECASE | re.DOTALL)
_CONTENTS: Final = "[Content_Types].xml"
"""The part that every package of Office has."""
_SNIFFED: Final = 8_192
_LONGEST_KIND: Final = 200


def open_document(data: bytes, *, name: str, job: Job | None = None) -> Document:
    """The neutral document in a file of this name.

    Raises `UnsupportedDocument` for a file that cannot or must not be read, `NotAPlan` (`empty`) for one without text.
    """
    job = job or Job()
    if not data:
        raise NotAPlan(name, "empty")
    if data.startswith(ZIP):
        document = _of_package(open_package(data, name=name, job=job), data, job)
    elif data.startswith(COMPOUND):
        document = _of_compound_file(data, name, job)
    elif is_web_page(data):
        document = _of_web_page(data, name)
    else:
        _refuse_known(data, name)
        document = _of_text(decode_text(data, name=name), name, job)
    if not document.blocks:
        raise NotAPlan(name, "empty")
    return document


def _of_package(package: Package, data: bytes, job: Job) -> Document:
    if package.has_macros:
        raise UnsupportedDocument(package.name, "macro")
    if "mimetype" in package and "content.xml" in package:
        kind = package.read("mimetype", _LONGEST_KIND).decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            from desktop.importing.readers.open_sheets import read_open_sheets

            return read_open_sheets(package, job)
        raise UnsupportedDocument(package.name, "odt" if kind.endswith(".text") else "binary")
    main = next((found.target for found in package.relations() if found.kind == "officeDocument"), "")
    if "word/document.xml" in package or main.startswith("word/"):
        from desktop.importing.readers.word_document import read_word

        return read_word(package, main if main.startswith("word/") else "word/document.xml", job)
    if "xl/workbook.xml" in package or main.startswith("xl/"):
        if main.endswith(".bin"):
            raise UnsupportedDocument(package.name, "xlsb")
        from desktop.importing.readers.workbook import read_workbook

        return read_workbook(package, data, job)
    raise UnsupportedDocument(package.name, "damaged" if _CONTENTS in package else "binary")


def _of_compound_file(data: bytes, name: str, job: Job) -> Document:
    file = CompoundFile(data, name=name)
    if "EncryptedPackage" in file:
        raise UnsupportedDocument(name, "password")
    if "WordDocument" in file:
        raise UnsupportedDocument(name, "doc")
    if "Workbook" in file or "Book" in file:
        from desktop.importing.readers.workbook import read_old_workbook

        return read_old_workbook(file, data, name=name, job=job)
    raise UnsupportedDocument(name, "binary")


def _refuse_known(data: bytes, name: str) -> None:
    """Documents that are text inside, yet not the text a person reads."""
    for signature, reason in _SIGNATURES:
        if data.startswith(signature):
            raise UnsupportedDocument(name, reason)
    begin = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if begin[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        begin = begin.replace(b"\0", b"")[2:]
    if _WEB.match(begin) or _FLAT_XML.match(begin) or _MAIL_PAGE.search(begin):
        raise UnsupportedDocument(name, "web")


def _of_web_page(data: bytes, name: str) -> Document:
    """Programs on the web hand out pages under the names of workbooks."""
    try:
        data[:LARGEST_PAGE].decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnsupportedDocument(name, "encoding") from error
    return read_web_page(data, name=name)


def _of_text(text: str, name: str, job: Job) -> Document:
    if is_delimited(text):
        return read_delimited(text, name=name, job=job)
    return read_text(text, name=name)
