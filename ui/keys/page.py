"""Khóa và tin cậy: the machines by unit, one of them in plain words, and the forms that change something."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.keys.age import TrustGrade
from desktop.keys.register import KeyFacts
from ui import theme
from ui.desk import Desk
from ui.exchange.files import LastFolder
from ui.keys.acts import MachineActs
from ui.keys.detail_panel import DetailPanel
from ui.keys.machine_list import MachineList
from ui.keys.recovery_panel import RecoveryPanel
from ui.keys.renew_panel import RenewPanel
from ui.keys.replace_panel import ReplacePanel
from ui.keys.revoke_panel import RevokePanel
from ui.keys.root_acts import RootActs
from ui.keys.root_panel import RootPanel
from ui.keys.situation import Situation, situation
from ui.keys.words import age_line, age_warning, root_title
from ui.users.code_dialog import CodeDialog
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PlainButton
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, column, row
from ui.widgets.text import Kind, Label

NARROW_BELOW = 900
"""Under this width an opened form takes the place of the list."""


class KeysPage(Page):
    """The list at the left; a machine, or the form that was asked for, at the right."""

    topics = frozenset({Topic.EXCHANGE})
    keys = (KeyHint("F6", "Đổi vùng"), KeyHint("Ctrl+L", "Đóng biểu mẫu"), KeyHint("Alt+←", "Quay lại"))

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Khóa và tin cậy", "Máy nào được ký thay cho đơn vị nào", parent)
        self._desk = desk
        self._folder = LastFolder()
        self._found: Situation | None = None
        self.code: CodeDialog | None = None
        layout = row(gap=0)
        self.setLayout(layout)
        layout.addWidget(self._build_list(), 5)
        self._right = QStackedWidget()
        layout.addWidget(self._right, 7)
        self._build_right()
        self.acts = MachineActs(desk, self._folder, self.revoking, self.replacing, self.renewing)
        self.acts.done.connect(self._finish)
        self.acts.changed.connect(self.reload)
        self.acts.code.connect(self._show_code)
        self.root_acts = RootActs(desk, self._folder, self.root, self.recovery)
        self.root_acts.done.connect(self._finish)

    # Building -----------------------------------------------------------------------------------------------

    def _build_list(self) -> Panel:
        self._left = Panel("Máy trong danh sách tin cậy", scrolls=False, edge="right", margin=0, gap=0)
        head = column(gap=2)
        head.addWidget(Label("Máy trong danh sách tin cậy", Kind.STRONG))
        self.age = Label("", Kind.META, wrap=True)
        head.addWidget(self.age)
        self._left.set_head(head)
        self.banner = Banner(Grade.WARNING, "")
        self.banner.hide()
        self.machines = MachineList()
        self.machines.chosen.connect(self._show_machine)
        self._left.body.addWidget(self.banner)
        self._left.body.addWidget(self.machines, 1)
        self.root_open = PlainButton("Gốc tin cậy", "shield_checkmark")
        self.recovery_open = PlainButton("Khóa dự phòng", "archive")
        self.trust_write = PlainButton("Ghi tệp tin cậy", "box_arrow_up")
        self.trust_read = PlainButton("Nhập tệp tin cậy", "folder_open")
        self.admit = PlainButton("Kết nạp máy mới", "key")
        self.root_open.clicked.connect(self._open_root)
        self.recovery_open.clicked.connect(self._open_recovery)
        self.trust_write.clicked.connect(lambda _checked=False: self.acts.write_trust())
        self.admit.clicked.connect(lambda _checked=False: self.go("exchange", "admit"))
        self.trust_read.clicked.connect(lambda _checked=False: self.acts.read_trust())
        left, right = column(gap=4), column(gap=4)
        for button in (self.admit, self.trust_write, self.trust_read):
            left.addWidget(button)
        for button in (self.root_open, self.recovery_open):
            right.addWidget(button)
        right.addStretch(1)
        foot = row(gap=4)
        foot.addLayout(left, 1)
        foot.addLayout(right, 1)
        self._left.set_foot(foot)
        return self._left

    def _build_right(self) -> None:
        self.detail = DetailPanel()
        self.revoking, self.replacing, self.renewing = RevokePanel(), ReplacePanel(), RenewPanel()
        self.root, self.recovery = RootPanel(), RecoveryPanel()
        self._right.addWidget(self.detail)
        for form in (self.revoking, self.replacing, self.renewing, self.root, self.recovery):
            self._right.addWidget(form)
            form.closed.connect(self._close_form)
        self.detail.revoke_wanted.connect(self._open_revocation)
        self.detail.replace_wanted.connect(self._open_replacement)
        self.detail.renew_wanted.connect(self._open_renewal)

    # Contents -----------------------------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self._desk.run(lambda session, _job: situation(session), self, self._show)

    def _show(self, found: Situation) -> None:
        self._found = found
        root = found.trust.root
        self.age.setText(f"{age_line(found.trust.age)}. {root_title(root)}." if root is not None else "")
        what, todo = age_warning(found.trust.age)
        self.banner.setVisible(bool(what))
        if what:
            grade = Grade.ERROR if found.trust.age.grade is TrustGrade.STALE else Grade.WARNING
            self.banner.tell(grade, what, todo)
        self.root_open.setEnabled(root is not None)
        self.recovery_open.setEnabled(found.has_keys)
        for button in (self.trust_write, self.trust_read):
            button.setEnabled(root is not None and found.has_keys)
        self.admit.setEnabled(found.trust.may_admit)
        self.machines.show_situation(found)
        self._show_machine(self.machines.current())

    def _show_machine(self, one: KeyFacts | None) -> None:
        self.detail.show_machine(one, self._found)

    # Forms --------------------------------------------------------------------------------------------------

    def _open_revocation(self) -> None:
        one = self.machines.current()
        if one is not None:
            self._show_right(self.revoking)
            self.acts.begin_revocation(one)

    def _open_replacement(self) -> None:
        one = self.machines.current()
        if one is not None:
            self._show_right(self.replacing)
            self.acts.begin_replacement(one)

    def _open_renewal(self) -> None:
        if self._found is not None:
            self._show_right(self.renewing)
            self.renewing.begin(self._found, is_top="/" not in self._desk.session.node)

    def _open_root(self) -> None:
        if self._found is not None:
            self.root.begin(self._found)
            self._show_right(self.root)
            self.root.focus_start()

    def _open_recovery(self) -> None:
        if self._found is not None:
            self._show_right(self.recovery)
            self.recovery.begin(may_make=self._found.may_act)

    def _show_code(self, code: str) -> None:
        unit = self._desk.units.unit(self._desk.session.unit).name
        self.code = CodeDialog(code, unit, self._desk.session.machine.random(1)[0], self)
        self.code.open()

    def _finish(self, words: str) -> None:
        self.notify(words)
        self._close_form()
        self.reload()

    def _close_form(self) -> None:
        self._show_right(self.detail)
        self.machines.setFocus()

    def _show_right(self, panel: Panel) -> None:
        self._right.setCurrentWidget(panel)
        self._fold()

    # The page -----------------------------------------------------------------------------------------------

    @override
    def activate(self, argument: object = None) -> None:
        self.machines.setFocus()

    @override
    def panels(self) -> Sequence[QWidget]:
        forms = (self._left, self.detail, self.revoking, self.replacing, self.renewing, self.root, self.recovery)
        return [panel for panel in forms if panel.isVisibleTo(self)]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where it is narrow a form takes the whole width."""
        narrow = self.width() < theme.current().px(NARROW_BELOW)
        self._left.setVisible(not (narrow and self._right.currentWidget() is not self.detail))
