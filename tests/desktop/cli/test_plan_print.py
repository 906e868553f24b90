"""`plan print`: the paper of a plan from the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED, WRONG_USAGE
from tests.support.ledgers import PASSPHRASE, Ledger, new_ledger

PLAN = "608/QĐ-TCHQ"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path)
    made.import_608("HQ03")
    made.close()
    yield made
    made.close()


@pytest.fixture
def run(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_STATE", str(ledger.machine.state_folder))

    def command(*words: str | Path) -> tuple[int, str, str]:
        code = main(["plan", "print", *map(str, words), "--data", str(ledger.workspace.folder)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.mark.parametrize(("form", "begin"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_plan_is_written_in_the_form_its_file_is_named_for(run: Run, tmp_path: Path, form: str, begin: bytes) -> None:
    path = tmp_path / f"608.{form}"
    code, out, err = run(PLAN, path)
    assert (code, out) == (DONE, "")
    assert err == f"Đã ghi kế hoạch {PLAN}: {path}.\n"
    assert path.read_bytes().startswith(begin)


def test_the_tasks_of_a_unit_are_marked_and_counted(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(PLAN, tmp_path / "608.xlsx", "--unit", "HQ03", "--json")
    told = json.loads(out)
    assert (code, told["form"], told["rows"]) == (DONE, "xlsx", 80)
    assert told["legend"][0].startswith("Vạch đậm ở lề trái: 14 nhiệm vụ giao cho Cục Hải quan thành phố Hải Phòng")


def test_all_assignments_can_be_printed(run: Run, tmp_path: Path) -> None:
    _, _, err = run(PLAN, tmp_path / "608.pdf", "--assigned")
    assert err.startswith("Đã giao 14 nhiệm vụ cho 1 đơn vị")


def test_two_kinds_of_marks_at_once_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    code, _, _ = run(PLAN, tmp_path / "608.pdf", "--assigned", "--unit", "HQ03")
    assert code == WRONG_USAGE


@pytest.mark.parametrize(
    ("number", "name", "told"),
    [
        ("1/QĐ-X", "1.pdf", "1/QĐ-X"),
        (PLAN, "608.odt", ".pdf, .docx, .xlsx"),
        (PLAN, "nowhere/608.pdf", "Không ghi được tệp"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_plain_words(
    run: Run, tmp_path: Path, number: str, name: str, told: str
) -> None:
    code, out, err = run(number, tmp_path / name)
    assert (code, out) == (REFUSED, "")
    assert told in err
    assert not (tmp_path / name).exists()
