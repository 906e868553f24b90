"""A name that a plan prints and the table does not know is placed in the table, and the plan is read anew."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.creation import create_workspace
from desktop.units.checking import with_units
from desktop.units.table import load_units
from desktop.units.unit import Unit, UnitLevel
from tests.desktop.reports.ledger import ADMINISTRATOR, PASSPHRASE
from tests.ui.conftest import WAIT_MS, Story
from ui.importing.page import PlanImportPage
from ui.units.page import UnitsPage

PLAN = """QUYẾT ĐỊNH
Số: 99/QĐ-TCHQ
Hà Nội, ngày 25 tháng 6 năm 2007
Về việc ban hành kế hoạch mẫu
| STT | Nội dung công việc | Đơn vị chủ trì | Thời gian |
|---|---|---|---|
| 1 | Rà soát danh sách doanh nghiệp | Cục Hải quan đất Cảng | Tháng 7/2007 |
| 2 | Báo cáo kết quả | Cục HQ Quảng Ninh | Tháng 8/2007 |
"""


def test_a_name_the_table_does_not_know_is_placed_and_the_plan_read_anew(
    story: Story, headquarters: Path, tmp_path: Path
) -> None:
    story.program.start(headquarters)
    window = story.sign_in(ADMINISTRATOR)
    window.go("import")
    story.settle()
    page = window.page("import")
    assert isinstance(page, PlanImportPage)
    document = tmp_path / "ke-hoach.md"
    document.write_text(PLAN, encoding="utf-8")
    page.open_file(document)
    story.settle()
    opened = page.correcting.opened
    assert opened is not None
    unknown = [one for one in opened.readings if one.unknown_unit]
    assert [one.unknown_unit for one in unknown] == ["Cục Hải quan đất Cảng"]
    page.review.readings.select(unknown[0].key)
    page.review.decision.place_unit.click()
    story.settle()
    units = window.page("units")
    assert isinstance(units, UnitsPage)
    assert window.current_place == "units"
    assert units.asked.isVisible()
    units.list.reveal("HQ03")
    units.detail.typed.returnPressed.emit()
    story.settle()
    bench = story.program.bench
    assert bench is not None
    assert "Cục Hải quan đất Cảng" in bench.desk.units.unit("HQ03").aliases
    again = page.correcting.opened
    assert again is not None
    assert not [one for one in again.readings if one.unknown_unit]
    assert [unit.code for unit in again.parsed.rows[0].lead_units] == ["HQ03"]


def test_every_screen_names_a_unit_by_its_new_name(story: Story, headquarters: Path, qtbot: QtBot) -> None:
    story.program.start(headquarters)
    window = story.sign_in(ADMINISTRATOR)
    window.go("headquarters")
    story.settle()
    window.go("units")
    story.settle()
    page = window.page("units")
    assert isinstance(page, UnitsPage)
    page.list.reveal("HQ03")
    page.detail.edit.click()
    editor = page.editor
    assert editor is not None
    editor.short_name.setText("HQ đất Cảng")
    editor.save.click()
    story.settle()
    window.go("headquarters")
    story.settle()
    shown = window.page("headquarters")
    assert any("đất Cảng" in str(line) for line in shown._shown)  # type: ignore[attr-defined]
    story.program.lock()
    story.settle()
    form = story.program._locked
    assert form is not None
    form.passphrase.setText(PASSPHRASE)
    form.button.click()
    qtbot.waitUntil(lambda: not story.program.is_locked, timeout=WAIT_MS)
    story.settle()
    bench = story.program.bench
    assert bench is not None
    assert bench.desk.units.unit("HQ03").short_name == "HQ đất Cảng"


def test_the_ledger_of_a_unit_that_the_shipped_table_lacks_opens(story: Story, tmp_path: Path) -> None:
    new = Unit("HQ62", "Cục Hải quan tỉnh Mẫu", "HQ Mẫu", (), UnitLevel.PROVINCIAL, "TCHQ", None, None, "", "Mẫu")
    create_workspace(
        tmp_path / "so",
        unit="HQ62",
        person_name=ADMINISTRATOR,
        passphrase=PASSPHRASE,
        units=with_units(load_units(), [new]),
        machine=story.machine,
    )
    story.program.start(tmp_path / "so")
    window = story.sign_in(ADMINISTRATOR)
    assert window.windowTitle().startswith("HQ Mẫu")
    for place in ("home", "tasks", "units", "exchange", "settings"):
        window.go(place)
        story.settle()
