"""One plan: its rows, the draft of the next decision, targets, recorded decisions, and who acknowledged them."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop.formats import day_text
from desktop.importing.parsed import RowKind
from desktop.units.table import UnitTable
from ui import theme
from ui.plans.document_section import DocumentSection
from ui.plans.draft_section import DraftSection
from ui.plans.receipts_section import ReceiptsSection
from ui.plans.revisions_section import RevisionsSection
from ui.plans.row_panel import NewPlace, RowPanel
from ui.plans.rows_panel import RowsPanel
from ui.plans.sheet import Mode, PlanSheet, SheetLine
from ui.plans.targets_section import TargetsSection
from ui.widgets.buttons import PlainButton, ToolButton
from ui.widgets.chips import Chip
from ui.widgets.panels import column, row
from ui.widgets.text import ElidedLabel, Kind


class Section(StrEnum):
    """What of the plan is shown."""

    ROWS = "rows"
    DRAFT = "draft"
    TARGETS = "targets"
    REVISIONS = "revisions"
    RECEIPTS = "receipts"


_WORDS = {
    Section.ROWS: "Các dòng",
    Section.DRAFT: "Bản thảo",
    Section.TARGETS: "Chỉ tiêu",
    Section.REVISIONS: "Các bản",
    Section.RECEIPTS: "Xác nhận",
}


class PlanDesk(QWidget):
    """Shows one plan section by section; what is to be done is told by the signals of its parts."""

    back_wanted = Signal()
    document_wanted = Signal()
    section_changed = Signal()

    def __init__(self, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: PlanSheet | None = None
        self.section = Section.ROWS
        self._is_compact = False
        self.rows, self.panel = RowsPanel(), RowPanel(units)
        self.draft, self.targets = DraftSection(), TargetsSection()
        self.revisions, self.receipts = RevisionsSection(), ReceiptsSection(units)
        self.document = DocumentSection()
        self._stack = QStackedWidget()
        self._split = self._build_rows()
        self._pages: dict[Section, QWidget] = {
            Section.ROWS: self._split,
            Section.DRAFT: self.draft,
            Section.TARGETS: self.targets,
            Section.REVISIONS: self.revisions,
            Section.RECEIPTS: self.receipts,
        }
        for page in (*self._pages.values(), self.document):
            self._stack.addWidget(page)
        layout = column(gap=0)
        layout.addWidget(self._build_head())
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)
        self._listen()

    def _build_rows(self) -> QSplitter:
        px = theme.current().px
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.rows)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        self.panel.setMinimumWidth(px(320))
        split.setSizes([px(820), px(440)])
        return split

    def _build_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("kind", "bar")
        self.back = ToolButton("arrow_left", "Các kế hoạch")
        self._title = ElidedLabel("", Kind.SECTION)
        self._facts = ElidedLabel("", Kind.META)
        words = column(gap=0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        self.load = PlainButton("Nạp văn bản sửa đổi…", "document_arrow_down", tip="Ctrl+O")
        self.chips = {section: Chip(text) for section, text in _WORDS.items()}
        self._wide, self._narrow = QWidget(), QWidget()
        self._chip_row: QHBoxLayout = row(gap=6)
        for chip in self.chips.values():
            self._chip_row.addWidget(chip)
        self._wide.setLayout(self._chip_row)
        self._below = row(gap=6)
        self._narrow.setLayout(self._below)
        self._narrow.hide()
        first = row(gap=8)
        first.addWidget(self.back)
        first.addLayout(words, 1)
        first.addWidget(self._wide)
        first.addWidget(self.load)
        layout = column(gap=6)
        px = theme.current().px
        layout.setContentsMargins(px(12), px(6), px(16), px(6))
        layout.addLayout(first)
        layout.addWidget(self._narrow)
        head.setLayout(layout)
        return head

    def _listen(self) -> None:
        self.back.clicked.connect(lambda _checked=False: self.back_wanted.emit())
        self.load.clicked.connect(lambda _checked=False: self.document_wanted.emit())
        self.draft.document_wanted.connect(self.document_wanted)
        self.draft.row_wanted.connect(self._open_row)
        self.document.dropped.connect(lambda: self.show_section(Section.DRAFT))
        for section, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, section=section: self.show_section(section))
        self.rows.view.chosen.connect(self._show_line)
        self.rows.edit_wanted.connect(self.enter)
        self.rows.add_wanted.connect(self._begin_new)
        self.rows.split_wanted.connect(self._begin_split)
        self.panel.left.connect(self._focus_rows)

    # Showing ------------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: PlanSheet, chosen: object = None) -> None:
        """Show a plan, or show it anew; `chosen` is the entity of a row to be chosen."""
        is_other = self.sheet is None or self.sheet.plan.entity != sheet.plan.entity
        self.sheet = sheet
        self._tell_head(sheet)
        self.rows.show_sheet(sheet)
        if is_other:
            self.rows.view.select_first()
        if isinstance(chosen, str):
            self.rows.view.select(chosen)
        self._show_line(self.rows.view.current())
        self.draft.show_sheet(sheet)
        self.targets.show_sheet(sheet)
        self.revisions.show_sheet(sheet)
        self.receipts.show_sheet(sheet)
        if is_other:
            self.show_section(Section.ROWS)

    def _tell_head(self, sheet: PlanSheet) -> None:
        plan, known = sheet.plan, sheet.revisions
        day = f" ngày {day_text(plan.date)}" if plan.date else ""
        self._title.setText(f"{plan.number}{day}: {plan.title}")
        standing = {
            Mode.DIRECT: "chưa gửi cho đơn vị nào, sửa thẳng được",
            Mode.DRAFT: "đã gửi đi, mọi thay đổi vào bản thảo của quyết định sửa đổi"
            if sheet.has_left
            else "đang có bản thảo sửa đổi",
            Mode.READ: "chỉ xem",
        }[sheet.mode]
        rev = f"Bản {known.latest}" if known.amendments else "Như khi ban hành"
        self._facts.setText(f"{rev}; {standing}")
        current = sum(one.is_current for one in sheet.units)
        counts = {
            Section.ROWS: sum(not line.is_gone for line in sheet.lines),
            Section.DRAFT: sheet.draft.count,
            Section.TARGETS: len(sheet.targets),
            Section.REVISIONS: len(known.amendments),
        }
        for section, chip in self.chips.items():
            if section is Section.RECEIPTS:
                told = f"Xác nhận {current}/{len(sheet.units)}" if known.amendments and sheet.units else "Xác nhận"
                chip.set_words(told)
            else:
                chip.set_words(_WORDS[section], count=counts[section])
        self.chips[Section.DRAFT].setVisible(sheet.mode is not Mode.READ)
        self.load.setVisible(sheet.mode is not Mode.READ)

    def show_section(self, section: Section) -> None:
        """Show another section."""
        self.section = section
        for one, chip in self.chips.items():
            chip.setChecked(one is section)
        self._stack.setCurrentWidget(self._pages[section])
        self.section_changed.emit()

    def show_document(self) -> None:
        """Show the new document that is compared with the plan."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self._stack.setCurrentWidget(self.document)
        self.document.changes.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.section_changed.emit()

    @property
    def is_comparing(self) -> bool:
        """Whether a new document is being compared."""
        return self._stack.currentWidget() is self.document

    def focus_first(self) -> None:
        """Put the cursor where work begins in the section shown."""
        first: QWidget = {
            Section.ROWS: self.rows.view,
            Section.DRAFT: self.draft.changes.list
            if self.sheet and self.sheet.draft.count
            else self.draft.empty.button,
            Section.TARGETS: self.targets.view,
            Section.REVISIONS: self.revisions.changes.list,
            Section.RECEIPTS: self.receipts.view or self.back,
        }[self.section]
        (self.document.changes.list if self.is_comparing else first).setFocus(Qt.FocusReason.OtherFocusReason)

    # Rows ---------------------------------------------------------------------------------------------------

    @property
    def line(self) -> SheetLine | None:
        """The row chosen."""
        return self.rows.view.current()

    def _show_line(self, line: SheetLine | None) -> None:
        if self.sheet is None:
            return
        self.panel.show_line(self.sheet, line)
        self.rows.offer(self.sheet, line)

    def _open_row(self, change: object) -> None:
        """Go to the row of a change of the draft."""
        key = getattr(change, "key", None)
        self.show_section(Section.ROWS)
        if key is not None:
            self.rows.view.select(key)
        self.rows.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Put the cursor into the field to be changed."""
        self._unfold_panel(shown=True)
        self.panel.enter()

    def _begin_new(self, below: object) -> None:
        line, sheet = self.line, self.sheet
        if sheet is None:
            return
        is_heading = line is not None and line.row.kind in {RowKind.PART, RowKind.SECTION}
        goes_below = bool(below) and line is not None
        kind = RowKind.TASK if line is None or goes_below or is_heading else line.row.kind
        kind = RowKind.TASK if kind is RowKind.GROUP and goes_below else kind
        kind = line.row.kind if line is not None and is_heading and not goes_below else kind
        self._unfold_panel(shown=True)
        self.panel.begin_new(sheet.plan, NewPlace(line, goes_below), kind, "")

    def _begin_split(self) -> None:
        if self.sheet is not None:
            self._unfold_panel(shown=True)
            self.panel.begin_split(replaces=self.sheet.mode is Mode.DRAFT)

    def _focus_rows(self) -> None:
        self._unfold_panel(shown=False)
        self.rows.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold_panel(self, *, shown: bool) -> None:
        """In a narrow window the list and the row take turns."""
        alternates = self._is_compact and self.width() < theme.current().px(760)
        self.rows.setVisible(not alternates or not shown)
        self.panel.setVisible(not alternates or shown)

    def set_compact(self, compact: bool) -> None:
        """Lay out for a narrow window, or a wide one again."""
        if compact != self._is_compact:
            self._is_compact = compact
            source, target = (self._wide, self._narrow) if compact else (self._narrow, self._wide)
            into, old = target.layout(), source.layout()
            while old is not None and into is not None and (item := old.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    into.addWidget(widget)
            if compact:
                self._below.addStretch(1)
            self._narrow.setVisible(compact)
            self._wide.setVisible(not compact)
            self._facts.setVisible(not compact)
            for part in (self.rows, self.draft, self.targets, self.revisions, self.document):
                part.set_compact(compact)
            px = theme.current().px
            self._split.setSizes([px(510), px(374)] if compact else [px(820), px(440)])
        self._unfold_panel(shown=False)
