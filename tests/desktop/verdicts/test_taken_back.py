"""Imports taken back: a verdict goes with the file that brought it, and waits where the file with its record goes."""

import db.sync
from desktop.progress.entries import EntryState, Verdict
from desktop.progress.recording import entry
from desktop.session import Session
from desktop.sync.repair.taking_back import redo, take_back
from desktop.verdicts.judging import accept_records, send_back_records
from desktop.verdicts.records import received_records
from tests.desktop.verdicts.conftest import Exchange, counted, shown


def last_in(session: Session, node: str) -> int:
    return next(row["id"] for row in db.sync.bundles_of(session.database, node) if row["direction"] == "in")


def test_the_unit_takes_back_the_file_with_a_verdict(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Thiếu danh sách")
    exchange.down()
    assert counted(exchange.hp).completed_on_time == 0
    take_back(exchange.hp, last_in(exchange.hp, "TCHQ"), "nhầm tệp")
    assert (shown(exchange.hp, entity).state, shown(exchange.hp, entity).verdict) == (EntryState.APPROVED, None)
    assert counted(exchange.hp).completed_on_time == 1
    redo(exchange.hp, last_in(exchange.hp, "TCHQ"))
    assert shown(exchange.hp, entity).is_sent_back


def test_headquarters_takes_back_the_file_with_a_judged_record(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    accept_records(exchange.hq, [entity])
    take_back(exchange.hq, last_in(exchange.hq, "TCHQ/HQ03"), "tệp cũ")
    assert entry(exchange.hq.database, entity) is None
    assert received_records(exchange.hq) == []
    assert counted(exchange.hq).completed_on_time == 0
    redo(exchange.hq, last_in(exchange.hq, "TCHQ/HQ03"))
    assert shown(exchange.hq, entity).verdict is Verdict.ACCEPTED
    assert counted(exchange.hq).completed_on_time == 1
