"""Two units at their exchange screens, a stick between them; every question for a file is answered with the stick."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.assigning.assigning import assign, provincial_tasks
from desktop.importing.plan_reader import read_plan
from desktop.plans.plans import import_plan
from desktop.plans.tasks import TaskFilter, tasks
from desktop.session import Session
from desktop.units.table import load_units
from tests.ui.node_desks import open_node
from tests.ui.opened_desk import WAIT_MS, Heard, OpenedDesk, listen
from ui.exchange import files
from ui.exchange.page import ExchangePage
from ui.settings.preferences import CONFIG_FOLDER_VARIABLE
from ui.widgets.buttons import LinkButton

DOCUMENT = Path(__file__).parents[1] / "documents" / "608-qd-tchq.txt"
FIRST, ANSWER = "TCHQ-HQ03-0001.hqb", "HQ03-TCHQ-0001.hqb"


@dataclass(slots=True)
class End:
    """One unit at its screen."""

    opened: OpenedDesk
    page: ExchangePage
    heard: Heard
    qtbot: QtBot

    def settle(self) -> None:
        self.opened.settle(self.qtbot)

    def count_tasks(self) -> int:
        found: list[int] = []
        chosen = TaskFilter(as_of=date(2007, 6, 25))
        self.opened.desk.run(lambda session, _job: len(tasks(session, chosen)), self.page, found.append)
        self.settle()
        return found[0]


def give_tasks(session: Session) -> None:
    """Import 608/QĐ-TCHQ and give its provincial tasks to Hải Phòng."""
    units = load_units()
    plan = import_plan(session, read_plan(DOCUMENT.read_bytes(), name="608.txt", units=units), document="608.txt")
    assign(session, provincial_tasks(session.database, plan), ["HQ03"], units)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stick between the machines; every question for a file is answered with it."""
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setenv(CONFIG_FOLDER_VARIABLE, str(tmp_path / "config"))
    monkeypatch.setattr(files, "ask_where_to_write", lambda _parent, _title, proposed: folder / proposed.name)
    monkeypatch.setattr(files, "ask_for_request", lambda _parent, _begin: folder / "HQ03-ket-nap.hqe")
    monkeypatch.setattr(files, "ask_for_admission", lambda _parent, _begin: folder / "HQ03-ket-nap.hqa")
    monkeypatch.setattr(files, "ask_for_folder", lambda _parent, _title, _begin: folder)
    monkeypatch.setattr(files, "ask_for_bundle", lambda _parent, _begin: folder / FIRST)
    return folder


def at_screen(opened: OpenedDesk, qtbot: QtBot) -> End:
    page = ExchangePage(opened.desk)
    opened.show(page, qtbot)
    return End(opened, page, listen(page), qtbot)


@pytest.fixture
def top(tmp_path: Path, stick: Path, themes: object, qtbot: QtBot) -> Iterator[End]:
    end = at_screen(open_node(tmp_path, "TCHQ", qtbot, give_tasks), qtbot)
    yield end
    end.opened.close()


@pytest.fixture
def department(tmp_path: Path, stick: Path, themes: object, qtbot: QtBot) -> Iterator[End]:
    end = at_screen(open_node(tmp_path, "HQ03", qtbot), qtbot)
    yield end
    end.opened.close()


def admit(top: End, department: End) -> None:
    """Both people compare the digits and exchange the two files."""
    department.page.join.ask.click()
    department.settle()
    top.page.enrol.click()
    top.page.admit.choose.click()
    top.settle()
    top.page.admit.typed.line.setText(department.page.join.digits.digits)
    top.page.admit.admit.click()
    top.settle()
    department.page.join.typed.line.setText(top.page.admit.root.digits)
    department.page.join.join.click()
    department.settle()


@pytest.fixture
def joined(top: End, department: End) -> tuple[End, End]:
    admit(top, department)
    return top, department


def write_file(end: End) -> None:
    """Open the form that writes a file, and write as it proposes."""
    end.page.timeline.write.click()
    end.settle()
    end.page.writing.write.click()
    end.settle()


@pytest.fixture
def sent(joined: tuple[End, End]) -> tuple[End, End]:
    write_file(joined[0])
    return joined


def open_on(end: End, file: Path) -> None:
    end.page.open_file(file)
    end.settle()


def link(end: End, words: str) -> LinkButton:
    """The first link of the time line with these words."""
    return next(one for one in end.page.timeline.timeline.findChildren(LinkButton) if one.text() == words)


def press(end: End, keys: str, until: Callable[[], bool]) -> None:
    """Press a combination at the page and wait for what it does."""
    end.page.activateWindow()
    end.qtbot.waitUntil(end.page.isActiveWindow)
    QTest.keySequence(end.page, keys)
    end.qtbot.waitUntil(until, timeout=WAIT_MS)
    end.settle()


def drop(end: End, *chosen: Path) -> None:
    """Drop files on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in chosen])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    end.page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers))
    end.settle()


def import_file(end: End, file: Path) -> None:
    """Open a file and agree to its import."""
    open_on(end, file)
    end.page.preview.take_in.click()
    end.settle()
