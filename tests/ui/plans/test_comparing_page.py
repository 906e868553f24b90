from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.importing.parsed import ParsedPlan
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units
from tests.ui.opened_desk import listen
from tests.ui.plans.conftest import DOCUMENT, PlansBench, write
from ui.importing.page import PlanImportPage
from ui.plans.plan_desk import Section
from ui.plans.sheet import Mode
from ui.requests import AmendingRequest

Bench = Callable[..., PlansBench]


def amending_document() -> bytes:
    """608 as Quyết định 1021 prints it anew: C.4 has until September."""
    lines = DOCUMENT.read_text(encoding="utf-8").split("\n")
    task = next(place for place, text in enumerate(lines) if "10% cao nhất trên địa bàn" in text)
    month = next(place for place in range(task, task + 20) if lines[place].strip() == "6/2007")
    lines[month] = "9/2007"
    return "\n".join(lines).replace("số 608/QĐ-TCHQ", "số 1021/QĐ-TCHQ").encode()


def without_row(parsed: ParsedPlan, path: str) -> ParsedPlan:
    """The same document without one row."""
    return replace(parsed, rows=tuple(row for row in parsed.rows if "/".join(row.path) != path))


def test_a_new_document_is_compared_ticked_and_becomes_a_draft(bench: Bench, tmp_path: Path) -> None:
    made = bench()
    made.open()
    file = tmp_path / "1021.txt"
    file.write_bytes(amending_document())
    made.page.open_document(file)
    made.settle()
    document = made.page.view.document
    (change,) = document.changes.list.records.records()
    assert (change.label, change.words) == ("C.4", "Sửa")
    assert [(field.was_text, field.now_text) for field in change.fields] == [("Tháng 6/2007", "Tháng 9/2007")]
    assert document.accept.text() == "Đưa 1 thay đổi vào bản thảo"
    document.accept.click()
    made.settle()
    assert made.sheet.mode is Mode.DRAFT
    assert made.page.view.section is Section.DRAFT
    assert made.sheet.draft.decision.number == "1021/QĐ-TCHQ"
    assert made.sheet.draft.decision.document == "1021.txt"
    assert made.line("I/C/4").row.deadline_text == "Tháng 9/2007"
    assert made.sheet.revisions.latest == 1


def test_a_row_that_the_document_does_not_have_is_withdrawn_only_with_a_reason(bench: Bench) -> None:
    made = bench()
    made.open()
    read = read_plan(DOCUMENT.read_bytes(), name="608.txt", units=load_units())
    made.page.comparing.begin_read(made.sheet.plan.entity, "1021.docx", without_row(read, "I/C/8"))
    made.settle()
    document = made.page.view.document
    (change,) = document.changes.list.records.records()
    assert (change.label, change.words) == ("C.8", "Rút")
    assert not document.accept.isEnabled()
    assert "Ghi lý do rút 1 dòng" in document.state.text()
    write(document.why, "Quyết định 1021 bỏ nhiệm vụ này")
    document.accept.click()
    made.settle()
    assert made.line("I/C/8").mark == "Sẽ rút"
    made.undo_toast()
    assert made.sheet.draft.count == 0
    assert made.sheet.mode is Mode.DIRECT


def test_what_is_not_ticked_stays_as_it_is(bench: Bench) -> None:
    made = bench()
    made.open()
    read = read_plan(amending_document(), name="1021.txt", units=load_units())
    made.page.comparing.begin_read(made.sheet.plan.entity, "1021.txt", read)
    made.settle()
    document = made.page.view.document
    document.changes.list.records.tick_all(ticked=False)
    assert not document.accept.isEnabled()
    document.drop.click()
    assert made.page.view.section is Section.DRAFT
    assert made.sheet.draft.count == 0


def test_a_document_that_is_no_plan_is_refused_in_words(bench: Bench, tmp_path: Path) -> None:
    made = bench()
    made.open()
    file = tmp_path / "thu.txt"
    file.write_text("Kính gửi: các đơn vị.\nTrân trọng.", encoding="utf-8")
    made.page.open_document(file)
    made.settle()
    assert not made.page.refusal.isHidden()
    assert not made.page.view.is_comparing


def test_a_document_reviewed_by_the_importer_waits_for_the_plan_it_amends(bench: Bench, tmp_path: Path) -> None:
    made = bench()
    importing = PlanImportPage(made.opened.desk)
    heard = listen(importing)
    made.opened.show(importing, made.qtbot)
    file = tmp_path / "1021.txt"
    file.write_bytes(amending_document())
    importing.open_file(file)
    made.settle()
    importing.review.amend.click()
    ((place, request),) = heard.places
    assert place == "plans"
    assert isinstance(request, AmendingRequest)
    made.page.activate(request)
    assert "1021.txt" in made.page.notice.accessibleName()
    made.open()
    assert made.page.view.is_comparing
    assert made.page.notice.isHidden()
