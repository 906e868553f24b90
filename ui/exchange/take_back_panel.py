"""Taking one import back: what goes, what was edited since and stays, what that does to the figures, and why."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import moment_text, number_text
from desktop.sync.exchange import ChangeLine, LineGroup
from desktop.sync.inbound.event_words import event_words
from desktop.sync.repair.taking_back import KeptEdit, TakeBackPreview
from ui import theme
from ui.exchange.figures import FigureStrip
from ui.exchange.report_lines import Line, line_group, report_list
from ui.exchange.situation import moment
from ui.exchange.words import effects
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconLabel
from ui.widgets.inputs import TextArea
from ui.widgets.panels import Panel, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import ElidedLabel, Kind, Label

_TITLE = "Số liệu của tệp này thôi được tính trên mọi máy của đơn vị"
_MEANING = (
    "Người dùng, bảng đơn vị và những gì đơn vị tự ghi vẫn giữ. Nơi gửi được báo trong biên nhận. "
    "Lúc nào cũng nhập lại được."
)


class TakeBackPanel(Panel):
    """Shows what taking back would do before it is done."""

    taking_back_wanted = Signal(object)
    """The reason (str)."""
    closed = Signal()
    opened = Signal(object)
    """The `ChangeLine` whose record is to be shown."""

    def __init__(self, unit_words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__("Hoàn tác lần nhập", scrolls=False, margin=0, gap=0, parent=parent)
        self.preview: TakeBackPreview | None = None
        self._title = ElidedLabel("", Kind.TITLE)
        self._facts = Label("", Kind.META)
        head = row(gap=8)
        head.addWidget(IconLabel("arrow_undo", "text2", 20))
        head.addWidget(self._title, 1)
        head.addWidget(self._facts)
        self.set_head(head)
        self.meaning = Banner(Grade.WARNING, _TITLE, _MEANING)
        self.problem = Banner(Grade.ERROR, "")
        self.problem.hide()
        self.effect = FigureStrip("Sau khi hoàn tác")
        self.reason = TextArea("Ví dụ: nơi gửi gửi nhầm tệp", lines=1, most=3)
        self.reason.textChanged.connect(self._refresh)
        upper = column(gap=8)
        px = theme.current().px
        upper.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self.meaning, self.problem, self.effect, Field("Lý do", self.reason)):
            upper.addWidget(part)
        self.body.addLayout(upper)
        self.lines: RecordView[Line] = report_list(
            "Những gì thay đổi", "Không bản ghi nào đổi.", unit_words, after="Sau khi hoàn tác"
        )
        self.lines.opened.connect(lambda one: self.opened.emit(one[1]))
        self.body.addWidget(self.lines, 1)
        self.set_foot(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self._why = Label("", Kind.META, wrap=True)
        self.later = SecondaryButton("Thôi", shortcut="Ctrl+L")
        self.later.clicked.connect(self.closed)
        self.take_back = DangerButton("Hoàn tác lần nhập", "arrow_undo", shortcut="Ctrl+Return")
        self.take_back.clicked.connect(lambda _on=False: self.taking_back_wanted.emit(self.reason.value_text()))
        foot = row(gap=8)
        foot.addWidget(self._why, 1)
        foot.addWidget(self.later)
        foot.addWidget(self.take_back)
        return foot

    def show_preview(self, preview: TakeBackPreview) -> None:
        """Show what would happen; the focus stands on the reason."""
        self.preview = preview
        self._title.setText(f"Hoàn tác lần nhập tệp đến {preview.number}")
        self._facts.setText(f"{preview.from_name}, nhập {moment_text(moment(preview.at_ms))}")
        moves = effects(preview.before, preview.after)
        self.effect.show_figures(
            [
                (number_text(preview.events), "Thay đổi thôi tính", ""),
                (number_text(len(preview.kept)), "Đã sửa sau, giữ lại", "warn" if preview.kept else "text2"),
                *((figure, words, "" if moved else "text2") for words, figure, moved in moves),
            ]
        )
        gone = list(enumerate(preview.lines))
        stays = [(len(gone) + place, _line(edit)) for place, edit in enumerate(preview.kept)]
        groups = [
            ("stays", "Đã sửa sau khi nhập, vẫn giữ", stays, True),
            ("gone", "Thay đổi khi hoàn tác", gone, False),
        ]
        self.lines.replace(
            [line_group(key, words, found, alarming=alarming) for key, words, found, alarming in groups if found]
        )
        self.reason.set_text("")
        self.show_problem("", "")
        self.set_running(running=False)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, what: str, todo: str) -> None:
        """Say why nothing was taken back; empty words take that away."""
        self.problem.setVisible(bool(what))
        if what:
            self.problem.tell(Grade.ERROR, what, todo)

    def set_running(self, *, running: bool) -> None:
        """It is being taken back, or not any more."""
        if running and self.take_back.hasFocus():
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self.later.setEnabled(not running)
        self._refresh()
        if running:
            self.take_back.setEnabled(False)
            self._why.setText("Đang hoàn tác lần nhập.")

    def _refresh(self) -> None:
        given = bool(self.reason.value_text().strip())
        self.take_back.setEnabled(given and self.preview is not None)
        self._why.setText("" if given else "Ghi lý do; lý do đi cùng trong sổ của đơn vị.")


def _line(edit: KeptEdit) -> ChangeLine:
    """A later edit as a line: what was done, by whom, when."""
    subject = edit.subject
    told = f"{event_words(edit.type, subject.entity)}, {edit.author}, {moment_text(moment(edit.at_ms))}"
    return ChangeLine(
        LineGroup.AFFECTED,
        subject.plan_number,
        subject.label,
        subject.title,
        subject.unit,
        "event",
        "",
        told,
        subject.period,
        subject.entity,
    )
