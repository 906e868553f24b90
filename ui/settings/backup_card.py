"""The verified copies of the ledger, and making one now."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.backup.copies import Backup, Cause, backups, make
from desktop.formats import moment_text, size_text
from desktop.messages import explain
from ui import theme
from ui.desk import Desk
from ui.jobs import JobRunner
from ui.table_model import Align, Column
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.panels import Card, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

CAUSES = {
    Cause.DAILY: "Hằng ngày",
    Cause.IMPORT: "Trước khi nhập tệp",
    Cause.UPGRADE: "Trước khi nâng cấp",
    Cause.BY_HAND: "Sao lưu bằng tay",
}


def moment_words(at_ms: int) -> str:
    """Day and time of a moment given in milliseconds since 1970."""
    return moment_text(datetime.fromtimestamp(at_ms / 1000).astimezone())


_COLUMNS: list[Column[Backup]] = [
    Column("at", "Lúc", lambda b: moment_words(b.facts.at_ms), width=150),
    Column("cause", "Vì sao", lambda b: CAUSES[b.facts.cause]),
    Column("size", "Cỡ", lambda b: size_text(b.facts.size), align=Align.RIGHT, width=96),
]


class BackupCard(Card):
    """The copies, newest first, and the folder they lie in."""

    made = Signal(object)
    """«Đã sao lưu sổ.» (str)."""

    def __init__(self, desk: Desk, copier: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__("Sao lưu", parent=parent)
        self._desk = desk
        self._copier = copier
        self._folder = desk.session.workspace.folder
        self.list: RecordView[Backup] = RecordView(
            "Các bản sao lưu",
            _COLUMNS,
            lambda b: b.folder,
            empty="Chưa có bản sao lưu. Bản đầu tiên được làm khi đăng nhập.",
        )
        self.list.setMinimumHeight(theme.current().px(150))
        self.now = SecondaryButton("Sao lưu ngay", "save")
        self.now.clicked.connect(self._make)
        self.tools.addWidget(self.now)
        self.trouble = Banner(Grade.ERROR, "")
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.list)
        self.body.addWidget(
            Label(
                "Mỗi bản được mở lại và kiểm tra trước khi tính là xong. Chép thư mục «backups» sang ổ khác mỗi tuần.",
                Kind.META,
                wrap=True,
            )
        )
        line = row(gap=8)
        line.addWidget(Label("Thư mục của sổ", Kind.FIELD))
        line.addWidget(Label(str(self._folder), wrap=True, selectable=True), 1)
        self.body.addLayout(line)

    def reload(self) -> None:
        """Read the copies anew."""
        folder = self._folder
        self._copier.run(lambda _job: backups(folder), self, self._show)

    def _show(self, found: Sequence[Backup]) -> None:
        self.list.replace(records=found)

    def _make(self) -> None:
        session = self._desk.session
        folder, key, now_ms = self._folder, session.database_key, session.machine.now_ms()
        self.now.setEnabled(False)
        self.now.setText("Đang sao lưu")
        self.trouble.hide()
        self._copier.run(
            lambda _job: make(folder, key, Cause.BY_HAND, now_ms),
            self,
            lambda _made: self._finish("Đã sao lưu và kiểm tra bản sao của sổ."),
            on_error=self._refuse,
        )

    def _finish(self, words: str) -> None:
        self.now.setEnabled(True)
        self.now.setText("Sao lưu ngay")
        self.reload()
        if words:
            self.made.emit(words)

    def _refuse(self, error: Exception) -> bool:
        self._finish("")
        told = explain(error)
        if told is not None:
            self.trouble.tell(Grade.ERROR, told.what, told.todo)
            self.trouble.show()
        return told is not None
