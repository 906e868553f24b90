"""The level above sees a file's name and size; its content comes when somebody asks, and only to who may have it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import db.attachments
from db.connection import rows, writing
from desktop.attachments.arriving import take_wishes
from desktop.attachments.attachments import (
    Attachment,
    ask_for,
    attachments_of,
    remove_attachment,
    save_attachment,
    withdraw_wish,
)
from desktop.attachments.carrying import wishes_for
from desktop.attachments.facts import attachment_added, attachment_published
from desktop.errors import AttachmentNotHere, BundleRefused
from desktop.journal.event import EntityId
from desktop.journal.verification import projections_agree
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session
from desktop.sync.bundle.container import PackedSection, open_frame, pack, sign_manifest, write_frame
from desktop.sync.bundle.manifest import Manifest, SectionType, read_manifest
from desktop.sync.bundle.sealing import seal
from desktop.sync.endpoint import endpoint_of
from desktop.sync.exchange import import_bundle, preview_import, write_bundle
from desktop.sync.inbound.import_report import Caution, LineGroup
from desktop.sync.outbound.export_preview import preview_export
from desktop.sync.outbound.exporting import Composed, compose
from desktop.sync.outbound.sending import write_bundles
from desktop.sync.repair.taking_back import redo, take_back
from tests.desktop.attachments.conftest import Desk
from tests.support.exchange import DAY, contents
from tests.support.hostile import noise

CONTENT = b"%PDF-1.4 noi dung"


def only(session: Session, record: EntityId) -> Attachment:
    (found,) = attachments_of(session, record)
    return found


def blobs(session: Session) -> dict[str, int]:
    found = rows(session.database, "SELECT sha256, size FROM blob")
    return {row["sha256"].hex(): row["size"] for row in found}


def test_before_the_approval_nothing_of_a_file_leaves_the_unit(desk: Desk) -> None:
    desk.attach()
    entity = desk.hand_in()
    desk.up()
    assert attachments_of(desk.hq, entity) == ()
    assert CONTENT not in desk.pair.up().path.read_bytes()


def test_with_the_approval_name_and_size_go_up_and_the_content_stays(desk: Desk) -> None:
    found = desk.published()
    assert (found.name, found.size, found.is_here, found.is_published) == ("Biên bản.pdf", len(CONTENT), False, True)
    assert blobs(desk.hq) == {}
    with pytest.raises(AttachmentNotHere):
        save_attachment(desk.hq, found.entity, desk.folder)


def test_content_comes_with_the_next_bundle_after_it_was_asked_for(desk: Desk) -> None:
    found = desk.published()
    wish = ask_for(desk.hq, found.entity)
    assert wish.wished_at is not None
    assert found.added_at < wish.wished_at < desk.hq.machine.now_ms()
    assert wishes_for(endpoint_of(desk.hq), "TCHQ/HQ03") == (found.sha256,)
    desk.down()
    planned = preview_export(desk.hp, "TCHQ")
    assert (planned.attached, planned.is_receipt_only) == (1, False)
    bundle = desk.pair.up()
    assert bundle.attached == 1
    preview = preview_import(desk.hq, bundle.path, as_of=DAY)
    assert blobs(desk.hq) == {}, "a preview leaves nothing behind"
    report = import_bundle(desk.hq, bundle.path, as_of=DAY)
    told = [(line.group, line.field, line.after) for line in report.lines]
    assert (LineGroup.PROGRESS, "attachment_content", "Biên bản.pdf") in told
    assert (preview.lines, preview.counts.files, report.counts.files) == (report.lines, 1, 1)
    assert report.cautions == ()
    arrived = only(desk.hq, found.record)
    assert (arrived.is_here, arrived.wished_at) == (True, None)
    assert save_attachment(desk.hq, found.entity, desk.folder / "o.pdf").read_bytes() == CONTENT
    desk.down()
    assert desk.pair.up().attached == 0, "nobody asks any more"


def test_content_that_was_lost_on_the_way_is_asked_for_again(desk: Desk) -> None:
    found = desk.published()
    ask_for(desk.hq, found.entity)
    desk.down()
    lost = desk.pair.up()
    assert (lost.attached, desk.pair.up().attached) == (1, 0), "sent once until it is asked for again"
    again = write_bundle(desk.hp, "TCHQ", desk.pair.stick, again=lost.number)
    assert again.attached == 1, "the bundle that is sent again carries it again"
    desk.down()
    assert desk.up().cautions == ()
    assert only(desk.hq, found.record).is_here


def test_a_wish_that_was_withdrawn_is_forgotten_by_the_unit_too(desk: Desk) -> None:
    found = desk.published()
    ask_for(desk.hq, found.entity)
    desk.down()
    assert withdraw_wish(desk.hq, found.entity).wished_at is None
    desk.down()
    assert desk.pair.up().attached == 0


def test_an_older_bundle_does_not_bring_a_wish_back(desk: Desk) -> None:
    found = desk.published()
    ask_for(desk.hq, found.entity)
    early = desk.pair.down()
    withdraw_wish(desk.hq, found.entity)
    desk.down()
    import_bundle(desk.hp, early.path)
    assert desk.pair.up().attached == 0


def test_the_report_of_an_import_names_files_that_come_and_go(desk: Desk) -> None:
    desk.attach()
    desk.publish()
    told = [line for line in desk.up().lines if line.entity.startswith("att/")]
    assert [(line.group, line.field, line.before, line.after, line.label) for line in told] == [
        (LineGroup.PROGRESS, "attachment", "", "Biên bản.pdf", "C.4")
    ]
    desk.hand_in(reason="bổ sung", result="Đã lập đủ")
    return_entries(desk.supervisor, [desk.record()], "gỡ tệp nhầm")
    remove_attachment(desk.officer, told[0].entity)
    desk.publish(reason="bổ sung", result="Đã lập đủ")
    told = [line for line in desk.up().lines if line.entity.startswith("att/") and line.group is LineGroup.PROGRESS]
    gone = [(line.before, line.after) for line in told]
    assert gone == [("Biên bản.pdf", "Đã gỡ")]


def test_a_file_taken_off_is_sent_to_nobody_and_withdrawn_with_the_next_approval(desk: Desk) -> None:
    found = desk.published()
    ask_for(desk.hq, found.entity)
    desk.down()
    desk.hand_in(reason="bổ sung", result="Đã lập đủ")
    return_entries(desk.supervisor, [found.record], "gỡ tệp nhầm")
    remove_attachment(desk.officer, found.entity)
    assert desk.pair.up().attached == 0
    desk.up()
    assert only(desk.hq, found.record).is_published, "headquarters learns of it with the approval"
    desk.publish(reason="bổ sung", result="Đã lập đủ")
    desk.up()
    assert attachments_of(desk.hq, found.record) == ()
    for session in (desk.hq, desk.hp):
        assert projections_agree(session.database, session.journal.projection, lambda: None)


def test_an_approval_that_is_undone_takes_the_word_of_its_files_back(desk: Desk) -> None:
    found = desk.attach()
    desk.publish()
    assert only(desk.hp, found.record).is_published
    desk.supervisor.undo()
    desk.up()
    assert attachments_of(desk.hq, found.record) == ()
    approve_entries(desk.supervisor, [found.record])
    desk.up()
    assert only(desk.hq, found.record).is_published


def test_only_what_changed_of_the_files_goes_up_with_a_further_approval(desk: Desk) -> None:
    desk.published()
    desk.hand_in(reason="bổ sung", result="Đã lập đủ")
    approve_entries(desk.supervisor, [desk.record()])
    sql = "SELECT count(*) AS n FROM event WHERE type = 'attachment.published'"
    assert next(rows(desk.hp.database, sql))["n"] == 1


# --- what one may not have ---


def ask(asker: Session, holder: Session, *hashes: str) -> None:
    """The holder reads a bundle whose writer asks for these hashes, whatever his own program would ask."""
    with writing(asker.database):
        manifest = manifest_of(compose(endpoint_of(asker), holder.node))
    wanted = msgspec.structs.replace(manifest, want_blobs=hashes)
    with writing(holder.database):
        take_wishes(endpoint_of(holder), wanted, 1)


def manifest_of(composed: Composed) -> Manifest:
    size = int.from_bytes(composed.frame[8:12], "big")
    return read_manifest(composed.frame[12 : 12 + size])


def test_what_no_shared_stream_names_is_given_to_nobody(desk: Desk) -> None:
    inner = desk.attach("Nháp.txt", b"only in the unit")
    ask(desk.hq, desk.hp, inner.sha256, "00" * 32)
    assert db.attachments.asked(desk.hp.database) == []
    assert desk.pair.up().attached == 0


def test_content_never_goes_down_even_to_who_names_its_hash(desk: Desk) -> None:
    """A unit that learned the hash of somebody's file cannot fetch it from above by attaching the hash to its own."""
    found = desk.published()
    ask_for(desk.hq, found.entity)
    desk.down()
    desk.up()
    assert only(desk.hq, found.record).is_here
    ask(desk.hp, desk.hq, found.sha256)
    assert db.attachments.asked(desk.hq.database) == []
    assert desk.pair.down().attached == 0


