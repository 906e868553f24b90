"""A folder of files of several units is taken in one go, with one report on all of them (FEATURES C21)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.backup import copies
from desktop.errors import NotPermitted, UnreadableFile
from desktop.files import atomic_write
from desktop.jobs import Job, Progress, Stopped
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.plans.tasks import TaskFilter, count, tasks
from desktop.session import Session
from desktop.sync.exchange import ExportMode, exchanges, import_bundle, write_bundle
from desktop.sync.inbound.folder_intake import import_folder, preview_folder
from desktop.sync.inbound.folder_report import FileState, FolderReport
from desktop.sync.inbound.kept_reports import refused_files, report_of
from tests.support.exchange import DAY, admit, approved_entry, contents
from tests.support.ledgers import Ledger, new_ledger

UNITS = ("HQ03", "HQ20", "HQ28")


@dataclass
class Tree:
    """Headquarters with three departments below it; `stick` is what was collected from them."""

    headquarters: Ledger
    departments: dict[str, Ledger]
    plan: Plan
    stick: Path

    @property
    def hq(self) -> Session:
        return self.headquarters.administrator

    def up(self, unit: str, mode: ExportMode = ExportMode.SINCE_SENT) -> Path:
        """The next file of a department, without what an earlier file carried."""
        return write_bundle(self.departments[unit].administrator, "TCHQ", self.stick, mode=mode).path

    def reports(self, unit: str, *paths: str) -> list[Path]:
        """A file for each task that the department reports as done."""
        files = []
        for path in paths:
            approved_entry(self.departments[unit], self.plan, path)
            files.append(self.up(unit))
        return files

    def in_state(self, report: FolderReport, state: FileState) -> list[str]:
        return [one.file for one in report.files if one.state is state]


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    stick, post = tmp_path / "stick", tmp_path / "post"
    for folder in (stick, post):
        folder.mkdir()
    headquarters = new_ledger(tmp_path / "hq", "TCHQ")
    departments = {unit: new_ledger(tmp_path / unit, unit) for unit in UNITS}
    for unit, ledger in departments.items():
        (post / unit).mkdir()
        admit(headquarters.administrator, ledger.administrator, post / unit)
    plan = headquarters.import_608(*UNITS)
    for unit, ledger in departments.items():
        sent = write_bundle(headquarters.administrator, f"TCHQ/{unit}", post)
        import_bundle(ledger.administrator, sent.path, as_of=DAY)
    yield Tree(headquarters, departments, plan, stick)
    for ledger in (headquarters, *departments.values()):
        ledger.close()


def test_all_files_come_in_by_sender_and_number_whatever_they_are_called(tree: Tree) -> None:
    first, second, third = tree.reports("HQ03", "I/C/4", "I/C/2", "I/C/6")
    (other,) = tree.reports("HQ20", "I/C/4")
    first.rename(tree.stick / "z.hqb")
    third.rename(tree.stick / "a.hqb")
    report = import_folder(tree.hq, tree.stick, as_of=DAY)
    assert [one.file for one in report.files] == ["z.hqb", second.name, "a.hqb", other.name]
    assert all(one.state is FileState.TAKEN and one.report is not None for one in report.files)
    assert report.counts.held == 0
    assert [(sender.node, sender.numbers) for sender in report.senders] == [
        ("TCHQ/HQ03", (1, 2, 3)),
        ("TCHQ/HQ20", (1,)),
    ]
    assert (report.before.counts.completed, report.after.counts.completed) == (0, 4)
    assert {one.unit: one.after.counts.completed for one in report.units} == {"HQ03": 3, "HQ20": 1}
    effects = {sender.node: sender.effect.after.counts.completed for sender in report.senders if sender.effect}
    assert effects == {"TCHQ/HQ03": 3, "TCHQ/HQ20": 1}
    assert report.after.counts == count(tasks(tree.hq, TaskFilter(as_of=DAY)))
    assert [(silent.node, silent.last_at) for silent in report.silent] == [("TCHQ/HQ28", None)]


def test_the_preview_says_the_same_and_leaves_nothing(tree: Tree) -> None:
    tree.reports("HQ03", "I/C/4", "I/C/2")
    tree.reports("HQ20", "I/C/4")
    before = contents(tree.hq.database)
    preview = preview_folder(tree.hq, tree.stick, as_of=DAY)
    assert contents(tree.hq.database) == before
    assert copies.backups(tree.headquarters.workspace.folder) == []
    assert import_folder(tree.hq, tree.stick, as_of=DAY, previewed=preview.digests) == preview
    assert len(copies.backups(tree.headquarters.workspace.folder)) == 1  # one for all of them
    kept = [report_of(tree.hq, one.id) for one in exchanges(tree.hq, "TCHQ/HQ03") if one.direction == "in"]
    assert [one.number for one in kept] == [2, 1]
    again = import_folder(tree.hq, tree.stick, as_of=DAY)
    assert again.count(FileState.KNOWN) == 3
    assert (again.before, again.counts.new) == (again.after, 0)


def test_one_bad_file_stops_no_other_and_is_named_with_its_reason(tree: Tree) -> None:
    good, cut = tree.reports("HQ03", "I/C/4", "I/C/2")
    (flipped,) = tree.reports("HQ20", "I/C/4")
    cut.write_bytes(cut.read_bytes()[:-50])
    raw = bytearray(flipped.read_bytes())
    raw[len(raw) // 2] ^= 1
    flipped.write_bytes(raw)
    atomic_write(tree.stick / "notes.hqb", b"no bundle at all")
    for found in (preview_folder(tree.hq, tree.stick, as_of=DAY), import_folder(tree.hq, tree.stick, as_of=DAY)):
        assert tree.in_state(found, FileState.TAKEN) == [good.name]
        assert set(tree.in_state(found, FileState.REFUSED)) == {cut.name, flipped.name, "notes.hqb"}
        assert all(one.refusal for one in found.files if one.state is FileState.REFUSED)
        assert found.after.counts.completed == 1
        assert {silent.node for silent in found.silent} == {"TCHQ/HQ20", "TCHQ/HQ28"}
    assert {(one.file, one.times) for one in refused_files(tree.hq)} == {
        (cut.name, 2),
        (flipped.name, 2),
        ("notes.hqb", 2),
    }


def test_links_folders_and_other_files_are_named_and_not_followed(tree: Tree, tmp_path: Path) -> None:
    (real,) = tree.reports("HQ03", "I/C/4")
    elsewhere = tmp_path / "elsewhere.hqb"
    real.rename(elsewhere)
    (tree.stick / "link.hqb").symlink_to(elsewhere)
    (tree.stick / "sub.hqb").mkdir()
    (tree.stick / "bao-cao.docx").write_bytes(b"x")
    os.mkfifo(tree.stick / "pipe.hqb")
    report = import_folder(tree.hq, tree.stick, as_of=DAY)
    assert {one.file: one.state for one in report.files} == {
        "link.hqb": FileState.LINK,
        "sub.hqb": FileState.FOLDER,
        "bao-cao.docx": FileState.FOREIGN,
        "pipe.hqb": FileState.FOREIGN,
    }
    assert report.counts.new == 0
    with pytest.raises(UnreadableFile):
        import_folder(tree.hq, tree.stick / "nowhere", as_of=DAY)


def test_what_is_missing_in_the_middle_is_named_per_unit(tree: Tree) -> None:
    _, second, _ = tree.reports("HQ03", "I/C/4", "I/C/2", "I/C/6")
    second.unlink()
    report = import_folder(tree.hq, tree.stick, as_of=DAY)
    (sender,) = report.senders
    assert sender.numbers == (1, 3)
    assert {gap.numbers for gap in sender.gaps} == {(2,)}
    assert report.counts.held == sum(gap.events for gap in sender.gaps) > 0
    assert report.after.counts.completed == 1


def test_a_stop_leaves_whole_files_and_names_those_not_reached(tree: Tree) -> None:
    tree.reports("HQ03", "I/C/4", "I/C/2", "I/C/6")
    seen: list[Progress] = []

    def wants_to_stop() -> bool:
        return len(exchanges(tree.hq, "TCHQ/HQ03")) > 1 and any("3/3" in one.text for one in seen)

    report = import_folder(tree.hq, tree.stick, Job(seen.append, wants_to_stop), as_of=DAY)
    assert [one.state for one in report.files] == [FileState.TAKEN, FileState.TAKEN, FileState.LEFT]
    assert report.is_stopped
    assert report.after.counts.completed == 2
    before = contents(tree.hq.database)
    with pytest.raises(Stopped):
        preview_folder(tree.hq, tree.stick, Job(stop_wanted=lambda: bool(seen)), as_of=DAY)
    assert contents(tree.hq.database) == before
    assert import_folder(tree.hq, tree.stick, as_of=DAY).after.counts.completed == 3


def test_row_49_only_what_was_agreed_to_is_imported(tree: Tree) -> None:
    tree.reports("HQ03", "I/C/4")
    agreed = preview_folder(tree.hq, tree.stick, as_of=DAY)
    (late,) = tree.reports("HQ20", "I/C/4")
    report = import_folder(tree.hq, tree.stick, as_of=DAY, previewed=agreed.digests)
    assert tree.in_state(report, FileState.REFUSED) == [late.name]
    assert report.after.counts.completed == 1
    assert refused_files(tree.hq) == []  # it may be imported as soon as it was looked at


def test_the_same_file_twice_counts_once(tree: Tree) -> None:
    (one,) = tree.reports("HQ03", "I/C/4")
    (tree.stick / "copy.hqb").write_bytes(one.read_bytes())
    report = import_folder(tree.hq, [tree.stick / "copy.hqb", one], as_of=DAY)
    assert sorted(found.state for found in report.files) == [FileState.KNOWN, FileState.TAKEN]
    assert report.senders[0].numbers == (1,)


def test_only_who_exchanges_files_opens_a_folder(tree: Tree) -> None:
    officer = tree.headquarters.add("Ngô Văn Tám", Role.OFFICER)
    for work in (preview_folder, import_folder):
        with pytest.raises(NotPermitted):
            work(officer, tree.stick)
