"""Two lists beside the preview: what is not in the report, and the reports made before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, moment_text
from desktop.progress.entries import EntryState
from desktop.progress.facts import NO_PERIOD
from desktop.reports.making import PRINTED, ReportRecord, code_of_text
from desktop.reports.picture import MissingTask
from ui.table_model import Column, Role
from ui.tasks.words import moment, period_words
from ui.tree_model import Group
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PlainButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Bar, Panel, column
from ui.widgets.record_view import RecordView
from ui.widgets.text import Kind, Label

STATE_WORDS = {
    EntryState.RECORDED: "Đã ghi, chưa gửi duyệt",
    EntryState.SUBMITTED: "Chờ duyệt",
    EntryState.RETURNED: "Bị trả lại",
    EntryState.APPROVED: "Đã duyệt",
}
FORM_WORDS = {PRINTED: "Bản in", "pdf": "PDF", "xlsx": "Excel"}


class _ListPanel(Panel):
    """A list in the place of the preview, with the way back above it."""

    back_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, scrolls=False, margin=0, gap=0, parent=parent)
        self._bar = Bar()
        back = PlainButton("Bản xem trước", "arrow_left", shortcut="Esc")
        back.clicked.connect(self.back_wanted)
        self._title = Label(title, Kind.SECTION)
        self._bar.body.addWidget(back)
        self._bar.body.addWidget(self._title)
        self._bar.body.addStretch(1)
        self.body.addWidget(self._bar)


def _missing_columns(unit_names: dict[str, str]) -> list[Column[MissingTask]]:
    columns: list[Column[MissingTask]] = [
        Column("number", "Số", lambda r: r.label, width=84, roles={Role.STRONG: lambda _r: True}),
        Column("title", "Nhiệm vụ", lambda r: r.title, tooltip=lambda r: r.title),
        Column(
            "state",
            "Kết quả",
            lambda r: STATE_WORDS[r.state] if r.state else "Chưa nhập",
            width=190,
            roles={Role.META: lambda r: "" if r.period in ("", NO_PERIOD) else f"Kỳ {period_words(r.period).lower()}"},
        ),
    ]
    if unit_names:
        columns.insert(2, Column("unit", "Đơn vị", lambda r: unit_names.get(r.unit, r.unit), width=170))
    return columns


class MissingPanel(_ListPanel):
    """The tasks whose latest entry is not approved, and those without any."""

    opened = Signal(object)
    """The `MissingTask` to be opened among the tasks."""

    def __init__(self, unit_names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Chưa có trong báo cáo", parent)
        self.view: RecordView[MissingTask] = RecordView(
            "Chưa có trong báo cáo",
            _missing_columns(unit_names),
            lambda task: (task.task, task.unit),
            delegates={"title": TitleDelegate(), "state": TwoLineDelegate()},
            empty="Mọi nhiệm vụ đều có kết quả đã duyệt.",
        )
        self.view.opened.connect(self.opened)
        self.body.addWidget(self.view, 1)

    def show_missing(self, missing: Sequence[MissingTask]) -> None:
        """Show these, what only waits for approval first."""
        waiting = tuple(task for task in missing if task.state is not None)
        silent = tuple(task for task in missing if task.state is None)
        groups = [
            Group(words, words, found, note=f"{len(found)} nhiệm vụ")
            for words, found in (("Có kết quả chưa duyệt", waiting), ("Chưa nhập kết quả", silent))
            if found
        ]
        self.view.replace(groups)


def _data_words(record: ReportRecord) -> str:
    day: date | None = record.as_of
    words = f"tính đến {day_text(day)}" if day else ""
    return f"{words}, bản nháp" if record.draft else words


_MADE_COLUMNS: list[Column[ReportRecord]] = [
    Column("made", "Lập lúc", lambda r: moment_text(moment(r.made_at)), width=136),
    Column(
        "title",
        "Báo cáo",
        lambda r: r.title,
        tooltip=lambda r: r.title,
        roles={Role.META: _data_words},
    ),
    Column("form", "Dạng", lambda r: FORM_WORDS.get(r.form, r.form), width=72),
    Column("by", "Người lập", lambda r: r.made_by, width=132),
    Column("code", "Mã đối chiếu", lambda r: r.check_code, width=146, roles={Role.STRONG: lambda _r: True}),
]


class MadePanel(_ListPanel):
    """The reports made here; the code on a paper finds the one it was printed from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Báo cáo đã lập", parent)
        self._records: Sequence[ReportRecord] = ()
        self._shown_code = ""
        self.code = LineEdit("7F3K-1042-9CQ8")
        self.code.textChanged.connect(lambda _text: self._find())
        self.answer = Banner(Grade.INFO, "")
        self.answer.hide()
        asked = column(margin=16, gap=8)
        asked.addWidget(
            Field("Mã đối chiếu in trên giấy", self.code, "Mã ở cuối mỗi trang; gõ liền hay có gạch đều được.")
        )
        asked.addWidget(self.answer)
        self.body.addLayout(asked)
        self.view: RecordView[ReportRecord] = RecordView(
            "Báo cáo đã lập",
            _MADE_COLUMNS,
            lambda record: record.entity,
            delegates={"title": TwoLineDelegate()},
            empty="Chưa in hoặc lưu báo cáo nào ở đây.",
        )
        self.body.addWidget(self.view, 1)

    def show_made(self, records: Sequence[ReportRecord], shown_code: str) -> None:
        """Show these reports; `shown_code` is that of the preview."""
        self._records = records
        self._shown_code = shown_code
        self._find()

    def _find(self) -> None:
        """List the reports with the typed code, and say what it proves."""
        typed = code_of_text(self.code.value_text())
        found = [record for record in self._records if record.check_code == typed] if typed else list(self._records)
        self.view.replace((), found)
        whole = len(typed.replace("-", "")) == 12  # three groups of four
        self.answer.setVisible(whole)
        if not whole:
            return
        if typed == self._shown_code:
            self.answer.tell(Grade.GOOD, "Giấy và bản đang xem cùng một số liệu.", _made_words(found))
        elif found:
            self.answer.tell(Grade.INFO, "Mã này của một báo cáo lập ở đây.", _made_words(found))
        else:
            todo = "Chọn đúng kỳ, ngày và kế hoạch ghi trên giấy rồi so mã của bản xem trước."
            self.answer.tell(Grade.WARNING, "Không có báo cáo nào lập ở đây mang mã này.", todo)

    def leave_code(self) -> None:
        """Forget what was typed."""
        self.code.clear()


def _made_words(found: Sequence[ReportRecord]) -> str:
    if not found:
        return ""
    last = found[0]
    return f"{last.title}, {_data_words(last)}, {last.made_by} lập {moment_text(moment(last.made_at))}."