# --- bytes that are not what they should be ---


def delivered(desk: Desk, sections: list[PackedSection]) -> Path:
    """Hải Phòng's next bundle with these sections more, validly signed and sealed."""
    endpoint = endpoint_of(desk.hp)
    with writing(desk.hp.database):
        composed = compose(endpoint, "TCHQ")
    opened = open_frame(composed.frame, key_of=endpoint.store.key, me="TCHQ")
    kept = [pack(found.entry.type, found.raw) for found in opened.sections if found.entry.type is not SectionType.BLOB]
    every = [*kept, *sections]
    manifest = msgspec.structs.replace(opened.manifest, sections=tuple(found.entry for found in every)).to_bytes()
    frame = write_frame(manifest, [sign_manifest(manifest, endpoint.keys.signing)], [found.packed for found in every])
    path = desk.folder / "forged.hqb"
    path.write_bytes(seal(frame, endpoint.store.recipients("TCHQ")))
    return path


@pytest.mark.parametrize(
    "forged", [lambda: b"%PDF-1.4 noi dun!", lambda: b"", lambda: noise(3_000)], ids=["tampered", "empty", "other"]
)
def test_bytes_with_another_hash_are_not_kept_and_the_wish_stays(desk: Desk, forged: Callable[[], bytes]) -> None:
    found = desk.published()
    ask_for(desk.hq, found.entity)
    desk.down()
    report = import_bundle(desk.hq, delivered(desk, [pack(SectionType.BLOB, forged())]), as_of=DAY)
    assert report.cautions == (Caution.UNASKED_FILE,)
    assert blobs(desk.hq) == {}
    assert only(desk.hq, found.record).wished_at is not None


