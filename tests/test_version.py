"""The program tells the version that is released."""

import tomllib
from pathlib import Path

from desktop.version import PROGRAM_VERSION
from tests.architecture.source import ROOT


def test_the_version_told_is_the_one_released() -> None:
    project = tomllib.loads((Path(ROOT) / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == PROGRAM_VERSION
