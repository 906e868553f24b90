"""Counting what the sheets of an old workbook (.xls) would take in memory, record by record."""

import struct
from array import array
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.readers.compound_file import CompoundFile
from desktop.importing.readers.sheet_layout import MOST_ROWS
from desktop.importing.readers.workbook_check import MOST_CELLS, MOST_TEXT
from desktop.jobs import Job

_LARGEST_STREAM: Final = 32 * 1024 * 1024
_MOST_RECORDS: Final = 2_000_000
_CHECKED_EVERY: Final = 4_096
_BEGIN: Final = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_PASSWORD: Final = 0x002F
_SHARED: Final = 0x00FC
_CONTINUED: Final = 0x003C
_SHARED_CELL: Final = 0x00FD
_DIMENSIONS: Final = 0x0200
_CELLS: Final = frozenset({0x0203, 0x027E, 0x00BD, 0x0204, 0x00FD, 0x0205, 0x0006, 0x0206, 0x0406, 0x00D6, 0x0207})
_WIDE, _RICH, _PHONETIC = 0x01, 0x08, 0x04
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256


def check_old_workbook(file: CompoundFile, *, name: str, job: Job) -> None:
    """Raise `UnsupportedDocument` for a workbook with macros or a password, or whose sheets would not fit."""
    if "_VBA_PROJECT" in file:
        raise UnsupportedDocument(name, "macro")
    stream = file.read("Workbook" if "Workbook" in file else "Book")
    if len(stream) > _LARGEST_STREAM:
        raise UnsupportedDocument(name, "too_many_rows")
    _Records(stream, name).count(job)


class _Records:
    """Walks the records of a workbook and follows the rectangle each sheet needs."""

    def __init__(self, stream: bytes, name: str) -> None:
        self._stream, self._name = stream, name
        self._lengths = array("I")
        self._text = 0
        self._begin_sheet()

    def count(self, job: Job) -> None:
        """Count everything; raises `UnsupportedDocument`."""
        place = records = 0
        while place + 4 <= len(self._stream):
            kind, length = struct.unpack_from("<HH", self._stream, place)
            place += 4
            records += 1
            if records > _MOST_RECORDS:
                raise UnsupportedDocument(self._name, "too_many_rows")
            if not records % _CHECKED_EVERY:
                job.check()
            self._take(kind, place, length)
            place += length

    def _take(self, kind: int, place: int, length: int) -> None:
        if kind in _CELLS and length >= 4:
            self._fill(*struct.unpack_from("<HH", self._stream, place))
            if kind == _SHARED_CELL and length >= 10:
                self._show(struct.unpack_from("<I", self._stream, place + 6)[0])
        elif kind in _BEGIN:
            self._begin_sheet()
        elif kind == _SHARED:
            self._lengths = _shared_lengths(self._stream, place, length)
        elif kind == _PASSWORD:
            raise UnsupportedDocument(self._name, "password")
        elif kind == _DIMENSIONS and length >= 14:
            _, rows, _, columns = struct.unpack_from("<IIHH", self._stream, place)
            if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
                raise UnsupportedDocument(self._name, "damaged")

    def _begin_sheet(self) -> None:
        self._first_row = self._first_column = _MOST_ROWS
        self._last_row = self._last_column = -1

    def _fill(self, row: int, column: int) -> None:
        self._first_row, self._last_row = min(self._first_row, row), max(self._last_row, row)
        self._first_column, self._last_column = min(self._first_column, column), max(self._last_column, column)
        rows, columns = self._last_row - self._first_row + 1, self._last_column - self._first_column + 1
        if rows > MOST_ROWS or rows * columns > MOST_CELLS:
            raise UnsupportedDocument(self._name, "too_many_rows")

    def _show(self, shared: int) -> None:
        self._text += self._lengths[shared] if shared < len(self._lengths) else 0
        if self._text > MOST_TEXT // 3:
            # Each letter of the stream takes up to three bytes once it is read.
            raise UnsupportedDocument(self._name, "huge_cell")


def _shared_lengths(stream: bytes, place: int, length: int) -> "array[int]":
    """How many letters each shared text has; the texts run on over the records that continue the first."""
    lengths = array("I")
    end = place + length
    place += 8
    while place + 3 <= len(stream):
        if place >= end:
            place, end = _continued(stream, end)
            if end == 0:
                break
        if place + 3 > end:
            break
        count, flags = struct.unpack_from("<HB", stream, place)
        place += 3
        runs = phonetic = 0
        if flags & _RICH and place + 2 <= end:
            (runs,) = struct.unpack_from("<H", stream, place)
            place += 2
        if flags & _PHONETIC and place + 4 <= end:
            (phonetic,) = struct.unpack_from("<I", stream, place)
            place += 4
        lengths.append(count)
        place, end = _after_letters(stream, place, end, count, wide=bool(flags & _WIDE))
        place, end = _after_bytes(stream, place, end, runs * 4 + phonetic)
        if end == 0:
            break
    return lengths


def _after_letters(stream: bytes, place: int, end: int, count: int, *, wide: bool) -> tuple[int, int]:
    """Where the letters end; each continuing record says anew how wide its letters are."""
    while end:
        size = 2 if wide else 1
        here = min(count, (end - place) // size)
        count -= here
        place += here * size
        if not count:
            break
        place, end = _continued(stream, end)
        if end:
            wide = bool(stream[place] & _WIDE)
            place += 1
    return place, end


def _after_bytes(stream: bytes, place: int, end: int, count: int) -> tuple[int, int]:
    while end and count > end - place:
        count -= end - place
        place, end = _continued(stream, end)
    return place + count, end


def _continued(stream: bytes, end: int) -> tuple[int, int]:
    """The begin and end of the record that continues the one ending here; (0, 0) where none does."""
    if end + 5 > len(stream):
        return 0, 0
    kind, length = struct.unpack_from("<HH", stream, end)
    if kind != _CONTINUED or not length or end + 4 + length > len(stream):
        return 0, 0
    return end + 4, end + 4 + length
