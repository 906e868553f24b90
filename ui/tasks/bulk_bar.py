"""Under the list while tasks are ticked: give them to an officer, to units, or take them back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.plans.records import AssignmentState
from ui import theme
from ui.tasks.arrangement import tasks_words
from ui.tasks.flow import Flow
from ui.tasks.lines import Ledger, Line
from ui.widgets.buttons import DangerButton, LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.panels import Bar
from ui.widgets.text import Kind, Label


class BulkBar(Bar):
    """«Đã chọn 6 nhiệm vụ» and what can be done with them at once."""

    allocated = Signal(object)
    """The officer's id (str) the ticked tasks are given to."""
    assign_wanted = Signal()
    withdraw_wanted = Signal()
    decline_wanted = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Việc với các nhiệm vụ đã chọn")
        self.may_decline = False
        self._count = Label("", Kind.STRONG)
        self._why = Label("", Kind.META)
        self.officers = ComboBox()
        self.officers.setAccessibleName("Cán bộ")
        self.allocate = PrimaryButton("Phân công", "person")
        self.assign = PrimaryButton("Giao cho đơn vị…", "people")
        self.withdraw = DangerButton("Thu hồi…", "arrow_undo")
        self.decline = SecondaryButton("Đề nghị trả…", "arrow_undo")
        self.clear = LinkButton("Bỏ chọn")
        self.officers.setFixedWidth(theme.current().px(150))
        flow = Flow(theme.current().px(8))
        inner = QWidget()
        inner.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        for part in (
            self._count,
            self.officers,
            self.allocate,
            self.assign,
            self.withdraw,
            self.decline,
            self.clear,
            self._why,
        ):
            flow.addWidget(part)
        self.body.addWidget(inner, 1)
        self.allocate.clicked.connect(lambda _checked=False: self.allocated.emit(self.officers.value()))
        self.assign.clicked.connect(lambda _checked=False: self.assign_wanted.emit())
        self.withdraw.clicked.connect(lambda _checked=False: self.withdraw_wanted.emit())
        self.decline.clicked.connect(lambda _checked=False: self.decline_wanted.emit())
        self.clear.clicked.connect(lambda _checked=False: self.cleared.emit())
        self.hide()

    def show_ticked(self, lines: Sequence[Line], ledger: Ledger) -> None:
        """Show what can be done with these; without any the bar is hidden."""
        self.setVisible(bool(lines))
        if not lines:
            return
        of_others = any(not line.is_whole and line.key[1] != ledger.unit for line in lines)
        central = ledger.is_headquarters or of_others
        self._count.setText(f"Đã chọn {tasks_words(len(lines))}")
        self.officers.setVisible(not central)
        self.allocate.setVisible(not central)
        self.officers.set_entries([*((person.name, person.id) for person in ledger.people), ("Bỏ phân công", "")])
        given = [line for line in lines if not line.is_whole and line.item is not None]
        standing = [line for line in given if line.item and line.item.assignment is AssignmentState.ASSIGNED]
        units = {line.item.unit for line in standing if line.item}
        self.assign.setVisible(ledger.leads_others and not (of_others and not ledger.is_headquarters))
        self.withdraw.setVisible(central and bool(given))
        self.withdraw.setEnabled(len(units) == 1)
        self.decline.setVisible(self.may_decline and not central)
        several = central and len(units) > 1
        self._why.setVisible(several)
        self._why.setText("Thu hồi mỗi lần của một đơn vị." if several else "")
