"""The plain facts a report is made of, as the projections hold them; nothing here computes or formats."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.dates import ND09, Period, Profile
from desktop.plans.state import NEAR_DAYS, WorkStatus


class Role(StrEnum):
    """Whether the reporting unit leads a task or supports it."""

    LEAD = "lead"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """The unit that issues the report.

    `name` stands in sentences (Cục Hải quan thành phố Hải Phòng), the two lines at the head of the page in
    capitals. `notation` follows BC- in the document number (HQHP); left empty it is filled in by hand.
    """

    name: str
    upper_line: str
    own_line: str
    notation: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """In what capacity the report is signed (KT. CỤC TRƯỞNG / PHÓ CỤC TRƯỞNG), and by whom where known."""

    capacity: tuple[str, ...] = ("CỤC TRƯỞNG",)
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """The latest entry of a task that the report may use: approved ones, drafts too in a draft report."""

    percent: int | None = None
    product: str = ""
    result: str = ""
    document_number: str = ""
    document_date: date | None = None
    difficulties: str = ""
    proposals: str = ""


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """A part, section or group of a plan, under which tasks stand."""

    path: tuple[str, ...]
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task of a plan with what is known of it at the report's day; `due` is the day in force.

    `unit` names whose row this is in a report over several units, and is empty in a report of one.
    """

    path: tuple[str, ...]
    number: str
    title: str
    product: str = ""
    lead: str = ""
    support: str = ""
    deadline_text: str = ""
    due: date | None = None
    role: Role | None = None
    status: WorkStatus = WorkStatus.NOT_STARTED
    completed_on: date | None = None
    suspended_until: date | None = None
    entry: ReportedEntry | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """An issued plan with the rows the report is about, headings and tasks in printed order."""

    number: str
    title: str
    issued_on: date | None = None
    issuer: str = ""
    headings: tuple[PlanHeading, ...] = ()
    tasks: tuple[TaskFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything the report on the results of plans is computed from.

    `direction` and `screening` are the unit's own words for parts I.1 and I.3; empty leaves a computed
    sentence, or the part out. `last_bundle` names the last file exchanged (Tệp đi 14). `made_at` is local
    time.
    """

    unit: ReportingUnit
    period: Period
    as_of: date
    plans: tuple[PlanFacts, ...]
    made_by: str
    made_at: datetime
    profile: Profile = ND09
    addressee: str = ""
    signatory: Signatory = Signatory()
    recipients: tuple[str, ...] = ("Như trên;", "Lưu: VT.")
    direction: str = ""
    screening: str = ""
    last_bundle: str = ""
    draft: bool = False
    near_days: int = NEAR_DAYS
