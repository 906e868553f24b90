"""The people of this ledger, for who administers it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.permissions import ROLE_WORDS, Role
from desktop.users.people import RosterPerson, add_person, roster
from ui import theme
from ui.desk import Desk
from ui.table_model import Column
from ui.table_model import Role as CellRole
from ui.users.person_dialog import NewPerson, PersonDialog
from ui.users.role_words import PURPOSES, abilities
from ui.widgets.buttons import PrimaryButton
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Card, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label


def columns(own: str) -> list[Column[RosterPerson]]:
    """Name, role, team; the signed-in person is named as such."""
    return [
        Column(
            "name",
            "Họ tên",
            lambda p: p.name,
            roles={
                CellRole.STRONG: lambda _p: True,
                CellRole.META: lambda p: "đang đăng nhập" if p.id == own else "",
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
        self.dialog: PersonDialog | None = None
        self.list: RecordView[RosterPerson] = RecordView(
            "Người dùng",
            columns(desk.session.person.id),
            lambda p: p.id,
            delegates={"name": TwoLineDelegate()},
        )
        self.add = PrimaryButton("Thêm người", "add")
        self.add.clicked.connect(self._open_form)
        QShortcut(
            QKeySequence("Ctrl+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self._open_form)
        card = Card("Người dùng của sổ này", ruled=True, margin=1, gap=0)
        card.tools.addWidget(self.add)
        card.body.addWidget(self.list)
        layout = row(gap=12)
        px = theme.current().px
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.addWidget(card, 3)
        layout.addWidget(self._roles_card(), 2)
        self.setLayout(layout)

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
        self._desk.run(lambda session, _job: roster(session.database, session.unit), self, self._show)

    def _show(self, people: list[RosterPerson]) -> None:
        self._people = people
        self.list.replace(records=people)
        if self.list.current_key() is None:
            self.list.select_first()

    @override
    def activate(self, argument: object = None) -> None:
        self.list.setFocus()

    @override
    def panels(self) -> Sequence[QWidget]:
        return [self.list, self.add]

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
