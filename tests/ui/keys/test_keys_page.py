"""The life of keys at the screen: looked at, revoked, replaced, renewed, the root put under several keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.keys.key_files import KEY_ENDING
from desktop.keys.register import who_signs
from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.exchange import enrol, import_bundle, join, request_enrolment, trust_state, write_bundle
from desktop.sync.trust.joining import write_trust
from tests.ui.node_desks import open_node
from tests.ui.page_bench import PageBench
from ui.exchange import files as exchange_files
from ui.keys import files
from ui.keys.page import KeysPage
from ui.settings.preferences import CONFIG_FOLDER_VARIABLE
from ui.widgets.fields import Mark
from ui.widgets.panels import Panel

Bench = PageBench[KeysPage]
WORDS = "mat khau khoa"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stick between the machines; every question for a place to write is answered with it."""
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setenv(CONFIG_FOLDER_VARIABLE, str(tmp_path / "config"))
    monkeypatch.setattr(exchange_files, "ask_where_to_write", lambda _parent, _title, proposed: folder / proposed.name)
    monkeypatch.setattr(exchange_files, "ask_for_request", lambda _parent, _begin: folder / "HQ03-ket-nap.hqe")
    monkeypatch.setattr(exchange_files, "ask_for_admission", lambda _parent, _begin: folder / "HQ03-ket-nap.hqa")
    return folder


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    """Open a unit's ledger with its screen of keys."""
    opened = []

    def make(unit: str, folder: str = "", role: Role | None = None) -> Bench:
        found = open_node(tmp_path / (folder or unit), unit, qtbot, role=role)
        opened.append(found)
        return PageBench(found, KeysPage(found.desk), qtbot)

    yield make
    for one in opened:
        one.close()


def on(bench: Bench, work: Callable[[Session], object]) -> object:
    found = bench.read(work)
    bench.settle()
    return found


@pytest.fixture
def hq(at: Callable[..., Bench], stick: Path) -> Bench:
    return at("TCHQ")


@pytest.fixture
def hp(at: Callable[..., Bench], hq: Bench, stick: Path) -> Bench:
    """A department that headquarters admitted and that has sent a file already."""
    bench = at("HQ03")
    request, admission = stick / "HQ03-ket-nap.hqe", stick / "HQ03-ket-nap.hqa"
    digits = str(on(bench, lambda session: request_enrolment(session, request, machine="PC-1")))
    root = str(on(hq, lambda session: enrol(session, request, digits, admission)))
    on(bench, lambda session: join(session, admission, root))
    up = stick / "up.hqb"
    on(bench, lambda session: write_bundle(session, "TCHQ", up))
    on(hq, lambda session: import_bundle(session, up))
    hq.page.reload()
    bench.page.reload()
    hq.settle()
    bench.settle()
    return bench


def shown(bench: Bench) -> Panel:
    """The panel at the right."""
    found = bench.page._right.currentWidget()
    assert isinstance(found, Panel)
    return found


def choose(bench: Bench, node: str) -> None:
    """Choose the unit's machine in force."""
    machines = bench.page._found.machines if bench.page._found is not None else []
    key = next(one.key for one in machines if one.node == node and one.end is None)
    assert bench.page.machines.select(key)
    bench.settle()


def test_each_machine_is_told_in_plain_words(hq: Bench, hp: Bench) -> None:
    assert hq.page.detail.told.text().startswith("Máy này được ký thay cho Tổng cục Hải quan;")
    choose(hq, "TCHQ/HQ03")
    assert hq.page.detail.title.text() == "Máy PC-1"
    assert hq.page.detail.told.text().splitlines()[0] == (
        "Máy này được ký thay cho Cục Hải quan thành phố Hải Phòng; do Tổng cục Hải quan kết nạp ngày 25/06/2007."
    )
    assert "tệp đến 1" in hq.page.detail.told.text()
    assert not hq.page.detail.revoke.isHidden()
    assert hp.page.age.text().startswith(
        "Danh sách tin cậy được cấp trên xác nhận hôm nay. Gốc tin cậy chỉ có một khóa"
    )


def test_a_stolen_machine_is_revoked_after_a_look_and_with_a_reason(hq: Bench, hp: Bench) -> None:
    choose(hq, "TCHQ/HQ03")
    hq.page.detail.revoke.click()
    hq.settle()
    form = hq.page.revoking
    assert shown(hq) is form
    assert form.kept.text() == "1 nội dung gửi cấp trên: kết quả đã duyệt, danh sách người dùng"
    assert not form.revoke.isEnabled()
    form.reason.setText("Mất máy")
    form.revoke.click()
    hq.settle()
    assert shown(hq) is hq.page.detail
    assert hq.heard.notices[-1].words.startswith("Đã thu hồi khóa của máy PC-1.")
    assert "Lý do: Mất máy" in hq.page.detail.end.text()
    assert hq.page.detail.revoke.isHidden()


