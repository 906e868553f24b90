"""Writing the paper of a plan into a file: its ending names the form."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop.errors import UnknownReportFormat
from desktop.files import atomic_write
from desktop.jobs import Job
from desktop.plan_paper.content import PlanPaper

FORMS: Final = ("pdf", "docx", "xlsx")


def write_paper(paper: PlanPaper, path: Path, job: Job | None = None) -> None:
    """Write the paper; the file is there whole afterwards or not at all.

    Raises UnknownReportFormat, FileNotWritten, NotEnoughSpace, SuspiciousFile, Stopped.
    """
    form = form_of(path)
    atomic_write(path, paper_bytes(paper, form, job))


def form_of(path: Path) -> str:
    """The form that the name of the file ends in; raises UnknownReportFormat."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UnknownReportFormat(path.name, ", ".join(f".{each}" for each in FORMS))
    return form


def paper_bytes(paper: PlanPaper, form: str, job: Job | None = None) -> bytes:
    """The paper in one of its forms; raises Stopped."""
    return _writer(form)(paper, job=job)


def _writer(form: str) -> Callable[..., bytes]:
    """What writes this form; its library is large and loaded only when a paper is written."""
    if form == "pdf":
        from desktop.plan_paper.pdf import pdf_bytes

        return pdf_bytes
    if form == "docx":
        from desktop.plan_paper.word import docx_bytes

        return docx_bytes
    from desktop.plan_paper.workbook import xlsx_bytes

    return xlsx_bytes
