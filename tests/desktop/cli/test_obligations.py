"""`obligation …` and `task slots`: what is owed month by month, from the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED, WRONG_USAGE
from tests.support.ledgers import PASSPHRASE, Ledger, new_ledger

Run = Callable[..., tuple[int, str, str]]
PLAN = ("--plan", "608/QĐ-TCHQ")


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    made.import_608("HQ03")
    made.close()
    yield made
    made.close()


@pytest.fixture
def run(headquarters: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_STATE", str(headquarters.machine.state_folder))

    def command(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--data", str(headquarters.workspace.folder)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_what_the_plan_suggests_is_defined_in_one_command(run: Run) -> None:
    code, out, err = run("obligation", "list", *PLAN, "--suggested", "--json")
    assert code == DONE, err
    assert [one["path"] for one in json.loads(out)] == ["I/C/7", "I/C/8", "I/C/9"]
    code, out, err = run("obligation", "define", *PLAN, "--suggested", "--from", "2007-05-20")
    assert (code, err) == (DONE, "Đã đặt 3 việc định kỳ; 0 việc đã có từ trước.\n")
    code, out, err = run("task", "slots", *PLAN, "--path", "I/C/8", "--as-of", "25/06/2007", "--json")
    assert code == DONE, err
    assert [(one["period"], one["due"], one["state"]) for one in json.loads(out)] == [
        ("2007-06", "2007-06-18", "overdue"),
        ("2007-07", "2007-07-17", "open"),
        ("2007-08", "2007-08-16", "open"),
    ]


def test_a_duty_by_a_rule_of_its_own_is_defined_and_ended(run: Run) -> None:
    rule = ("--every", "quarter", "--profile", "CUSTOM", "--start-day", "26", "--send-offset", "3")
    asked = ("--path", "I/C/6", "--words", "Báo cáo quý", "--from", "2007-04-01")
    code, out, err = run("obligation", "define", *PLAN, *asked, *rule, "--json")
    assert code == DONE, err
    (made,) = json.loads(out)
    assert (made["number"], made["profile"], made["send_offset"], made["unit"]) == ("1", "CUSTOM-26", 3, "")
    end = ("obligation", "end", *PLAN, "--path", "I/C/6", "--last", "2007-Q2", "--reason", "Không cần nữa")
    assert run(*end, "--number", "2")[0] == REFUSED
    code, _, err = run(*end, "--number", "1")
    assert (code, err) == (DONE, "Kỳ cuối là quý II/2007, chốt số liệu 25/06/2007.\n")
    assert "từ 01/04/2007 đến 25/06/2007" in run("obligation", "list", *PLAN)[1]


def test_days_off_are_kept(run: Run) -> None:
    code, out, err = run("obligation", "holiday", "--add", "2007-02-19", "--words", "Tết Đinh Hợi", "--json")
    assert (code, json.loads(out)) == (DONE, [{"day": "2007-02-19", "words": "Tết Đinh Hợi"}]), err
    assert json.loads(run("obligation", "holiday", "--drop", "2007-02-19", "--json")[1]) == []


@pytest.mark.parametrize("words", [("--every", "week"), ("--start-day", "29"), ("--profile", "LUNAR")])
def test_a_rule_that_does_not_exist_is_wrong_usage(run: Run, words: tuple[str, str]) -> None:
    assert run("obligation", "define", *PLAN, "--path", "I/C/7", *words)[0] == WRONG_USAGE