def test_content_that_nobody_asked_for_is_not_kept(desk: Desk) -> None:
    found = desk.published()
    report = import_bundle(desk.hq, delivered(desk, [pack(SectionType.BLOB, CONTENT)]), as_of=DAY)
    assert report.cautions == (Caution.UNASKED_FILE,)
    assert not only(desk.hq, found.record).is_here


def test_content_of_another_size_than_was_said_is_not_kept(desk: Desk) -> None:
    content = noise(40_000)
    found = desk.attach("Nhỏ.bin", content)
    with writing(desk.hp.database), desk.hp.journal.in_transaction():
        lie = attachment_added(found.entity, name="Nhỏ.bin", size=7, by="x", at=1)
        desk.hp.journal.append(lie, "x")
    entity = desk.publish()
    desk.up()
    assert only(desk.hq, entity).size == 7
    ask_for(desk.hq, found.entity)
    desk.down()
    assert desk.up().cautions == (Caution.UNASKED_FILE,)
    assert blobs(desk.hq) == {}


def test_one_flipped_bit_of_the_content_refuses_the_whole_bundle(desk: Desk) -> None:

    found = desk.published(noise(3_000))
    ask_for(desk.hq, found.entity)
    desk.down()
    bundle = desk.pair.up()
    raw = bytearray(bundle.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.path.write_bytes(bytes(raw))
    before = contents(desk.hq.database)
    with pytest.raises(BundleRefused):
        import_bundle(desk.hq, bundle.path)
    assert contents(desk.hq.database) == before
    assert blobs(desk.hq) == {}


# --- sizes ---


def test_files_lie_beside_the_events_or_in_bundles_of_their_own_and_the_largest_waits(desk: Desk) -> None:
    limit = 100_000
    sizes = {"a.bin": 60_000, "b.bin": 61_000, "c.bin": 150_000, "d.bin": 20_000}
    for place, (name, size) in enumerate(sizes.items()):
        desk.attach(name, noise(size, seed=place))
    entity = desk.publish()
    desk.up()
    for found in attachments_of(desk.hq, entity):
        ask_for(desk.hq, found.entity)
    desk.down()
    desk.attach("e.txt", b"another record", "I/C/6")
    written = write_bundles(desk.hp, "TCHQ", desk.pair.stick, max_bytes=limit)
    assert all(bundle.size <= limit for bundle in written)
    assert [bundle.attached for bundle in written] == [2, 1]
    assert [bundle.waiting for bundle in written][-1] == 1
    for bundle in reversed(written):
        assert import_bundle(desk.hq, bundle.path).cautions == ()
    here = {found.name: found.is_here for found in attachments_of(desk.hq, entity)}
    assert here == {"a.bin": True, "b.bin": True, "c.bin": False, "d.bin": True}
    (large,) = write_bundles(desk.hp, "TCHQ", desk.pair.stick, max_bytes=None)
    assert (large.attached, large.waiting) == (1, 0)
    import_bundle(desk.hq, large.path)
    assert all(found.is_here for found in attachments_of(desk.hq, entity))


def test_text_that_packs_well_fits_though_it_is_larger_than_the_bundle(desk: Desk) -> None:
    content = b"kien nghi cua don vi " * 20_000
    found = desk.published(content)
    ask_for(desk.hq, found.entity)
    desk.down()
    written = write_bundles(desk.hp, "TCHQ", desk.pair.stick, max_bytes=100_000)
    assert sum(bundle.attached for bundle in written) == 1
    for bundle in written:
        import_bundle(desk.hq, bundle.path)
    assert only(desk.hq, found.record).is_here


# --- imports taken back ---


def test_with_an_import_its_files_go_and_come_again(desk: Desk) -> None:
    found = desk.published()
    ask_for(desk.hq, found.entity)
    desk.down()
    desk.up()
    import_ = next(
        row["bundle"] for row in rows(desk.hq.database, "SELECT bundle FROM event WHERE type = 'attachment.published'")
    )
    take_back(desk.hq, import_, "nhầm tệp")
    assert attachments_of(desk.hq, found.record) == ()
    assert wishes_for(endpoint_of(desk.hq), "TCHQ/HQ03") == ()
    redo(desk.hq, import_)
    assert only(desk.hq, found.record).is_here


# --- what others sign ---


def test_a_unit_speaks_only_of_files_of_its_own_records(desk: Desk) -> None:
    sha256 = hashlib.sha256(b"x").hexdigest()
    task = desk.record().split("/")[1]
    bad = [f"att/{task}/HQ20/-/{sha256}", f"att/{task}/HQ03/-/{sha256[:-1]}", f"att/{task}/HQ03/{sha256}"]
    with writing(desk.hp.database), desk.hp.journal.in_transaction():
        for entity in bad:
            fact = attachment_published(EntityId(entity), name="x", size=1, by="x", at=1, is_removed=False)
            desk.hp.journal.append(fact, "x")
    report = desk.up()
    assert report.counts.rejected == len(bad)
    assert next(rows(desk.hq.database, "SELECT count(*) AS n FROM p_attachment"))["n"] == 0
