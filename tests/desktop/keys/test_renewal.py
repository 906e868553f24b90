"""A machine takes new keys without losing a line: old streams stay up to their heads, new work goes into new ones."""

from pathlib import Path

import pytest

from db.connection import scalar, writing
from desktop.errors import EnrolmentFault, EnrolmentRefused, NotPermitted
from desktop.keys.register import trust_facts, who_signs
from desktop.keys.renewal import NewKeys, request_new_keys
from desktop.keys.revoking import revoke
from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.endpoint import save_trust, stored_trust
from desktop.sync.exchange import (
    enrol,
    import_bundle,
    join,
    read_request_facts,
    request_enrolment,
    trust_state,
    write_bundle,
)
from desktop.sync.trust import enrolment
from desktop.sync.trust.own_list import RENEWED
from desktop.sync.trust.store import TrustStore
from tests.support.exchange import Pair, approved_entry
from tests.support.ledgers import PASSPHRASE
from tests.support.three_levels import give_on, issue, three_levels

CLERK = "Nguyễn Văn Bình"


def asked(pair: Pair) -> NewKeys:
    return request_new_keys(pair.hp, pair.stick / "renew.hqe")


def renewed(pair: Pair) -> NewKeys:
    """The department asks for new keys, headquarters admits them, the department takes the answer in."""
    keys = asked(pair)
    enrol(pair.hq, pair.stick / "renew.hqe", keys.digits, pair.stick / "renewed.hqa")
    join(pair.hp, pair.stick / "renewed.hqa")
    return keys


def trusted(session: Session) -> TrustStore:
    store = stored_trust(session.database)
    assert store is not None
    return store


def entries_of(session: Session) -> int:
    return int(scalar(session.database, "SELECT count(*) FROM p_progress WHERE state = 'approved'"))


def test_the_request_says_that_it_renews_and_nothing_changes_before_the_answer(pair: Pair) -> None:
    before = pair.hp.journal.writer.generation
    keys = asked(pair)
    facts = read_request_facts(pair.stick / "renew.hqe")
    assert (facts.renews, facts.fingerprint, facts.node) == (True, keys.digits, "TCHQ/HQ03")
    assert trust_facts(pair.hp).waits
    assert pair.hp.journal.writer.generation == before
    assert import_bundle(pair.hq, pair.up().path).counts.rejected == 0


