"""Giving in bulk from the command line: as the plan says, or by a table that is checked first."""

import json
from pathlib import Path

import pytest

from desktop.cli import main
from tests.support.ledgers import DOCUMENT, PASSPHRASE

PLAN = "608/QĐ-TCHQ"
SOURCE = Path(__file__).parents[3] / "resources" / "plans" / DOCUMENT


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Headquarters with 608."""
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_NEW_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_STATE", str(tmp_path / "state"))
    data = tmp_path / "hq"
    assert main(["node", "create", "--data", str(data), "--unit", "TCHQ", "--user", "Nguyễn Văn Cấp"]) == 0
    assert main(["plan", "import", str(SOURCE), "--data", str(data)]) == 0
    return data


def test_a_table_is_checked_refused_with_its_faults_and_given_without_them(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "giao.csv"
    file.write_text("Nhiệm vụ;Đơn vị;Vai trò\n4;HQ03, HQ20;\n5;Hải Phòng;phối hợp\n99;HQ03;\n", encoding="utf-8")
    words = ["task", "assign-table", str(file), "--data", str(ledger), "--plan", PLAN, "--section", "I/C"]
    capsys.readouterr()
    assert main([*words, "--check"]) == 0
    assert capsys.readouterr().out == "dòng 4: lỗi: Kế hoạch không có nhiệm vụ «99». Sửa số thứ tự.\n"
    assert main(words) == 1
    assert "1 dòng lỗi; chưa giao nhiệm vụ nào." in capsys.readouterr().err
    assert main([*words, "--skip-faulty", "--json"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert [row["task"] for row in given["rows"]] == ["I/C/4", "I/C/5", None]
    assert [row["units"] for row in given["rows"]] == [["HQ03", "HQ20"], ["HQ03"], ["HQ03"]]
    assert (given["faulty"], given["new"]) == (1, 3)
    assert main(["task", "list", "--data", str(ledger), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert sorted((item["path"], item["unit"], item["role"]) for item in listed) == [
        ("I/C/4", "HQ03", "lead"),
        ("I/C/4", "HQ20", "lead"),
        ("I/C/5", "HQ03", "support"),
    ]


def test_the_provincial_tasks_go_to_the_departments_of_the_plans_day(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["task", "assign-plan", "--data", str(ledger), "--plan", PLAN, "--provincial", "--json"]
    capsys.readouterr()
    assert main([*words, "--check"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert (len(seen["tasks"]), seen["proposed"], seen["new"]) == (66, 462, 0)
    four = next(task for task in seen["tasks"] if task["path"] == "I/C/4")
    hai_phong = next(unit for unit in four["units"] if unit["code"] == "HQ03")
    assert (hai_phong["role"], hai_phong["state"], hai_phong["chosen"]) == ("lead", "open", True)
    assert hai_phong["through"] == "Các Cục Hải quan tỉnh, liên tỉnh, thành phố"
    assert main([*words, "--without", "HQ03"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 14 * 32
    assert main(words) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["proposed"], again["new"]) == (14, 14)
