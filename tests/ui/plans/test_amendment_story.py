"""Headquarters amends an issued plan through its window; the department reads it in its own and acknowledges."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.progress.recording import entries_of, report
from desktop.session import Session
from desktop.sync.exchange import import_bundle
from tests.desktop.amendments.test_amending import HALF
from tests.support.exchange import DAY, Pair, admitted_pair, approved_entry
from tests.support.ledgers import ADMINISTRATOR, OFFICER, PASSPHRASE, SUPERVISOR, Ledger
from tests.ui.plans.conftest import write
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.plans.amendments_page import AmendmentsPage
from ui.plans.page import PlansPage
from ui.plans.plan_desk import Section
from ui.plans.sheet import Mode, PlanSheet, SheetLine
from ui.program import Program
from ui.requests import TasksRequest
from ui.settings.preferences import PreferencesFile
from ui.sign_in.sign_in_form import SignInForm
from ui.tasks.page import TasksPage
from ui.theme import ThemeMode
from ui.widgets.dialog import ReasonDialog
from ui.widgets.page import Notice, Page

WAIT_MS = 20_000
T = TypeVar("T")
P = TypeVar("P", bound=Page)


class Window:
    """One person's window on a unit's ledger, and the hands that use it."""

    def __init__(self, ledger: Ledger, name: str, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        preferences = PreferencesFile(folder)
        preferences.keep(theme=ThemeMode.LIGHT)
        self.program = Program(qapp, preferences, ledger.machine)
        self._qtbot = qtbot
        self.program.start(ledger.workspace.folder)
        self.settle()
        form = self.program.door.form
        assert isinstance(form, SignInForm)
        form.submitted.emit(name, PASSPHRASE)
        qtbot.waitUntil(lambda: self.program.window is not None, timeout=WAIT_MS)
        assert self.program.bench is not None
        self.program.bench.desk.day.choose(DAY)
        self.settle()

    @property
    def window(self) -> MainWindow:
        """The window as it stands."""
        assert self.program.window is not None
        return self.program.window

    def settle(self) -> None:
        """Wait until all work is done and told."""
        for _ in range(3):
            self._qtbot.waitUntil(lambda: not self.program.runner.is_busy, timeout=WAIT_MS)
            self._qtbot.wait(5)

    def page(self, key: str, kind: type[P], argument: object = None) -> P:
        """Go to a place."""
        self.window.go(key, argument)
        self.settle()
        found = self.window._pages[key]
        assert isinstance(found, kind)
        return found

    def read(self, work: Callable[[Session], T]) -> T:
        """Do something on the ledger, on its thread."""
        found: list[T] = []
        assert self.program.bench is not None
        self.program.bench.desk.run(lambda session, _job: work(session), self.window, found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
        self.settle()
        return found[0]

    def close(self) -> None:
        """Leave the program; nothing may have failed meanwhile."""
        assert self.program.failures.shown is None
        self.program.shut()
        self.program.door.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """608 is at Hải Phòng, which approved an entry on C.4 and recorded one on C.8; both answered."""
    with admitted_pair(tmp_path) as made:
        plan = made.headquarters.import_608("HQ03")
        import_bundle(made.hp, made.down().path)
        approved_entry(made.department, plan)
        report(made.hp, made.department.row(plan, "I/C/8"), "", HALF)
        import_bundle(made.hq, made.up().path)
        made.headquarters.close()
        made.department.close()
        yield made


Open = Callable[[Ledger, str], AbstractContextManager[Window]]


@pytest.fixture
def open_window(tmp_path: Path, qtbot: QtBot, qapp: QApplication, themes: object) -> Open:
    """Signs somebody in at a unit's ledger, and leaves the program at the end."""

    @contextmanager
    def build(ledger: Ledger, name: str) -> Iterator[Window]:
        made = Window(ledger, name, qtbot, qapp, tmp_path / "settings")
        yield made
        made.close()

    return build


def carry(pair: Pair, *, down: bool) -> None:
    """A bundle goes from one unit to the other on the stick."""
    pair.headquarters.sign_in()
    pair.department.sign_in()
    import_bundle(pair.hp, pair.down().path) if down else import_bundle(pair.hq, pair.up().path)
    pair.headquarters.close()
    pair.department.close()


def opened_plan(window: Window) -> PlansPage:
    """The only plan, opened."""
    page = window.page("plans", PlansPage)
    page.list.select_first()
    page.list.opened.emit(page.list.current())
    window.settle()
    return page


def line(page: PlansPage, path: str) -> SheetLine:
    """A row of the plan shown."""
    assert page.view.sheet is not None
    return next(one for one in page.view.sheet.lines if one.row.path_text == path)


def choose(window: Window, page: PlansPage, path: str) -> None:
    """Choose a row as a click does."""
    assert page.view.rows.view.select(line(page, path).entity)
    window.settle()


