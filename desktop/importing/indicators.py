"""The measured demands a plan states in the words of its rows, such as «≥ 10% tổng số doanh nghiệp …»."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from desktop.importing.parsed import Indicator, Path, PlanRow, RowKind, Target

_TARGET: Final = re.compile(r"([≥≤<>])\s*([0-9]{1,9}(?:[.,][0-9]{1,2})?)(?![.,]?[0-9])\s*(%?)\s*([^;.]*)")
_OPERATORS: Final = {"≥": ">=", "≤": "<=", "<": "<", ">": ">"}
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")


def indicators(rows: Iterable[PlanRow]) -> tuple[Indicator, ...]:
    """The demands of the rows in printed order; the year is that of the deadline or of the heading above."""
    titles: dict[Path, str] = {}
    found: list[Indicator] = []
    for row in rows:
        titles[row.path] = row.title
        if row.kind is RowKind.TASK and (targets := _targets(row, titles)):
            found.append(Indicator("/".join(row.path), row.title, targets))
    return tuple(found)


def _targets(row: PlanRow, titles: Mapping[Path, str]) -> tuple[Target, ...]:
    year = row.deadline.due.year if row.deadline.due else _year_above(row.path, titles)
    return tuple(
        Target(metric.strip(), _OPERATORS[sign], float(value.replace(",", ".")), unit, year)
        for sign, value, unit, metric in _TARGET.findall(row.title)
    )


def _year_above(path: Path, titles: Mapping[Path, str]) -> int | None:
    """The year of the nearest heading that names exactly one."""
    for length in range(len(path) - 1, 0, -1):
        years = set(_YEAR.findall(titles.get(path[:length], "")))
        if len(years) == 1:
            return int(years.pop())
    return None
