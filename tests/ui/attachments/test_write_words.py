"""What is said of attached files when a bundle is written."""

from pathlib import Path

from desktop.sync.exchange import WrittenBundle
from ui.exchange.write_words import written_words


def test_files_that_go_along_and_those_that_wait_are_told() -> None:
    written = [WrittenBundle(7, Path("/usb/a.hqb"), 9_000, 3, {"progress": 1}, attached=1),
               WrittenBundle(8, Path("/usb/b.hqb"), 9_000, 0, {}, attached=1, waiting=2)]  # fmt: skip
    words = written_words(written, "Tổng cục Hải quan")[1]
    assert ", 1 mục, 2 tệp đính kèm, " in words
    assert "Còn 2 tệp đính kèm quá cỡ gửi thư" in words


def test_nothing_is_said_of_files_where_there_are_none() -> None:
    words = written_words([WrittenBundle(7, Path("/usb/a.hqb"), 900, 0, {})], "Tổng cục Hải quan")[1]
    assert "tệp đính kèm" not in words
    assert ", biên nhận, " in words
