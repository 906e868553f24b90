"""What a file would hold, said before it is written."""

import pytest

from desktop.errors import UnknownBundle, UnknownNeighbour
from desktop.sync.exchange import ExportMode, import_bundle, write_bundle
from desktop.sync.outbound.export_preview import ITEM_WORDS, ItemKind, preview_export
from tests.support.exchange import Pair, approved_entry, contents
from tests.support.ledgers import ADMINISTRATOR, OFFICER, SUPERVISOR

ROWS_608, PROVINCIAL = 98, 14


def test_a_preview_says_what_the_file_holds_and_writes_nothing(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    before = contents(pair.hq.database)
    said = preview_export(pair.hq, "TCHQ/HQ03")
    assert contents(pair.hq.database) == before
    assert (said.number, said.unit_name, said.refused) == (1, "Cục Hải quan thành phố Hải Phòng", 0)
    assert said.counts[ItemKind.PLAN] == 1
    assert said.counts[ItemKind.ASSIGNED] == PROVINCIAL
    written = pair.down()
    assert (said.events, said.records) == (written.events, written.records)
    assert said.size == pytest.approx(written.size, rel=0.2)
    assert said.files == 1


def test_records_stand_in_printed_order_with_their_numbers(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    said = preview_export(pair.hq, "TCHQ/HQ03")
    assert [item.subject.plan_number for item in said.items if item.kind is ItemKind.PLAN] == ["608/QĐ-TCHQ"]
    assigned = [item.subject for item in said.items if item.kind is ItemKind.ASSIGNED]
    assert [one.position for one in assigned] == sorted(one.position for one in assigned)
    assert "C.4" in {one.label for one in assigned}


def test_a_department_sees_its_approved_results_the_receipt_and_whose_work_it_is(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    assert preview_export(pair.hp, "TCHQ").confirms == (1,)
    approved_entry(pair.department, plan)
    said = preview_export(pair.hp, "TCHQ")
    assert said.counts[ItemKind.APPROVED] == 1
    assert ItemKind.ENTRY not in said.counts, "what stays in the unit is not in the file"
    (approved,) = [item.subject for item in said.items if item.kind is ItemKind.APPROVED]
    assert (approved.label, approved.unit) == ("C.4", "HQ03")
    assert {share.name for share in said.shares} == {ADMINISTRATOR, SUPERVISOR}
    people = [item.subject.title for item in said.items if item.kind is ItemKind.PERSON]
    assert {OFFICER, SUPERVISOR} <= set(people)
    pair.up()
    assert preview_export(pair.hp, "TCHQ").confirms == ()


def test_what_went_out_before_and_was_not_confirmed_is_told_apart(pair: Pair) -> None:
    pair.headquarters.import_608()
    pair.down()
    said = preview_export(pair.hq, "TCHQ/HQ03")
    assert said.resent == sum(said.records.values())
    assert preview_export(pair.hq, "TCHQ/HQ03", ExportMode.SINCE_SENT).is_receipt_only
    assert preview_export(pair.hq, "TCHQ/HQ03", again=1).events == said.events
    import_bundle(pair.hp, write_bundle(pair.hq, "TCHQ/HQ03", pair.stick).path)
    import_bundle(pair.hq, pair.up().path)
    assert preview_export(pair.hq, "TCHQ/HQ03").is_receipt_only


def test_a_small_size_takes_several_files(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    assert preview_export(pair.hq, "TCHQ/HQ03", max_bytes=12_000).files > 1


def test_a_preview_for_nobody_or_of_nothing_is_refused(pair: Pair) -> None:
    with pytest.raises(UnknownNeighbour):
        preview_export(pair.hq, "TCHQ/HQ20")
    with pytest.raises(UnknownBundle):
        preview_export(pair.hq, "TCHQ/HQ03", again=9)


def test_every_kind_has_its_words() -> None:
    assert set(ITEM_WORDS) == set(ItemKind)
