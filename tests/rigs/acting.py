"""A process that works as the people of a department do, and says after each act what the ledger then holds.

`python -m tests.rigs.acting SCENE FOLDER` prints a line `step N DIGEST` when act N is acknowledged; N is 0 before the
first. A failure that a person would be told ends the scene with a line `refused NAME DETAIL`; any other ends the
process with its traceback. RIG_SYNCHRONOUS weakens how SQLite writes, so that the rigs can be seen to fail; only this
process knows it.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TypeAlias

import db.connection
from db.connection import Database, rows
from db.errors import StorageError
from desktop.assigning.assigning import provincial_tasks
from desktop.errors import AppError
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.plans.plans import plans
from desktop.plans.records import PrintedRow
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries, waiting_entries
from desktop.session import Session
from desktop.sync.exchange import import_bundle, write_bundle
from desktop.sync.repair.taking_back import redo, take_back
from desktop.users.people import add_person, person_named, remove_person
from desktop.workspace import Workspace, open_workspace
from tests.support.exchange import DAY
from tests.support.ledgers import ADMINISTRATOR, CHEAP, OFFICER, PASSPHRASE, SUPERVISOR, Clock

WEAKER = "RIG_SYNCHRONOUS"
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'p_search%'"
IMPORTS = "SELECT id FROM bundle WHERE direction = 'in' ORDER BY id"
Act: TypeAlias = tuple[Session, Callable[[], object]]


def workspace_in(folder: Path) -> Workspace:
    """The department's ledger below a folder, or in an image of that folder; two runs write the same bytes."""
    chance = Random(608).randbytes
    machine = Machine(now_ms=Clock(), random=chance, state_folder=folder / "hp" / "state", cost=CHEAP)
    return open_workspace(folder / "hp" / "data", machine)


def digest(database: Database) -> str:
    """What the ledger holds, in one word; the size of a bundle varies with what age strews in."""
    names = [str(row["name"]) for row in rows(database, TABLES)]
    held = hashlib.sha256()
    for name in sorted(names):
        for row in rows(database, f"SELECT * FROM {name}"):
            held.update(repr((name, *(value for column, value in row.items() if column != "size"))).encode())
    return held.hexdigest()


def importing(folder: Path) -> Iterator[Act]:
    """The clerk takes in every bundle on the stick."""
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    for bundle in sorted((folder / "stick").glob("TCHQ-*.hqb")):
        yield session, lambda bundle=bundle: import_bundle(session, bundle)  # type: ignore[misc]  # bound per turn
    session.close()


def exporting(folder: Path) -> Iterator[Act]:
    """The clerk writes four bundles."""
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    for _ in range(4):
        yield session, lambda: write_bundle(session, "TCHQ", folder / "stick")
    session.close()


def changing_people(folder: Path) -> Iterator[Act]:
    """The administrator admits two people and takes one's access away: the whole ledger gets another key."""
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    yield session, lambda: add_person(session, OFFICER, Role.OFFICER, PASSPHRASE)
    yield session, lambda: add_person(session, SUPERVISOR, Role.SUPERVISOR, PASSPHRASE)
    gone = person_named(session.database, session.unit, OFFICER)
    yield session, lambda: remove_person(session, gone.id)
    yield session, lambda: add_person(session, "Nguyễn Văn Bình", Role.CLERK, PASSPHRASE)
    session.close()


def taking_back(folder: Path) -> Iterator[Act]:
    """The clerk takes the last import back, redoes it, takes two back."""
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    first, *_, last = [int(row["id"]) for row in rows(session.database, IMPORTS)]
    yield session, lambda: take_back(session, last, "Nhập nhầm tệp")
    yield session, lambda: redo(session, last)
    yield session, lambda: take_back(session, last, "Nhập nhầm tệp")
    yield session, lambda: take_back(session, first, "Nhập nhầm tệp")
    session.close()


def approving(folder: Path) -> Iterator[Act]:
    """The officer hands entries in; the supervisor approves one after the other, and takes the last back."""
    officer = workspace_in(folder).sign_in(OFFICER, PASSPHRASE)
    for task in provincial_tasks(officer.database, plans(officer.database)[0])[:5]:
        yield officer, lambda task=task: _reported(officer, task)  # type: ignore[misc]  # bound per turn
    officer.close()
    supervisor = workspace_in(folder).sign_in(SUPERVISOR, PASSPHRASE)
    for waiting in waiting_entries(supervisor):
        entity = waiting.entry.entity
        yield supervisor, lambda entity=entity: approve_entries(supervisor, [entity])  # type: ignore[misc]  # as above
    yield supervisor, supervisor.undo
    supervisor.close()


def _reported(officer: Session, task: PrintedRow) -> None:
    typed = Typed(status="completed", percent="100", completed_on="18/06/2007", result=f"Đã xong mục {task.label}.")
    record, _ = check(typed, today=DAY)
    report(officer, task, "", record, submit_too=True)


SCENES: dict[str, Callable[[Path], Iterator[Act]]] = {
    "import": importing,
    "export": exporting,
    "approve": approving,
    "take back": taking_back,
    "people": changing_people,
}


def main(scene: str, folder: Path) -> None:
    """Play a scene."""
    if weaker := os.environ.get(WEAKER):
        settings = (
            setting.replace("synchronous = FULL", f"synchronous = {weaker}") for setting in db.connection._SETTINGS
        )
        vars(db.connection)["_SETTINGS"] = tuple(settings)
    try:
        for number, (session, act) in enumerate(SCENES[scene](folder), start=1):
            if number == 1:
                _say(0, session)
            act()
            _say(number, session)
    except (AppError, StorageError) as error:
        os.write(1, f"refused {type(error).__name__} {error}\n".encode())


def _say(number: int, session: Session) -> None:
    os.write(1, f"step {number} {digest(session.database)}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
