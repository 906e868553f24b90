"""What importing a received file would change, before anything is written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import day_text, moment_text, number_text, short_name, size_text
from desktop.sync.exchange import CAUTION_WORDS, ChangeLine, ImportReport, LineGroup
from desktop.sync.report_words import ALARMING, GROUP_WORDS, after_words, before_words, field_words
from ui import theme
from ui.exchange.figures import CheckStrip, FigureStrip
from ui.exchange.situation import moment
from ui.exchange.words import Note, continuity, effects, import_words
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.text import ElidedLabel, Kind, Label, tip

NOTHING_WRITTEN = "Chưa có gì được ghi vào sổ."
PAGE = 500
"""So many lines of a group are shown at once; laying out tens of thousands would hold the window up."""
_GOOD = "checkmark_circle"

Line = tuple[int, ChangeLine]


def _columns(unit_words: Callable[[str], str]) -> list[Column[Line]]:
    return [
        Column(
            "number",
            "Số",
            lambda one: one[1].label or unit_words(one[1].unit),
            width=96,
            roles={
                Role.STRONG: lambda _one: True,
                Role.META: lambda one: unit_words(one[1].unit) if one[1].label else "",
            },
        ),
        Column("field", "Trường", lambda one: field_words(one[1]), width=132),
        Column(
            "before",
            "Đang có",
            lambda one: before_words(one[1]),
            width=116,
            tooltip=lambda one: one[1].before,
            roles={Role.TONE: lambda _one: "text2"},
        ),
        Column(
            "after",
            "Sau khi nhập",
            lambda one: after_words(one[1]),
            tooltip=lambda one: after_words(one[1]),
            roles={Role.STRONG: lambda _one: True},
        ),
    ]


def _group(group: LineGroup, lines: Sequence[Line]) -> Group[Line]:
    """The lines under their heading; of very many the rest stands folded, a page under each heading of its own."""
    icon, tone = ("warning", "warn") if group in ALARMING else ("", "")
    pages = [
        Group(
            (group, start),
            f"Dòng {number_text(start + 1)} đến {number_text(min(start + PAGE, len(lines)))}",
            lines[start : start + PAGE],
            begins_folded=True,
        )
        for start in range(PAGE, len(lines), PAGE)
    ]
    note = f"{number_text(len(lines))} dòng"
    return Group(group, GROUP_WORDS[group], lines[:PAGE], pages, note=note, icon=icon, tone=tone)


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
        self._checks = CheckStrip()
        self._counts = FigureStrip("Số thay đổi")
        self._effect = FigureStrip("Sau khi nhập")
        self.banner = Banner(Grade.INFO, "")
        self.lines: RecordView[Line] = RecordView(
            "Các thay đổi",
            _columns(unit_words),
            lambda one: one[0],
            delegates={"number": TwoLineDelegate(), "after": TitleDelegate(), "field": TitleDelegate()},
            empty="Tệp này không đổi bản ghi nào.",
        )
        self.progress = ProgressPanel("Dừng thì sổ trở về như trước khi nhập.", "bước")
        upper = column(gap=8)
        px = theme.current().px
        upper.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self._checks, self.banner, self._counts, self._effect, self.progress):
            upper.addWidget(part)
        self.body.addLayout(upper)
        self.body.addWidget(self.lines, 1)
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
        maker = f", {report.made_by} lập {moment_text(moment(report.at_ms))}" if report.made_by else ""
        self._checks.show_checks(
            [
                ("Mã xác thực tệp đúng", Note(f"{report.from_name}{maker}", _GOOD, "green")),
                ("Đúng nơi nhận", Note(own_name, _GOOD, "green")),
                ("Thứ tự tệp", continuity(report, last_in)),
            ]
        )
        self._show_figures(report)
        self._show_banner(report)
        self._show_lines(report)
        self.set_running(running=False)

    def _show_figures(self, report: ImportReport) -> None:
        counts = report.counts
        figures = [
            (counts.new, "Thay đổi mới", "", True),
            (counts.receipts, "Mục được biên nhận", "", True),
            (counts.parallel, "Cần quyết định", "warn", False),
            (counts.late, "Đến muộn", "", False),
            (counts.held, "Chờ tệp trước", "warn", False),
            (counts.newer, "Của bản mới hơn", "warn", False),
            (counts.rejected, "Từ chối", "red", True),
            (counts.duplicate, "Đã có, bỏ qua", "", True),
        ]
        self._counts.show_figures(
            [
                (number_text(count), words, tone if count else "text2")
                for count, words, tone, always in figures
                if count or always
            ]
        )
        moves = effects(report.before, report.after)
        self._effect.show_figures([(figure, words, "" if moved else "text2") for words, figure, moved in moves])
        for strip in (self._counts, self._effect):
            strip.setVisible(not report.already_imported)

    def _show_banner(self, report: ImportReport) -> None:
        self.banner.setVisible(report.already_imported or bool(report.cautions))
        if report.already_imported:
            day = f" ngày {day_text(moment(report.imported_at_ms).date())}" if report.imported_at_ms else ""
            self.banner.tell(Grade.INFO, f"Tệp {report.number} đã nhập{day}", "Không có gì thay đổi.")
        elif report.cautions:
            words = " ".join(CAUTION_WORDS[caution] for caution in report.cautions)
            self.banner.tell(Grade.WARNING, "Có điều cần biết về tệp này", words)

    def _show_lines(self, report: ImportReport) -> None:
        members: dict[LineGroup, list[Line]] = {group: [] for group in GROUP_WORDS}
        for one in enumerate(report.lines):
            members[one[1].group].append(one)
        self.lines.replace([_group(group, found) for group, found in members.items() if found])
        self.lines.select_first()

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
        words = "Tệp này đã nhập rồi." if done else "Máy tự sao lưu sổ trước khi nhập."
        self._reason.setText(words)
        self.take_in.setAccessibleDescription(words if done else "")

    def focus_action(self) -> None:
        """Put the focus where the person goes on: the import, or the way out."""
        (self.take_in if self.take_in.isEnabled() else self.later).setFocus(Qt.FocusReason.OtherFocusReason)
