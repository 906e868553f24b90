"""Steps of a review, corrections added one by one, and what is kept over the closing of the program."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import db.settings
from db.connection import writing
from desktop.creation import create_workspace
from desktop.deadlines.deadlines import parse_deadline
from desktop.importing import correcting, kept_reviews, layouts
from desktop.importing.columns import Field
from desktop.importing.corrections import (
    NO_CORRECTIONS,
    ColumnChoice,
    Corrections,
    DeadlineChoice,
    KindChoice,
    UnitChoice,
)
from desktop.importing.kept_reviews import give_up, keep, kept_document
from desktop.importing.parsed import Doubt, DoubtKind, PlanHeader, RepairKey, RepairReason, RowKind, UnitMention
from desktop.importing.review_work import ReviewSteps, ReviewWork
from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.session import Session
from desktop.units.table import load_units

ROW = ("I", "C", "4")
KEY = RepairKey(ROW, "title", RepairReason.SYMBOL_FONT, "NK³ 1%")
DOUBT = Doubt.of(ROW, "lead_units", DoubtKind.UNKNOWN_UNIT, "Cục X")
ALL = Corrections(
    refused=frozenset({KEY}),
    columns=(ColumnChoice("tt|viec", (Field.NUMBER, None, Field.EXTRA)),),
    kinds=(KindChoice(ROW, RowKind.GROUP),),
    units=(UnitChoice(ROW, "lead_units", (UnitMention("HQ03", "Cục Hải quan TP Hải Phòng"), UnitMention(None, "X"))),),
    deadlines=(DeadlineChoice(ROW, parse_deadline("Tháng 7/2007")),),
    set_aside=frozenset({("II", "1")}),
    header=PlanHeader("608/QĐ-TCHQ", date(2007, 3, 30), "Kế hoạch", None),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    clock = iter(range(1_000, 10_000_000, 1_000))
    machine = Machine(now_ms=lambda: next(clock), state_folder=tmp_path / "state", cost=Cost(t=1, m_kib=64, p=1))
    folder, units = tmp_path / "so", load_units()
    made = create_workspace(
        folder, unit="TCHQ", person_name="Anh", passphrase="mat khau thu", units=units, machine=machine
    )
    signed_in = made.workspace.sign_in("Anh", "mat khau thu")
    yield signed_in
    signed_in.close()


def test_a_step_taken_back_can_be_taken_again_until_another_is_taken() -> None:
    steps = ReviewSteps()
    first, second = ReviewWork(seen=frozenset({DOUBT})), ReviewWork(ALL)
    steps.take("một", first)
    steps.take("hai", second)
    assert steps.count == 2
    assert (steps.undo(), steps.work) == ("hai", first)
    assert (steps.redo(), steps.work) == ("hai", second)
    assert (steps.undo(), steps.undo(), steps.undo(), steps.work) == ("hai", "một", None, ReviewWork())
    steps.take("ba", second)
    assert steps.redo() is None


def test_a_repair_is_refused_and_taken_again_by_the_same_step() -> None:
    refused = correcting.turned_repair(NO_CORRECTIONS, KEY)
    assert refused.refused == {KEY}
    assert correcting.turned_repair(refused, KEY) == NO_CORRECTIONS


def test_a_later_choice_for_the_same_place_replaces_the_earlier_one() -> None:
    other = UnitChoice(ROW, "support_units", (UnitMention(None, "Y"),))
    made = correcting.with_units(ALL, [other])
    assert made.units == (*ALL.units, other)
    again = correcting.with_units(made, [UnitChoice(ROW, "lead_units", ())])
    assert again.units == (other, UnitChoice(ROW, "lead_units", ()))
    assert correcting.with_kind(ALL, KindChoice(ROW, RowKind.TASK)).kinds == (KindChoice(ROW, RowKind.TASK),)
    never = parse_deadline("Thường xuyên")
    assert correcting.with_deadlines(ALL, [DeadlineChoice(ROW, never)]).deadlines == (DeadlineChoice(ROW, never),)
    swapped = ColumnChoice("tt|viec", (None, Field.TITLE, None))
    assert correcting.with_columns(ALL, swapped).columns == (swapped,)
    assert correcting.without_columns(ALL, ["tt|viec"]).columns == ()


def test_rows_left_out_are_taken_in_again() -> None:
    out = correcting.with_rows_aside(ALL, [ROW])
    assert out.set_aside == {("II", "1"), ROW}
    assert correcting.without_rows_aside(out, [("II", "1")]).set_aside == {ROW}
    assert correcting.corrected_paths(ALL) == {ROW}


def test_a_document_and_all_that_was_said_about_it_come_back_as_they_were(session: Session) -> None:
    work = ReviewWork(ALL, frozenset({DOUBT}))
    data = "Kế hoạch ẵỗữ\n".encode() * 1000
    assert keep(session, "kế hoạch.docx", data, ReviewWork())
    assert keep(session, "kế hoạch.docx", data, work)
    (kept,) = kept_reviews.kept_reviews(session)
    assert (kept.name, kept.size, kept.work) == ("kế hoạch.docx", len(data), work)
    assert kept_document(session, kept.digest) == data
    give_up(session, kept.digest)
    assert kept_reviews.kept_reviews(session) == ()
    assert kept_document(session, kept.digest) is None


def test_three_documents_are_kept_and_the_oldest_given_up(session: Session) -> None:
    for number in range(4):
        keep(session, f"{number}.txt", b"%d" % number, ReviewWork())
    kept = kept_reviews.kept_reviews(session)
    assert [one.name for one in kept] == ["3.txt", "2.txt", "1.txt"]
    assert kept_document(session, kept_reviews.digest_of(b"0")) is None
    keep(session, "2.txt", b"2", ReviewWork(ALL))
    assert [one.name for one in kept_reviews.kept_reviews(session)][:2] == ["2.txt", "3.txt"]


def test_a_document_merely_opened_does_not_push_out_one_that_was_corrected(session: Session) -> None:
    keep(session, "sửa dở.docx", b"work", ReviewWork(ALL))
    for number in range(4):
        keep(session, f"{number}.txt", b"%d" % number, ReviewWork())
    assert [one.name for one in kept_reviews.kept_reviews(session)] == ["3.txt", "2.txt", "sửa dở.docx"]


def test_documents_beyond_20_mb_are_not_kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_reviews, "LARGEST_KEPT", 10)
    assert not keep(session, "lớn.docx", b"x" * 11, ReviewWork())
    keep(session, "a", b"a" * 6, ReviewWork())
    keep(session, "b", b"b" * 5, ReviewWork())
    assert [one.name for one in kept_reviews.kept_reviews(session)] == ["b"]


def test_what_another_version_kept_is_passed_over(session: Session) -> None:
    keep(session, "a", b"a", ReviewWork())
    with_index = f"plan reviews {session.person.id}"
    with writing(session.database):
        db.settings.put_setting(session.database, with_index, '[{"name": 1}]')
    assert kept_reviews.kept_reviews(session) == ()


def test_columns_are_remembered_for_their_layout_until_forgotten(session: Session) -> None:
    choice = ColumnChoice("tt|viec|han", (Field.NUMBER, Field.TITLE, None))
    layouts.remember(session, choice)
    assert layouts.remembered(session.database, ["khac", choice.layout, choice.layout]) == (choice,)
    changed = ColumnChoice(choice.layout, (Field.NUMBER, Field.TITLE, Field.DEADLINE))
    layouts.remember(session, changed)
    assert layouts.remembered(session.database, [choice.layout]) == (changed,)
    layouts.forget(session, [choice.layout])
    assert layouts.remembered(session.database, [choice.layout]) == ()
