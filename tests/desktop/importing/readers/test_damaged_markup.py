"""Packages whose zip is sound and whose markup is not: read as far as it makes sense, or refused as a whole."""

import io
import random
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import pytest

from desktop.errors import AppError
from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.units.table import load_units
from tests.support import word as w
from tests.support import workbooks as x
from tests.support.damage import balanced, damaged

TIMES: Final = 250


def parts(data: bytes) -> Mapping[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def word_parts() -> Mapping[str, str | bytes]:
    """A document with a bit of everything."""
    box = f"<w:r><w:pict><w:txbxContent>{w.paragraph('MẬT')}</w:txbxContent></w:pict></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:sym w:font="Symbol" w:char="F0A3"/></w:r>'
    )
    table = w.table(
        w.row("STT", "Việc", w.cell("Chủ trì", span=2), is_header=True),
        w.row(w.cell(w.paragraph(listed=(1, 0)), down="restart"), "a\nb", "Cục A", "2025"),
        w.row(w.cell("", down="continue"), w.cell(w.table(w.row("n"))), "e", "f"),
        widths=[500, 4000, 2000, 2000],
    )
    changed = w.paragraph(f"<w:ins>{w.run('i')}</w:ins>", f"<w:del>{w.run('d')}</w:del>", style="A", listed=(2, 1))
    style = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = w.numbering({0: w.level(0, "%1.") + w.level(1, "%1.%2", style="A")}, {1: 0, 2: (0, start)})
    body = w.document(w.paragraph("KẾ HOẠCH", box), table, changed, w.paragraph(field))
    return w.parts_of(body, styles=w.styles(style), numbering=lists)


def ods_parts() -> Mapping[str, str | bytes]:
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    spanned = x.ods_cell("b", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    return parts(x.ods(x.ods_table([x.ods_row("a", spanned, "c"), x.ods_row("d", covered, "f")])))


PACKAGES: Final = {
    "docx": word_parts(),
    "xlsx": parts(x.xlsx({"A": [["STT", "Việc", "Chủ trì"], [1, "a", "b"], [2, "c", "d"]]}, merges=[(1, 2, 0, 0)])),
    "ods": ods_parts(),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_damaged_markup_is_read_or_refused(kind: str) -> None:
    chance = random.Random(kind)
    units = load_units()
    for _ in range(TIMES):
        package = dict(PACKAGES[kind])
        part = chance.choice([name for name in package if name != "mimetype"])
        markup = damaged(str(package[part]), chance, chance.randrange(1, 5))
        package[part] = balanced(markup) if chance.random() < 0.8 else markup
        with suppress(AppError):
            read_document(open_document(w.zipped(package), name="tep"), name="tep", units=units)
