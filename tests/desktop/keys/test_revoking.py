"""A stolen machine ends where its streams stand here; a machine that is gone is replaced in one act."""

from pathlib import Path

import pytest

import db.events
from db.connection import scalar, writing
from desktop.actions import Audience
from desktop.errors import BundleFault, BundleRefused, MissingReason, NotPermitted, RevocationFault, RevocationRefused
from desktop.keys.register import who_signs
from desktop.keys.revoking import preview_revocation, revoke
from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.bundle.signing import KeyId
from desktop.sync.endpoint import save_trust, stored_trust
from desktop.sync.exchange import ExportMode, enrol, import_bundle, join, request_enrolment, trust_state, write_bundle
from desktop.sync.inbound.import_report import Caution
from desktop.sync.trust.joining import write_trust
from tests.support.exchange import Pair, admit, approved_entry
from tests.support.ledgers import new_ledger
from tests.support.three_levels import BRANCH, DEPARTMENT, three_levels


def key_of(session: Session, node: str, number: int = 1) -> KeyId:
    """The key of a unit's machine."""
    return next(one.key for one in who_signs(session) if (one.node, one.number) == (node, number))


def rows_in(session: Session, table: str) -> int:
    """How many rows a table has."""
    return int(scalar(session.database, f"SELECT count(*) FROM {table}"))


def reported(pair: Pair) -> None:
    """Headquarters has an approved entry of the department."""
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)  # it brings the newest list besides
    approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path)


def test_the_preview_says_what_stays_before_anything_is_done(pair: Pair) -> None:
    reported(pair)
    preview = preview_revocation(pair.hq, key_of(pair.hq, "TCHQ/HQ03"))
    assert set(preview.kept) == {Audience.UP}
    stored = stored_trust(pair.hq.database)
    assert stored is not None
    assert (preview.last_bundle, preview.waiting, preview.others, preview.is_reached) == (1, 0, 0, True)
    assert stored.key(preview.machine.key).revoked is None  # type: ignore[union-attr]
    done = revoke(pair.hq, preview.machine.key, "Mất máy ngày 20/6")
    assert done == preview
    end = next(one.end for one in who_signs(pair.hq) if one.key == preview.machine.key)
    assert end is not None
    assert (end.reason, end.by_name) == ("Mất máy ngày 20/6", "Tổng cục Hải quan")
    assert sum(end.streams.values()) == preview.kept_in_all > 0


def test_row_21_what_a_revoked_machine_writes_after_its_end_is_refused(pair: Pair) -> None:
    reported(pair)
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "Mất máy")
    entries = rows_in(pair.hq, "p_progress")
    pair.department.add("Người lạ", Role.SUPERVISOR)
    report = import_bundle(pair.hq, pair.up().path)
    assert (report.counts.new, Caution.REVOKED_WRITER in report.cautions) == (0, True)
    assert rows_in(pair.hq, "p_progress") == entries > 0


def test_row_22_what_it_wrote_before_counts_even_when_it_arrives_after(pair: Pair, tmp_path: Path) -> None:
    """A second machine of headquarters learns of the revocation before it sees the first file of Hải Phòng."""
    second = new_ledger(tmp_path / "hq2", "TCHQ")
    admit(pair.hq, second.administrator, pair.stick)
    reported(pair)
    early = pair.department.workspace.folder / "outbox" / "HQ03-TCHQ-0001.hqb"
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "Mất máy")
    store = stored_trust(pair.hq.database)
    assert store is not None
    with writing(second.administrator.database):
        save_trust(second.administrator.database, store, 0)
    report = import_bundle(second.administrator, early)
    assert (report.counts.new > 0, report.counts.rejected) == (True, 0)
    assert rows_in(second.administrator, "p_progress") == rows_in(pair.hq, "p_progress") > 0
    second.close()


def test_row_23_a_clock_set_back_does_not_help_a_stolen_machine(pair: Pair) -> None:
    reported(pair)
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "Mất máy")
    pair.department.clock.moment = pair.department.clock.moment.replace(year=2006)
    pair.department.add("Người lạ", Role.SUPERVISOR)
    report = import_bundle(pair.hq, pair.up().path)
    assert (report.counts.new, Caution.REVOKED_WRITER in report.cautions) == (0, True)


