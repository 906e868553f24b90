"""Files made to harm: each is refused in one sentence, in a process that does not grow by more than 300 MB."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.errors import AppError, NotAPlan, UnsupportedDocument
from desktop.importing.readers.formats import open_document
from desktop.messages import message_of
from tests.support import word as w
from tests.support import workbooks as x
from tests.support.hostile import HOSTILE, Hostile, hex_noise

ROOT = Path(__file__).parents[4]
MOST_MIB = 300
WEIGHTY = (
    "50 MB in one paragraph",
    "a row of 100.000 cells",
    "a part that unpacks to more than it tells",
    "a million columns",
    "a million rows",
    "two cells in far corners",
    "one text in a million cells",
    "50 MB in one cell of a workbook",
    "50 MB in one shared text",
    "70.000 parts",
)
"""Those that would fill the memory of a program that reads before it counts."""


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_refused_for_what_it_is(hostile: Hostile) -> None:
    with pytest.raises(UnsupportedDocument) as refused:
        open_document(hostile.make(), name="tep.docx")
    assert refused.value.reason == hostile.reason
    assert "«tep.docx»" in message_of(refused.value).what


def test_an_empty_file_is_no_plan() -> None:
    with pytest.raises(NotAPlan) as refused:
        open_document(b"", name="tep.docx")
    assert refused.value.reason == "empty"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how large a process grew")
@pytest.mark.parametrize("hostile", [one for one in HOSTILE if one.name in WEIGHTY], ids=lambda hostile: hostile.name)
def test_a_hostile_file_fills_no_memory(hostile: Hostile, tmp_path: Path) -> None:
    assert opened(hostile.make(), tmp_path) < MOST_MIB


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how large a process grew")
def test_the_largest_files_that_are_read_fill_no_memory_either(tmp_path: Path) -> None:
    rows = "".join(w.row(str(n), hex_noise(800), "Cục Hải quan") for n in range(20_000))
    assert opened(w.word(w.table(rows)), tmp_path, "read") < MOST_MIB
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>{n} {"việc " * 50}</t></is></c>'
        f'<c r="C{n}"><v>2025</v></c></row>'
        for n in range(1, 25_000)
    )
    assert opened(x.raw_xlsx(cells), tmp_path, "read") < MOST_MIB


def opened(data: bytes, folder: Path, outcome: str = "") -> float:
    """How many MiB a process grew that opened these bytes."""
    file = folder / "tep.bin"
    file.write_bytes(data)
    command = [sys.executable, "-m", "tests.support.opening", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert not outcome or told["outcome"] == outcome
    return float(told["mib"])


def test_a_web_page_called_a_workbook_is_read_for_what_it_is() -> None:
    page = "<html><body><table><tr><td>STT<td>Nội dung<td>Chủ trì<tr><td>1<td>Việc<td>Cục</table></body></html>"
    assert len(open_document(page.encode(), name="ke-hoach.xls").tables[0].rows) == 2


def test_a_web_page_of_elements_in_one_another_does_not_exhaust_the_program() -> None:
    with suppress(AppError):
        open_document(b"<html>" + b"<div>" * 100_000 + b"x", name="tep")


WHOLE = (
    w.word(w.paragraph("Kế hoạch"), w.table(w.row("STT", "Nội dung", "Chủ trì"), w.row("1", "Việc", "Cục"))),
    x.xlsx({"A": [["STT", "Nội dung", "Chủ trì"], [1, "Việc", "Cục"]]}),
    x.xls({"A": [["STT", "Nội dung", "Chủ trì"], [1, "Việc", "Cục"]]}),
    x.ods(x.ods_table([x.ods_row("STT", "Nội dung", "Chủ trì"), x.ods_row("1", "Việc", "Cục")])),
)


@pytest.mark.parametrize("data", WHOLE, ids=["docx", "xlsx", "xls", "ods"])
def test_a_file_with_any_byte_changed_or_cut_is_read_or_refused(data: bytes) -> None:
    for place in range(0, len(data), max(1, len(data) // 150)):
        for damaged in (data[:place], data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]):
            with suppress(AppError):
                open_document(damaged, name="tep")