def test_one_version_of_the_list_admits_the_new_key_and_ends_the_old(pair: Pair) -> None:
    version = trust_state(pair.hq).list_version
    renewed(pair)
    old, new = sorted((one for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03"), key=lambda one: one.end is None)
    assert trust_state(pair.hq).list_version == version + 1
    assert (old.install, old.number) == (new.install, new.number)
    assert old.end is not None
    assert old.end.reason == RENEWED
    assert not trust_facts(pair.hp).waits
    assert pair.hp.secrets is not None
    assert pair.hp.secrets.installation.key_id == new.key
    assert pair.hp.journal.writer.generation == 2


def test_what_was_written_before_is_accepted_after_and_new_work_goes_on(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    renewed(pair)
    report = import_bundle(pair.hq, pair.up().path)
    assert (report.counts.rejected, report.counts.held, report.cautions) == (0, 0, ())
    assert entries_of(pair.hq) == 1
    report = import_bundle(pair.hp, pair.down().path)
    assert report.counts.rejected == 0
    pair.department.close()
    pair.department.sign_in()
    approved_entry(pair.department, plan, "I/C/6")
    report = import_bundle(pair.hq, pair.up().path)
    assert (report.counts.rejected, report.counts.held, report.cautions) == (0, 0, ())
    assert entries_of(pair.hq) == entries_of(pair.hp) == 2


def test_what_was_written_between_asking_and_the_answer_is_not_lost(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    keys = asked(pair)
    approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path)
    approved_entry(pair.department, plan, "I/C/6")
    enrol(pair.hq, pair.stick / "renew.hqe", keys.digits, pair.stick / "renewed.hqa")
    join(pair.hp, pair.stick / "renewed.hqa")
    assert entries_of(pair.hp) == 2
    report = import_bundle(pair.hq, pair.up().path)
    assert entries_of(pair.hq) == 2, report
    assert entries_of(pair.hp) == 2


def test_the_admission_may_come_inside_a_bundle(pair: Pair) -> None:
    keys = asked(pair)
    enrol(pair.hq, pair.stick / "renew.hqe", keys.digits, pair.stick / "renewed.hqa")
    import_bundle(pair.hp, pair.down().path)
    assert not trust_facts(pair.hp).waits
    assert import_bundle(pair.hq, pair.up().path).cautions == ()


def test_a_bundle_on_its_way_to_the_old_key_still_opens(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    early = pair.down()
    renewed(pair)
    assert import_bundle(pair.hp, early.path).counts.new > 0


def test_everybody_who_exchanges_finds_the_new_keys_and_nobody_else(pair: Pair) -> None:
    pair.department.add(CLERK, Role.CLERK)
    pair.department.add("Lê Thu Hà", Role.OFFICER)
    renewed(pair)
    pair.department.close()
    administrator = pair.department.sign_in()
    clerk = pair.department.sign_in(CLERK)
    assert administrator.secrets is not None
    assert clerk.secrets is not None
    assert clerk.secrets.keys == administrator.secrets.keys
    assert clerk.journal.writer.generation == administrator.journal.writer.generation == 2
    assert pair.department.sign_in("Lê Thu Hà").secrets is None
    again = import_bundle(pair.hq, write_bundle(clerk, "TCHQ", pair.stick).path)
    assert again.cautions == ()


def test_the_new_recovery_code_opens_the_new_keys_and_the_old_code_nothing(pair: Pair) -> None:
    keys = renewed(pair)
    installed = pair.hp.secrets
    pair.department.close()
    session = pair.department.workspace.recover(keys.recovery_code, None, PASSPHRASE)
    pair.department.sessions.append(session)
    assert installed is not None
    assert session.secrets is not None
    assert session.secrets.keys.key_id == installed.keys.key_id
    assert session.journal.writer.generation == 2


def test_asking_again_asks_for_the_same_keys_and_prints_no_further_code(pair: Pair) -> None:
    first, second = asked(pair), asked(pair)
    assert first.recovery_code
    assert second.recovery_code == ""
    enrol(pair.hq, pair.stick / "renew.hqe", second.digits, pair.stick / "renewed.hqa")
    assert join(pair.hp, pair.stick / "renewed.hqa").is_joined


def test_headquarters_renews_its_own_keys_at_once(pair: Pair) -> None:
    keys = request_new_keys(pair.hq)
    assert (keys.digits, trust_facts(pair.hq).waits) == ("", False)
    assert keys.recovery_code
    assert import_bundle(pair.hp, pair.down().path).cautions == ()
    assert import_bundle(pair.hq, pair.up().path).cautions == ()
    assert [one.end is None for one in who_signs(pair.hp) if one.node == "TCHQ"] == [True, False]


def test_a_revoked_machine_comes_back_with_new_keys_only(pair: Pair) -> None:
    revoke(pair.hq, next(one.key for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03"), "Tưởng mất máy")
    with writing(pair.hp.database):
        save_trust(pair.hp.database, trusted(pair.hq), 0)
    assert trust_facts(pair.hp).is_revoked
    again = request_enrolment(pair.hp, pair.stick / "again.hqe")
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(pair.hq, pair.stick / "again.hqe", again, pair.stick / "renewed.hqa")
    assert refused.value.reason is EnrolmentFault.REVOKED
    keys = asked(pair)
    assert not read_request_facts(pair.stick / "renew.hqe").renews
    enrol(pair.hq, pair.stick / "renew.hqe", keys.digits, pair.stick / "renewed.hqa")
    assert join(pair.hp, pair.stick / "renewed.hqa").is_joined
    assert import_bundle(pair.hq, pair.up().path).counts.rejected == 0


def test_only_an_administrator_asks_for_new_keys(pair: Pair) -> None:
    clerk = pair.department.add(CLERK, Role.CLERK)
    with pytest.raises(NotPermitted):
        request_new_keys(clerk, pair.stick)


def test_a_request_is_no_admission_and_the_old_keys_stay(pair: Pair) -> None:
    asked(pair)
    with pytest.raises(EnrolmentRefused) as refused:
        join(pair.hp, pair.stick / "renew.hqe")
    assert refused.value.reason is EnrolmentFault.NOT_AN_ADMISSION
    assert trust_facts(pair.hp).waits


def test_a_request_whose_old_key_did_not_sign_is_damaged(pair: Pair) -> None:
    asked(pair)
    raw = (pair.stick / "renew.hqe").read_bytes()
    envelope = Envelope.from_bytes(raw[len(enrolment.REQUEST_MAGIC) :])
    assert len(envelope.signatures) == 2
    for signature in envelope.signatures:
        alone = enrolment.REQUEST_MAGIC + Envelope(envelope.body, (signature,)).to_bytes()
        with pytest.raises(EnrolmentRefused) as refused:
            enrolment.read_request(alone)
        assert refused.value.reason is EnrolmentFault.DAMAGED


def test_a_request_to_renew_a_key_that_is_not_in_force_is_refused(pair: Pair) -> None:
    keys = asked(pair)
    revoke(pair.hq, next(one.key for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03"), "Mất máy")
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(pair.hq, pair.stick / "renew.hqe", keys.digits, pair.stick / "renewed.hqa")
    assert refused.value.reason is EnrolmentFault.NOT_THE_OLD_KEY
    assert not (pair.stick / "renewed.hqa").exists()


def test_units_below_and_other_machines_follow_the_new_key_by_the_next_bundle(tmp_path: Path) -> None:
    with three_levels(tmp_path) as net:
        issue(net)
        keys = request_new_keys(net.first.administrator, net.stick / "renew.hqe")
        enrol(net.top.administrator, net.stick / "renew.hqe", keys.digits, net.stick / "renewed.hqa")
        join(net.first.administrator, net.stick / "renewed.hqa")
        give_on(net)
        for receiver in (net.branch, net.second, net.top):
            report = net.carry(net.first, receiver)
            assert (report.counts.rejected, report.counts.held, report.cautions) == (0, 0, ())
        assert int(scalar(net.branch.administrator.database, "SELECT count(*) FROM p_assignment")) > 0
        for sender in (net.branch, net.second, net.top):
            assert net.carry(sender, net.first).cautions == ()
