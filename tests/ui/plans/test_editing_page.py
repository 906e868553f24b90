"""A plan that was not sent is edited in place: fields, rows, order, parts; each act undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.importing.parsed import RowKind
from desktop.permissions import Role
from tests.ui.plans.conftest import PlansBench, write
from ui.plans.plan_desk import Section
from ui.plans.sheet import Mode
from ui.plans.split_form import parts_of

Bench = Callable[..., PlansBench]


def test_the_list_tells_size_revision_and_units_of_each_plan(bench: Bench) -> None:
    made = bench()
    (one,) = made.page.list.records.records()
    shown = {column.key: column.value(one) for column in made.page.list.records.columns}
    assert shown["number"] == "608/QĐ-TCHQ"
    assert shown["revision"] == "Như ban hành"
    assert shown["size"] == "66"
    assert shown["units"] == "2 đơn vị"


def test_enter_opens_the_rows_in_printed_order(bench: Bench) -> None:
    made = bench()
    made.open()
    labels = [line.row.path_text for line in made.sheet.lines]
    assert labels[:4] == ["I", "I/A", "I/A/1", "I/A/2"]
    assert made.sheet.mode is Mode.DIRECT
    assert made.line("I/C/4").units == 2


def test_a_deadline_typed_in_place_is_read_written_and_undone(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    made.type(deadline_text="Tháng 9/2007")
    made.commit()
    row = made.line("I/C/4").row
    assert row.deadline_text == "Tháng 9/2007"
    assert row.deadline.due is not None
    assert row.deadline.due.isoformat() == "2007-09-30"
    made.undo_toast()
    assert made.line("I/C/4").row.deadline_text == "Tháng 6/2007"


def test_choosing_another_row_takes_over_what_was_typed(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    made.type(product="Danh sách doanh nghiệp")
    made.select("I/C/5")
    assert made.line("I/C/4").row.product == "Danh sách doanh nghiệp"
    assert made.page.view.line == made.line("I/C/5")


def test_a_heading_shows_no_fields_of_work(bench: Bench) -> None:
    made = bench()
    made.open()
    fields = made.page.view.panel.form.fields
    made.select("I/C")
    assert [name for name in fields if fields[name].isVisible()] == ["number", "title", "note"]
    made.select("I/C/4")
    assert all(field.isVisible() for field in fields.values())


def test_a_row_without_text_is_not_taken_over_and_says_so(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    made.type(title="")
    made.commit()
    assert made.page.view.panel.form.fields["title"].mark == "error"
    made.page.view.panel.discard()
    assert made.page.view.panel.form.editors["title"].value_text().startswith("Thống kê")


def test_insert_adds_a_row_after_the_chosen_one_and_delete_takes_it_out(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    QTest.keyClick(made.page.view.rows.view, Qt.Key.Key_Insert)
    assert made.page.view.panel.number.text() == "Dòng mới"
    made.type(number="4a", title="Lập danh sách doanh nghiệp theo địa bàn", deadline_text="Quý III/2007")
    made.commit()
    labels = [line.row.path_text for line in made.sheet.lines]
    assert labels[labels.index("I/C/4") + 1] == "I/C/4a"
    assert made.page.view.line == made.line("I/C/4a")
    QTest.keyClick(made.page.view.rows.view, Qt.Key.Key_Delete)
    made.settle()
    assert "I/C/4a" not in [line.row.path_text for line in made.sheet.lines]


def test_a_number_that_is_taken_is_refused_in_words_and_what_was_typed_stays(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    made.type(number="5")
    made.commit()
    assert "I/C/5" in made.page.refusal.accessibleName()
    assert made.page.view.panel.form.editors["number"].value_text() == "5"
    made.page.view.panel.discard()


def test_a_task_is_split_into_its_printed_work_and_its_units_get_the_parts(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    made.page.view.rows.split.click()
    panel = made.page.view.panel
    panel.parts.lines.setPlainText("a) Thống kê danh sách doanh nghiệp\nb) Phân tích, phân loại")
    assert panel.save.text() == "Tách thành 2 phần"
    made.commit()
    assert made.line("I/C/4").row.kind is RowKind.GROUP
    assert [made.line(f"I/C/4/{part}").units for part in "ab"] == [2, 2]


def test_alt_up_moves_a_row_before_its_neighbour(bench: Bench) -> None:
    made = bench()
    made.open()
    made.select("I/C/4")
    QTest.keyClick(made.page.view.rows.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    made.settle()
    labels = [line.row.path_text for line in made.sheet.lines]
    assert labels.index("I/C/4") < labels.index("I/C/3")
    assert made.page.view.line == made.line("I/C/4")
    assert not made.page.view.rows.remove.isEnabled()


def test_a_target_is_set_changed_and_taken_out(bench: Bench) -> None:
    made = bench()
    made.open()
    view = made.page.view
    view.show_section(Section.TARGETS)
    view.targets.add.click()
    view.targets.owner.set_value(made.line("I/C/7").entity)
    write(view.targets.counted, "tỷ lệ luồng đỏ")
    view.targets.op.set_value("<=")
    write(view.targets.value, "4,5")
    view.targets.save.click()
    made.settle()
    assert made.line("I/C/7").targets == 1
    target = next(one for one in made.sheet.targets if one.owner == made.line("I/C/7").entity)
    assert (target.demand.op, str(target.demand.value), target.demand.unit) == ("<=", "4.5", "%")
    view.targets.view.select(target.entity)
    view.targets.remove.click()
    made.settle()
    assert made.line("I/C/7").targets == 0


def test_a_value_that_is_no_number_is_marked_at_its_field(bench: Bench) -> None:
    made = bench()
    made.open()
    targets = made.page.view.targets
    made.page.view.show_section(Section.TARGETS)
    targets.add.click()
    write(targets.counted, "tỷ lệ")
    write(targets.value, "nhiều")
    targets.save.click()
    assert targets.fields["value"].mark == "error"
    assert len(made.sheet.targets) == 4


def test_who_may_not_take_plans_in_reads_only(bench: Bench) -> None:
    made = bench(Role.OFFICER)
    made.open()
    made.select("I/C/4")
    assert made.sheet.mode is Mode.READ
    assert made.page.view.rows.bar.isHidden()
    assert made.page.view.panel.save.isHidden()
    assert made.page.view.panel.form.editors["title"].isReadOnly()
    assert made.page.view.chips[Section.DRAFT].isHidden()


def test_parts_take_their_numbers_from_the_beginning_of_their_lines() -> None:
    found = parts_of("1. Lập danh sách\n\n- b) Phân tích\n• Chuyển giao kết quả\n2.1) Gửi báo cáo")
    assert [(part.number, part.title) for part in found] == [
        ("1", "Lập danh sách"),
        ("b", "Phân tích"),
        (None, "Chuyển giao kết quả"),
        ("2.1", "Gửi báo cáo"),
    ]
