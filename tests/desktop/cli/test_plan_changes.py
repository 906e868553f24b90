"""`plan edit`, `amend`, `differences`, `amendments` and `ack`: a plan that changes, from the command line."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED
from desktop.sync.exchange import import_bundle
from tests.support.exchange import admitted_pair
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE, Ledger

Run = Callable[..., tuple[int, str, str]]
PLAN = ("--plan", "608/QĐ-TCHQ")
DECISION = ("--decision", "1200/QĐ-TCHQ", "--date", "2007-07-02", "--title", "Sửa đổi Kế hoạch 608")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(ledger: Ledger, *words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
        monkeypatch.setenv("SOKEHOACH_STATE", str(ledger.machine.state_folder))
        capsys.readouterr()
        code = main([*words, "--data", str(ledger.workspace.folder), "--user", ADMINISTRATOR])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_a_plan_is_edited_sent_amended_and_acknowledged(tmp_path: Path, run: Run) -> None:
    with admitted_pair(tmp_path) as pair:
        hq, hp = pair.headquarters, pair.department
        hq.import_608("HQ03")
        edits = [
            (("--path", "I/C/4", "--deadline", "Tháng 8/2007"), "Đã sửa dòng I/C/4.\n"),
            (("--path", "I/C/4", "--after", "--number", "4a", "--title", "Việc thêm"), "Đã thêm dòng I/C/4a.\n"),
            (("--path", "I/C/4a", "--up"), "Đã chuyển dòng I/C/4a.\n"),
            (("--path", "I/C/4a", "--remove"), "Đã xóa dòng I/C/4a.\n"),
            (("--path", "I/C/5", "--split", "Phần một", "Phần hai"), "Đã tách dòng I/C/5 thành 2 phần.\n"),
        ]
        for words, expected in edits:
            code, _, err = run(hq, "plan", "edit", *PLAN, *words)
            assert (code, err) == (DONE, expected)
        import_bundle(pair.hp, pair.down().path)
        code, _, err = run(hq, "plan", "edit", *PLAN, "--path", "I/C/4", "--note", "x")
        assert code == REFUSED
        assert "số quyết định" in err

        changes = tmp_path / "changes.json"
        listed = [
            {"op": "change", "path": "I/C/4", "fields": {"deadline": "Tháng 9/2007"}},
            {"op": "add", "path": "I/C/4", "fields": {"number": "4b", "title": "Việc mới"}},
            {"op": "withdraw", "path": "I/C/6", "why": "Đã xong"},
            {"op": "replace", "path": "I/C/7", "by": [{"number": "7", "title": "Việc bảy"}]},
        ]
        changes.write_text(json.dumps(listed), encoding="utf-8")
        code, out, err = run(hq, "plan", "amend", *PLAN, *DECISION, "--changes", str(changes), "--json")
        assert (code, err) == (DONE, "Đã ghi bản 2 của kế hoạch 608/QĐ-TCHQ: 5 dòng thay đổi.\n")
        assert [(one["op"], one["path"]) for one in json.loads(out)["changes"]] == [
            ("change", "I/C/4"),
            ("add", "I/C/4b"),
            ("withdraw", "I/C/6"),
            ("replace", "I/C/7"),
            ("add", "I/C/7"),
        ]
        code, out, _ = run(hq, "plan", "show", "608/QĐ-TCHQ")
        assert [line[:6] for line in out.splitlines() if line.endswith("(đã rút ở bản 2)")] == ["I/C/6 ", "I/C/7 "]
        for rev, due in (("1", "2007-08-31"), ("2", "2007-09-30")):
            code, out, _ = run(hq, "plan", "show", "608/QĐ-TCHQ", "--rev", rev, "--json")
            rows = {row["path"]: row for row in json.loads(out)["rows"]}
            assert (rows["I/C/4"]["deadline"]["due"], "I/C/4b" in rows, "I/C/6" in rows) == (
                due,
                rev == "2",
                rev == "1",
            )
        import_bundle(pair.hp, pair.down().path)
        code, out, _ = run(hp, "plan", "amendments", *PLAN)
        assert code == DONE
        assert "Bản 2: 1200/QĐ-TCHQ  02/07/2007  Sửa đổi Kế hoạch 608" in out
        assert "    Rút: I/C/6" in out
        code, _, err = run(hp, "plan", "ack", *PLAN)
        assert (code, err) == (DONE, "Đã xác nhận 1 bản sửa đổi của kế hoạch 608/QĐ-TCHQ.\n")
        code, _, err = run(hp, "plan", "ack", *PLAN, "--rev", "7")
        assert code == REFUSED
        import_bundle(pair.hq, pair.up().path)
        code, out, _ = run(hq, "plan", "amendments", *PLAN, "--json")
        assert json.loads(out)["units"] == [{"unit": "HQ03", "received": 2, "acknowledged": 2, "missing": []}]


@pytest.mark.parametrize(
    "text", ["{}", "[1]", '[{"op": "add", "size": 1}]', '[{"op": "add", "fields": {"x": "y"}}]', "["]
)
def test_a_file_that_lists_no_changes_is_refused_in_words(tmp_path: Path, run: Run, text: str) -> None:
    with admitted_pair(tmp_path) as pair:
        pair.headquarters.import_608()
        changes = tmp_path / "changes.json"
        changes.write_text(text, encoding="utf-8")
        code, out, err = run(pair.headquarters, "plan", "amend", *PLAN, *DECISION, "--changes", str(changes))
        assert (code, out) == (REFUSED, "")
        assert err.startswith("Tệp «changes.json» không ghi các thay đổi đúng dạng.")


def test_a_new_version_of_the_document_is_compared_and_becomes_an_amendment(tmp_path: Path, run: Run) -> None:
    with admitted_pair(tmp_path) as pair:
        hq = pair.headquarters
        hq.import_608("HQ03")
        text = (resources.files("resources") / "plans" / "608-qd-tchq.txt").read_text(encoding="utf-8")
        document = tmp_path / "ban-moi.txt"
        document.write_text(text, encoding="utf-8")
        code, out, err = run(hq, "plan", "differences", str(document), *PLAN)
        assert (code, out, err) == (DONE, "", "0 chỗ khác.\n")
        assert text.count("\n7/2007\n") > 0
        document.write_text(text.replace("\n7/2007\n", "\n11/2007\n"), encoding="utf-8")
        code, out, err = run(hq, "plan", "differences", str(document), *PLAN, "--json")
        found = json.loads(out)
        assert code == DONE
        assert {name for one in found for name in one["fields"]} == {"deadline_text", "deadline"}
        assert {one["fields"]["deadline"]["now"]["due"] for one in found} == {"2007-11-30"}
        code, _, err = run(hq, "plan", "amend", *PLAN, *DECISION, "--from", str(document))
        assert (code, err) == (DONE, f"Đã ghi bản 2 của kế hoạch 608/QĐ-TCHQ: {len(found)} dòng thay đổi.\n")
        code, out, err = run(hq, "plan", "differences", str(document), *PLAN)
        assert (out, err) == ("", "0 chỗ khác.\n")
