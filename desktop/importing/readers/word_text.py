"""The text of a Word paragraph as a reader sees it: changes accepted, fields by their result, old fonts as Unicode."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from desktop.errors import UnsupportedDocument
from desktop.importing.document import LegacyText, Remark
from desktop.importing.legacy import decode_run
from desktop.importing.readers.sheet_layout import LONGEST_CELL, clean_lines
from desktop.importing.readers.word_numbering import Numbering
from desktop.importing.readers.word_parts import Element, Style, Styles, W, is_on, value

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
_WITHOUT_TEXT: Final = frozenset({f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "rt", "proofErr", "txbxContent")})
_FONTS: Final = f"{W}rFonts"
_LETTERS: Final = f"{W}hAnsi"
_ASCII: Final = f"{W}ascii"
_RUN_STYLE: Final = f"{W}rStyle"
_HIDDEN: Final = f"{W}vanish"
_VALUE: Final = f"{W}val"
_MANY_BLANKS: Final = " " * 5
_LETTERHEAD_GAP: Final = re.compile(r"(?<=\S)(?:\t| {5,})[\t ]*(?=CỘNG H|Độc lập|[^\t\n]{2,40}, ngày )")
"""Between the two halves of a letterhead that was set by tabs or blanks instead of a table."""
_text_of: Final = itemgetter(0)
_font_of: Final = itemgetter(1)
_OLD_FONTS: Final = (".vn", "vni", "symbol")


class TextLine(NamedTuple):
    """One printed line, with the runs of it that were set in old fonts."""

    text: str
    legacy: tuple[LegacyText, ...] = ()


class _Piece(NamedTuple):
    text: str
    font: str = ""
    """The font, where it is one of an old encoding."""


class WordText:
    """Reads the paragraphs of one document in order: numbers and fields go on from one to the next."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        self.remarks: set[Remark] = set()
        self._name, self._styles, self._numbering = name, styles, numbering
        self._usual = styles.paragraph("")
        self._fields: list[bool] = []
        """The open fields, innermost last: whether each shows its result by now."""
        self._carried: list[_Piece] = []
        """What stands before a paragraph mark that was deleted."""
        self._has_more = False
        """Whether the last paragraph holds more than plain text: perhaps a text box."""

    def lines(self, paragraph: Element) -> list[TextLine]:
        """The lines of the next paragraph; none where nothing is printed."""
        self._has_more = False
        properties = paragraph.find(_PROPERTIES)
        style = self._usual if properties is None else self._styles.paragraph(value(properties, "pStyle"))
        pieces, self._carried = self._carried, []
        self._collect(paragraph, style, pieces)
        while self._fields and not self._fields[-1]:
            self._fields.pop()
        if properties is not None and self._is_mark_deleted(properties):
            self._carried = pieces
            return []
        if style.is_contents:
            return []
        if properties is not None or style.list_id:
            count = self._numbering.text(properties, style)
            pieces = [_Piece(count), *pieces] if count else pieces
        lines = _lines_of(pieces)
        if sum([len(line.text) for line in lines]) > LONGEST_CELL:
            raise UnsupportedDocument(self._name, "huge_cell")
        return lines

    def rest(self) -> list[TextLine]:
        """What a deleted mark at the end of a cell or of the document still carries."""
        if not self._carried:
            return []
        lines, self._carried = _lines_of(self._carried), []
        return lines

    def boxes(self, paragraph: Element) -> Sequence[Element]:
        """The text boxes anchored in the paragraph read last, each once although it is stored in two forms."""
        if not self._has_more:
            return ()
        return [
            found
            for found in paragraph.iter(_BOX)
            if not any(_is_second_form(above) or above.tag == _BOX for above in _between(found, paragraph))
        ]

    def _is_mark_deleted(self, properties: Element) -> bool:
        mark = properties.find(_RUN_PROPERTIES)
        if mark is None or all(mark.find(tag) is None for tag in _DROPPED):
            return False
        self.remarks.add(Remark.TRACKED_CHANGES)
        return True

    def _collect(self, parent: Element, style: Style, pieces: list[_Piece]) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._collect_run(child, style, pieces)
            elif tag != _PROPERTIES and tag not in _WITHOUT_TEXT:
                self._collect_other(child, style, pieces)

    def _collect_other(self, child: Element, style: Style, pieces: list[_Piece]) -> None:
        tag = child.tag
        if tag in _DROPPED:
            self.remarks.add(Remark.TRACKED_CHANGES)
        elif tag == _MATH_TEXT:
            pieces.append(_Piece(child.text or ""))
        elif tag == _CHOICE:
            self._has_more = True
            chosen = child.find(f"{_MC}Choice")
            self._collect(child if chosen is None else chosen, style, pieces)
        else:
            if tag in _ADDED:
                self.remarks.add(Remark.TRACKED_CHANGES)
            self._collect(child, style, pieces)

    def _collect_run(self, run: Element, style: Style, pieces: list[_Piece]) -> None:
        font, is_hidden = style.font, style.is_hidden
        text, place = "", len(pieces)
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if not self._fields or all(self._fields):
                    text += child.text or ""
            elif tag == _RUN_PROPERTIES:
                font, is_hidden = self._look(child, style)
            elif tag == _FIELD:
                self._follow_field(child.get(f"{W}fldCharType", ""))
            elif tag in _SIGNS:
                text += _SIGNS[tag] if all(self._fields) else ""
            elif tag == _SIGN:
                pieces.append(_piece(text, font))
                pieces.append(_sign(child))
                text = ""
            else:
                self._has_more = True
        if is_hidden:
            self._hide(pieces, place, text)
        elif text:
            pieces.append(_piece(text, font))

    def _look(self, properties: Element, style: Style) -> tuple[str, bool]:
        """The font of a run and whether it is hidden, by its own properties, its style, that of the paragraph."""
        font, is_hidden, own_font = style.font, style.is_hidden, ""
        for mark in properties:
            tag = mark.tag
            if tag == _FONTS:
                own_font = mark.get(_LETTERS) or mark.get(_ASCII) or ""
            elif tag == _RUN_STYLE:
                named = self._styles.character(mark.get(_VALUE, ""))
                font, is_hidden = named.font or font, named.is_hidden or is_hidden
            elif tag == _HIDDEN:
                is_hidden = is_on(properties, "vanish")
        return own_font or font, is_hidden

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


def _piece(text: str, font: str) -> _Piece:
    return _Piece(text, font if font and font.casefold().startswith(_OLD_FONTS) else "")


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
    if not pieces:
        return []
    if not any(map(_font_of, pieces)):
        text = pieces[0].text if len(pieces) == 1 else "".join(map(_text_of, pieces))
        if "\t" in text or _MANY_BLANKS in text:
            text = _LETTERHEAD_GAP.sub("\n", text)
        return [TextLine(line) for line in clean_lines(text)]
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
