"""What the level above accepts or sends back: both sides show the same, whatever crosses on the way."""

import pytest

from desktop.errors import ActAlreadySent, AlreadyJudged, MissingReason, NotJudgedHere, NotPermitted
from desktop.journal.event import Fact
from desktop.journal.history import history_of
from desktop.permissions import Role
from desktop.plans.state import WorkStatus
from desktop.progress.entries import EntryState, LifeState, Verdict
from desktop.progress.facts import VERDICT_FIELDS, progress_accepted, progress_sent_back
from desktop.progress.recording import submit_entries
from desktop.progress.review import approve_entries
from desktop.progress.travel import machine_names
from desktop.sync.exchange import exchanges, import_bundle
from desktop.verdicts.judging import accept_records, send_back_records
from desktop.verdicts.records import ReceivedList, received_records, waiting_count
from tests.desktop.verdicts.conftest import Exchange, counted, item, shown


def test_a_published_entry_waits_for_the_verdict_of_the_level_that_gave_the_task(exchange: Exchange) -> None:
    entity = exchange.publish()
    assert received_records(exchange.hq) == []
    exchange.up()
    (record,) = received_records(exchange.hq)
    assert (record.entry.entity, record.unit, record.task.label, record.bundle) == (entity, "HQ03", "C.4", 1)
    assert record.imported_at is not None
    assert [(each.name, each.approved, each.submitted) for each in record.differences] == [
        ("status", None, "completed"),
        ("percent", None, 100),
        ("completed_on", None, "2007-06-18"),
        ("result", None, "Đã lập"),
    ]
    assert received_records(exchange.hp) == [], "a unit does not judge itself"
    assert (waiting_count(exchange.hq), waiting_count(exchange.hp)) == (1, 0)