def test_only_who_answers_for_a_machine_revokes_it(pair: Pair, tmp_path: Path) -> None:
    other = new_ledger(tmp_path / "qn", "HQ20")
    admit(pair.hq, other.administrator, pair.stick)
    import_bundle(pair.hp, pair.down().path)

    def refusal(session: Session, key: KeyId) -> RevocationFault:
        with pytest.raises(RevocationRefused) as refused:
            revoke(session, key, "Mất máy")
        return refused.value.reason

    assert refusal(pair.hp, key_of(pair.hp, "TCHQ/HQ20")) is RevocationFault.NOT_BELOW
    assert refusal(pair.hp, key_of(pair.hp, "TCHQ")) is RevocationFault.NOT_BELOW
    assert refusal(pair.hp, key_of(pair.hp, "TCHQ/HQ03")) is RevocationFault.OWN
    assert refusal(pair.hq, KeyId("0" * 32)) is RevocationFault.UNKNOWN
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ20"), "Mất máy")
    assert refusal(pair.hq, key_of(pair.hq, "TCHQ/HQ20")) is RevocationFault.ALREADY
    clerk = pair.headquarters.add("Nguyễn Văn Bình", Role.CLERK)
    with pytest.raises(NotPermitted):
        revoke(clerk, key_of(clerk, "TCHQ/HQ03"), "Mất máy")
    other.close()


def test_a_revocation_needs_a_reason_and_leaves_nothing_without(pair: Pair) -> None:
    with pytest.raises(MissingReason):
        revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "  ")
    assert trust_state(pair.hq).list_version == 2


def test_the_revocation_reaches_the_others_with_the_next_bundle(pair: Pair, tmp_path: Path) -> None:
    other = new_ledger(tmp_path / "qn", "HQ20")
    admit(pair.hq, other.administrator, pair.stick)
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "Mất máy")
    import_bundle(other.administrator, write_bundle(pair.hq, "TCHQ/HQ20", pair.stick).path)
    end = next(one.end for one in who_signs(other.administrator) if one.node == "TCHQ/HQ03")
    assert end is not None
    assert end.reason == "Mất máy"
    other.close()


def test_a_lost_machine_is_replaced_in_one_act_and_gets_its_unit_back(pair: Pair, tmp_path: Path) -> None:
    reported(pair)
    gone = key_of(pair.hq, "TCHQ/HQ03")
    fresh = new_ledger(tmp_path / "hp2", "HQ03")
    digits = request_enrolment(fresh.administrator, pair.stick / "r.hqe")
    version = trust_state(pair.hq).list_version
    root = enrol(pair.hq, pair.stick / "r.hqe", digits, pair.stick / "a.hqa", replaces=gone, reason="Hỏng ổ đĩa")
    join(fresh.administrator, pair.stick / "a.hqa", root)
    assert trust_state(pair.hq).list_version == version + 1
    assert [one.end is None for one in who_signs(pair.hq) if one.node == "TCHQ/HQ03"] == [True, False]
    report = import_bundle(fresh.administrator, pair.down().path)
    assert (report.counts.rejected, report.counts.held) == (0, 0)
    assert rows_in(pair.hq, "p_progress") == rows_in(fresh.administrator, "p_progress") > 0
    back = import_bundle(pair.hq, write_bundle(fresh.administrator, "TCHQ", pair.stick).path)
    assert (back.counts.rejected, Caution.REVOKED_WRITER in back.cautions) == (0, False)
    fresh.close()


def test_what_the_unit_kept_to_itself_stays_with_its_other_machine(pair: Pair, tmp_path: Path) -> None:
    """Headquarters never sees the entries before their approval; the second machine says how far it holds them."""
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    second = new_ledger(tmp_path / "hp2", "HQ03")
    admit(pair.hq, second.administrator, pair.stick)
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    full = write_bundle(pair.hp, "TCHQ/HQ03", pair.stick, mode=ExportMode.FULL)
    import_bundle(second.administrator, full.path)
    own = {stream["stream_id"].hex(): stream for stream in db.events.streams(pair.hp.database) if stream["own"]}
    import_bundle(pair.hq, write_bundle(second.administrator, "TCHQ", pair.stick).path)
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "Mất máy")
    end = next(one.end for one in who_signs(pair.hq) if one.key == key_of(pair.hq, "TCHQ/HQ03"))
    assert end is not None
    ends = {own[stream]["audience"]: seq - own[stream]["frontier"] for stream, seq in end.streams.items()}
    assert ends == {"up": 0, "site": 0}
    import_bundle(second.administrator, write_bundle(pair.hq, "TCHQ/HQ03", pair.stick).path)
    assert rows_in(second.administrator, "p_progress") == rows_in(pair.hp, "p_progress") > 0
    second.close()


