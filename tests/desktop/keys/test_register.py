"""Who signs for whom is said in plain facts, and the age of the lists warns and at last keeps keys from being added."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

import db.sync
from db.connection import writing
from desktop.errors import EnrolmentFault, EnrolmentRefused
from desktop.keys.age import TrustGrade
from desktop.keys.register import trust_facts, who_signs
from desktop.permissions import Role
from desktop.sync.bundle.signing import InstallationKeys
from desktop.sync.exchange import enrol, import_bundle, request_enrolment, write_bundle
from desktop.sync.inbound.outcome import Outcome, outcome_text
from desktop.sync.trust import enrolment
from tests.support.exchange import Pair, admit
from tests.support.ledgers import Ledger, new_ledger


def after(ledger: Ledger, days: int) -> None:
    """An hour and so many days after the ledgers were made."""
    ledger.clock.moment = datetime(2007, 6, 25, 10, 0) + timedelta(days=days)


def written_request(path: Path, node: str) -> str:
    """A request of a machine that is only keys; returns its digits."""
    raw = enrolment.make_request(InstallationKeys.generate(), node=node, install="c" * 32, unit_name="Chi cục")
    path.write_bytes(raw)
    return enrolment.read_request(raw).fingerprint


def test_every_machine_is_named_with_its_unit_and_who_admitted_it(pair: Pair) -> None:
    top, below = who_signs(pair.hq)
    assert (top.unit_name, top.is_own, top.may_be_revoked, top.number) == ("Tổng cục Hải quan", True, False, 1)
    assert (below.node, below.unit_name) == ("TCHQ/HQ03", "Cục Hải quan thành phố Hải Phòng")
    assert (below.admitted_on, below.admitted_by, below.may_admit) == ("2007-06-25", "Tổng cục Hải quan", True)
    assert (below.end, below.is_own, below.may_be_revoked) == (None, False, True)
    assert (below.last_in, below.last_in_at, below.is_behind) == (None, None, False)
    assert [one.may_be_revoked for one in who_signs(pair.hp)] == [False, False]


def test_a_machine_goes_by_the_name_its_unit_gave_it(pair: Pair, tmp_path: Path) -> None:
    second = new_ledger(tmp_path / "hp2", "HQ03")
    digits = request_enrolment(second.administrator, pair.stick / "r.hqe", machine="  Máy văn thư  ")
    enrol(pair.hq, pair.stick / "r.hqe", digits, pair.stick / "a.hqa")
    found = [one for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03"]
    assert [one.number for one in found] == [1, 2]
    assert found[1].machine == "Máy văn thư"
    second.close()


def test_the_last_bundle_and_what_its_sender_knew_of_the_lists_are_told(pair: Pair, tmp_path: Path) -> None:
    second = new_ledger(tmp_path / "qn", "HQ20")
    up = pair.up()
    admit(pair.hq, second.administrator, pair.stick)
    import_bundle(pair.hq, up.path)
    found = next(one for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03")
    assert (found.last_in, found.is_behind) == (1, True)
    import_bundle(pair.hp, pair.down().path)
    import_bundle(pair.hq, pair.up().path)
    found = next(one for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03")
    assert (found.last_in, found.is_behind) == (2, False)
    second.close()


def test_a_person_without_the_installations_keys_may_look_and_nothing_else(pair: Pair) -> None:
    officer = pair.headquarters.add("Lê Thu Hà", Role.OFFICER)
    assert [one.may_be_revoked for one in who_signs(officer)] == [False, False]
    assert not trust_facts(officer).may_admit


def test_the_root_and_the_lists_are_told(pair: Pair) -> None:
    facts = trust_facts(pair.hp)
    assert [(one.name, one.version, one.machines) for one in facts.lists] == [("Tổng cục Hải quan", 2, 2)]
    assert facts.root is not None
    assert (facts.root.version, facts.root.threshold, len(facts.root.keys), facts.root.is_here) == (1, 1, 1, False)
    assert trust_facts(pair.hq).root.digits == facts.root.digits  # type: ignore[union-attr]


def test_a_ledger_that_was_not_admitted_trusts_nobody(tmp_path: Path) -> None:
    alone = new_ledger(tmp_path, "HQ03")
    assert who_signs(alone.administrator) == []
    facts = trust_facts(alone.administrator)
    assert (facts.is_joined, facts.root, facts.lists, facts.may_admit) == (False, None, (), False)
    alone.close()


@pytest.mark.parametrize(
    ("days", "grade"),
    [
        (0, TrustGrade.FRESH),
        (183, TrustGrade.FRESH),
        (184, TrustGrade.OLD),
        (365, TrustGrade.OLD),
        (366, TrustGrade.STALE),
    ],
)
def test_row_20_lists_that_nobody_confirmed_grow_old(pair: Pair, days: int, grade: TrustGrade) -> None:
    after(pair.department, days)
    after(pair.headquarters, days)
    age = trust_facts(pair.hp).age
    assert (age.days, age.grade) == (days, grade)
    assert trust_facts(pair.hq).age.grade is TrustGrade.FRESH


def test_row_20_a_bundle_that_knows_no_newer_list_makes_the_lists_fresh(pair: Pair) -> None:
    early = pair.down()
    after(pair.department, 400)
    assert trust_facts(pair.hp).age.grade is TrustGrade.STALE
    import_bundle(pair.hp, early.path)
    assert trust_facts(pair.hp).age.grade is TrustGrade.FRESH


def test_row_20_a_bundle_that_names_a_newer_list_confirms_nothing(pair: Pair) -> None:
    """As if a carrier had kept the newer list back: the bundle says that there is one."""
    database = pair.hp.database
    import_bundle(pair.hp, pair.down().path)
    with writing(database):
        row = db.sync.bundles_of(database, "TCHQ")[0]
        said = Outcome(root_version=1, list_versions={"TCHQ": 3})
        db.sync.set_result(database, row["id"], outcome_text(said))
    after(pair.department, 400)
    assert trust_facts(pair.hp).age.days == 400


def test_row_20_stale_lists_keep_keys_from_being_added_and_nothing_else(pair: Pair) -> None:
    after(pair.department, 366)
    branch_request = pair.stick / "branch.hqe"
    digits = written_request(branch_request, "TCHQ/HQ03/03CC")
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(pair.hp, branch_request, digits, pair.stick / "a.hqa")
    assert refused.value.reason is EnrolmentFault.STALE_TRUST
    assert not trust_facts(pair.hp).may_admit
    import_bundle(pair.hq, write_bundle(pair.hp, "TCHQ", pair.stick).path)
    import_bundle(pair.hp, pair.down().path)
    enrol(pair.hp, branch_request, digits, pair.stick / "a.hqa")
    assert [one.node for one in who_signs(pair.hp)] == ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03/03CC"]
