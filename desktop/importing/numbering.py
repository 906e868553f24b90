"""Where a printed number stands in the outline: levels nest in the order in which they first appear."""

from dataclasses import dataclass, replace
from typing import Final

from desktop.importing.labels import HEADING_KINDS, Label, LabelKind, as_letter, follows
from desktop.importing.parsed import DoubtKind, Path
from desktop.importing.review import Review

UNNUMBERED: Final = Label("", LabelKind.OTHER, "heading")


@dataclass(frozen=True, slots=True)
class _Open:
    """A row that others may stand under."""

    label: Label
    path: Path
    is_heading: bool


class Numbering:
    """Follows the printed numbers down a document and gives each row its path."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._top: Path = ()
        self._open: list[_Open] = []
        self._counts: dict[Path, int] = {}
        self._last: dict[tuple[Path, str], str] = {}
        self._latest: dict[str, str] = {}

    @property
    def here(self) -> Path:
        """The row that an unnumbered row would stand under."""
        return self._open[-1].path if self._open else self._top

    @property
    def depth(self) -> int:
        """How many headings stand above the next row."""
        return sum(one.is_heading for one in self._open)

    def start(self, top: Path) -> None:
        """Begin anew below this path, as an appendix table does."""
        self._top, self._open = top, []
        if top:
            self._counts.setdefault(top, 0)

    def place(self, label: Label) -> Path:
        """The path of a row that prints this number."""
        label = self._as_letter(label)
        is_heading = label.kind in HEADING_KINDS
        above = self._heading_above(label) if is_heading else self._above(label)
        return self._opened(label, self._unique(above, label), is_heading=is_heading)

    def place_paragraph(self, label: Label) -> Path:
        """The path of a heading that stands as a paragraph above a table; rows may number anew below it.

        Paragraphs without a table of their own are no rows, so that these numbers need not follow one another.
        """
        heading = replace(label, word=label.word or UNNUMBERED.word)
        above = self._heading_above(heading)
        path = self._unique(above, heading, in_order=False)
        return self._opened(heading, path, is_heading=True)

    def pass_over(self, label: Label) -> None:
        """A number is printed here that gives no row: the next one follows it."""
        self._last[self.here, label.level] = self._latest[label.level] = label.text

    def under(self, above: Path, label: Label) -> Path:
        """The path of a row that prints this number and stands under the given one, whatever its number is."""
        return self._unique(above, label)

    def place_heading(self) -> Path:
        """The path of a heading that prints no number."""
        path = self.counted(self._heading_above(UNNUMBERED))
        return self._opened(UNNUMBERED, path, is_heading=True)

    def counted(self, above: Path) -> Path:
        """The path of the next row without a number under this one."""
        self._counts[above] = self._counts.get(above, 0) + 1
        label = above[-1] if above else ""
        return (*above, f"{label}#{self._counts[above]}")

    def beside(self, path: Path) -> Path:
        """The path of the next row without a number beside this numbered one."""
        self._counts[path] = self._counts.get(path, 0) + 1
        return (*path[:-1], f"{path[-1]}#{self._counts[path] + 1}")

    def _opened(self, label: Label, path: Path, *, is_heading: bool) -> Path:
        self._open.append(_Open(label, path, is_heading))
        return path

    def _as_letter(self, label: Label) -> Label:
        """A lone I, V or X is a letter where the letter before it has just been printed."""
        letters = [one.label.text for one in self._open if one.label.kind is LabelKind.LETTER]
        return (as_letter(label, letters[-1]) if letters else None) or label

    def _heading_above(self, label: Label) -> Path:
        while self._open and not self._open[-1].is_heading:
            self._open.pop()
        self._close_level(label)
        return self.here

    def _above(self, label: Label) -> Path:
        if label.kind is LabelKind.DOTTED:
            while self._open:
                here = self._open[-1]
                if here.label.text and label.text.startswith(f"{here.label.text}."):
                    break
                if here.is_heading:
                    break
                self._open.pop()
            return self.here
        self._close_level(label)
        while self._open and self._open[-1].label.kind is LabelKind.DOTTED and label.kind is LabelKind.PLAIN:
            self._open.pop()
        return self.here

    def _close_level(self, label: Label) -> None:
        """Leave the rows down to the last one of this level, if there is one below the nearest heading."""
        for place in range(len(self._open) - 1, -1, -1):
            here = self._open[place]
            if here.label.level == label.level:
                del self._open[place:]
                return
            if here.is_heading and label.kind not in HEADING_KINDS and label is not UNNUMBERED:
                return

    def _unique(self, above: Path, label: Label, *, in_order: bool = True) -> Path:
        path = (*above, label.text)
        if path in self._counts:
            self._review.doubt(path, "number", DoubtKind.NUMBER_REPEATED, label.text)
            return self.beside(path)
        self._counts[path] = 0
        if in_order:
            self._doubt_order(path, label, self._last.get((above, label.level), ""))
        self._last[above, label.level] = self._latest[label.level] = label.text
        return path

    def _doubt_order(self, path: Path, label: Label, before: str) -> None:
        """A number follows the one above it in the same part, or the last one of the part before."""
        goes_on = not before and follows(self._latest.get(label.level, ""), label)
        if not follows(before, label) and not goes_on:
            self._review.doubt(path, "number", DoubtKind.NUMBER_OUT_OF_ORDER, f"{before} {label.text}".strip())
