"""What a disk may hold after a power cut: all that was synced, and any part of what was not (SYNC §5.1).

A file keeps everything before its last sync; of each later write all, some of its 512-byte sectors, or nothing. Names
(made, moved, removed) are kept in their order up to some point after the last sync of their folder, or of the file that
they name, as the journals of ext4 and NTFS do. The shared memory of SQLite's log is never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.rigs.recording import Copied, Made, MadeFolder, Moved, Operation, Put, Removed, Resized, Said, Synced

SECTOR = 512
Names: TypeAlias = dict[str, "_File | None"]
"""What stands under each path; None for a folder."""


class Kept(Enum):
    """How much of what was not synced is kept."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(eq=False, slots=True)
class _File:
    """What is on the disk for certain, what was written since, and what a reader sees now."""

    certain: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes as (place, bytes); a new size as (size, None)."""
    now: bytearray = field(default_factory=bytearray)

    def write(self, at: int, data: bytes | None) -> None:
        self.since.append((at, data))
        _applied(self.now, at, data)

    def sync(self) -> None:
        self.certain = bytes(self.now)
        self.since.clear()

    def after_the_cut(self, chance: Random, kept: Kept) -> bytes:
        if kept is Kept.ALL:
            return bytes(self.now)
        left = bytearray(self.certain)
        for at, data in self.since if kept is Kept.SOME else ():
            draw = chance.random()
            if draw < 0.4:
                _applied(left, at, data)
            elif draw < 0.6 and data is not None:
                for place in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _applied(left, at + place, data[place : place + SECTOR])
        return bytes(left)


class Disk:
    """A folder of a disk while operations reach it."""

    def __init__(self, folder: Path) -> None:
        self._certain: Names = {}
        for path in sorted(folder.rglob("*")):
            raw = b"" if path.is_dir() else path.read_bytes()
            self._certain[str(path.relative_to(folder))] = None if path.is_dir() else _File(raw, [], bytearray(raw))
        self._names: Names = dict(self._certain)
        self._renamings: list[tuple[Operation, _File | None]] = []

    def apply(self, operation: Operation) -> None:
        """One more operation of the program."""
        match operation:
            case Said():
                pass
            case Made(path, anew):
                if path not in self._names:
                    self._rename(operation, _File())
                elif anew:
                    self._file(path).write(0, None)
            case Put(path, at, data):
                self._file(path).write(at, data)
            case Copied(path, at, source, source_at, size):
                self._file(path).write(at, bytes(self._file(source).now[source_at : source_at + size]))
            case Resized(path, size):
                self._file(path).write(size, None)
            case Synced(path):
                self._sync(path)
            case Moved(path) | Removed(path) | MadeFolder(path):
                self._rename(operation, self._names.get(path))

    def after_the_cut(self, chance: Random, kept: Kept) -> Mapping[str, bytes | None]:
        """One state in which the next start may find the folder: bytes by path, None for folders."""
        count = {Kept.ALL: len(self._renamings), Kept.NONE: 0, Kept.SOME: chance.randint(0, len(self._renamings))}
        names = dict(self._certain)
        for operation, file in self._renamings[: count[kept]]:
            _renamed(names, operation, file)
        return {
            path: None if file is None else file.after_the_cut(chance, kept)
            for path, file in names.items()
            if not path.endswith("-shm")
        }

    def _file(self, path: str) -> _File:
        file = self._names[path]
        assert file is not None
        return file

    def _rename(self, operation: Operation, file: _File | None) -> None:
        _renamed(self._names, operation, file)
        self._renamings.append((operation, file))

    def _sync(self, path: str) -> None:
        """The journal of a file system is in order: with a name all earlier ones are on the disk."""
        file = self._names.get(path)
        if file is not None:
            file.sync()
        last = 0
        for number, (operation, named) in enumerate(self._renamings, start=1):
            assert isinstance(operation, Made | MadeFolder | Moved | Removed)
            is_of_file = file is not None and named is file
            if is_of_file or (file is None and str(Path(operation.path).parent) == path):
                last = number
        for operation, named in self._renamings[:last]:
            _renamed(self._certain, operation, named)
        del self._renamings[:last]


def write_image(image: Mapping[str, bytes | None], folder: Path) -> None:
    """Put a state of the disk into a new folder."""
    folder.mkdir(parents=True)
    for path, raw in image.items():
        place = folder / path
        if raw is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(raw)


def _applied(content: bytearray, at: int, data: bytes | None) -> None:
    end = at if data is None else at + len(data)
    if end > len(content):
        content.extend(bytes(end - len(content)))
    if data is None:
        del content[at:]
    else:
        content[at:end] = data


def _renamed(names: Names, operation: Operation, file: "_File | None") -> None:
    match operation:
        case Made(path) | MadeFolder(path):
            names[path] = file
        case Moved(path, to):
            names.pop(path, None)
            names[to] = file
        case Removed(path):
            names.pop(path, None)
