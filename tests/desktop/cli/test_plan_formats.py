"""`plan inspect FILE --json` for every kind of file a plan arrives in."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from desktop.cli import main
from tests.support import workbooks as x
from tests.support.printed_plans import Columns, as_grid, as_word, printed

GOLDEN: Final = Path(__file__).parents[2] / "golden" / "plans" / "608.json"
COLUMNS: Final = Columns(
    {
        "number": "Số TT",
        "title": "Nội dung",
        "activities": "Công việc cần thực hiện",
        "lead_text": "Đơn vị chủ trì",
        "support_text": "Đơn vị phối hợp",
        "deadline_text": "Thời gian hoàn thành",
    }
)


def written(plan: dict[str, Any], ending: str) -> bytes:
    """The plan as a file of this ending."""
    paper = printed(plan, COLUMNS)
    rows, merges = as_grid(paper)
    if ending == "docx":
        return as_word(paper)
    if ending == "xlsx":
        return x.xlsx({"Phụ lục": rows}, merges=merges)
    if ending == "xls":
        return x.xls({"Phụ lục": rows}, merges=merges)
    if ending == "ods":
        return x.ods(x.ods_table([x.ods_row(*map(str, row)) for row in rows]))
    full = [[*map(str, row), *[""] * (6 - len(row))] for row in rows]
    return "".join(";".join(f'"{cell}"' for cell in row) + "\r\n" for row in full).encode("utf-8-sig")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "xls", "ods", "csv"])
def test_a_plan_is_inspected_in_every_format(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = json.loads(GOLDEN.read_text(encoding="utf-8"))
    file = tmp_path / f"ke-hoach.{ending}"
    file.write_bytes(written(plan, ending))
    assert main(["plan", "inspect", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["plan"] == plan["plan"]
    assert [row["path"] for row in told["rows"]] == [row["path"] for row in plan["rows"]]
    fields = ("kind", "title", "activities", "lead_units", "support_units", "deadline", "provincial")
    assert [[row[name] for name in fields] for row in told["rows"]] == [
        [row[name] for name in fields] for row in plan["rows"]
    ]
    assert all(row["source"].get("where") for row in told["rows"])
