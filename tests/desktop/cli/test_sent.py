"""Files and papers that go out, by command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED
from desktop.sync.exchange import import_bundle
from tests.support.exchange import admitted_pair, approved_entry
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Headquarters that issued 608 to Hải Phòng in file 1 and took its answer in."""
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        import_bundle(pair.hp, pair.down().path)
        approved_entry(pair.department, plan)
        import_bundle(pair.hq, pair.up().path)
    return tmp_path / "stick"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)

    def command(*words: str | Path, unit: str = "hq") -> tuple[int, str, str]:
        monkeypatch.setenv("SOKEHOACH_STATE", str(tmp_path / unit / "state"))
        code = main(["bundle", *(str(word) for word in words), "--data", str(tmp_path / unit / "data")])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_a_file_is_looked_at_before_it_is_written(run: Run, given: Path) -> None:
    code, out, _ = run("export", "--to", "TCHQ/HQ03", "--out", given, "--preview", "--full", "--json")
    said = json.loads(out)
    assert (code, said["number"], said["counts"]["plan"]) == (DONE, 2, 1)
    words = run("export", "--to", "TCHQ/HQ03", "--out", given, "--preview", "--mode", "full")[1]
    assert "Kế hoạch: 1" in words
    assert not (given / "TCHQ-HQ03-0002.hqb").exists()


def test_an_earlier_file_is_sent_again_and_a_wrong_number_is_refused(run: Run, given: Path) -> None:
    again = json.loads(run("export", "--to", "TCHQ/HQ03", "--out", given, "--again", "1", "--mail", "--json")[1])
    assert (again["number"], again["events"], len(again["files"])) == (2, 99, 1)
    code, _, err = run("export", "--to", "TCHQ/HQ03", "--out", given, "--again", "17")
    assert code == REFUSED
    assert "tệp đi số 17" in err
    nothing = json.loads(run("export", "--to", "TCHQ/HQ03", "--out", given, "--mode", "since-sent", "--json")[1])
    assert nothing["events"] == 0


def test_a_receipt_goes_over_paper(run: Run, given: Path, tmp_path: Path) -> None:
    paper = json.loads(run("receipt-paper", "--to", "TCHQ/HQ03", "--out", tmp_path / "page.pdf", "--json")[1])
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    document[0].render(scale=200 / 72).to_pil().save(tmp_path / "scan.png")
    document.close()
    at_hp = ("--user", ADMINISTRATOR, "--json")
    read = json.loads(run("read-receipt", tmp_path / "scan.png", "--out", given, *at_hp, unit="hp")[1])
    (taken,) = json.loads(run("import", read["file"], *at_hp, unit="hp")[1])
    assert (taken["number"], taken["counts"]["new"]) == (paper["number"], 0)
    assert taken["counts"]["receipts"] > 0
    code, _, err = run("read-receipt", tmp_path / "page.pdf", "--out", given)
    assert code == REFUSED
    assert "PNG hoặc JPG" in err
