"""What one screen asks another to show."""

from dataclasses import dataclass
from typing import Literal

from desktop.importing.parsed import ParsedPlan
from desktop.journal.event import EntityId
from desktop.plans.state import OfficialState

Preset = Literal["overdue", "overdue_slots", "due_soon", "returned", "unsent", "waiting", "awaited", "declined"]
"""A list of tasks that Home counts: overdue, due within seven days, returned, approved but in no file, waiting.

At the level above: published and waiting for its verdict; given back by their units.
"""


@dataclass(frozen=True, slots=True)
class TasksRequest:
    """What the tasks' screen is to show: one task of a unit, or the tasks that fit; None leaves a condition out.

    `period` is the period of the task to be opened. `is_mine` keeps only the tasks of the signed-in person.
    """

    task: EntityId | None = None
    unit: str | None = None
    preset: Preset | None = None
    plan: str | None = None
    state: OfficialState | None = None
    is_mine: bool = False
    period: str | None = None


@dataclass(frozen=True, slots=True)
class PlanPaperRequest:
    """The reports' screen is to show a plan as it was issued."""

    plan: EntityId


@dataclass(frozen=True, slots=True)
class MadeReportRequest:
    """The reports' screen is to show what changed since a report was made; None: the reports made here."""

    report: EntityId | None = None


@dataclass(frozen=True, slots=True)
class AssigningRequest:
    """The tasks of the plan of this number are to be given in bulk."""

    plan: str


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The plans' screen is to open a plan."""

    plan: EntityId


@dataclass(frozen=True, slots=True)
class AmendingRequest:
    """The plans' screen is to compare a document, as read and corrected, with the plan that it amends."""

    name: str
    parsed: ParsedPlan
