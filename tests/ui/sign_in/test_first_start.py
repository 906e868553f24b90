from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.units.checking import with_units
from desktop.units.sheet import write_sheet
from desktop.units.table import load_units
from desktop.units.unit import Unit, UnitLevel
from desktop.workspace import open_workspace
from tests.ui.conftest import WAIT_MS, Story
from ui.sign_in import creation_form
from ui.sign_in.creation_form import CreationForm
from ui.sign_in.recovery_form import RecoveryForm
from ui.sign_in.start_form import SECRECY, StartForm
from ui.sign_in.unit_chooser import UnitChooser, choices, days_words, matching
from ui.widgets.banner import Banner
from ui.widgets.fields import Mark
from ui.widgets.text import Label

TODAY = date(2007, 6, 25)


def creation(story: Story) -> CreationForm:
    story.program.start()
    start = story.program.door.form
    assert isinstance(start, StartForm)
    start.make.click()
    form = story.program.door.form
    assert isinstance(form, CreationForm)
    return form


def fill(form: CreationForm, folder: Path) -> None:
    assert form.units.choose("HQ03")
    form.name.setText("Phạm Quốc Anh")
    form.passphrase.setText("mat khau 2007")
    form.again.setText("mat khau 2007")
    form.folder.setText(str(folder))


def test_the_first_page_says_what_must_never_be_entered(story: Story) -> None:
    story.program.start()
    form = story.program.door.form
    assert isinstance(form, StartForm)
    assert SECRECY == "Không nhập, lưu thông tin thuộc danh mục bí mật nhà nước."
    assert any(SECRECY in banner.accessibleName() for banner in form.findChildren(Banner))


def test_a_ledger_is_made_its_code_confirmed_and_its_first_person_signs_in(
    story: Story, tmp_path: Path, qtbot: QtBot
) -> None:
    form = creation(story)
    fill(form, tmp_path / "so")
    form.make.click()
    qtbot.waitUntil(lambda: isinstance(story.program.door.form, RecoveryForm), timeout=WAIT_MS)
    recovery = story.program.door.form
    assert isinstance(recovery, RecoveryForm)
    assert len(recovery._groups) == 9

    recovery.typed.setText("sai")
    recovery.go_on.click()
    assert recovery.field.mark is Mark.ERROR
    recovery.typed.setText(recovery._groups[recovery._asked].lower())
    recovery.go_on.click()

    window = story.sign_in("Phạm Quốc Anh", "mat khau 2007")
    assert window.current_place == "home"
    assert open_workspace(tmp_path / "so").info.node == "TCHQ/HQ03"


def test_everything_wrong_is_marked_at_its_field_and_nothing_is_made(story: Story, tmp_path: Path) -> None:
    form = creation(story)
    form.passphrase.setText("mot mat khau")
    form.again.setText("mat khau khac")
    form.make.click()
    marked = {name for name, field in form.fields.items() if field.mark is Mark.ERROR}
    assert marked == {"unit", "name", "again", "folder"}
    assert not story.program.runner.is_busy


def test_a_short_passphrase_is_told_at_its_field(story: Story, tmp_path: Path) -> None:
    form = creation(story)
    fill(form, tmp_path / "so")
    for field in (form.passphrase, form.again):
        field.setText("ngan")
    form.make.click()
    story.settle()
    assert form.fields["passphrase"].mark is Mark.ERROR
    assert form.make.isEnabled()
    assert not (tmp_path / "so" / "so.db").exists()


def test_a_folder_without_its_drive_is_told_at_its_field(story: Story, tmp_path: Path) -> None:
    form = creation(story)
    fill(form, Path("so"))
    form.make.click()
    assert form.fields["folder"].mark is Mark.ERROR
    assert not story.program.runner.is_busy


def test_a_folder_that_holds_a_ledger_is_not_written_over(story: Story, department: Path) -> None:
    before = (department / "workspace.json").read_bytes()
    form = creation(story)
    fill(form, department)
    form.make.click()
    story.settle()
    assert form.fields["folder"].mark is Mark.ERROR
    assert (department / "workspace.json").read_bytes() == before


def test_the_folder_is_proposed_by_the_unit_until_somebody_types_one(story: Story) -> None:
    form = creation(story)
    form.units.choose("HQ03")
    assert form.folder.text().endswith("HQ03")
    form.folder.setText("/dulieu/so")
    form.folder.textEdited.emit("/dulieu/so")
    form.units.choose("HQ01")
    assert form.folder.text() == "/dulieu/so"


