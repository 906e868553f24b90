"""What comes in through the screen: kept reports, taking back, looking, receipts on paper, folders, refusals."""

from pathlib import Path

import pypdfium2
import pytest

from desktop.sync.exchange import FileState
from tests.ui.exchange_ends import ANSWER, FIRST, End, drop, import_file, link, open_on, write_file
from ui.exchange import files
from ui.exchange.report_lines import Line
from ui.requests import TasksRequest
from ui.widgets.record_view import RecordView


@pytest.fixture
def imported(sent: tuple[End, End], stick: Path) -> tuple[End, End]:
    import_file(sent[1], stick / FIRST)
    return sent


def first_of(lines: RecordView[Line], group: str) -> Line:
    """The first line of a group."""
    return next(one for one in lines.records.records() if str(one[1].group) == group)


def page_text(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def test_the_report_of_an_import_stays_on_its_row_and_can_be_printed(imported: tuple[End, End], stick: Path) -> None:
    _top, department = imported
    link(department, "Báo cáo nhập").click()
    department.settle()
    kept = department.page.kept
    assert kept.isVisible()
    assert sum(str(one[1].group) == "assigned" for one in kept.lines.records.records()) == 14
    kept.print.click()
    department.settle()
    assert kept.banner.accessibleName().startswith("Đã ghi báo cáo nhập.")
    assert "BÁO CÁO NHẬP TỆP" in page_text(stick / "Bao cao nhap TCHQ 0001.pdf")


def test_a_line_of_the_report_opens_its_task(imported: tuple[End, End]) -> None:
    _top, department = imported
    link(department, "Báo cáo nhập").click()
    department.settle()
    line = first_of(department.page.kept.lines, "assigned")
    department.page.kept.lines.opened.emit(line)
    place, request = department.heard.places[-1]
    assert place == "tasks"
    assert isinstance(request, TasksRequest)
    assert request.task == f"task/{line[1].entity.split('/')[1]}"


def test_before_the_import_a_new_task_has_no_place_to_open(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    open_on(department, stick / FIRST)
    department.page.preview.lines.opened.emit(first_of(department.page.preview.lines, "assigned"))
    assert department.heard.places == []


def test_one_import_is_taken_back_with_a_reason_and_redone(imported: tuple[End, End]) -> None:
    _top, department = imported
    link(department, "Hoàn tác lần nhập").click()
    department.settle()
    form = department.page.right.take_back
    assert form.isVisible()
    assert form.preview is not None
    assert (form.preview.before.total, form.preview.after.total) == (14, 0)
    assert {line.label for line in form.preview.lines} > {"A.1", "C.4"}
    assert department.count_tasks() == 14
    assert not form.take_back.isEnabled()
    form.reason.set_text("nhầm tệp")
    form.take_back.click()
    department.settle()
    assert department.count_tasks() == 0
    assert department.heard.notices[-1].undo_words == "Nhập lại"
    link(department, "Nhập lại").click()
    department.settle()
    assert department.count_tasks() == 14
    assert link(department, "Hoàn tác lần nhập").isVisible()


def test_the_toast_of_a_taken_back_import_redoes_it(imported: tuple[End, End]) -> None:
    _top, department = imported
    link(department, "Báo cáo nhập").click()
    department.settle()
    department.page.kept.take_back.click()
    department.settle()
    department.page.right.take_back.reason.set_text("nhầm tệp")
    department.page.right.take_back.take_back.click()
    department.settle()
    undo = department.heard.notices[-1].undo
    assert undo is not None
    undo()
    department.settle()
    assert department.count_tasks() == 14


def test_a_file_is_looked_into_without_importing_it(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    department.page.idle.inspect.click()
    department.settle()
    panel = department.page.right.inspection
    assert panel.isVisible()
    facts = {fact.name: fact.words for fact in panel.facts.facts}
    assert facts["Nơi gửi"] == "Tổng cục Hải quan, tệp 1"
    assert facts["Thay đổi"] == "99, trong đó 99 chưa có trong sổ"
    assert any(one.type == "task.assigned" and one.records == 14 for one in panel.contents.records.records())
    assert department.count_tasks() == 0
    panel.go_on.click()
    department.settle()
    assert department.page.preview.isVisible()


def scan(pdf: Path, picture: Path) -> Path:
    """The page of a PDF as a scanner sees it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document[0].render(scale=200 / 72).to_pil().save(picture)
    finally:
        document.close()
    return picture


def test_a_receipt_goes_on_paper_and_comes_back_as_a_picture(
    imported: tuple[End, End], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top, department = imported
    department.page.timeline.write.click()
    department.settle()
    department.page.writing.paper.click()
    department.settle()
    assert department.page.timeline.banner.accessibleName().startswith("Đã ghi biên nhận giấy số 1.")
    picture = scan(stick / "Bien nhan HQ03-TCHQ-0001.pdf", stick / "quét.png")
    monkeypatch.setattr(files, "ask_for_pictures", lambda _parent, _begin: [picture])
    assert top.page.idle.read_paper.text() == "Đọc biên nhận giấy"
    top.page.idle.read_paper.click()
    top.settle()
    report = top.page.preview.report
    assert report is not None
    assert report.counts.receipts == 99
    top.page.preview.later.click()
    drop(top, picture)
    top.page.preview.take_in.click()
    top.settle()
    assert top.page.neighbours.records.records()[0].unconfirmed_since is None


def test_a_picture_without_a_receipt_is_told_as_such(joined: tuple[End, End], stick: Path) -> None:
    top, _department = joined
    picture = stick / "ảnh.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    drop(top, picture)
    assert top.page.idle.problem.isVisible()
    assert not top.page.preview.isVisible()


@pytest.fixture
def folder(sent: tuple[End, End], stick: Path) -> Path:
    """A folder as it is brought: a good file, one cut off in the middle, a letter."""
    made = stick / "thư đến"
    made.mkdir()
    raw = (stick / FIRST).read_bytes()
    (made / FIRST).write_bytes(raw)
    (made / "cụt.hqb").write_bytes(raw[: len(raw) // 2])
    (made / "công văn.txt").write_text("Kính gửi", encoding="utf-8")
    return made


def test_a_folder_gives_one_report_and_is_imported_in_one_go(
    sent: tuple[End, End], folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _top, department = sent
    monkeypatch.setattr(files, "ask_for_folder", lambda _parent, _title, _begin: folder)
    department.page.left.folder.click()
    department.settle()
    panel = department.page.right.folder
    assert panel.isVisible()
    assert [(row.name, row.new) for row in panel.rows.records.records() if row.node] == [("Tổng cục Hải quan", "99")]
    assert {row.name for row in panel.rows.records.records() if not row.node} == {"cụt.hqb", "công văn.txt"}
    assert department.count_tasks() == 0
    assert panel.take_in.text() == "Nhập 1 tệp"
    panel.take_in.click()
    department.settle()
    assert department.count_tasks() == 14
    assert not panel.take_in.isVisible()
    panel.print.click()
    department.settle()
    assert (stick / "Bao cao nhap thư đến.pdf").is_file()


def test_a_unit_of_the_folder_opens_its_file_and_leads_back(sent: tuple[End, End], folder: Path) -> None:
    _top, department = sent
    drop(department, folder)
    panel = department.page.right.folder
    panel.rows.opened.emit(next(row for row in panel.rows.records.records() if row.node))
    assert department.page.kept.isVisible()
    assert not department.page.kept.print.isVisible()
    department.page.kept.close_report.click()
    assert panel.isVisible()


def test_every_panel_gives_way_to_a_narrow_window(sent: tuple[End, End], folder: Path) -> None:
    _top, department = sent
    drop(department, folder)
    for panel in department.page.right.panels[1:]:
        department.page.resize(1278, 640)
        department.page.right.turn_to(panel)
        department.page.resize(884, 462)
        department.qtbot.waitUntil(lambda: department.page.width() == 884)
        assert panel.isVisible()
        assert not department.page.timeline.isVisible()


def test_several_dropped_files_are_one_report(sent: tuple[End, End], folder: Path) -> None:
    _top, department = sent
    drop(department, folder / FIRST, folder / "cụt.hqb")
    report = department.page.right.folder.report
    assert report is not None
    assert [one.state for one in report.files] == [FileState.TAKEN, FileState.REFUSED]


def test_refused_files_are_listed_with_the_reason(sent: tuple[End, End], folder: Path) -> None:
    _top, department = sent
    open_on(department, folder / "cụt.hqb")
    assert department.page.idle.problem.isVisible()
    department.page.reload()
    department.settle()
    assert department.page.idle.refused.text() == "Tệp bị từ chối (1)"
    department.page.idle.refused.click()
    department.settle()
    (one,) = department.page.right.refused.files.records.records()
    assert one.file == "cụt.hqb"
    assert department.page.right.refused.isVisible()


def test_the_standing_of_a_neighbour_is_told_beside_its_files(imported: tuple[End, End], stick: Path) -> None:
    top, department = imported
    write_file(department)
    import_file(top, stick / ANSWER)
    facts = {fact.name: fact.words for fact in top.page.idle.facts.facts}
    assert facts["Nơi đó còn thiếu"] == "Không thiếu gì"
    assert facts["Tệp đến gần nhất"].startswith("Tệp 1")
    assert facts["Kế hoạch đang dùng"].startswith("608/QĐ-TCHQ: bản 1")
    assert facts["Danh sách tin cậy"] == "Như ở đây"


def test_another_page_opens_the_form_of_the_admission(top: End) -> None:
    top.page.activate("admit")
    assert top.page.admit.isVisible()
