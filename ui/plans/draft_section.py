"""The draft of an amending decision: its number, day and title over the changes, old and new, and recording it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.amendments.amending import DecisionHeader, decision_problems
from desktop.messages import message_of
from ui import theme
from ui.plans.changes_view import ChangesView
from ui.plans.sheet import Mode, PlanSheet
from ui.plans.shown_change import ShownChange, counted, of_draft
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.inputs import PAUSE_MS, DateField, LineEdit
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label


class DraftSection(Panel):
    """Shows what the next decision changes; nothing is recorded before «Ghi quyết định sửa đổi»."""

    decision_typed = Signal(object)
    """The `DecisionHeader` as typed so far."""
    amend_wanted = Signal()
    discard_wanted = Signal()
    document_wanted = Signal()
    drop_wanted = Signal(object)
    """The `ShownChange` that is to be left out."""
    row_wanted = Signal(object)
    """The `ShownChange` whose row is to be looked at in the list of rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Bản thảo sửa đổi", scrolls=False, margin=0, gap=0, parent=parent)
        self._sheet: PlanSheet | None = None
        self._shown_for: object = None
        self.number, self.day, self.title, self.issuer = (
            LineEdit("Ví dụ 1021/QĐ-TCHQ"),
            DateField(),
            LineEdit(),
            LineEdit(),
        )
        self.fields = {
            "number": Field("Số, ký hiệu quyết định", self.number),
            "date": Field("Ngày", self.day),
            "title": Field("Trích yếu", self.title),
            "issuer": Field("Cơ quan ban hành", self.issuer),
        }
        self.banner = Banner(Grade.ERROR, "")
        self.changes = ChangesView("Các thay đổi của bản thảo")
        self.drop = SecondaryButton("Bỏ thay đổi này", "dismiss", tip="Delete")
        self.look = SecondaryButton("Mở dòng này", "edit", tip="Enter")
        self.amend = PrimaryButton("Ghi quyết định sửa đổi", "checkmark", shortcut="Ctrl+Return")
        self.discard = SecondaryButton("Bỏ bản thảo")
        self.reason = Label("", Kind.META, wrap=True)
        self.empty = EmptyState(
            "Bản thảo chưa có thay đổi nào", action="Nạp văn bản sửa đổi…", icon="edit", tone="blue"
        )
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        px = theme.current().px
        head = column(gap=8)
        head.setContentsMargins(px(16), px(12), px(16), px(12))
        first, second = row(gap=12), row(gap=12)
        first.addWidget(self.fields["number"], 3)
        first.addWidget(self.fields["date"], 2)
        first.addWidget(self.fields["issuer"], 4)
        second.addWidget(self.fields["title"])
        head.addLayout(first)
        head.addLayout(second)
        head.addWidget(self.banner)
        self.banner.hide()
        work = QWidget()
        whole = column(gap=0)
        whole.addLayout(head)
        whole.addWidget(self.changes, 1)
        work.setLayout(whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        foot = row(gap=8)
        foot.addWidget(self.reason, 1)
        for button in (self.look, self.drop, self.discard, self.amend):
            foot.addWidget(button)
        self.set_foot(foot)

    def _listen(self) -> None:
        for editor in (self.number, self.day, self.title, self.issuer):
            editor.textEdited.connect(lambda _text: self._timer.start())
            editor.committed.connect(lambda _text: self.keep())
        self._timer.timeout.connect(self.keep)
        self.changes.opened.connect(self.row_wanted)
        self.look.clicked.connect(lambda _checked=False: self._tell(self.row_wanted.emit))
        self.drop.clicked.connect(lambda _checked=False: self._tell(self.drop_wanted.emit))
        self.amend.clicked.connect(lambda _checked=False: self._finish())
        self.discard.clicked.connect(lambda _checked=False: self.discard_wanted.emit())
        self.empty.button.clicked.connect(lambda _checked=False: self.document_wanted.emit())

    def _tell(self, tell: Callable[[ShownChange], None]) -> None:
        change = self.changes.current()
        if change is not None:
            tell(change)

    # Showing ------------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the draft of a plan."""
        before, self._sheet = self._sheet, sheet
        other = before is None or before.plan.entity != sheet.plan.entity
        if other or not self._is_typing():
            self._write(sheet.draft.decision)
        self.issuer.setPlaceholderText(sheet.plan.issuer)
        rows = {line.entity: line.row for line in sheet.lines}
        listed = of_draft(sheet.amended, rows, sheet.faults)
        self.changes.show_changes(listed)
        may_change = sheet.mode is not Mode.READ
        is_empty = not sheet.draft.count
        self._stack.setCurrentIndex(1 if is_empty else 0)
        where = (
            "Sửa ở «Các dòng»: mỗi thay đổi vào bản thảo."
            if sheet.has_left
            else "Kế hoạch chưa gửi: sửa thẳng ở «Các dòng»."
        )
        self.empty.tell("Bản thảo chưa có thay đổi nào", f"{where} Hoặc nạp văn bản sửa đổi để so với kế hoạch.")
        self.empty.button.setVisible(may_change)
        self._foot.setVisible(not is_empty and may_change)
        self._tell_faults(sheet)
        self._show_reason(listed)

    def _tell_faults(self, sheet: PlanSheet) -> None:
        self.banner.setVisible(bool(sheet.faults))
        if sheet.faults:
            told = message_of(sheet.faults[0][1])
            more = f" Còn {len(sheet.faults) - 1} chỗ nữa." if len(sheet.faults) > 1 else ""
            self.banner.tell(Grade.ERROR, told.what, f"{told.todo}{more}")

    def _show_reason(self, listed: list[ShownChange]) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        missing = decision_problems(self.decision())
        names = {"number": "số", "date": "ngày", "title": "trích yếu"}
        words = counted(listed)
        if sheet.faults:
            words = "Sửa các chỗ báo lỗi rồi mới ghi được."
        elif missing:
            words = f"{words}. Còn thiếu {', '.join(names[problem.field] for problem in missing)} của quyết định."
        self.reason.setText(words)
        self.amend.setEnabled(not missing and not sheet.faults)

    def _is_typing(self) -> bool:
        return any(editor.hasFocus() for editor in (self.number, self.day, self.title, self.issuer))

    def _write(self, decision: DecisionHeader) -> None:
        self.number.setText(decision.number)
        self.day.set_value(decision.date)
        self.title.setText(decision.title)
        self.issuer.setText(decision.issuer)

    # Typing -------------------------------------------------------------------------------------------------

    def decision(self) -> DecisionHeader:
        """The decision as typed so far."""
        document = self._sheet.draft.decision.document if self._sheet is not None else ""
        return DecisionHeader(
            self.number.value_text(), self.day.value(), self.title.value_text(), self.issuer.value_text(), document
        )

    def keep(self) -> None:
        """Keep what is typed of the decision."""
        self._timer.stop()
        problem = self.day.problem()
        self.fields["date"].set_error(problem) if problem else self.fields["date"].clear_mark()
        if self._sheet is not None and self.decision() != self._sheet.draft.decision:
            self.decision_typed.emit(self.decision())

    def _finish(self) -> None:
        self.keep()
        if self.amend.isEnabled():
            self.amend_wanted.emit()

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window."""
        self.changes.set_compact(compact)
