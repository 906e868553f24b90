"""Files of a result by command line: added, listed, sent up, asked for and saved on the other side."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED
from desktop.plans.plans import plan_numbered
from desktop.sync.exchange import import_bundle
from tests.support.exchange import DAY, Pair, admitted_pair, approved_entry
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

Run = Callable[..., tuple[int, str]]
TASK = ("--plan", "608/QĐ-TCHQ", "--path", "I/C/4", "--unit", "HQ03")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with admitted_pair(tmp_path) as made:
        made.headquarters.import_608("HQ03")
        import_bundle(made.hp, made.down().path, as_of=DAY)
        yield made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)

    def command(side: str, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("SOKEHOACH_STATE", str(tmp_path / side / "state"))
        place = ("--data", str(tmp_path / side / "data"), "--user", ADMINISTRATOR)
        code = main(["attachment", *words, *TASK, *place])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return command


def test_a_file_goes_from_the_unit_to_headquarters_by_commands(pair: Pair, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Biên bản.txt"
    file.write_text("noi dung", encoding="utf-8")
    assert run("hp", "add", str(file)) == (DONE, "Đã đính kèm «Biên bản.txt», 8 B.\n")
    approved_entry(pair.department, plan_numbered(pair.hp.database, "608/QĐ-TCHQ"))
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert run("hq", "save", "Biên bản.txt", "--out", str(tmp_path / "out.txt"))[0] == REFUSED
    assert run("hq", "ask", "Biên bản.txt") == (DONE, "Sẽ xin «Biên bản.txt» trong tệp trao đổi tới.\n")
    assert " đã xin " in run("hq", "list")[1]
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    (told,) = json.loads(run("hq", "list", "--json")[1])
    assert (told["name"], told["size"], told["is_here"]) == ("Biên bản.txt", 8, True)
    assert run("hq", "save", told["sha256"][:8], "--out", str(tmp_path / "out.txt"))[0] == DONE
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "noi dung"
    assert run("hp", "remove", "Biên bản.txt")[0] == REFUSED, "it is approved"
    assert run("hp", "remove", "khác.txt") == (REFUSED, "Không có tệp đính kèm «khác.txt».\n")


def test_a_file_is_taken_off_again(pair: Pair, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a", encoding="utf-8")
    run("hp", "add", str(file))
    assert run("hp", "remove", "a.txt") == (DONE, "Đã gỡ «a.txt».\n")
    assert run("hp", "list") == (DONE, "")
