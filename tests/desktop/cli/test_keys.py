"""The life of keys by command line: two of three root keys, a machine renewed, one revoked, one replaced."""

import json
from pathlib import Path

import pytest

from desktop.cli.keys import KEY_PASSPHRASE
from tests.desktop.cli.conftest import Run


@pytest.fixture(autouse=True)
def key_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    for ending in ("", "_1", "_2", "_3"):
        monkeypatch.setenv(KEY_PASSPHRASE + ending, "mật khẩu của khóa")


def admit(run: Run, folder: Path, parent: Path, child: Path) -> None:
    digits = json.loads(run("node", "request", "--data", child, "--json", "--out", folder / "r.hqe"))["fingerprint"]
    enrol = ("node", "enrol", folder / "r.hqe", "--data", parent, "--json", "--out", folder / "a.hqa")
    root = json.loads(run(*enrol, "--fingerprint", digits))["fingerprint"]
    run("node", "join", folder / "a.hqa", "--data", child, "--fingerprint", root)


def test_keys_are_founded_renewed_revoked_and_replaced(run: Run, tmp_path: Path) -> None:
    hq, hp, hp2 = tmp_path / "hq", tmp_path / "hp", tmp_path / "hp2"
    for folder, unit in ((hq, "TCHQ"), (hp, "HQ03"), (hp2, "HQ03")):
        run("node", "create", "--data", folder, "--unit", unit, "--user", "Phạm Quốc Anh")
    files = [word for place in (1, 2, 3) for word in ("--key", tmp_path / f"{place}.hqk")]
    run("key", "found-root", "--data", hq, *files, "--threshold", "2")
    admit(run, tmp_path, hq, hp)
    run("key", "found-root", "--data", hq, "--key", tmp_path / "4.hqk", "--threshold", "1", code=1)

    # The root goes from two of three to one of three; a third holder is not needed.
    kept = json.loads(run("key", "list", "--data", hq, "--json"))["root"]["keys"]
    keep = [word for digits in kept for word in ("--keep", digits)]
    run("key", "propose-root", "--data", hq, "--out", tmp_path / "p.hqg", "--threshold", "1", *keep)
    run("key", "adopt-root", tmp_path / "p.hqg", "--data", hq, code=1)
    for place in (1, 2):
        run("key", "sign-root", tmp_path / "p.hqg", "--key", tmp_path / f"{place}.hqk")
    assert json.loads(run("key", "show-root", tmp_path / "p.hqg", "--json"))["complete"]
    run("key", "adopt-root", tmp_path / "p.hqg", "--data", hq)

    asked = json.loads(run("key", "renew", "--data", hp, "--json", "--out", tmp_path / "n.hqe"))
    assert len(asked["recovery_code"].replace("-", "")) == 33
    enrol = ("node", "enrol", tmp_path / "n.hqe", "--data", hq, "--out", tmp_path / "n.hqa")
    run(*enrol, "--fingerprint", asked["fingerprint"])
    run("node", "join", tmp_path / "n.hqa", "--data", hp)
    machines = json.loads(run("key", "list", "--data", hp, "--json"))["machines"]
    assert [(one["node"], one["revoked"]) for one in machines] == [
        ("TCHQ", None),
        ("TCHQ/HQ03", None),
        ("TCHQ/HQ03", "Thay khóa"),
    ]
    gone = machines[1]["key"]
    preview = json.loads(run("key", "revoke", gone[:8], "--data", hq, "--preview", "--json"))
    assert preview["others"] == 0
    run("key", "revoke", gone[:8], "--data", hq, code=1)

    digits = json.loads(run("node", "request", "--data", hp2, "--json", "--out", tmp_path / "r.hqe"))["fingerprint"]
    replace = ("key", "replace", tmp_path / "r.hqe", "--data", hq, "--of", gone, "--out", tmp_path / "a.hqa")
    root = run(*replace, "--fingerprint", digits, "--reason", "Cháy máy").strip()
    run("node", "join", tmp_path / "a.hqa", "--data", hp2, "--fingerprint", root)
    run("key", "revoke", gone, "--data", hq, "--reason", "Cháy máy", code=1)
    assert "đã thu hồi: Cháy máy" in run("key", "list", "--data", hq)
    run("key", "trust", "--data", hq, "--out", tmp_path)
    assert (tmp_path / "TCHQ-tin-cay.hqa").is_file()


def test_a_recovery_key_opens_what_was_sealed_to_the_unit(run: Run, tmp_path: Path) -> None:
    hq, hp = tmp_path / "hq", tmp_path / "hp"
    for folder, unit in ((hq, "TCHQ"), (hp, "HQ03")):
        run("node", "create", "--data", folder, "--unit", unit, "--user", "Phạm Quốc Anh")
    run("key", "make-recovery", "--data", hp, "--out", tmp_path / "k.hqk")
    admit(run, tmp_path, hq, hp)
    run("bundle", "export", "--data", hq, "--to", "TCHQ/HQ03", "--out", tmp_path / "b.hqb")
    run("key", "import", tmp_path / "b.hqb", "--data", hp, "--recovery-key", tmp_path / "k.hqk")
