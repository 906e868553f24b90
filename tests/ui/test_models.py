from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from ui.filter_proxy import FilterProxy
from ui.signs import Sign
from ui.table_model import Align, Column, RecordTableModel, Role
from ui.tree_model import Group, RecordTreeModel


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    late: int | None


COLUMNS: list[Column[Unit]] = [
    Column("name", "Đơn vị", lambda unit: unit.name, accessible=lambda unit: f"Đơn vị {unit.name}"),
    Column(
        "late",
        "Quá hạn",
        lambda unit: "" if unit.late is None else str(unit.late),
        Align.RIGHT,
        sort_key=lambda unit: unit.late,
        roles={Role.SIGN: lambda _unit: Sign.OPEN_OVERDUE, Role.META: lambda unit: unit.code},
    ),
]
UNITS = [
    Unit("HQ43", "Đà Nẵng", 1),
    Unit("HQ15", "Bắc Ninh", 10),
    Unit("HQ54", "An Giang", 2),
    Unit("HQ99", "Ấp 1", None),
    Unit("HQ60", "Ân Thi", 0),
    Unit("HQ40", "Dak Lak", 3),
]
# The order of a Vietnamese dictionary: A, Ă, Â are letters of their own, D stands before Đ.
IN_ORDER = ["An Giang", "Ân Thi", "Ấp 1", "Bắc Ninh", "Dak Lak", "Đà Nẵng"]


def names(model: RecordTableModel[Unit] | FilterProxy) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def grouped() -> RecordTreeModel[Unit]:
    model: RecordTreeModel[Unit] = RecordTreeModel(COLUMNS, lambda u: u.code, may_tick=lambda u: u.late != 0)
    inner = Group("II.1", "Miền Trung", UNITS[:1], number="II.1")
    model.replace([Group("I", "Miền Bắc", UNITS[1:4], note="3 đơn vị"), Group("II", "Khác", (), [inner])], UNITS[4:])
    return model


def paged(asked: list[str]) -> RecordTreeModel[Unit]:
    """Units of which all but two stand under headings that begin folded; `asked` holds whose key was wanted."""

    def key(unit: Unit) -> str:
        asked.append(unit.code)
        return unit.code

    model: RecordTreeModel[Unit] = RecordTreeModel(COLUMNS, key)
    last = Group("last", "Cuối", UNITS[5:], begins_folded=True)
    pages = [Group("next", "Tiếp", UNITS[2:5], [last], begins_folded=True)]
    model.replace([Group("all", "Tất cả", UNITS[:2], pages)])
    return model


def test_rows_under_a_heading_that_begins_folded_are_made_when_they_are_asked_for() -> None:
    asked: list[str] = []
    model = paged(asked)
    page = model.index_of_group("next")
    assert model.rowCount(page) == 4
    assert model.hasChildren(page)
    assert model.first_record() == UNITS[0]
    assert asked == [unit.code for unit in UNITS[:2]]

    assert model.index(2, 0, page).data() == UNITS[4].name
    assert model.rowCount(page) == 4
    assert model.index(2, 0, page).parent() == page
    assert asked == [unit.code for unit in UNITS[:5]]


def test_records_under_folded_headings_are_found_by_their_keys_and_in_their_order() -> None:
    assert paged([]).records() == UNITS
    model = paged([])
    assert model.record(model.index_of(UNITS[5].code)) == UNITS[5]
    assert not model.index_of("HQ00").isValid()


def test_the_models_keep_the_rules_of_qt(qtmodeltester: Any, qapp: object) -> None:
    table = RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS)
    proxy = FilterProxy()
    proxy.setSourceModel(table)
    for model in (table, proxy, grouped(), paged([])):
        qtmodeltester.check(model)
    table.replace(UNITS[:2])
    proxy.set_rule(lambda unit: isinstance(unit, Unit) and unit.late == 1)
    qtmodeltester.check(proxy)


def test_a_filtered_tree_keeps_the_rules_of_qt(qtmodeltester: Any, qapp: object) -> None:
    proxy = FilterProxy()
    proxy.setSourceModel(grouped())
    proxy.set_rule(lambda unit: isinstance(unit, Unit) and unit.code == "HQ43")
    qtmodeltester.check(proxy)
    assert proxy.rowCount() == 1
    assert proxy.index(0, 0).data() == "Khác"


