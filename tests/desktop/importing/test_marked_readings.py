"""What the language of a plan leaves unsure is marked in the preview: years cut short, letters supplied, «trước»."""

from desktop.importing.parsed import Doubt, DoubtKind, ParsedPlan, RepairReason
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units

HEADER = "\tSố TT\n\tNội dung\n\tĐơn vị chủ trì\n\tThời hạn\n\n"


def _read(title: str, deadline: str) -> ParsedPlan:
    text = f"{HEADER}\t1\n\t{title}\n\tVăn phòng\n\t{deadline}\n\n"
    return read_plan(text.encode(), name="kehoach.txt", units=load_units())


def test_years_cut_short_are_read_and_doubted() -> None:
    plan = _read("Nâng cấp hệ thống", "2022-025")
    assert Doubt.of(("1",), "deadline_text", DoubtKind.GUESSED_DEADLINE, "2022-025") in plan.doubts
    assert str(plan.rows[0].deadline.due) == "2025-12-31"


def test_a_supplied_letter_is_a_repair_and_a_doubt() -> None:
    plan = _read("Bổ nhiệm Chi cục trëng", "2025")
    assert plan.rows[0].title == "Bổ nhiệm Chi cục trưởng"
    assert [(one.was, one.now, one.why) for one in plan.repairs] == [
        ("trëng", "trưởng", RepairReason.LEGACY_ENCODING),
    ]
    assert Doubt.of(("1",), "title", DoubtKind.UNCERTAIN_REPAIR, "trưởng") in plan.doubts


def test_before_in_the_middle_of_a_deadline_is_doubted_too() -> None:
    plan = _read("Rà soát", "Hoàn thành trước ngày 30/6/2025")
    assert [doubt.kind for doubt in plan.doubts if doubt.field == "deadline_text"] == [DoubtKind.STRICT_BEFORE]


def test_an_inclusive_last_day_is_not_doubted() -> None:
    plan = _read("Rà soát", "Trước hoặc trong ngày 30/6/2025")
    assert [doubt for doubt in plan.doubts if doubt.field == "deadline_text"] == []
