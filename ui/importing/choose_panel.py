"""Where an import begins: a file, pasted text, what was left off, or a plan that comes with the program."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.importing.kept_reviews import KeptReview
from desktop.importing.parsed import ParsedPlan
from ui.importing.kept_panel import KeptPanel
from ui.importing.opened import LibraryPlan
from ui.table_model import Align, Column, Role
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Card, Well, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

_COLUMNS: list[Column[LibraryPlan]] = [
    Column(
        "number",
        "Số, ký hiệu",
        lambda plan: plan.plan.called,
        width=232,
        roles={Role.STRONG: lambda _plan: True, Role.META: lambda plan: plan.day},
    ),
    Column("title", "Kế hoạch", lambda plan: plan.plan.title, tooltip=lambda plan: plan.plan.title),
    Column("tasks", "Nhiệm vụ", lambda plan: str(plan.plan.tasks), width=88, align=Align.RIGHT),
    Column(
        "state",
        "Trong sổ",
        lambda plan: plan.state_words,
        width=96,
        roles={Role.TONE: lambda plan: "green" if plan.is_known else "text2"},
    ),
]


class ChoosePanel(QWidget):
    """Tells which document is to be read; the page itself takes what is dropped on it."""

    file_wanted = Signal()
    """The person wants to choose a file."""
    paste_wanted = Signal()
    """The text on the clipboard is to be read."""
    plan_chosen = Signal(object)
    """A plan of the library was opened (`LibraryPlan`)."""
    adoption_wanted = Signal(object)
    """A plan of the library is to be taken into the ledger as it was reviewed (`LibraryPlan`)."""
    assignment_wanted = Signal(object)
    """The tasks of the plan just taken in, by its number (str), are to be assigned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(margin=20, gap=12)
        self.banner = Banner(Grade.ERROR, "")
        self.banner.hide()
        self._done_number = ""
        self._may_take_in = self._is_writing = False
        self.done = Banner(Grade.GOOD, "", action="Giao theo kế hoạch…", on_action=self._ask_to_assign)
        self.done.hide()
        self.progress = ProgressPanel("Dừng thì sổ vẫn như trước.", "dòng")
        layout.addWidget(self.banner)
        layout.addWidget(self.done)
        self.kept = KeptPanel()
        layout.addWidget(self.progress)
        layout.addWidget(self.kept)
        layout.addWidget(self._file_card())
        layout.addWidget(self._library_card(), 1)
        self.setLayout(layout)

    def _file_card(self) -> Well:
        well = Well(margin=0)
        well.setAccessibleName("Thả văn bản kế hoạch vào đây")
        self.choose = PrimaryButton("Chọn văn bản…", "folder_open", shortcut="Ctrl+O")
        self.choose.clicked.connect(self.file_wanted)
        self.paste = SecondaryButton("Dán văn bản", "copy", tip="Ctrl+V")
        self.paste.clicked.connect(self.paste_wanted)
        words = column(gap=2)
        words.addWidget(Label("Nạp kế hoạch từ văn bản", Kind.SECTION))
        words.addWidget(
            Label(
                "Chọn, thả hoặc dán văn bản có kế hoạch: Word, bảng tính, văn bản thuần, hoặc đoạn chép từ trang web. "
                "Máy đọc trước, người xem chỗ còn ngờ; chưa có gì được ghi trước khi bấm «Nạp kế hoạch».",
                Kind.META,
                wrap=True,
            )
        )
        inner = row(margin=16, gap=12)
        inner.addWidget(IconLabel("document_arrow_down", "text2", 24))
        inner.addLayout(words, 1)
        inner.addWidget(self.paste, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        well.body.addLayout(inner)
        return well

    def _library_card(self) -> Card:
        words = "Văn bản đã ban hành, đã đọc và soát từng ô; Enter mở văn bản bên cạnh phần đọc được"
        card = Card("Thư viện kế hoạch", words, ruled=True, margin=0, gap=0)
        self.library: RecordView[LibraryPlan] = RecordView(
            "Thư viện kế hoạch",
            _COLUMNS,
            lambda plan: plan.plan.name,
            delegates={"number": TwoLineDelegate(), "title": TitleDelegate()},
            empty="Thư viện chưa có văn bản nào.",
        )
        self.library.opened.connect(self.plan_chosen)
        self.library.chosen.connect(lambda _plan: self._show_adoption())
        self.adopt = SecondaryButton("Nạp vào sổ", "document_arrow_down", shortcut="Ctrl+Enter")
        self.adopt.clicked.connect(lambda: self.adoption_wanted.emit(self.library.current()))
        card.tools.addWidget(self.adopt)
        card.body.addWidget(self.library)
        return card

    def show_library(self, plans: Sequence[LibraryPlan]) -> None:
        """List the plans of the library."""
        self.library.replace(records=plans)
        self._show_adoption()
        if self.library.current_key() is None:
            self.library.select_first()

    def show_kept(self, reviews: Sequence[KeptReview]) -> None:
        """List the documents whose review was begun."""
        self.kept.show_reviews(reviews)

    def _show_adoption(self) -> None:
        chosen = self.library.current()
        is_new = chosen is not None and not chosen.is_known
        self.adopt.setEnabled(is_new and self._may_take_in and not self._is_writing)

    def set_writing(self, writing: bool) -> None:
        """A plan of the library is being written, or not any more."""
        self._is_writing = writing
        self._show_adoption()

    def allow_taking_in(self, allowed: bool) -> None:
        """Say whether this person may take plans into the ledger."""
        self._may_take_in = allowed
        self._show_adoption()

    def show_done(self, parsed: ParsedPlan | None) -> None:
        """Say which plan was taken in, with the step that follows; None takes that away."""
        self.done.setVisible(parsed is not None)
        if parsed is None:
            return
        self._done_number = parsed.plan.number or ""
        provincial = sum(bool(one.provincial) for one in parsed.tasks)
        share = f", trong đó {provincial} nhiệm vụ cấp tỉnh" if provincial else ""
        words = f"{len(parsed.tasks)} nhiệm vụ{share}, chờ giao cho các đơn vị."
        self.done.tell(Grade.GOOD, f"Kế hoạch {self._done_number} đã ở trong sổ.", words)
        self.done.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_to_assign(self) -> None:
        self.assignment_wanted.emit(self._done_number)

    def show_problem(self, what: str, todo: str) -> None:
        """Say why a document could not be read; empty words take that away."""
        self.banner.setVisible(bool(what))
        if what:
            self.banner.tell(Grade.ERROR, what, todo)
