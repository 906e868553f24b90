"""Files that were received, by command line: looked into, taken in as a folder, printed, refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED
from desktop.sync.exchange import ExportMode, import_bundle, write_bundle
from tests.support.exchange import DAY, admitted_pair, approved_entry
from tests.support.ledgers import PASSPHRASE

Run = Callable[..., tuple[int, str, str]]
LABELS = {"I/C/4": "608/QĐ-TCHQ C.4", "I/C/2": "608/QĐ-TCHQ C.2"}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Two files of Hải Phòng, a cut one, and something else."""
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        import_bundle(pair.hp, pair.down().path, as_of=DAY)
        folder = tmp_path / "collected"
        folder.mkdir()
        for path in LABELS:
            approved_entry(pair.department, plan, path)
            write_bundle(pair.hp, "TCHQ", folder, mode=ExportMode.SINCE_SENT)
    (folder / "cut.hqb").write_bytes((folder / "HQ03-TCHQ-0002.hqb").read_bytes()[:-9])
    (folder / "notes.txt").write_bytes(b"x")
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOKEHOACH_STATE", str(tmp_path / "hq" / "state"))

    def command(*words: str | Path) -> tuple[int, str, str]:
        code = main(["bundle", *(str(word) for word in words), "--data", str(tmp_path / "hq" / "data")])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_a_folder_is_previewed_taken_in_and_printed(run: Run, stick: Path, tmp_path: Path) -> None:
    code, out, _ = run("folder", stick, "--preview", "--json")
    assert code == REFUSED  # one file of it
    preview = json.loads(out)
    assert json.loads(run("list", "--json")[1])[0]["direction"] == "out"
    code, out, _ = run("folder", stick, "--json", "--out", tmp_path / "all.pdf")
    assert (code, json.loads(out)) == (REFUSED, preview)
    assert {one["file"]: one["state"] for one in preview["files"]} == {
        "HQ03-TCHQ-0001.hqb": "taken",
        "HQ03-TCHQ-0002.hqb": "taken",
        "cut.hqb": "refused",
        "notes.txt": "foreign",
    }
    assert (preview["before"]["total"], preview["silent"]) == (14, [])
    assert [sender["numbers"] for sender in preview["senders"]] == [[1, 2]]
    assert (tmp_path / "all.pdf").stat().st_size > 2000
    code, _, _ = run("report", "--from", "TCHQ/HQ03", "--number", "2", "--out", tmp_path / "one.pdf")
    assert code == DONE
    assert (tmp_path / "one.pdf").stat().st_size > 2000
    assert run("report", "--from", "TCHQ/HQ03", "--number", "9", "--out", tmp_path / "no.pdf")[0] == REFUSED
    (refused,) = json.loads(run("refused", "--json")[1])
    assert (refused["file"], refused["reason"], refused["times"]) == ("cut.hqb", "damaged", 2)
    assert "cut.hqb" in run("refused")[1]


def test_a_file_is_looked_into_in_office_words(run: Run, stick: Path) -> None:
    first, second = stick / "HQ03-TCHQ-0001.hqb", stick / "HQ03-TCHQ-0002.hqb"
    _, out, _ = run("inspect", second)
    assert f"Kết quả đã duyệt: 1 ({LABELS['I/C/2']})" in out
    assert "Cần nhập trước: tệp 1." in out
    assert run("import", second, "--json")[0] == DONE
    assert run("import", first)[0] == DONE
    found = json.loads(run("inspect", first, "--json")[1])
    assert (found["new"], found["needs"], found["is_older"]) == (0, [], True)
    assert [one["tasks"] for one in found["contents"] if one["type"] == "progress.published"] == [[LABELS["I/C/4"]]]
    assert found["imported_at_ms"] is not None
