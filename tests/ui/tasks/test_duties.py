"""Periodic duties on the screen of tasks: the strip of periods, defining, ending, and what nobody sees without them.

Worked out by hand from Nghị định 09/2019/NĐ-CP and the calendar of 2007: June's report is due on Monday 18/06, that of
July on Tuesday 17/07; the page's day is 25/06/2007.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.actions import Action
from desktop.dates import PeriodKind, PeriodProfile, parse_period
from desktop.obligations.facts import obligation_defined, obligation_entity
from desktop.obligations.records import Obligation, obligations_of
from desktop.permissions import Role
from desktop.plans.plans import plan_numbered, row_at
from desktop.progress.entries import Entry, EntryState
from desktop.progress.recording import Typed, check, entries_of, report
from desktop.session import Session
from tests.ui.node_desks import TODAY
from tests.ui.tasks.conftest import Bench
from ui.requests import TasksRequest
from ui.table_model import Role as CellRole
from ui.tasks.detail import DUTIES
from ui.tasks.filters import Chosen, Preset, Scope, presets_of
from ui.tasks.slot_list import sign_of

MAY = date(2007, 4, 15)


def owed(path: str = "I/C/7", number: str = "1", every: PeriodKind = PeriodKind.MONTH) -> Callable[[Session], object]:
    """What headquarters sent down before the page was opened."""

    def work(session: Session) -> object:
        row = row_at(session.database, plan_numbered(session.database, "608/QĐ-TCHQ"), path)
        rule = {"every": every.value, "profile": "ND09", "start_day": 1, "send_offset": 2}
        span = {"begins": MAY.isoformat(), "ends": None}
        with session.changing(Action.DEFINE_OBLIGATIONS) as change:
            entity = obligation_entity(row.entity, number)
            change.write(obligation_defined(entity, {"task": row.entity, "words": f"Việc {number}", **rule, **span}))
        return None

    return work


def duties_of(seen: Bench, label: str) -> list[Obligation]:
    entity = seen.line(label).row.entity
    found = seen.read(lambda session: obligations_of(session.database, entity))
    assert isinstance(found, list)
    return found


def strip(seen: Bench) -> list[tuple[str, str, str]]:
    """The rows of the strip as they are painted."""
    view = seen.page.detail.slots
    rows = [view.records.index_of(slot.key) for slot in view.records.records()]
    return [tuple(str(row.siblingAtColumn(place).data()) for place in range(3)) for row in rows]  # type: ignore[misc]


def tabs(seen: Bench) -> list[str]:
    bar = seen.page.detail.tabs
    return [str(bar.tabData(number)) for number in range(bar.count())]


def test_the_periods_of_a_task_stand_over_its_entry_with_due_day_and_state_in_words(
    bench: Callable[..., Bench],
) -> None:
    seen = bench(more=owed())
    seen.select("C.7")
    assert strip(seen) == [
        ("Tháng 8/2007", "16/08/2007", "Chưa đến kỳ"),
        ("Tháng 7/2007", "17/07/2007", "Chưa đến hạn"),
        ("Tháng 6/2007", "18/06/2007", "Quá hạn"),
        ("Tháng 5/2007", "16/05/2007", "Quá hạn"),
    ]
    assert seen.page.detail.slots.isVisibleTo(seen.page)
    assert seen.page.detail.entry.view is not None
    assert seen.page.detail.entry.view.period == "2007-05"  # the one due first
    signs = {sign_of(slot) for slot in seen.page.detail.slots.records.records()}
    assert len(signs) == 2  # two shapes for two states, whatever their colours
    assert "2 kỳ quá hạn" in seen.page.detail.badge.accessibleName()
    facts = [label.text() for label in seen.page.detail.facts.findChildren(QLabel)]
    assert "«Thực hiện thường xuyên» → thường xuyên, gửi kỳ tháng 5/2007 chậm nhất 16/05/2007" in facts


def test_enter_on_a_period_opens_its_entry_for_typing(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER, more=owed())
    seen.select("C.7")
    view = seen.page.detail.slots
    view.setFocus()
    assert view.select("2007-06")
    QTest.keyClick(view, Qt.Key.Key_Return)
    seen.settle()
    entry = seen.page.detail.entry
    assert entry.view is not None
    assert entry.view.period == "2007-06"
    assert entry.form.status.hasFocus()
    QTest.keyClicks(entry.form.areas["result"], "Da bao cao")
    entry.commit(submit=True)
    seen.settle()
    seen.select("C.7")
    assert ("Tháng 6/2007", "18/06/2007", "Gửi muộn") in strip(seen)
    task = seen.line("C.7").row.entity
    entries = seen.read(lambda session: entries_of(session.database, task, "HQ03"))
    assert isinstance(entries, list)
    (made,) = entries
    assert isinstance(made, Entry)
    assert (made.period, made.state) == ("2007-06", EntryState.SUBMITTED)
    assert made.record.slot is not None
    assert made.record.slot.due == date(2007, 6, 18)


def test_several_duties_stand_under_their_words_and_the_overdue_ones_are_counted(bench: Callable[..., Bench]) -> None:
    def both(session: Session) -> None:
        owed()(session)
        owed(number="2", every=PeriodKind.QUARTER)(session)

    seen = bench(more=both)
    seen.select("C.7")
    view = seen.page.detail.slots
    groups = [view.records.index(row, 0).data(CellRole.RECORD) for row in range(view.records.rowCount())]
    assert [(group.words, group.note) for group in groups] == [
        ("Việc 1", "2 kỳ quá hạn"),
        ("Việc 2", "1 kỳ quá hạn"),
    ]
    seen.page.detail.open_period("2007-Q2~2")
    seen.settle()
    assert view.current_key() == "2007-Q2~2"
    assert seen.page.detail.entry.periods.currentText() == "Quý II/2007 (việc 2)"


def test_the_list_and_the_presets_tell_of_overdue_periods(bench: Callable[..., Bench]) -> None:
    seen = bench(more=owed())
    seen.page.choose(Chosen(preset=Preset.OVERDUE_SLOTS))
    seen.settle()
    assert seen.labels() == ["C.7"]
    due = seen.page.list.view.records.index_of(seen.line("C.7").key).siblingAtColumn(3)
    assert (due.data(CellRole.META), due.data(CellRole.META_TONE)) == ("2 kỳ quá hạn", "red")


def test_home_opens_the_period_it_lists(bench: Callable[..., Bench]) -> None:
    seen = bench(more=owed())
    task = seen.line("C.7").row.entity
    seen.page.activate(TasksRequest(task=task, unit="HQ03", period="2007-06"))
    seen.settle()
    assert seen.page.detail.entry.view is not None
    assert seen.page.detail.entry.view.period == "2007-06"


def test_without_obligations_a_department_sees_nothing_new(bench: Callable[..., Bench]) -> None:
    seen = bench()
    seen.select("C.7")
    assert DUTIES not in tabs(seen)
    assert not seen.page.detail.slots.isVisibleTo(seen.page)
    assert Preset.OVERDUE_SLOTS not in presets_of(seen.page.ledger)


def test_what_the_period_before_held_stands_beside_the_field(bench: Callable[..., Bench]) -> None:
    def work(session: Session) -> None:
        owed()(session)
        row = row_at(session.database, plan_numbered(session.database, "608/QĐ-TCHQ"), "I/C/7")
        record, problems = check(Typed(status="in_progress", percent="40", result="Việc tháng 5"), today=TODAY)
        assert problems == []
        report(session, row, "2007-05", record)

    seen = bench(more=work)
    seen.select("C.7")
    seen.page.detail.open_period("2007-06")
    seen.settle()
    assert seen.page.detail.entry.view is not None
    assert seen.page.detail.entry.view.previous is not None
    assert seen.page.detail.entry.view.previous.period == "2007-05"


def test_headquarters_accepts_what_the_plan_suggests_in_one_action(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    offer = seen.page.list.duty_offer
    assert offer.isVisibleTo(seen.page)
    assert offer.button.text() == "Đặt 3 việc định kỳ"
    offer.button.click()
    seen.settle()
    assert seen.heard.notices[-1].words == "Đã đặt 3 việc định kỳ."
    assert not offer.isVisibleTo(seen.page)
    (made,) = duties_of(seen, "C.8")
    assert (made.number, made.every, made.begins) == ("1", PeriodKind.MONTH, date(2007, 6, 15))
    seen.undo_toast()
    assert duties_of(seen, "C.8") == []
    assert offer.isVisibleTo(seen.page)


def test_in_a_narrow_window_the_offers_say_what_they_do_in_their_buttons(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    listed = seen.page.list
    seen.page.choose(Chosen(scope=Scope.WHOLE))
    listed.set_compact(True)
    for offer in (listed.offer, listed.duty_offer):
        assert not any(label.isVisibleTo(offer) for label in offer.findChildren(QLabel))
        assert offer.button.accessibleDescription().startswith("608/QĐ-TCHQ")
    listed.set_compact(False)
    assert all(label.isVisibleTo(listed.duty_offer) for label in listed.duty_offer.findChildren(QLabel))


def test_over_the_whole_plan_no_period_runs_and_the_deadline_is_not_said_twice(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    seen.page.choose(Chosen(scope=Scope.WHOLE))
    seen.select("C.8")
    facts = [label.text() for label in seen.page.detail.facts.findChildren(QLabel)]
    assert "«Thực hiện thường xuyên»" in facts


def test_headquarters_defines_a_duty_by_its_own_rule_with_the_first_period_shown(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    seen.page.choose(Chosen(scope=Scope.WHOLE))
    seen.select("C.6")
    seen.page.detail.open_tab(DUTIES)
    seen.settle()
    form = seen.page.detail.duties.form
    form.first.set_value(parse_period("2007-06"))
    assert form.preview.text() == "Kỳ tháng 6/2007: số liệu 15/05–14/06/2007, gửi chậm nhất 18/06."
    form.profile.set_value(PeriodProfile.CUSTOM)
    assert form.start_field.isVisibleTo(form)
    form.start_day.set_value(26)
    form.send_offset.set_value(3)
    assert form.preview.text() == "Kỳ tháng 6/2007: số liệu 26/05–25/06/2007, gửi chậm nhất 28/06."
    QTest.keyClicks(form.words, "Bao cao kiem tra")
    form.button.click()
    seen.settle()
    (made,) = duties_of(seen, "C.6")
    assert (made.words, made.begins, made.profile.key) == ("Bao cao kiem tra", date(2007, 5, 26), "CUSTOM-26")


def test_what_is_typed_about_a_duty_stays_when_the_page_is_read_again(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ")
    seen.page.choose(Chosen(scope=Scope.WHOLE))
    seen.select("C.6")
    seen.page.detail.open_tab(DUTIES)
    seen.settle()
    QTest.keyClicks(seen.page.detail.duties.form.words, "Bao cao")
    seen.page.reload()
    seen.settle()
    assert seen.page.detail.duties.form.words.value_text() == "Bao cao"
    seen.select("C.5")
    assert seen.page.detail.duties.form.words.value_text() == ""


def test_headquarters_ends_a_duty_with_its_last_period_and_a_reason(bench: Callable[..., Bench]) -> None:
    seen = bench("TCHQ", more=owed())
    seen.select("C.7")
    seen.page.detail.open_tab(DUTIES)
    seen.settle()
    (end,) = seen.page.detail.duties.ends
    end.begin.click()
    assert not end.act.isEnabled()
    end.last.set_value(parse_period("2007-06"))
    QTest.keyClicks(end.reason, "Nay bao cao theo quy")
    end.act.click()
    seen.settle()
    assert duties_of(seen, "C.7")[0].ends == date(2007, 6, 14)
    assert seen.heard.notices[-1].words == "Đã kết thúc 1 việc định kỳ."
    (ended,) = seen.page.detail.duties.ends
    assert not ended.begin.isVisibleTo(ended)
    seen.undo_toast()
    assert duties_of(seen, "C.7")[0].ends is None


def test_a_department_reads_what_headquarters_asked_for_and_cannot_end_it(bench: Callable[..., Bench]) -> None:
    seen = bench(more=owed())
    seen.select("C.7")
    seen.page.detail.open_tab(DUTIES)
    seen.settle()
    (shown,) = seen.page.detail.duties.ends
    assert not shown.begin.isVisibleTo(shown)
    assert seen.page.detail.duties.more.isVisibleTo(seen.page.detail.duties)  # its own may be added


def test_an_officer_defines_nothing(bench: Callable[..., Bench]) -> None:
    seen = bench(role=Role.OFFICER, more=owed())
    seen.select("C.7")
    seen.page.detail.open_tab(DUTIES)
    seen.settle()
    duties = seen.page.detail.duties
    assert not duties.more.isVisibleTo(duties)
    assert not duties.form.isVisibleTo(duties)
