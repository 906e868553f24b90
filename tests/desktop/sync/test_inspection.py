"""A file is looked into without importing it: in office words, with what has to come first."""

import re
from dataclasses import replace

import pytest

from desktop.errors import BundleFault, BundleRefused
from desktop.files import atomic_write
from desktop.jobs import Job, Stopped
from desktop.plans.facts import task_entity
from desktop.plans.records import Plan
from desktop.progress.entries import Record
from desktop.sync.bundle import sealing
from desktop.sync.bundle.container import read_frame, sign_manifest, write_frame
from desktop.sync.bundle.manifest import VERSION, read_manifest
from desktop.sync.endpoint import endpoint_of
from desktop.sync.exchange import (
    BundleContent,
    ExportMode,
    LineGroup,
    import_bundle,
    inspect_bundle,
    preview_import,
    refused_files,
    write_bundle,
)
from tests.support.exchange import DAY, Pair, approved_entry, contents
from tests.support.network import stations


@pytest.fixture
def plan(pair: Pair) -> Plan:
    return pair.headquarters.import_608("HQ03")


def of_type(found: tuple[BundleContent, ...], type_: str) -> BundleContent:
    return next(one for one in found if one.type == type_)


@pytest.mark.usefixtures("plan")
def test_a_plan_that_only_the_file_knows_is_told_with_its_numbers(pair: Pair) -> None:
    bundle = pair.down()
    before = contents(pair.hp.database)
    facts = inspect_bundle(bundle.path, pair.hp)
    assert contents(pair.hp.database) == before
    assert (facts.from_name, facts.to_name) == ("Tổng cục Hải quan", "Cục Hải quan thành phố Hải Phòng")
    assert (facts.new, facts.needs, facts.waits, facts.is_older) == (facts.events, (), 0, False)
    given = of_type(facts.contents, "task.assigned")
    assert (given.words, given.records, given.more) == ("Giao nhiệm vụ", 14, 0)
    assert {"608/QĐ-TCHQ B.1", "608/QĐ-TCHQ C.4"} <= set(given.tasks)
    assert len(given.tasks) == 14
    assert of_type(facts.contents, "plan.issued").records == 1
    with pytest.raises(Stopped):
        inspect_bundle(bundle.path, pair.hp, Job(stop_wanted=lambda: True))


def test_what_has_to_come_first_is_named_and_an_older_file_is_called_so(pair: Pair, plan: Plan) -> None:
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    files = []
    for path in ("I/C/4", "I/C/2", "I/C/6"):
        approved_entry(pair.department, plan, path)
        files.append(write_bundle(pair.hp, "TCHQ", pair.stick, mode=ExportMode.SINCE_SENT))
    third = inspect_bundle(files[2].path, pair.hq)
    assert (third.needs, third.waits > 0) == ((1, 2), True)
    import_bundle(pair.hq, files[0].path)
    assert inspect_bundle(files[2].path, pair.hq).needs == (2,)
    import_bundle(pair.hq, files[2].path)
    second = inspect_bundle(files[1].path, pair.hq)
    assert (second.needs, second.waits, second.is_older) == ((), 0, True)
    assert second.new == second.events > 0


def test_row_42_a_file_of_a_newer_major_version_is_refused_politely(pair: Pair) -> None:
    """The very bundle with another version in its signed manifest, sealed again."""
    hq, hp = endpoint_of(pair.hq), endpoint_of(pair.hp)
    frame = read_frame(sealing.unseal(pair.down().path.read_bytes(), *hp.keys.identities))
    newer = replace_version(frame.manifest)
    raw = write_frame(newer, [sign_manifest(newer, hq.keys.signing)], [bytes(frame.sections)])
    file = pair.stick / "newer.hqb"
    atomic_write(file, sealing.seal(raw, [hp.keys.import_public]))
    before = contents(pair.hp.database)
    for work in (preview_import, import_bundle):
        with pytest.raises(BundleRefused) as caught:
            work(pair.hp, file)
        assert caught.value.reason is BundleFault.NEWER
    assert contents(pair.hp.database) == before
    (refused,) = refused_files(pair.hp)
    assert refused.words == "Tệp do bản phần mềm mới hơn tạo ra. Cập nhật chương trình rồi nhập lại."


def replace_version(manifest: bytes) -> bytes:
    """The manifest as a later program would write it."""
    assert read_manifest(manifest).v == VERSION
    newer, count = re.subn(rb'"v":1(?=[,}])', b'"v":2', manifest)
    assert (VERSION, count) == (1, 1)
    return newer


def test_row_38_progress_on_a_task_that_has_not_arrived_is_kept_and_stands_on_it_later() -> None:
    _, first, second = stations(["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03"])
    submitter, approver = first.enrol_person("officer"), first.enrol_person()
    entity = first.approve(task_entity("7"), replace(Record(), percent=40), submitter, approver)
    taken = second.receive(first.compose("TCHQ/HQ03").frame)
    assert taken is not None
    assert taken.counts.rejected == 0
    told = {(line.group, line.label, line.title) for line in taken.lines if line.entity == entity}
    assert told == {(LineGroup.PROGRESS, "", "Nhiệm vụ chưa có trong kế hoạch đã nhận")}
    row = second.journal.projection.shown(second.database, entity)
    assert row is not None
    assert (row["percent"], row["state"]) == (40, "approved")
