"""The program as it is typed at a command line, for stories of several ledgers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli import main
from tests.support.ledgers import PASSPHRASE

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and answer what it printed; `code` is how it has to end, and a failure has to say why."""
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_NEW_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_STATE", str(tmp_path / "state"))

    def command(*words: str | Path, code: int = 0) -> str:
        found = main([str(word) for word in words])
        printed = capsys.readouterr()
        assert found == code, printed.err
        assert code == 0 or printed.err
        return printed.out

    return command
