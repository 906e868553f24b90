"""Installations are admitted by file and digits, down the tree, and the lists follow in the bundles."""

from pathlib import Path

import pytest

from desktop.errors import EnrolmentFault, EnrolmentRefused, NotJoined, NotPermitted
from desktop.permissions import Role
from desktop.sync.exchange import (
    Relation,
    enrol,
    import_bundle,
    join,
    peers,
    read_request_facts,
    request_enrolment,
    trust_state,
    write_bundle,
)
from tests.support.exchange import admit, admitted_pair
from tests.support.ledgers import new_ledger

WRONG = "12345 " * 8


def test_headquarters_founds_its_trust_and_a_department_waits(tmp_path: Path) -> None:
    hq, hp = new_ledger(tmp_path / "hq", "TCHQ"), new_ledger(tmp_path / "hp", "HQ03")
    top, below = trust_state(hq.administrator), trust_state(hp.administrator)
    assert (top.is_joined, top.list_version, top.parent_node) == (True, 1, None)
    assert (below.is_joined, below.root_fingerprint, below.list_version) == (False, None, 0)
    assert trust_state(hq.administrator) == top
    assert peers(hp.administrator) == []
    hq.close()
    hp.close()


def test_the_request_says_who_asks_and_the_admission_who_is_above(tmp_path: Path) -> None:
    hq, hp = new_ledger(tmp_path / "hq", "TCHQ"), new_ledger(tmp_path / "hp", "HQ03")
    digits = request_enrolment(hp.administrator, tmp_path)
    facts = read_request_facts(tmp_path / "HQ03-ket-nap.hqe")
    assert (facts.node, facts.unit_name) == ("TCHQ/HQ03", "Cục Hải quan thành phố Hải Phòng")
    assert (facts.made_by, facts.fingerprint) == (hp.administrator.person.name, digits)
    root = enrol(hq.administrator, tmp_path / "HQ03-ket-nap.hqe", digits, tmp_path)
    state = join(hp.administrator, tmp_path / "HQ03-ket-nap.hqa", root)
    assert (state.is_joined, state.root_fingerprint, state.list_version, state.parent_node) == (True, root, 2, "TCHQ")
    hq.close()
    hp.close()


def test_wrong_digits_admit_nobody_and_join_nothing(tmp_path: Path) -> None:
    hq, hp = new_ledger(tmp_path / "hq", "TCHQ"), new_ledger(tmp_path / "hp", "HQ03")
    request, admission = tmp_path / "r.hqe", tmp_path / "a.hqa"
    digits = request_enrolment(hp.administrator, request)
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(hq.administrator, request, WRONG, admission)
    assert refused.value.reason is EnrolmentFault.WRONG_FINGERPRINT
    assert not admission.exists()
    assert trust_state(hq.administrator).list_version == 1
    enrol(hq.administrator, request, digits, admission)
    with pytest.raises(EnrolmentRefused) as refused:
        join(hp.administrator, admission, WRONG)
    assert refused.value.reason is EnrolmentFault.WRONG_FINGERPRINT
    assert not trust_state(hp.administrator).is_joined
    hq.close()
    hp.close()


def test_an_admission_is_for_the_one_who_asked(tmp_path: Path) -> None:
    stranger = new_ledger(tmp_path / "qn", "HQ20")
    with admitted_pair(tmp_path) as pair:
        root = trust_state(pair.hq).root_fingerprint or ""
        with pytest.raises(EnrolmentRefused) as refused:
            join(stranger.administrator, pair.stick / "admission.hqa", root)
    assert refused.value.reason is EnrolmentFault.FOR_ANOTHER
    stranger.close()


def test_asking_twice_gives_the_same_admission_again(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        admit(pair.hq, pair.hp, pair.stick)
        assert trust_state(pair.hq).list_version == 2


def test_only_an_administrator_admits_and_only_below_his_node(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        other = new_ledger(tmp_path / "qn", "HQ20")
        digits = request_enrolment(other.administrator, pair.stick / "r.hqe")
        clerk = pair.headquarters.add("Nguyễn Văn Bình", Role.CLERK)
        with pytest.raises(NotPermitted):
            enrol(clerk, pair.stick / "r.hqe", digits, pair.stick / "a.hqa")
        with pytest.raises(EnrolmentRefused) as refused:
            enrol(pair.hp, pair.stick / "r.hqe", digits, pair.stick / "a.hqa")
        assert (refused.value.reason, refused.value.detail) == (
            EnrolmentFault.OUTSIDE,
            "Cục Hải quan tỉnh Quảng Ninh",
        )
        own = request_enrolment(pair.hp, pair.stick / "own.hqe")
        with pytest.raises(EnrolmentRefused) as refused:
            enrol(pair.hp, pair.stick / "own.hqe", own, pair.stick / "a.hqa")
        assert refused.value.reason is EnrolmentFault.OUTSIDE
        assert not (pair.stick / "a.hqa").exists()
        with pytest.raises(NotJoined):
            enrol(other.administrator, pair.stick / "r.hqe", digits, pair.stick / "a.hqa")
        other.close()


def test_a_later_list_reaches_everybody_with_the_next_bundle(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as pair:
        second = new_ledger(tmp_path / "hp2", "HQ03")
        admit(pair.hq, second.administrator, pair.stick)
        assert trust_state(pair.hp).list_version == 2
        import_bundle(pair.hp, pair.down().path)
        assert trust_state(pair.hp).list_version == 3
        assert [peer.relation for peer in peers(pair.hp)] == [Relation.PARENT, Relation.SITE]
        bundle = write_bundle(pair.hp, "TCHQ/HQ03", pair.stick)
        assert import_bundle(second.administrator, bundle.path).counts.rejected == 0
        second.close()
