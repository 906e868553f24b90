"""The first day by command line alone: headquarters and Hải Phòng, two ledgers, files between them."""

import json
from pathlib import Path

from tests.desktop.cli.conftest import Run
from tests.support.ledgers import DOCUMENT, OFFICER, SUPERVISOR

HQ_CHIEF, CLERK = "Nguyễn Văn Cấp", "Phạm Quốc Anh"
PLAN = "608/QĐ-TCHQ"
SOURCE = Path(__file__).parents[3] / "resources" / "plans" / DOCUMENT


def test_the_first_day_from_the_plan_to_the_answer(run: Run, tmp_path: Path) -> None:
    hq, hp = tmp_path / "hq", tmp_path / "hp"
    at_hq, at_hp = ("--data", hq, "--json"), ("--data", hp, "--json")

    code = run("node", "create", "--data", hq, "--unit", "TCHQ", "--user", HQ_CHIEF).strip()
    assert len(code.replace("-", "")) == 33
    created = json.loads(run("node", "create", *at_hp, "--unit", "HQ03", "--user", CLERK))
    assert (created["node"], created["unit"]) == ("TCHQ/HQ03", "HQ03")

    # Headquarters reads the plan, assigns and admits.
    parsed = json.loads(run("plan", "inspect", SOURCE, "--json"))
    assert parsed["plan"]["number"] == PLAN
    assert json.loads(run("plan", "import", SOURCE, *at_hq, "--preview")) == parsed
    assert json.loads(run("plan", "list", *at_hq)) == []
    run("plan", "import", SOURCE, *at_hq)
    assert [plan["number"] for plan in json.loads(run("plan", "list", *at_hq))] == [PLAN]
    shown = json.loads(run("plan", "show", PLAN, *at_hq))
    assert sum(row["kind"] == "task" for row in shown["rows"]) == 66
    assigned = json.loads(run("task", "assign", *at_hq, "--plan", PLAN, "--provincial", "--to", "HQ03"))
    assert assigned == {"new": 14, "unchanged": 0}
    requested = json.loads(run("node", "request", *at_hp, "--out", tmp_path / "hp.hqe"))
    assert len(requested["fingerprint"].split()) == 8
    wrong = " ".join(["00000"] * 8)
    run("node", "enrol", tmp_path / "hp.hqe", *at_hq, "--fingerprint", wrong, "--out", tmp_path / "hp.hqa", code=1)
    admitted = json.loads(
        run(
            "node", "enrol", tmp_path / "hp.hqe", *at_hq,
            "--fingerprint", requested["fingerprint"], "--out", tmp_path / "hp.hqa",
        )
    )  # fmt: skip
    joined = json.loads(run("node", "join", tmp_path / "hp.hqa", *at_hp, "--fingerprint", admitted["fingerprint"]))
    assert joined["joined"] is True
    written = json.loads(run("bundle", "export", *at_hq, "--to", "TCHQ/HQ03", "--out", tmp_path / "1.hqb"))
    assert written["number"] == 1

    # Hải Phòng takes it in, passes a task on, reports, approves, prints, answers.
    (preview,) = json.loads(run("bundle", "import", tmp_path / "1.hqb", *at_hp, "--preview"))
    assert json.loads(run("task", "list", *at_hp)) == []
    (taken,) = json.loads(run("bundle", "import", tmp_path / "1.hqb", *at_hp))
    assert (taken["counts"], taken["changes"]) == (preview["counts"], preview["changes"])
    (again,) = json.loads(run("bundle", "import", tmp_path / "1.hqb", *at_hp))
    assert again["already_imported"] is True
    assert len(json.loads(run("task", "list", *at_hp, "--as-of", "2007-07-01"))) == 14
    run("user", "add", OFFICER, "--role", "officer", *at_hp)
    run("user", "add", SUPERVISOR, "--role", "supervisor", *at_hp, "--user", CLERK)
    run("task", "list", *at_hp, code=1)  # now that there are three people, one must be named
    as_officer, as_supervisor, as_clerk = ((*at_hp, "--user", name) for name in (OFFICER, SUPERVISOR, CLERK))
    run("task", "allocate", *as_supervisor, "--plan", PLAN, "--path", "I/C/4", "--officer", OFFICER)
    found = json.loads(run("task", "list", *as_officer, "--officer", OFFICER, "--words", "doanh nghiep"))
    assert [task["path"] for task in found] == ["I/C/4"]
    reporting = ("progress", "report", *as_officer, "--plan", PLAN, "--path", "I/C/4", "--period", "2007-06")
    run(*reporting, "--percent", "101", code=1)
    entry = json.loads(
        run(
            *reporting, "--status", "completed", "--percent", "100", "--completed-on", "2007-06-18",
            "--product", "Danh sách 12 doanh nghiệp", "--number", "1234/HQHP-NV", "--date", "2007-06-18", "--submit",
        )
    )  # fmt: skip
    assert (entry["entry_state"], entry["progress_percent"]) == ("submitted", 100)
    verdict = ("--plan", PLAN, "--path", "I/C/4", "--period", "2007-06")
    run("progress", "approve", *as_officer, *verdict, code=1)
    run("progress", "return", *as_supervisor, *verdict, code=1)  # without a reason
    (returned,) = json.loads(run("progress", "return", *as_supervisor, *verdict, "--reason", "Thiếu kết quả"))
    assert returned["entry_state"] == "returned"
    run(*reporting, "--result", "Đã lập danh sách", "--submit")
    (waiting,) = json.loads(run("progress", "waiting", *as_supervisor))
    assert (waiting["path"], waiting["product"]) == ("I/C/4", "Danh sách 12 doanh nghiệp")
    (approved,) = json.loads(run("progress", "approve", *as_supervisor, "--all"))
    assert approved["entry_state"] == "approved"
    for ending in ("pdf", "xlsx"):
        making = ("report", "make", "task-results", *as_supervisor, "--period", "2007-06")
        made = json.loads(run(*making, "--out", tmp_path / f"r.{ending}"))
        assert Path(made["file"]).stat().st_size > 2000
    run("bundle", "export", *as_officer, "--to", "TCHQ", "--out", tmp_path / "no.hqb", code=1)
    run("bundle", "export", *as_clerk, "--to", "TCHQ", "--out", tmp_path / "2.hqb")

    # Headquarters sees the figures move and answers; Hải Phòng sees that it arrived.
    def at_headquarters() -> dict[str, object]:
        tasks = json.loads(run("task", "list", *at_hq, "--unit", "HQ03", "--as-of", "2007-07-01"))
        (task,) = [task for task in tasks if task["path"] == "I/C/4"]
        return dict(task)

    assert at_headquarters()["state"] == "open_overdue"
    flipped = bytearray((tmp_path / "2.hqb").read_bytes())
    flipped[len(flipped) // 2] ^= 1
    (tmp_path / "flipped.hqb").write_bytes(flipped)
    (refused,) = json.loads(run("bundle", "import", tmp_path / "flipped.hqb", *at_hq, code=1))
    assert refused["refused"]
    assert at_headquarters()["state"] == "open_overdue"
    (moved,) = json.loads(run("bundle", "import", tmp_path / "2.hqb", *at_hq))
    assert moved["counts"]["rejected"] == 0
    assert at_headquarters()["state"] == "completed_on_time"
    run("bundle", "export", *at_hq, "--to", "TCHQ/HQ03", "--out", tmp_path / "3.hqb")

    def life() -> str:
        (task,) = json.loads(run("task", "list", *as_clerk, "--words", "C.4"))
        return str(task["life"])

    assert life() == "exported"
    run("bundle", "import", tmp_path / "3.hqb", *as_clerk)
    assert life() == "received"
    assert json.loads(run("bundle", "inspect", tmp_path / "3.hqb", "--json"))["size"] > 0
    assert len(json.loads(run("bundle", "list", *as_clerk))) == 3
    for ledger in (at_hq, as_clerk):
        assert json.loads(run("check", *ledger))["is_whole"] is True
    run("task", "withdraw", *at_hq, "--plan", PLAN, "--path", "I/C/4", "--unit", "HQ03", "--reason", "Thử")
    assert at_headquarters()["state"] is None
