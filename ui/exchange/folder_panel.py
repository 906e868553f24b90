"""A folder of received files: one report on all of them, unit by unit, before anything is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import number_text, short_name
from desktop.sync.exchange import CAUTION_WORDS, FileState, FolderReport
from ui import theme
from ui.exchange.figures import FigureStrip
from ui.exchange.folder_rows import FolderRow, count_words, file_rows, folder_groups
from ui.exchange.report_words import count_figures
from ui.exchange.words import effects
from ui.table_model import Align, Column, Role
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.text import ElidedLabel, Kind, Label

NOTHING_WRITTEN = "Chưa có gì được ghi vào sổ."


def _columns() -> list[Column[FolderRow]]:
    return [
        Column(
            "name",
            "Đơn vị, tệp",
            lambda one: one.name,
            tooltip=lambda one: f"{one.name}\n{one.meta}",
            accessible=lambda one: f"{one.name}, {one.meta}",
            roles={
                Role.STRONG: lambda _one: True,
                Role.META: lambda one: one.meta,
                Role.META_TONE: lambda one: one.tone,
                Role.META_ICON: lambda one: "warning" if one.tone else "",
            },
        ),
        Column("new", "Mới", lambda one: one.new, align=Align.RIGHT, width=50),
        Column("late", "Muộn", lambda one: one.late, align=Align.RIGHT, width=58),
        Column("refused", "Từ chối", lambda one: one.refused, align=Align.RIGHT, width=64),
        Column("waiting", "Chờ", lambda one: one.waiting, align=Align.RIGHT, width=50),
        Column("effect", "Ảnh hưởng", lambda one: one.effect, tooltip=lambda one: one.effect, width=124),
    ]


class FolderPanel(Panel):
    """The sums over the units; Enter on a unit shows its files, Enter on a file its report."""

    import_wanted = Signal()
    print_wanted = Signal()
    closed = Signal()
    file_opened = Signal(object)
    """The `FileOutcome` whose report is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Báo cáo nhập thư mục", scrolls=False, margin=0, gap=0, parent=parent)
        self.report: FolderReport | None = None
        self.is_written = False
        self._node = ""
        self._title = ElidedLabel("", Kind.TITLE)
        self._facts = Label("", Kind.META)
        head = row(gap=8)
        head.addWidget(IconLabel("archive", "text2", 20))
        head.addWidget(self._title, 1)
        head.addWidget(self._facts)
        self.set_head(head)
        self.banner = Banner(Grade.INFO, "")
        self.counts = FigureStrip("Tổng hợp cả thư mục")
        self.effect = FigureStrip("Sau khi nhập")
        self.progress = ProgressPanel("Dừng giữa chừng thì những tệp đã nhập xong vẫn nằm trong sổ.", "phần")
        self.back = LinkButton("Về danh sách đơn vị")
        self.back.clicked.connect(lambda _on=False: self._show_node(""))
        upper = column(gap=8)
        px = theme.current().px
        upper.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self.banner, self.counts, self.effect, self.progress, self.back):
            upper.addWidget(part)
        self.body.addLayout(upper)
        self.rows: RecordView[FolderRow] = RecordView(
            "Các đơn vị và tệp",
            _columns(),
            lambda one: one.key,
            delegates={"name": TwoLineDelegate(), "effect": TitleDelegate()},
            empty="Thư mục không có tệp nào.",
        )
        self.rows.opened.connect(self._open)
        self.body.addWidget(self.rows, 1)
        self.set_foot(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        words = column(gap=0)
        self._state = Label(NOTHING_WRITTEN, Kind.STRONG)
        self._reason = Label("", Kind.META, wrap=True)
        words.addWidget(self._state)
        words.addWidget(self._reason)
        self.print = SecondaryButton("Ghi PDF để in", "print")
        self.print.clicked.connect(self.print_wanted)
        self.later = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.later.clicked.connect(self.closed)
        self.take_in = PrimaryButton("Nhập", "arrow_import", shortcut="Ctrl+Return")
        self.take_in.clicked.connect(self.import_wanted)
        foot = row(gap=8)
        foot.addLayout(words, 1)
        foot.addWidget(self.print)
        foot.addWidget(self.later)
        foot.addWidget(self.take_in)
        return foot

    def show_report(self, report: FolderReport, *, is_written: bool) -> None:
        """Show what importing the folder would do, or did."""
        self.report, self.is_written = report, is_written
        name = f"«{short_name(report.folder, 36)}»" if report.folder else "các tệp đã chọn"
        self._title.setText(f"{'Đã nhập' if is_written else 'Xem trước'} {name}")
        self._facts.setText(f"{number_text(len(report.files))} tệp")
        self.counts.show_figures(count_figures(report.counts))
        moves = effects(report.before.counts, report.after.counts, (report.before.returned, report.after.returned))
        self.effect.show_figures([(figure, words, "" if moved else "text2") for words, figure, moved in moves])
        self._show_banner(report)
        self._show_node("")
        self.rows.select_first()
        self.set_running(running=False)

    def _show_banner(self, report: FolderReport) -> None:
        self.banner.show()
        cautions = " ".join(CAUTION_WORDS[caution] for caution in report.cautions)
        told = f"{count_words(report).capitalize()}."
        if report.is_stopped:
            self.banner.tell(Grade.WARNING, "Đã dừng trước khi hết thư mục", f"{told} {cautions}".strip())
        elif cautions:
            self.banner.tell(Grade.WARNING, told, cautions)
        else:
            refused = bool(report.count(FileState.REFUSED))
            self.banner.tell(_grade(is_written=self.is_written, refused=refused), told)

    def _show_node(self, node: str) -> None:
        report = self.report
        self._node = node
        self.back.setVisible(bool(node))
        if report is None:
            return
        if node:
            self.rows.replace(records=file_rows(report, node))
            self.rows.select_first()
        else:
            self.rows.replace(folder_groups(report))

    def _open(self, one: FolderRow) -> None:
        report = self.report
        if one.file is not None:
            self.file_opened.emit(one.file)
        elif one.node and report is not None:
            found = file_rows(report, one.node)
            if len(found) == 1:
                self.file_opened.emit(found[0].file)
            else:
                self._show_node(one.node)
        else:
            self.banner.tell(Grade.WARNING if one.tone else Grade.INFO, one.name, one.meta)

    def set_running(self, *, running: bool) -> None:
        """The folder is being imported or printed, or not any more."""
        if running and self.take_in.hasFocus():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        readable = self.report.count(FileState.TAKEN) if self.report is not None else 0
        may_import = bool(readable) and not self.is_written
        self.take_in.setText(f"Nhập {number_text(readable)} tệp" if may_import else "Nhập")
        self.take_in.setVisible(not self.is_written)
        self.take_in.setEnabled(may_import and not running)
        self.print.setEnabled(not running)
        self.later.setEnabled(not running)
        self.later.setText("Đóng" if self.is_written or not may_import else "Để sau")
        self._state.setText("Đang nhập." if running else "Đã nhập." if self.is_written else NOTHING_WRITTEN)
        told = (
            ""
            if self.is_written
            else "Sổ luôn có bản sao lưu trong ngày; hoàn tác được từng tệp."
            if may_import
            else "Không có tệp nào mới."
        )
        self._reason.setText(told)

    def show_problem(self, what: str, todo: str) -> None:
        """Say why something could not be done."""
        self.banner.tell(Grade.ERROR, what, todo)
        self.banner.show()

    def show_printed(self, words: str) -> None:
        """The report stands in a PDF."""
        self.banner.tell(Grade.GOOD, "Đã ghi báo cáo nhập thư mục", words)
        self.banner.show()

    def focus_action(self) -> None:
        """Put the focus where the person goes on."""
        start = self.take_in if self.take_in.isEnabled() and not self.is_written else self.later
        start.setFocus(Qt.FocusReason.OtherFocusReason)


def _grade(*, is_written: bool, refused: bool) -> Grade:
    """How a folder's import is told: an imported one that left a file out is no plain success."""
    if refused:
        return Grade.WARNING
    return Grade.GOOD if is_written else Grade.INFO
