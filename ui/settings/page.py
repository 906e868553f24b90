"""Settings: how the program looks, when it locks, and the care of the ledger."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.permissions import Permission
from ui import theme
from ui.desk import Desk
from ui.idle import IdleWatch
from ui.jobs import JobRunner
from ui.settings.about_card import AboutCard
from ui.settings.backup_card import BackupCard
from ui.settings.check_card import CheckCard
from ui.settings.holidays_card import HolidaysCard
from ui.settings.look_card import LookCard
from ui.settings.passphrase_card import PassphraseCard
from ui.settings.preferences import PreferencesFile
from ui.settings.reminder_card import ReminderCard
from ui.theme import ThemeController
from ui.widgets.buttons import SecondaryButton
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Card, ScrollColumn, column, row
from ui.widgets.text import Label


class SettingsPage(Page):
    """Cards in two columns; each does its own work."""

    keys = (KeyHint("Tab", "Ô kế tiếp"), KeyHint("F6", "Phần kế tiếp"), KeyHint("F1", "Phím tắt"))

    def __init__(
        self,
        desk: Desk,
        preferences: PreferencesFile,
        themes: ThemeController,
        idle: IdleWatch,
        copier: JobRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Cài đặt", "Của máy này và của sổ đang mở", parent)
        self.look = LookCard(preferences, themes, idle)
        self.passphrase = PassphraseCard(desk)
        self.passphrase.changed.connect(self._tell_made)
        self.backup = BackupCard(desk, copier)
        self.backup.made.connect(self._tell_made)
        self.check = CheckCard(desk)
        self.check.progressed.connect(self.task_running)
        self.about = AboutCard(desk)
        self._cards: list[QWidget] = [self.look, self.check, self.about, self.backup, self.passphrase]
        scroll = ScrollColumn(margin=0, gap=0)
        px = theme.current().px
        scroll.body.setContentsMargins(px(20), px(16), px(20), px(16))
        self._columns = row(gap=12)
        left, right = column(gap=12), column(gap=12)
        if desk.session.may(Permission.ADMINISTER):
            left.addWidget(self._people_card())
            left.addWidget(self._units_card())
        if desk.session.may(Permission.EXCHANGE):
            left.addWidget(self._keys_card())
        left.addWidget(self.look)
        left.addWidget(self.check)
        left.addWidget(self.about)
        left.addStretch(1)
        right.addWidget(self.backup)
        right.addWidget(self.passphrase)
        self.reminder = ReminderCard(desk) if desk.session.may(Permission.EXCHANGE) else None
        if self.reminder is not None:
            self.reminder.told.connect(self._tell_made)
            right.addWidget(self.reminder)
            self._cards.append(self.reminder)
        self.holidays = HolidaysCard(desk) if desk.session.may(Permission.ADMINISTER) else None
        if self.holidays is not None:
            self.holidays.told.connect(lambda words, undo: self.notify(words, undo=undo))
            right.addWidget(self.holidays)
            self._cards.append(self.holidays)
        right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        scroll.body.addLayout(self._columns)
        outer = column(gap=0)
        outer.addWidget(scroll)
        self.setLayout(outer)

    def _people_card(self) -> Card:
        card = Card("Người dùng")
        card.body.addWidget(
            Label("Thêm người, vai trò, tổ. Mỗi người có mật khẩu và khóa duyệt riêng.", wrap=True, tone="text2")
        )
        self.people = SecondaryButton("Mở danh sách người dùng", "people")
        self.people.clicked.connect(lambda _checked=False: self.go("users"))
        line = row(gap=8)
        line.addWidget(self.people)
        line.addStretch(1)
        card.body.addLayout(line)
        self._cards.insert(0, card)
        return card

    def _units_card(self) -> Card:
        card = Card("Bảng đơn vị")
        card.body.addWidget(
            Label("Tên, cách viết, thời gian tồn tại của các đơn vị mà kế hoạch nêu.", wrap=True, tone="text2")
        )
        self.units = SecondaryButton("Mở bảng đơn vị", "building")
        self.units.clicked.connect(lambda _checked=False: self.go("units"))
        line = row(gap=8)
        line.addWidget(self.units)
        line.addStretch(1)
        card.body.addLayout(line)
        self._cards.insert(1, card)
        return card

    def _keys_card(self) -> Card:
        card = Card("Khóa và tin cậy")
        words = "Máy nào được ký thay cho đơn vị nào; thay máy, thu hồi, thay khóa, gốc tin cậy."
        card.body.addWidget(Label(words, wrap=True, tone="text2"))
        self.trust = SecondaryButton("Mở khóa và tin cậy", "key")
        self.trust.clicked.connect(lambda _checked=False: self.go("keys"))
        line = row(gap=8)
        line.addWidget(self.trust)
        line.addStretch(1)
        card.body.addLayout(line)
        self._cards.insert(2 if len(self._cards) > 5 else 0, card)
        return card

    def _tell_made(self, words: str) -> None:
        self.notify(words)

    @override
    def reload(self) -> None:
        self.backup.reload()
        if self.holidays is not None:
            self.holidays.reload()

    @override
    def activate(self, argument: object = None) -> None:
        self.look.mode.setFocus()

    @override
    def panels(self) -> Sequence[QWidget]:
        return self._cards
