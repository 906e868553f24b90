"""Everything that comes in: files, folders and receipts on paper, their reports, what is taken back or ended."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from desktop.formats import number_text
from desktop.permissions import Permission
from desktop.sync.exchange import ChangeLine, Exchange, FileOutcome, ImportReport
from ui.desk import Desk
from ui.exchange import files
from ui.exchange.files import LastFolder
from ui.exchange.folder import FolderIntake
from ui.exchange.inspecting import Inspecting
from ui.exchange.receiving import Receiving
from ui.exchange.report_lines import line_place
from ui.exchange.reports import KeptReports
from ui.exchange.right_side import RightSide
from ui.exchange.ruling import Rulings
from ui.exchange.situation import Situation
from ui.exchange.taking_back import TakingBack
from ui.exchange.words import done_words
from ui.requests import MadeReportRequest
from ui.widgets.panels import Panel


class Incoming(QObject):
    """Joins the jobs with the panels on the right; the page hears what concerns the rest of the screen."""

    place_wanted = Signal(object, object)
    """Another place (str) is to show something (its argument)."""
    done = Signal(object, object)
    """Words for the toast, and what undoes it (a callable, None for nothing)."""
    sender_found = Signal(object)
    """The node (str) whose file is shown."""
    stranded = Signal()
    """A file was not taken in: the focus goes back to where one is opened."""

    def __init__(self, desk: Desk, folder: LastFolder, right: RightSide) -> None:
        super().__init__(right)
        self._desk, self._folder, self._right = desk, folder, right
        self._found: Situation | None = None
        self._may_act = False
        self.receiving = Receiving(desk, folder, right.idle, right.preview)
        self.reports = KeptReports(desk, folder, right.kept)
        self.folders = FolderIntake(desk, folder, right.idle, right.folder)
        self.inspecting = Inspecting(desk, folder, right.idle, right.inspection, right.refused)
        self.taking_back = TakingBack(desk, right.take_back)
        self.rulings = Rulings(desk, right.trouble)
        self._connect_jobs()
        self._connect_panels()

    def _connect_jobs(self) -> None:
        right = self._right
        self.receiving.looked.connect(self._show_preview)
        self.receiving.taken.connect(self._finish_import)
        for job in (self.receiving, self.folders, self.inspecting):
            job.refused.connect(self._show_refusal)
        self.reports.read.connect(lambda: right.turn_to(right.kept))
        self.reports.unknown.connect(self.tell_problem)
        self.folders.looked.connect(lambda: right.turn_to(right.folder))
        self.folders.taken.connect(lambda count: self.done.emit(f"Đã nhập {number_text(count)} tệp.", None))
        self.inspecting.looked.connect(lambda: right.turn_to(right.inspection))
        self.inspecting.listed.connect(lambda: right.turn_to(right.refused))
        self.taking_back.looked.connect(lambda: right.turn_to(right.take_back))
        self.taking_back.refused.connect(self.tell_problem)
        self.taking_back.done.connect(self._finish_taking_back)
        self.rulings.done.connect(lambda words: self.done.emit(words, None))

    def _connect_panels(self) -> None:
        right = self._right
        right.preview.content.opened.connect(lambda line: self._open_line(line, is_written=False))
        right.kept.content.opened.connect(lambda line: self._open_line(line, is_written=True))
        right.take_back.opened.connect(lambda line: self._open_line(line, is_written=True))
        right.kept.content.may_see_reports = self._desk.session.may(Permission.MAKE_REPORT)
        right.kept.content.late_wanted.connect(
            lambda report: self.place_wanted.emit("reports", MadeReportRequest(report))
        )
        right.kept.take_back_wanted.connect(self._take_back_kept)
        right.kept.closed.connect(self._close_report)
        right.folder.file_opened.connect(self._open_of_folder)
        right.inspection.import_wanted.connect(self._preview_inspected)
        right.idle.refused_wanted.connect(self.inspecting.list_refused)

    def show_situation(self, found: Situation, *, may_act: bool) -> None:
        """What is known of the neighbours now, and whether this person may change anything here."""
        self._found, self._may_act = found, may_act
        if self._right.currentWidget() is self._right.trouble:
            self._right.trouble.show_troubles(found.troubles, may_act=may_act)

    # Asking for files ---------------------------------------------------------------------------------------

    def ask_for_file(self) -> Path | None:
        """Ask for one received file; the page opens it."""
        return files.ask_for_bundle(self._right, self._folder.read())

    def ask_for_folder(self) -> None:
        """Ask for a folder of received files, and preview it."""
        folder = files.ask_for_folder(self._right, "Mở thư mục có tệp nhận được", self._folder.read())
        if folder is not None:
            self.open_files([folder])

    def ask_for_pictures(self) -> None:
        """Ask for the pictures of a receipt on paper, and preview it."""
        pictures = files.ask_for_pictures(self._right, self._folder.read())
        if pictures:
            self.read_paper(pictures)

    def ask_what_to_inspect(self) -> None:
        """Ask for a file, and show what is in it without importing it."""
        file = files.ask_for_bundle(self._right, self._folder.read())
        if file is not None:
            self.inspect(file)

    # Opening ------------------------------------------------------------------------------------------------

    def open_files(self, chosen: Sequence[Path]) -> None:
        """Preview what was chosen or dropped: a file, a folder, several files, the pictures of one receipt."""
        if all(file.suffix.lower() in files.PICTURE_ENDINGS for file in chosen):
            self.read_paper(chosen)
            return
        self._right.turn_to(self._right.idle)
        if len(chosen) > 1:
            self.folders.look_into(tuple(chosen))
        elif chosen[0].is_dir():
            self.folders.look_into(chosen[0])
        else:
            self.receiving.look_into(chosen[0])

    def read_paper(self, pictures: Sequence[Path]) -> None:
        """Preview the receipt on paper of which these are pictures."""
        self._right.turn_to(self._right.idle)
        self.receiving.read_paper(pictures)

    def inspect(self, file: Path) -> None:
        """Show what is in a file without importing it."""
        self._right.turn_to(self._right.idle)
        self.inspecting.look_into(file)

    def _preview_inspected(self, file: Path) -> None:
        self.open_files([file])

    def _show_preview(self, report: ImportReport) -> None:
        sender = self._found.at_node(report.from_node) if self._found is not None else None
        self.sender_found.emit(report.from_node)
        self.receiving.show(sender.last_in if sender else None)
        self._right.turn_to(self._right.preview)
        self._right.preview.focus_action()

    def _show_refusal(self) -> None:
        self._right.turn_to(self._right.idle)
        self.stranded.emit()

    def _finish_import(self, report: ImportReport) -> None:
        idle = self._right.idle
        idle.show_done(done_words(report), report.from_node, report.counts.parallel)
        if self._right.currentWidget() is self._right.preview:
            self._right.close_panel()
            idle.done.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.done.emit(done_words(report), None)

    def tell_problem(self, what: str, todo: str) -> None:
        """Say in the quiet panel why something was not done."""
        self._right.turn_to(self._right.idle)
        self._right.idle.show_problem(what, todo)

    # Reports, taking back, troubles -------------------------------------------------------------------------

    def open_report(self, exchange: Exchange, *, is_taken_back: bool) -> None:
        """Show the kept report of an import."""
        may = self._may_act and not is_taken_back and bool(exchange.counts.get("new"))
        self.reports.open(exchange, may_take_back=may)

    def _open_of_folder(self, one: FileOutcome) -> None:
        if one.report is not None:
            own = self._desk.units.unit(self._desk.session.unit).name
            written = self._right.folder.is_written
            self._right.turn_to(self._right.kept)
            self._right.kept.show_one_of_folder(one.report, one.file, own, is_written=written)

    def _close_report(self) -> None:
        """A file of a folder goes back to its folder, everything else to the quiet panel."""
        panel: Panel | None = self._right.folder if self._right.kept.kept is None else None
        if panel is not None:
            self._right.turn_to(panel)
            self._right.folder.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._right.close_panel()

    def _take_back_kept(self) -> None:
        if self._right.kept.kept is not None:
            self.taking_back.begin(self._right.kept.kept.bundle)

    def _finish_taking_back(self, words: str, undo: object) -> None:
        self._right.close_panel()
        self.done.emit(words, undo)

    def show_troubles(self) -> None:
        """Show the forks and gaps."""
        if self._found is not None:
            self._right.trouble.show_problem("", "")
            self._right.trouble.show_troubles(self._found.troubles, may_act=self._may_act)
            self._right.turn_to(self._right.trouble)

    def _open_line(self, line: ChangeLine, *, is_written: bool) -> None:
        place = line_place(line, is_written=is_written, is_top="/" not in self._desk.session.node)
        if place is not None:
            self.place_wanted.emit(*place)
