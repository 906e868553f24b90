"""A value of one's own in place of all variants: which fields take one, and what was typed wrong."""

from dataclasses import replace
from datetime import date
from typing import Final

from desktop.errors import UnreadableText
from desktop.journal.event import Json
from desktop.plans.state import WorkStatus
from desktop.problem import Grade, Problem, ProblemKind, blocking
from desktop.progress.entries import record_fields
from desktop.progress.facts import RECORD_FIELDS
from desktop.progress.recording import Typed, check
from desktop.text import clean_text

_TEXTS: Final = {
    "task": frozenset({"title", "product", "note", "withdrawn_why"}),
    "plan": frozenset({"title"}),
    "obl": frozenset({"words"}),
    "person": frozenset({"name", "team"}),
    "asg": frozenset({"reason"}),
}
_LONGEST: Final = 10_000
_REQUIRED: Final = frozenset({"title", "words", "name"})


def is_typable(kind: str, name: str) -> bool:
    """Whether a value of one's own may be typed: words, figures and days; what is picked from a list is chosen."""
    return name in _TEXTS.get(kind, ()) or (kind == "prog" and name in RECORD_FIELDS and name != "status")


def typed_value(kind: str, name: str, text: str, *, today: date) -> tuple[Json, list[Problem]]:
    """What was typed as the value of a field, and everything that stops it."""
    if kind == "prog":
        done = Typed(status=WorkStatus.COMPLETED.value, percent="100", completed_on=today.isoformat())
        record, problems = check(replace(done, **{name: text}), today=today)
        return record_fields(record)[name], _of_field(name, problems)
    try:
        value = clean_text(text, multiline=True, limit=_LONGEST)
    except UnreadableText:
        kind_of_problem = ProblemKind.TOO_LONG if len(text) > _LONGEST else ProblemKind.UNREADABLE_TEXT
        return "", [Problem(name, kind_of_problem, Grade.BLOCKING)]
    if not value and name in _REQUIRED:
        return "", [Problem(name, ProblemKind.REQUIRED, Grade.BLOCKING)]
    return value, []


def _of_field(name: str, problems: list[Problem]) -> list[Problem]:
    """The problems of the field by itself; how it agrees with others is asked when the entry is handed in."""
    together = {ProblemKind.PERCENT_BELOW_HUNDRED, ProblemKind.COMPLETED_WITHOUT_DATE}
    return [one for one in blocking(problems) if one.field == name and one.kind not in together]
