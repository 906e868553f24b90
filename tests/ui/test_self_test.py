"""The program's test of itself passes, and tells which step failed where one does."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import WrongPassphrase
from tests.architecture.source import ROOT
from ui import self_test
from ui.self_test import StepFailed, Steps


class Played(Steps):
    """Steps of the test's own."""

    def __init__(self, *steps: Callable[[], str]) -> None:
        super().__init__(Path())
        self.in_order = tuple((f"Bước {number}", step) for number, step in enumerate(steps, start=1))


def fails(error: Exception) -> Callable[[], str]:
    def step() -> str:
        raise error

    return step


def test_the_program_passes_its_own_test() -> None:
    """In a process of its own: it signs people in and out and changes the look, as the built program does."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "ui", "self-test"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(".")[0] for line in lines[:-1]] == [str(number) for number in range(1, 11)]
    assert done.stderr == ""


def test_a_step_that_fails_is_named_and_ends_the_test(capsys: pytest.CaptureFixture[str]) -> None:
    ended = self_test._run(Played(lambda: "3 trang", fails(StepFailed("thiếu trang")), lambda: "không tới đây"))
    told = capsys.readouterr()
    assert ended == 1
    assert told.out == "1. Bước 1: đạt (3 trang).\n"
    assert told.err.endswith("2. Bước 2: không đạt. thiếu trang\n")


def test_a_known_failure_is_told_in_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test._run(Played(fails(WrongPassphrase()))) == 1
    assert "không đạt. Mật khẩu không đúng." in capsys.readouterr().err


def test_the_test_takes_no_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test.main(["--quick"]) == 2
    assert capsys.readouterr().err == "Lệnh self-test không có tham số.\n"
