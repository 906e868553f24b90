"""How neighbours stand, and work that lies here unsent."""

from datetime import date
from pathlib import Path

import pytest

import db.sync
from desktop.amendments.amending import DecisionHeader, WithdrawRow, amend
from desktop.errors import NotPermitted
from desktop.permissions import Role
from desktop.sync.exchange import ExportMode, import_bundle, peers, write_bundle
from desktop.sync.inbound.outcome import outcome_of, outcome_text
from desktop.sync.neighbours.standing import Awaited, Behind, Standing, standing_of
from desktop.sync.outbound.unsent import set_unsent_days, unsent_days, unsent_since
from tests.support.exchange import Pair, admit, approved_entry
from tests.support.ledgers import new_ledger, units


def department(pair: Pair) -> Standing:
    """How Hải Phòng stands, seen from headquarters."""
    return standing_of(pair.hq, peers(pair.hq)[0])


def headquarters(pair: Pair) -> Standing:
    return standing_of(pair.hp, peers(pair.hp)[0])


def test_nothing_is_known_of_a_neighbour_before_its_first_file(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    stands = department(pair)
    assert (stands.trust, stands.program, stands.program_is) == (Behind.UNKNOWN, "", Behind.UNKNOWN)
    assert (stands.lacking, stands.unsent) == (99, 99)
    assert [(one.number, one.current, one.confirmed, one.acknowledged) for one in stands.plans] == [
        ("608/QĐ-TCHQ", 1, 0, None)
    ]


def test_what_is_sent_is_still_lacking_until_the_receipt(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    pair.down()
    sent = department(pair)
    assert (sent.lacking, sent.unsent, sent.unsent_since) == (99, 0, None)
    assert sent.lacking_since is not None
    import_bundle(pair.hp, pair.stick / "TCHQ-HQ03-0001.hqb")
    import_bundle(pair.hq, pair.up().path)
    received = department(pair)
    assert (received.lacking, received.lacking_since) == (0, None)
    assert [one.confirmed for one in received.plans] == [1]
    assert (received.trust, received.program_is) == (Behind.SAME, Behind.SAME)


def test_a_lost_file_is_named_by_number_with_what_waits_for_it(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    write_bundle(pair.hp, "TCHQ", pair.stick, mode=ExportMode.SINCE_SENT).path.unlink()
    approved_entry(pair.department, plan, "I/C/15")
    import_bundle(pair.hq, write_bundle(pair.hp, "TCHQ", pair.stick, mode=ExportMode.SINCE_SENT).path)
    stands = department(pair)
    assert stands.missing == (1,)
    assert stands.awaited == (Awaited("TCHQ/HQ03", 1, 4, 1),)
    again = write_bundle(pair.hp, "TCHQ", pair.stick, again=1)
    import_bundle(pair.hq, again.path)
    assert (department(pair).missing, department(pair).awaited) == ((), ())


@pytest.mark.parametrize(
    ("app", "expected"),
    [("0.0.9", Behind.OLDER), ("0.1.0", Behind.SAME), ("0.10.0", Behind.NEWER), ("x", Behind.OLDER)],
)
def test_an_older_or_newer_program_of_a_neighbour_is_seen(pair: Pair, app: str, expected: Behind) -> None:
    import_bundle(pair.hq, pair.up().path)
    row = db.sync.bundles_of(pair.hq.database, "TCHQ/HQ03")[0]
    said = outcome_of(row["result"])
    changed = type(said)(root_version=said.root_version, list_versions=said.list_versions, app=app)
    db.sync.set_result(pair.hq.database, row["id"], outcome_text(changed))
    assert (department(pair).program, department(pair).program_is) == (app, expected)


def test_a_neighbour_with_an_older_trust_list_is_behind(pair: Pair, tmp_path: Path) -> None:
    import_bundle(pair.hp, pair.down().path)
    import_bundle(pair.hq, pair.up().path)
    assert department(pair).trust is Behind.SAME
    new = new_ledger(tmp_path / "qn", "HQ20")
    admit(pair.hq, new.administrator, pair.stick)
    assert department(pair).trust is Behind.OLDER
    import_bundle(pair.hp, pair.down().path)
    assert headquarters(pair).trust is Behind.SAME
    import_bundle(pair.hq, pair.up().path)
    assert next(standing_of(pair.hq, one) for one in peers(pair.hq) if one.node == "TCHQ/HQ03").trust is Behind.SAME
    new.close()


def test_the_revision_of_a_plan_that_a_neighbour_holds_follows_its_receipts(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    import_bundle(pair.hq, pair.up().path)
    decision = DecisionHeader("1200/QĐ-TCHQ", date(2007, 6, 20), "Sửa đổi Kế hoạch 608", "Tổng cục Hải quan")
    withdrawn = WithdrawRow(pair.headquarters.row(plan, "I/C/5").entity, "Không còn phù hợp")
    amend(pair.hq, plan, decision, [withdrawn], units())
    assert [(one.current, one.confirmed) for one in department(pair).plans] == [(2, 1)]
    import_bundle(pair.hp, pair.down().path)
    import_bundle(pair.hq, pair.up().path)
    assert [(one.current, one.confirmed) for one in department(pair).plans] == [(2, 2)]


def test_the_level_above_is_not_asked_which_plan_it_knows(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    assert headquarters(pair).plans == ()


def test_unsent_work_is_said_after_some_days_and_never_locks(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    pair.up()
    assert unsent_since(pair.hp, 0) == ()
    approved_entry(pair.department, plan)
    (today,) = unsent_since(pair.hp, 0)
    assert (today.node, today.days, today.records) == ("TCHQ", 0, 3), "two people and the entry"
    assert unsent_since(pair.hp) == ()
    pair.department.clock.set(date(2007, 7, 3))
    (late,) = unsent_since(pair.hp)
    assert (late.days, late.since) == (7, today.since)
    set_unsent_days(pair.hp, 8)
    assert (unsent_days(pair.hp), unsent_since(pair.hp)) == (8, ())
    pair.up()
    assert unsent_since(pair.hp, 0) == ()


def test_a_clock_that_was_ahead_does_not_make_work_older(pair: Pair) -> None:
    pair.up()
    pair.department.add("Lê Thu Hà", Role.OFFICER)
    pair.department.clock.set(date(2006, 1, 1))
    assert [one.days for one in unsent_since(pair.hp, 0)] == [0]


def test_the_number_of_days_has_bounds_and_needs_the_role(pair: Pair, tmp_path: Path) -> None:
    for days in (0, 366):
        with pytest.raises(ValueError, match="bounds"):
            set_unsent_days(pair.hp, days)
    officer = pair.department.add("Lê Thu Hà", Role.OFFICER)
    with pytest.raises(NotPermitted):
        set_unsent_days(officer, 3)
    assert unsent_since(officer, 0) != (), "whoever signs in is told"
    alone = new_ledger(tmp_path / "alone", "HQ20")
    assert unsent_since(alone.administrator, 0) == ()
    alone.close()
