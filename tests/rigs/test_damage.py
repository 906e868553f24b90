"""Bits that rot, and a log file that somebody tidies away: found at the next start, and made good by the neighbours."""

from pathlib import Path
from random import Random
from shutil import copyfile, copytree, ignore_patterns

from db.connection import scalar
from db.errors import StorageError
from desktop.backup import copies
from desktop.checking import check_ledger
from desktop.jobs import Job
from desktop.sync.exchange import import_bundle, write_bundle
from tests.rigs import scenes
from tests.rigs.acting import digest, workspace_in
from tests.support.exchange import admitted_pair, approved_entry
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE, Ledger

FLIPS = 25
PERCENT = "SELECT percent FROM p_progress WHERE entity = ?"


def is_found(folder: Path) -> bool:
    """Whether opening or checking the ledger finds it damaged."""
    try:
        session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    except StorageError:
        return True
    try:
        return not check_ledger(session, Job()).is_whole
    except StorageError:
        return True
    finally:
        session.close()


def test_row_56_every_flipped_bit_of_a_ledger_is_found_and_the_backup_takes_its_place(tmp_path: Path) -> None:
    folder, chance = scenes.prepared("export", tmp_path), Random(56)
    data = folder / "hp" / "data"
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    kept = copies.make(data, session.database_key, copies.Cause.BY_HAND, 1_182_762_000_000)
    held = digest(session.database)
    session.close()
    whole = (data / "so.db").read_bytes()
    for _ in range(FLIPS):
        raw, place = bytearray(whole), chance.randrange(len(whole))
        raw[place] ^= 1 << chance.randrange(8)
        (data / "so.db").write_bytes(raw)
        assert is_found(folder), f"a flip at {place} of {len(whole)}"
    for name in ("so.db", "keyslots.json", "workspace.json"):
        copyfile(kept.folder / name, data / name)
    assert not is_found(folder)
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    assert digest(session.database) == held
    session.close()


def test_row_57_a_log_that_was_tidied_away_is_noticed_and_the_neighbours_return_what_was_sent(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        import_bundle(pair.hp, pair.down().path)
        pair.department.close()
        pair.department.sign_in()
        entity = approved_entry(pair.department, plan)
        import_bundle(pair.hq, pair.up().path)
        copytree(tmp_path / "hp", tmp_path / "tidied" / "hp", ignore=ignore_patterns("so.db-*"))
        left = Ledger(workspace_in(tmp_path / "tidied"), "", pair.department.clock, pair.department.machine)
        session = left.sign_in()
        assert session.journal.writer.generation == 2, "it knows that it lacks what it once wrote"
        assert scalar(session.database, PERCENT, (entity,)) is None
        import_bundle(pair.hq, write_bundle(session, "TCHQ", pair.stick).path)
        import_bundle(session, pair.down().path)
        assert scalar(session.database, PERCENT, (entity,)) == 100
        left.close()