def test_a_cell_answers_words_alignment_and_what_a_reader_says(qapp: object) -> None:
    model = RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS)
    name, late = model.index(0, 0), model.index(0, 1)
    assert (name.data(), late.data()) == ("Đà Nẵng", "1")
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "Đơn vị Đà Nẵng"
    assert late.data(Qt.ItemDataRole.TextAlignmentRole) == int(Align.RIGHT)
    assert late.data(Role.META) == "HQ43"
    assert Sign(late.data(Role.SIGN)) is Sign.OPEN_OVERDUE
    assert name.data(Role.SIGN) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Quá hạn"


def test_a_record_is_found_by_its_key_after_a_reload(qapp: object) -> None:
    model = RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS)
    model.replace(list(reversed(UNITS)))
    assert model.record(model.index_of("HQ43")).name == "Đà Nẵng"
    assert not model.index_of("HQ00").isValid()


def test_names_sort_in_vietnamese_order(qapp: object) -> None:
    proxy = FilterProxy()
    proxy.setSourceModel(RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS))
    proxy.sort(0)
    assert names(proxy) == IN_ORDER


def test_figures_sort_by_value_and_unknown_ones_stand_last(qapp: object) -> None:
    proxy = FilterProxy()
    proxy.setSourceModel(RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS))
    proxy.sort(1)
    assert [proxy.index(row, 1).data() for row in range(6)] == ["0", "1", "2", "3", "10", ""]


def test_a_rule_hides_what_it_does_not_accept(qapp: object) -> None:
    proxy = FilterProxy()
    proxy.setSourceModel(RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS))
    proxy.set_rule(lambda unit: isinstance(unit, Unit) and bool(unit.late and unit.late > 2))
    assert sorted(names(proxy)) == ["Bắc Ninh", "Dak Lak"]
    proxy.set_rule(None)
    assert proxy.rowCount() == 6


def test_records_stand_under_their_headings_in_the_order_given(qapp: object) -> None:
    model = grouped()
    top = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert top == ["Ân Thi", "Dak Lak", "Miền Bắc", "Khác"]
    assert [unit.code for unit in model.records()] == ["HQ60", "HQ40", "HQ15", "HQ54", "HQ99", "HQ43"]
    inner = model.index_of_group("II.1")
    assert inner.parent() == model.index_of_group("II")
    assert model.index(0, 0, inner).data() == "Đà Nẵng"
    assert model.record(inner) is None
    assert model.index_of_group("I").data(Qt.ItemDataRole.AccessibleTextRole) == "Miền Bắc, 3 đơn vị"


def test_only_rows_that_may_be_ticked_have_boxes(qapp: object) -> None:
    model = grouped()
    assert model.index_of("HQ60").data(Qt.ItemDataRole.CheckStateRole) is None
    assert not model.setData(model.index_of("HQ60"), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.setData(model.index_of("HQ43"), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.ticked == {"HQ43"}
    assert model.tick_state() == Qt.CheckState.PartiallyChecked
    model.tick_all()
    assert model.tick_state() == Qt.CheckState.Checked
    assert "HQ60" not in model.ticked


def test_ticks_stay_over_a_reload_as_far_as_their_rows_do(qapp: object) -> None:
    model = grouped()
    model.tick(["HQ43", "HQ15"])
    told: list[object] = []
    model.ticks_changed.connect(told.append)
    model.replace([], UNITS[1:3])
    assert model.ticked == {"HQ15"}
    assert told == [frozenset({"HQ15"})]


def test_an_index_from_nowhere_answers_nothing(qapp: object) -> None:
    assert grouped().data(QModelIndex()) is None
    assert RecordTableModel(COLUMNS, lambda unit: unit.code, UNITS).data(QModelIndex()) is None


def test_a_column_cannot_be_changed(qapp: object) -> None:
    with pytest.raises(AttributeError):
        COLUMNS[0].title = "khác"  # type: ignore[misc]  # the very point
