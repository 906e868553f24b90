"""What the built program rests on: locked packages, an icon Windows can read, and nothing needed that is left out."""

import ast
import re
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT
from tools.product_icon import ICON, SIDES

LOCKS = ("requirements.lock", "requirements-dev.lock")
SPEC = ROOT / "build.spec"


def constant(name: str) -> list[str]:
    """A list that the recipe states."""
    for node in ast.parse(SPEC.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return list(ast.literal_eval(node.value))
    raise LookupError(name)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_with_hashes_and_no_host_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    loose = [entry.splitlines()[0] for entry in packages if "==" not in entry or "--hash=sha256:" not in entry]
    assert not loose
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [re.split(r"[<>=~!\[; ]", line)[0].lower() for line in project["project"]["dependencies"]]
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(encoding="utf-8").lower(), re.MULTILINE))
    assert not set(named) - locked


def test_nothing_the_program_imports_is_left_out_of_the_build() -> None:
    """Every module is imported while the excluded ones are not to be had."""
    loading = f"""
import importlib, pathlib, sys
for name in {constant("EXCLUDED_MODULES")!r}:
    sys.modules[name] = None
for package in {PACKAGES!r}:
    for path in sorted(pathlib.Path(package).rglob("*.py")):
        if path.name != "__main__.py":
            importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
"""
    done = subprocess.run([sys.executable, "-c", loading], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_icon_holds_the_sizes_that_windows_asks_for() -> None:
    data = ICON.read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    assert (kind, count) == (1, len(SIDES))
    for number, side in enumerate(SIDES):
        width, height, _, _, _, depth, size, start = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        picture = data[start : start + size]
        assert (width or 256, height or 256, depth) == (side, side, 32)
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack_from(">II", picture, 16) == (side, side)


def test_the_resources_are_installed_with_the_program() -> None:
    """Every kind of file under `resources` is package data, and readable as such."""
    from importlib.resources import files

    kept = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    for path in kept:
        assert files("resources").joinpath(path.relative_to(ROOT / "resources").as_posix()).is_file()


def test_the_checks_run_as_one_line_and_end_with_the_built_program() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert Path(script).stat().st_mode & 0o111
    assert re.search(r"make test.*make build.*sokehoach-cli self-test", text, re.DOTALL)
