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

PEOPLE = ("Người dùng", "Thêm người, vai trò, tổ. Mỗi người có mật khẩu và khóa duyệt riêng.")
UNITS = ("Bảng đơn vị", "Tên, cách viết, thời gian tồn tại của các đơn vị mà kế hoạch nêu.")
KEYS = ("Khóa và tin cậy", "Máy nào được ký thay cho đơn vị nào; thay máy, thu hồi, thay khóa, gốc tin cậy.")


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
        doors = self._doors(desk)
        self._cards[:0] = doors
        for door in doors:
            left.addWidget(door)
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

    def _doors(self, desk: Desk) -> list[Card]:
        """The cards that lead to places of their own, for whoever may go there."""
        administers, exchanges = desk.session.may(Permission.ADMINISTER), desk.session.may(Permission.EXCHANGE)
        return [
            self._door(place, words, button, icon)
            for shown, place, words, button, icon in (
                (administers, "users", PEOPLE, "Mở danh sách người dùng", "people"),
                (administers, "units", UNITS, "Mở bảng đơn vị", "building"),
                (exchanges, "keys", KEYS, "Mở khóa và tin cậy", "key"),
            )
            if shown
        ]

    def _door(self, place: str, words: tuple[str, str], button: str, icon: str) -> Card:
        heading, told = words
        card = Card(heading)
        card.body.addWidget(Label(told, wrap=True, tone="text2"))
        opens = SecondaryButton(button, icon)
        opens.clicked.connect(lambda _checked=False: self.go(place))
        line = row(gap=8)
        line.addWidget(opens)
        line.addStretch(1)
        card.body.addLayout(line)
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