def draft_three_changes(window: Window, page: PlansPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """C.4 gets another month, C.8 is withdrawn, 13a is added."""
    panel = page.view.panel
    choose(window, page, "I/C/4")
    panel.form.editors["deadline_text"].selectAll()
    write(panel.form.editors["deadline_text"], "Tháng 9/2007")
    panel.save.click()
    window.settle()
    choose(window, page, "I/C/8")
    monkeypatch.setattr(ReasonDialog, "reason_for", lambda *_words, **_more: "Đã thực hiện chung với C.7")
    page.view.rows.remove.click()
    window.settle()
    choose(window, page, "I/C/13")
    page.view.rows.add.click()
    for name, text in (("number", "13a"), ("title", "Báo cáo phân luồng theo tháng"), ("deadline_text", "Hàng tháng")):
        write(panel.form.editors[name], text)
    panel.save.click()
    window.settle()


def decide(window: Window, page: PlansPage) -> None:
    """Type the decision and record it."""
    page.view.show_section(Section.DRAFT)
    draft = page.view.draft
    assert not draft.amend.isEnabled()
    for editor, text in (
        (draft.number, "1021/QĐ-TCHQ"),
        (draft.day, "12/07/2007"),
        (draft.title, "Sửa đổi Kế hoạch 608"),
    ):
        write(editor, text)
    draft.keep()
    window.settle()
    draft.amend.click()
    window.settle()


def test_an_amendment_goes_down_is_read_acknowledged_and_seen_above(
    pair: Pair, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(pair.headquarters, ADMINISTRATOR) as above:
        page = opened_plan(above)
        assert sheet_of(page).mode is Mode.DRAFT
        draft_three_changes(above, page, monkeypatch)
        assert [change.words for change in page.view.draft.changes.list.records.records()] == ["Sửa", "Rút", "Thêm mới"]
        assert sheet_of(page).revisions.latest == 1

    with open_window(pair.headquarters, ADMINISTRATOR) as above:  # the draft outlives the program
        page = opened_plan(above)
        assert sheet_of(page).draft.count == 3
        decide(above, page)
        assert sheet_of(page).revisions.latest == 2
        assert sheet_of(page).draft.count == 0
        assert "HQ Hải Phòng" in page.view.receipts.banner.accessibleName()
    carry(pair, down=True)

    with open_window(pair.department, OFFICER) as below:
        the_officer_reads(below)
    with open_window(pair.department, SUPERVISOR) as leader:
        told = leader.page("amendments", AmendmentsPage)
        told.acknowledge.click()
        leader.settle()
        assert not told.acknowledge.isEnabled()
        assert "Trần Văn Dũng đã xác nhận" in told.standing.text()
        assert leader.page("home", HomePage).amended.isHidden()
    carry(pair, down=False)

    with open_window(pair.headquarters, ADMINISTRATOR) as above:
        page = opened_plan(above)
        view = page.view.receipts.view
        assert view is not None
        (unit,) = view.records.records()
        assert unit.words(2) == "Đã xác nhận"
        assert unit.meta(2).startswith("Trần Văn Dũng, 25/06/2007")
        assert page.view.receipts.banner.isHidden()
        (entry,) = above.read(lambda session: entries_of(session.database, line(page, "I/C/4").entity, "HQ03"))
        assert entry.record.result == "Đã lập danh sách"


def the_officer_reads(below: Window) -> None:
    """Home, the page of amendments and the task tell it; acknowledging is for the leader."""
    home = below.page("home", HomePage)
    assert "608/QĐ-TCHQ có bản 2 chưa xác nhận" in home.amended.accessibleName()
    told = below.page("amendments", AmendmentsPage)
    assert told.acknowledge.isHidden()
    assert [change.label for change in told.changes.list.records.records()] == ["C.4", "C.8", "C.13a"]
    assert told.told is not None
    assert [change.label for change in told.told.concerning] == ["C.4", "C.8"]
    shown = told.changes.current()
    assert shown is not None
    assert [(field.was_text, field.now_text) for field in shown.fields] == [("Tháng 6/2007", "Tháng 9/2007")]
    assert "Nhập khi kế hoạch ở bản 1; hạn đổi ở bản 2." in shown.notes[0]
    tasks = below.page("tasks", TasksPage, TasksRequest(task=shown.task))
    assert "hạn đổi ở bản 2" in tasks.detail.entry.flags.text()
    assert "Hạn lúc nhập: 30/06/2007" in tasks.detail.entry.flags.text()


def test_steps_of_a_draft_are_taken_back_one_by_one(
    pair: Pair, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(pair.headquarters, ADMINISTRATOR) as above:
        page = opened_plan(above)
        draft_three_changes(above, page, monkeypatch)
        counts = []
        while page.undo():
            above.settle()
            counts.append(sheet_of(page).draft.count)
        assert counts == [2, 1, 0]
        assert line(page, "I/C/4").row.deadline_text == "Tháng 6/2007"


def test_rows_of_a_sent_plan_and_new_ones_move_within_the_draft(
    pair: Pair, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(pair.headquarters, ADMINISTRATOR) as above:
        page = opened_plan(above)
        draft_three_changes(above, page, monkeypatch)
        page.view.rows.up.click()  # 13a, which is chosen
        above.settle()
        choose(above, page, "I/C/4")
        page.view.rows.up.click()
        above.settle()
        labels = [one.row.label for one in sheet_of(page).lines if one.row.path[:2] == ("I", "C")]
        assert labels.index("C.13a") == labels.index("C.13") - 1
        assert labels.index("C.4") == labels.index("C.3") - 1
        assert line(page, "I/C/4").mark == "Sẽ sửa"


def test_a_recorded_decision_is_undone_into_its_draft_until_it_is_sent(
    pair: Pair, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(pair.headquarters, ADMINISTRATOR) as above:
        page = opened_plan(above)
        draft_three_changes(above, page, monkeypatch)
        notices: list[Notice] = []
        page.noticed.connect(notices.append)
        decide(above, page)
        undo = notices[-1].undo
        assert undo is not None
        undo()
        above.settle()
        assert sheet_of(page).revisions.latest == 1
        assert sheet_of(page).draft.count == 3
        assert sheet_of(page).draft.decision.number == "1021/QĐ-TCHQ"


def sheet_of(page: PlansPage) -> PlanSheet:
    """The plan shown."""
    assert page.view.sheet is not None
    return page.view.sheet
