"""Problems of an input shown beside its fields."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt

from desktop.problem import Grade, Problem
from ui.widgets.fields import Field


class Told(Protocol):
    """What a field needs of a problem to be marked."""

    @property
    def grade(self) -> Grade:
        """Whether it stops the record or is only told."""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""


def show_problems(fields: Mapping[str, Field], problems: Sequence[Problem]) -> list[Problem]:
    """Mark the fields that have problems, clear the others, and focus the first marked one.

    Answers the problems that belong to none of the fields: the page shows them in a banner. Where a field
    has several problems the gravest is shown.
    """
    worst: dict[str, Problem] = {}
    for problem in problems:
        before = worst.get(problem.field)
        if before is None or (before.grade is Grade.WARNING and problem.grade is Grade.BLOCKING):
            worst[problem.field] = problem
    mark_worst(fields, worst)
    return [problem for problem in problems if problem.field not in fields]


def mark_worst(fields: Mapping[str, Field], worst: Mapping[str, Told]) -> Field | None:
    """Mark each field with its one problem, clear the others; focus and answer the first marked one."""
    first: Field | None = None
    for name, field in fields.items():
        found = worst.get(name)
        if found is None:
            field.clear_mark()
            continue
        (field.set_error if found.grade is Grade.BLOCKING else field.set_warning)(found.sentence)
        first = first or field
    if first is not None:
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    return first


def show_faults(fields: Mapping[str, Field], faults: Mapping[str, str]) -> None:
    """Write what is wrong under the fields it concerns, clear the others, and focus the first that is named."""
    for name, field in fields.items():
        if name in faults:
            field.set_error(faults[name])
        else:
            field.clear_mark()
    if faults:
        fields[next(iter(faults))].editor.setFocus(Qt.FocusReason.OtherFocusReason)
