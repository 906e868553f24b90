"""The people of this ledger, for who administers it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.jobs import Job
from desktop.messages import explain
from desktop.permissions import ROLE_WORDS, Role
from desktop.session import Session
from desktop.users.accounts import Account, account_standings, open_account
from desktop.users.people import RosterPerson, add_person, change_role, change_team, remove_person, roster
from ui import theme
from ui.desk import Desk
from ui.table_model import Column
from ui.table_model import Role as CellRole
from ui.users.account_dialog import AccountDialog
from ui.users.change_dialog import ChangeDialog, Placement
from ui.users.code_dialog import CodeDialog
from ui.users.person_dialog import NewPerson, PersonDialog
from ui.users.role_words import PURPOSES, abilities
from ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.dialog import DecisionDialog
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Card, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

ACCOUNT_NOTES = {
    Account.JOINS: "Mở tài khoản thì người cùng tên đã lập trên máy này được gộp vào người này.",
    Account.GIVES_WAY: "Trùng tên, do máy khác lập. Gộp ở máy ấy: chọn người cùng tên rồi mở tài khoản.",
}


def columns(
    own: Callable[[], str], account: Callable[[str], Account], at_work: Callable[[], frozenset[str]]
) -> list[Column[RosterPerson]]:
    """Name, role, team; the signed-in person is named as such, and who has no account on this machine."""

    def note(person: RosterPerson) -> str:
        if person.id == own():
            return "đang đăng nhập"
        if not person.is_active:
            return "đã gộp" if person.name in at_work() else "đã thu quyền"
        return "" if account(person.id) is Account.HERE else "chưa có tài khoản"

    return [
        Column(
            "name",
            "Họ tên",
            lambda p: p.name,
            roles={
                CellRole.STRONG: lambda p: p.is_active,
                CellRole.TONE: lambda p: "" if p.is_active else "text2",
                CellRole.META: note,
            },
        ),
        Column("role", "Vai trò", lambda p: ROLE_WORDS[p.role], width=170),
        Column("team", "Tổ", lambda p: p.team, width=170),
    ]


class UsersPage(Page):
    """The list at the left, what the roles mean at the right."""

    topics = frozenset({Topic.PEOPLE})
    keys = (KeyHint("Ctrl+N", "Thêm người"), KeyHint("Alt+←", "Quay lại"), KeyHint("F1", "Phím tắt"))

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Người dùng", desk.units.unit(desk.session.unit).name, parent)
        self._desk = desk
        self._people: list[RosterPerson] = []
        self._accounts: dict[str, Account] = {}
        self.opening: AccountDialog | None = None
        self.dialog: PersonDialog | None = None
        self.changing: ChangeDialog | None = None
        self.code: CodeDialog | None = None
        self.list: RecordView[RosterPerson] = RecordView(
            "Người dùng",
            columns(self._own, lambda person: self._accounts.get(person, Account.HERE), self._names_at_work),
            lambda p: p.id,
            delegates={"name": TwoLineDelegate()},
        )
        self.add = PrimaryButton("Thêm người", "add")
        self.add.clicked.connect(self._open_form)
        QShortcut(
            QKeySequence("Ctrl+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self._open_form)
        card = Card("Người dùng của đơn vị", ruled=True, margin=1, gap=0)
        card.tools.addWidget(self.add)
        card.body.addWidget(self.list)
        card.set_foot(self._acts())
        self.list.chosen.connect(self._offer_acts)
        self.list.opened.connect(lambda _person: self._open_change())
        layout = row(gap=12)
        px = theme.current().px
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.addWidget(card, 3)
        layout.addWidget(self._roles_card(), 2)
        self.setLayout(layout)

    def _acts(self) -> QVBoxLayout:
        """What can be done with the selected person; the account on this machine stands above, with what it means."""
        self.change = SecondaryButton("Đổi vai trò, tổ", "edit")
        self.change.clicked.connect(self._open_change)
        self.remove = DangerButton("Thu quyền vào sổ", "lock_closed")
        self.remove.clicked.connect(self._ask_to_remove)
        self.open_account = SecondaryButton("Mở tài khoản trên máy này", "add")
        self.open_account.clicked.connect(self._open_account_form)
        self.trouble = Label("", Kind.ERROR, wrap=True)
        account, line = row(gap=8), row(gap=8)
        account.addWidget(self.open_account)
        account.addWidget(self.trouble, 1)
        account.addStretch(0)
        line.addWidget(self.change)
        line.addWidget(self.remove)
        line.addStretch(1)
        lines = column(gap=8)
        lines.addLayout(account)
        lines.addLayout(line)
        return lines

    def _say(self, words: str, tone: str) -> None:
        self.trouble.set_tone(tone)
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    @property
    def own_accounts(self) -> frozenset[str]:
        """The ids of those who can sign in on this machine."""
        return frozenset(person for person, account in self._accounts.items() if account is Account.HERE)

    def _names_at_work(self) -> frozenset[str]:
        return frozenset(person.name for person in self._people if person.is_active)

    def _own(self) -> str:
        return self._desk.session.person.id

    def _offer_acts(self, person: RosterPerson | None) -> None:
        is_other = person is not None and person.id != self._own()
        is_at_work = person is not None and person.is_active
        account = self._accounts.get(person.id, Account.HERE) if person is not None else Account.HERE
        self.change.setEnabled(is_other and is_at_work)
        # Taken away on another machine: his slots are still here, and the ledger still has the key he knew.
        self.remove.setEnabled(is_other and (is_at_work or account is Account.HERE))
        self.open_account.setVisible(is_at_work and account in {Account.ELSEWHERE, Account.JOINS})
        if person is not None and not is_other:
            self._say("Vai trò của mình do quản trị khác đổi.", "text2")
        else:
            self._say(ACCOUNT_NOTES.get(account, "") if is_at_work else "", "text2")

    def _roles_card(self) -> Card:
        card = Card("Vai trò", "Vai trò sắp xếp màn hình; quyền thật nằm ở khóa mỗi người giữ.", scrolls=True, gap=4)
        card.subtitle.setWordWrap(True)
        for role in Role:
            card.body.addWidget(Label(ROLE_WORDS[role], Kind.STRONG))
            card.body.addWidget(Label(PURPOSES[role], wrap=True))
            card.body.addWidget(Label(f"Được: {abilities(role)}.", Kind.META, wrap=True))
            card.body.addSpacing(theme.current().px(8))
        card.body.addStretch(1)
        return card

    @override
    def reload(self) -> None:
        def work(session: Session, _job: Job) -> tuple[list[RosterPerson], dict[str, Account]]:
            people = roster(session.database, session.unit)
            return people, account_standings(session, people)

        self._desk.run(work, self, self._show)

    def _show(self, found: tuple[list[RosterPerson], dict[str, Account]]) -> None:
        people, self._accounts = found
        self._people = people
        self.list.replace(records=people)
        if self.list.current_key() is None:
            self.list.select_first()
        self._offer_acts(self.list.current())

    @override
    def activate(self, argument: object = None) -> None:
        self.list.setFocus()

    @override
    def panels(self) -> Sequence[QWidget]:
        return [self.list, self.add, self.change]

    # Adding -------------------------------------------------------------------------------------------------

    def _open_form(self) -> None:
        teams = sorted({person.team for person in self._people if person.team})
        self.dialog = PersonDialog(teams, self)
        self.dialog.submitted.connect(self._add)
        self.dialog.finished.connect(self._forget_form)
        self.dialog.open()

    def _forget_form(self) -> None:
        self.dialog = None

    def _add(self, new: NewPerson) -> None:
        dialog = self.dialog
        assert dialog is not None
        self._desk.run(
            lambda session, _job: add_person(session, new.name, new.role, new.passphrase, team=new.team),
            dialog,
            self._added,
            on_error=dialog.refuse,
        )

    def _added(self, person: RosterPerson) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.notify(f"Đã thêm {person.name}, {ROLE_WORDS[person.role].lower()}.")
        self.list.select(person.id)

    def _open_account_form(self) -> None:
        person = self.list.current()
        if person is None or not self.open_account.isVisible():
            return
        joins = self._accounts.get(person.id) is Account.JOINS
        dialog = AccountDialog(person, self, joins=joins)
        dialog.submitted.connect(lambda passphrase: self._open_account(person, passphrase, dialog))
        dialog.open()
        self.opening = dialog

    def _open_account(self, person: RosterPerson, passphrase: str, dialog: AccountDialog) -> None:
        def done(_person: RosterPerson) -> None:
            dialog.accept()
            self.notify(f"{person.name} đăng nhập được trên máy này.")
            self.list.select(person.id)

        self._desk.run(
            lambda session, _job: open_account(session, person.id, passphrase), dialog, done, on_error=dialog.refuse
        )

    # Changing and removing ----------------------------------------------------------------------------------

    def _open_change(self) -> None:
        person = self.list.current()
        if person is None or not self.change.isEnabled():
            return
        dialog = ChangeDialog(person, self)
        dialog.submitted.connect(lambda wanted: self._change(person, wanted, dialog))
        dialog.open()
        self.changing = dialog

    def _change(self, person: RosterPerson, wanted: Placement, dialog: ChangeDialog) -> None:
        def work(session: Session, _job: Job) -> None:
            if wanted.team != person.team:
                change_team(session, person.id, wanted.team)
            if wanted.role is not person.role:
                change_role(session, person.id, wanted.role)

        def done(_none: None) -> None:
            dialog.accept()
            self.notify(f"Đã đổi vai trò, tổ của {person.name}.")

        self._desk.run(work, dialog, done, on_error=dialog.refuse)

    def _ask_to_remove(self) -> None:
        person = self.list.current()
        if person is None or not DecisionDialog.ask(
            self,
            f"Thu quyền vào sổ của {person.name}?",
            "Người này không mở được sổ trên máy này nữa, trên máy khác của đơn vị thì từ khi máy ấy nhập tệp; kết quả"
            " đã ghi và đã duyệt vẫn còn dưới tên họ. Sổ được khóa lại bằng khóa mới,"
            " mã khôi phục cũ hết dùng và một mã mới sẽ hiện ra để giữ.",
            act="Thu quyền",
            keep="Giữ quyền",
        ):
            return
        self.remove.setEnabled(False)
        self._desk.run(
            lambda session, _job: remove_person(session, person.id),
            self,
            lambda code: self._removed(person, code),
            on_error=self._refuse_removal,
        )

    def _removed(self, person: RosterPerson, code: str) -> None:
        unit = self._desk.units.unit(self._desk.session.unit).name
        self.code = CodeDialog(code, unit, self._desk.session.machine.random(1)[0], self)
        self.code.open()
        self.notify(f"Đã thu quyền vào sổ của {person.name}.")
        self.reload()

    def _refuse_removal(self, error: Exception) -> bool:
        self.remove.setEnabled(True)
        told = explain(error)
        if told is not None:
            self._say(str(told), "red")
        return told is not None
