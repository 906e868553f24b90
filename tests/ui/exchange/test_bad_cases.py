"""What goes wrong with sticks and files, as people meet it at the window; nothing is lost and each is said once."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget

from desktop.machine import Machine
from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.bundle import sealing
from desktop.sync.bundle.container import read_frame, sign_manifest, write_frame
from desktop.sync.endpoint import endpoint_of
from desktop.sync.exchange import ExportMode, enrol, join, request_enrolment, write_bundle
from desktop.users.people import add_person
from desktop.workspace import open_workspace
from tests.support.ledgers import CHEAP, Ledger, new_ledger
from tests.ui.exchange_ends import ANSWER, FIRST, End, import_file, open_on, write_file
from tests.ui.node_desks import ADMINISTRATOR, NOW_MS, PASSPHRASE
from ui.exchange.write_words import Choice

T = TypeVar("T")
SECOND = "HQ03-TCHQ-0002.hqb"


def told(end: End) -> str:
    """What the banner under the buttons says of the last file."""
    assert end.page.idle.problem.isVisible()
    assert not end.page.preview.isVisible()
    return end.page.idle.problem.accessibleName()


def hire(end: End, name: str) -> None:
    """Enter a person at a unit: the smallest thing that travels up."""
    end.opened.desk.run(lambda session, _job: add_person(session, name, Role.OFFICER, PASSPHRASE), end.page)
    end.settle()


def write_in_mode(end: End, mode: ExportMode) -> None:
    end.page.timeline.write.click()
    end.settle()
    end.page.writing.choose(Choice(mode))
    end.settle()
    end.page.writing.write.click()
    end.settle()


def test_a_wrong_stick_with_a_letter_on_it(joined: tuple[End, End], stick: Path) -> None:
    top, _department = joined
    (stick / "giấy mời.hqb").write_bytes("Kính mời dự họp".encode() * 40)
    open_on(top, stick / "giấy mời.hqb")
    assert told(top).startswith("Tệp này không phải tệp trao đổi của chương trình.")


def test_a_file_cut_off_when_the_stick_was_pulled(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    raw = (stick / FIRST).read_bytes()
    (stick / FIRST).write_bytes(raw[: len(raw) // 2])
    open_on(department, stick / FIRST)
    assert told(department).startswith("Tệp chưa đủ")
    assert department.count_tasks() == 0


def test_a_stick_pulled_between_the_preview_and_the_import(sent: tuple[End, End], stick: Path) -> None:
    _top, department = sent
    open_on(department, stick / FIRST)
    gone = stick.rename(stick.with_name("rút ra"))
    department.page.preview.take_in.click()
    department.settle()
    assert told(department)
    assert department.count_tasks() == 0
    gone.rename(stick)
    import_file(department, stick / FIRST)
    assert department.count_tasks() == 14


def test_another_file_in_the_place_of_the_previewed_one(sent: tuple[End, End], stick: Path) -> None:
    top, department = sent
    open_on(department, stick / FIRST)
    write_file(top)
    (stick / "TCHQ-HQ03-0002.hqb").replace(stick / FIRST)
    department.page.preview.take_in.click()
    department.settle()
    assert told(department).startswith("Tệp đã khác với lúc xem trước.")
    assert department.count_tasks() == 0


def test_an_old_file_says_that_it_is_old_and_changes_nothing(joined: tuple[End, End], stick: Path) -> None:
    top, department = joined
    hire(department, "Lê Thu Hà")
    write_file(department)
    hire(department, "Vũ Thị Lan")
    write_file(department)
    import_file(top, stick / SECOND)
    open_on(top, stick / ANSWER)
    report = top.page.preview.report
    assert report is not None
    assert report.counts.new == 0
    checks = [check.accessibleName() for check in top.page.preview.content.checks.findChildren(QWidget)]
    assert "Thứ tự tệp: Tệp cũ hơn tệp 2 đã nhập" in checks


def test_a_file_meant_for_another_unit(sent: tuple[End, End], stick: Path, third: Ledger) -> None:
    top, department = sent
    request, admission = stick / "HQ20.hqe", stick / "HQ20.hqa"
    digits = request_enrolment(third.administrator, request)
    root = run_on(top, lambda session: enrol(session, request, digits, admission))
    join(third.administrator, admission, root)
    top.page.reload()
    top.settle()
    other = next(peer for peer in top.page.neighbours.records.records() if peer.node == "TCHQ/HQ20")
    top.page.neighbours.select(other.install_id)
    write_file(top)
    open_on(department, stick / "TCHQ-HQ20-0001.hqb")
    assert told(department).startswith("Tệp này được khóa cho nơi nhận khác, máy này không mở được.")


def test_a_file_of_a_newer_program_asks_for_the_newer_program(sent: tuple[End, End], stick: Path) -> None:
    """The very file with another version in its signed manifest, sealed again by its sender."""
    top, department = sent
    frame = run_on(department, lambda session: read_frame(unsealed(session, stick / FIRST)))
    public = run_on(department, lambda session: endpoint_of(session).keys.import_public)
    newer = re.sub(rb'"v":1(?=[,}])', b'"v":2', frame.manifest)
    signature = run_on(top, lambda session: sign_manifest(newer, endpoint_of(session).keys.signing))
    raw = write_frame(newer, [signature], [bytes(frame.sections)])
    (stick / FIRST).write_bytes(sealing.seal(raw, [public]))
    open_on(department, stick / FIRST)
    assert told(department) == "Tệp do bản phần mềm mới hơn tạo ra. Cập nhật chương trình rồi nhập lại."


def unsealed(session: Session, file: Path) -> bytes:
    return sealing.unseal(file.read_bytes(), *endpoint_of(session).keys.identities)


def run_on(end: End, work: Callable[[Session], T]) -> T:
    """Do something with a unit's ledger, on the thread where it lives."""
    found: list[T] = []
    end.opened.desk.run(lambda session, _job: work(session), end.page, found.append)
    end.settle()
    return found[0]


