"""«Kế hoạch»: the plans of headquarters; one opened is edited, amended by decision, and followed to every unit."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.actions import Topic
from desktop.amendments.amendment_drafts import NO_DRAFT
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.permissions import Permission
from desktop.plans.overview import PlanOverview, plan_overviews
from desktop.session import Session
from ui.desk import Desk
from ui.importing import files
from ui.plans.acts import PlanActs
from ui.plans.comparing import Comparing
from ui.plans.plan_desk import PlanDesk, Section
from ui.plans.plan_list import PlanList
from ui.plans.row_panel import NewPlace
from ui.plans.sheet import Mode, PlanSheet, read_sheet
from ui.plans.shown_change import ShownChange
from ui.requests import AmendingRequest, PlanRequest
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import PrimaryButton
from ui.widgets.dialog import ReasonDialog
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Bar, Panel, column

_LIST_KEYS = (KeyHint("Enter", "Mở kế hoạch"), KeyHint("F3", "Kế hoạch kế tiếp"))
_ROW_KEYS = (
    KeyHint("F2", "Sửa"),
    KeyHint("Ctrl+Enter", "Ghi"),
    KeyHint("Insert", "Thêm dòng"),
    KeyHint("Ctrl+T", "Tách"),
    KeyHint("Alt+↑ ↓", "Chuyển"),
    KeyHint("Delete", "Rút, xóa"),
    KeyHint("Ctrl+Z", "Hoàn tác"),
)
_OTHER_KEYS = (KeyHint("Enter", "Mở dòng"), KeyHint("Ctrl+Z", "Hoàn tác"), KeyHint("Esc", "Về các kế hoạch"))
_DOCUMENT_KEYS = (KeyHint("Space", "Chọn hay bỏ"), KeyHint("Ctrl+Enter", "Đưa vào bản thảo"))


class PlansPage(Page):
    """The list of plans, or one of them; a plan from another screen is opened by `PlanRequest`."""

    topics = frozenset({str(Topic.PLANS), str(Topic.TASKS), str(Topic.EXCHANGE)})
    keys = _LIST_KEYS

    loaded = Signal()
    """What the page shows was read (again) and is on the screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Kế hoạch", "Các kế hoạch trong sổ, bản đang có hiệu lực và đơn vị đã xác nhận", parent)
        self._desk = desk
        self._plan: EntityId | None = None
        self._waiting: AmendingRequest | None = None
        self.list = PlanList()
        self.view = PlanDesk(desk.units)
        self.acts = PlanActs(self, desk, self._show_sheet, self._refuse)
        self.refusal = Banner(Grade.ERROR, "", action="Đóng", quiet_action=True)
        self.notice = Banner(Grade.INFO, "", action="Bỏ", quiet_action=True)
        self.comparing = Comparing(self, desk, self.view, self.acts, self._refuse)
        self.empty = EmptyState(
            "Chưa có kế hoạch nào trong sổ",
            "Nạp kế hoạch từ văn bản đã ban hành; mọi việc với kế hoạch bắt đầu từ đó.",
            "Nạp kế hoạch",
            lambda: self.go("import"),
            icon="document_text",
            tone="blue",
        )
        self._lay_out()
        self._listen()
        self._bind_keys()

    # Building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        listed = Panel("Các kế hoạch", scrolls=False, margin=0, gap=0)
        bar = Bar()
        bar.body.addStretch(1)
        self.load_plan = PrimaryButton("Nạp kế hoạch", "document_arrow_down")
        self.load_plan.setVisible(self._desk.session.may(Permission.IMPORT_PLAN))
        bar.body.addWidget(self.load_plan)
        listed.body.addWidget(self.notice)
        listed.body.addWidget(bar)
        listed.body.addWidget(self.list, 1)
        listed.body.addWidget(self.empty)
        self.notice.hide()
        self.empty.hide()
        self.refusal.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(self.view)
        whole = column(gap=0)
        whole.addWidget(self.refusal)
        whole.addWidget(self.comparing.progress)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _listen(self) -> None:
        view = self.view
        self.load_plan.clicked.connect(lambda _checked=False: self.go("import"))
        self.notice.button.clicked.connect(lambda _checked=False: self._drop_waiting())
        self.refusal.button.clicked.connect(self.refusal.hide)
        self.list.opened.connect(self._open)
        view.back_wanted.connect(self.show_list)
        view.document_wanted.connect(self._ask_for_document)
        view.section_changed.connect(self._show_keys)
        view.panel.saved.connect(self._save)
        view.panel.created.connect(self._create)
        view.panel.parted.connect(self._split)
        view.rows.move_wanted.connect(self._move)
        view.rows.removal_wanted.connect(self._remove)
        view.draft.decision_typed.connect(lambda decision: self._with(lambda s: self.acts.keep_decision(s, decision)))
        view.draft.drop_wanted.connect(self._drop_change)
        view.draft.discard_wanted.connect(self._discard_draft)
        view.draft.amend_wanted.connect(self._amend)
        view.targets.saved.connect(self._set_target)
        view.targets.removed.connect(lambda target: self._with(lambda s: self.acts.remove_target(s, target)))

    def _bind_keys(self) -> None:
        for keys, act in (
            ("F2", self._edit),
            ("F3", lambda: self.list.step(1)),
            ("Ctrl+O", self._ask_for_document),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
        for part in (self.view.rows.view, self.view.draft, self.view.revisions, self.view.receipts):
            back = QShortcut(QKeySequence("Esc"), part)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(self.show_list)
        drop = QShortcut(QKeySequence("Delete"), self.view.draft.changes.list)
        drop.setContext(Qt.ShortcutContext.WidgetShortcut)
        drop.activated.connect(self.view.draft.drop.click)

    def _show_keys(self) -> None:
        if not self.is_open:
            self.set_keys(_LIST_KEYS)
        elif self.view.is_comparing:
            self.set_keys(_DOCUMENT_KEYS)
        else:
            may_change = self.view.sheet is not None and self.view.sheet.mode is not Mode.READ
            is_rows = self.view.section is Section.ROWS and may_change
            self.set_keys(_ROW_KEYS if is_rows else _OTHER_KEYS)

    # Showing ------------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether one plan is shown."""
        return self._stack.currentWidget() is self.view

    @override
    def reload(self) -> None:
        plan, units = self._plan, self._desk.units

        def read(session: Session, _job: Job) -> tuple[list[PlanOverview], PlanSheet | None]:
            found = plan_overviews(session)
            is_here = any(one.plan.entity == plan for one in found)
            return found, read_sheet(session, plan, units) if plan is not None and is_here else None

        self._desk.run(read, self, lambda found: self._show(plan, *found))

    def _show(self, plan: EntityId | None, found: Sequence[PlanOverview], sheet: PlanSheet | None) -> None:
        self.list.replace(records=found)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.button.setVisible(self._desk.session.may(Permission.IMPORT_PLAN))
        if self.list.current() is None:
            self.list.select_first()
        if plan is not None and plan == self._plan:
            if sheet is None:
                self.show_list()  # its import was taken back
            else:
                self._show_sheet(sheet, None)
        self.loaded.emit()

    def _show_sheet(self, sheet: PlanSheet, chosen: EntityId | None) -> None:
        if self._plan != sheet.plan.entity:
            return
        self.view.show_sheet(sheet, chosen)
        if not self.is_open:
            self._stack.setCurrentWidget(self.view)
            self.view.set_compact(self.is_compact)
            self.view.focus_first()
        self._show_keys()

    def _open(self, one: PlanOverview) -> None:
        self.open_plan(one.plan.entity)

    def open_plan(self, plan: EntityId) -> None:
        """Open a plan; a document that waits for its plan is compared with it."""
        self._plan = plan
        self.refusal.hide()
        waiting = self._waiting
        self.reload()
        if waiting is not None:
            self._drop_waiting()
            self.comparing.begin_read(plan, waiting.name, waiting.parsed)

    def show_list(self) -> None:
        """Go back to the list of plans."""
        self.view.panel.keep()
        self.view.panel.commit_left()
        self._plan = None
        self._stack.setCurrentIndex(0)
        self.refusal.hide()
        self._show_keys()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def activate(self, argument: object = None) -> None:
        if isinstance(argument, PlanRequest):
            self.open_plan(argument.plan)
        elif isinstance(argument, AmendingRequest):
            self._waiting = argument
            self.show_list()
            self.notice.tell(Grade.INFO, f"Chọn kế hoạch mà {argument.name} sửa", "Enter mở kế hoạch và so từng dòng.")
            self.notice.show()
        elif self.is_open:
            self.view.focus_first()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_waiting(self) -> None:
        self._waiting = None
        self.notice.hide()

    @override
    def leave(self) -> None:
        self.view.panel.keep()
        self.view.panel.commit_left()
        self.view.draft.keep()

    @override
    def undo(self) -> bool:
        sheet = self.view.sheet
        return self.is_open and sheet is not None and self.acts.step_back(sheet)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.list.set_compact(compact)
        self.view.set_compact(compact)

    # Rows ---------------------------------------------------------------------------------------------------

    def _with(self, act: object) -> None:
        """Do something with the plan shown."""
        if self.view.sheet is not None and callable(act):
            act(self.view.sheet)

    def _edit(self) -> None:
        if not self.is_open:
            return
        if self.view.section is Section.TARGETS:
            self.view.targets.enter()
        elif self.view.section is Section.ROWS:
            self.view.enter()

    def _save(self, task: EntityId, said: object) -> None:
        then = partial(self.view.panel.forget, task)
        self._with(lambda sheet: self.acts.save(sheet, task, said, then))  # type: ignore[arg-type]  # the panel's RowFields

    def _create(self, place: NewPlace, said: object) -> None:
        self._with(lambda sheet: self.acts.create(sheet, place, said, self._end_typing))  # type: ignore[arg-type]  # as above

    def _split(self, task: EntityId, parts: object) -> None:
        self._with(lambda sheet: self.acts.split(sheet, task, parts, self._end_typing))  # type: ignore[arg-type]  # a tuple of RowFields

    def _end_typing(self) -> None:
        """A new row or parts were taken over."""
        self.view.panel.discard()

    def _move(self, up: object) -> None:
        line = self.view.line
        if line is not None:
            self._with(lambda sheet: self.acts.move(sheet, line, up=bool(up)))

    def _remove(self) -> None:
        sheet, line = self.view.sheet, self.view.line
        if sheet is None or line is None:
            return
        if sheet.mode is Mode.DIRECT:
            self.acts.remove(sheet, line.entity)
        elif line.amended is not None:
            self.acts.give_up(sheet, [line.entity])
        else:
            self._ask_why(sheet, line.entity, line.row.label)

    def _ask_why(self, sheet: PlanSheet, task: EntityId, label: str) -> None:
        used = sheet.line(task)
        below = " Các dòng bên dưới cũng rút theo." if used is not None and sheet.is_heading_used(used) else ""
        why = ReasonDialog.reason_for(
            self,
            f"Rút {label} khỏi kế hoạch?",
            f"Vào bản thảo sửa đổi; kết quả các đơn vị đã nhập vẫn giữ.{below}",
            act="Rút dòng này",
            keep="Giữ dòng này",
        )
        if why:
            self.acts.withdraw(sheet, task, why)

    # The draft ----------------------------------------------------------------------------------------------

    def _drop_change(self, change: ShownChange) -> None:
        self._with(lambda sheet: self.acts.give_up(sheet, [EntityId(str(change.key))]))

    def _discard_draft(self) -> None:
        self._with(
            lambda sheet: self.acts.change_draft(
                sheet, lambda _draft: NO_DRAFT, "Đã bỏ bản thảo sửa đổi.", lambda: None
            )
        )

    def _amend(self) -> None:
        self._with(lambda sheet: self.acts.amend(sheet, lambda: self.view.show_section(Section.REVISIONS)))

    def _set_target(self, owner: EntityId, demand: object, ordinal: object) -> None:
        view = self.view.targets.view
        self._with(lambda sheet: self.acts.set_target(sheet, owner, demand, ordinal, view.setFocus))  # type: ignore[arg-type]  # as the section told

    # A new document -----------------------------------------------------------------------------------------

    def _ask_for_document(self) -> None:
        if not self.is_open or self.view.sheet is None or self.view.sheet.mode is Mode.READ:
            return
        file = files.ask_for_document(self)
        if file is not None:
            self.open_document(file)

    def open_document(self, file: Path) -> None:
        """Compare a new document with the plan shown."""
        if self._plan is not None:
            self.refusal.hide()
            self.comparing.begin(self._plan, file)

    def _refuse(self, what: str, todo: str) -> None:
        self.refusal.tell(Grade.ERROR, what, todo)
        self.refusal.show()
