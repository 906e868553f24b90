"""Word documents as offices make them, written part by part, so that a test shows the very markup it is about."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{_RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


AS_WORD_WRITES = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>'
)
"""What Word says of nearly every run that was typed in a plan."""


def run(text: str, *, font: str = "", properties: str = "") -> str:
    """A run; line feeds and tabs become the elements that Word writes for them."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    marks = f"<w:rPr>{fonts}{properties}</w:rPr>" if fonts or properties else ""
    inner = "".join(
        f"<w:{'br' if sign == chr(10) else 'tab'}/>" if sign in "\n\t" else f'<w:t xml:space="preserve">{sign}</w:t>'
        for sign in _split(escape(text))
    )
    return f"<w:r>{marks}{inner}</w:r>"


def _split(text: str) -> list[str]:
    pieces, word = [], ""
    for sign in text:
        if sign in "\n\t":
            pieces += [word, sign]
            word = ""
        else:
            word += sign
    return [piece for piece in [*pieces, word] if piece]


def paragraph(*content: str, style: str = "", listed: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph; plain words become a run. `listed` is the list and the level of its automatic number."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>' if listed else ""
    marks = f"<w:pPr>{styled}{numbered}{properties}</w:pPr>" if styled or numbered or properties else ""
    return f"<w:p>{marks}{inner}</w:p>"


def cell(content: str = "", *, span: int = 1, down: str = "") -> str:
    """A cell: text with one paragraph a line, or markup; `down` is `restart` or `continue` of a merge over rows."""
    inner = content if content.startswith("<") else "".join(map(paragraph, content.split("\n")))
    marks = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    marks += {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[down]
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{marks}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, is_header: bool = False, properties: str = "") -> str:
    """A table row; plain words become cells."""
    marks = ("<w:tblHeader/>" if is_header else "") + properties
    inner = "".join(part if part.startswith("<") else cell(part) for part in cells)
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{inner}</w:tr>"


def table(*rows: str, widths: Sequence[int] = ()) -> str:
    """A table with the widths of its grid in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(at: int, pattern: str, form: str = "decimal", *, start: int = 1, extra: str = "", style: str = "") -> str:
    """One level of a list, as `numbering.xml` holds it."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{styled}{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(lists: Mapping[int, str], uses: Mapping[int, int | tuple[int, str]]) -> str:
    """`numbering.xml`: lists by number with their levels; uses by number: a list, or a list with overrides."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in lists.items()
    )
    nums = ""
    for key, use in uses.items():
        of, overrides = use if isinstance(use, tuple) else (use, "")
        nums += f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'
    return f'<w:numbering xmlns:w="{MAIN}">{abstract}{nums}</w:numbering>'


def styles(inner: str, *, font: str = "") -> str:
    """`styles.xml` with a font for everything."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    base = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>" if font else ""
    return f'<w:styles xmlns:w="{MAIN}">{base}{inner}</w:styles>'


def document(*body: str) -> str:
    """`document.xml` around paragraphs and tables."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{declaration}<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"


def parts_of(
    main: str, *, styles: str = "", numbering: str = "", more: Mapping[str, str | bytes] | None = None
) -> dict[str, str | bytes]:
    """The parts of a document by name; `more` adds to them or replaces them."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_TYPES}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main,
    }
    related = ""
    for place, (name, text) in enumerate((("styles", styles), ("numbering", numbering)), start=1):
        if text:
            parts[f"word/{name}.xml"] = text
            related += f'<Relationship Id="rId{place}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    return {**parts, **(more or {})}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, compresslevel=2)
    return buffer.getvalue()


def word(*body: str, styles: str = "", numbering: str = "") -> bytes:
    """A whole .docx around paragraphs and tables."""
    return zipped(parts_of(document(*body), styles=styles, numbering=numbering))
