"""A data folder: opening it, keeping others out, signing in, the recovery code."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from argon2.low_level import hash_secret_raw

from db import settings
from db.connection import Database, close_database, open_database, run, scalar
from db.errors import Fault, StorageError
from desktop import workspace as workspaces
from desktop.backup.copies import Cause, backups
from desktop.checking import check_ledger
from desktop.errors import (
    DamagedKeySlots,
    IncompleteWorkspace,
    MissingPassphrase,
    MistypedRecoveryCode,
    NetworkFolder,
    NoWorkspaceHere,
    UnknownPerson,
    WeakPassphrase,
    WhichPerson,
    WorkspaceInUse,
    WrongPassphrase,
)
from desktop.jobs import Job
from desktop.keyslots.recovery import new_recovery_code
from desktop.keyslots.slots import Holds
from desktop.permissions import Role
from desktop.users.people import add_person
from desktop.workspace import open_workspace
from tests.support.ledgers import ADMINISTRATOR, OFFICER, PASSPHRASE, Ledger, new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path)
    yield made
    made.close()


def test_a_folder_without_a_ledger_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspaceHere):
        open_workspace(tmp_path)
    (tmp_path / "workspace.json").write_text("{}")
    with pytest.raises(NoWorkspaceHere):
        open_workspace(tmp_path)


def test_row_58_a_ledger_on_a_network_drive_is_refused(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "is_network_path", lambda _path: True)
    with pytest.raises(NetworkFolder):
        open_workspace(ledger.workspace.folder)


def test_signing_in_asks_for_the_right_passphrase(ledger: Ledger) -> None:
    for wrong in ("mật khẩu 2008", "MẬT KHẨU 2007", PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase):
            ledger.sign_in(passphrase=wrong)
    with pytest.raises(MissingPassphrase):
        ledger.sign_in(passphrase="")


def test_the_only_person_need_not_be_named_but_one_of_two_must(ledger: Ledger) -> None:
    assert ledger.workspace.person(None).name == ADMINISTRATOR
    add_person(ledger.administrator, OFFICER, Role.OFFICER, PASSPHRASE)
    with pytest.raises(WhichPerson):
        ledger.workspace.person(None)
    assert ledger.workspace.person(f" {OFFICER}").name == OFFICER
    with pytest.raises(UnknownPerson):
        ledger.workspace.person("Nguyễn Văn Không")


def test_one_persons_passphrase_does_not_open_anothers_door(ledger: Ledger) -> None:
    add_person(ledger.administrator, OFFICER, Role.OFFICER, "mật khẩu khác")
    with pytest.raises(WrongPassphrase):
        ledger.sign_in(OFFICER, PASSPHRASE)


def test_signing_in_costs_one_derivation(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[object] = []

    def counted(*arguments: Any) -> bytes:
        costs.append(arguments)
        return hash_secret_raw(*arguments)

    monkeypatch.setattr("desktop.keyslots.slots.hash_secret_raw", counted)
    ledger.sign_in()
    assert len(costs) == 1


HOLDER = """
import sys
from pathlib import Path
from desktop.workspace import open_workspace
with open_workspace(Path(sys.argv[1])).hold():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_row_59_another_process_is_kept_out_until_the_first_one_leaves(ledger: Ledger) -> None:
    folder = str(ledger.workspace.folder)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdin is not None
    assert other.stdout is not None
    with other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceInUse), ledger.workspace.hold():
            pass
        other.kill()
        other.wait()
    with ledger.workspace.hold():
        pass


def test_row_59_in_one_process_the_folder_is_held_once(ledger: Ledger) -> None:
    again = open_workspace(ledger.workspace.folder, ledger.machine)
    with ledger.workspace.hold(), pytest.raises(WorkspaceInUse), again.hold():
        pass
    with ledger.workspace.hold():
        pass


