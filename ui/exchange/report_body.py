"""What an import changes or changed: checks, counts, effect on the figures, and every line by its group."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.sync.exchange import ImportReport, LateForReport
from ui import theme
from ui.exchange.figures import CheckStrip, FigureStrip
from ui.exchange.report_lines import Line, report_groups, report_list
from ui.exchange.report_words import count_figures, notice
from ui.exchange.words import effects
from ui.note import Note
from ui.widgets.banner import Banner, Grade
from ui.widgets.panels import column
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView


class ReportBody(QWidget):
    """The middle of the panels that show a report; `opened` carries the `ChangeLine` whose record is to be shown."""

    opened = Signal(object)
    late_wanted = Signal(object)
    """What changed since a report was made here is to be shown (EntityId); None where there are several."""

    def __init__(self, unit_words: Callable[[str], str], meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_see_reports = False
        self.checks = CheckStrip()
        self.counts = FigureStrip("Số thay đổi")
        self.effect = FigureStrip("Sau khi nhập")
        self._late_for: tuple[LateForReport, ...] = ()
        self.banner = Banner(Grade.INFO, "", "", "Xem báo cáo đã lập", self._want_late, quiet_action=True)
        self.progress = ProgressPanel(meaning, "bước")
        self.lines: RecordView[Line] = report_list("Các thay đổi", "Tệp này không đổi bản ghi nào.", unit_words)
        self.lines.opened.connect(lambda one: self.opened.emit(one[1]))
        upper = column(gap=8)
        px = theme.current().px
        upper.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self.checks, self.banner, self.counts, self.effect, self.progress):
            upper.addWidget(part)
        whole = column(gap=0)
        whole.addLayout(upper)
        whole.addWidget(self.lines, 1)
        self.setLayout(whole)

    def show_report(self, report: ImportReport, checks: Sequence[tuple[str, Note]], *, is_written: bool) -> None:
        """Show a report; `is_written` where the import is done and only told of."""
        self.checks.show_checks(checks)
        self.counts.show_figures(count_figures(report.counts))
        moves = effects(report.before, report.after, (report.returned_before, report.returned_after))
        self.effect.show_figures([(figure, words, "" if moved else "text2") for words, figure, moved in moves])
        told = notice(report)
        self.banner.setVisible(told is not None and not (is_written and report.already_imported))
        if told is not None:
            self.banner.tell(*told)
        self._late_for = report.late_for
        self.banner.button.setVisible(is_written and self.may_see_reports and bool(report.late_for))
        for strip in (self.counts, self.effect):
            strip.setVisible(not report.already_imported)
        self.lines.replace(report_groups(report))
        self.lines.select_first()

    def _want_late(self) -> None:
        self.late_wanted.emit(self._late_for[0].entity if len(self._late_for) == 1 else None)