def test_an_accepted_entry_counts_on_both_sides_and_waits_no_more(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    assert accept_records(exchange.hq, [entity]) == 1
    assert received_records(exchange.hq) == []
    exchange.down()
    assert shown(exchange.hp, entity).verdict is Verdict.ACCEPTED
    assert item(exchange.hp).life is LifeState.ACCEPTED
    assert exchange.figures().completed_on_time == 1


def test_what_is_sent_back_lies_on_the_officers_desk_and_counts_nowhere(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Thiếu danh sách")
    assert counted(exchange.hq).completed_on_time == 0
    exchange.down()
    entry = shown(exchange.hp, entity)
    assert (entry.state, entry.return_reason, entry.verdict_from) == (EntryState.RETURNED, "Thiếu danh sách", "TCHQ")
    assert entry.is_sent_back
    assert item(exchange.hp).life is LifeState.SENT_BACK
    assert exchange.figures().completed_on_time == 0


def test_the_corrected_entry_waits_for_a_new_verdict(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Thiếu danh sách")
    exchange.down()
    exchange.publish(result="Đã lập, kèm danh sách")
    exchange.up()
    (record,) = received_records(exchange.hq)
    assert record.entry.record.result == "Đã lập, kèm danh sách"
    assert (record.verdict, record.entry.verdict_reason) == (None, "Thiếu danh sách"), "why the one before came back"
    accept_records(exchange.hq, [entity])
    exchange.down()
    assert item(exchange.hp).life is LifeState.ACCEPTED
    assert exchange.figures().completed_on_time == 1


def test_the_same_record_handed_in_again_is_another_publication(exchange: Exchange) -> None:
    """Its signatures are the same byte for byte, yet the verdict on the first says nothing of the second."""
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Xem lại")
    exchange.down()
    submit_entries(exchange.officer, [entity])
    approve_entries(exchange.supervisor, [entity])
    assert shown(exchange.hp, entity).state is EntryState.APPROVED
    exchange.up()
    assert [record.entry.entity for record in received_records(exchange.hq)] == [entity]
    assert exchange.figures().completed_on_time == 1


def test_what_was_accepted_before_counts_again_when_its_correction_is_sent_back(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    accept_records(exchange.hq, [entity])
    exchange.down()
    exchange.publish(status="in_progress", percent="60", completed_on="", result="Đếm lại", reason="Sót tờ khai")
    exchange.up()
    (record,) = received_records(exchange.hq)
    assert [(each.name, each.approved, each.submitted) for each in record.differences] == [
        ("status", "completed", "in_progress"),
        ("percent", 100, 60),
        ("completed_on", "2007-06-18", None),
        ("result", "Đã lập", "Đếm lại"),
    ]
    assert exchange.figures().completed_on_time == 0
    send_back_records(exchange.hq, [entity], "Giữ bản trước")
    exchange.down()
    assert exchange.figures().completed_on_time == 1
    assert shown(exchange.hq, entity).effective_status is WorkStatus.COMPLETED


def test_a_correction_that_crosses_the_verdict_on_the_way_waits_for_its_own(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Thiếu danh sách")
    verdict = exchange.pair.down()
    exchange.publish(result="Đã bổ sung", reason="Thêm danh sách")
    exchange.up()
    import_bundle(exchange.hp, verdict.path)
    for session in (exchange.hq, exchange.hp):
        assert (shown(session, entity).state, shown(session, entity).verdict) == (EntryState.APPROVED, None)
        assert shown(session, entity).parallel is None
    assert exchange.figures().completed_on_time == 1
    assert [record.entry.record.result for record in received_records(exchange.hq)] == ["Đã bổ sung"]
    assert "progress.sent_back" in [happening.type for happening in history_of(exchange.hp.database, entity)]


def test_a_verdict_that_meets_an_entry_at_work_leaves_it_on_the_desk(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Thiếu danh sách")
    exchange.hand_in(result="Đang sửa", reason="Sửa")
    exchange.down()
    entry = shown(exchange.hp, entity)
    assert (entry.state, entry.record.result, entry.approved) == (EntryState.SUBMITTED, "Đang sửa", None)
    assert exchange.figures().completed_on_time == 0


def test_a_verdict_is_taken_back_until_it_is_sent(exchange: Exchange) -> None:
    entity = exchange.publish()
    exchange.up()
    send_back_records(exchange.hq, [entity], "Nhầm")
    assert exchange.hq.undo().words == "Đã trả lại 1 kết quả cho đơn vị."
    assert (shown(exchange.hq, entity).verdict, counted(exchange.hq).completed_on_time) == (None, 1)
    accept_records(exchange.hq, [entity])
    exchange.down()
    with pytest.raises(ActAlreadySent):
        exchange.hq.undo()
    send_back_records(exchange.hq, [entity], "Xem lại mới thấy thiếu")
    exchange.down()
    assert exchange.figures().completed_on_time == 0, "an acceptance can be changed by another verdict"


def test_verdicts_are_judged_entries_with_their_reason(exchange: Exchange) -> None:
    first, second = exchange.publish(), exchange.publish("I/C/15")
    exchange.up()
    accept_records(exchange.hq, [first])
    send_back_records(exchange.hq, [second], "Chưa rõ kết quả")
    found = {each.entry.entity: each for each in received_records(exchange.hq, ReceivedList.JUDGED)}
    assert [found[first].verdict, found[second].verdict] == [Verdict.ACCEPTED, Verdict.SENT_BACK]
    assert found[second].entry.verdict_reason == "Chưa rõ kết quả"
    assert found[first].judged_by_name == exchange.hq.person.name


def test_nobody_judges_without_right_reason_or_record(exchange: Exchange) -> None:
    entity = exchange.publish()
    with pytest.raises(NotJudgedHere):
        accept_records(exchange.hq, [entity])
    with pytest.raises(NotJudgedHere):
        accept_records(exchange.hp, [entity])
    exchange.up()
    with pytest.raises(MissingReason):
        send_back_records(exchange.hq, [entity], "  ")
    clerk = exchange.pair.headquarters.add("Ngô Thị Lan", Role.CLERK)
    with pytest.raises(NotPermitted):
        accept_records(clerk, [entity])
    accept_records(exchange.hq, [entity])
    with pytest.raises(AlreadyJudged):
        accept_records(exchange.hq, [entity])


def test_a_late_entry_is_marked(exchange: Exchange) -> None:
    exchange.publish()
    exchange.up()
    (record,) = received_records(exchange.hq)
    due = record.task.deadline.due
    assert due is not None
    assert record.is_late == (exchange.pair.department.machine.today() > due)


def test_every_field_of_a_verdict_is_the_level_aboves(exchange: Exchange) -> None:
    entity = exchange.publish()
    facts: list[Fact] = [
        progress_accepted(entity, {}, "TCHQ/HQ03", unit="TCHQ", by="p", at=1),
        progress_sent_back(entity, {}, "TCHQ/HQ03", unit="TCHQ", by="p", at=1, reason="x"),
    ]
    assert set().union(*(fact.fields for fact in facts)) == VERDICT_FIELDS


def test_the_way_of_every_period_is_known_with_day_and_machine(exchange: Exchange) -> None:
    entity, other = exchange.publish(), exchange.publish("I/C/15")
    assert item(exchange.hp).travels == {}
    exchange.up()
    travel = item(exchange.hp).travels[entity]
    assert (travel.bundle, travel.is_received, travel.install) == (1, False, "")
    exchange.down()
    travel = item(exchange.hp).travels[entity]
    assert travel.is_received
    assert travel.install == exchange.hq.journal.writer.install_id.hex()
    assert travel.received_at == exchanges(exchange.hp, "TCHQ")[0].at
    assert travel.install in machine_names(exchange.hp.database)
    assert item(exchange.hp, "C.15").life is LifeState.RECEIVED
    assert other in item(exchange.hp, "C.15").travels
    assert item(exchange.hq).travels == {}
