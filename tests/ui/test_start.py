import subprocess
import sys

import pytest

from ui.__main__ import main, window_folder
from ui.version import version


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ([], ""),
        (["--data", "so"], "so"),
        (["--data=so"], "so"),
        (["--data="], None),
        (["--data"], None),
        (["--help"], None),
        (["task", "list", "--data", "so"], None),
        (["self-test"], None),
        (["--user", "Hà"], None),
    ],
)
def test_a_window_is_opened_only_where_no_command_is_given(words: list[str], folder: str | None) -> None:
    assert window_folder(words) == folder


def test_wrong_words_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["khong-co-lenh-nay"]) == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sokehoach {version()}\n"


def test_a_command_starts_without_loading_qt() -> None:
    program = "import sys; from ui.__main__ import main; code = main(['--help']); print(code, 'PySide6' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "0 False"
