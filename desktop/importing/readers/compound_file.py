"""The compound files of old Office (.xls, .doc) and of documents locked with a password: their streams by name."""

import struct
import sys
from array import array
from typing import Final

from desktop.errors import UnsupportedDocument

COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks, not places."""
_ENTRY: Final = 128
_STREAM: Final = 2
_ROOT: Final = 5
_MOST_ENTRIES: Final = 4_096


class CompoundFile:
    """The streams of a compound file; raises `UnsupportedDocument` (`damaged`) where its chains lead nowhere."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._data, self._name = data, name
        shift, mini_shift = self._numbers("<2H", 30)
        if shift not in {9, 12} or mini_shift >= shift:
            raise self._damaged()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._fat = self._allocation()
        first, self._mini_cutoff, first_mini = self._numbers("<I4xII", 48)
        self._mini_fat = self._entries_of(self._chain(first_mini)) if first_mini < _LAST_SECTOR else array("I")
        self._streams: dict[str, tuple[int, int]] = {}
        self._mini = b""
        self._read_directory(self._chain(first))

    def __contains__(self, stream: object) -> bool:
        return stream in self._streams

    @property
    def streams(self) -> tuple[str, ...]:
        """The names of all streams, whatever storage they lie in."""
        return tuple(self._streams)

    def read(self, stream: str) -> bytes:
        """The bytes of a stream."""
        first, size = self._streams[stream]
        if size > len(self._data):
            raise self._damaged()
        if size >= self._mini_cutoff:
            return self._chain(first)[:size]
        left = size
        pieces: list[bytes] = []
        while first < len(self._mini_fat) and left > 0:
            place = first * self._mini_size
            pieces.append(self._mini[place : place + min(left, self._mini_size)])
            left -= self._mini_size
            first = self._mini_fat[first]
        return b"".join(pieces)

    def _allocation(self) -> "array[int]":
        """Which sector follows which; its own sectors are listed in the header and in a chain after it."""
        (count,) = self._numbers("<I", 44)
        (following,) = self._numbers("<I", 68)
        sectors = list(self._numbers("<109I", 76))
        while following < _LAST_SECTOR and len(sectors) <= count:
            more = self._entries_of(self._sector(following))
            sectors.extend(more[:-1])
            following = more[-1]
        used = [sector for sector in sectors if sector < _LAST_SECTOR][:count]
        if len(used) * self._size > len(self._data):
            raise self._damaged()
        return self._entries_of(b"".join(map(self._sector, used)))

    def _chain(self, first: int) -> bytes:
        pieces: list[bytes] = []
        while first < _LAST_SECTOR:
            if first >= len(self._fat) or len(pieces) * self._size > len(self._data):
                raise self._damaged()
            pieces.append(self._sector(first))
            first = self._fat[first]
        return b"".join(pieces)

    def _sector(self, number: int) -> bytes:
        place = (number + 1) * self._size
        if place >= len(self._data):
            raise self._damaged()
        return self._data[place : place + self._size].ljust(self._size, b"\0")

    def _read_directory(self, directory: bytes) -> None:
        for place in range(0, min(len(directory), _MOST_ENTRIES * _ENTRY), _ENTRY):
            entry = directory[place : place + _ENTRY]
            (length, kind) = struct.unpack_from("<HB", entry, 64)
            (first, size) = struct.unpack_from("<II", entry, 116)
            if kind == _ROOT and first < _LAST_SECTOR:
                self._mini = self._chain(first)
            elif kind == _STREAM and 2 <= length <= 64:
                self._streams[entry[: length - 2].decode("utf-16-le", "replace")] = (first, size)

    def _numbers(self, form: str, place: int) -> tuple[int, ...]:
        if len(self._data) < _HEADER:
            raise self._damaged()
        return struct.unpack_from(form, self._data, place)

    @staticmethod
    def _entries_of(sectors: bytes) -> "array[int]":
        entries = array("I")
        entries.frombytes(sectors)
        if sys.byteorder == "big":
            entries.byteswap()
        return entries

    def _damaged(self) -> UnsupportedDocument:
        return UnsupportedDocument(self._name, "damaged")
