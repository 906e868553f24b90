"""Running text whose lines were broken at the edge of a page, made into paragraphs again.

Whether a text is broken so is seen over all its lines: they are nearly as long as one another, and often end within
a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from desktop.importing.document import Lines, Paragraph, Table

Block = Paragraph | Table

_NARROWEST: Final = 40
_WIDEST: Final = 140
_FEWEST_LINES: Final = 6
_SENTENCE_END: Final = (".", ";", ":", "?", "!", "/")
_OWN_LINE: Final = re.compile(
    r"[-–+*•]|\(?\w{1,4}[.)]\s|\d+(?:\.\d+)+|(?:Điều|Chương|Mục|Phần|Nơi nhận|Kính gửi|Căn cứ)\b"
)
_PAGE: Final = re.compile(r"\d{1,4}")


def joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with broken paragraphs made whole and page numbers between their lines dropped."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    width = _page_width(paragraphs)
    return tuple(_joined(blocks, width)) if width else tuple(blocks)


def _page_width(paragraphs: Sequence[Paragraph]) -> int:
    """Letters of a full line; 0 for a text whose lines are paragraphs."""
    lengths = sorted(len(one.text) for one in paragraphs if len(one.text) >= _NARROWEST)
    if len(lengths) < _FEWEST_LINES or lengths[-1] > _WIDEST:
        return 0
    full = lengths[len(lengths) * 3 // 4]
    pairs = [(above.text, below.text) for above, below in pairwise(paragraphs) if len(above.text) >= full * 3 // 4]
    broken = sum(below[:1].islower() and not above.endswith(_SENTENCE_END) for above, below in pairs)
    return full if broken >= 3 and broken * 3 >= len(pairs) else 0


def _joined(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and lines:
            if _PAGE.fullmatch(block.text):
                continue
            if _continues(lines[-1].text, block.text, width):
                lines.append(block)
                continue
        if lines:
            yield _whole(lines)
        lines = [block] if isinstance(block, Paragraph) else []
        if not lines:
            yield block
    if lines:
        yield _whole(lines)


def _continues(above: str, below: str, width: int) -> bool:
    """Whether a line goes on: a small letter after a long line, or anything after a full one."""
    if above.endswith(_SENTENCE_END) or _OWN_LINE.match(below) or above.isupper() or below.isupper():
        return False
    return len(above) >= width * (3 if below[:1].islower() else 4) // 5


def _whole(lines: Sequence[Paragraph]) -> Paragraph:
    if len(lines) == 1:
        return lines[0]
    return Paragraph(" ".join(line.text for line in lines), Lines(lines[0].source.first, lines[-1].source.last))
