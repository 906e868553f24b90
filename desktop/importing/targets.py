"""The values that a sentence of a plan demands: «100 % …», «tối thiểu 02 …», «… không quá 33 %», «… đạt > 90 % …»."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.importing.parsed import Target

_LONGEST: Final = 4_000
_CLAUSE_END: Final = re.compile(r";\s*|(?<=[^\W\d_A-ZĐ]{2})\.\s+(?=[^\W\d_a-z])")
_WORDS: Final = (
    r"(?P<words>(?:(?:đạt(?:\s+t[ỷỉ]\s+lệ|\s+mức)?|ít\s+nhất|tối\s+thiểu|tối\s+đa|"
    r"không\s+(?:dưới|ít\s+hơn|thấp\s+hơn|quá|vượt\s+quá|cao\s+hơn)|trên|dưới|hơn)\s+|[≥≤<>]=?\s*){0,3})"
)
_NUMBER: Final = r"(?<![\w.,])(?P<value>\d{1,3}(?:\.\d{3})+|\d{1,9}(?:[.,]\d{1,2})?)(?![\w.,]?\d)\s?(?P<percent>%)?"
_DEMAND: Final = re.compile(_WORDS + _NUMBER, re.IGNORECASE)
_OPERATORS: Final = (
    (re.compile(r"≥|>=|ít\s+nhất|tối\s+thiểu|không\s+(?:dưới|ít|thấp)", re.IGNORECASE), ">="),
    (re.compile(r"≤|<=|không\s+(?:quá|vượt|cao)|tối\s+đa", re.IGNORECASE), "<="),
    (re.compile(r">|\b(?:trên|hơn)\b", re.IGNORECASE), ">"),
    (re.compile(r"<|\bdưới\b", re.IGNORECASE), "<"),
    (re.compile(r"\bđạt\b", re.IGNORECASE), ">="),
)
_LIMITING: Final = frozenset({">=", "<="})
_CONNECTOR: Final = re.compile(r"(?:^|\s)(?:và|hoặc)\s|,\s")
_STRIVING: Final = re.compile(r"(?:phấn đấu|đảm bảo|bảo đảm)\s+", re.IGNORECASE)
_COMPLETING: Final = re.compile(r"hoàn thành\s+(?:việc\s+)?", re.IGNORECASE)
_QUALIFYING: Final = "về|với|của|cho|trong|tại|để|trên|nhằm|được|theo|có"
_THING: Final = rf"(?:(?!\b(?:{_QUALIFYING})\b)[^,.;:()])*"
_COUNTED: Final = re.compile(rf"{_THING}?\blẫn nhau\b|{_THING}")
_EDGES: Final = " ,.;:"


def demanded(text: str, year: int | None) -> tuple[Target, ...]:
    """The values a text demands, in printed order; one to complete what it names where it states no value."""
    clauses = _CLAUSE_END.split(text[:_LONGEST])
    found = tuple(target for clause in clauses for target in _of_clause(clause, year))
    if found:
        return found
    begin = _COMPLETING.match(text)
    return (Target(text[begin.end() if begin else 0 :].strip(_EDGES), "complete", 1.0, "", year),)


def _of_clause(clause: str, year: int | None) -> Iterator[Target]:
    demands = [
        found for found in _DEMAND.finditer(clause) if found["percent"] or _operator(found["words"]) in _LIMITING
    ]
    parts = list(_parts(clause, demands))
    for found, (before, after) in zip(demands, parts, strict=True):
        unit = "%" if found["percent"] else _counted(after)
        value = float(_plain(found["value"]))
        yield Target(_metric(before, after, found["words"]), _operator(found["words"]), value, unit, year)


def _parts(clause: str, demands: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """The words before and after each demand; between two demands they part at the last «và» or comma."""
    begin = 0
    for place, found in enumerate(demands):
        end = demands[place + 1].start() if place + 1 < len(demands) else len(clause)
        connectors = list(_CONNECTOR.finditer(clause, found.end(), end)) if place + 1 < len(demands) else []
        parting = connectors[-1] if connectors else None
        yield (
            clause[begin : found.start()].rpartition(":")[2].strip(_EDGES),
            clause[found.end() : parting.start() if parting else end].strip(_EDGES),
        )
        begin = parting.end() if parting else end


def _metric(before: str, after: str, words: str) -> str:
    """What is measured: the words behind a leading value, those before a closing one."""
    striving = _STRIVING.match(before)
    named = before[striving.end() :] if striving else before
    if not named or not after:
        return named or after
    return f"{named} (trên {after})" if "đạt" in words.lower() else f"{named} {after}"


def _operator(words: str) -> str:
    return next((operator for pattern, operator in _OPERATORS if pattern.search(words)), "=")


def _counted(after: str) -> str:
    """The thing counted: the first words after the number, up to a word that only qualifies it."""
    found = _COUNTED.match(after)
    return found[0].strip(_EDGES) if found else ""


def _plain(value: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", value):
        return value.replace(".", "")
    return value.replace(",", ".")
