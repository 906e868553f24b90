"""Office packages before anything reads them: a zip whose parts are few, no larger than they say, and free of DTDs.

Nothing of a part is trusted, not even the sizes its zip declares: each part is unpacked once in small pieces and
counted (SYNC §6). Links to elsewhere are never followed: no part names a file or address that is opened.
"""

import codecs
import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.jobs import Job

ZIP: Final = b"PK\x03\x04"
_CENTRAL_ENTRY: Final = b"PK\x01\x02"
_CHUNK: Final = 64 * 1024
MOST_PARTS: Final = 2_000
_MOST_ENTRY_MARKS: Final = 20_000
"""More central records than this cannot be few parts with small packages inside."""
MOST_UNPACKED: Final = 300 * 1024 * 1024
_RATIO_COUNTS_FROM: Final = 1024 * 1024
STEEPEST_RATIO: Final = 200
_ENCRYPTED: Final = 0x1
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LONGEST_RELATIONS: Final = 4 * 1024 * 1024

# Everything that may stand before the first element: a declaration, comments, instructions. A DTD is none of it.
_PROLOG: Final = re.compile(r"\s*+(?:<\?(?:[^?]|\?(?!>))*+\?>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+<[A-Za-z_]")
_ENCODING: Final = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE: Final = re.compile(r"(\w+)\s*=\s*[\"']([^\"']*)")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another part of the package: the last word of the kind, and the part's name."""

    kind: str
    target: str


class Package:
    """The parts of an office document, checked."""

    def __init__(self, name: str, archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> None:
        self.name = name
        self._archive, self._parts = archive, parts

    def __contains__(self, part: object) -> bool:
        return part in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    @property
    def has_macros(self) -> bool:
        """Whether the document carries a program of its own."""
        return any(
            posixpath.basename(part).lower() == "vbaproject.bin" or part.lower().startswith(("basic/", "scripts/"))
            for part in self._parts
        )

    def size(self, part: str) -> int:
        """The bytes of a part, as counted."""
        return self._parts[part].file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part in small pieces; raises `UnsupportedDocument` where the package is damaged."""
        with _damage_told(self.name), self._archive.open(self._parts[part]) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def read(self, part: str, limit: int) -> bytes:
        """A part as a whole; raises `UnsupportedDocument` beyond `limit` bytes or where the package is damaged."""
        if self.size(part) > limit:
            raise UnsupportedDocument(self.name, "bomb")
        return b"".join(self.chunks(part))

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """What a part, or the package itself, refers to inside the package; links to elsewhere are left out."""
        folder, _, base = part.rpartition("/")
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if place not in self._parts:
            return ()
        found = []
        for match in _RELATION.finditer(self.read(place, _LONGEST_RELATIONS).decode("utf-8", "replace")):
            told = dict(_ATTRIBUTE.findall(match.group(1)))
            target = posixpath.normpath(posixpath.join("/", folder, told.get("Target", ""))).lstrip("/")
            if told.get("TargetMode") != "External" and target in self._parts:
                found.append(Relation(told.get("Type", "").rpartition("/")[2], target))
        return tuple(found)


def open_package(data: bytes, *, name: str, job: Job) -> Package:
    """The package in these bytes; raises `UnsupportedDocument`: `damaged`, `bomb`, `password` or `dtd`."""
    if data.count(_CENTRAL_ENTRY) > _MOST_ENTRY_MARKS:
        raise UnsupportedDocument(name, "bomb")
    with _damage_told(name):
        archive = zipfile.ZipFile(io.BytesIO(data))
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _check_entries(entries, name)
    package = Package(name, archive, {entry.filename.lstrip("/"): entry for entry in entries})
    view = memoryview(data)
    for entry in entries:
        job.check()
        with _damage_told(name):
            _check_part(view, entry, name)
    return package


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    """What the directory of the zip says already refuses most hostile files."""
    names = {entry.filename.lstrip("/").casefold() for entry in entries}
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnsupportedDocument(name, "bomb")
    if len(names) != len(entries) or any(map(_leads_elsewhere, names)):
        raise UnsupportedDocument(name, "damaged")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise UnsupportedDocument(name, "password")
        if entry.compress_type not in _METHODS:
            raise UnsupportedDocument(name, "damaged")
        if entry.file_size > max(_RATIO_COUNTS_FROM, STEEPEST_RATIO * entry.compress_size):
            raise UnsupportedDocument(name, "bomb")


def _leads_elsewhere(part: str) -> bool:
    return "\0" in part or "\\" in part or ":" in part.partition("/")[0] or ".." in part.split("/")


def _check_part(data: memoryview, entry: zipfile.ZipInfo, name: str) -> None:
    """Unpack a part once, by hand: zipfile stops at the declared size, other readers of the same part do not."""
    checksum = size = 0
    for chunk in _unpacked(data, entry):
        if chunk and not size and _is_xml(entry.filename, chunk) and not _is_plain_xml(chunk):
            raise UnsupportedDocument(name, "dtd")
        checksum = zlib.crc32(chunk, checksum)
        size += len(chunk)
        if size > entry.file_size:
            break
    if size != entry.file_size or checksum != entry.CRC:
        raise UnsupportedDocument(name, "damaged")


def _unpacked(data: memoryview, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    header = bytes(data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size])
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    first = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = data[first : first + entry.compress_size]
    if signature != ZIP or len(packed) != entry.compress_size:
        raise zipfile.BadZipFile
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[place : place + _CHUNK]) for place in range(0, len(packed), _CHUNK))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for place in range(0, len(packed), _CHUNK):
        piece = bytes(packed[place : place + _CHUNK])
        while piece:
            yield inflater.decompress(piece, _CHUNK)
            piece = inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof:
        raise EOFError


def _is_xml(part: str, begin: bytes) -> bool:
    ending = part.lower().rpartition(".")[2]
    return ending in {"xml", "rels", "vml"} or begin.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"<?xml")


def _is_plain_xml(begin: bytes) -> bool:
    """Whether the first element comes before any DTD, in an encoding that hides nothing."""
    if begin[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        text = begin[: len(begin) & ~1].decode("utf-16", "replace")
    elif b"\0" in begin[:4]:
        return False
    else:
        text = begin.decode("utf-8", "replace").removeprefix("\ufeff")
    encoding = _ENCODING.match(text)
    if encoding and encoding.group(1).lower() not in _ENCODINGS:
        return False
    return _PROLOG.match(text) is not None


class _damage_told:  # noqa: N801 - a context manager reads as a phrase
    """Tells what zip and zlib find wrong as a damaged document."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        broken = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, struct.error)
        if isinstance(error, (*broken, ValueError, RuntimeError, UnicodeDecodeError)):
            raise UnsupportedDocument(self._name, "damaged") from error
