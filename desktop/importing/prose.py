"""Duties in running text: numbered and bulleted paragraphs below a heading that names who must act."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.importing.columns import Field, field_named
from desktop.importing.document import Cell, Document, Lines, Paragraph
from desktop.importing.labels import HEADING_KINDS, Label, LabelKind, leading_label
from desktop.importing.numbering import Numbering
from desktop.importing.outline import OutlineRow, heading_row
from desktop.importing.parsed import Path, RowKind
from desktop.importing.programme import is_hour
from desktop.importing.sentences import Actor, Sentences
from desktop.importing.tables import PlacedTable
from desktop.text import search_key

_BULLET: Final = re.compile(r"(?P<mark>[-–+*•▪])\s*(?=\w|[“\"(])")
_END: Final = re.compile(r"noi nhan\b")
_SUB_BULLETS: Final = "+*▪"
_NAMED: Final[Mapping[Field | None, Field]] = {
    Field.LEAD: Field.LEAD,
    Field.SUPPORT: Field.SUPPORT,
    Field.DEADLINE: Field.DEADLINE,
    Field.PRODUCT: Field.PRODUCT,
    Field.TITLE: Field.ACTIVITIES,
    Field.ACTIVITIES: Field.ACTIVITIES,
}
_FURTHER_UNIT: Final = re.compile(r"[A-ZĐỦỤ]|[Cc]ác\s")
_OTHER_FIELD: Final = re.compile(r"[^:.;]{2,40}:\s*\S")
_DEEPEST: Final = 9
_ARTICLE: Final = "dieu"


@dataclass(slots=True)
class _Item:
    """A paragraph with its number or bullet, what stands under it, and the fields it names: «Chủ trì: …»."""

    text: str
    source: Lines
    label: Label | None = None
    bullet: str = ""
    below: list["_Item"] = field(default_factory=list)
    actor: Actor | None = None
    fields: dict[Field, str] = field(default_factory=dict)

    @property
    def is_marked(self) -> bool:
        """Whether a number or bullet stands before the text."""
        return self.label is not None or bool(self.bullet)

    @property
    def depth(self) -> int:
        """How deep its kind of mark stands: part, number, dotted number, letter, bullet, sub-bullet."""
        if self.label is None:
            return 9 if self.bullet and self.bullet in _SUB_BULLETS else 8
        if self.label.kind in HEADING_KINDS:
            return 0
        if self.label.kind is LabelKind.DOTTED:
            return 1 + self.label.text.count(".")
        return {LabelKind.PLAIN: 1, LabelKind.SMALL: 6, LabelKind.BRACKETED: 7}.get(self.label.kind, 7)

    @property
    def has_numbered_duties(self) -> bool:
        """Whether an actor's duties below are numbered: «1.1.», «1.2.»."""
        return self.actor is not None and any(one.label and one.label.kind is LabelKind.DOTTED for one in self.below)

    @property
    def orders(self) -> bool:
        """Whether the paragraph itself orders somebody by name: in its sentence, its heading or its fields."""
        if Field.LEAD in self.fields or Field.DEADLINE in self.fields:
            return True
        return self.actor is not None and (self.label is not None or self.actor.is_certain)

    @property
    def gives_duties(self) -> bool:
        """Whether it, or anything below it, orders somebody by name."""
        return self.orders or any(one.gives_duties for one in self.below)


def prose_rows(
    document: Document, numbering: Numbering, sentences: Sentences, tables: Sequence[PlacedTable]
) -> Iterator[OutlineRow]:
    """The duties of the running text; beside a plan table only those that print numbers below a named actor.

    Parts that name no actor describe aims and principles: they give no rows. Headings of tables are those of tables.
    """
    of_tables = {heading.source for placed in tables for heading in placed.headings}
    writing = _Writing(numbering, sentences)
    for part in _tree((one for one in _paragraphs(document) if not one or one.source not in of_tables), sentences):
        is_read = not tables or any(one.has_numbered_duties for one in part.below)
        rows = list(writing.part(part)) if is_read else []
        if part.label and not rows:
            numbering.pass_over(part.label)
        yield from rows


