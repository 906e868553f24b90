"""Two units exchange real files on a stick."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from db.connection import scalar
from desktop.backup import copies
from desktop.errors import (
    BundleFault,
    BundleRefused,
    FileNotWritten,
    KeyNotHeld,
    NotJoined,
    NotPermitted,
    SuspiciousFile,
    UnknownNeighbour,
)
from desktop.jobs import Job, Stopped
from desktop.permissions import Role
from desktop.plans.tasks import TaskFilter, TaskItem, tasks
from desktop.progress.entries import LifeState
from desktop.session import Session
from desktop.sync.exchange import (
    Direction,
    ExportMode,
    LineGroup,
    exchanges,
    import_bundle,
    inspect_bundle,
    peers,
    preview_import,
    write_bundle,
    write_bundles,
)
from desktop.sync.inbound.intake import FEW_EVENTS, FRESH_MS, back_up
from tests.support.exchange import DAY, Pair, admit, admitted_pair, approved_entry, contents
from tests.support.ledgers import new_ledger

PROVINCIAL = 14  # domain/domain.md: the tasks of 608 that name the provincial departments


def item(session: Session, label: str) -> TaskItem:
    found = tasks(session, TaskFilter(as_of=DAY, unit="HQ03"))
    return next(one for one in found if one.row.label == label)


def refused(session: Session, path: Path) -> BundleFault:
    before = contents(session.database)
    with pytest.raises(BundleRefused) as caught:
        import_bundle(session, path)
    assert contents(session.database) == before
    return caught.value.reason


def test_the_first_day_goes_round_by_file(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    issued = import_bundle(pair.hp, pair.down().path, as_of=DAY)
    assert issued.after.open_in_time - issued.before.open_in_time == PROVINCIAL
    assert next(line.title for line in issued.lines if line.group is LineGroup.ASSIGNED).startswith(
        "Kiện toàn tổ chức bộ máy"
    )
    entity = approved_entry(pair.department, plan)
    assert item(pair.hp, "C.4").life is LifeState.APPROVED
    sent = pair.up()
    assert (item(pair.hp, "C.4").life, item(pair.hp, "C.4").bundle) == (LifeState.EXPORTED, sent.number)
    moved = import_bundle(pair.hq, sent.path, as_of=DAY)
    assert (moved.before.completed_on_time, moved.after.completed_on_time) == (0, 1)
    assert {line.field: line.after for line in moved.lines if line.entity == entity} == {
        "status": "Hoàn thành",
        "percent": "100%",
        "completed_on": "18/06/2007",
        "result": "Đã lập danh sách",
    }
    answered = import_bundle(pair.hp, pair.down().path, as_of=DAY)
    assert [(line.group, line.entity) for line in answered.lines] == [(LineGroup.RECEIPT, entity)]
    assert item(pair.hp, "C.4").life is LifeState.RECEIVED


def test_the_preview_says_what_the_import_does_and_leaves_nothing(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    bundle = pair.down()
    before = contents(pair.hp.database)
    preview = preview_import(pair.hp, bundle.path, as_of=DAY)
    assert contents(pair.hp.database) == before
    assert copies.backups(pair.department.workspace.folder) == []
    assert import_bundle(pair.hp, bundle.path, as_of=DAY) == preview


def test_lines_stand_in_the_order_of_the_plan(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    report = preview_import(pair.hp, pair.down().path, as_of=DAY)
    labels = [line.label for line in report.lines if line.group is LineGroup.ASSIGNED]
    printed = [one.row.label for one in tasks(pair.hq, TaskFilter(as_of=DAY, unit="HQ03"))]
    assert labels == printed


def test_row_01_the_same_file_again_changes_nothing_and_says_when_it_came(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    bundle = pair.down()
    import_bundle(pair.hp, bundle.path)
    before = contents(pair.hp.database)
    for _ in range(2):
        again = import_bundle(pair.hp, bundle.path)
        assert again.already_imported
        assert again.imported_at_ms == exchanges(pair.hp, "TCHQ")[0].at
        assert again.lines == ()
    assert contents(pair.hp.database) == before


def test_row_02_an_older_file_after_a_newer_one_brings_nothing_and_takes_nothing(pair: Pair) -> None:
    first = pair.down()
    pair.headquarters.import_608("HQ03")
    second = pair.down()
    import_bundle(pair.hp, second.path)
    shown = tasks(pair.hp, TaskFilter(as_of=DAY))
    late = import_bundle(pair.hp, first.path)
    assert (late.counts.new, late.lines) == (0, ())
    assert tasks(pair.hp, TaskFilter(as_of=DAY)) == shown
    assert pair.up().number == 1
    assert peers(pair.hp)[0].last_in == 2


def test_row_03_a_lost_file_is_made_good_by_the_next(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    pair.up().path.unlink()
    approved_entry(pair.department, plan, "I/C/15")
    assert pair.up().number == 2
    report = import_bundle(pair.hq, pair.stick / "HQ03-TCHQ-0002.hqb")
    assert {line.label for line in report.lines if line.group is LineGroup.PROGRESS} == {"C.4", "C.15"}
    assert peers(pair.hq)[0].missing == ()


def test_after_the_receipt_nothing_is_sent_again_and_the_answer_is_small(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    import_bundle(pair.hq, pair.up().path)
    again = pair.down()
    assert (again.events, again.records) == (0, {})
    assert again.size < 1400
    assert write_bundle(pair.hq, "TCHQ/HQ03", pair.stick, mode=ExportMode.FULL).events > 90


def test_a_file_is_named_by_sender_recipient_and_number_and_kept_in_the_outbox(pair: Pair) -> None:
    written = pair.down()
    assert written.path == pair.stick / "TCHQ-HQ03-0001.hqb"
    assert (pair.headquarters.workspace.folder / "outbox" / written.path.name).read_bytes() == written.path.read_bytes()
    own_name = write_bundle(pair.hq, "TCHQ/HQ03", pair.stick / "gửi Hải Phòng.hqb")
    assert (own_name.number, own_name.path.name) == (2, "gửi Hải Phòng.hqb")


def test_row_10_a_file_of_another_unit_is_refused(pair: Pair, tmp_path: Path) -> None:
    stranger = new_ledger(tmp_path / "qn", "HQ20")
    bundle = pair.down()
    with pytest.raises(NotJoined):
        import_bundle(stranger.administrator, bundle.path)
    admit(pair.hq, stranger.administrator, pair.stick)
    assert refused(stranger.administrator, bundle.path) is BundleFault.NOT_FOR_THIS_INSTALLATION
    stranger.close()


def test_files_stand_in_the_order_they_were_handled_whatever_the_clock_said(pair: Pair) -> None:
    pair.down()
    pair.headquarters.clock.set(date(2006, 1, 1))
    pair.down()
    assert [one.number for one in exchanges(pair.hq, "TCHQ/HQ03")] == [2, 1]


def test_an_own_file_opened_by_mistake_is_told_as_such(pair: Pair) -> None:
    bundle = pair.down()
    assert refused(pair.hq, bundle.path) is BundleFault.OWN
    renamed = bundle.path.rename(pair.stick / "Tệp chép lại.hqb")
    assert refused(pair.hq, renamed) is BundleFault.OWN


def test_row_49_another_file_in_the_place_of_the_previewed_one_is_refused(pair: Pair) -> None:
    bundle = pair.down()
    looked = preview_import(pair.hp, bundle.path)
    pair.headquarters.import_608("HQ03")
    other = pair.down()
    other.path.replace(bundle.path)
    before = contents(pair.hp.database)
    with pytest.raises(BundleRefused) as caught:
        import_bundle(pair.hp, bundle.path, previewed=looked.digest)
    assert caught.value.reason is BundleFault.CHANGED
    assert contents(pair.hp.database) == before
    again = preview_import(pair.hp, bundle.path)
    assert import_bundle(pair.hp, bundle.path, previewed=again.digest).counts.new == 99


def test_a_file_of_an_unknown_installation_is_refused(pair: Pair, tmp_path: Path) -> None:
    with admitted_pair(tmp_path / "other") as other:
        bundle = other.down()
        faults = {refused(session, bundle.path) for session in (pair.hq, pair.hp)}
    assert faults == {BundleFault.NOT_FOR_THIS_INSTALLATION}


def test_any_flipped_byte_and_any_cut_is_refused_and_nothing_is_written(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    raw = pair.down().path.read_bytes()
    random, broken = Random(608), pair.stick / "broken.hqb"
    before = contents(pair.hp.database)
    for place in [0, 21, 30, len(raw) - 1, *(random.randrange(len(raw)) for _ in range(60))]:
        flipped = bytearray(raw)
        flipped[place] ^= 1 << random.randrange(8)
        broken.write_bytes(flipped)
        with pytest.raises(BundleRefused):
            import_bundle(pair.hp, broken)
    for size in [0, 1, 22, 200, len(raw) // 2, len(raw) - 1]:
        broken.write_bytes(raw[:size])
        with pytest.raises(BundleRefused):
            preview_import(pair.hp, broken)
    assert contents(pair.hp.database) == before


def test_a_stopped_import_leaves_the_ledger_as_it_was(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    bundle = pair.down()
    before = contents(pair.hp.database)
    for stop_at in (1, 40, 150, 300):
        looks = [0]

        def stop_wanted(looks: list[int] = looks, stop_at: int = stop_at) -> bool:
            looks[0] += 1
            return looks[0] >= stop_at

        with pytest.raises(Stopped):
            import_bundle(pair.hp, bundle.path, Job(stop_wanted=stop_wanted))
        assert contents(pair.hp.database) == before
    assert import_bundle(pair.hp, bundle.path).counts.new > 90


def test_a_backup_is_made_before_an_import_that_brings_something(pair: Pair) -> None:
    folder = pair.department.workspace.folder
    pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    assert [backup.facts.cause for backup in copies.backups(folder)] == [copies.Cause.IMPORT]
    import_bundle(pair.hq, pair.up().path)
    import_bundle(pair.hp, pair.down().path)
    assert len(copies.backups(folder)) == 1


def test_a_small_import_rests_on_a_copy_of_the_last_day_and_a_large_one_does_not(pair: Pair) -> None:
    session, folder = pair.hp, pair.department.workspace.folder

    def is_copied(news: int) -> bool:
        before = copies.backups(folder)
        back_up(session, Job(), news)
        return copies.backups(folder) != before

    assert is_copied(1)
    assert not is_copied(FEW_EVENTS)
    assert is_copied(FEW_EVENTS + 1)
    assert not is_copied(0)
    newest = copies.backups(folder)[0].facts.at_ms
    session.machine = replace(session.machine, now_ms=lambda: newest + FRESH_MS)
    assert is_copied(1)


def test_a_file_that_cannot_be_written_leaves_no_trace(pair: Pair) -> None:
    before = contents(pair.hq.database)
    with pytest.raises(FileNotWritten):
        write_bundle(pair.hq, "TCHQ/HQ03", pair.stick / "missing" / "a.hqb")
    assert contents(pair.hq.database) == before
    assert list((pair.headquarters.workspace.folder / "outbox").iterdir()) == []
    assert pair.down().number == 1


def test_exchanging_needs_the_role_the_keys_and_a_known_node(pair: Pair, tmp_path: Path) -> None:
    officer = pair.headquarters.add("Lê Thu Hà", Role.OFFICER)
    clerk = pair.headquarters.add("Nguyễn Văn Bình", Role.CLERK)
    with pytest.raises(NotPermitted):
        write_bundle(officer, "TCHQ/HQ03", pair.stick)
    clerk.secrets, held = None, clerk.secrets
    with pytest.raises(KeyNotHeld):
        write_bundle(clerk, "TCHQ/HQ03", pair.stick)
    clerk.secrets = held
    with pytest.raises(UnknownNeighbour):
        write_bundle(clerk, "TCHQ/HQ20", pair.stick)
    assert write_bundle(clerk, "TCHQ/HQ03", pair.stick).number == 1


def test_neighbours_and_files_say_what_is_on_the_way(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    (peer,) = peers(pair.hq)
    assert (peer.node, peer.relation, peer.last_out, peer.waiting) == ("TCHQ/HQ03", "child", None, 99)
    pair.down()
    (peer,) = peers(pair.hq)
    assert (peer.last_out, peer.waiting, peer.unconfirmed_since) == (1, 0, exchanges(pair.hq, "TCHQ/HQ03")[0].at)
    import_bundle(pair.hp, pair.stick / "TCHQ-HQ03-0001.hqb")
    import_bundle(pair.hq, pair.up().path)
    (peer,) = peers(pair.hq)
    assert (peer.last_in, peer.unconfirmed_since) == (1, None)
    files = exchanges(pair.hq, "TCHQ/HQ03")
    assert [(one.direction, one.number, one.is_confirmed) for one in files] == [
        (Direction.IN, 1, False),
        (Direction.OUT, 1, True),
    ]
    assert files[1].counts == {"plans": 1, "tasks": 98}
    pair.down()
    assert exchanges(pair.hq, "TCHQ/HQ03")[1].is_confirmed


def test_anybody_sees_size_and_hash_of_a_file_only_its_recipient_more(pair: Pair) -> None:
    bundle = pair.down()
    outside = inspect_bundle(bundle.path)
    assert (outside.size, outside.is_open, outside.from_node) == (bundle.size, False, "")
    inside = inspect_bundle(bundle.path, pair.hp)
    assert (inside.from_node, inside.to_node, inside.number) == ("TCHQ", "TCHQ/HQ03", 1)
    assert (inside.sha256, inside.imported_at_ms) == (outside.sha256, None)
    import_bundle(pair.hp, bundle.path)
    assert inspect_bundle(bundle.path, pair.hp).imported_at_ms == exchanges(pair.hp, "TCHQ")[0].at


def test_what_concerns_another_unit_never_leaves(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03", "HQ20")
    import_bundle(pair.hp, pair.down().path)
    units = {one.unit for one in tasks(pair.hp, TaskFilter(as_of=DAY))}
    assert units == {"HQ03"}
    assert scalar(pair.hp.database, "SELECT count(*) FROM event WHERE entity LIKE 'asg/%/HQ20'") == 0
    assert scalar(pair.hp.database, "SELECT count(*) FROM p_person WHERE unit = 'TCHQ'") == 0


def test_drafts_and_entries_that_are_not_approved_stay_in_the_unit(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan, result="bí mật nội bộ")
    import_bundle(pair.hq, pair.up().path)
    types = scalar(pair.hq.database, "SELECT group_concat(DISTINCT type) FROM event WHERE entity LIKE 'prog/%'")
    assert types == "progress.published"


def test_row_27_a_restored_ledger_gets_back_what_it_had_sent(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    folder = pair.department.workspace.folder
    saved = copies.make(folder, pair.hp.database_key, copies.Cause.BY_HAND, pair.department.clock()).folder
    approved_entry(pair.department, plan)
    import_bundle(pair.hq, pair.up().path)
    pair.department.close()
    for name in ("so.db", "keyslots.json", "workspace.json"):
        shutil.copyfile(saved / name, folder / name)
    for name in ("so.db-wal", "so.db-shm"):
        (folder / name).unlink(missing_ok=True)
    restored = pair.department.sign_in()
    assert restored.journal.writer.generation == 2
    assert item(restored, "C.4").life is LifeState.NONE
    import_bundle(pair.hq, write_bundle(restored, "TCHQ", pair.stick).path)
    import_bundle(restored, pair.down().path)
    assert item(restored, "C.4").standing.completed
    import_bundle(pair.hq, write_bundle(restored, "TCHQ", pair.stick).path)
    assert pair.down().events == 0


def test_row_50_where_one_of_several_files_cannot_be_written_none_stays_and_their_numbers_are_free(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    before = contents(pair.hq.database)
    (pair.stick / "TCHQ-HQ03-0002.hqb").mkdir()
    with pytest.raises(SuspiciousFile):
        write_bundles(pair.hq, "TCHQ/HQ03", pair.stick, max_bytes=12_000)
    assert contents(pair.hq.database) == before
    assert sorted(pair.stick.glob("*.hqb")) == [pair.stick / "TCHQ-HQ03-0002.hqb"]
    assert list((pair.headquarters.workspace.folder / "outbox").iterdir()) == []
    (pair.stick / "TCHQ-HQ03-0002.hqb").rmdir()
    written = write_bundles(pair.hq, "TCHQ/HQ03", pair.stick / "Gửi Hải Phòng.hqb", max_bytes=12_000)
    assert [one.path.name for one in written[:2]] == ["Gửi Hải Phòng.hqb", "TCHQ-HQ03-0002.hqb"]
    assert all(one.size <= 12_000 for one in written)
    for one in reversed(written):
        import_bundle(pair.hp, one.path)
    assert len(tasks(pair.hp, TaskFilter(as_of=DAY))) == PROVINCIAL
