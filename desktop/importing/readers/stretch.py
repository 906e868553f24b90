"""A stretch of a text that one reader has understood: what it holds, and where the text goes on."""

from dataclasses import dataclass

from desktop.importing.document import Paragraph, Table


@dataclass(frozen=True, slots=True)
class Stretch:
    """The paragraphs and tables of a stretch; `after` is the index of the first line behind it."""

    blocks: tuple[Paragraph | Table, ...]
    after: int
