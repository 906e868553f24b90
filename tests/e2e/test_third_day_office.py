"""The third day of a department: what headquarters sent back is corrected, a task is given back and answered.

The officer finds the reason on Home, corrects and hands in; the supervisor cannot approve his own entry, approves the
officer's and gives a task back that is not the unit's; both see what became of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.plans.plans import plan_numbered, row_at
from desktop.progress.facts import progress_entity
from desktop.session import Session
from desktop.sync import exchange
from desktop.units.current import units_of
from desktop.verdicts.declining import DeclinedShare, declined_tasks, uphold_tasks
from desktop.verdicts.judging import accept_records, send_back_records
from desktop.verdicts.records import received_records
from desktop.workspace import open_workspace
from tools.demo import cast
from tools.demo.clock import demo_machine
from tools.demo.ledgers import at_work, prepare
from tools.demo.stage import Stage
from ui.home.page import HomePage
from ui.review.page import ReviewPage
from ui.tasks.page import TasksPage

REASON = "Thiếu danh sách cán bộ biệt phái. Bổ sung rồi gửi lại."
CORRECTED = "Đã thành lập Phòng ngày 20/06/2007; kèm danh sách 7 cán bộ biệt phái."
INCOMPLETE = "Chưa ghi số quyết định thành lập."
NOT_OURS = "Kế hoạch tổng thể do Cục Điều tra CBL xây dựng."
ANSWER = "Cục cung cấp số liệu, không lập kế hoạch."


@dataclass(slots=True)
class Office:
    """The window of Hải Phòng; headquarters answers without one."""

    stage: Stage
    folder: Path
    machine: Machine

    # The people of the department ---------------------------------------------------------------------------

    def enter(self, player: cast.Player) -> None:
        self.stage.open(self.folder / "HQ03")
        self.stage.sign_in(player)

    @property
    def home(self) -> HomePage:
        self.stage.go("home")
        page = self._page("home")
        assert isinstance(page, HomePage)
        return page

    @property
    def review(self) -> ReviewPage:
        self.stage.go("review")
        page = self._page("review")
        assert isinstance(page, ReviewPage)
        return page

    @property
    def tasks(self) -> TasksPage:
        page = self._page("tasks")
        assert isinstance(page, TasksPage)
        return page

    def _page(self, place: str) -> object:
        assert self.stage.program.window is not None
        return self.stage.program.window.page(place)

    def choose(self, number: str) -> TasksPage:
        self.stage.go("tasks")
        self.stage.choose_row(self.tasks.list.view, number)
        return self.tasks

    def keys(self, words: str) -> None:
        self.stage.top.activateWindow()
        self.stage.keys(words)

    def words(self, within: QWidget) -> str:
        """Everything that is written on a part of the window."""
        return "\n".join(label.text() for label in self.stage.visible(QLabel, within))

    def way(self) -> tuple[str, str]:
        """The first step of the entry shown that is not done, as it is spoken, and the sentence under the steps."""
        way = self.tasks.detail.entry.way
        steps = way.line.accessibleName().split("; ")
        return next((step for step in steps if not step.endswith(": xong")), steps[-1]), way.words.text()

    # Headquarters -------------------------------------------------------------------------------------------

    def carry_up_and_back(self) -> None:
        """What the department has goes up, headquarters says its word, the answer comes down."""
        department = open_workspace(self.folder / "HQ03", self.machine)
        headquarters = open_workspace(self.folder / "TCHQ", self.machine)
        with at_work(department, cast.CLERK) as clerk:
            up = exchange.write_bundle(clerk, cast.HEADQUARTERS, self.folder / "stick").path
        with at_work(headquarters, cast.HEAD) as head:
            exchange.import_bundle(head, up)
            self._answer(head)
            down = exchange.write_bundle(head, f"{cast.HEADQUARTERS}/{cast.DEPARTMENT}", self.folder / "stick").path
        with at_work(department, cast.CLERK) as clerk:
            exchange.import_bundle(clerk, down)

    @staticmethod
    def _answer(head: Session) -> None:
        """B.1 comes back as long as it is not corrected, the rest is accepted; what was given back stays."""
        plan = plan_numbered(head.database, cast.PLAN_NUMBER)
        judged = progress_entity(row_at(head.database, plan, "I/B/1").entity, cast.DEPARTMENT, "")
        for entry in [record.entry for record in received_records(head)]:
            if entry.entity == judged and entry.record.result != CORRECTED:
                send_back_records(head, [entry.entity], REASON)
            else:
                accept_records(head, [entry.entity])
        for declined in declined_tasks(head):
            uphold_tasks(head, [DeclinedShare(declined.task.entity, declined.unit)], units_of(head), ANSWER)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    machine = replace(demo_machine(tmp_path), cost=Cost(t=1, m_kib=64, p=1))
    prepare(tmp_path, machine)
    made = Office(Stage("third", machine, tmp_path, takes_pictures=False), tmp_path, machine)
    made.carry_up_and_back()
    try:
        yield made
    finally:
        made.stage.close()


def test_what_was_sent_back_is_corrected_approved_by_another_and_accepted(office: Office) -> None:
    stage = office.stage
    office.enter(cast.OFFICER)
    first = office.home.work.records.records()[0]
    assert (first.item.row.label, first.returned and first.returned.verdict_reason) == ("B.1", REASON)
    office.keys("Return")
    detail = office.tasks.detail
    assert detail.line is not None
    assert detail.line.row.label == "B.1"
    assert office.way()[0].startswith("Trả lại")
    assert REASON in office.words(detail)
    office.keys("F2")
    stage.write("Kết quả thực hiện", CORRECTED)
    office.keys("Ctrl+Return")
    office.keys("Ctrl+Z")
    assert detail.line.row.label == "B.1", "what was undone is shown again, ready to be handed in"
    stage.until(lambda: stage.can_press("Gửi duyệt", detail), "the form")
    stage.press("Gửi duyệt", detail)
    office.choose("B.1")
    step, words = office.way()
    assert step.startswith("Duyệt")
    assert words.startswith("Bản duyệt trước: tệp đi 1")
    stage.sign_out()
    stage.sign_in(cast.SUPERVISOR)
    review = office.review
    stage.choose_row(review.queue.view, "B.1")
    shown = review.entry.shown
    assert shown is not None
    assert [(change.label, change.new) for change in shown.changes] == [("Kết quả thực hiện", CORRECTED)]
    assert REASON in office.words(review)
    stage.write("Lý do trả lại", INCOMPLETE)
    office.keys("Ctrl+Shift+R")
    stage.sign_out()
    stage.sign_in(cast.OFFICER)
    first = office.home.work.records.records()[0]
    assert first.returned is not None
    assert not first.returned.is_sent_back, "this time it was the unit itself"
    office.keys("Return")
    assert office.way()[0].startswith("Bị trả lại")
    assert INCOMPLETE in office.words(office.tasks.detail)
    stage.press("Gửi duyệt", office.tasks.detail)
    stage.sign_out()
    stage.sign_in(cast.SUPERVISOR)
    stage.choose_row(office.review.queue.view, "B.1")
    office.keys("Ctrl+Return")
    stage.sign_out()
    office.carry_up_and_back()
    office.enter(cast.OFFICER)
    office.choose("B.1")
    step, words = office.way()
    assert step.startswith("Chấp nhận")
    assert words.startswith("Tệp đi 2 tạo")


def test_nobody_approves_his_own_entry_and_a_task_given_back_is_answered(office: Office) -> None:
    stage = office.stage
    office.enter(cast.SUPERVISOR)
    page = office.choose("B.1")
    office.keys("F2")
    stage.write("Kết quả thực hiện", CORRECTED)
    office.keys("Ctrl+Return")
    stage.write("Lý do nhập thay", "Cán bộ nghỉ ốm.")
    office.keys("Ctrl+Return")
    review = office.review
    stage.choose_row(review.queue.view, "B.1")
    office.keys("Ctrl+Return")
    assert "Không ai duyệt kết quả do chính mình nhập." in office.words(review)
    assert [row.label for row in review.queue.view.records.records()] == ["B.1", "C.6"]
    office.choose("B.8")
    stage.press("Đề nghị trả nhiệm vụ…", page)
    stage.write("Lý do", NOT_OURS)
    office.keys("Ctrl+Return")
    assert "chờ trả lời" in office.words(page.detail)
    assert NOT_OURS in office.words(page.detail)
    stage.sign_out()
    office.carry_up_and_back()
    office.enter(cast.SUPERVISOR)
    office.choose("B.8")
    assert "Nhiệm vụ giữ nguyên" in office.words(office.tasks.detail)
    assert ANSWER in office.words(office.tasks.detail)