def test_leaving_the_form_revokes_nothing(hq: Bench, hp: Bench) -> None:
    choose(hq, "TCHQ/HQ03")
    hq.page.detail.revoke.click()
    hq.settle()
    hq.page.revoking.reason.setText("Mất máy")
    hq.page.revoking.back.click()
    assert shown(hq) is hq.page.detail
    assert on(hq, lambda session: [one.end for one in who_signs(session)]) == [None, None]


def test_a_lost_machine_is_replaced_by_the_digits_of_its_successor(
    hq: Bench, hp: Bench, at: Callable[..., Bench], stick: Path
) -> None:
    fresh = at("HQ03", "HQ03-new")
    digits = str(on(fresh, lambda session: request_enrolment(session, stick / "HQ03-ket-nap.hqe", machine="PC-2")))
    choose(hq, "TCHQ/HQ03")
    hq.page.detail.replace.click()
    hq.settle()
    form = hq.page.replacing
    form.choose.click()
    hq.settle()
    assert not form.replace.isEnabled()
    form.typed.line.setText("0" * 40)
    form.reason.setText("Hỏng ổ đĩa")
    form.replace.click()
    hq.settle()
    assert not form.banner.isHidden()
    assert form.root.isHidden()
    form.typed.line.setText(digits)
    form.replace.click()
    hq.settle()
    assert form.why.text() == "Máy mới đã ở trong danh sách tin cậy; khóa máy cũ đã bị thu hồi."
    on(fresh, lambda session: join(session, stick / "HQ03-ket-nap.hqa", form.root.digits))
    state = on(fresh, trust_state)
    assert getattr(state, "is_joined", False)
    machines = hq.page._found.machines if hq.page._found is not None else []
    assert [(one.machine, one.end is None) for one in machines[1:]] == [("PC-2", True), ("PC-1", False)]


def test_the_request_of_another_unit_does_not_replace_a_machine(
    hq: Bench, hp: Bench, at: Callable[..., Bench], stick: Path
) -> None:
    other = at("HQ20")
    on(other, lambda session: request_enrolment(session, stick / "HQ03-ket-nap.hqe"))
    choose(hq, "TCHQ/HQ03")
    hq.page.detail.replace.click()
    hq.settle()
    hq.page.replacing.choose.click()
    hq.settle()
    assert not hq.page.replacing.banner.isHidden()
    assert hq.page.replacing.typed.isHidden()


def test_a_department_asks_for_new_keys_and_takes_the_answer_in(hq: Bench, hp: Bench, stick: Path) -> None:
    hp.page.detail.renew.click()
    hp.settle()
    form = hp.page.renewing
    assert not form.answer.isVisible()
    form.ask.click()
    hp.settle()
    code = hp.page.code
    assert code is not None
    code.reject()
    assert (stick / "HQ03-thay-khoa.hqe").exists()
    digits = form.digits.digits
    admission = stick / "HQ03-ket-nap.hqa"
    on(hq, lambda session: enrol(session, stick / "HQ03-thay-khoa.hqe", digits, admission))
    form.answer.click()
    hp.settle()
    assert shown(hp) is hp.page.detail
    assert hp.heard.notices[-1].words == "Đã thay khóa của máy này. Từ nay máy ký bằng khóa mới."
    machines = hp.page._found.machines if hp.page._found is not None else []
    assert [one.end is None for one in machines if one.node == "TCHQ/HQ03"] == [True, False]


def test_headquarters_renews_its_keys_at_once(hq: Bench) -> None:
    hq.page.detail.renew.click()
    hq.settle()
    assert hq.page.renewing.ask.text() == "Thay khóa ngay"
    hq.page.renewing.ask.click()
    hq.settle()
    assert hq.page.code is not None
    hq.page.code.reject()
    assert shown(hq) is hq.page.detail
    assert len(hq.page._found.machines if hq.page._found is not None else []) == 2


def test_the_root_is_put_under_three_keys(hq: Bench, hp: Bench, stick: Path) -> None:
    hq.page.root_open.click()
    hq.settle()
    form = hq.page.root
    assert form.state.accessibleName().startswith("Gốc tin cậy chỉ có một khóa")
    for holder in form.holders:
        holder.choose.click()
        holder.passphrase.setText(WORDS)
    assert form.make.isEnabled()
    form.make.click()
    hq.settle()
    assert shown(hq) is hq.page.detail
    root = hq.page._found.trust.root if hq.page._found is not None else None
    assert root is not None
    assert (root.version, root.threshold, len(root.keys)) == (2, 2, 3)
    assert len(list(stick.glob(f"*{KEY_ENDING}"))) == 3


