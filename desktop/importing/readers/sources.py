"""Reading a document's bytes from a file somebody chose."""

from pathlib import Path

from desktop.errors import FileTooLarge, NotAPlainFile, UnreadableFile

LARGEST_DOCUMENT = 64 * 1024 * 1024


def read_source(path: Path) -> bytes:
    """The bytes of a document file; raises UnreadableFile, NotAPlainFile (a folder or device), FileTooLarge."""
    try:
        if path.exists() and not path.is_file():
            raise NotAPlainFile(str(path))
        with path.open("rb") as stream:
            data = stream.read(LARGEST_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        # A name that the system does not take is a file that is not there.
        raise UnreadableFile(str(path), getattr(error, "strerror", "") or type(error).__name__) from error
    if len(data) > LARGEST_DOCUMENT:
        raise FileTooLarge(str(path), LARGEST_DOCUMENT)
    return data
