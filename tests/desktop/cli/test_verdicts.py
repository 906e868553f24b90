"""Accepting, sending back, and tasks given back, by command line on both sides."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED
from desktop.plans.records import Plan
from desktop.sync.exchange import import_bundle
from tests.support.exchange import DAY, Pair, admitted_pair, approved_entry
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

Run = Callable[..., tuple[int, str]]
TASK = ("--plan", "608/QĐ-TCHQ", "--path")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Pair, Plan]]:
    with admitted_pair(tmp_path) as made:
        plan = made.headquarters.import_608("HQ03")
        import_bundle(made.hp, made.down().path, as_of=DAY)
        approved_entry(made.department, plan)
        approved_entry(made.department, plan, "I/C/2")
        yield made, plan


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)

    def command(side: str, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("SOKEHOACH_STATE", str(tmp_path / side / "state"))
        code = main(["verdict", *words, "--data", str(tmp_path / side / "data"), "--user", ADMINISTRATOR])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return command


def test_results_are_listed_accepted_and_sent_back(pair: tuple[Pair, Plan], run: Run) -> None:
    made, _ = pair
    import_bundle(made.hq, made.up().path, as_of=DAY)
    code, printed = run("hq", "list", "--json")
    assert (code, [record["path"] for record in json.loads(printed)]) == (DONE, ["I/C/2", "I/C/4"])
    assert run("hq", "send-back", *TASK, "I/C/2", "--unit", "HQ03")[0] == REFUSED
    code, printed = run("hq", "send-back", *TASK, "I/C/2", "--unit", "HQ03", "--reason", "Thiếu danh sách")
    assert (code, printed) == (DONE, "Đã trả lại 1 kết quả cho đơn vị.\n")
    assert run("hq", "accept", "--all") == (DONE, "Đã chấp nhận 1 kết quả.\n")
    assert run("hq", "list") == (DONE, "")
    judged = {record["path"]: record for record in json.loads(run("hq", "list", "--judged", "--json")[1])}
    assert {path: record["verdict"] for path, record in judged.items()} == {"I/C/2": "sent_back", "I/C/4": "accepted"}
    assert judged["I/C/2"]["verdict_reason"] == "Thiếu danh sách"


def test_a_task_is_given_back_and_answered(pair: tuple[Pair, Plan], run: Run) -> None:
    made, _ = pair
    reason = ("--reason", "Không thuộc đơn vị")
    assert run("hp", "decline", *TASK, "I/C/6", "I/C/7", *reason) == (DONE, "Đã đề nghị trả 2 nhiệm vụ.\n")
    import_bundle(made.hq, made.up().path, as_of=DAY)
    assert "HQ03  608/QĐ-TCHQ  I/C/6  waiting  Không thuộc đơn vị" in run("hq", "declined")[1]
    unit = ("--unit", "HQ03")
    assert run("hq", "answer", *TASK, "I/C/6", *unit, "--withdraw") == (DONE, "Đã thu hồi 1 nhiệm vụ.\n")
    code, printed = run("hq", "answer", *TASK, "I/C/7", *unit, "--uphold", "Phụ lục 2 ghi rõ")
    assert (code, printed) == (DONE, "Đã giữ nguyên việc giao 1 nhiệm vụ.\n")
    answers = {one["path"]: one["answer"] for one in json.loads(run("hq", "declined", "--json")[1])}
    assert answers == {"I/C/6": "withdrawn", "I/C/7": "upheld"}
    assert run("hq", "answer", *TASK, "I/C/6", *unit, "--withdraw")[0] == REFUSED