def test_a_lost_database_file_is_not_replaced_by_an_empty_one(ledger: Ledger) -> None:
    ledger.close()
    ledger.workspace.database_path.unlink()
    with pytest.raises(StorageError) as refused:
        ledger.sign_in()
    assert refused.value.reason is Fault.UNREADABLE
    assert not ledger.workspace.database_path.exists()


def test_an_emptied_database_file_is_damage(ledger: Ledger) -> None:
    ledger.close()
    ledger.workspace.database_path.write_bytes(b"")
    with pytest.raises(StorageError) as refused:
        ledger.sign_in()
    assert refused.value.reason is Fault.DAMAGED


def test_lost_or_damaged_key_slots_are_named(ledger: Ledger) -> None:
    slots = ledger.workspace.folder / "keyslots.json"
    slots.write_bytes(b"{}")
    with pytest.raises(DamagedKeySlots):
        ledger.sign_in()
    slots.unlink()
    with pytest.raises(DamagedKeySlots):
        ledger.sign_in()


@pytest.mark.parametrize("damage", [b"", b"[1", b"\xff\xfe", None])
def test_a_ledger_whose_workspace_file_is_lost_is_not_taken_for_an_empty_folder(
    ledger: Ledger, damage: bytes | None
) -> None:
    info = ledger.workspace.folder / "workspace.json"
    info.unlink() if damage is None else info.write_bytes(damage)
    with pytest.raises(IncompleteWorkspace):
        open_workspace(ledger.workspace.folder)


def test_a_ledger_of_a_newer_program_is_refused_untouched(ledger: Ledger) -> None:
    run(ledger.administrator.database, "PRAGMA user_version = 99")
    with pytest.raises(StorageError) as refused:
        ledger.sign_in()
    assert refused.value.reason is Fault.NEWER
    assert backups(ledger.workspace.folder) == []


def add_a_table(database: Database) -> None:
    run(database, "CREATE TABLE addition (a TEXT) STRICT")


def empty_a_column(database: Database) -> None:
    run(database, "UPDATE p_plan SET title = ''")


def add_a_table_and_fail(database: Database) -> None:
    add_a_table(database)
    raise RuntimeError("the step is wrong")


def test_an_older_ledger_is_brought_up_to_date_after_a_backup(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from db import migrations

    before = migrations.LATEST
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, add_a_table))
    monkeypatch.setattr(migrations, "LATEST", before + 1)
    session = ledger.sign_in()
    assert scalar(session.database, "PRAGMA user_version") == before + 1
    (backup,) = backups(ledger.workspace.folder)
    assert backup.facts.cause is Cause.UPGRADE
    copy = open_database(backup.folder / "so.db", session.database_key)
    assert scalar(copy, "PRAGMA user_version") == before
    close_database(copy)


def test_what_a_step_leaves_empty_is_folded_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from db import migrations

    plan = ledger.import_608("HQ03")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, empty_a_column))
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    session = ledger.sign_in()
    assert scalar(session.database, "SELECT title FROM p_plan") == plan.title
    assert check_ledger(session, Job()).is_whole


def test_row_60_a_failing_upgrade_leaves_the_older_ledger(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from db import migrations

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, add_a_table_and_fail))
    before = migrations.LATEST
    monkeypatch.setattr(migrations, "LATEST", before + 1)
    with pytest.raises(RuntimeError):
        ledger.sign_in()
    monkeypatch.undo()
    assert scalar(ledger.sign_in().database, "PRAGMA user_version") == before


def test_the_recovery_code_gives_a_new_passphrase_and_a_new_approval_key(ledger: Ledger) -> None:
    officer = ledger.add(OFFICER, Role.OFFICER)
    old = officer.approval_key
    session = ledger.workspace.recover(ledger.recovery_code.lower().replace("-", " "), OFFICER, "câu mới dễ nhớ")
    ledger.sessions.append(session)
    assert session.person == officer.person
    assert session.approval_key != old
    stored = scalar(session.database, "SELECT approval_key FROM p_person WHERE person = ?", (session.person.id,))
    assert stored == session.approval_key.public.hex()
    assert session.secrets is None
    with pytest.raises(WrongPassphrase):
        ledger.sign_in(OFFICER)
    assert ledger.sign_in(OFFICER, "câu mới dễ nhớ").approval_key == session.approval_key
    ledger.sign_in(ADMINISTRATOR)


