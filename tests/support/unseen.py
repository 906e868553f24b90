"""Plans of other agencies in a notation that says for each printed line which row of the plan it is, if any.

The documents are written anew in the manner of each agency; none is a copy. `= not …` names a form in which nothing
printed tells the rows apart, `= reason …` why a document is no plan.

`= number …` and `= date …` are the letterhead as it must be read, `L left || right` a row of a letterhead or of the
recipients, `. …` running text and `.. …` text that belongs to the row above. `KIND PATH [DEADLINE] field=… :: …` is a
row of the plan printed as text, or between `T fields` and `E` as the cells of a table row; `- :: …` is a table row
that says no work. In cells `^` is merged with the cell above, `<` with that on the left, `//` a new line. In a path
`#k` stands for the label above it and `#k`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from desktop.deadlines.deadlines import Deadline
from desktop.importing.labels import leading_label
from desktop.importing.parsed import ParsedPlan, PlanRow
from desktop.text import search_key

PLANS = Path(__file__).parents[1] / "documents" / "unseen"
NO_PLANS = PLANS.with_name("no_plans")
ABOVE, LEFT = "^", "<"
FIELDS = ("product", "lead_text", "support_text", "deadline_text")
_ROW = re.compile(
    r"(?P<kind>part|section|group|task|-)(?: (?P<path>[^ \[]+))?(?: \[(?P<deadline>[^\]]+)\])?(?P<said>.*)"
)
_SAID = re.compile(r"(\w+)=(.*?)(?=\s*~?\s\w+=|$)")


@dataclass(frozen=True, slots=True)
class Expected:
    """A row as read by hand; `open_fields` are blank on paper where a text cannot say whether they were merged."""

    kind: str
    path: tuple[str, ...]
    values: Mapping[str, str]
    deadline: str
    inherited: frozenset[str]
    open_fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of a letterhead, or of recipients and signature."""

    left: str
    right: str


@dataclass(slots=True)
class Grid:
    """A printed table: its cells, merged ones as `^` and `<`."""

    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """A document as printed, with the rows that a careful reader finds in it."""

    name: str
    head: dict[str, str] = field(default_factory=dict)
    blocks: list[str | Letter | Grid] = field(default_factory=list)
    rows: list[Expected] = field(default_factory=list)


def papers(folder: Path) -> Iterator[Paper]:
    """Every document of a collection."""
    for file in sorted(folder.glob("*.plan")):
        yield _paper(file.stem, file.read_text(encoding="utf-8"))


def _paper(name: str, text: str) -> Paper:
    paper = Paper(name)
    columns: list[str] = []
    above: dict[int, str] = {}
    grid = Grid()
    for line in filter(None, text.split("\n")):
        mark, _, rest = line.partition(" ")
        if mark == "=":
            key, _, value = rest.partition(" ")
            paper.head[key] = value
        elif mark == "L":
            left, _, right = rest.partition(" || ")
            paper.blocks.append(Letter(*(side.replace("//", "\n") for side in (left, right))))
        elif mark in {".", ".."}:
            paper.blocks.append(rest)
        elif mark == "T":
            columns, above, grid = rest.split(), {}, Grid()
            paper.blocks.append(grid)
        elif mark == "E":
            columns = []
        else:
            said, _, printed = line.partition(" :: ")
            found = _ROW.fullmatch(said)
            assert found, line
            if columns:
                cells = [cell.strip().replace("//", "\n") for cell in f"{printed} ".split("|")]
                assert len(cells) == len(columns), line
                grid.rows.append(cells)
                if found["kind"] != "-":
                    paper.rows.append(_of_cells(found, columns, cells, above))
            else:
                paper.blocks.append(printed)
                paper.rows.append(_of_text(found, printed))
    return paper


def _path(printed: str) -> tuple[str, ...]:
    labels: list[str] = []
    for part in (printed or "").split(">"):
        labels.append(f"{labels[-1] if labels else ''}{part}" if part.startswith("#") else part)
    return tuple(labels)


def _of_cells(found: re.Match[str], columns: list[str], cells: list[str], above: dict[int, str]) -> Expected:
    values: dict[str, str] = {}
    inherited: set[str] = set()
    blank: set[str] = set()
    for place, (name, cell) in enumerate(zip(columns, cells, strict=True)):
        is_again = cell == ABOVE and name != "number"
        text = above.get(place, "") if is_again else "" if cell in {ABOVE, LEFT} else cell
        if cell == ABOVE:
            inherited.add(name)
        elif not cell:
            blank.add(name)
        if cell != LEFT:
            above[place] = text
        if name in values and text:
            values[name] = f"{values[name]} - {text}"
        else:
            values.setdefault(name, text)
    values.pop("extra", None)
    values |= _said(found)
    is_open = frozenset({*inherited, *blank} - {"number", "extra"})
    return Expected(
        found["kind"], _path(found["path"]), values, found["deadline"] or "none", frozenset(inherited), is_open
    )


