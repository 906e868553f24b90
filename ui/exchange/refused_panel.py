"""The files that were not taken in, each with the reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import moment_text, number_text
from desktop.messages import Message, message_of
from desktop.sync.exchange import RefusedFile
from ui.exchange.situation import moment
from ui.table_model import Column, Role
from ui.widgets.buttons import SecondaryButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, Well, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label


def tried_words(one: RefusedFile) -> str:
    """Who tried it when, and how often."""
    times = f", {number_text(one.times)} lần" if one.times > 1 else ""
    return f"{one.by}, {moment_text(moment(one.at_ms))}{times}"


def _told(one: RefusedFile) -> Message:
    return message_of(one.refusal)


class RefusedPanel(Panel):
    """A list, the whole sentences of the chosen file below it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tệp bị từ chối", scrolls=False, margin=0, gap=0, parent=parent)
        head = row(gap=8)
        head.addWidget(IconLabel("error_circle", "text2", 20))
        head.addWidget(Label("Tệp bị từ chối", Kind.TITLE), 1)
        self.set_head(head)
        columns: list[Column[RefusedFile]] = [
            Column(
                "file",
                "Tệp",
                lambda one: one.file,
                width=230,
                tooltip=lambda one: one.file,
                roles={Role.STRONG: lambda _one: True, Role.META: tried_words},
            ),
            Column("reason", "Lý do", lambda one: _told(one).what, tooltip=lambda one: _told(one).what),
        ]
        self.files: RecordView[RefusedFile] = RecordView(
            "Tệp bị từ chối",
            columns,
            lambda one: one.sha256,
            delegates={"file": TwoLineDelegate(), "reason": TitleDelegate()},
            empty="Chưa có tệp nào bị từ chối.",
        )
        self.files.chosen.connect(self._tell)
        self.body.addWidget(self.files, 1)
        self._whole = Well(margin=12, gap=2)
        self._what = Label("", Kind.STRONG, wrap=True)
        self._todo = Label("", Kind.BODY, wrap=True)
        self._whole.body.addWidget(self._what)
        self._whole.body.addWidget(self._todo)
        self._whole.hide()
        self.body.addWidget(self._whole)
        self.close_list = SecondaryButton("Đóng", shortcut="Ctrl+L")
        self.close_list.clicked.connect(self.closed)
        foot = row(gap=8)
        foot.addWidget(Label("Không tệp nào trong số này được ghi vào sổ.", Kind.META, wrap=True), 1)
        foot.addWidget(self.close_list)
        self.set_foot(foot)

    def _tell(self, one: RefusedFile | None) -> None:
        self._whole.setVisible(one is not None)
        if one is not None:
            self._what.setText(_told(one).what)
            self._todo.setText(_told(one).todo)

    def show_files(self, found: list[RefusedFile]) -> None:
        """Show them, the latest first."""
        self.files.replace(records=found)
        self.files.select_first()
        self.files.setFocus()
