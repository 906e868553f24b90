"""A unit gives a task back: its word travels up, the answer comes down, nothing recorded is lost."""

import pytest

from desktop.assigning.assigning import Handover, hand_over, withdraw
from desktop.errors import ActAlreadySent, DeclineWaits, MissingReason, NotAssignedHere, NotDeclined, NotPermitted
from desktop.home import home
from desktop.plans.records import AssignedRole, AssignmentState
from desktop.verdicts.declining import (
    Answer,
    DeclinedShare,
    decline_tasks,
    declined_tasks,
    pending_count,
    uphold_tasks,
    withdraw_declined,
)
from desktop.verdicts.judging import accept_records
from desktop.verdicts.records import received_records
from tests.desktop.verdicts.conftest import Exchange, item, shown
from tests.support.exchange import DAY
from tests.support.ledgers import units
from tests.support.working_pair import PATH

NOT_OURS = "Không thuộc phạm vi của đơn vị."


def share(exchange: Exchange, path: str = PATH) -> DeclinedShare:
    return DeclinedShare(exchange.task(path), "HQ03")


def test_the_word_of_the_unit_reaches_whoever_gave_the_task(exchange: Exchange) -> None:
    assert decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS) == 1
    assert (pending_count(exchange.hp), pending_count(exchange.hq)) == (0, 0)
    exchange.up()
    (found,) = declined_tasks(exchange.hq)
    assert (found.unit, found.task.label, found.reason, found.answer) == ("HQ03", "C.4", NOT_OURS, Answer.WAITING)
    assert found.declined_by_name == exchange.supervisor.person.name
    assert pending_count(exchange.hq) == 1
    assert item(exchange.hp).assignment is AssignmentState.ASSIGNED, "until it is answered the task is the unit's"


def test_a_withdrawn_task_keeps_what_was_recorded(exchange: Exchange) -> None:
    entity = exchange.publish()
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    exchange.up()
    assert declined_tasks(exchange.hq)[0].has_entries
    assert withdraw_declined(exchange.hq, [share(exchange)], units()) == 1
    exchange.down()
    assert item(exchange.hp).assignment is AssignmentState.WITHDRAWN
    assert shown(exchange.hp, entity).record.result == "Đã lập"
    (told,) = declined_tasks(exchange.hp)
    assert (told.answer, told.answer_words) == (Answer.WITHDRAWN, NOT_OURS)
    assert pending_count(exchange.hq) == 0
    exchange.figures()


def test_a_task_that_stands_comes_with_an_answer(exchange: Exchange) -> None:
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    exchange.up()
    uphold_tasks(exchange.hq, [share(exchange)], units(), "Phụ lục 2 ghi rõ đơn vị")
    exchange.down()
    (told,) = declined_tasks(exchange.supervisor)
    assert (told.answer, told.answer_words) == (Answer.UPHELD, "Phụ lục 2 ghi rõ đơn vị")
    assert item(exchange.hp).assignment is AssignmentState.ASSIGNED
    assert pending_count(exchange.hq) == 0
    decline_tasks(exchange.supervisor, [exchange.task()], "Đơn vị không có lực lượng")
    assert declined_tasks(exchange.supervisor)[0].answer is Answer.WAITING, "the old answer is not one to the new word"


def test_a_task_withdrawn_and_given_again_is_not_declined_any_more(exchange: Exchange) -> None:
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    exchange.up()
    withdraw(exchange.hq, [exchange.task()], "HQ03", units(), reason="Giao nhầm")
    hand_over(exchange.hq, [Handover(exchange.task(), "HQ03", AssignedRole.SUPPORT)], units())
    assert pending_count(exchange.hq) == 0
    exchange.down()
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    exchange.up()
    assert pending_count(exchange.hq) == 1


def test_the_word_is_taken_back_until_it_is_sent(exchange: Exchange) -> None:
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    assert exchange.supervisor.undo().words == "Đã đề nghị trả 1 nhiệm vụ."
    assert declined_tasks(exchange.hp) == []
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    exchange.up()
    with pytest.raises(ActAlreadySent):
        exchange.supervisor.undo()


def test_who_may_decline_and_answer_and_what_it_takes(exchange: Exchange) -> None:
    task = exchange.task()
    with pytest.raises(NotPermitted):
        decline_tasks(exchange.officer, [task], NOT_OURS)
    with pytest.raises(MissingReason):
        decline_tasks(exchange.supervisor, [task], " ")
    with pytest.raises(NotAssignedHere):
        decline_tasks(exchange.hq, [task], NOT_OURS)
    with pytest.raises(NotDeclined):
        withdraw_declined(exchange.hq, [share(exchange)], units())
    decline_tasks(exchange.supervisor, [task], NOT_OURS)
    with pytest.raises(DeclineWaits):
        decline_tasks(exchange.supervisor, [task], NOT_OURS)
    with pytest.raises(NotDeclined):
        uphold_tasks(exchange.supervisor, [share(exchange)], units(), "Không phải việc của mình")
    exchange.up()
    with pytest.raises(MissingReason):
        uphold_tasks(exchange.hq, [share(exchange)], units(), "")


def test_home_counts_what_waits_for_the_word_of_the_level_above(exchange: Exchange) -> None:
    exchange.publish("I/C/15")
    decline_tasks(exchange.supervisor, [exchange.task()], NOT_OURS)
    exchange.up()
    above, below = home(exchange.hq, DAY), home(exchange.hp, DAY)
    assert (above.to_judge, above.declined) == (1, 1)
    assert (below.to_judge, below.declined) == (0, 0)
    assert item(exchange.hp).is_declined
    accept_records(exchange.hq, [received_records(exchange.hq)[0].entry.entity])
    assert home(exchange.hq, DAY).to_judge == 0