def test_a_second_machine_of_a_department_is_filled_by_the_first(pair: Pair, tmp_path: Path) -> None:
    reported(pair)
    second = new_ledger(tmp_path / "hp2", "HQ03")
    admit(pair.hq, second.administrator, pair.stick)
    import_bundle(pair.hp, pair.down().path)
    full = write_bundle(pair.hp, "TCHQ/HQ03", pair.stick, mode=ExportMode.FULL)
    report = import_bundle(second.administrator, full.path)
    assert (report.counts.rejected, report.counts.held) == (0, 0)
    for table in ("p_task", "p_progress", "p_assignment"):
        assert rows_in(pair.hp, table) == rows_in(second.administrator, table) > 0
    second.close()


def test_a_second_machine_of_headquarters_is_admitted_by_the_first(pair: Pair, tmp_path: Path) -> None:
    second = new_ledger(tmp_path / "hq2", "TCHQ")
    trust_state(second.administrator)
    admit(pair.hq, second.administrator, pair.stick)
    assert trust_state(second.administrator).root_fingerprint == trust_state(pair.hq).root_fingerprint
    full = write_bundle(pair.hq, "TCHQ", pair.stick, mode=ExportMode.FULL)
    assert import_bundle(second.administrator, full.path).counts.rejected == 0
    second.close()


def test_row_21_a_department_revokes_a_machine_of_its_branch_and_headquarters_follows(tmp_path: Path) -> None:
    with three_levels(tmp_path) as net:
        session = net.first.administrator
        net.carry(net.branch, net.first)
        net.carry(net.first, net.top)
        stolen = key_of(session, BRANCH)
        net.branch.add("Người lạ", Role.SUPERVISOR)
        assert preview_revocation(session, stolen).kept_in_all > 0
        revoke(session, stolen, "Mất máy")
        assert net.carry(net.branch, net.first).counts.new == 0
        net.carry(net.first, net.top)
        end = next(one.end for one in who_signs(net.top.administrator) if one.key == stolen)
        assert end is not None
        assert end.by_name == "Cục Hải quan thành phố Hải Phòng"


def test_headquarters_ends_a_key_that_only_a_department_names(tmp_path: Path) -> None:
    with three_levels(tmp_path) as net:
        net.carry(net.branch, net.first)
        net.carry(net.first, net.top)
        session = net.top.administrator
        stolen = key_of(session, BRANCH)
        revoke(session, stolen, "Mất máy")
        net.carry(net.top, net.first)
        end = next(one.end for one in who_signs(net.first.administrator) if one.key == stolen)
        assert end is not None
        assert (end.by_name, end.reason) == ("Tổng cục Hải quan", "Mất máy")


def test_row_21_what_came_before_the_revocation_was_known_goes_where_it_stood_behind_the_end(
    pair: Pair, tmp_path: Path
) -> None:
    """The second machine of the department has a person from the stolen one that headquarters never saw."""
    second = new_ledger(tmp_path / "hp2", "HQ03")
    admit(pair.hq, second.administrator, pair.stick)
    import_bundle(pair.hp, pair.down().path)
    import_bundle(pair.hq, pair.up().path)
    pair.department.add("Người lạ", Role.SUPERVISOR)
    import_bundle(second.administrator, write_bundle(pair.hp, "TCHQ/HQ03", pair.stick, mode=ExportMode.FULL).path)
    people = rows_in(second.administrator, "p_person")
    revoke(pair.hq, key_of(pair.hq, "TCHQ/HQ03"), "Mất máy")
    import_bundle(second.administrator, write_bundle(pair.hq, "TCHQ/HQ03", pair.stick).path)
    assert rows_in(second.administrator, "p_person") == people - 1
    second.close()


def test_a_unit_below_learns_of_a_replaced_machine_from_its_trust_file(tmp_path: Path) -> None:
    """The Chi cục knows no key of the new machine, so cannot open its bundles; the file is judged from the root."""
    with three_levels(tmp_path) as net:
        net.carry(net.branch, net.first)
        net.carry(net.first, net.top)
        fresh = new_ledger(tmp_path / "hp3", "HQ03")
        session = fresh.administrator
        digits = request_enrolment(session, net.stick / "r.hqe")
        gone, answer = key_of(net.top.administrator, DEPARTMENT), net.stick / "a.hqa"
        top = net.top.administrator
        join(session, answer, enrol(top, net.stick / "r.hqe", digits, answer, replaces=gone, reason="Cháy máy"))
        net.carry(net.top, fresh)
        bundle = write_bundle(session, BRANCH, net.stick).path
        with pytest.raises(BundleRefused) as refused:
            import_bundle(net.branch.administrator, bundle)
        assert refused.value.reason is BundleFault.UNKNOWN_KEY
        join(net.branch.administrator, write_trust(session, net.stick))
        assert import_bundle(net.branch.administrator, bundle).cautions == ()
        fresh.close()
