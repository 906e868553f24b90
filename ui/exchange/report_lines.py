"""The lines of an import report as a tree: groups in the order of what needs a person, very long ones in pages."""

from collections.abc import Callable, Sequence

from desktop.formats import number_text
from desktop.journal.event import EntityId
from desktop.sync.exchange import ChangeLine, ImportReport, LineGroup
from desktop.sync.inbound.report_words import ALARMING, GROUP_WORDS, after_words, before_words, field_words
from ui.requests import PlanRequest, TasksRequest
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.record_view import RecordView

PAGE = 200
"""So many lines of a group are shown at once; laying out tens of thousands would hold the window up."""

Line = tuple[int, ChangeLine]
_FOLDED = frozenset({LineGroup.DUPLICATE, LineGroup.HELD})
_OF_TASKS = frozenset({"task", "asg", "alloc", "prog", "att", "obl", "target"})
_NEW_TO_THE_LEDGER = frozenset({LineGroup.ISSUED, LineGroup.ASSIGNED, LineGroup.HELD, LineGroup.NEWER})


def report_list(
    name: str, empty: str, unit_words: Callable[[str], str], after: str = "Sau khi nhập"
) -> RecordView[Line]:
    """An empty list for the lines of a report; `unit_words` names the unit of a code shortly, "" for this unit.

    `after` heads the column of what the ledger would hold.
    """
    return RecordView(
        name,
        _columns(unit_words, after),
        lambda one: one[0],
        delegates={"number": TwoLineDelegate(), **{key: TitleDelegate() for key in ("field", "before", "after")}},
        empty=empty,
    )


def _columns(unit_words: Callable[[str], str], after: str) -> list[Column[Line]]:
    return [
        Column(
            "number",
            "Số",
            lambda one: one[1].label or unit_words(one[1].unit),
            width=96,
            roles={
                Role.STRONG: lambda _one: True,
                Role.META: lambda one: unit_words(one[1].unit) if one[1].label else "",
            },
        ),
        Column("field", "Trường", lambda one: field_words(one[1]), width=124),
        Column(
            "before",
            "Đang có",
            lambda one: _before(one[1]),
            width=128,
            tooltip=lambda one: _before(one[1]),
            roles={Role.TONE: lambda _one: "text2"},
        ),
        Column(
            "after",
            after,
            lambda one: _after(one[1]),
            tooltip=lambda one: _after(one[1]),
            roles={Role.STRONG: lambda _one: True},
        ),
    ]


def _before(line: ChangeLine) -> str:
    """What the ledger holds; of a record that goes its title."""
    is_gone = line.group is LineGroup.REMOVED
    return (line.title or line.before) if is_gone else before_words(line)


def _after(line: ChangeLine) -> str:
    return "Không còn" if line.group is LineGroup.REMOVED else after_words(line)


def report_groups(report: ImportReport) -> list[Group[Line]]:
    """All groups of a report, those without lines left out."""
    members: dict[LineGroup, list[Line]] = {group: [] for group in GROUP_WORDS}
    for one in enumerate(report.lines):
        members[one[1].group].append(one)
    omitted = dict(report.omitted)
    return [_group(group, found, omitted.get(group, 0)) for group, found in members.items() if found]


def line_group(key: object, words: str, lines: Sequence[Line], *, alarming: bool = False, more: int = 0) -> Group[Line]:
    """The lines under their heading; of very many the rest stands folded, a page under each heading of its own."""
    icon, tone = ("warning", "warn") if alarming else ("", "")
    pages = [
        Group(
            (key, start),
            f"Dòng {number_text(start + 1)} đến {number_text(min(start + PAGE, len(lines)))}",
            lines[start : start + PAGE],
            begins_folded=True,
        )
        for start in range(PAGE, len(lines), PAGE)
    ]
    note = f"{number_text(len(lines))} dòng" + (f", còn {number_text(more)} dòng không nêu" if more else "")
    return Group(key, words, lines[:PAGE], pages, note=note, icon=icon, tone=tone, begins_folded=key in _FOLDED)


def _group(group: LineGroup, lines: Sequence[Line], more: int) -> Group[Line]:
    return line_group(group, GROUP_WORDS[group], lines, alarming=group in ALARMING, more=more)


def record_place(entity: EntityId, unit: str = "", *, is_top: bool = False) -> tuple[str, object] | None:
    """The place that shows a record, and what to ask of it; None where no place does."""
    kind, *parts = entity.split("/")
    if kind in _OF_TASKS and parts:
        is_entry = kind in {"prog", "att"}
        period = parts[2] if is_entry and len(parts) > 2 and parts[2] != "-" else None
        whose = parts[1] if is_entry and len(parts) > 1 else unit
        return "tasks", TasksRequest(task=EntityId(f"task/{parts[0]}"), unit=whose or None, period=period)
    if kind == "plan":
        return ("plans", PlanRequest(entity)) if is_top else ("amendments", None)
    return ("amendments", None) if kind in {"amend", "ack"} and not is_top else None


def line_place(line: ChangeLine, *, is_written: bool, is_top: bool) -> tuple[str, object] | None:
    """The place that shows the record of a line; before the import that of a record the ledger has already."""
    if is_written and line.group in (LineGroup.CONFLICT, LineGroup.REOPENED):
        return "decisions", str(line.entity)
    if not is_written and line.group in _NEW_TO_THE_LEDGER and not line.before:
        return None
    return record_place(line.entity, line.unit, is_top=is_top)
