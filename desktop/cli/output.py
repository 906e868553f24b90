"""What a command prints: Vietnamese for people, one JSON document where asked, failures on stderr."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from typing_extensions import override

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def speak_unicode() -> None:
    """Print Vietnamese whatever the console's code page is (Windows pipes are not UTF-8)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")


def hang_up() -> None:
    """Whoever read our output has gone (`| head`): let the rest go nowhere, without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """A result for people, on stdout."""
    print(text)


def tell(text: str) -> None:
    """A message, on stderr."""
    print(text, file=sys.stderr)


def print_json(value: object) -> None:
    """The one JSON document of `--json`."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def table(rows: Sequence[Sequence[str]]) -> None:
    """Aligned columns for people."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


class Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese and ends with exit code 2 on wrong usage."""

    @override
    def format_help(self) -> str:
        """The help with its headings in Vietnamese."""
        text = super().format_help()
        for english, vietnamese in _HEADINGS:
            text = text.replace(english, vietnamese)
        return text

    @override
    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and how it is used."""
        tell(f"Lệnh viết chưa đúng: {_in_vietnamese(message)}")
        tell(f"Xem cách dùng bằng: {self.prog} --help")
        raise SystemExit(WRONG_USAGE)


_HEADINGS = (
    ("usage: ", "cách dùng: "),
    ("positional arguments:", "đối số:"),
    ("options:", "tham số:"),
    ("show this help message and exit", "in hướng dẫn này rồi kết thúc"),
)
_PHRASES = (
    ("the following arguments are required:", "còn thiếu"),
    ("one of the arguments", "cần một trong các tham số"),
    ("is required", "là bắt buộc"),
    ("unrecognized arguments:", "không có tham số"),
    ("invalid choice:", "không có lựa chọn"),
    ("choose from", "chọn một trong"),
    ("expected one argument", "cần một giá trị"),
    ("expected at least one argument", "cần ít nhất một giá trị"),
    ("not allowed with argument", "không dùng cùng với"),
    ("argument ", "tham số "),
    ("invalid int value:", "không phải số nguyên:"),
    ("invalid day value:", "không phải ngày (dạng 2007-06-25):"),
)


def _in_vietnamese(message: str) -> str:
    for english, vietnamese in _PHRASES:
        message = message.replace(english, vietnamese)
    return message