def test_units_are_found_without_accents_and_by_code() -> None:
    offered = choices(load_units(), TODAY)
    assert [choice.code for choice in matching(offered, "hai phong")] == ["HQ03"]
    assert "HQ03" in [choice.code for choice in matching(offered, "hq03")]
    assert matching(offered, "khong co don vi nay") == []


def test_headquarters_and_departments_of_the_day_stand_before_those_that_are_no_more() -> None:
    units = load_units()
    of_2007 = [choice.code for choice in choices(units, date(2007, 6, 25))]
    of_2026 = [choice.code for choice in choices(units, date(2026, 1, 5))]
    assert of_2007.index("TCHQ") < of_2007.index("CHQ")
    assert of_2026.index("CHQ") < of_2026.index("TCHQ")
    assert set(of_2007) == set(of_2026)


def test_a_unit_that_is_no_more_says_until_when_it_was() -> None:
    unit = load_units().unit("TCHQ")
    assert days_words(unit, date(2026, 1, 5)) == "TCHQ · đến hết 28/02/2025"
    assert days_words(unit, date(2007, 6, 25)) == "TCHQ"


def test_searching_chooses_the_first_unit_that_fits(qtbot: QtBot) -> None:
    chooser = UnitChooser(load_units(), TODAY)
    qtbot.addWidget(chooser)
    assert chooser.code() is None
    chooser.search.setText("quang ninh")
    qtbot.waitUntil(lambda: chooser.code() is not None, timeout=WAIT_MS)
    assert chooser.code() == "HQ20"


BRANCH = Unit(
    "HQ03-CK1", "Chi cục Hải quan cửa khẩu cảng Hải Phòng KV I", "CC HQCK cảng HP KV I", (), UnitLevel.BRANCH, "HQ03",
    None, None, "", "Hải Phòng",
)  # fmt: skip


def test_a_chi_cuc_finds_itself_in_the_table_that_headquarters_handed_over(
    story: Story, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "bang-don-vi.csv"
    write_sheet(with_units(load_units(), [BRANCH]), table)
    monkeypatch.setattr(creation_form, "ask_for_table", lambda _parent: table)
    form = creation(story)
    assert not form.units.choose("HQ03-CK1")
    form.load.click()
    qtbot.waitUntil(lambda: form.make.text() == "Tạo sổ", timeout=WAIT_MS)
    fill(form, tmp_path / "so")
    assert form.units.choose("HQ03-CK1")
    form.folder.setText(str(tmp_path / "so"))
    form.make.click()
    qtbot.waitUntil(lambda: isinstance(story.program.door.form, RecoveryForm), timeout=WAIT_MS)
    assert open_workspace(tmp_path / "so").info.node == "TCHQ/HQ03/HQ03-CK1"
    recovery = story.program.door.form
    assert isinstance(recovery, RecoveryForm)
    recovery.typed.setText(recovery._groups[recovery._asked])
    recovery.go_on.click()
    assert story.program.door.windowTitle().startswith(BRANCH.name), "not its code alone"
    window = story.sign_in("Phạm Quốc Anh", "mat khau 2007")
    assert "CC HQCK cảng HP KV I" in window.windowTitle()


def test_a_file_without_a_unit_table_is_refused_at_the_unit(
    story: Story, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "khac.csv"
    file.write_text("ngày,việc\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(creation_form, "ask_for_table", lambda _parent: file)
    form = creation(story)
    form.load.click()
    qtbot.waitUntil(lambda: form.fields["unit"].mark is Mark.ERROR, timeout=WAIT_MS)
    assert form.make.isEnabled()
    assert form.units.choose("HQ03"), "the table that was there stays"


def test_a_wrong_cell_of_the_table_is_named(
    story: Story, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "bang-don-vi.csv"
    write_sheet(with_units(load_units(), [replace(BRANCH, parent="HQ99")]), table)
    monkeypatch.setattr(creation_form, "ask_for_table", lambda _parent: table)
    form = creation(story)
    form.load.click()
    qtbot.waitUntil(lambda: form.fields["unit"].mark is Mark.ERROR, timeout=WAIT_MS)
    assert any("HQ99" in label.text() for label in form.fields["unit"].findChildren(Label))
