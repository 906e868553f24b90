"""Making a new ledger: what it holds, and that a failure leaves none."""

from pathlib import Path

import pytest

from db import settings
from db.connection import scalar
from desktop import creation
from desktop.creation import create_workspace
from desktop.errors import IncompleteWorkspace, MissingPassphrase, UnknownUnit, WeakPassphrase, WorkspaceExists
from desktop.machine import Machine
from desktop.permissions import Role
from desktop.users.people import roster
from desktop.workspace import Workspace
from tests.support.ledgers import ADMINISTRATOR, CHEAP, PASSPHRASE, Clock, new_ledger, units


def make(folder: Path, unit: str = "HQ03", passphrase: str = PASSPHRASE) -> Workspace:
    machine = Machine(now_ms=Clock(), state_folder=folder / "state", cost=CHEAP)
    return create_workspace(
        folder / "data", unit=unit, person_name=ADMINISTRATOR, passphrase=passphrase, units=units(), machine=machine
    ).workspace


def test_a_new_ledger_has_its_unit_its_node_and_its_first_person(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    session = ledger.administrator
    assert (session.unit, session.node) == ("HQ03", "TCHQ/HQ03")
    (person,) = roster(session.database)
    assert (person.name, person.role, person.unit, person.is_active) == (
        ADMINISTRATOR,
        Role.ADMINISTRATOR,
        "HQ03",
        True,
    )
    assert settings.setting(session.database, "database_id") == ledger.workspace.info.database_id
    assert session.journal.writer.generation == 1
    assert scalar(session.database, "SELECT type FROM event") == "person.enrolled"
    ledger.close()


def test_only_the_top_of_the_tree_is_a_root_of_trust(tmp_path: Path) -> None:
    top, below = new_ledger(tmp_path / "top", "TCHQ"), new_ledger(tmp_path / "below", "HQ03")
    assert top.administrator.secrets is not None
    assert below.administrator.secrets is not None
    assert top.administrator.secrets.root is not None
    assert below.administrator.secrets.root is None
    assert top.administrator.node == "TCHQ"
    top.close()
    below.close()


def test_two_ledgers_share_no_key_and_no_code(tmp_path: Path) -> None:
    one, two = new_ledger(tmp_path / "1"), new_ledger(tmp_path / "2")
    assert one.recovery_code != two.recovery_code
    assert one.administrator.database_key != two.administrator.database_key
    assert one.workspace.info.database_id != two.workspace.info.database_id
    one.close()
    two.close()


def test_a_ledger_is_not_made_over_another(tmp_path: Path) -> None:
    workspace = make(tmp_path)
    before = {file.name: file.read_bytes() for file in workspace.folder.iterdir()}
    with pytest.raises(WorkspaceExists):
        make(tmp_path)
    assert {file.name: file.read_bytes() for file in workspace.folder.iterdir()} == before
    (workspace.folder / "workspace.json").unlink()
    with pytest.raises(IncompleteWorkspace):
        make(tmp_path)


@pytest.mark.parametrize(
    ("unit", "passphrase", "error"),
    [
        ("HQ99", PASSPHRASE, UnknownUnit),
        ("HQ03", "", MissingPassphrase),
        ("HQ03", " " * 12, MissingPassphrase),
        ("HQ03", "1234567", WeakPassphrase),
    ],
)
def test_wrong_input_makes_nothing(tmp_path: Path, unit: str, passphrase: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        make(tmp_path, unit, passphrase)
    assert not (tmp_path / "data").exists()


def test_a_failure_in_the_middle_leaves_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_arguments: object, **_named: object) -> None:
        raise KeyError("in the middle")

    monkeypatch.setattr(creation, "person_enrolled", failing)
    with pytest.raises(KeyError):
        make(tmp_path)
    assert list((tmp_path / "data").iterdir()) == []
    monkeypatch.undo()
    make(tmp_path)
