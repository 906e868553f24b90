"""Departments and headquarters with Quyết định 608/QĐ-TCHQ, seen through the page of tasks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.assigning.assigning import allocate, assign, provincial_tasks
from desktop.importing.plan_reader import read_plan
from desktop.permissions import Role
from desktop.plans.plans import import_plan
from desktop.session import Session
from desktop.units.table import load_units
from desktop.users.people import add_person
from tests.ui.node_desks import PASSPHRASE, open_node
from tests.ui.opened_desk import OpenedDesk
from tests.ui.page_bench import PageBench
from ui.tasks.lines import Line
from ui.tasks.page import TasksPage

OFFICER = "Lê Thu Hà"
DOCUMENT = Path(__file__).parents[2] / "documents" / "608-qd-tchq.txt"


class Bench(PageBench[TasksPage]):
    """The page on a ledger, what it told, and ways to look at it."""

    def labels(self) -> list[str]:
        """The printed numbers of the tasks listed."""
        return [line.row.label for line in self.page.list.view.records.records()]

    def line(self, label: str) -> Line:
        """The task of this number in the list."""
        return next(line for line in self.page.list.view.records.records() if line.row.label == label)

    def select(self, label: str) -> None:
        """Choose a task as a click does."""
        assert self.page.list.view.select(self.line(label).key)
        self.settle()


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    """Opens the page: of a department with its provincial tasks, or of the headquarters with none given."""
    made: list[OpenedDesk] = []

    def build(unit: str = "HQ03", role: Role | None = None, more: Callable[[Session], object] | None = None) -> Bench:
        units = load_units()

        def prepare(session: Session) -> None:
            plan = import_plan(session, read_plan(DOCUMENT.read_bytes(), name="608.txt", units=units), document="608")
            if unit != "TCHQ":
                rows = provincial_tasks(session.database, plan)
                assign(session, rows, [unit], units)
                officer = add_person(session, "Đỗ Minh Khôi", Role.OFFICER, PASSPHRASE)
                allocate(session, [row.entity for row in rows[:2]], officer=officer.id)
            if more is not None:
                more(session)

        opened = open_node(tmp_path, unit, qtbot, prepare, role)
        made.append(opened)
        return Bench(opened, TasksPage(opened.desk), qtbot)

    yield build
    for opened in made:
        opened.settle(qtbot)
        opened.close()
