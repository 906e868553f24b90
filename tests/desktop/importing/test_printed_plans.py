"""The real plans, printed anew as Word documents and workbooks, read back to the rows that were read by hand."""

import io
import json
from pathlib import Path
from typing import Any, Final

import docx
import pytest

from desktop.importing.parsed import to_json
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units
from tests.support import workbooks as x
from tests.support.printed_plans import Columns, PrintedPlan, as_grid, as_word, printed

GOLDENS: Final = Path(__file__).parents[2] / "golden" / "plans"
AS_ISSUED: Final = Columns(
    {
        "number": "Số TT",
        "title": "Nội dung",
        "activities": "Công việc cần thực hiện",
        "lead_text": "Đơn vị chủ trì",
        "support_text": "Đơn vị phối hợp",
        "deadline_text": "Thời gian hoàn thành",
    }
)
LEAD_FIRST: Final = Columns(
    {
        "number": "TT",
        "lead_text": "Cơ quan chủ trì",
        "support_text": "Cơ quan phối hợp",
        "title": "Nhiệm vụ",
        "activities": "Công việc cụ thể",
        "deadline_text": "Thời hạn",
    }
)
SAFE: Final = Columns(
    {
        "number": "STT",
        "group_title": "Mục tiêu cụ thể",
        "title": "Hoạt động",
        "product": "Chỉ số thực hiện",
        "deadline_text": "Thời hạn hoàn thành",
        "lead_text": "Cơ quan chủ trì",
    },
    group_title="group_title",
)

TO_2025: Final = Columns(
    {
        "number": "STT",
        "group_title": "Giải pháp",
        "title": "Hoạt động triển khai",
        "product": "Sản phẩm",
        "deadline_text": "Lộ trình",
        "lead_text": "Đơn vị chủ trì",
        "support_text": "Đơn vị phối hợp",
    },
    group_title="group_title",
    numbers_tasks=True,
)


def golden(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDENS / f"{name}.json").read_text(encoding="utf-8"))
    return found


PLAN_608: Final = golden("608")
PLAN_1855: Final = golden("1855-qd-btc")
PLAN_SAFE: Final = golden("safe-2009")


def compared(data: bytes, plan: dict[str, Any]) -> list[str]:
    """One line per row and cell that reads otherwise; where a row stands differs from paper to paper."""
    read = to_json(read_plan(data, name="ke-hoach", units=load_units()))["rows"]
    found = {"/".join(row["path"]): row for row in read}
    expected = {"/".join(row["path"]): row for row in plan["rows"]}
    lines = [f"{path}: missing" for path in expected if path not in found]
    lines += [f"{path}: invented: {found[path]['title'][:60]}" for path in found if path not in expected]
    for path, row in expected.items():
        for field, value in row.items():
            if field != "source" and path in found and found[path][field] != value:
                lines.append(f"{path} {field}: read {found[path][field]!r}, by hand {value!r}")
    return lines


def agrees(data: bytes, plan: dict[str, Any]) -> None:
    lines = compared(data, plan)
    assert not lines, f"{len(lines)} differ\n" + "\n".join(lines[:40])


@pytest.mark.parametrize("columns", [AS_ISSUED, LEAD_FIRST], ids=["as issued", "lead first"])
@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
def test_608_reads_back_from_a_word_document(columns: Columns, automatic: bool) -> None:
    agrees(as_word(printed(PLAN_608, columns, repeat_header_after=25), automatic=automatic), PLAN_608)


def by_python_docx(paper: PrintedPlan) -> bytes:
    """The plan as a script writes it: by python-docx and its template."""
    document = docx.Document()
    for block in paper.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=6)
        for slots in block:
            cells, place = table.add_row().cells, 0
            for slot in slots:
                cell = cells[place].merge(cells[place + slot.span - 1]) if slot.span > 1 else cells[place]
                cell.text = slot.text
                place += slot.span
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_608_reads_back_from_a_document_that_a_script_made() -> None:
    agrees(by_python_docx(printed(PLAN_608, AS_ISSUED)), PLAN_608)


def sheets(paper: PrintedPlan) -> dict[str, bytes]:
    rows, merges = as_grid(paper)
    return {"xlsx": x.xlsx({"Phụ lục": rows}, merges=merges), "xls": x.xls({"Phụ lục": rows}, merges=merges)}


@pytest.mark.parametrize("columns", [AS_ISSUED, LEAD_FIRST], ids=["as issued", "lead first"])
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_608_reads_back_from_a_workbook(columns: Columns, kind: str) -> None:
    agrees(sheets(printed(PLAN_608, columns, repeat_header_after=25))[kind], PLAN_608)


def test_the_letterhead_of_608_is_known_in_every_format() -> None:
    paper = printed(PLAN_608, AS_ISSUED)
    for data in (as_word(paper), *sheets(paper).values()):
        assert to_json(read_plan(data, name="ke-hoach", units=load_units()))["plan"] == PLAN_608["plan"]


def test_the_plan_of_safe_reads_back_from_a_word_document() -> None:
    paper = printed(PLAN_SAFE, SAFE, parts_as_text="Mục tiêu")
    agrees(as_word(paper), PLAN_SAFE)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_the_plan_of_safe_reads_back_from_a_workbook(kind: str) -> None:
    rows, merges = as_grid(printed(PLAN_SAFE, SAFE, parts_as_text="Mục tiêu"))
    write: x.MergeWriter = x.xlsx if kind == "xlsx" else x.xls
    agrees(write({"Phụ lục": rows}, merges=merges), PLAN_SAFE)


def test_the_435_rows_of_1855_read_back_from_a_word_document() -> None:
    agrees(as_word(printed(PLAN_1855, TO_2025)), PLAN_1855)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_the_435_rows_of_1855_read_back_from_a_workbook(kind: str) -> None:
    agrees(sheets(printed(PLAN_1855, TO_2025))[kind], PLAN_1855)


def test_the_letterhead_of_the_ministry_is_known_in_every_format() -> None:
    paper = printed(PLAN_1855, TO_2025)
    for data in (as_word(paper), *sheets(paper).values()):
        head = to_json(read_plan(data, name="ke-hoach", units=load_units()))["plan"]
        assert [head[name] for name in ("number", "date", "issuer")] == ["1855/QĐ-BTC", "2022-09-13", "Bộ Tài chính"]
