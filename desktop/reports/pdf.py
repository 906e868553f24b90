"""Writes a report as the PDF of the official form (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import NextPageTemplate, PageBreak

from desktop.files import atomic_write
from desktop.jobs import Job
from desktop.reports.appendix import appendix_story
from desktop.reports.content import ReportContent
from desktop.reports.cover import cover_story
from desktop.reports.fonts import register_fonts
from desktop.reports.page import APPENDIX, ReportDocument


def write_pdf(
    content: ReportContent, target: Path | BinaryIO, *, invariant: bool = False, job: Job | None = None
) -> None:
    """Write the report to a file or a stream; a file is written whole or not at all.

    `invariant` leaves out the moment of writing, so that equal content gives equal bytes. `job` is asked
    once per row and page: `Stopped` leaves nothing behind.
    """
    data = pdf_bytes(content, invariant=invariant, job=job)
    if isinstance(target, Path):
        atomic_write(target, data)
    else:
        target.write(data)


def pdf_bytes(content: ReportContent, *, invariant: bool = False, job: Job | None = None) -> bytes:
    """The report as the bytes of a PDF, for the preview."""
    job = job or Job()
    register_fonts()
    buffer = BytesIO()
    document = ReportDocument(buffer, content, invariant=invariant, job=job)
    story = [
        *cover_story(content),
        NextPageTemplate(APPENDIX),
        PageBreak(),
        *appendix_story(content, job),
    ]
    document.build(story)
    return buffer.getvalue()
