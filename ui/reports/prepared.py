"""What this screen shows, prints and saves: a report on results, one made before, or a plan as it was issued."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from desktop.files import safe_name
from desktop.jobs import Job
from desktop.plan_paper.content import PlanPaper
from desktop.plan_paper.preparing import PaperChoice, prepare_paper
from desktop.plan_paper.writing import write_paper
from desktop.reports.making import (
    PRINTED,
    PreparedReport,
    ReportRecord,
    prepare_report,
    prepare_reprint,
    remember_report,
    write_report,
    write_reprint,
)
from desktop.reports.picture import MissingTask, ReportChoice
from desktop.session import Session
from desktop.units.table import UnitTable


@dataclass(frozen=True, slots=True)
class Reprint:
    """A report made before is to come out as it was."""

    made: ReportRecord


Choice: TypeAlias = ReportChoice | PaperChoice | Reprint
"""What a person asks for."""


@dataclass(frozen=True, slots=True)
class ResultsReport:
    """A report on results: it bears a check code, and the ledger remembers that it was made."""

    report: PreparedReport

    @property
    def choice(self) -> Choice:
        """What was asked for."""
        return self.report.choice

    @property
    def check_code(self) -> str:
        """The code on its paper."""
        return self.report.check_code

    @property
    def missing(self) -> tuple[MissingTask, ...]:
        """The tasks whose latest entry it does not show."""
        return self.report.missing

    def as_shown(self, shown: "Prepared | None") -> "Prepared | None":
        """This report on the paper that is shown already, where only the moment of making differs."""
        if not isinstance(shown, ResultsReport):
            return None
        facts, others = self.report.content.data_state, shown.report.content.data_state
        if facts.check_code != others.check_code or facts.last_bundle != others.last_bundle:
            return None
        return ResultsReport(replace(self.report, content=shown.report.content))

    def pdf(self, job: Job) -> bytes:
        """Its pages; raises Stopped."""
        from desktop.reports.pdf import pdf_bytes

        return pdf_bytes(self.report.content, job=job)

    def file_name(self, form: str) -> str:
        """A name that says report, period and day: «Báo cáo kết quả, Quý II-2007, đến 14-06-2007.pdf»."""
        return _report_name(self.report.choice, "", form)

    def save(self, session: Session, path: Path, job: Job) -> str:
        """Write it into a file and remember it; what to tell. Raises as `write_report` does."""
        made = write_report(session, self.report, path, job)
        return f"Đã lưu «{made.path.name}», mã đối chiếu {made.check_code}."

    def printed(self, session: Session, pages: int) -> str:
        """Remember that it went to a printer; what to tell."""
        remember_report(session, self.report, PRINTED)
        return f"Đã gửi {pages} trang tới máy in, mã đối chiếu {self.check_code}."


def _report_name(choice: ReportChoice, remark: str, form: str) -> str:
    period = choice.period.heading.replace("/", "-")
    draft = ", bản nháp" if choice.draft else ""
    return f"Báo cáo kết quả, {period}, đến {choice.day:%d-%m-%Y}{draft}{remark}.{form}"


@dataclass(frozen=True, slots=True)
class ReportAsMade:
    """A report made before, from the data of then: it bears its old code, and nothing new is remembered."""

    choice: Choice
    report: PreparedReport
    missing: tuple[MissingTask, ...] = ()

    @property
    def check_code(self) -> str:
        """The code on its paper, the one of then."""
        return self.report.check_code

    def as_shown(self, shown: "Prepared | None") -> "Prepared | None":  # noqa: ARG002  # its pages are set each time
        """Never on the paper that is shown already."""
        return None

    def pdf(self, job: Job) -> bytes:
        """Its pages; raises Stopped."""
        from desktop.reports.pdf import pdf_bytes

        return pdf_bytes(self.report.content, job=job)

    def file_name(self, form: str) -> str:
        """A name that says what it is: «Báo cáo kết quả, Quý II-2007, đến 14-06-2007, in lại.pdf»."""
        return _report_name(self.report.choice, ", in lại", form)

    def save(self, session: Session, path: Path, job: Job) -> str:  # noqa: ARG002  # nothing is remembered
        """Write it into a file; what to tell. Raises as `write_reprint` does."""
        made = write_reprint(self.report, path, job)
        return f"Đã lưu bản in lại «{made.path.name}», mã đối chiếu {made.check_code}."

    def printed(self, session: Session, pages: int) -> str:  # noqa: ARG002  # nothing is remembered
        """What to tell after it went to a printer."""
        return f"Đã gửi {pages} trang in lại tới máy in, mã đối chiếu {self.check_code}."


@dataclass(frozen=True, slots=True)
class PlanAsIssued:
    """A plan on paper: it holds no figures, so it bears no code and is not remembered."""

    choice: Choice
    paper: PlanPaper
    check_code: str = ""
    missing: tuple[MissingTask, ...] = ()

    def as_shown(self, shown: "Prepared | None") -> "Prepared | None":
        """The paper that is shown already, where only the moment of making differs."""
        if not isinstance(shown, PlanAsIssued):
            return None
        same = replace(self.paper, made_at=shown.paper.made_at, foot=shown.paper.foot)
        return PlanAsIssued(self.choice, same) if same == shown.paper else None

    def pdf(self, job: Job) -> bytes:
        """Its pages; raises Stopped."""
        from desktop.plan_paper.pdf import pdf_bytes

        return pdf_bytes(self.paper, job=job)

    def file_name(self, form: str) -> str:
        """A name that says the plan: «Kế hoạch 608-QĐ-TCHQ.pdf»."""
        return safe_name(f"Kế hoạch {self.paper.name.replace('/', '-')}.{form}")

    def save(self, session: Session, path: Path, job: Job) -> str:  # noqa: ARG002  # a plan is not remembered
        """Write it into a file; what to tell. Raises as `write_paper` does."""
        write_paper(self.paper, path, job)
        return f"Đã lưu «{path.name}»."

    def printed(self, session: Session, pages: int) -> str:  # noqa: ARG002  # a plan is not remembered
        """What to tell after it went to a printer."""
        return f"Đã gửi {pages} trang tới máy in."


Prepared: TypeAlias = ResultsReport | ReportAsMade | PlanAsIssued


def prepare(session: Session, name: str, choice: Choice, units: UnitTable, job: Job) -> Prepared:
    """What is asked for; a report made before by the data of then, the others as the ledger stands now.

    Raises as `prepare_report`, `prepare_reprint` and `prepare_paper` do.
    """
    if isinstance(choice, Reprint):
        return ReportAsMade(choice, prepare_reprint(session, choice.made.check_code, job))
    if isinstance(choice, PaperChoice):
        return PlanAsIssued(choice, prepare_paper(session, choice, units))
    return ResultsReport(prepare_report(session, name, choice, units))
