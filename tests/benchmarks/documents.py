"""Opening and reading plan documents, beside the bare libraries walking the same files."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from desktop.importing.plan_reader import read_document
from desktop.importing.readers.formats import open_document
from desktop.units.table import load_units
from tests.benchmarks.measuring import Ratio, median_s
from tests.support import word, workbooks
from tests.support.printed_plans import Columns, as_grid, as_word, printed

GOLDEN = Path(__file__).parents[1] / "golden" / "plans" / "608.json"
COLUMNS = Columns(
    {
        "number": "Số TT",
        "title": "Nội dung",
        "activities": "Công việc cần thực hiện",
        "lead_text": "Đơn vị chủ trì",
        "support_text": "Đơn vị phối hợp",
        "deadline_text": "Thời gian hoàn thành",
    }
)
MAIN = "word/document.xml"
WORD_ROWS, SHEET_ROWS = 1_000, 5_000


@dataclass(frozen=True, slots=True)
class Sample:
    """A document of many rows, and the same as the library alone reads it."""

    name: str
    data: bytes
    rows: int

    def open(self) -> int:
        """How many blocks our reader finds."""
        return len(open_document(self.data, name=self.name).blocks)

    def preview(self) -> int:
        """How many rows the whole preview has."""
        document = open_document(self.data, name=self.name)
        return len(read_document(document, name=self.name, units=load_units()).parsed.rows)


def plan_of(rows: int) -> Mapping[str, Any]:
    """A plan of so many rows: those of 608 again and again, numbered through, no two of one text."""
    plan = json.loads(GOLDEN.read_text(encoding="utf-8"))
    tasks = [row for row in plan["rows"] if row["kind"] == "task"]
    plan["rows"] = [
        {**row, "number": str(place), "title": f"{row['title']} (lần {place})"}
        for place, row in enumerate(islice(cycle(tasks), rows), start=1)
    ]
    return plan  # type: ignore[no-any-return]  # JSON of our own


def word_sample(rows: int = WORD_ROWS) -> Sample:
    """The plan as a Word document, with the marks of font and size that Word gives each run."""
    with zipfile.ZipFile(io.BytesIO(as_word(printed(plan_of(rows), COLUMNS)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MAIN] = parts[MAIN].replace(b"<w:r><w:t", b"<w:r>" + word.AS_WORD_WRITES.encode() + b"<w:t")
    return Sample(f"{rows}.docx", word.zipped(parts), rows)


def sheet_sample(rows: int = SHEET_ROWS) -> Sample:
    """The plan as a workbook."""
    grid, merges = as_grid(printed(plan_of(rows), COLUMNS))
    return Sample(f"{rows}.xlsx", workbooks.xlsx({"Phụ lục": grid}, merges=merges), rows)


def bare_word(data: bytes) -> int:
    """The words of every cell by python-docx's elements."""
    from docx import Document
    from docx.oxml.ns import qn

    texts = [
        "".join(text.text or "" for text in cell.iter(qn("w:t")))
        for table in Document(io.BytesIO(data)).element.body.iter(qn("w:tbl"))
        for row in table.iter(qn("w:tr"))
        for cell in row.iter(qn("w:tc"))
    ]
    return len(texts)


def bare_sheet(data: bytes) -> int:
    """The values of every cell by calamine."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return sum(len(row) for row in workbook.get_sheet_by_index(0).iter_rows())


def documents() -> Iterator[Ratio]:
    """A Word document of 1.000 rows and a workbook of 5.000."""
    for sample, bare, library in ((word_sample(), bare_word, "python-docx"), (sheet_sample(), bare_sheet, "calamine")):
        bare_s = median_s(lambda bare=bare, sample=sample: bare(sample.data))  # type: ignore[misc]  # bound per turn
        opened_s = median_s(sample.open)
        yield Ratio(f"open {sample.name} ({library})", opened_s, bare_s, "s", aim=3)
        yield Ratio(f"whole preview of {sample.name} ({library})", median_s(sample.preview), bare_s, "s", aim=3)
