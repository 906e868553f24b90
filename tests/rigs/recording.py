"""Recording what a process asks of the disk with strace, as a list of operations below one folder (Linux only)."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

_CALLS = (
    "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink,rename,mkdir,rmdir,"
    "lseek,sendfile,copy_file_range,writev,pwritev,renameat,renameat2,unlinkat,link,fallocate"
)
_NOT_MODELLED = frozenset({"writev", "pwritev", "renameat", "renameat2", "link", "copy_file_range"})
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+=\s+(-?\d+)")
_UNFINISHED = re.compile(r"^(\d+)\s+(\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$")
_HANDLE = re.compile(r"^(\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>")
_PLACE = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Made:
    """A file begins, empty; `anew` empties one that was there."""

    path: str
    anew: bool


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """A folder begins."""

    path: str


@dataclass(frozen=True, slots=True)
class Put:
    """Bytes are written at a place of a file."""

    path: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Copied:
    """Bytes of one file are written into another inside the system."""

    path: str
    at: int
    source: str
    source_at: int
    size: int


@dataclass(frozen=True, slots=True)
class Resized:
    """A file is cut or grown to a size."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or a folder is on the disk when the call returns."""

    path: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A file takes another's name."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A name goes."""

    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """The process told the world that something is done."""

    words: str


Operation: TypeAlias = Made | MadeFolder | Put | Copied | Resized | Synced | Moved | Removed | Said


@cache
def reason_not_to_record() -> str:
    """Why nothing can be recorded on this machine, empty where it can."""
    if sys.platform != "linux":
        return "recording what reaches the disk needs Linux"
    if shutil.which("strace") is None:
        return "strace is not installed (tools/system_packages.sh does it)"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"this machine forbids tracing: {tried.stderr.strip()}"


def recorded(command: Sequence[str], folder: Path, trace: Path, environment: dict[str, str]) -> list[Operation]:
    """Run a command and answer, in their order, its operations below `folder` and the lines it printed.

    Raises CalledProcessError where the command fails.
    """
    tracing = [
        "strace",
        "-f",
        "-xx",
        "-y",
        "--seccomp-bpf",
        "-s",
        "100000000",
        "-o",
        str(trace),
        "-e",
        f"trace={_CALLS}",
    ]
    ran = subprocess.run([*tracing, *command], capture_output=True, text=True, env=environment, check=False)
    if ran.returncode:
        raise RuntimeError(f"the recorded program ended with {ran.returncode}:\n{ran.stderr[-4000:]}")
    with trace.open(encoding="ascii", errors="replace") as lines:
        return list(_Reader(str(folder.resolve())).operations(lines))


def failing(command: Sequence[str], files: Sequence[Path], calls: str, fault: str, since: str) -> list[str]:
    """strace's words to run a command whose `calls` on `files` fail with an errno (`EIO`) from the n-th on (`7+`)."""
    paths = [word for file in files for word in ("-P", str(file))]
    injection = f"inject={calls}:error={fault}:when={since}"
    return ["strace", "-f", "-qq", "-o", "/dev/null", *paths, "-e", f"trace={calls}", "-e", injection, *command]


class _Reader:
    """Turns lines of strace into operations; keeps the place of every open file that is written without one."""

    def __init__(self, root: str) -> None:
        self._root = root.rstrip("/") + "/"
        self._places: dict[int, int] = {}
        self._begun: dict[str, str] = {}

    def operations(self, lines: Iterator[str]) -> Iterator[Operation]:
        for line in lines:
            whole = self._whole(line.rstrip("\n"))
            found = _LINE.match(whole) if whole else None
            if found is not None and not found[3].startswith("-"):
                yield from self._operation(found[1], found[2].split(", "), int(found[3]))

    def _whole(self, line: str) -> str:
        """The line, or the two halves of a call that another thread interrupted."""
        if begun := _UNFINISHED.match(line):
            self._begun[begun[1]] = begun[2]
            return ""
        if resumed := _RESUMED.match(line):
            return f"{resumed[1]} {self._begun.pop(resumed[1])}{resumed[2]}"
        return line

    def _operation(self, call: str, words: list[str], result: int) -> Iterator[Operation]:
        if call == "openat":
            yield from self._opened(_text(words[1]), words[2], result)
        elif call in {"unlink", "rmdir", "mkdir", "rename"}:
            yield from self._named(call, [_text(word) for word in words[:2]])
        elif call == "unlinkat":
            folder = _HANDLE.match(words[0])
            assert folder is not None
            yield from self._named("unlink", [str(Path(_unhexed(folder[2]).decode()) / _text(words[1]))])
        elif (handle := _HANDLE.match(words[0])) is not None:
            yield from self._on_handle(call, int(handle[1]), _unhexed(handle[2]).decode(), words, result)

    def _opened(self, path: str, flags: str, handle: int) -> Iterator[Operation]:
        self._places[handle] = 0
        if (inside := self._inside(path)) and "O_CREAT" in flags:
            yield Made(inside, "O_TRUNC" in flags)

    def _named(self, call: str, paths: list[str]) -> Iterator[Operation]:
        path = self._inside(paths[0])
        if not path:
            return
        if call == "rename":
            yield Moved(path, self._inside(paths[1]))
        else:
            yield MadeFolder(path) if call == "mkdir" else Removed(path)

    def _on_handle(self, call: str, handle: int, name: str, words: list[str], result: int) -> Iterator[Operation]:
        if call == "write" and handle == 1:
            yield from (Said(line) for line in _text_of(words[1]).decode().splitlines())
        path = self._inside(name)
        place = self._places.get(handle, 0)
        if call == "lseek":
            self._places[handle] = result
        elif not path or call == "close":
            return
        elif call in _NOT_MODELLED:
            raise NotImplementedError(f"{call} on {path}")
        elif call == "write":
            yield Put(path, place, _text_of(words[1])[:result])
            self._places[handle] = place + result
        elif call == "pwrite64":
            yield Put(path, int(words[3]), _text_of(words[1])[:result])
        elif call in {"fsync", "fdatasync"}:
            yield Synced(path)
        elif call == "ftruncate":
            yield Resized(path, int(words[1]))
        elif call == "sendfile" and result:
            yield self._sent(path, place, words, result)
            self._places[handle] = place + result

    def _sent(self, path: str, place: int, words: list[str], size: int) -> Copied:
        source = _HANDLE.match(words[1])
        begin = _PLACE.search(words[2])
        assert source is not None
        assert begin is not None
        return Copied(path, place, self._inside(_unhexed(source[2]).decode()), int(begin[1]), size)

    def _inside(self, path: str) -> str:
        """The path below the folder, empty where it lies elsewhere or has no name any more."""
        return path.removeprefix(self._root) if path.startswith(self._root) and "(deleted)" not in path else ""


def _text(word: str) -> str:
    return _text_of(word).decode(errors="replace") if word.startswith('"') else ""


def _text_of(word: str) -> bytes:
    return _unhexed(word.strip('"'))


def _unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
