"""Verified copies: what is in them, which of them count, which are kept."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from db.connection import close_database, open_database, scalar
from db.errors import StorageError
from desktop.backup.copies import BackupFacts, Cause, backups, is_intact, make, thin_out
from desktop.workspace import open_workspace
from tests.support.ledgers import OFFICER, PASSPHRASE, Ledger, new_ledger


def at(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def empty_copy(folder: Path, moment: datetime, cause: Cause = Cause.DAILY) -> Path:
    """A copy as far as the list is concerned."""
    target = folder / "backups" / f"{moment:%Y%m%d-%H%M%S}-{cause}"
    target.mkdir(parents=True)
    (target / "so.db").write_bytes(b"")
    (target / "backup.json").write_bytes(msgspec.json.encode(BackupFacts(at(moment), cause, 0, "")))
    return target


def test_a_copy_opens_with_the_same_keys_and_passphrases(ledger: Ledger, tmp_path: Path) -> None:
    ledger.import_608("HQ03")
    session = ledger.administrator
    made = make(ledger.workspace.folder, session.database_key, Cause.BY_HAND, ledger.clock())
    assert made in backups(ledger.workspace.folder)
    assert is_intact(made)
    shutil.copytree(made.folder, tmp_path / "restored")
    restored = open_workspace(tmp_path / "restored", ledger.machine).sign_in(None, PASSPHRASE)
    assert scalar(restored.database, "SELECT count(*) FROM p_assignment") == 14
    restored.close()


def test_a_restored_ledger_writes_new_streams(ledger: Ledger, tmp_path: Path) -> None:
    session = ledger.administrator
    made = make(ledger.workspace.folder, session.database_key, Cause.BY_HAND, ledger.clock())
    ledger.import_608("HQ03")
    shutil.copytree(made.folder, tmp_path / "restored")
    restored = open_workspace(tmp_path / "restored", ledger.machine).sign_in(None, PASSPHRASE)
    assert (session.journal.writer.generation, restored.journal.writer.generation) == (1, 2)
    restored.close()


def test_two_copies_in_one_millisecond_are_two(ledger: Ledger) -> None:
    now, key = ledger.clock(), ledger.administrator.database_key
    one = make(ledger.workspace.folder, key, Cause.UPGRADE, now)
    two = make(ledger.workspace.folder, key, Cause.UPGRADE, now)
    assert one.folder != two.folder
    assert {backup.folder for backup in backups(ledger.workspace.folder)} == {one.folder, two.folder}


def test_a_copy_that_fails_is_not_there(ledger: Ledger) -> None:
    with pytest.raises(StorageError):
        make(ledger.workspace.folder, bytes(32), Cause.BY_HAND, ledger.clock())
    assert backups(ledger.workspace.folder) == []
    assert list((ledger.workspace.folder / "backups").iterdir()) == []


def test_a_copy_into_a_folder_that_cannot_be_written_is_a_fault_of_the_store(ledger: Ledger) -> None:
    (ledger.workspace.folder / "backups").write_text("a file stands where the folder should be")
    with pytest.raises(StorageError):
        make(ledger.workspace.folder, ledger.administrator.database_key, Cause.BY_HAND, ledger.clock())


def test_a_copy_that_was_damaged_later_is_not_listed_or_found_out(ledger: Ledger) -> None:
    folder, key = ledger.workspace.folder, ledger.administrator.database_key
    cut = make(folder, key, Cause.UPGRADE, ledger.clock())
    flipped = make(folder, key, Cause.UPGRADE, ledger.clock())
    unfinished = make(folder, key, Cause.UPGRADE, ledger.clock())
    raw = (cut.folder / "so.db").read_bytes()
    (cut.folder / "so.db").write_bytes(raw[:-4096])
    (flipped.folder / "so.db").write_bytes(raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:])
    (unfinished.folder / "backup.json").unlink()
    assert [backup.folder for backup in backups(folder)] == [flipped.folder]
    assert not is_intact(flipped)


def test_a_copy_is_made_while_somebody_writes(ledger: Ledger) -> None:
    from desktop.actions import Action, Audience
    from desktop.journal.event import EntityId, Fact

    session = ledger.administrator
    with session.changing(Action.MAKE_REPORT) as change:
        change.write(Fact("report.made", EntityId("report/1"), {"name": "a"}, Audience.LOCAL))
        made = make(ledger.workspace.folder, session.database_key, Cause.BY_HAND, ledger.clock())
    copy = open_database(made.folder / "so.db", session.database_key)
    assert scalar(copy, "SELECT count(*) FROM p_report") == 0
    close_database(copy)


def test_hours_days_and_months_are_kept_as_far_as_the_rule_goes(tmp_path: Path) -> None:
    now = datetime(2007, 6, 25, 9, 30)
    for hours in range(24 * 40):
        empty_copy(tmp_path, now - timedelta(hours=hours))
    thin_out(tmp_path)
    kept = {datetime.fromtimestamp(backup.facts.at_ms / 1000) for backup in backups(tmp_path)}
    hourly = {now - timedelta(hours=hours) for hours in range(24)}
    last_of_day = {datetime(2007, 6, day, 23, 30) for day in range(12, 25)} | {now}
    last_of_month = {now, datetime(2007, 5, 31, 23, 30)}
    assert kept == hourly | last_of_day | last_of_month


def test_twenty_four_months_are_kept_and_every_upgrades_copy(tmp_path: Path) -> None:
    months = [datetime(year, month, 28, 12) for year in (2004, 2005, 2006) for month in range(1, 13)]
    for moment in months:
        empty_copy(tmp_path, moment)
    old = empty_copy(tmp_path, datetime(2001, 1, 1), Cause.UPGRADE)
    thin_out(tmp_path)
    kept = [backup.folder for backup in backups(tmp_path)]
    assert len(kept) == 25
    assert old in kept
    assert {datetime.fromtimestamp(backup.facts.at_ms / 1000) for backup in backups(tmp_path)[:-1]} == set(months[-24:])


def test_the_copy_just_made_stays_although_the_clock_was_set_back(ledger: Ledger) -> None:
    folder, key = ledger.workspace.folder, ledger.administrator.database_key
    now = datetime(2007, 6, 25, 9, 30)
    later = make(folder, key, Cause.BY_HAND, at(now))
    before = make(folder, key, Cause.BY_HAND, at(now - timedelta(minutes=10)))
    assert {backup.folder for backup in backups(folder)} == {later.folder, before.folder}


def test_a_copy_taken_between_two_keys_opens_for_everybody(tmp_path: Path) -> None:
    """A new key waits in the lockers until people sign in; the copy carries the lockers."""
    from desktop.permissions import Role
    from desktop.users.people import add_person, remove_person

    ledger = new_ledger(tmp_path)
    gone = add_person(ledger.administrator, OFFICER, Role.OFFICER, PASSPHRASE)
    remove_person(ledger.administrator, gone.id)
    made = make(ledger.workspace.folder, ledger.administrator.database_key, Cause.BY_HAND, ledger.clock())
    ledger.close()
    shutil.copytree(made.folder, tmp_path / "restored")
    open_workspace(tmp_path / "restored", ledger.machine).sign_in(None, PASSPHRASE).close()
