"""Files that are written whole or not at all, and read from a stick only once."""

import contextlib
import errno
import os
import shutil
import stat
import sys
import tempfile
import unicodedata
from pathlib import Path

from desktop.errors import FileNotWritten, FileTooLarge, NotAPlainFile, NotEnoughSpace, SuspiciousFile, UnreadableFile

_CHUNK = 1024 * 1024
_SPARE_BYTES = 64 * 1024
_LONGEST_NAME = 100  # UTF-16 units, which is how Windows counts
_NETWORK_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smbfs",
        "smb2",
        "smb3",
        "9p",
        "afs",
        "ncpfs",
        "ceph",
        "davfs",
        "glusterfs",
        "lustre",
    }
)
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE
_DEVICE_NAMES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"}
)


def atomic_write(path: Path, data: bytes) -> None:
    """Write a file so that afterwards it is there whole, read back and equal, or not there at all.

    Room is checked first. Raises NotEnoughSpace, SuspiciousFile (a link or folder stands in the way)
    or FileNotWritten; a file that was there before is then unchanged.
    """
    try:
        part = path.with_name(path.name + ".part")
        _refuse_anything_but_a_file(path)
    except (OSError, ValueError) as error:
        raise FileNotWritten(str(path), str(error)) from error
    try:
        _check_room(path, len(data))
        _remove_leftover(part)
        _write_new(part, data)
        _compare(part, data)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _remove_own(part)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NotEnoughSpace(str(path), len(data), 0) from error
        raise FileNotWritten(str(path), error.strerror or type(error).__name__) from error


def file_in(path: Path, name: str) -> Path:
    """The place of a file: a folder that was chosen keeps it under its usual name, any other path is the file's own."""
    try:
        return path / name if path.is_dir() else path
    except OSError:  # a name that the system does not take is told when it is written
        return path


def private_copy(path: Path, folder: Path, limit: int) -> Path:
    """Copy a file from outside into an own folder and give the copy; the original is never read again.

    What happens to the stick afterwards cannot change what was checked. Raises FileTooLarge beyond `limit`
    bytes, NotAPlainFile for links, folders and devices, UnreadableFile, NotEnoughSpace.
    """
    try:
        source = os.open(path, os.O_RDONLY | _flags("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            raise NotAPlainFile(str(path)) from error
        raise UnreadableFile(str(path), str(error)) from error
    if not stat.S_ISREG(os.fstat(source).st_mode):
        os.close(source)
        raise NotAPlainFile(str(path))
    with os.fdopen(source, "rb") as original:
        target, name = tempfile.mkstemp(dir=folder, prefix="copy-")
        copy = Path(name)
        try:
            with os.fdopen(target, "wb") as written:
                _copy_bounded(original.fileno(), written.fileno(), limit, path)
        except OSError as error:
            copy.unlink(missing_ok=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NotEnoughSpace(str(copy), limit, 0) from error
            raise UnreadableFile(str(path), error.strerror or type(error).__name__) from error
        except FileTooLarge:
            copy.unlink(missing_ok=True)
            raise
    return copy


def safe_name(name: str) -> str:
    """A file name that every system takes and that leads nowhere else (SYNC, appendix)."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join("_" if c in '<>:"|?*' or unicodedata.category(c).startswith("C") else c for c in last)
    plain = plain.strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 12:
        plain = _shortened(stem, _LONGEST_NAME - len(ending) - 1).rstrip(" .") + "." + ending
    else:
        plain = _shortened(plain, _LONGEST_NAME)
    if not plain or plain.partition(".")[0].rstrip(" ").upper() in _DEVICE_NAMES:
        plain = "_" + plain
    return plain


def is_network_path(path: Path, mounts: str | None = None) -> bool:
    """Whether a path lies on a network drive, where SQLite's locking cannot be trusted.

    `mounts` replaces the system's own table (the text of /proc/self/mounts) where it is known.
    """
    if mounts is None and sys.platform == "win32":
        return _is_remote_drive(path)
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape")
        except OSError:
            return False
    return _is_network_system(_file_system_of(path.resolve(), mounts))


def _refuse_anything_but_a_file(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise SuspiciousFile(str(path))


def _check_room(path: Path, size: int) -> None:
    free = shutil.disk_usage(path.parent).free
    if free < size + _SPARE_BYTES:
        raise NotEnoughSpace(str(path), size, free)


def _remove_leftover(part: Path) -> None:
    """Clear what an interrupted write of ours left; a planted link or folder is refused, not followed."""
    _refuse_anything_but_a_file(part)
    part.unlink(missing_ok=True)


def _remove_own(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink()


def _write_new(part: Path, data: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flags("O_NOFOLLOW", "O_BINARY"), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _compare(part: Path, data: bytes) -> None:
    """Read back what was written: sticks exist that promise more room than they have."""
    if part.read_bytes() != data:
        raise OSError(errno.EIO, "read back differently")


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can (Windows does so by itself)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flags(*names: str) -> int:
    """The open flags of these names that this system has."""
    flags = 0
    for name in names:
        flags |= getattr(os, name, 0)
    return flags


def _copy_bounded(source: int, target: int, limit: int, path: Path) -> None:
    copied = 0
    while chunk := os.read(source, _CHUNK):
        copied += len(chunk)
        if copied > limit:
            raise FileTooLarge(str(path), limit)
        view = memoryview(chunk)
        while view:
            view = view[os.write(target, view) :]


def _shortened(text: str, units: int) -> str:
    encoded = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return encoded.decode("utf-16-le", "ignore")


def _file_system_of(path: Path, mounts: str) -> str:
    """The type of the file system mounted nearest above a path."""
    nearest, found = -1, ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = Path(words[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        depth = len(point.parts)
        if depth >= nearest and (point == path or point in path.parents):
            nearest, found = depth, words[2]
    return found


def _is_network_system(kind: str) -> bool:
    return kind in _NETWORK_SYSTEMS or kind in ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.smbnetfs")


if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(path: Path) -> bool:
        absolute = path.absolute()
        if absolute.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(absolute.anchor) == _REMOTE_DRIVE)

else:

    def _is_remote_drive(path: Path) -> bool:
        """Elsewhere the table of mounts knows; this is asked on Windows only."""
        return is_network_path(path)
