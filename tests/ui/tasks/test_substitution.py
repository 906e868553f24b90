"""Entering for the officer who has the task: the form asks why, the reviewer reads it."""

from collections.abc import Callable

from PySide6.QtTest import QTest

from desktop.progress.review import waiting_entries
from desktop.session import Session
from tests.ui.tasks.conftest import Bench
from ui.review.rows import review_rows
from ui.widgets.text import Label

OFFICER = "Đỗ Minh Khôi"


def test_the_form_asks_why_somebody_else_enters(bench: Callable[..., Bench]) -> None:
    made = bench()
    given = next(
        line for line in made.page.list.view.records.records() if line.item and line.item.officer_name == OFFICER
    )
    made.select(given.row.label)
    panel = made.page.detail.entry
    form = panel.form
    assert not form.reason_field.isVisibleTo(form)
    form.percent.clear()
    QTest.keyClicks(form.percent, "30")
    assert form.reason_field.isVisibleTo(form)
    assert form.reason_field.label.text() == "Lý do nhập thay"
    panel.commit(submit=True)
    made.settle()
    assert any("ghi lý do nhập thay" in label.text() for label in form.reason_field.findChildren(Label))
    assert made.read(waiting_entries) == []
    form.reason.set_text("Cán bộ đi công tác")
    panel.commit(submit=True)
    made.settle()

    def told(session: Session) -> str:
        (row,) = review_rows(session, made.opened.desk.day.day)
        return row.explanation

    assert made.read(told) == f"Nhập thay {OFFICER}. «Cán bộ đi công tác»"
