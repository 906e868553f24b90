"""How commands behave: exit codes, where what is printed, and passphrases."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import DONE, REFUSED, WRONG_USAGE
from desktop.permissions import Role
from desktop.users.people import person_named
from desktop.workspace import open_workspace
from tests.support.ledgers import ADMINISTRATOR, OFFICER, PASSPHRASE, Ledger, new_ledger

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
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["plan"],
        ["plan", "list"],
        ["task", "list", "--as-of", "hôm qua"],
        ["task", "assign", "--data", "x", "--plan", "608", "--to", "HQ03"],
        ["user", "add", "Hà", "--role", "king", "--data", "x"],
        ["progress", "approve", "--data", "x", "--all", "--path", "I/C/4"],
        ["node", "create", "--data", "x", "--unit", "HQ03", "--user", "A", "--passphrase", "secret"],
    ],
)
def test_wrong_usage_is_told_in_vietnamese_and_ends_with_two(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (WRONG_USAGE, "")
    assert err.startswith("Lệnh viết chưa đúng: ")
    for english in ("required", "invalid", "unrecognized", "expected", "argument"):
        assert english not in err


def test_help_is_no_failure(run: Run) -> None:
    code, out, _ = run("progress", "report", "--help")
    assert code == DONE
    assert "--completed-on" in out


@pytest.mark.parametrize(
    "words",
    [
        ["plan", "show", "999/QĐ-TCHQ"],
        ["task", "list", "--plan", "999/QĐ-TCHQ"],
        ["task", "assign", "--plan", "608/QĐ-TCHQ", "--path", "I/C/99", "--to", "HQ03"],
        ["task", "assign", "--plan", "608/QĐ-TCHQ", "--path", "I/C", "--to", "HQ03"],
        ["task", "assign", "--plan", "608/QĐ-TCHQ", "--provincial", "--to", "HQ99"],
        ["task", "allocate", "--plan", "608/QĐ-TCHQ", "--path", "I/C/4", "--officer", "Không Ai"],
        ["progress", "report", "--plan", "608/QĐ-TCHQ", "--path", "I/C/4", "--period", "tháng sáu"],
        ["progress", "submit", "--plan", "608/QĐ-TCHQ", "--path", "I/C/4"],
        ["report", "make", "không-có", "--period", "2007-06", "--out", "x.pdf"],
        ["user", "remove", ADMINISTRATOR],
        ["user", "role", ADMINISTRATOR, "--role", "officer"],
    ],
)
def test_a_refusal_is_one_message_and_exit_code_one(run: Run, ledger: Ledger, words: list[str]) -> None:
    code, out, err = run(*words, "--data", ledger.workspace.folder, "--json")
    assert (code, out) == (REFUSED, "")
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith(".")


def test_a_folder_without_a_ledger_and_a_missing_file_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("plan", "list", "--data", tmp_path / "nothing")[0] == REFUSED
    assert run("plan", "inspect", tmp_path / "nothing.txt")[0] == REFUSED
    assert run("bundle", "inspect", tmp_path / "nothing.hqb")[0] == REFUSED


def test_a_wrong_passphrase_is_refused(run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", "không phải")
    assert run("plan", "list", "--data", ledger.workspace.folder)[0] == REFUSED


def test_without_a_terminal_a_missing_passphrase_is_refused(
    run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOKEHOACH_PASSPHRASE")
    code, _, err = run("plan", "list", "--data", ledger.workspace.folder)
    assert code == REFUSED
    assert "SOKEHOACH_PASSPHRASE" in err


def test_at_a_terminal_the_passphrase_is_asked_for(run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    asked: list[str] = []

    def answered(question: str) -> str:
        asked.append(question)
        return PASSPHRASE

    monkeypatch.delenv("SOKEHOACH_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", answered)
    assert run("plan", "list", "--data", ledger.workspace.folder)[0] == DONE
    assert asked == [f"Mật khẩu của {ADMINISTRATOR}: "]


def test_a_ledger_in_use_is_refused(run: Run, ledger: Ledger) -> None:
    with ledger.workspace.hold():
        code, _, err = run("plan", "list", "--data", ledger.workspace.folder)
    assert code == REFUSED
    assert "đang mở" in err


def test_a_list_for_people_stands_on_stdout_and_the_totals_beside_it(run: Run, ledger: Ledger) -> None:
    code, out, err = run("task", "list", "--data", ledger.workspace.folder, "--as-of", "2007-07-01")
    assert code == DONE
    assert len(out.splitlines()) == 14
    assert "14 nhiệm vụ tính đến 01/07/2007" in err


def test_progress_is_changed_field_by_field(run: Run, ledger: Ledger) -> None:
    where = ("--plan", "608/QĐ-TCHQ", "--path", "I/C/4", "--period", " 2007-06", "--data", ledger.workspace.folder)
    run("progress", "report", *where, "--status", "in_progress", "--percent", "40", "--result", "Mười hai")
    code, out, _ = run("progress", "report", *where, "--percent", "60", "--json")
    assert code == DONE
    entry = json.loads(out)
    assert (entry["status"], entry["progress_percent"], entry["result"]) == ("in_progress", 60, "Mười hai")
    assert entry["period"] == "2007-06"


def test_a_warning_is_told_and_stops_nothing(run: Run, ledger: Ledger) -> None:
    where = ("--plan", "608/QĐ-TCHQ", "--path", "I/C/4", "--data", ledger.workspace.folder)
    code, _, err = run("progress", "report", *where, "--number", "12/NV")
    assert code == DONE
    assert "Cảnh báo" in err


def test_the_recovery_code_gives_a_new_passphrase(run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOKEHOACH_RECOVERY_CODE", ledger.recovery_code)
    monkeypatch.setenv("SOKEHOACH_NEW_PASSPHRASE", "câu mới dễ nhớ")
    monkeypatch.delenv("SOKEHOACH_PASSPHRASE")
    assert run("node", "recover", "--data", ledger.workspace.folder, "--user", ADMINISTRATOR)[0] == DONE
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", PASSPHRASE)
    assert run("plan", "list", "--data", ledger.workspace.folder)[0] == REFUSED
    monkeypatch.setenv("SOKEHOACH_PASSPHRASE", "câu mới dễ nhớ")
    assert run("plan", "list", "--data", ledger.workspace.folder)[0] == DONE


def test_people_are_added_promoted_renewed_and_removed(
    run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ("--data", ledger.workspace.folder, "--json")
    monkeypatch.setenv("SOKEHOACH_NEW_PASSPHRASE", PASSPHRASE)
    assert json.loads(run("user", "add", OFFICER, "--role", "officer", *folder)[1])["role"] == "officer"
    as_chief = (*folder, "--user", ADMINISTRATOR)
    assert json.loads(run("user", "role", OFFICER, "--role", "clerk", *as_chief)[1])["role"] == "clerk"
    monkeypatch.setenv("SOKEHOACH_NEW_PASSPHRASE", "câu mới dễ nhớ")
    assert run("user", "passphrase", *folder, "--user", OFFICER)[0] == DONE
    assert run("plan", "list", *folder, "--user", OFFICER)[0] == REFUSED
    listed = json.loads(run("user", "list", *as_chief)[1])
    assert {person["name"]: person["role"] for person in listed} == {ADMINISTRATOR: "administrator", OFFICER: "clerk"}
    removed = json.loads(run("user", "remove", OFFICER, *as_chief)[1])
    assert removed["recovery_code"] != ledger.recovery_code
    session = open_workspace(ledger.workspace.folder, ledger.machine).sign_in(None, PASSPHRASE)
    ledger.sessions.append(session)
    person = person_named(session.database, "HQ03", OFFICER)
    assert (person.role, person.is_active) == (Role.CLERK, False)


def test_a_damaged_ledger_is_found_and_ends_with_one(run: Run, ledger: Ledger) -> None:
    assert json.loads(run("check", "--data", ledger.workspace.folder, "--json")[1])["is_whole"] is True
    path = ledger.workspace.database_path
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    code, out, err = run("check", "--data", ledger.workspace.folder, "--json")
    assert code == REFUSED
    assert err
    assert out == "" or json.loads(out)["is_whole"] is False


def test_a_command_loads_no_window() -> None:
    script = "import sys, desktop.cli; sys.exit('PySide6' in sys.modules or 'reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 0


def test_vietnamese_is_printed_whatever_the_code_page() -> None:
    script = "from desktop.cli import main; main(['report', 'list'])"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", script],
        env={"PYTHONIOENCODING": "cp1252", "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert "Báo cáo kết quả thực hiện kế hoạch" in done.stdout.decode("utf-8")
