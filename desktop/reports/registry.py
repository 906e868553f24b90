"""The reports this program can make, by name."""

from dataclasses import dataclass
from typing import Final

from desktop.errors import UnknownReport

TASK_RESULTS: Final = "task-results"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: the name commands use, and its Vietnamese title."""

    name: str
    title: str
    formats: tuple[str, ...] = ("pdf", "xlsx")


_KINDS: Final = (ReportKind(TASK_RESULTS, "Báo cáo kết quả thực hiện kế hoạch"),)
REPORTS: Final = {kind.name: kind for kind in _KINDS}


def report_kind(name: str) -> ReportKind:
    """The report of this name; `UnknownReport` where there is none."""
    if name not in REPORTS:
        raise UnknownReport(name=name)
    return REPORTS[name]
