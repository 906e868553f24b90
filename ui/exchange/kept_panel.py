"""The report of an import as it was read before it was agreed to; it stays, and can be printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import moment_text, short_name, size_text
from desktop.sync.exchange import ImportReport, KeptReport
from ui.exchange.preview_panel import maker_words
from ui.exchange.report_body import ReportBody
from ui.exchange.situation import moment
from ui.note import Note
from ui.widgets.banner import Grade
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, row
from ui.widgets.text import ElidedLabel, Kind, Label

_GOOD = "checkmark_circle"


class KeptPanel(Panel):
    """Shows a kept report, or that of one file of a folder; `print_wanted` and `take_back_wanted` carry nothing."""

    print_wanted = Signal()
    take_back_wanted = Signal()
    closed = Signal()

    def __init__(self, unit_words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__("Báo cáo nhập", scrolls=False, margin=0, gap=0, parent=parent)
        self.kept: KeptReport | None = None
        self._title = ElidedLabel("", Kind.TITLE)
        self._facts = Label("", Kind.META)
        head = row(gap=8)
        head.addWidget(IconLabel("document_text", "text2", 20))
        head.addWidget(self._title, 1)
        head.addWidget(self._facts)
        self.set_head(head)
        self.content = ReportBody(unit_words, "Dừng thì chưa có tệp nào được ghi.")
        self.lines, self.banner, self.progress = self.content.lines, self.content.banner, self.content.progress
        self.body.addWidget(self.content, 1)
        self.set_foot(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self._state = Label("", Kind.META, wrap=True)
        self.take_back = DangerButton("Hoàn tác lần nhập", "arrow_undo")
        self.take_back.clicked.connect(self.take_back_wanted)
        self.print = SecondaryButton("Ghi PDF để in", "print")
        self.print.clicked.connect(self.print_wanted)
        self.close_report = SecondaryButton("Đóng", shortcut="Ctrl+L")
        self.close_report.clicked.connect(self.closed)
        foot = row(gap=8)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.take_back)
        foot.addWidget(self.print)
        foot.addWidget(self.close_report)
        return foot

    def show_kept(self, kept: KeptReport, own_name: str, *, may_take_back: bool) -> None:
        """Show what an import did."""
        self.kept = kept
        report = kept.report
        self._title.setText(f"Báo cáo nhập tệp đến {report.number}")
        self._facts.setText(f"{short_name(kept.file, 36)}, {size_text(kept.size)}")
        self._state.setText(f"{kept.by} nhập {moment_text(moment(kept.at_ms))}.")
        self._show(report, own_name, f"Nhập {moment_text(moment(kept.at_ms))}")
        self.take_back.setVisible(may_take_back)
        self.print.show()
        self.close_report.setText("Đóng")

    def show_one_of_folder(self, report: ImportReport, file: str, own_name: str, *, is_written: bool) -> None:
        """Show the report of one file of a folder."""
        self.kept = None
        self._title.setText(f"Tệp đến {report.number} của {report.from_name}")
        self._facts.setText(short_name(file, 36))
        self._state.setText("Đã nhập cùng thư mục." if is_written else "Chưa có gì được ghi vào sổ.")
        self._show(report, own_name, "Đã nhập" if is_written else "Chưa nhập")
        self.take_back.hide()
        self.print.hide()
        self.close_report.setText("Về thư mục")

    def _show(self, report: ImportReport, own_name: str, state: str) -> None:
        checks = [
            ("Mã xác thực tệp đúng", Note(maker_words(report), _GOOD, "green")),
            ("Đúng nơi nhận", Note(own_name, _GOOD, "green")),
            ("Lần nhập", Note(state, _GOOD, "green")),
        ]
        self.content.show_report(report, checks, is_written=True)
        self.close_report.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, what: str, todo: str) -> None:
        """The report could not be printed."""
        self.banner.tell(Grade.ERROR, what, todo)
        self.banner.show()

    def show_printed(self, words: str) -> None:
        """The report stands in a PDF."""
        self.banner.tell(Grade.GOOD, "Đã ghi báo cáo nhập", words)
        self.banner.show()
