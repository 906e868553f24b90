"""Verdicts over three levels and two machines of one unit: who gave a task judges, and all who count it agree."""

import pytest

from desktop.errors import NotJudgedHere
from desktop.journal.event import EntityId
from desktop.plans.state import TwoByTwo
from desktop.plans.tasks import TaskFilter, count, passed_on, tasks
from desktop.progress.entries import EntryState, LifeState
from desktop.progress.recording import entry
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.verdicts.declining import decline_tasks, declined_tasks
from desktop.verdicts.judging import accept_records, send_back_records
from desktop.verdicts.records import received_records
from tests.support.exchange import DAY
from tests.support.ledgers import Ledger
from tests.support.three_levels import (
    ThreeLevels,
    give_on,
    issue,
    officer_of,
    report_done,
    row_of_608,
    supervisor_of,
)


def published(ledger: Ledger, path: str) -> EntityId:
    entity = report_done(officer_of(ledger), path, "Đã kiểm tra 104 lô hàng")
    approve_entries(supervisor_of(ledger), [entity])
    return entity


def state_at(session: Session, entity: EntityId) -> EntryState:
    found = entry(session.database, entity)
    assert found is not None
    return found.state


def figures(session: Session, unit: str) -> TwoByTwo:
    return count(tasks(session, TaskFilter(as_of=DAY, unit=unit)))


def test_a_cuc_judges_what_it_gave_on_and_the_top_does_not(net: ThreeLevels) -> None:
    issue(net)
    give_on(net)
    net.carry(net.first, net.branch)
    entity = published(net.branch, "I/C/6")
    net.carry(net.branch, net.first)
    net.carry(net.first, net.top)
    cuc, top = net.first.administrator, net.top.administrator
    assert [record.entry.entity for record in received_records(cuc)] == [entity]
    assert received_records(top) == []
    assert passed_on(top, DAY)[0].life is LifeState.APPROVED
    with pytest.raises(NotJudgedHere):
        accept_records(top, [entity])
    send_back_records(cuc, [entity], "Thiếu danh sách")
    net.carry(net.first, net.branch)
    assert state_at(net.branch.administrator, entity) is EntryState.RETURNED
    assert figures(cuc, "HQ03-CK1") == figures(net.branch.administrator, "HQ03-CK1")
    assert figures(cuc, "HQ03-CK1").completed_on_time == 0


def test_both_machines_of_a_unit_learn_of_a_verdict_whichever_gets_it_first(net: ThreeLevels) -> None:
    issue(net)
    entity = published(net.first, "I/C/4")
    net.carry(net.first, net.top)
    send_back_records(net.top.administrator, [entity], "Thiếu danh sách")
    net.carry(net.top, net.second)
    net.carry(net.second, net.first)
    net.carry(net.first, net.second)
    for ledger in (net.first, net.second):
        assert state_at(ledger.administrator, entity) is EntryState.RETURNED
        assert figures(ledger.administrator, "HQ03") == figures(net.top.administrator, "HQ03")


def test_a_chi_cuc_gives_a_task_back_to_the_cuc_that_gave_it(net: ThreeLevels) -> None:
    issue(net)
    give_on(net)
    net.carry(net.first, net.branch)
    task = row_of_608(net.branch.administrator, "I/C/6").entity
    decline_tasks(supervisor_of(net.branch), [task], "Không thuộc phạm vi của đơn vị.")
    net.carry(net.branch, net.first)
    net.carry(net.first, net.top)
    assert [found.unit for found in declined_tasks(net.first.administrator)] == ["HQ03-CK1"]
    assert declined_tasks(net.top.administrator) == []
