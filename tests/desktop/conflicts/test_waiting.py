"""How many decisions wait for whom."""

from datetime import date

from desktop.conflicts.deciding import answer_of, decide, whole_side
from desktop.conflicts.postponing import postpone
from desktop.conflicts.reading import open_conflicts
from desktop.conflicts.waiting import Waiting, waiting_decisions
from desktop.journal.event import EntityId
from tests.desktop.conflicts.conftest import Desk


def test_nothing_waits_in_a_ledger_without_a_conflict(desk: Desk) -> None:
    assert waiting_decisions(desk.supervisor) == Waiting(0, False)


def test_who_may_decide_is_waited_for_until_he_puts_it_off_or_decides(desk: Desk, parted: EntityId) -> None:
    assert waiting_decisions(desk.supervisor) == Waiting(1, True)
    assert waiting_decisions(desk.officer) == Waiting(0, False)
    postpone(desk.supervisor, parted, date(2007, 7, 1))
    assert waiting_decisions(desk.supervisor) == Waiting(0, True)
    (conflict,) = open_conflicts(desk.supervisor)
    decide(desk.supervisor, [answer_of(conflict, whole_side(conflict, 0))])
    assert waiting_decisions(desk.supervisor) == Waiting(0, True)
    assert waiting_decisions(desk.officer) == Waiting(0, True), "what was decided can be read by everybody"
