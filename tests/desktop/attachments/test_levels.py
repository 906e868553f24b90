"""Files over three levels and between the machines of one unit."""

from pathlib import Path

import db.attachments
from desktop.attachments.attachments import Attachment, ask_for, attach, attachments_of, withdraw_wish
from desktop.attachments.carrying import UNASKED_BYTES, wishes_for
from desktop.journal.event import EntityId
from desktop.progress.facts import progress_entity
from desktop.progress.review import approve_entries
from desktop.sync.endpoint import endpoint_of
from tests.support.hostile import noise
from tests.support.ledgers import Ledger
from tests.support.three_levels import (
    BRANCH,
    DEPARTMENT,
    OTHER,
    ThreeLevels,
    give_on,
    issue,
    officer_of,
    report_done,
    row_of_608,
    supervisor_of,
)

PATH = "I/C/6"


def attached(ledger: Ledger, folder: Path, content: bytes, path: str = PATH) -> Attachment:
    file = folder / "Biên bản.pdf"
    file.write_bytes(content)
    officer = officer_of(ledger)
    record = progress_entity(row_of_608(officer, path).entity, officer.unit, "")
    return attach(officer, record, file)


def approved(ledger: Ledger, path: str = PATH) -> EntityId:
    entity = report_done(officer_of(ledger), path, "Đã lập danh sách")
    approve_entries(supervisor_of(ledger), [entity])
    return entity


def here(ledger: Ledger, record: EntityId) -> list[bool]:
    return [found.is_here for found in attachments_of(ledger.administrator, record)]


def wishes(ledger: Ledger, node: str) -> int:
    return len(wishes_for(endpoint_of(ledger.administrator), node))


def test_a_node_in_between_passes_the_wish_down_and_the_content_up(net: ThreeLevels, tmp_path: Path) -> None:
    issue(net)
    give_on(net)
    net.carry(net.first, net.branch)
    found = attached(net.branch, tmp_path, b"noi dung")
    record = approved(net.branch)
    net.carry(net.branch, net.first)
    net.carry(net.first, net.top)
    assert (here(net.first, record), here(net.top, record)) == ([False], [False])
    ask_for(net.top.administrator, found.entity)
    assert (wishes(net.top, DEPARTMENT), wishes(net.top, OTHER)) == (1, 0)
    net.carry(net.top, net.first)
    assert wishes(net.first, BRANCH) == 1
    net.carry(net.first, net.branch)
    net.carry(net.branch, net.first)
    assert here(net.first, record) == [True]
    net.carry(net.first, net.top)
    assert here(net.top, record) == [True]
    net.carry(net.top, net.first)
    assert db.attachments.asked(net.first.administrator.database) == []
    assert wishes(net.first, BRANCH) == 0


def test_a_wish_that_is_withdrawn_at_the_top_dies_out_below(net: ThreeLevels, tmp_path: Path) -> None:
    issue(net)
    give_on(net)
    net.carry(net.first, net.branch)
    found = attached(net.branch, tmp_path, b"noi dung")
    approved(net.branch)
    net.carry(net.branch, net.first)
    net.carry(net.first, net.top)
    net.carry(net.first, net.second)
    ask_for(net.top.administrator, found.entity)
    for receiver in (net.first, net.second):
        net.carry(net.top, receiver)
    net.carry(net.first, net.second)
    net.carry(net.second, net.first)
    withdraw_wish(net.top.administrator, found.entity)
    for receiver in (net.first, net.second):
        net.carry(net.top, receiver)
    for _ in range(2):
        net.carry(net.first, net.second)
        net.carry(net.second, net.first)
    assert (wishes(net.first, BRANCH), wishes(net.second, BRANCH), wishes(net.first, DEPARTMENT)) == (0, 0, 0)


def test_a_small_file_goes_to_the_other_machines_of_the_unit_with_the_word_of_it(
    net: ThreeLevels, tmp_path: Path
) -> None:
    issue(net)
    found = attached(net.first, tmp_path, b"noi dung", "I/C/4")
    report = net.carry(net.first, net.second)
    assert report.cautions == ()
    assert here(net.second, found.record) == [True]


def test_a_large_file_waits_in_the_unit_until_it_is_asked_for(net: ThreeLevels, tmp_path: Path) -> None:
    issue(net)
    found = attached(net.first, tmp_path, noise(UNASKED_BYTES + 1), "I/C/4")
    net.carry(net.first, net.second)
    assert here(net.second, found.record) == [False]
    ask_for(net.second.administrator, found.entity)
    net.carry(net.second, net.first)
    net.carry(net.first, net.second)
    assert here(net.second, found.record) == [True]


def test_what_one_unit_attached_is_never_known_in_another(net: ThreeLevels, tmp_path: Path) -> None:
    issue(net)
    attached(net.first, tmp_path, b"noi dung", "I/C/4")
    approved(net.first, "I/C/4")
    net.carry(net.first, net.top)
    net.carry(net.top, net.other)
    database = net.other.administrator.database
    assert database.conn.execute("SELECT count(*) FROM event WHERE entity LIKE 'att/%'").fetchone() == (0,)
