"""What importing a received file would change, before anything is written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import moment_text, short_name, size_text
from desktop.sync.exchange import ImportReport
from ui.exchange.report_body import ReportBody
from ui.exchange.situation import moment
from ui.exchange.words import continuity, import_words
from ui.note import Note
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import ElidedLabel, Kind, Label, tip

NOTHING_WRITTEN = "Chưa có gì được ghi vào sổ."
_GOOD = "checkmark_circle"


def maker_words(report: ImportReport) -> str:
    """Who sent a file and who made it when."""
    made = f", {report.made_by} lập {moment_text(moment(report.at_ms))}" if report.made_by else ""
    return f"{report.from_name}{made}"


class PreviewPanel(Panel):
    """Checks, counts, effect and changes of one file; the page imports.

    `unit_words` names the unit of a code shortly, "" for this unit itself.
    """

    import_wanted = Signal()
    postponed = Signal()

    def __init__(self, unit_words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__("Xem trước tệp đến", scrolls=False, margin=0, gap=0, parent=parent)
        self.report: ImportReport | None = None
        self._title = ElidedLabel("", Kind.TITLE)
        self._facts = Label("", Kind.META)
        self.set_head(self._build_head())
        self.content = ReportBody(unit_words, "Dừng thì sổ trở về như trước khi nhập.")
        self.lines, self.banner, self.progress = self.content.lines, self.content.banner, self.content.progress
        self.body.addWidget(self.content, 1)
        self.set_foot(self._build_foot())

    def _build_head(self) -> QHBoxLayout:
        head = row(gap=8)
        head.addWidget(IconLabel("arrow_import", "text2", 20))
        head.addWidget(self._title, 1)
        head.addWidget(self._facts)
        return head

    def _build_foot(self) -> QHBoxLayout:
        words = column(gap=0)
        self._state = Label(NOTHING_WRITTEN, Kind.STRONG)
        self._reason = Label("", Kind.META, wrap=True)
        words.addWidget(self._state)
        words.addWidget(self._reason)
        self.later = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.later.clicked.connect(self.postponed)
        self.take_in = PrimaryButton("Nhập", "arrow_import", shortcut="Ctrl+Return")
        self.take_in.clicked.connect(self.import_wanted)
        foot = row(gap=8)
        foot.addWidget(IconLabel("shield_checkmark", "text2", 20))
        foot.addLayout(words, 1)
        foot.addWidget(self.later)
        foot.addWidget(self.take_in)
        return foot

    def show_report(self, report: ImportReport, file: Path, size: int, own_name: str, last_in: int | None) -> None:
        """Show what an import of a file would do; `last_in` is the number of the sender's last imported file."""
        self.report = report
        self._title.setText(f"Xem trước tệp đến {report.number}")
        self._facts.setText(f"{short_name(file.name, 36)}, {size_text(size)}")
        self._facts.setToolTip(tip(str(file)))
        checks = [
            ("Mã xác thực tệp đúng", Note(maker_words(report), _GOOD, "green")),
            ("Đúng nơi nhận", Note(own_name, _GOOD, "green")),
            ("Thứ tự tệp", continuity(report, last_in)),
        ]
        self.content.show_report(report, checks, is_written=False)
        self.set_running(running=False)

    def set_running(self, *, running: bool) -> None:
        """The import is running, or not: what can be done now, and why not."""
        if running and self.take_in.hasFocus():
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)  # a disabled button would pass it on to the rail
        done = self.report is None or self.report.already_imported
        self.take_in.setText("Nhập" if self.report is None or done else import_words(self.report))
        self.take_in.setEnabled(not running and not done)
        self.later.setText("Đóng" if done else "Để sau")
        self.later.setEnabled(not running)
        self._state.setText("Đang nhập." if running else "Không có gì thay đổi." if done else NOTHING_WRITTEN)
        words = "Tệp này đã nhập rồi." if done else "Sổ luôn có bản sao lưu trong ngày; hoàn tác được cả lần nhập."
        self._reason.setText(words)
        self.take_in.setAccessibleDescription(words if done else "")

    def focus_action(self) -> None:
        """Put the focus where the person goes on: the import, or the way out."""
        (self.take_in if self.take_in.isEnabled() else self.later).setFocus(Qt.FocusReason.OtherFocusReason)
