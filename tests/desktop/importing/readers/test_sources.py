"""Files that somebody chose: read whole, or refused for what they are."""

import os
import sys
from pathlib import Path

import pytest

from desktop.errors import FileTooLarge, NotAPlainFile, UnreadableFile
from desktop.importing.readers.sources import LARGEST_DOCUMENT, read_source


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "kế hoạch.docx"
    file.write_bytes(b"PK\x03\x04")
    assert read_source(file) == b"PK\x03\x04"


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(NotAPlainFile):
        read_source(tmp_path)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NotAPlainFile):
            read_source(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["nowhere.docx", "a\0b.docx", "x" * 5_000])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        read_source(tmp_path / name)


def test_a_file_larger_than_any_document_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    with file.open("wb") as stream:
        stream.truncate(LARGEST_DOCUMENT + 1)
    with pytest.raises(FileTooLarge) as refused:
        read_source(file)
    assert refused.value.limit == LARGEST_DOCUMENT
