"""The runs of a line of a unit cell: the words between two separators, with the known names among them."""

from dataclasses import dataclass, field
from typing import Final, Protocol

from desktop.units.names import PrintedLine, begins_like_a_unit, name_key
from desktop.units.unit import Unit

EDGES: Final = " ,.;:-–+*•\u00a0"
_OWNED_BY: Final = "thuộc"
_AND: Final = "và"


class UnitTableLike(Protocol):
    """What reading a cell needs of the unit table."""

    @property
    def longest_name(self) -> int:
        """Letters of the longest name."""

    def named(self, key: str) -> tuple[Unit, ...]:
        """The units that go by this name."""

    def is_provincial(self, code: str) -> bool:
        """Whether the unit is a provincial department or below one."""

    def __contains__(self, code: object) -> bool: ...


@dataclass(slots=True)
class Run:
    """The words between two separators.

    `units` are the names found with the units that go by them, `owners` the units whose office it is, `bracketed`
    the owners printed in brackets with their words, `notes` the other brackets. `is_known` says that nothing else
    stands there.
    """

    begin: int
    end: int = 0
    printed: str = ""
    units: list[tuple[str, tuple[Unit, ...]]] = field(default_factory=list)
    owners: list[Unit] = field(default_factory=list)
    bracketed: list[tuple[str, tuple[Unit, ...]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_known: bool = True


def is_made_of_names(table: UnitTableLike, text: str) -> bool:
    """Whether a text holds known names and nothing else."""
    runs = runs_of(table, PrintedLine.of(text))
    return any(run.units for run in runs) and all(run.is_known for run in runs)


def runs_of(table: UnitTableLike, line: PrintedLine) -> list[Run]:
    """The runs of a line that say anything, in printed order."""
    scanner = _Scanner(table, line)
    return [run for run in scanner.runs() if run.printed and (run.units or run.notes or not run.is_known)]


class _Scanner:
    """Walks over the letters of one line; a run of unknown letters is passed over letter by letter."""

    def __init__(self, table: UnitTableLike, line: PrintedLine) -> None:
        self._table, self._line = table, line

    def runs(self) -> list[Run]:
        runs: list[Run] = []
        run, here, size = Run(0), 0, len(self._line.letters)
        while here < size:
            after = self._after_unit(here, run) or self._after_note(here, run)
            separator = 0 if after is not None else self._separator(here, run)
            if separator:
                runs.append(self._closed(run, here))
                run, after = Run(here + separator), here + separator
            after = self._after_owner(here, run) if after is None else after
            if after is None:
                run.is_known = False
                after = here + 1
            here = after
        return [*runs, self._closed(run, size)]

    def _closed(self, run: Run, end: int) -> Run:
        run.end = end
        run.printed = self._line.part(run.begin, end).strip(EDGES)
        return run

    def _after_unit(self, here: int, run: Run) -> int | None:
        found = self._longest_name(here)
        if found is None:
            return None
        end, units = found
        printed, note = self._without_note(self._line.part(here, end), units)
        run.units.append((printed, units))
        if note:
            run.notes.append(note)
        return end

    def _longest_name(self, here: int) -> tuple[int, tuple[Unit, ...]] | None:
        if not self._line.starts_word(here):
            return None
        letters = self._line.letters
        for end in range(min(len(letters), here + self._table.longest_name), here, -1):
            units = self._table.named(letters[here:end])
            if units and self._line.ends_word(end):
                return end, units
        return None

    def _without_note(self, printed: str, units: tuple[Unit, ...]) -> tuple[str, str]:
        """A known spelling with a remark in brackets, such as «phòng giá (nếu có)», parted from the remark."""
        name, _, note = printed.removesuffix(")").partition("(")
        is_remark = printed.endswith(")") and not self._table.named(name_key(note))
        if is_remark and set(self._table.named(name_key(name))) >= set(units):
            return name.strip(), note.strip()
        return printed, ""

    def _after_note(self, here: int, run: Run) -> int | None:
        end = self._line.letters.find(")", here)
        if self._line.letters[here] != "(" or end < 0:
            return None
        note = self._line.part(here + 1, end)
        owners = self._table.named(name_key(note))
        run.owners.extend(owners)
        if owners:
            run.bracketed.append((note, owners))
        elif note:
            run.notes.append(note)
        return end + 1

    def _after_owner(self, here: int, run: Run) -> int | None:
        """«… thuộc Cục HQ tỉnh, TP» says whose office it is; the owner is not a unit of the cell."""
        begin = here + len(_OWNED_BY)
        if not run.units or self._line.letters[here:begin] != _OWNED_BY or not self._line.starts_word(here):
            return None
        found = self._longest_name(begin)
        if found is None:
            return None
        run.owners.extend(found[1])
        return found[0]

    def _separator(self, here: int, run: Run) -> int:
        """How many letters separate two runs here: a sign, or «và» between two units; 0 for none."""
        if self._line.is_separator(here):
            return 1
        after = here + len(_AND)
        is_and = self._line.letters[here:after] == _AND and self._line.starts_word(here) and self._line.ends_word(after)
        if not is_and or not self._line.part(run.begin, here).strip(EDGES):
            return 0
        is_name = self._longest_name(after) is not None
        if is_name and run.units and run.is_known:
            return len(_AND)
        return len(_AND) if begins_like_a_unit(self._line.text[self._line.place(after) :], is_office=True) else 0
