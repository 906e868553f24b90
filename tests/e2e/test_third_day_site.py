"""The third day of a department with two machines: its people work on both, a stick goes between them and up."""

import pytest
from PySide6.QtWidgets import QAbstractItemView

from desktop.plans.tasks import TaskFilter, tasks
from desktop.progress.entries import Entry, EntryState
from desktop.progress.recording import entries_of
from desktop.sync.exchange import ExportMode
from desktop.users.people import roster
from desktop.workspace import open_workspace
from tests.e2e.third_day_site import NODE_OF_TOP, PC1, PC2, SITE, TOP, Machines
from tools.demo import cast
from tools.demo.ledgers import prepare
from ui.settings.preferences import CONFIG_FOLDER_VARIABLE
from ui.verdicts.page import VerdictsPage

JUNE = "2007-06"
RESULT = "Đã tổng hợp lưu lượng hàng hóa, ghi ở máy hai."
REASON = "Thiếu danh sách doanh nghiệp."


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Machines:
    """The machines after the day was played."""
    folder = tmp_path_factory.mktemp("third")
    machines = Machines(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(CONFIG_FOLDER_VARIABLE, str(folder / "config"))
        prepare(folder / "ledgers", machines.machine(PC1))
        machines.plug_in_the_stick(folder / "config")
        try:
            begin_on_the_second_machine(machines)
            report_here_approve_there(machines)
            send_back_from_above(machines)
            write_into_one_entry_on_both(machines)
        finally:
            machines.leave()
            machines.close()
    return machines


def begin_on_the_second_machine(machines: Machines) -> None:
    """A ledger of its own, admitted above; all data from PC1; accounts for the same people."""
    machines.create_second_machine(cast.ADMINISTRATOR)
    machines.sit_down(PC2, cast.ADMINISTRATOR)
    digits = machines.ask_for_admission()
    machines.sit_down(TOP, cast.HEAD)
    root = machines.admit(digits)
    trust = machines.write_file(SITE)
    machines.sit_down(PC2, cast.ADMINISTRATOR)
    machines.join(root)
    machines.sit_down(PC1, cast.CLERK)
    machines.read_file(trust)
    everything = machines.write_file(SITE, ExportMode.FULL)
    machines.sit_down(PC2, cast.ADMINISTRATOR)
    machines.read_file(everything)
    machines.open_accounts(cast.ADMINISTRATOR, cast.CLERK, cast.SECOND_OFFICER)


def carry(machines: Machines, sender: tuple[str, cast.Player], receiver: tuple[str, cast.Player], node: str) -> None:
    machines.sit_down(*sender)
    file = machines.write_file(node)
    machines.sit_down(*receiver)
    machines.read_file(file)


def report_here_approve_there(machines: Machines) -> None:
    machines.sit_down(PC2, cast.SECOND_OFFICER)
    machines.report("C.12", hand_in=True, result=RESULT)
    carry(machines, (PC2, cast.CLERK), (PC1, cast.CLERK), SITE)
    machines.sit_down(PC1, cast.SUPERVISOR)
    machines.approve()
    carry(machines, (PC1, cast.CLERK), (TOP, cast.HEAD), NODE_OF_TOP)


def send_back_from_above(machines: Machines) -> None:
    page = machines.page("verdicts")
    assert isinstance(page, VerdictsPage)
    chosen = next(view for view in machines.stage.visible(QAbstractItemView, page) if view.model().rowCount())
    machines.stage.choose_row(chosen, "C.12")
    machines.stage.write("Lý do", REASON, page)
    machines.stage.press("Trả lại", page)
    carry(machines, (TOP, cast.HEAD), (PC1, cast.CLERK), SITE)
    carry(machines, (PC1, cast.CLERK), (PC2, cast.CLERK), SITE)


def write_into_one_entry_on_both(machines: Machines) -> None:
    """Two officers write into different fields of C.9, each on a machine of his own."""
    machines.sit_down(PC2, cast.SECOND_OFFICER)
    machines.report("C.9", difficulties="Máy chủ hay treo.")
    machines.sit_down(PC1, cast.OFFICER)
    machines.report("C.9", result="Đã lập 3 danh sách.")
    carry(machines, (PC2, cast.CLERK), (PC1, cast.CLERK), SITE)


def reported(day: Machines, name: str, label: str) -> Entry:
    """The entry on a task for June."""
    session = open_workspace(day.folder / "ledgers" / name, day.machine(name)).sign_in(cast.CLERK.name, cast.PASSPHRASE)
    try:
        listed = tasks(session, TaskFilter(cast.DAY, unit="HQ03"))
        task = next(item.row.entity for item in listed if item.row.label == label)
        (entry,) = [one for one in entries_of(session.database, task, "HQ03") if one.period == JUNE]
    finally:
        session.close()
    return entry


def test_the_people_of_the_unit_are_the_same_on_both_machines(day: Machines) -> None:
    seen = []
    for name in (PC1, PC2):
        session = open_workspace(day.folder / "ledgers" / name, day.machine(name)).sign_in(
            cast.CLERK.name, cast.PASSPHRASE
        )
        seen.append({(one.id, one.name) for one in roster(session.database, "HQ03") if one.is_active})
        session.close()
    assert seen[0] == seen[1]
    assert len(seen[0]) == len(cast.DEPARTMENT_PEOPLE) + 1


def test_the_verdict_on_what_was_handed_in_on_one_machine_and_approved_on_the_other_reaches_both(day: Machines) -> None:
    for name in (PC1, PC2):
        entry = reported(day, name, "C.12")
        assert (entry.state, entry.record.result) == (EntryState.RETURNED, RESULT)


def test_different_fields_written_on_both_machines_both_survive_without_a_question(day: Machines) -> None:
    entry = reported(day, PC1, "C.9")
    assert (entry.record.result, entry.record.difficulties) == ("Đã lập 3 danh sách.", "Máy chủ hay treo.")
    assert not entry.parallel
