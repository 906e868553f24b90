"""The check of a whole ledger finds what was damaged, wherever it was, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.connection import run, scalar, writing
from db.errors import Fault, StorageError
from desktop.checking import check_ledger, rebuild_tables
from desktop.jobs import Job, Stopped
from tests.support.ledgers import Ledger, new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path)
    made.import_608("HQ03")
    yield made
    made.close()


def test_a_whole_ledger_is_whole_and_stays_as_it_is(ledger: Ledger) -> None:
    session = ledger.administrator
    before = scalar(session.database, "SELECT count(*) FROM event")
    found = check_ledger(session, Job())
    assert found.is_whole
    assert found.events == before == scalar(session.database, "SELECT count(*) FROM event")
    assert scalar(session.database, "SELECT count(*) FROM p_assignment") == 14


def test_a_changed_projection_is_found(ledger: Ledger) -> None:
    session = ledger.administrator
    with writing(session.database):
        run(session.database, "UPDATE p_task SET due = '2099-01-01' WHERE due IS NOT NULL")
    found = check_ledger(session, Job())
    assert (found.pages_are_whole, found.broken, found.projections_agree) == (True, (), False)


@pytest.mark.parametrize("column", ["body = x'7b7d'", "hash = zeroblob(32)", "body_hash = zeroblob(32)"])
def test_a_changed_event_breaks_its_chain(ledger: Ledger, column: str) -> None:
    session = ledger.administrator
    with writing(session.database):
        for trigger in ("event_body_is_final", "event_body_is_kept"):
            run(session.database, f"DROP TRIGGER {trigger}")
        run(session.database, f"UPDATE event SET {column} WHERE type = 'plan.issued'")
    found = check_ledger(session, Job())
    assert [link.seq for link in found.broken] == [1]
    assert not found.is_whole


def test_row_56_a_damaged_page_is_found(ledger: Ledger) -> None:
    ledger.close()
    path = ledger.workspace.database_path
    raw = bytearray(path.read_bytes())
    raw[len(raw) - 2000] ^= 1
    path.write_bytes(raw)
    assert not check_ledger(ledger.sign_in(), Job()).is_whole


def test_a_check_stops_when_asked_to(ledger: Ledger) -> None:
    reported: list[int] = []
    job = Job(lambda progress: reported.append(progress.done), stop_wanted=lambda: len(reported) > 10)
    with pytest.raises(Stopped):
        check_ledger(ledger.administrator, job)
    assert check_ledger(ledger.administrator, Job()).is_whole


def test_a_ledger_in_which_somebody_writes_is_not_called_damaged(ledger: Ledger) -> None:
    other = ledger.sign_in()
    run(ledger.administrator.database, "PRAGMA busy_timeout = 1")
    with writing(other.database):
        run(other.database, "INSERT INTO setting (name, value) VALUES ('a', '1')")
        with pytest.raises(StorageError) as refused:
            check_ledger(ledger.administrator, Job())
        assert refused.value.reason is Fault.BUSY


def test_tables_that_disagree_are_folded_again_from_the_events(ledger: Ledger) -> None:
    session = ledger.administrator
    due = scalar(session.database, "SELECT group_concat(due) FROM p_task")
    with writing(session.database):
        run(session.database, "UPDATE p_task SET due = '2099-01-01'")
        run(session.database, "DELETE FROM p_search")
    rebuild_tables(session, Job())
    assert scalar(session.database, "SELECT group_concat(due) FROM p_task") == due
    assert scalar(session.database, "SELECT count(*) FROM p_search") == 80
    assert check_ledger(session, Job()).is_whole


def test_a_stopped_rebuild_leaves_the_tables_as_they_were(ledger: Ledger) -> None:
    session = ledger.administrator
    with pytest.raises(Stopped):
        rebuild_tables(session, Job(stop_wanted=lambda: True))
    assert scalar(session.database, "SELECT count(*) FROM p_task") == 80