def test_a_proposal_is_signed_by_two_holders_and_then_used(
    hq: Bench, hp: Bench, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_the_root_is_put_under_three_keys(hq, hp, stick)
    keys = sorted(stick.glob(f"*{KEY_ENDING}"))
    kept = [file.rename(file.with_name(f"old-{file.name}")) for file in keys]
    hq.page.root_open.click()
    hq.settle()
    form = hq.page.root
    for holder in form.holders:
        holder.choose.click()
        holder.passphrase.setText(WORDS)
    form.make.click()
    hq.settle()
    assert "Gốc đang dùng đã ký 0/2" in form.proposal.text()
    assert not form.adopt.isEnabled()
    for file in kept[:2]:
        monkeypatch.setattr(files, "ask_for_key", lambda _parent, _begin, file=file: file)
        form.passphrase.setText(WORDS)
        form.sign.click()
        hq.settle()
    assert form.adopt.isEnabled()
    form.adopt.click()
    hq.settle()
    root = hq.page._found.trust.root if hq.page._found is not None else None
    assert root is not None
    assert root.version == 3


def test_a_short_passphrase_makes_no_root(hq: Bench, hp: Bench, stick: Path) -> None:
    hq.page.root_open.click()
    hq.settle()
    for place, holder in enumerate(hq.page.root.holders):
        holder.choose.click()
        holder.passphrase.setText("ngan" if place else WORDS)
    hq.page.root.make.click()
    hq.settle()
    assert not hq.page.root.banner.isHidden()
    assert shown(hq) is hq.page.root


def test_a_recovery_key_is_made_after_two_equal_passphrases(hp: Bench, stick: Path) -> None:
    hp.page.recovery_open.click()
    form = hp.page.recovery
    form.passphrase.setText(WORDS)
    form.again.setText(WORDS + "x")
    form.make.click()
    assert form.second.mark is Mark.ERROR
    form.again.setText(WORDS)
    form.make.click()
    hp.settle()
    assert (stick / "HQ03-khoa-du-phong.hqk").exists()
    assert not form.banner.isHidden()


def test_a_recovery_key_opens_until_the_person_leaves(hp: Bench, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test_a_recovery_key_is_made_after_two_equal_passphrases(hp, stick)
    monkeypatch.setattr(files, "ask_for_key", lambda _parent, _begin: stick / "HQ03-khoa-du-phong.hqk")
    hp.page.recovery.held.setText(WORDS)
    hp.page.recovery.open.click()
    hp.settle()
    assert hp.heard.notices[-1].words.startswith("Đã mở khóa dự phòng.")


def test_a_clerk_looks_and_changes_nothing(at: Callable[..., Bench], stick: Path) -> None:
    clerk = at("TCHQ", role=Role.CLERK)
    assert clerk.page.detail.renew.isHidden()
    assert clerk.page.detail.revoke.isHidden()
    assert not clerk.page.admit.isEnabled()
    clerk.page.root_open.click()
    clerk.settle()
    assert clerk.page.root._making.isHidden()


def test_the_trust_file_is_written_for_who_does_not_know_this_machine(hq: Bench, hp: Bench, stick: Path) -> None:
    hq.page.trust_write.click()
    hq.settle()
    assert (stick / "TCHQ-tin-cay.hqa").exists()
    assert hq.heard.notices[-1].words.startswith("Đã ghi TCHQ-tin-cay.hqa.")


def test_a_trust_file_is_taken_in_where_the_root_is_known(hq: Bench, hp: Bench, stick: Path) -> None:
    on(hq, lambda session: write_trust(session, stick / "HQ03-ket-nap.hqa"))
    hp.page.trust_read.click()
    hp.settle()
    assert hp.heard.notices[-1].words == "Đã nhập danh sách tin cậy trong HQ03-ket-nap.hqa."
    (stick / "HQ03-ket-nap.hqa").write_bytes(b"x")
    hp.page.trust_read.click()
    hp.settle()
    assert hp.heard.notices[-1].words.startswith("Tệp này không phải tệp kết nạp của cấp trên.")


def test_admitting_leads_to_the_exchange(hq: Bench) -> None:
    hq.page.admit.click()
    assert hq.heard.places == [("exchange", "admit")]


def test_who_was_not_admitted_is_told_where_to_go(at: Callable[..., Bench], stick: Path) -> None:
    alone = at("HQ03")
    assert alone.page.machines.records.rowCount() == 0
    assert alone.page.detail.isHidden()
    assert not alone.page.root_open.isEnabled()


@pytest.mark.parametrize("width", [1278, 820])
def test_a_form_takes_the_whole_width_where_it_is_narrow(hq: Bench, width: int) -> None:
    hq.page.resize(width, 540)
    hq.page.root_open.click()
    hq.settle()
    assert hq.page._left.isHidden() is (width < 900)
    hq.page.root.back.click()
    assert not hq.page._left.isHidden()
