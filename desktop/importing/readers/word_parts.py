"""The parts of a Word document beside its text: what its styles say, and the names of its elements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from desktop.errors import UnsupportedDocument
from desktop.importing.readers.package_check import Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST_PART: Final = 6 * 1024 * 1024
_DEEPEST_STYLE: Final = 20
_OFF: Final = frozenset({"0", "false", "off", "none"})

Element = etree._Element  # noqa: SLF001 - lxml names its type of elements no other way

SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How every part is parsed: nothing is fetched or expanded, and libxml2 keeps its limits on depth and size."""


def chunks(package: Package, part: str) -> Iterator[bytes]:
    """The bytes of a part; the strict form of the standard, which differs in names of namespaces, as the usual one."""
    for place, chunk in enumerate(package.chunks(part)):
        yield chunk.replace(_STRICT, _TRANSITIONAL) if place == 0 else chunk


def parsed(package: Package, part: str) -> Element:
    """The root of a small part; raises `UnsupportedDocument` where it is no XML, or no small part."""
    if package.size(part) > _LARGEST_PART:
        raise UnsupportedDocument(package.name, "bomb")
    try:
        return etree.fromstring(b"".join(chunks(package, part)), etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise UnsupportedDocument(package.name, "damaged") from error


def value(parent: Element | None, child: str, default: str = "") -> str:
    """What `w:val` of the child of this name says; the default where there is no such child or no value."""
    found = parent.find(f"{W}{child}") if parent is not None else None
    return found.get(f"{W}val", default) if found is not None else default


def number(parent: Element | None, child: str, default: int) -> int:
    """The value of a child as a number; the default where it is none."""
    text = value(parent, child)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


def is_on(parent: Element | None, child: str) -> bool:
    """Whether a switch such as `w:vanish` stands there and is not turned off."""
    found = parent.find(f"{W}{child}") if parent is not None else None
    return found is not None and found.get(f"{W}val", "1") not in _OFF


def font_of(properties: Element | None) -> str:
    """The font that run properties name for letters; "" where they name none."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or "") if fonts is not None else ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, with all it is based on, says of text: its font, its list, whether it is hidden."""

    font: str = ""
    is_hidden: bool = False
    list_id: str = ""
    level: int = 0
    list_style: str = ""
    """The style that brought the list in: lists name the style that each of their levels belongs to."""
    is_contents: bool = False
    """Whether it is that of a table of contents, which prints headings a second time."""


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        self._base = Style()
        for element in root.iterfind(f"{W}style") if root is not None else ():
            style_id = element.get(f"{W}styleId", "")
            self._elements[style_id] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}:
                self._default = style_id
        if root is not None:
            self._base = Style(font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))

    def paragraph(self, style_id: str) -> Style:
        """The style of a paragraph; the document's own default where it names none."""
        return self._style(style_id if style_id in self._elements else self._default, 0)

    def character(self, style_id: str) -> Style:
        """The style of a run; nothing where it names none."""
        return self._style(style_id, 0) if style_id in self._elements else Style()

    def _style(self, style_id: str, depth: int) -> Style:
        if style_id in self._known:
            return self._known[style_id]
        element = self._elements.get(style_id)
        if element is None or depth > _DEEPEST_STYLE:
            return self._base
        is_paragraph = element.get(f"{W}type") == "paragraph"
        based_on = value(element, "basedOn")
        below = self._style(based_on, depth + 1) if based_on in self._elements else self._base
        if not is_paragraph and based_on not in self._elements:
            below = Style()
        style = self._known[style_id] = _with_own(element, style_id, below)
        return style


def _with_own(element: Element, style_id: str, below: Style) -> Style:
    properties = element.find(f"{W}rPr")
    listed = element.find(f"{W}pPr/{W}numPr")
    list_id = value(listed, "numId")
    hides = properties is not None and properties.find(f"{W}vanish") is not None
    return Style(
        font=font_of(properties) or below.font,
        is_hidden=is_on(properties, "vanish") if hides else below.is_hidden,
        list_id=list_id or below.list_id,
        level=number(listed, "ilvl", below.level),
        list_style=style_id if list_id else below.list_style,
        is_contents=value(element, "name").lower().startswith("toc "),
    )
