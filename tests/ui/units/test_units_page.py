"""Bảng đơn vị: found without accents, changed by keyboard, undone; a department only looks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.permissions import Role
from desktop.units.editing import change_unit
from desktop.units.sheet import write_sheet
from desktop.units.table import load_units
from desktop.units.unit import UnitLevel
from tests.ui.units.conftest import Seen, Show
from ui.units import files
from ui.units.editor import UnitEditor
from ui.widgets.fields import Mark

SHIPPED = load_units()


def enter(seen: Seen, editor: QWidget) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Return)
    seen.settle()


def form(seen: Seen) -> UnitEditor:
    editor = seen.page.editor
    assert editor is not None
    return editor


def submit(seen: Seen, editor: UnitEditor) -> None:
    editor.save.click()
    seen.settle()


def search(seen: Seen, words: str) -> None:
    seen.page.list.search.setText(words)
    seen.page.list.search.searched.emit(words)


# Looking ------------------------------------------------------------------------------------------------------


def test_units_are_found_without_accents_by_any_spelling_and_by_code(show: Show) -> None:
    seen = show()
    assert len(seen.names()) == len(SHIPPED.all_units())
    for words in ("hai phong", "Cục HQ TP. Hải Phòng", "hq03"):
        search(seen, words)
        assert "HQ03" in seen.names()
    assert len(seen.names()) == 1
    assert seen.page.list.view.current() == SHIPPED.unit("HQ03")


def test_level_and_day_narrow_the_list(show: Show) -> None:
    seen = show()
    listed = seen.page.list
    listed.level.set_value(UnitLevel.PROVINCIAL.value)
    listed.level.activated.emit(0)
    assert len(seen.names()) == 35
    listed.on_day.click()
    assert len(seen.names()) == 33, "the departments of 25/06/2007"
    seen.opened.desk.day.choose(date(2025, 3, 1))
    assert seen.names() == []
    assert listed.empty.isVisible()
    listed.clear()
    assert len(seen.names()) == len(SHIPPED.all_units())


def test_the_rows_nobody_has_checked_are_told_and_listed(show: Show) -> None:
    seen = show()
    seen.page.list.unverified.click()
    assert set(seen.names()) == {unit.code for unit in SHIPPED.all_units() if "chưa kiểm chứng" in unit.source}


def test_a_unit_is_shown_with_its_spellings_and_leads_to_its_successors(show: Show) -> None:
    seen = show()
    seen.page.list.reveal("HQ20")
    detail = seen.page.detail
    assert detail.chips.words == list(SHIPPED.unit("HQ20").aliases)
    detail._follow[0].click()
    assert seen.page.list.view.current() == SHIPPED.unit("KV08")


def test_the_list_is_a_sound_model(show: Show, qtmodeltester: ModelTester) -> None:
    seen = show()
    qtmodeltester.check(seen.page.list.view.records)  # type: ignore[no-untyped-call]
    search(seen, "hai phong")
    qtmodeltester.check(seen.page.list.view.records)  # type: ignore[no-untyped-call]


def test_a_department_looks_and_does_not_change(show: Show) -> None:
    seen = show("HQ03")
    page = seen.page
    assert not page.add.isVisible()
    assert not page.load.isVisible()
    assert not page.detail.edit.isVisible()
    assert not page.detail.typed.isVisible()
    assert page.export.isVisible()
    assert "cơ quan trung ương" in page.note.text()
    page.list.view.opened.emit(page.list.view.current())
    assert page.editor is None


def test_who_does_not_administer_looks_only(show: Show) -> None:
    seen = show(role=Role.SUPERVISOR)
    assert not seen.page.detail.typed.isVisible()
    assert "Quản trị" in seen.page.note.text()


# Spellings ----------------------------------------------------------------------------------------------------


def test_a_spelling_is_added_by_typing_and_enter_and_undone(show: Show) -> None:
    seen = show()
    seen.page.list.reveal("HQ03")
    detail = seen.page.detail
    detail.typed.setText("Hải quan đất  Cảng")
    enter(seen, detail.typed)
    assert "Hải quan đất Cảng" in seen.units().unit("HQ03").aliases
    assert detail.chips.words[-1] == "Hải quan đất Cảng"
    assert detail.typed.text() == ""
    assert seen.heard.notices[-1].words == "Đã thêm cách viết «Hải quan đất Cảng» cho HQ Hải Phòng."
    seen.undo()
    assert seen.units().unit("HQ03") == SHIPPED.unit("HQ03")
    assert "Hải quan đất Cảng" not in detail.chips.words


def test_a_spelling_is_taken_out_by_its_chip(show: Show) -> None:
    seen = show()
    seen.page.list.reveal("HQ03")
    first = SHIPPED.unit("HQ03").aliases[0]
    seen.page.detail.chips.removed.emit(first)
    seen.settle()
    assert first not in seen.units().unit("HQ03").aliases


@pytest.mark.parametrize("typed", ["Cục HQ Hải Phòng", "a|b"])
def test_a_spelling_that_cannot_stand_is_told_at_its_field(show: Show, typed: str) -> None:
    seen = show()
    seen.page.list.reveal("HQ03")
    seen.page.detail.typed.setText(typed)
    enter(seen, seen.page.detail.typed)
    assert seen.page.detail.add_field.mark is Mark.ERROR
    assert seen.units() is SHIPPED


def test_a_name_a_plan_printed_waits_for_the_unit_it_belongs_to(show: Show) -> None:
    seen = show()
    seen.page.activate("Hải quan đất Cảng")
    assert seen.page.asked.isVisible()
    search(seen, "hai phong")
    seen.page.list.reveal("HQ03")
    assert seen.page.detail.typed.text() == "Hải quan đất Cảng"
    enter(seen, seen.page.detail.typed)
    assert not seen.page.asked.isVisible()
    assert "Hải quan đất Cảng" in seen.units().unit("HQ03").aliases


# The form -----------------------------------------------------------------------------------------------------


def test_a_new_unit_is_added_from_the_form_and_undone(show: Show) -> None:
    seen = show()
    seen.page.add.click()
    editor = form(seen)
    editor.code.setText("HQ62")
    editor.name.setText("Cục Hải quan tỉnh Mẫu")
    editor.parent_unit.search.setText("tong cuc hai quan")
    enter(seen, editor.parent_unit.search)
    editor.aliases.typed.setText("Cục HQ Mẫu")
    editor.valid_from.setText("01/01/2008")
    submit(seen, editor)
    unit = seen.units().unit("HQ62")
    assert (unit.level, unit.parent, unit.aliases) == (UnitLevel.PROVINCIAL, "TCHQ", ("Cục HQ Mẫu",))
    assert unit.valid_from == date(2008, 1, 1)
    assert seen.page.list.view.current() == unit
    assert seen.page.editor is None
    seen.undo()
    assert "HQ62" not in seen.names()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(show: Show) -> None:
    seen = show()
    seen.page.add.click()
    editor = form(seen)
    editor.code.setText("hq 62")
    submit(seen, editor)
    assert editor.fields["code"].mark is Mark.ERROR
    assert editor.fields["name"].mark is Mark.ERROR
    assert seen.page.editor is editor
    editor.code.setText("HQ62")
    editor.name.setText("Mẫu")
    editor.valid_to.setText("31/02/2008")
    submit(seen, editor)
    assert editor.fields["valid_to"].mark is Mark.ERROR
    editor.reject()
    assert seen.units() is SHIPPED


def test_a_shared_name_is_told_once_and_then_written(show: Show) -> None:
    seen = show()
    seen.page.list.reveal("HQ20")
    enter(seen, seen.page.list.view)
    editor = form(seen)
    editor.aliases.typed.setText("Cục HQ Hải Phòng")
    submit(seen, editor)
    assert editor.fields["aliases"].mark is Mark.WARNING
    assert editor.save.text() == "Vẫn ghi"
    assert seen.units() is SHIPPED
    submit(seen, editor)
    assert seen.page.editor is None
    assert "Cục HQ Hải Phòng" in seen.units().unit("HQ20").aliases


def test_the_unit_of_this_ledger_cannot_be_ended(show: Show) -> None:
    seen = show()
    seen.page.list.reveal("TCHQ")
    seen.page.detail.edit.click()
    editor = form(seen)
    editor.valid_to.setText("01/01/2008")
    submit(seen, editor)
    assert editor.fields["valid_to"].mark is Mark.ERROR
    editor.reject()


def test_a_unit_ends_with_its_successor(show: Show) -> None:
    seen = show()
    seen.page.list.reveal("TCHQ-QLDA")
    seen.page.detail.edit.click()
    editor = form(seen)
    editor.valid_to.setText("31/12/2010")
    editor.successors.search.setText("cuc cong nghe thong tin")
    enter(seen, editor.successors.search)
    submit(seen, editor)
    ended = seen.units().unit("TCHQ-QLDA")
    assert (ended.valid_to, ended.successors) == (date(2010, 12, 31), ("TCHQ-CNTT",))


# Files --------------------------------------------------------------------------------------------------------


def test_a_file_is_previewed_with_its_errors_and_written_where_it_is_right(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = show(prepare=lambda session: change_unit(session, replace(SHIPPED.unit("HQ03"), place="Cảng")))
    path = tmp_path / "don-vi.csv"
    monkeypatch.setattr(files, "ask_where_to_write", lambda _parent: path)
    monkeypatch.setattr(files, "ask_for_sheet", lambda _parent: path)
    seen.page.export.click()
    seen.settle()
    text = path.read_text(encoding="utf-8-sig")
    assert ",Cảng," in text, "the ledger's table goes out, not the shipped one"
    path.write_text(text.replace("provincial,TCHQ,,2025-02-28,,Lào Cai", "provincial,KHONG,,2025-02-28,,Lào Cai"))
    seen.page.load.click()
    seen.settle()
    preview = seen.page.preview
    assert preview is not None
    assert not preview.write.isEnabled()
    assert "KHONG" in preview.lines[0].words
    preview.reject()
    path.write_text(text.replace("Cục Hải quan tỉnh Lào Cai,", "Cục Hải quan Lào Cai mới,"))
    seen.page.load.click()
    seen.settle()
    preview = seen.page.preview
    assert preview is not None
    assert [line.words for line in preview.lines] == ["Sửa Cục Hải quan tỉnh Lào Cai"]
    preview.write.click()
    seen.settle()
    assert seen.units().unit("HQ13").name == "Cục Hải quan Lào Cai mới"
    seen.undo()
    assert seen.units().unit("HQ13").name == "Cục Hải quan tỉnh Lào Cai"


def test_a_file_that_is_no_table_of_units_is_told(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen = show()
    path = tmp_path / "x.csv"
    write_sheet(SHIPPED, path)
    path.write_text("stt,nội dung,chủ trì\n1,Việc,Cục\n2,Việc,Cục\n", encoding="utf-8")
    monkeypatch.setattr(files, "ask_for_sheet", lambda _parent: path)
    seen.page.load.click()
    seen.settle()
    assert seen.page.trouble.isVisible()
    write_sheet(SHIPPED, path)


def test_the_page_holds_where_there_is_little_room(show: Show) -> None:
    seen = show(width=884)
    seen.page.set_compact(True)
    seen.page.resize(884, 440)
    seen.settle()
    assert seen.page.minimumSizeHint().width() <= 884
    assert seen.page.list.view.isColumnHidden(1)
    assert seen.page.list.unverified.x() < seen.page.list.width() / 2
    seen.page.list.reveal("HQ03")
    seen.page.detail.edit.click()
    editor = form(seen)
    editor.source.setText("a\u200bb")
    submit(seen, editor)
    seen.settle()
    assert not editor.fields["source"].visibleRegion().isEmpty(), "the wrong field is scrolled to"
    editor.reject()


def test_narrow_and_wide_again_keeps_the_filters_in_their_places(show: Show) -> None:
    seen = show()
    listed = seen.page.list
    for compact in (False, True, True, False):
        seen.page.set_compact(compact)
        assert listed._below.isHidden() is not compact
        assert listed.on_day.parentWidget() is (listed._below if compact else listed._bar)
