"""`unit …`: headquarters keeps the unit table from the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED, WRONG_USAGE
from desktop.units.table import load_units
from desktop.workspace import open_workspace
from tests.support.ledgers import PASSPHRASE, new_ledger

Run = Callable[..., tuple[int, str, str]]
NEW = ("HQ62", "--name", "Cục Hải quan tỉnh Mẫu", "--level", "provincial", "--parent", "TCHQ")


@pytest.fixture(params=["TCHQ"])
def run(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    made = new_ledger(tmp_path, request.param)
    made.close()
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_STATE", str(made.machine.state_folder))

    def command(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--data", str(made.workspace.folder)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    yield command
    made.close()


def found(run: Run, *words: str) -> dict[str, dict[str, object]]:
    code, out, _ = run("unit", "list", *words, "--json")
    assert code == DONE
    return {unit["code"]: unit for unit in json.loads(out)}


def test_the_table_is_listed_by_words_level_and_day(run: Run) -> None:
    assert len(found(run)) == len(load_units().all_units())
    assert list(found(run, "--find", "hai phong", "--level", "provincial")) == ["HQ03"]
    assert len(found(run, "--level", "provincial", "--on", "2007-03-27")) == 33, "the 33 of 2007"
    assert len(found(run, "--level", "regional", "--on", "01/03/2025")) == 20
    code, out, err = run("unit", "list", "--find", "HQ03")
    assert (code, err) == (DONE, "1 đơn vị.\n")
    assert "đến hết 28/02/2025" in out


def test_a_unit_is_added_changed_and_ended(run: Run) -> None:
    assert run("unit", "add", *NEW, "--alias", "Cục HQ Mẫu")[::2] == (DONE, "Đã thêm 1, sửa 0 đơn vị.\n")
    change = ("--alias", "HQ Mẫu", "--drop-alias", "Cục HQ Mẫu", "--place", "Mẫu", "--from", "2008-01-01")
    assert run("unit", "change", "HQ62", *change)[0] == DONE
    end = ("--last", "2012-06-30", "--successor", "HQ03", "--reason", "QĐ 1/QĐ-TTg")
    assert run("unit", "end", "HQ62", *end)[0] == DONE
    unit = found(run, "--find", "HQ62")["HQ62"]
    assert unit["aliases"] == ["HQ Mẫu"]
    assert (unit["valid_from"], unit["valid_to"], unit["successors"]) == ("2008-01-01", "2012-06-30", ["HQ03"])


def test_everything_wrong_is_told_and_nothing_written(run: Run) -> None:
    code, _, err = run("unit", "add", *NEW[:-1], "HQ99", "--from", "2025-03-01", "--to", "2025-02-28")
    assert code == REFUSED
    assert "Không có đơn vị cấp trên mang mã «HQ99»" in err
    assert "Ngày hết đứng trước ngày bắt đầu." in err
    assert "HQ62" not in found(run)
    assert run("unit", "change", "HQ62", "--place", "x")[0] == REFUSED
    assert run("unit", "add", "HQ62", "--name", "x", "--level", "sao")[0] == WRONG_USAGE


def test_the_table_goes_out_is_edited_and_comes_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "don-vi.csv"
    assert run("unit", "export", str(file))[0] == DONE
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("Cục Hải quan tỉnh Quảng Ninh", "Cục Hải quan Quảng Ninh mới", 1), encoding="utf-8")
    code, out, err = run("unit", "load", str(file), "--preview", "--json")
    assert code == DONE
    assert [unit["code"] for unit in json.loads(out)["units"]] == ["HQ20"]
    assert err.endswith("Chưa có gì được ghi vào sổ.\n")
    assert found(run, "--find", "HQ20")["HQ20"]["name"] == "Cục Hải quan tỉnh Quảng Ninh"
    assert run("unit", "load", str(file))[0] == DONE
    assert found(run, "--find", "HQ20")["HQ20"]["name"] == "Cục Hải quan Quảng Ninh mới"
    file.write_text(text.replace("provincial,TCHQ", "provincial,KHONG"), encoding="utf-8")
    code, _, err = run("unit", "load", str(file))
    assert code == REFUSED
    assert err.count("Không có đơn vị cấp trên") == 35


@pytest.mark.parametrize("run", ["HQ03"], indirect=True)
def test_a_department_receives_the_table_and_does_not_change_it(run: Run) -> None:
    code, _, err = run("unit", "add", *NEW)
    assert code == REFUSED
    assert err.startswith("Bảng đơn vị do cơ quan trung ương giữ.")


def test_a_unit_that_headquarters_added_makes_its_ledger_from_the_table_it_was_given(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, folder = tmp_path / "don-vi.csv", tmp_path / "hq62"
    assert run("unit", "add", *NEW)[0] == DONE
    assert run("unit", "export", str(table))[0] == DONE
    create = ["node", "create", "--data", str(folder), "--unit", "HQ62", "--user", "Lê Thu Hà"]
    assert main(create) == REFUSED, "the shipped table does not know the unit"
    assert main([*create, "--units", str(table)]) == DONE
    capsys.readouterr()
    assert main(["unit", "list", "--find", "HQ62", "--data", str(folder)]) == DONE
    assert "Cục Hải quan tỉnh Mẫu" in capsys.readouterr().out
    assert open_workspace(folder).info.node == "TCHQ/HQ62"
    table.write_text("code,canonical_name,level,parent\nHQ62,Cục Mẫu,provincial,KHONG\nHQ63,Cục Hai,provincial,TCHQ\n")
    other = ["node", "create", "--data", str(tmp_path / "x"), "--unit", "HQ62", "--user", "Hà", "--units", str(table)]
    assert main(other) == REFUSED
    assert "KHONG" in capsys.readouterr().err
