"""Files at an entry: attached, taken off, saved out; what they are called cannot harm."""

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest

from db.connection import writing
from desktop.attachments.attachments import (
    attach,
    attach_all,
    attachments_of,
    remove_attachment,
    save_attachment,
)
from desktop.attachments.facts import attachment_added, attachment_entity
from desktop.errors import (
    AttachmentFault,
    AttachmentNotHere,
    AttachmentRefused,
    EntryLocked,
    FileTooLarge,
    NoAttachment,
    NotAPlainFile,
    NotAssignedHere,
    NotPermitted,
    SuspiciousFile,
)
from desktop.journal.verification import projections_agree
from desktop.permissions import Role
from desktop.progress.review import return_entries
from desktop.sync.limits import BLOB_BYTES
from tests.desktop.attachments.conftest import Desk


def test_an_attached_file_is_kept_with_its_name_size_and_author(desk: Desk) -> None:
    content = b"%PDF-1.4 " + bytes(5_000)
    found = desk.attach("Biên bản họp.pdf", content)
    assert (found.name, found.size, found.added_by_name) == ("Biên bản họp.pdf", len(content), desk.officer.person.name)
    assert (found.sha256, found.is_here, found.is_published) == (hashlib.sha256(content).hexdigest(), True, False)
    assert attachments_of(desk.supervisor, desk.record()) == (found,)
    assert attachments_of(desk.officer, desk.record("I/C/6")) == ()
    assert projections_agree(desk.hp.database, desk.hp.journal.projection, lambda: None)


def test_the_same_file_twice_is_one_and_writes_nothing_more(desk: Desk) -> None:
    first = desk.attach()
    undoable = desk.officer.last_undoable()
    assert desk.attach("Bản khác tên.pdf") == first
    assert desk.officer.last_undoable() == undoable


def test_attaching_and_taking_off_can_be_undone(desk: Desk) -> None:
    found = desk.attach()
    remove_attachment(desk.officer, found.entity)
    assert attachments_of(desk.officer, desk.record()) == ()
    assert desk.officer.undo().words == "Đã gỡ 1 tệp đính kèm."
    assert attachments_of(desk.officer, desk.record()) == (found,)
    assert desk.officer.undo().words == "Đã đính kèm 1 tệp."
    assert attachments_of(desk.officer, desk.record()) == ()
    assert desk.attach().entity == found.entity, "attached again after the undo"
    assert projections_agree(desk.hp.database, desk.hp.journal.projection, lambda: None)


def test_of_several_files_all_are_attached_or_none(desk: Desk) -> None:
    good, empty = desk.file("a.txt", b"a"), desk.file("b.txt", b"")
    with pytest.raises(AttachmentRefused) as refused:
        attach_all(desk.officer, desk.record(), [good, empty])
    assert refused.value.reason is AttachmentFault.EMPTY
    assert attachments_of(desk.officer, desk.record()) == ()


def test_files_change_only_while_the_entry_may(desk: Desk) -> None:
    found = desk.attach()
    entity = desk.hand_in()
    with pytest.raises(EntryLocked):
        desk.attach("b.txt", b"b")
    with pytest.raises(EntryLocked):
        remove_attachment(desk.officer, found.entity)
    return_entries(desk.supervisor, [entity], "thiếu phụ lục")
    desk.attach("b.txt", b"b")
    desk.publish()
    with pytest.raises(EntryLocked):
        desk.attach("c.txt", b"c")


def test_only_who_records_results_of_the_unit_attaches(desk: Desk) -> None:
    reader = desk.pair.department.add("Lê Văn Xem", Role.INSPECTOR)
    with pytest.raises(NotPermitted):
        attach(reader, desk.record(), desk.file())
    with pytest.raises(NotAssignedHere):
        attach(desk.hq, desk.record(), desk.file())


@pytest.mark.parametrize("name", ["hoa\u202edon.fdp", "a\u200bb.txt", "\u2066x.pdf", "x" * 201])
def test_row_82_a_name_that_deceives_the_eye_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        attach(desk.officer, desk.record(), Path(name))
    assert refused.value.reason is AttachmentFault.NAME


def test_a_name_is_kept_in_one_form_of_its_letters(desk: Desk) -> None:
    name = unicodedata.normalize("NFD", "Tờ trình số 5.docx")
    assert desk.attach(name).name == "Tờ trình số 5.docx"


def test_row_49_a_file_is_read_once_from_a_copy_and_links_and_devices_are_no_files(desk: Desk) -> None:
    target = desk.file("that.txt", b"that")
    link = desk.folder / "link.txt"
    link.symlink_to(target)
    with pytest.raises(NotAPlainFile):
        attach(desk.officer, desk.record(), link)
    pipe = desk.folder / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotAPlainFile):
        attach(desk.officer, desk.record(), pipe)
    large = desk.folder / "large.bin"
    with large.open("wb") as file:
        file.truncate(BLOB_BYTES + 1)
    with pytest.raises(FileTooLarge):
        attach(desk.officer, desk.record(), large)
    found = attach(desk.officer, desk.record(), target)
    target.write_bytes(b"changed on the stick")
    saved = save_attachment(desk.officer, found.entity, desk.folder / "out.txt")
    assert saved.read_bytes() == b"that"


@pytest.mark.parametrize(
    ("signed", "saved"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\System32\\CON.txt", "_CON.txt"),
        ("\\\\server\\share\\x.exe", "x.exe"),
        ("a.txt:stream", "a.txt_stream"),
        ("hoa\u202edon.fdp", "hoa_don.fdp"),
        ("", "_"),
    ],
)
def test_row_47_a_signed_name_leads_nowhere_else(desk: Desk, signed: str, saved: str) -> None:
    content = b"noi dung"
    entity = attachment_entity(desk.record(), hashlib.sha256(content).hexdigest())
    desk.attach("x.txt", content, "I/C/6")  # its bytes are here, under another record
    with writing(desk.hp.database), desk.hp.journal.in_transaction():
        desk.hp.journal.append(attachment_added(entity, name=signed, size=len(content), by="x", at=1), "x")
    (found,) = attachments_of(desk.officer, desk.record())
    assert not any(unicodedata.category(sign).startswith("C") for sign in found.name)
    folder = desk.folder / "out"
    folder.mkdir()
    target = save_attachment(desk.officer, found.entity, folder)
    assert (target.parent, target.name, target.read_bytes()) == (folder, saved, content)
    assert list(folder.iterdir()) == [target]


def test_row_48_a_planted_link_is_not_followed_when_a_file_is_saved(desk: Desk) -> None:
    found = desk.attach()
    victim = desk.file("victim.txt", b"mine")
    (desk.folder / "out.pdf").symlink_to(victim)
    with pytest.raises(SuspiciousFile):
        save_attachment(desk.officer, found.entity, desk.folder / "out.pdf")
    assert victim.read_bytes() == b"mine"


def test_row_56_content_that_rotted_in_the_ledger_is_not_saved(desk: Desk) -> None:
    found = desk.attach()
    with writing(desk.hp.database):
        desk.hp.database.conn.execute("UPDATE blob SET data = zeroblob(size)")
    with pytest.raises(AttachmentNotHere):
        save_attachment(desk.officer, found.entity, desk.folder)
    assert not (desk.folder / "out").exists()


def test_a_file_that_was_taken_off_is_not_saved(desk: Desk) -> None:
    found = desk.attach()
    remove_attachment(desk.officer, found.entity)
    with pytest.raises(NoAttachment):
        save_attachment(desk.officer, found.entity, desk.folder / "out.pdf")
