"""Desks on the fresh ledgers of two units: the headquarters and a department."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.creation import create_workspace
from desktop.keyslots.slots import Cost
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.session import Session
from desktop.units.table import load_units
from desktop.users.people import add_person
from tests.ui.opened_desk import WAIT_MS, OpenedDesk
from ui.data_events import DataEvents
from ui.desk import ChosenDay, Desk
from ui.jobs import JobRunner

TODAY = date(2007, 6, 25)
NOW_MS = 1_182_754_800_000  # 25/06/2007 07:00 UTC
PASSPHRASE = "mat khau thu"
ADMINISTRATOR = "Phan Quốc Anh"


def open_node(
    folder: Path,
    unit: str,
    qtbot: QtBot,
    prepare: Callable[[Session], object] = lambda _session: None,
    role: Role | None = None,
) -> OpenedDesk:
    """Make a unit's ledger, sign its administrator in on the work thread, or a person added with another role."""
    units = load_units()
    machine = Machine(now_ms=lambda: NOW_MS, state_folder=folder / f"state-{unit}", cost=Cost(t=1, m_kib=64, p=1))
    runner = JobRunner()
    failures: list[object] = []
    runner.unhandled.connect(failures.append)
    events = DataEvents(runner)

    def sign_in() -> Session:
        made = create_workspace(
            folder / unit, unit=unit, person_name=ADMINISTRATOR, passphrase=PASSPHRASE, units=units, machine=machine
        )
        session = made.workspace.sign_in(ADMINISTRATOR, PASSPHRASE)
        prepare(session)
        if role is not None:
            add_person(session, "Lê Thu Hà", role, PASSPHRASE)
            session.close()
            session = made.workspace.sign_in("Lê Thu Hà", PASSPHRASE)
        session.listeners.append(events.announce)
        return session

    sessions: list[Session] = []
    runner.run(lambda _job: sign_in(), runner, sessions.append)
    qtbot.waitUntil(lambda: bool(sessions or failures), timeout=WAIT_MS)
    assert failures == []
    return OpenedDesk(Desk(runner, sessions[0], events, units, ChosenDay(TODAY, runner)), runner, failures)
