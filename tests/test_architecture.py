"""The structure that the documents promise, checked on the source itself."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture import storage, style, window
from tests.architecture.source import PACKAGES, ROOT, Module, Rule, documents, modules

RULES = (*storage.RULES, *window.RULES, *style.RULES)
EXAMPLES = [pytest.param(rule, *example, id=f"{rule} {number}") for rule in RULES
            for number, example in enumerate(rule.broken_by, start=1)]  # fmt: skip
KEPT = [pytest.param(rule, *example, id=f"{rule} {number}") for rule in RULES
        for number, example in enumerate(rule.kept_by, start=1)]  # fmt: skip


@pytest.fixture(scope="module")
def program() -> list[Module]:
    return modules(*PACKAGES, "tools")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_program_keeps_the_rule(rule: Rule, program: list[Module]) -> None:
    found = [f"{module.path}:{line}: {what}" for module in program for line, what in rule.findings(module)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("rule", "path", "source"), EXAMPLES)
def test_a_rule_finds_what_breaks_it(rule: Rule, path: str, source: str) -> None:
    assert list(rule.findings(Module.of(path, source)))


@pytest.mark.parametrize(("rule", "path", "source"), KEPT)
def test_a_rule_lets_pass_what_keeps_it(rule: Rule, path: str, source: str) -> None:
    assert not list(rule.findings(Module.of(path, source)))


def test_the_writers_of_the_ledger_are_recognised() -> None:
    """The two rules on writing stand on this reading of `db`."""
    assert storage.writers()["db.events.add_events"] == {"event"}
    assert storage.writers()["db.events.add_stream"] == {"stream"}
    assert "p_search" in storage.writers()["db.projections.put_search"]
    assert storage.writers()["db.projections.put"] == {"{"}
    assert "db.events.count" not in storage.writers()


MACHINE_PATHS = re.compile(r"(?<![\w.>}])/(?:work|root|home|Users|tmp)/\w")
ANY_MACHINE = ("tests/desktop/test_files.py",)
"""Where invented paths stand for the folders of any machine."""
HOSTS = re.compile(r"pypi[.]org|python[h]osted|--(?:extra-)?index-url|--find-links |artifactory|devpi", re.IGNORECASE)


@pytest.mark.parametrize("words", ["cd /" + "work/x", "open('/tmp/x')", "see /home/anna/x", "pypi" + ".org/simple"])
def test_words_of_one_machine_are_recognised(words: str) -> None:
    assert MACHINE_PATHS.search(words) or HOSTS.search(words)


def test_the_repository_speaks_of_the_product_alone() -> None:
    """No path of a machine that it was made on, no host that packages came from."""
    found = []
    for path in documents():
        if path == Path(__file__) or path.relative_to(ROOT).as_posix() in ANY_MACHINE:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if MACHINE_PATHS.search(line) or HOSTS.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


WRONG_IMPORTS = {
    "db/rows.py": ("import desktop.dates", "Calls go one way"),
    "ui/desk.py": ("import db.events", "Only desktop talks to db"),
    "desktop/dates.py": ("import PySide6.QtCore", "knows no Qt and no SQL"),
    "db/settings.py": ("import cryptography", "knows SQLite and nothing else"),
}


def test_every_import_contract_catches_a_wrong_import(tmp_path: Path) -> None:
    """The contracts themselves are checked by `make contracts`; here each is broken in a copy of the program."""
    ignored = shutil.ignore_patterns("*.svg", "*.ttf", "__pycache__")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for place, (line, _) in WRONG_IMPORTS.items():
        path = tmp_path / place
        path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    lint = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    checked = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    broken = [line for line in checked.stdout.splitlines() if line.rstrip().endswith("BROKEN")]
    for _, contract in WRONG_IMPORTS.values():
        assert any(contract in line for line in broken), checked.stdout + checked.stderr


def test_every_contract_of_the_project_is_broken_by_an_example() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [contract["name"] for contract in project["tool"]["importlinter"]["contracts"]]
    examples = [contract for _, contract in WRONG_IMPORTS.values()]
    unproved = [name for name in names if not any(example in name for example in examples)]
    assert not unproved