@pytest.fixture
def third(tmp_path: Path) -> Iterator[Ledger]:
    ledger = new_ledger(tmp_path / "third", "HQ20")
    yield ledger
    ledger.close()


def test_a_lost_file_is_named_by_its_number_and_heals_what_waited(joined: tuple[End, End], stick: Path) -> None:
    top, department = joined
    hire(department, "Lê Thu Hà")
    write_file(department)
    hire(department, "Vũ Thị Lan")
    write_in_mode(department, ExportMode.SINCE_SENT)
    open_on(top, stick / SECOND)
    assert top.page.preview.banner.accessibleName().startswith("Thiếu tệp 1, đang giữ tệp 2.")
    top.page.preview.take_in.click()
    top.settle()
    assert top.page.trouble.isVisible()
    assert "đang chờ phần trước" in top.page.trouble.accessibleName()
    facts = {fact.name: fact.words for fact in top.page.idle.facts.facts}
    assert facts["Thiếu"] == "Thiếu tệp 1, đang giữ tệp 2"
    top.page.trouble.button.click()
    assert len(top.page.right.trouble.cards) == 1
    import_file(top, stick / ANSWER)
    assert not top.page.trouble.isVisible()
    assert not any(fact.name == "Thiếu" for fact in top.page.idle.facts.facts)


@pytest.fixture
def clone(joined: tuple[End, End], tmp_path: Path) -> Iterator[Session]:
    """Hải Phòng's ledger, copied to a second machine with everything that names the first one."""
    _top, department = joined
    department.settle()
    shutil.copytree(tmp_path / "HQ03", tmp_path / "copy")
    shutil.copytree(tmp_path / "state-HQ03", tmp_path / "state-copy")
    machine = Machine(now_ms=lambda: NOW_MS, state_folder=tmp_path / "state-copy", cost=CHEAP)
    session = open_workspace(tmp_path / "copy", machine).sign_in(ADMINISTRATOR, PASSPHRASE)
    yield session
    session.close()


def test_two_files_of_one_copied_ledger_show_both_versions_and_are_ruled(
    joined: tuple[End, End], clone: Session, stick: Path
) -> None:
    top, department = joined
    add_person(clone, "Người của bản chép", Role.OFFICER, PASSPHRASE)
    copied = write_bundle(clone, "TCHQ", stick / "bản chép.hqb")
    hire(department, "Lê Thu Hà")
    write_file(department)
    import_file(top, stick / ANSWER)
    assert not top.page.trouble.isVisible()
    import_file(top, copied.path)
    assert top.page.trouble.isVisible()
    assert top.page.trouble.accessibleName().startswith("Có hai bản dữ liệu khác nhau của")
    top.page.trouble.button.click()
    panel = top.page.right.trouble
    assert panel.isVisible()
    (act,) = panel.acts
    assert not act.button.isEnabled()
    act.reason.set_text("sổ bị chép sang máy khác")
    act.button.click()
    top.settle()
    assert top.heard.notices[-1].words.startswith("Đã chốt hai bản dữ liệu của Cục Hải quan thành phố Hải Phòng")
    assert not top.page.trouble.isVisible()
