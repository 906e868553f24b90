"""The whole first day of issue and answer, played through the real windows of two installations."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from desktop.machine import Machine
from desktop.plans.tasks import TaskFilter, tasks
from desktop.progress.entries import LifeState
from desktop.workspace import open_workspace
from tools.demo import cast
from tools.demo.story import play


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the day was played."""
    folder = tmp_path_factory.mktemp("day") / "demo"
    play(folder, takes_pictures=False)
    return folder


def test_the_day_leaves_the_read_plan_three_bundles_and_both_reports(day: Path) -> None:
    bundles = sorted(path.name for path in (day / "stick").glob("*.hqb"))
    assert bundles == ["1-assignments.hqb", "2-results.hqb", "3-receipt.hqb"]
    assert (day / "608-qd-tchq.json").stat().st_size > 0
    assert len(pypdfium2.PdfDocument(day / "bao-cao-ket-qua.pdf")) >= 2
    assert len(openpyxl.load_workbook(day / "bao-cao-ket-qua.xlsx", read_only=True).sheetnames) == 2


def test_the_entry_that_survived_the_kill_is_known_to_headquarters_as_completed_on_time(day: Path) -> None:
    session = open_workspace(day / "ledgers" / "TCHQ", Machine(state_folder=day / "ledgers" / "state")).sign_in(
        cast.HEAD.name, cast.PASSPHRASE
    )
    try:
        found = {item.row.label: item for item in tasks(session, TaskFilter(cast.DAY, unit="HQ03"))}
    finally:
        session.close()
    assert len(found) == 14
    entry = found["C.4"].entry
    assert entry is not None
    assert entry.record.document_number == "431/HQHP-QLRR"
    assert found["C.4"].standing.official == "completed_on_time"


def test_the_department_sees_its_entry_received(day: Path) -> None:
    session = open_workspace(day / "ledgers" / "HQ03", Machine(state_folder=day / "ledgers" / "state")).sign_in(
        cast.CLERK.name, cast.PASSPHRASE
    )
    try:
        found = {item.row.label: item for item in tasks(session, TaskFilter(cast.DAY))}
    finally:
        session.close()
    assert found["C.4"].life is LifeState.RECEIVED
    assert found["C.4"].bundle == 1
