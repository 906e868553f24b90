"""The headquarters with Quyết định 608/QĐ-TCHQ, seen through the page of plans."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.importing.plan_reader import read_plan
from desktop.permissions import Role
from desktop.plans.plans import import_plan, plans
from desktop.session import Session
from desktop.units.table import load_units
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import OpenedDesk
from tests.ui.page_bench import PageBench
from ui.plans.page import PlansPage
from ui.plans.sheet import PlanSheet, SheetLine
from ui.widgets.inputs import LineEdit, TextArea

DOCUMENT = Path(__file__).parents[2] / "documents" / "608-qd-tchq.txt"


class PlansBench(PageBench[PlansPage]):
    """The page on a ledger, what it told, and ways to work with it."""

    def open(self) -> None:
        """Open the plan as Enter does."""
        self.page.list.select_first()
        self.page.list.opened.emit(self.page.list.current())
        self.settle()

    @property
    def sheet(self) -> PlanSheet:
        """The plan shown."""
        assert self.page.view.sheet is not None
        return self.page.view.sheet

    def line(self, label: str) -> SheetLine:
        """The row that people call so: the one in force where several are."""
        found = [line for line in self.sheet.lines if line.row.path_text == label]
        return next((line for line in found if not line.is_gone), found[0])

    def select(self, label: str) -> SheetLine:
        """Choose a row as a click does."""
        line = self.line(label)
        assert self.page.view.rows.view.select(line.entity)
        self.settle()
        return line

    def type(self, **texts: str) -> None:
        """Type into fields of the row shown."""
        for name, text in texts.items():
            editor = self.page.view.panel.form.editors[name]
            editor.setFocus()
            editor.selectAll()
            write(editor, text)

    def commit(self) -> None:
        """Press the primary button of the row."""
        self.page.view.panel.save.click()
        self.settle()


def write(editor: LineEdit | TextArea, text: str) -> None:
    """Put a text where the cursor stands, as a typing aid does."""
    if isinstance(editor, TextArea):
        editor.insertPlainText(text)
    else:
        editor.insert(text)
        editor.textEdited.emit(editor.text())


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot, qapp: object, themes: object) -> Iterator[Callable[..., PlansBench]]:
    """Opens the page of the headquarters with 608, its provincial tasks given to Hải Phòng and Hà Nội."""
    made: list[OpenedDesk] = []

    def build(role: Role | None = None, more: Callable[[Session], object] | None = None) -> PlansBench:
        units = load_units()

        def prepare(session: Session) -> None:
            import_plan(session, read_plan(DOCUMENT.read_bytes(), name="608.txt", units=units), document="608")
            plan = plans(session.database)[0]
            assign(session, provincial_tasks(session.database, plan), ["HQ03", "HQ01"], units)
            if more is not None:
                more(session)

        opened = open_node(tmp_path, "TCHQ", qtbot, prepare, role)
        made.append(opened)
        return PlansBench(opened, PlansPage(opened.desk), qtbot)

    yield build
    for opened in made:
        opened.settle(qtbot)
        opened.close()
