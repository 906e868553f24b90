"""A plan's rows while they are being changed: what each act means for fields, paths and places, before it is written.

Editing before the plan is sent and amending afterwards do the same to the rows; they differ in what is written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.errors import (
    NoFurtherPlace,
    PathTaken,
    RowHasParts,
    RowNotAdded,
    RowTextMissing,
    RowWithdrawn,
    UnknownTask,
)
from desktop.importing.parsed import RowKind
from desktop.journal.event import EntityId, Fields, Json
from desktop.plans.places import Place, places_between
from desktop.plans.records import PrintedRow, fields_of
from desktop.plans.row_fields import COPIED_TO_PARTS, RowFields, RowReading

Path = tuple[str, ...]
_HEADINGS = frozenset({RowKind.PART.value, RowKind.SECTION.value})


@dataclass(slots=True, eq=False)
class Line:
    """One row as it is now in the working copy; `before` is None for a new one.

    `parent` is the row above it in the tree, which it stays below whatever number that one is given.
    """

    entity: EntityId
    fields: Fields
    before: Fields | None = None
    parent: "Line | None" = None
    is_added: bool = False
    is_withdrawn: bool = False
    is_removed: bool = False

    @property
    def path(self) -> Path:
        """The labels from the top to this row."""
        found = self.fields["path"]
        return tuple(str(label) for label in found) if isinstance(found, list) else ()

    @property
    def path_text(self) -> str:
        """The path as people type it."""
        return "/".join(self.path)

    @property
    def place(self) -> Place:
        """Where the row stands."""
        position, rank = self.fields["position"], self.fields["rank"]
        return (position if isinstance(position, int) else 0, rank if isinstance(rank, str) else "")

    def is_below(self, other: "Line") -> bool:
        """Whether it stands below another row, at any depth."""
        above = self.parent
        while above is not None and above is not other:
            above = above.parent
        return above is not None

    @property
    def changed(self) -> Fields:
        """The fields that are not what they were."""
        before = self.before or {}
        return {name: value for name, value in self.fields.items() if before.get(name) != value or name not in before}


@dataclass(slots=True)
class WorkingCopy:
    """The rows of one plan in their order; a copy in which an act raised is thrown away."""

    rows: Sequence[PrintedRow]
    reading: RowReading
    new_entity: Callable[[], EntityId]
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = []
        by_path: dict[Path, Line] = {}
        for row in self.rows:
            is_added = row.added and row.issued_rev == 1
            parent = by_path.get(row.path[:-1])
            line = Line(row.entity, fields_of(row), fields_of(row), parent, is_added, row.is_withdrawn)
            self.lines.append(line)
            if not row.is_withdrawn or row.path not in by_path:
                by_path[row.path] = line

    # --- reading ---

    def line(self, entity: EntityId) -> Line:
        """The line of a row in force. Raises UnknownTask, RowWithdrawn."""
        found = next((line for line in self.lines if line.entity == entity and not line.is_removed), None)
        if found is None:
            raise UnknownTask(entity)
        if found.is_withdrawn:
            raise RowWithdrawn(found.path_text)
        return found

    def below(self, line: Line) -> list[Line]:
        """The rows in force below a row, at any depth."""
        return [other for other in self._in_force() if other.is_below(line)]

    @property
    def changed(self) -> Iterator[Line]:
        """The rows that were there before and say something else now."""
        return (line for line in self.lines if line.before is not None and not line.is_removed and line.changed)

    @property
    def added(self) -> Iterator[Line]:
        """The new rows, in order."""
        return (line for line in self.lines if line.before is None)

    def require_unique_paths(self) -> None:
        """Raises PathTaken where a new or renumbered row stands at the path of another; called once all is done.

        Numbers may be exchanged in between. What the document prints twice stays as it is.
        """
        seen: dict[Path, Line] = {}
        for line in self._in_force():
            other = seen.setdefault(line.path, line)
            if other is not line and any("path" in one.changed for one in (line, other)):
                raise PathTaken(line.path_text)

    def _in_force(self) -> list[Line]:
        return [line for line in self.lines if not line.is_withdrawn and not line.is_removed]

    # --- acts ---

    def change(self, entity: EntityId, said: RowFields) -> Line:
        """Change fields of a row; a new number gives it and the rows below it new paths."""
        line = self.line(entity)
        fields = self.reading.read(said, line.fields)
        if not fields.get("title", "x"):
            raise RowTextMissing
        number = fields.get("number", line.fields["number"])
        if number != line.fields["number"]:
            self._renumber(line, str(number))
        line.fields.update(fields)
        return line

    def add(
        self, after: EntityId | None, said: RowFields, *, path: Path | None = None, below: bool | None = None
    ) -> Line:
        """Put a new row after a row (None: at the very beginning), or as the first one below it.

        Without `below` it goes below a part or section, beside anything else. A `path`, as a document prints it,
        decides by itself. Raises RowTextMissing, UnknownTask.
        """
        fields = self.reading.new_row(said)
        if not fields["title"]:
            raise RowTextMissing
        anchor = next((line for line in self.lines if line.entity == after), None)
        if anchor is None and after is not None:
            raise UnknownTask(after)
        parent = self._parent(anchor, path, below)
        own_path = path or self._path(parent, str(fields["number"]))
        last = anchor if anchor is None or anchor is parent else self._end(anchor)
        return self._insert(last, fields, own_path, parent)

    def _parent(self, anchor: Line | None, path: Path | None, below: bool | None) -> Line | None:
        """The row that a new row stands below."""
        if path is not None:
            return next((line for line in self._in_force() if line.path == path[:-1]), None)
        if anchor is None:
            return None
        is_below = below if below is not None else anchor.fields["kind"] in _HEADINGS
        return anchor if is_below else anchor.parent

    def split(self, entity: EntityId, parts: Iterable[RowFields]) -> list[Line]:
        """Make a task a group of parts, which keep what it printed until they are given their own."""
        line = self.line(entity)
        shared: Fields = {name: line.fields[name] for name in COPIED_TO_PARTS}
        made: list[Line] = []
        for said in parts:
            fields = {**self.reading.new_row(RowFields(kind=RowKind.TASK)), **shared}
            fields.update(self.reading.read(said, fields))
            if not fields["title"]:
                raise RowTextMissing
            path = self._path(line, str(fields["number"]))
            made.append(self._insert(made[-1] if made else self._end(line), fields, path, line))
        if made:
            line.fields["kind"] = RowKind.GROUP.value
        return made

    def move(self, entity: EntityId, *, up: bool) -> None:
        """Exchange a row, with all below it, with its neighbour of the same parent. Raises NoFurtherPlace."""
        line = self.line(entity)
        siblings = [other for other in self._in_force() if other.parent is line.parent]
        at = siblings.index(line) + (-1 if up else 1)
        if not 0 <= at < len(siblings):
            raise NoFurtherPlace(line.path_text)
        neighbour = siblings[at]
        moved = [line, *self.below(line)]
        staying = [other for other in self.lines if other not in moved]
        index = staying.index(neighbour) if up else staying.index(self._end(neighbour)) + 1
        low = staying[index - 1].place if index else None
        high = staying[index].place if index < len(staying) else None
        for one, place in zip(moved, places_between(low, high, len(moved)), strict=True):
            one.fields["position"], one.fields["rank"] = place
        self.lines = [*staying[:index], *moved, *staying[index:]]

    def remove(self, entity: EntityId) -> Line:
        """Take out a row that was added by hand. Raises RowNotAdded, RowHasParts."""
        line = self.line(entity)
        if not line.is_added:
            raise RowNotAdded(line.path_text)
        if self.below(line):
            raise RowHasParts(line.path_text)
        line.is_removed = True
        return line

    def withdraw(self, entity: EntityId, *, alone: bool = False) -> list[Line]:
        """Withdraw a row with all rows below it, or it alone; the paths are free for others."""
        line = self.line(entity)
        gone = [line] if alone else [line, *self.below(line)]
        for one in gone:
            one.is_withdrawn = True
        return gone

    # --- paths and places ---

    def _end(self, line: Line) -> Line:
        """The last row at or below a row, withdrawn ones included, so that nothing is put between them."""
        return next((other for other in reversed(self.lines) if other.is_below(line)), line)

    def _insert(self, after: Line | None, fields: Fields, path: Path, parent: Line | None) -> Line:
        index = self.lines.index(after) + 1 if after is not None else 0
        low = after.place if after is not None else None
        high = self.lines[index].place if index < len(self.lines) else None
        ((position, rank),) = places_between(low, high, 1)
        placed: Fields = {**fields, "path": [*path], "position": position, "rank": rank}
        made = Line(self.new_entity(), placed, parent=parent)
        self.lines.insert(index, made)
        return made

    def _path(self, parent: Line | None, number: str) -> Path:
        above = parent.path if parent is not None else ()
        return (*above, self._label(above, number))

    def _label(self, parent: Path, number: str) -> str:
        """The last label of a path: the number, or for a row without one the label above with the next `#k`."""
        if number:
            return number
        prefix = f"{parent[-1] if parent else ''}#"
        taken = [
            int(line.path[-1].removeprefix(prefix))
            for line in self.lines
            if line.path[:-1] == parent and line.path[-1].removeprefix(prefix).isdecimal()
        ]
        return f"{prefix}{max(taken, default=0) + 1}"

    def _renumber(self, line: Line, number: str) -> None:
        old = line.path
        new = (*old[:-1], self._label(old[:-1], number))
        for other in self.below(line):
            labels: list[Json] = [*new, *(_relabelled(label, old[-1], new[-1]) for label in other.path[len(old) :])]
            other.fields["path"] = labels
        line.fields["path"] = [*new]


def _relabelled(label: str, old: str, new: str) -> str:
    """The label of a row without a number repeats that of the row above it."""
    return new + label[len(old) :] if label.startswith(f"{old}#") else label
