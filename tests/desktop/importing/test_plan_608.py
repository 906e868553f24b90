"""Quyết định 608/QĐ-TCHQ, read row by row and compared with a reading of the printed document by hand."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.deadlines.deadlines import Deadline, DeadlineKind, Every
from desktop.importing.corrections import Corrections
from desktop.importing.parsed import DoubtKind, PlanRow, ProvincialRole, RepairReason, RowKind, from_json, to_json
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units

TESTS = Path(__file__).parents[2]
SOURCE = (TESTS / "documents" / "608-qd-tchq.txt").read_bytes()
GOLDEN = TESTS / "golden" / "plans" / "608.json"
READ_BY_HAND = TESTS / "golden" / "plans" / "608-by-hand.txt"
PLAN = read_plan(SOURCE, name="608-qd-tchq.txt", units=load_units())

HEADINGS = """
I     | Kế hoạch năm 2007
I/A   | Xây dựng và hoàn thiện cơ sở pháp lý phục vụ quản lý rủi ro
I/B   | Kiện toàn về tổ chức bộ máy và cơ chế hoạt động
I/C   | Thực hiện thu thập, xử lý thông tin và Quản lý rủi ro
I/D   | Xây dựng, nâng cấp hoàn thiện các cơ sở dữ liệu
I/E   | Cơ sở hạ tầng phục vụ quản lý rủi ro
I/F   | Đào tạo, tập huấn
I/G   | Công tác khác
II    | KẾ HOẠCH TỔNG THỂ GIAI ĐOẠN 2008 - 2010
II/A  | Cơ sở pháp lý phục vụ quản lý rủi ro
II/B  | Tổ chức bộ máy và cơ chế hoạt động cơ chế điều hành thu thập, xử lý thông tin và QLRR
II/C  | Xây dựng, nâng cấp hoàn thiện cơ sở dữ liệu
II/D  | Cơ sở hạ tầng
II/E  | Về công tác đào tạo
"""


CODES = {
    "DT": "TCHQ-DTCBL", "STQ": "TCHQ-KTSTQ", "GS": "TCHQ-GSQL", "TT": "TCHQ-KTTT", "CN": "TCHQ-CNTT",
    "PC": "TCHQ-PC", "CB": "TCHQ-TCCB", "QT": "TCHQ-HTQT", "TC": "TCHQ-KHTC", "VP": "TCHQ-VP", "DA": "TCHQ-QLDA",
    "VI": "TCHQ-NCKH", "TR": "TCHQ-DTBD", "CUC": "G-CUCTINH", "CHI": "G-CHICUC", "cSTQ": "L-KTSTQ",
    "pNV": "L-PNV", "pG": "L-PGIA",
}  # fmt: skip
LAST_DAYS = {6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 12: 31}


class ByHand(NamedTuple):
    """One task as read by hand."""

    path: tuple[str, ...]
    title: str
    activities: int
    lead: list[str]
    support: list[str]
    deadline: Deadline


def _deadline(printed: str) -> Deadline:
    if printed == "tx":
        return Deadline(DeadlineKind.RECURRING, every=Every.CONTINUOUS)
    if "/" in printed:
        month, year = map(int, printed.split("/"))
        return Deadline(DeadlineKind.MONTH, due=date(year, month, LAST_DAYS[month]))
    return Deadline(DeadlineKind.YEAR, due=date(int(printed), 12, 31))


def _by_hand() -> list[ByHand]:
    tasks = []
    lines = READ_BY_HAND.read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if not line.startswith("#")):
        path, title, activities, lead, support, deadline = (part.strip() for part in line.split("|"))
        lead_codes, support_codes = ([CODES[unit] for unit in cell.split()] for cell in (lead, support))
        tasks.append(
            ByHand(tuple(path.split("/")), title, int(activities), lead_codes, support_codes, _deadline(deadline))
        )
    return tasks


BY_HAND = _by_hand()


def _task(path: str) -> PlanRow:
    return next(row for row in PLAN.rows if "/".join(row.path) == path)


def test_the_document_is_known_by_its_number_date_title_and_issuer() -> None:
    assert PLAN.plan.number == "608/QĐ-TCHQ"
    assert PLAN.plan.date == date(2007, 3, 30)
    assert PLAN.plan.issuer == "Tổng cục Hải quan"
    assert PLAN.plan.title == (
        "KẾ HOẠCH TRIỂN KHAI CÔNG TÁC THU THẬP, XỬ LÝ THÔNG TIN NGHIỆP VỤ HẢI QUAN VÀ ÁP DỤNG QUẢN LÝ RỦI RO "
        "NĂM 2007 VÀ DỰ KIẾN NHỮNG NĂM TIẾP THEO ĐẾN NĂM 2010 CỦA NGÀNH HẢI QUAN"
    )


def test_there_are_2_parts_12_sections_and_66_tasks() -> None:
    kinds = [row.kind for row in PLAN.rows]
    assert [kinds.count(kind) for kind in RowKind] == [2, 12, 0, 66]


def test_headings_stand_in_printed_order_with_their_titles() -> None:
    printed = [line.split("|") for line in HEADINGS.strip().splitlines()]
    headings = [row for row in PLAN.rows if row.kind in {RowKind.PART, RowKind.SECTION}]
    assert [("/".join(row.path), row.title) for row in headings] == [
        (path.strip(), title.strip()) for path, title in printed
    ]
    assert all(not (row.lead_text or row.support_text or row.deadline_text or row.activities) for row in headings)


def test_the_tasks_stand_in_printed_order() -> None:
    assert [task.path for task in PLAN.tasks] == [task.path for task in BY_HAND]
    assert [task.number for task in PLAN.tasks] == [task.path[-1] for task in BY_HAND]


@pytest.mark.parametrize("by_hand", BY_HAND, ids=lambda task: "/".join(task.path))
def test_a_task_agrees_with_the_reading_by_hand(by_hand: ByHand) -> None:
    task = _task("/".join(by_hand.path))
    assert task.title.startswith(by_hand.title)
    assert len(task.activities) == by_hand.activities
    assert [unit.code for unit in task.lead_units] == by_hand.lead
    assert [unit.code for unit in task.support_units] == by_hand.support
    assert task.deadline == by_hand.deadline
    assert (task.product, task.inherited) == ("", ())


def _printed_rows() -> dict[int, list[str]]:
    """The cells of every printed row by the line it begins on, cut out of the text by another way."""
    rows, line = {}, 1
    for block in re.split(r"(?<=\n)\n", SOURCE.decode()):
        if block.startswith("\t"):
            rows[line] = block.rstrip("\n")[1:].split("\n\t")
        line += block.count("\n") + 1
    return rows


def _letters(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("task", PLAN.tasks, ids=lambda task: "/".join(task.path))
def test_every_letter_of_a_row_is_the_printed_one(task: PlanRow) -> None:
    number, title, activities, lead, support, again, deadline = _printed_rows()[task.source.lines[0]]
    assert task.number == number.strip()
    assert _letters(task.title) == _letters(title).replace("NK³1%", "NK≥1%")
    assert _letters("".join(task.activities)) == _letters(activities)
    assert _letters(task.lead_text) == _letters(lead)
    assert _letters(task.support_text) == _letters(support) == _letters(again)
    assert _letters(task.deadline_text) == _letters(deadline)


def test_paragraphs_and_bullets_of_a_cell_stay_apart() -> None:
    assert _task("I/B/3").title == (
        "Xây dựng lý luận nghiệp vụ về thu thập, xử lý thông tin:\n- Phương pháp, trình tự tiến hành;\n"
        "- Kỹ năng thực hiện;\n- Sản phẩm đầu ra;\n- Giáo trình giảng dạy"
    )
    assert _task("I/A/7").activities[:3] == (
        "- Hoàn thiện dự thảo, bao gồm:",
        "* Phạm vi áp dụng",
        "* Nguyên tắc áp dụng",
    )


def test_a_sentence_broken_over_two_lines_is_one_paragraph() -> None:
    assert _task("I/A/9").title.endswith("thông tin thống nhất trong toàn ngành Hải quan;")


def test_cells_are_kept_as_printed_on_one_line() -> None:
    assert _task("I/A/2").support_text == "-Vụ pháp chế, Vụ - Giám sát quản lý, - Cục Kiểm tra STQ"
    assert _task("I/B/2").lead_text == "Cục Hải quan tỉnh,"
    assert _task("I/A/1").deadline_text == "Tháng 7/2007"
    assert _task("I/C/8").lead_text == (
        "- Vụ Kiểm tra TT XNK - Phòng nghiệp vụ phòng giá (nếu có) thuộc Cục hải tỉnh, TP"
    )


def test_misprints_that_are_no_encoding_damage_stay() -> None:
    assert "- Hướng dẫn, kiểm tra, đáng giá" in _task("I/B/7").activities
    assert "Cục hải tỉnh" in _task("I/C/8").lead_text
    assert "- Tuyền truyền trên phương tiện thông tin đại chúng" in _task("I/G/1").activities


def test_the_provincial_rows_are_the_fourteen_of_section_b_and_c() -> None:
    rows = {"/".join(task.path): task.provincial for task in PLAN.tasks if task.provincial is not ProvincialRole.NONE}
    lead = ["B/1", "B/2", *(f"C/{number}" for number in (2, 4, 6, 7, 8, 9, 10, 11, 12, 14, 15))]
    assert rows == {f"I/{path}": ProvincialRole.LEAD for path in lead} | {"I/B/8": ProvincialRole.SUPPORT}


def test_a_remark_in_a_unit_cell_is_a_note() -> None:
    assert {"/".join(task.path): task.note for task in PLAN.tasks if task.note} == {"I/C/8": "nếu có"}


def test_a_row_knows_the_lines_it_was_read_from() -> None:
    lines = SOURCE.decode().split("\n")
    for row in PLAN.rows:
        first, last = row.source.lines
        assert lines[first - 1] == f"\t{row.number}"
        assert lines[last] == ""


def test_every_change_of_the_print_is_listed_with_its_reason() -> None:
    count = [sum(repair.why is why for repair in PLAN.repairs) for why in RepairReason]
    # 1 Symbol sign, no TCVN3 word, 1 capital heading, 51 doubled supports + 12 headings, 18 names, 1 sentence
    assert count == [1, 0, 1, 63, 18, 1]


def test_the_two_encoding_repairs_say_what_was_and_what_is() -> None:
    repairs = {repair.why: ("/".join(repair.path), repair.was, repair.now) for repair in PLAN.repairs}
    assert repairs[RepairReason.SYMBOL_FONT] == ("I/C/5", "NK³ 1%", "NK≥ 1%")
    assert repairs[RepairReason.LEGACY_CAPITALS] == (
        "II", "Kế HOạCH TổNG THể GIAI ĐOạN 2008 - 2010", "KẾ HOẠCH TỔNG THỂ GIAI ĐOẠN 2008 - 2010",
    )  # fmt: skip


def test_every_guess_is_a_doubt() -> None:
    doubts = {(str(doubt.kind), "/".join(doubt.path)) for doubt in PLAN.doubts}
    assert doubts == {
        *((str(DoubtKind.NAME_SPLIT_OVER_BULLET), f"I/A/{number}") for number in (2, 3, 4, 5)),
        *((str(DoubtKind.NAME_CUT_SHORT), path) for path in ("I/B/2", "I/C/2", "I/C/14")),
        *((str(DoubtKind.UNITS_WITHOUT_SEPARATOR), path) for path in ("I/A/9", "I/C/8", "I/F/2", "II/A/1", "II/B/1")),
        (str(DoubtKind.LEAD_ALSO_SUPPORTS), "II/A/1"),
    }


def test_a_refused_repair_leaves_the_text_as_printed_and_the_others_done() -> None:
    refused = frozenset(
        repair.key
        for repair in PLAN.repairs
        if repair.why in {RepairReason.SYMBOL_FONT, RepairReason.LEGACY_CAPITALS} or repair.path == ("I", "A", "9")
    )
    plan = read_plan(SOURCE, name="608.txt", units=load_units(), corrections=Corrections(refused=refused))
    rows = {"/".join(row.path): row for row in plan.rows}
    assert "NK³ 1%" in rows["I/C/5"].title
    assert rows["II"].title == "Kế HOạCH TổNG THể GIAI ĐOạN 2008 - 2010"
    assert rows["I/A/9"].title.endswith("trong\ntoàn ngành Hải quan;")
    assert len(plan.repairs) == len(PLAN.repairs) - len(refused)


def test_a_refused_joining_of_a_name_leaves_its_halves_unresolved() -> None:
    refused = frozenset(repair.key for repair in PLAN.repairs if repair.path == ("I", "A", "11"))
    plan = read_plan(SOURCE, name="608.txt", units=load_units(), corrections=Corrections(refused=refused))
    row = next(row for row in plan.rows if row.path == ("I", "A", "11"))
    assert [(unit.code, unit.name) for unit in row.lead_units] == [(None, "Vụ Giám"), (None, "sát quản lý")]


def test_the_stated_shares_are_targets_of_their_rows() -> None:
    targets = [
        (one.number, target.op, target.value, target.unit, target.year)
        for one in PLAN.indicators
        for target in one.targets
    ]
    assert targets == [
        ("I/C/1", ">=", 10, "%", 2007),
        ("I/C/2", ">=", 10, "%", 2007),
        ("I/C/5", ">=", 1, "%", 2007),
        ("I/C/6", ">=", 1, "%", 2007),
    ]


def test_the_parsed_plan_equals_the_checked_golden() -> None:
    assert to_json(PLAN) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_parsed_plan_goes_through_json_unchanged() -> None:
    assert from_json(to_json(PLAN)) == PLAN


def test_the_shipped_document_is_the_checked_one() -> None:
    shipped = TESTS.parent / "resources" / "plans" / "608-qd-tchq.txt"
    assert shipped.read_bytes() == SOURCE
