"""The program's source as the rules see it."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
PACKAGES = ("desktop", "ui", "db", "resources")
MADE = {"build", "dist", "__pycache__", "node_modules"}


@dataclass(frozen=True, slots=True)
class Module:
    """One file of Python; `path` is relative to the repository, with `/`."""

    path: str
    source: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, source: str) -> "Module":
        return cls(path, source, ast.parse(source, path))

    @property
    def package(self) -> str:
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).stem

    def is_in(self, *places: str) -> bool:
        """Whether the file is one of these, or lies in one of these folders."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)


Finding = tuple[int, str]
"""A line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that holds in every module, and code that breaks it: (path, source) for each way of breaking it."""

    name: str
    findings: Callable[[Module], Iterator[Finding]]
    broken_by: tuple[tuple[str, str], ...]
    kept_by: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.name


def modules(*packages: str) -> list[Module]:
    """The modules of these packages, by path."""
    found = []
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            found.append(Module.of(place, path.read_text(encoding="utf-8")))
    return found


def documents() -> Iterator[Path]:
    """Every file that is kept, apart from pictures and fonts; nothing made or downloaded."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if any(part in MADE or (part.startswith(".") and part not in {".ci", ".gitignore"}) for part in parts[:-1]):
            continue
        if parts[0].startswith(".") and parts[0] not in {".ci", ".gitignore"}:
            continue
        if path.suffix in {".svg", ".ttf", ".png", ".ico", ".pyc"} or parts[0].endswith(".egg-info"):
            continue
        if path.is_file():
            yield path


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions, methods and functions inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a chain of names, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def docstrings(tree: ast.AST) -> set[int]:
    """The ids of the nodes that are documentation, also below attributes."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in the code that is no documentation, with its line; an f-string's fixed parts each."""
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.lineno, node.value
