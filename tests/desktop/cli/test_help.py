"""Help speaks Vietnamese, and a reader who leaves early is no failure."""

import subprocess
import sys

import pytest

from desktop.cli import main


def test_the_help_has_its_headings_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "report", "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("cách dùng: sokehoach progress report")
    assert "tham số:" in text
    for english in ("usage:", "options:", "positional", "show this help"):
        assert english not in text


def test_a_reader_who_leaves_early_gets_no_traceback() -> None:
    command = "from desktop.cli import main; import sys; sys.exit(main(['plan', 'inspect', sys.argv[1], '--json']))"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "resources/plans/608-qd-tchq.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
