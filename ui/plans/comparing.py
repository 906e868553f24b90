"""Comparing a new document with a plan: read in a job, shown difference by difference, taken into the draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.amendments.amendment_drafts import AmendmentDraft, with_changes
from desktop.amendments.comparison import ProposedChange, changes_of, differences
from desktop.importing.parsed import ParsedPlan
from desktop.importing.readers.sources import read_source
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import explain
from desktop.plans.plans import rows_of_plan
from desktop.session import Session
from ui.desk import Desk
from ui.importing.opened import open_plan
from ui.jobs import JobHandle
from ui.plans.acts import PlanActs
from ui.plans.document_section import decision_of
from ui.plans.plan_desk import PlanDesk, Section
from ui.widgets.page import Page
from ui.widgets.progress_panel import ProgressPanel


@dataclass(frozen=True, slots=True)
class Compared:
    """A document, as read, and what it says differently from a plan."""

    plan: EntityId
    name: str
    parsed: ParsedPlan
    proposed: tuple[ProposedChange, ...]


class Comparing(QObject):
    """One document at a time; nothing is recorded before the decision is."""

    def __init__(
        self, page: Page, desk: Desk, view: PlanDesk, acts: PlanActs, refused: Callable[[str, str], None]
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._view, self._acts, self._refused = page, desk, view, acts, refused
        self._running: JobHandle[Compared] | None = None
        self._compared: Compared | None = None
        self.progress = ProgressPanel("Dừng thì kế hoạch vẫn như trước.", "trang")
        self.progress.stop_wanted.connect(self.stop)
        view.document.accepted.connect(self._accept)

    def begin(self, plan: EntityId, file: Path) -> None:
        """Read a file and compare it with a plan."""
        units = self._desk.units

        def read(session: Session, job: Job) -> ParsedPlan:
            opened = open_plan(session, read_source(file), file.name, units, job)
            if opened.refusal is not None:
                raise opened.refusal
            return opened.parsed

        self._run(plan, file.name, read)

    def begin_read(self, plan: EntityId, name: str, parsed: ParsedPlan) -> None:
        """Compare a document that was read and corrected already."""
        self._run(plan, name, lambda _session, _job: parsed)

    def stop(self) -> None:
        """Give up the document that is being read."""
        if self._running is not None:
            self._running.stop()

    def _run(self, plan: EntityId, name: str, read: Callable[[Session, Job], ParsedPlan]) -> None:
        self.stop()
        self.progress.begin(f"Đang đọc {name}")

        def work(session: Session, job: Job) -> Compared:
            parsed = read(session, job)
            rows = rows_of_plan(session.database, plan)
            return Compared(plan, name, parsed, tuple(differences(rows, parsed)))

        self._running = self._desk.run(
            work,
            self,
            self._show,
            on_error=self._refuse,
            on_progress=self.progress.report,
            on_stopped=self.progress.end,
        )

    def _show(self, compared: Compared) -> None:
        self.progress.end()
        sheet = self._view.sheet
        if sheet is not None and sheet.plan.entity == compared.plan:
            self._compared = compared
            self._view.document.show_document(compared.name, compared.parsed, compared.proposed)
            self._view.show_document()

    def _refuse(self, error: Exception) -> bool:
        self.progress.end()
        message = explain(error)
        if message is None:
            return False
        self._refused(message.what, message.todo)
        return True

    def _accept(self, ticked: tuple[ProposedChange, ...], why: str) -> None:
        sheet, compared = self._view.sheet, self._compared
        if sheet is None or compared is None or compared.plan != sheet.plan.entity:
            return
        number = sheet.plan.number

        def change(draft: AmendmentDraft) -> AmendmentDraft:
            decision = decision_of(compared.name, compared.parsed, draft.decision, number)
            return replace(with_changes(draft, changes_of(ticked, why=why)), decision=decision)

        words = f"Đã đưa {len(ticked)} thay đổi vào bản thảo."
        self._acts.change_draft(sheet, change, words, lambda: self._view.show_section(Section.DRAFT))
