"""The third day of headquarters: a folder of good and bad files, verdicts, a stolen machine, an approval by oneself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from desktop.errors import OwnEntry
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.plans.tasks import TaskFilter, count, tasks
from desktop.progress import review
from desktop.progress.recording import Typed, check, report
from desktop.sync.exchange import ExportMode, FileState, import_bundle, write_bundle
from desktop.sync.inbound.report_words import after_words
from tests.support.exchange import DAY, admit, approved_entry
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE, SUPERVISOR, Ledger, new_ledger
from tools.demo import cast
from tools.demo.stage import Stage
from ui.exchange.page import ExchangePage
from ui.exchange.words import peer_note
from ui.keys.page import KeysPage
from ui.settings.preferences import CONFIG_FOLDER_VARIABLE
from ui.verdicts.page import VerdictsPage
from ui.widgets.page import Page

UNITS = ("HQ03", "HQ20", "HQ15")
HEAD = cast.Player(ADMINISTRATOR, Role.ADMINISTRATOR)


class HeadquartersDay:
    """Headquarters at its window, its units with their ledgers, the folder in which their files came."""

    def __init__(self, folder: Path) -> None:
        self.top = new_ledger(folder / "TCHQ", "TCHQ")
        self.plan: Plan = self.top.import_608(*UNITS)
        self.units = {code: new_ledger(folder / code, code) for code in UNITS}
        self.sent, self.received = folder / "sent", folder / "received"
        self.sent.mkdir()
        self.received.mkdir()
        for code, unit in self.units.items():
            admit(self.top.administrator, unit.administrator, self.sent)
            written = write_bundle(self.top.administrator, f"TCHQ/{code}", self.sent)
            import_bundle(unit.administrator, written.path, as_of=DAY)
        self.stage = Stage("third-day", self.top.machine, folder, takes_pictures=False)
        self.stage.open(folder / "TCHQ" / "data")
        self.stage.sign_in(HEAD)

    def send(self, code: str, folder: Path, mode: ExportMode = ExportMode.SINCE_SENT) -> Path:
        """A unit writes what it wrote into no file yet."""
        return write_bundle(self.units[code].administrator, "TCHQ", folder, mode=mode).path

    def page(self, place: str) -> Page:
        """A screen of the window."""
        self.stage.go(place)
        assert self.stage.program.window is not None
        return self.stage.program.window.page(place)

    @property
    def exchange(self) -> ExchangePage:
        """The exchange screen."""
        page = self.page("exchange")
        assert isinstance(page, ExchangePage)
        return page

    def press(self, keys: str) -> None:
        """A combination, and what the button it presses takes to spring back."""
        self.stage.top.activateWindow()
        self.stage.settle()
        self.stage.keys(keys)
        QTest.qWait(150)
        self.stage.settle()

    def open(self, file: Path) -> ExchangePage:
        """Open a file or folder on the exchange screen."""
        page = self.exchange
        page.open_file(file)
        self.stage.settle()
        return page

    def completed(self, code: str) -> int:
        """How many tasks of a unit count as completed."""
        found = tasks(self.top.administrator, TaskFilter(as_of=DAY, unit=code))
        return count(found).completed

    def close(self) -> None:
        """The end of the day."""
        self.stage.sign_out()
        self.stage.close()
        for ledger in (self.top, *self.units.values()):
            ledger.close()


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HeadquartersDay]:
    monkeypatch.setenv(CONFIG_FOLDER_VARIABLE, str(tmp_path / "config"))
    monkeypatch.setattr(cast, "PASSPHRASE", PASSPHRASE)
    made = HeadquartersDay(tmp_path)
    yield made
    made.close()


def note_of(page: ExchangePage, code: str) -> str:
    """What the list of neighbours says of a unit."""
    assert page._found is not None
    peer = page._found.at_node(f"TCHQ/{code}")
    assert peer is not None
    return peer_note(peer, page._found.now_ms).words


def test_the_day_of_headquarters(day: HeadquartersDay, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = consolidate(day)
    accept_all(day)
    revoke_the_stolen_machine(day)
    nobody_else_stops(day, lost)
    refuse_an_approval_of_ones_own(day, day.units["HQ20"], monkeypatch)


def consolidate(day: HeadquartersDay) -> Path:
    """A good file, one after a lost one, one damaged, one that was written here, one that is none."""
    for code in UNITS:
        approved_entry(day.units[code], day.plan, "I/C/4", result=f"Kết quả của {code}")
    day.send("HQ03", day.received)
    lost = day.send("HQ20", day.sent)
    approved_entry(day.units["HQ20"], day.plan, "I/C/2", result="Ở tệp thứ hai")
    day.send("HQ20", day.received)
    damaged = day.send("HQ15", day.received)
    raw = bytearray(damaged.read_bytes())
    raw[len(raw) // 2] ^= 0x55
    damaged.write_bytes(raw)
    shutil.copy(day.sent / "TCHQ-HQ15-0001.hqb", day.received)
    (day.received / "ghi chu.txt").write_text("danh sách", encoding="utf-8")
    page = day.open(day.received)
    found = page.right.folder.report
    assert found is not None
    assert {state: found.count(state) for state in FileState if found.count(state)} == {
        FileState.TAKEN: 2,
        FileState.REFUSED: 2,
        FileState.FOREIGN: 1,
    }
    assert [day.completed(code) for code in UNITS] == [0, 0, 0], "a look writes nothing"
    day.press("Ctrl+Return")
    assert page.right.folder.is_written
    assert [day.completed(code) for code in UNITS] == [1, 0, 0]
    assert note_of(page, "HQ20") == "Thiếu tệp 1, đang giữ tệp 2"
    assert note_of(page, "HQ15") == "Chưa nhận tệp nào"
    return lost


def accept_all(day: HeadquartersDay) -> None:
    """What came is accepted at once by the keys."""
    page = day.page("verdicts")
    assert isinstance(page, VerdictsPage)
    day.stage.press("Chọn tất cả", page)
    day.press("Ctrl+Return")
    assert page.queue.view.current() is None


def revoke_the_stolen_machine(day: HeadquartersDay) -> None:
    """What the thief writes afterwards is not taken; what was taken before stays."""
    page = day.page("keys")
    assert isinstance(page, KeysPage)
    assert page._found is not None
    key = next(one.key for one in page._found.machines if one.node == "TCHQ/HQ03")
    assert page.machines.select(key)
    day.stage.press("Thu hồi khóa", page.detail)
    day.stage.write("Lý do", "Mất máy tại trụ sở", page.revoking)
    day.stage.press("Thu hồi khóa", page.revoking)
    assert "Lý do: Mất máy tại trụ sở" in page.detail.end.text()
    approved_entry(day.units["HQ03"], day.plan, "I/C/6", result="Kẻ gian ghi")
    seen = day.open(day.send("HQ03", day.sent, ExportMode.SINCE_RECEIPT))
    assert note_of(seen, "HQ03") == "Khóa đã bị thu hồi"
    told = seen.preview.report
    assert told is not None
    assert (told.counts.new, told.counts.rejected) == (0, 1)
    day.press("Ctrl+Return")
    assert not seen.right.is_busy, "the file is imported, without what is not taken"
    assert day.completed("HQ03") == 1


def nobody_else_stops(day: HeadquartersDay, lost: Path) -> None:
    """The lost file of another unit comes, and what waited for it counts."""
    page = day.open(lost)
    day.press("Ctrl+Return")
    assert not page.right.is_busy
    assert day.completed("HQ20") == 2
    assert note_of(page, "HQ20") == "Đủ đến tệp 2"


def refuse_an_approval_of_ones_own(day: HeadquartersDay, unit: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that was tampered with lets a supervisor approve what he entered; here one sentence says so."""
    supervisor = unit.sign_in(SUPERVISOR)
    typed = Typed(status="completed", percent="100", completed_on="18/06/2007", result="Tự nhập, tự duyệt")
    record, _ = check(typed, today=DAY)
    entry = report(supervisor, unit.row(day.plan, "I/C/6"), "", record, submit_too=True)
    with pytest.raises(OwnEntry):
        review.approve_entries(supervisor, [entry.entity])
    monkeypatch.setattr(review, "namesakes", lambda _database, _person: frozenset())
    monkeypatch.setattr(review, "verify_with_all_keys", lambda *_facts: None)
    review.approve_entries(supervisor, [entry.entity])
    page = day.open(day.send("HQ20", day.sent))
    told = page.preview.report
    assert told is not None
    assert (told.counts.new, told.counts.rejected) == (0, 1)
    (line,) = [one for one in told.lines if one.group.value == "rejected"]
    assert after_words(line).startswith("Cùng một người nhập và duyệt.")
    day.press("Ctrl+Return")
    assert not page.right.is_busy
    assert day.completed("HQ20") == 2
