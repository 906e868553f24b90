"""Reading a document's bytes from a file somebody chose."""

from pathlib import Path

from desktop.errors import FileTooLarge, SuspiciousFile, UnreadableFile

LARGEST_DOCUMENT = 64 * 1024 * 1024


def read_source(path: Path) -> bytes:
    """The bytes of a document file; raises UnreadableFile, SuspiciousFile (a folder or device), FileTooLarge."""
    try:
        if path.exists() and not path.is_file():
            raise SuspiciousFile(str(path))
        with path.open("rb") as stream:
            data = stream.read(LARGEST_DOCUMENT + 1)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or type(error).__name__) from error
    if len(data) > LARGEST_DOCUMENT:
        raise FileTooLarge(str(path), LARGEST_DOCUMENT)
    return data