def test_an_administrator_recovers_the_keys_of_the_installation(ledger: Ledger) -> None:
    session = ledger.workspace.recover(ledger.recovery_code, None, "câu mới dễ nhớ")
    ledger.sessions.append(session)
    assert session.secrets == ledger.administrator.secrets
    assert session.database_key == ledger.administrator.database_key


def test_a_wrong_recovery_code_changes_nothing(ledger: Ledger) -> None:
    before = (ledger.workspace.folder / "keyslots.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        ledger.workspace.recover(new_recovery_code(), None, "câu mới dễ nhớ")
    with pytest.raises(MistypedRecoveryCode):
        ledger.workspace.recover(ledger.recovery_code[:-1], None, "câu mới dễ nhớ")
    with pytest.raises(WeakPassphrase):
        ledger.workspace.recover(ledger.recovery_code, None, "ngắn")
    with pytest.raises(UnknownPerson):
        ledger.workspace.recover(ledger.recovery_code, "Nguyễn Văn Không", "câu mới dễ nhớ")
    assert (ledger.workspace.folder / "keyslots.json").read_bytes() == before


def test_the_recovery_code_never_opens_a_persons_approval_key(ledger: Ledger) -> None:
    found = ledger.workspace.slots().unlock_recovery(ledger.recovery_code)
    assert set(found) == {Holds.DATABASE, Holds.INSTALLATION}


def test_a_ledger_carried_to_another_machine_writes_new_streams(ledger: Ledger, tmp_path: Path) -> None:
    carried = open_workspace(
        ledger.workspace.folder, replace(ledger.machine, state_folder=tmp_path / "another machine")
    )
    first = carried.sign_in(None, PASSPHRASE)
    second = carried.sign_in(None, PASSPHRASE)
    ledger.sessions += [first, second]
    assert [first.journal.writer.generation, second.journal.writer.generation] == [2, 2]
    assert settings.setting(second.database, "generation") == "2"


def test_nothing_of_what_is_written_can_be_read_in_the_folder(ledger: Ledger) -> None:
    marker = "DAU-HIEU-1855"
    session = ledger.add(OFFICER, Role.OFFICER)
    plan = ledger.import_608("HQ03")
    from desktop.backup import copies
    from desktop.progress.recording import Typed, check, entity_for, report, save_draft

    row = ledger.row(plan, "I/C/4")
    save_draft(session, entity_for(session, row, ""), Typed(result=f"{marker} nháp"))
    record, _ = check(Typed(status="in_progress", percent="40", result=marker), today=ledger.machine.today())
    report(session, row, "", record)
    copies.make(ledger.workspace.folder, session.database_key, Cause.BY_HAND, ledger.clock())
    assert scalar(session.database, "SELECT count(*) FROM p_progress WHERE result = ?", (marker,)) == 1

    def contains(text: bytes) -> list[str]:
        folders = (ledger.workspace.folder, ledger.machine.state_folder)
        files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
        assert len(files) >= 8
        return [file.name for file in files if text in file.read_bytes()]

    open_ones = contains(marker.encode()) + contains(PASSPHRASE.encode()) + contains(session.database_key)
    ledger.close()
    open_ones += contains(marker.encode()) + contains(session.approval_key.private or b"\0none")
    assert open_ones == []


def test_the_file_beside_the_ledger_names_people_and_no_secret(ledger: Ledger) -> None:
    info = msgspec.json.decode((ledger.workspace.folder / "workspace.json").read_bytes())
    assert set(info) == {"version", "database_id", "unit", "unit_name", "node", "people"}
    assert [set(person) for person in info["people"]] == [{"id", "name", "role"}]
