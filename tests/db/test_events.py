"""Stored events never change, whoever asks."""

import pytest
from sqlcipher3 import dbapi2

import db.events
from db.connection import Database, run, scalar, writing
from db.events import EventState

STREAM, INSTALL = b"s" * 16, b"i" * 16


@pytest.fixture
def sid(database: Database) -> int:
    with writing(database):
        stream = db.events.add_stream(
            database,
            stream_id=STREAM,
            node="TCHQ",
            install_id=INSTALL,
            audience="down",
            generation=1,
            own=True,
            key_id=None,
            start_hash=bytes(32),
        )
        values = (stream["sid"], 1, b"h" * 32, 1, "plan.issued", "plan/1", "p", b"{}", b"b" * 32, 1, None, 0, None)
        db.events.add_events(database, [values])
    return stream["sid"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = x'7b7d20'",
        "UPDATE event SET hash = zeroblob(32)",
        "UPDATE event SET body_hash = zeroblob(32)",
        "UPDATE event SET type = 'task.issued'",
        "UPDATE event SET entity = 'plan/2'",
        "UPDATE event SET hlc = 2",
        "UPDATE event SET author = 'q'",
        "UPDATE event SET seq = 2",
        "UPDATE event SET sid = 2",
        "UPDATE event SET arrived = 2",
        "DELETE FROM event",
        (
            "INSERT OR REPLACE INTO event SELECT sid, seq, hash, 9, type, entity, author, body, body_hash, state, "
            "bundle, arrived, before FROM event"
        ),
    ],
)
def test_an_event_is_never_changed_or_deleted(database: Database, sid: int, statement: str) -> None:
    def change() -> None:
        with writing(database):
            run(database, statement)

    with pytest.raises(dbapi2.IntegrityError, match="never"):
        change()
    assert scalar(database, "SELECT body FROM event") == b"{}"


def test_a_body_may_be_withheld_by_law_and_the_state_may_change(database: Database, sid: int) -> None:
    with writing(database):
        db.events.mark(database, EventState.WITHHELD, [(sid, 1)])
        run(database, "UPDATE event SET body = NULL")
    assert scalar(database, "SELECT state FROM event") == EventState.WITHHELD
    assert scalar(database, "SELECT body FROM event") is None


def test_a_number_in_a_stream_is_taken_once(database: Database, sid: int) -> None:
    values = (sid, 1, b"x" * 32, 1, "plan.issued", "plan/1", "p", b"{}", b"b" * 32, 1, None, 0, None)

    def again() -> None:
        with writing(database):
            db.events.add_events(database, [values])

    with pytest.raises(dbapi2.IntegrityError):
        again()


def test_an_audience_has_one_own_stream_in_a_generation(database: Database, sid: int) -> None:
    def second() -> None:
        with writing(database):
            db.events.add_stream(
                database,
                stream_id=b"t" * 16,
                node="TCHQ",
                install_id=INSTALL,
                audience="down",
                generation=1,
                own=True,
                key_id=None,
                start_hash=bytes(32),
            )

    with pytest.raises(dbapi2.IntegrityError):
        second()
