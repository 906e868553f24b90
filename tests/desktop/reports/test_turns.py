"""A report comes out again to the digit though events it knew count otherwise since (FEATURES F4; SYNC §2.7–2.10)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import db.events
import db.projections
import db.reports
import db.sync
from db.connection import Row, rows, run, writing
from db.events import EventState
from desktop.actions import Action, Audience
from desktop.dates import parse_period
from desktop.errors import ApprovalFault, ReportDiffers
from desktop.journal.as_of import uncounted_of
from desktop.journal.event import EntityId
from desktop.journal.receiving import Receiver
from desktop.reports.differences import differences_since
from desktop.reports.later import later_counts
from desktop.reports.making import make_report, prepare_report, prepare_reprint
from desktop.reports.picture import ReportChoice
from desktop.reports.registry import TASK_RESULTS
from desktop.reports.turns import Turn
from desktop.session import Session
from desktop.sync.endpoint import stored_trust
from desktop.sync.exchange import import_bundle
from desktop.sync.inbound.authority import Authority
from desktop.sync.inbound.rejections import MENDED_BY_ROSTER
from desktop.sync.inbound.settling import settle_events
from desktop.sync.repair.facts import fork_ruled
from desktop.sync.repair.taking_back import redo, take_back
from desktop.units.table import load_units
from tests.support.exchange import DAY, Pair, approved_entry

HALF = parse_period("2007-H1")


@dataclass(frozen=True)
class Received:
    """Headquarters with a record that Hải Phòng approved, and the event that brought it."""

    hq: Session
    entry: EntityId
    event: Row

    def fold(self) -> None:
        """Show the record by what counts now."""
        self.hq.journal.touch(self.entry)


@pytest.fixture
def received(pair: Pair) -> Received:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    entry = approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    found = "SELECT sid, seq, stream_id, bundle FROM event JOIN stream USING (sid) WHERE entity = ? AND state = 1"
    (event,) = rows(pair.hq.database, found, (entry,))
    return Received(pair.hq, entry, event)


def _as_it_is(_received: Received) -> None:
    """The record counts."""


def _rejected(received: Received) -> None:
    """As if it had come before the roster."""
    with writing(received.hq.database), received.hq.journal.in_transaction():
        db.events.reject(
            received.hq.database, received.event["sid"], received.event["seq"], ApprovalFault.UNKNOWN_APPROVER
        )
        received.fold()


def _roster_came(received: Received) -> None:
    journal = received.hq.journal
    with writing(received.hq.database), journal.in_transaction():
        judge = Authority(received.hq.database, journal.writer.node).judge
        assert Receiver(journal, judge, None).reconsider(MENDED_BY_ROSTER)


def _newer(received: Received) -> None:
    """As if this program had not known its type."""
    with writing(received.hq.database), received.hq.journal.in_transaction():
        place = (received.event["sid"], received.event["seq"])
        db.events.mark(received.hq.database, EventState.NEWER_TYPE, [place])
        received.fold()


def _program_came(received: Received) -> None:
    with writing(received.hq.database), received.hq.journal.in_transaction():
        assert settle_events(received.hq.journal, stored_trust(received.hq.database)).applied


def _ended(received: Received) -> None:
    """The stream is ruled to end in front of it."""
    session, stream = received.hq, bytes(received.event["stream_id"])
    with session.changing(Action.RULE_FORK) as change:
        last, by = received.event["seq"] - 1, session.person.id
        change.write(fork_ruled(stream, last, Audience.DOWN, by=by, at=change.now_ms, reason="chốt"))
        settle_events(session.journal, stored_trust(session.database))


def _taken_back(received: Received) -> None:
    take_back(received.hq, received.event["bundle"], "gửi nhầm")


def _redone(received: Received) -> None:
    redo(received.hq, received.event["bundle"])


Step = Callable[[Received], None]
TURNS: list[tuple[Step, Step, Turn]] = [
    (_rejected, _roster_came, Turn.COUNTED),
    (_newer, _program_came, Turn.COUNTED),
    (_as_it_is, _ended, Turn.DROPPED),
    (_as_it_is, _taken_back, Turn.DROPPED),
    (_taken_back, _redone, Turn.COUNTED),
]
NAMES = ["rejected then accepted", "of a newer program", "stream ended since", "taken back since", "redone since"]


@pytest.mark.parametrize(("before", "since", "turn"), TURNS, ids=NAMES)
def test_what_counted_then_counts_in_the_reprint_and_what_turned_is_named(
    received: Received, before: Step, since: Step, turn: Turn, tmp_path: Path
) -> None:
    hq = received.hq
    before(received)
    made = make_report(hq, TASK_RESULTS, HALF, DAY, tmp_path / "then.xlsx", load_units())
    (row,) = db.reports.reports(hq.database)
    report = EntityId(row["entity"])
    assert later_counts(hq) == {report: 0}
    then = prepare_reprint(hq, made.check_code).content
    since(received)
    shown = db.projections.digest(hq.database)
    again = prepare_reprint(hq, made.check_code)
    now = prepare_report(hq, TASK_RESULTS, ReportChoice(HALF, DAY), load_units())
    assert again.check_code == made.check_code != now.check_code
    done = 0 if turn is Turn.COUNTED else 1
    assert (again.content.two_by_two.completed_on_time, now.content.two_by_two.completed_on_time) == (done, 1 - done)
    assert (again.content.two_by_two, again.content.appendix) == (then.two_by_two, then.appendix)
    found = differences_since(hq, report)
    (named,) = [record for record in found.later if record.entity == received.entry]
    assert (named.turn, named.label, named.unit) == (turn, "C.4", "HQ03")
    assert later_counts(hq) == {report: len(found.later)}
    assert found.arrived > 0
    assert [(figure.printed, figure.now) for figure in found.figures if figure.name == "completed_on_time"] == [
        (done, 1 - done)
    ]
    assert db.projections.digest(hq.database) == shown


def test_a_report_that_does_not_remember_what_counted_is_made_again_by_what_counts_now(
    received: Received, tmp_path: Path
) -> None:
    """As reports were made before: what was taken back since is known from the ledger, other turns are refused."""
    made = make_report(received.hq, TASK_RESULTS, HALF, DAY, tmp_path / "then.pdf", load_units())
    with writing(received.hq.database):
        run(received.hq.database, "UPDATE p_report SET uncounted = NULL")
    _taken_back(received)
    assert prepare_reprint(received.hq, made.check_code).check_code == made.check_code
    _redone(received)
    _ended(received)
    with pytest.raises(ReportDiffers):
        prepare_reprint(received.hq, made.check_code)


def test_what_does_not_count_is_remembered_as_runs(received: Received) -> None:
    database, event = received.hq.database, received.event
    stream = bytes(event["stream_id"]).hex()
    assert uncounted_of(database) == []
    last = db.events.stream_of(database, event["sid"])["frontier"]
    with writing(database):
        db.events.mark(database, EventState.NEWER_TYPE, [(event["sid"], 1)])
        db.events.reject(database, event["sid"], last - 1, "other_unit")
        db.events.mark(database, EventState.SET_ASIDE, [(event["sid"], last)])
    assert last > 3
    assert uncounted_of(database) == [[stream, 1, 1], [stream, last - 1, last]]
    with writing(database):  # what waits behind a gap is beyond the frontier
        db.events.move_frontier(database, event["sid"], last - 1, bytes(32))
    assert uncounted_of(database) == [[stream, 1, 1], [stream, last - 1, last - 1]]