def _said(found: re.Match[str]) -> dict[str, str]:
    return {name: value.strip(" ~") for name, value in _SAID.findall(found["said"])}


def _of_text(found: re.Match[str], printed: str) -> Expected:
    labelled = leading_label(printed)
    title = labelled[1] if labelled else printed.removeprefix("- ")
    values = {"number": labelled[0].text if labelled else "", "title": title}
    values |= _said(found)
    inherited = frozenset(filter(None, values.pop("inherited", "").split(",")))
    return Expected(found["kind"], _path(found["path"]), values, found["deadline"] or "none", inherited, frozenset())


# --- the measure --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Measure:
    """How much of a document was read: rows and cells found of those expected, rows invented, and every miss."""

    rows: int = 0
    rows_found: int = 0
    cells: int = 0
    cells_found: int = 0
    invented: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    wrong: list[tuple[str, ...]] = field(default_factory=list)
    """The rows, as read, that differ from the reading by hand, and the invented ones."""


def measured(paper: Paper, plan: ParsedPlan | None, *, knows_merges: bool) -> Measure:
    """Compare a reading with the hand-made one; where merges are not known, cells that may be merged are left out."""
    measure = Measure(rows=len(paper.rows))
    read = list(plan.rows) if plan else []
    pairs = _paired(paper.rows, read)
    for place, wanted in enumerate(paper.rows):
        cells = dict(_cells(wanted, knows_merges=knows_merges))
        measure.cells += len(cells)
        row = pairs.get(place)
        if row is None:
            measure.misses.append(f"row {'/'.join(wanted.path)} {wanted.values['title'][:50]!r}")
            continue
        measure.rows_found += 1
        for name, value in cells.items():
            got = _value(row, name)
            if got == value:
                measure.cells_found += 1
            else:
                measure.misses.append(f"{'/'.join(wanted.path)} {name}: {got!r} for {value!r}")
                measure.wrong.append(row.path)
    used = set(map(id, pairs.values()))
    invented = [row for row in read if id(row) not in used]
    measure.invented = [f"{'/'.join(row.path)} {row.title[:60]!r}" for row in invented]
    measure.wrong += [row.path for row in invented]
    for name in ("number", "date"):
        value = str(getattr(plan.plan, name)) if plan else ""
        measure.cells += 1
        measure.cells_found += value == paper.head[name]
        if value != paper.head[name]:
            measure.misses.append(f"{name}: {value!r} for {paper.head[name]!r}")
    return measure


def _paired(wanted: list[Expected], read: list[PlanRow]) -> dict[int, PlanRow]:
    """The read row of each expected one: those of the same title in order, then those of the same path."""
    left = [search_key(row.values["title"]) for row in wanted]
    right = [search_key(row.title) for row in read]
    pairs: dict[int, PlanRow] = {}
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        pairs |= {block.a + step: read[block.b + step] for step in range(block.size)}
    used = set(map(id, pairs.values()))
    by_path = {row.path: row for row in read if id(row) not in used}
    for place, row in enumerate(wanted):
        if place not in pairs and row.path in by_path:
            pairs[place] = by_path.pop(row.path)
    return pairs


def _cells(wanted: Expected, *, knows_merges: bool) -> Iterator[tuple[str, str]]:
    yield "kind", wanted.kind
    yield "path", "/".join(wanted.path)
    yield "number", wanted.values.get("number", "").strip(".-")
    for name in ("title", "activities", *FIELDS):
        if (name in wanted.values or name != "activities") and (knows_merges or name not in wanted.open_fields):
            yield name, wanted.values.get(name, "")
    if knows_merges or "deadline_text" not in wanted.open_fields:
        yield "deadline", wanted.deadline
    if knows_merges:
        yield "inherited", " ".join(sorted(wanted.inherited - {"number", "extra"}))


def _value(row: PlanRow, name: str) -> str:
    if name == "deadline":
        return _written(row.deadline)
    if name == "path":
        return "/".join(row.path)
    value = getattr(row, name)
    if name == "inherited":
        return " ".join(sorted(value))
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _written(deadline: Deadline) -> str:
    moments = [str(moment) for moment in (deadline.start, deadline.due) if moment]
    words = [str(deadline.kind), "..".join(moments), str(deadline.every or "")]
    return " ".join(filter(None, words)) + ("+" if deadline.continues else "")
