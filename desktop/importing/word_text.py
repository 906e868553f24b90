"""The text of a Word paragraph as a reader sees it: changes accepted, fields by their result, old fonts as Unicode."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from desktop.errors import UnsupportedDocument
from desktop.importing.document import LegacyText, Remark
from desktop.importing.legacy import decode_run
from desktop.importing.sheet_layout import LONGEST_CELL, clean_lines
from desktop.importing.word_numbering import Numbering
from desktop.importing.word_parts import Element, Style, Styles, W, font_of, is_on, value

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT: Final = f"{W}t"
_RUN: Final = f"{W}r"
_BOX: Final = f"{W}txbxContent"
_PROPERTIES: Final = f"{W}pPr"
_RUN_PROPERTIES: Final = f"{W}rPr"
_FIELD: Final = f"{W}fldChar"
_CHOICE: Final = f"{_MC}AlternateContent"
_SIGN: Final = f"{W}sym"
_MATH_TEXT: Final = f"{_MATH}t"
_SIGNS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_DROPPED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_ADDED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_WITHOUT_TEXT: Final = frozenset({f"{W}instrText", f"{W}delText", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rt"})
_OLD_FONTS: Final = (".vn", "vni", "symbol")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line, with the runs of it that were set in old fonts."""

    text: str
    legacy: tuple[LegacyText, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    font: str = ""
    """The font, where it is one of an old encoding."""


class WordText:
    """Reads the paragraphs of one document in order: numbers and fields go on from one to the next."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        self.remarks: set[Remark] = set()
        self._name, self._styles, self._numbering = name, styles, numbering
        self._fields: list[bool] = []
        """The open fields, innermost last: whether each shows its result by now."""
        self._carried: list[_Piece] = []
        """What stands before a paragraph mark that was deleted."""

    def lines(self, paragraph: Element) -> list[TextLine]:
        """The lines of the next paragraph; none where nothing is printed."""
        properties = paragraph.find(_PROPERTIES)
        style = self._styles.paragraph(value(properties, "pStyle"))
        own: list[_Piece] = []
        self._collect(paragraph, style, own)
        while self._fields and not self._fields[-1]:
            self._fields.pop()
        pieces = [*self._carried, *own]
        if self._is_mark_deleted(properties):
            self._carried = pieces
            return []
        self._carried = []
        count = self._numbering.text(properties, style)
        lines = _lines_of([_Piece(count), *pieces] if count else pieces)
        if sum(len(line.text) for line in lines) > LONGEST_CELL:
            raise UnsupportedDocument(self._name, "huge_cell")
        return lines

    def rest(self) -> list[TextLine]:
        """What a deleted mark at the end of a cell or of the document still carries."""
        lines, self._carried = _lines_of(self._carried), []
        return lines

    def boxes(self, paragraph: Element) -> Iterator[Element]:
        """The text boxes anchored in a paragraph, each once although it is stored in two forms."""
        for found in paragraph.iter(_BOX):
            if not any(_is_second_form(above) or above.tag == _BOX for above in _between(found, paragraph)):
                yield found

    def _is_mark_deleted(self, properties: Element | None) -> bool:
        mark = properties.find(_RUN_PROPERTIES) if properties is not None else None
        if mark is None or all(mark.find(tag) is None for tag in _DROPPED):
            return False
        self.remarks.add(Remark.TRACKED_CHANGES)
        return True

    def _collect(self, parent: Element, style: Style, pieces: list[_Piece]) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._collect_run(child, style, pieces)
            elif tag in _DROPPED:
                self.remarks.add(Remark.TRACKED_CHANGES)
            elif tag == _MATH_TEXT:
                pieces.append(_Piece(child.text or ""))
            elif tag == _CHOICE:
                chosen = child.find(f"{_MC}Choice")
                self._collect(child if chosen is None else chosen, style, pieces)
            elif tag != _PROPERTIES and tag not in _WITHOUT_TEXT and tag != _BOX:
                if tag in _ADDED:
                    self.remarks.add(Remark.TRACKED_CHANGES)
                self._collect(child, style, pieces)

    def _collect_run(self, run: Element, style: Style, pieces: list[_Piece]) -> None:
        properties = run.find(_RUN_PROPERTIES)
        font, is_hidden = style.font, style.is_hidden
        if properties is not None:
            named = self._styles.character(value(properties, "rStyle"))
            font = font_of(properties) or named.font or font
            is_hidden = is_hidden or named.is_hidden
            if properties.find(f"{W}vanish") is not None:
                is_hidden = is_on(properties, "vanish")
        text, place = "", len(pieces)
        for child in run:
            if child.tag == _TEXT:
                text += child.text or "" if all(self._fields) else ""
            elif child.tag == _FIELD:
                self._follow_field(child.get(f"{W}fldCharType", ""))
            elif child.tag in _SIGNS and all(self._fields):
                text += _SIGNS[child.tag]
            elif child.tag == _SIGN:
                pieces.extend(_pieces_of(text, font))
                pieces.append(_sign(child))
                text = ""
        if is_hidden:
            self._hide(pieces, place, text)
        else:
            pieces.extend(_pieces_of(text, font))

    def _hide(self, pieces: list[_Piece], place: int, text: str) -> None:
        if text.strip() or len(pieces) > place:
            self.remarks.add(Remark.HIDDEN_TEXT)
        del pieces[place:]

    def _follow_field(self, kind: str) -> None:
        """A field is its instruction up to `separate`, then its result up to `end`; only the result is printed."""
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _between(element: Element, above: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None and parent is not above:
        yield parent
        parent = parent.getparent()


def _is_second_form(element: Element) -> bool:
    """The form for old programs repeats what the first form of the same text box holds."""
    parent = element.getparent()
    if element.tag != f"{_MC}Fallback" or parent is None:
        return False
    first = parent.find(f"{_MC}Choice")
    return first is not None and next(first.iter(_BOX), None) is not None


def _pieces_of(text: str, font: str) -> Iterable[_Piece]:
    return (_Piece(text, font if font.casefold().startswith(_OLD_FONTS) else ""),) if text else ()


def _sign(element: Element) -> _Piece:
    """A sign named by its place in a font; pictures in other fonts than Symbol have no letter."""
    font, code = element.get(f"{W}font", ""), element.get(f"{W}char", "")
    try:
        sign = chr(int(code, 16) & 0xFF) if len(code) <= 4 else ""
    except ValueError:
        sign = ""
    if font.casefold() == "symbol":
        return _Piece(decode_run(sign, font) or sign)
    return _Piece("•" if sign else "")


def _lines_of(pieces: list[_Piece]) -> list[TextLine]:
    """The printed lines of the pieces; pieces of one old font are decoded together, but not across lines."""
    if not any(piece.font for piece in pieces):
        return [TextLine(line) for line in clean_lines("".join(piece.text for piece in pieces))]
    found = []
    for line in _split(pieces):
        text, legacy = "", []
        for font, group in groupby(line, key=lambda piece: piece.font):
            was = "".join(piece.text for piece in group)
            now = decode_run(was, font) if font else None
            text += was if now is None else now
            if now is not None and now != was:
                legacy.append(LegacyText(" ".join(was.split()), " ".join(now.split())))
        cleaned = clean_lines(text)
        if cleaned:
            found.append(TextLine(" ".join(cleaned), tuple(legacy)))
    return found


def _split(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(_Piece(first, piece.font))
        for other in others:
            yield line
            line = [_Piece(other, piece.font)]
    yield line