def _paragraphs(document: Document) -> Iterator[Paragraph | None]:
    """The running text; None where the recipients of a letter end what stands above them."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield None if _ends(block.text) else block
        elif any(_ends(cell.lines[0]) for row in block.rows for cell in row.cells if cell.lines):
            yield None


def _ends(text: str) -> bool:
    """Whether the recipients of a letter begin here."""
    return text[:1] in {"N", "n"} and _END.match(search_key(text[:20])) is not None


def _tree(paragraphs: Iterable[Paragraph | None], sentences: Sentences) -> list[_Item]:
    """The parts of a text with what stands under them; what stands before the first part is a part without a title."""
    root = _Item("", Lines(0, 0))
    parts, above = [root], [root]
    for paragraph in paragraphs:
        if paragraph is None or _is_article(item := _item(paragraph)):
            above = [_Item("", Lines(0, 0))]
        elif item.label is None and not item.bullet:
            above[-1].below.append(item)
        else:
            while len(above) > 1 and above[-1].depth >= item.depth:
                above.pop()
            item.actor = sentences.actor(item.text, must_be_known=item.label is None)
            if item.depth == 0:
                item.actor = item.actor if item.actor and item.actor.is_known else None
                parts.append(item)
                above = [item]
            else:
                above[-1].below.append(item)
                above.append(item)
    for part in parts:
        _with_fields(part)
    return parts


def _is_article(item: _Item) -> bool:
    """Whether an article of the decision itself begins here: it issues the plan and is no part of it."""
    return item.label is not None and item.label.word == _ARTICLE


def _item(paragraph: Paragraph) -> _Item:
    labelled = leading_label(paragraph.text)
    if labelled:
        return _Item(labelled[1], paragraph.source, label=labelled[0])
    bullet = _BULLET.match(paragraph.text)
    if bullet:
        return _Item(paragraph.text[bullet.end() :], paragraph.source, bullet=bullet["mark"])
    return _Item(paragraph.text, paragraph.source)


def _with_fields(item: _Item) -> None:
    """Take the lines that name a field of the duty above them, such as «- Đơn vị chủ trì: Văn phòng», into it."""
    rest: list[_Item] = []
    for one in item.below:
        fields = _fields(one.text) if not one.below else {}
        if fields:
            item.fields.update(fields)
            item.source = Lines(item.source.first, max(item.source.last, one.source.last))
        else:
            _with_fields(one)
            rest.append(one)
    item.below = [one for one in rest if not (item.orders and item.fields and _OTHER_FIELD.match(one.text))]


def _fields(text: str) -> dict[Field, str]:
    """The fields a line names, several parted by semicolons; none where a name is not that of a field."""
    found: dict[Field, str] = {}
    last: Field | None = None
    for piece in filter(None, (piece.strip(" .") for piece in text.split(";"))):
        name, colon, value = piece.partition(":")
        if not colon and last and _FURTHER_UNIT.match(piece):
            found[last] = f"{found[last]}; {piece}"
            continue
        last = _NAMED.get(field_named(name.strip()) if colon else None)
        if last is None or not value.strip() or (last is Field.DEADLINE and is_hour(value)):
            return {}
        found[last] = value.strip()
    return found


class _Writing:
    """Writes the rows of parts and duties; a duty without a lead, support or deadline of its own takes that above."""

    def __init__(self, numbering: Numbering, sentences: Sentences) -> None:
        self._numbering, self._sentences = numbering, sentences

    def part(self, part: _Item) -> Iterator[OutlineRow]:
        """The rows of a part; nothing where it orders nobody by name."""
        asked = [self._sentences.ordered(one.text) if not one.is_marked else "" for one in part.below]
        is_ordered = any(asked) and any(one.label for one in part.below)
        if not (part.gives_duties or is_ordered):
            return
        above: dict[Field, str] = {}
        path: Path = ()
        if part.label:
            row = heading_row(self._numbering, part.label, _cells(part.text), part.source)
            above, path = _of_actor(part.actor), row.path
            yield replace(row, cells={**row.cells, **_filled(above)})
        for one, names in zip(part.below, asked, strict=True):
            above = {Field.LEAD: names} if names else above
            if (one.label and above) or (one.is_marked and one.gives_duties):
                yield from self._duty(one, path, above)

    def _duty(self, item: _Item, path: Path, above: Mapping[Field, str]) -> Iterator[OutlineRow]:
        """The row of a duty or of a heading above duties, and those below it."""
        here = self._numbering.under(path, item.label) if item.label else self._numbering.counted(path)
        own = self._own(item)
        values = {**above, **own}
        inherited = frozenset(name for name in values if name not in own)
        source, later = _deadline_below(item, self._sentences)
        if later:
            values[Field.DEADLINE] = later
        number = item.label.text if item.label else ""
        cells = {Field.TITLE: _cells(item.text)[0:1], **_filled(values)}
        yield OutlineRow(
            RowKind.TASK, number, here, cells, source, inherited=inherited - ({Field.DEADLINE} if later else set())
        )
        for one in self._duties_below(item, values):
            yield from self._duty(one, here, values)

    def _own(self, item: _Item) -> dict[Field, str]:
        """What the paragraph itself says of lead, support and time."""
        own = _of_actor(item.actor if item.orders else None)
        support, moment = self._sentences.supporters(item.text), self._sentences.moment(item.text)
        if support:
            own[Field.SUPPORT] = support
        if moment:
            own[Field.DEADLINE] = moment
        return own | item.fields

    def _duties_below(self, item: _Item, values: Mapping[Field, str]) -> Iterator[_Item]:
        marked = [one for one in item.below if one.is_marked]
        plain = [one for one in item.below if not one.is_marked]
        if Field.LEAD not in values:
            yield from (one for one in marked if one.gives_duties)
        elif marked:
            yield from marked
        elif item.actor and item.actor.is_heading and plain:
            yield plain[0]


def _deadline_below(item: _Item, sentences: Sentences) -> tuple[Lines, str]:
    """The sentence below a duty, or below the last of its own duties, that says by when; and the lines of both."""
    last = item.below[-1] if item.below else None
    plain = [one for one in (*item.below, *(last.below if last and last.bullet else ())) if not one.is_marked]
    if item.bullet and item.depth < _DEEPEST:
        for one in plain:
            if sentences.moment(one.text):
                return Lines(item.source.first, one.source.last), one.text
    return item.source, ""


def _of_actor(actor: Actor | None) -> dict[Field, str]:
    found = {Field.LEAD: actor.lead, Field.SUPPORT: actor.support} if actor else {}
    return {name: value for name, value in found.items() if value}


def _cells(text: str) -> tuple[Cell, ...]:
    return (Cell((text,)),)


def _filled(values: Mapping[Field, str]) -> dict[Field, tuple[Cell, ...]]:
    return {name: _cells(value) for name, value in values.items()}
