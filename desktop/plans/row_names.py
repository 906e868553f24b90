"""How people name a row of a plan: «C.4» within its part, «I.C.4» in full; never a number twice (9.5, not 9.9.5)."""

from collections.abc import Sequence


def whole_name(path: Sequence[str]) -> str:
    """The row in full: I.C.4, II.8.2; a row that prints no number by its place: «1.1 ý 2», «II.3 ý 1.2»."""
    return _joined(_spoken(path))


def short_name(path: Sequence[str]) -> str:
    """The row within its part: C.4, II.8.2, «1.1 ý 2»."""
    return _joined(_spoken(path)[-2:])


def _spoken(path: Sequence[str]) -> list[str]:
    """The labels of a path without those that a later one begins with."""
    kept: list[str] = []
    for label in path:
        if kept and label.startswith((f"{kept[-1]}.", f"{kept[-1]}#")):
            kept.pop()
        kept.append(label)
    return kept


def _joined(labels: Sequence[str]) -> str:
    return ".".join(_without_marks(label) for label in labels)


def _without_marks(label: str) -> str:
    printed, *places = label.split("#")
    return f"{printed} ý {'.'.join(places)}".strip() if places else printed
