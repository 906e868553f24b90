"""The reports made here, with the sign of what came after them; a code on paper finds the one it was printed from."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, moment_text, number_text
from desktop.journal.event import EntityId
from desktop.reports.making import PRINTED, ReportRecord, code_of_text
from ui.reports.lists import ListPanel
from ui.table_model import Column, Role
from ui.tasks.words import moment
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import column
from ui.widgets.record_view import RecordView

FORM_WORDS = {PRINTED: "Bản in", "pdf": "PDF", "xlsx": "Excel"}


class MadePanel(ListPanel):
    """Every report made here: Enter shows what would differ now, the buttons that and the report as it was."""

    differences_wanted = Signal(object)
    """What a report would show otherwise is to be shown (EntityId)."""
    reprint_wanted = Signal(object)
    """A `ReportRecord` is to be printed again as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Báo cáo đã lập", parent=parent)
        self._records: Sequence[ReportRecord] = ()
        self._counts: Mapping[EntityId, int] = {}
        self._shown_code = ""
        self._add_buttons()
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
            self._columns(),
            lambda record: record.entity,
            delegates={key: TwoLineDelegate() for key in ("title", "as_of", "made", "code")},
            empty="Chưa in hoặc lưu báo cáo nào ở đây.",
        )
        self.view.chosen.connect(lambda _record: self._refresh())
        self.view.opened.connect(lambda record: self.differences_wanted.emit(EntityId(record.entity)))
        self.body.addWidget(self.view, 1)
        self._refresh()

    def _add_buttons(self) -> None:
        self.differences_button = SecondaryButton("Xem thay đổi", "history", tip="Enter")
        self.reprint_button = SecondaryButton("In lại bản đã lập", "print")
        self.differences_button.clicked.connect(self._want_differences)
        self.reprint_button.clicked.connect(self._want_reprint)
        for button in (self.differences_button, self.reprint_button):
            self._bar.body.addWidget(button)

    def _columns(self) -> list[Column[ReportRecord]]:
        return [
            Column(
                "title",
                "Báo cáo",
                title_words,
                tooltip=lambda r: r.title,
                accessible=lambda r: f"{r.title}. {self._later_words(r)}",
                roles={
                    Role.META: self._later_words,
                    Role.META_TONE: lambda r: "warn" if self._later(r) else "text2",
                    Role.META_ICON: lambda r: "warning" if self._later(r) else "",
                },
            ),
            Column(
                "as_of",
                "Tính đến",
                lambda r: day_text(r.as_of) if r.as_of else "",
                width=96,
                roles={Role.META: lambda r: "Bản nháp" if r.draft else ""},
            ),
            Column(
                "made",
                "Lập lúc",
                lambda r: moment_text(moment(r.made_at)),
                width=140,
                roles={Role.META: lambda r: r.made_by},
            ),
            Column(
                "code",
                "Mã đối chiếu",
                lambda r: r.check_code,
                width=146,
                roles={Role.STRONG: lambda _r: True, Role.META: lambda r: FORM_WORDS.get(r.form, r.form)},
            ),
        ]

    def _later(self, record: ReportRecord) -> int:
        return self._counts.get(EntityId(record.entity), 0)

    def _later_words(self, record: ReportRecord) -> str:
        """«Có 3 thay đổi sau khi lập»; nothing while that is being counted."""
        if EntityId(record.entity) not in self._counts:
            return ""
        count = self._later(record)
        return f"Có {number_text(count)} thay đổi sau khi lập" if count else "Không có thay đổi sau khi lập"

    # Contents -----------------------------------------------------------------------------------------------

    def show_made(self, records: Sequence[ReportRecord], shown_code: str) -> None:
        """Show these reports; `shown_code` is that of the preview."""
        self._records = records
        self._shown_code = shown_code
        self._find()

    def show_later(self, counts: Mapping[EntityId, int]) -> None:
        """Show how many records came or changed after each report."""
        self._counts = counts
        self._find()

    def _find(self) -> None:
        """List the reports with the typed code, and say what it proves."""
        typed = code_of_text(self.code.value_text())
        found = [record for record in self._records if record.check_code == typed] if typed else list(self._records)
        self.view.replace((), found)
        if self.view.current() is None:
            self.view.select_first()
        self._refresh()
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

    def _refresh(self) -> None:
        for button in (self.differences_button, self.reprint_button):
            button.setEnabled(self.view.current() is not None)

    def _want_differences(self) -> None:
        record = self.view.current()
        if record is not None:
            self.differences_wanted.emit(EntityId(record.entity))

    def _want_reprint(self) -> None:
        record = self.view.current()
        if record is not None:
            self.reprint_wanted.emit(record)


def title_words(record: ReportRecord) -> str:
    """The period first, so that it is read in a narrow window too: «Quý II/2007 · Báo cáo kết quả …»."""
    kind, _, period = record.title.rpartition(", ")
    return f"{period[:1].upper()}{period[1:]} · {kind}" if kind else record.title


def data_words(record: ReportRecord) -> str:
    """«tính đến 25/06/2007, bản nháp»."""
    words = f"tính đến {day_text(record.as_of)}" if record.as_of else ""
    return f"{words}, bản nháp" if record.draft else words


def as_made_words(record: ReportRecord) -> tuple[str, str]:
    """What is said over the pages of a report that is printed once more."""
    made = f"{record.made_by} lập {moment_text(moment(record.made_at))}"
    return "Bản đã lập, in lại đúng số liệu lúc đó", f"{record.title}, {data_words(record)}. {made}."


def _made_words(found: Sequence[ReportRecord]) -> str:
    if not found:
        return ""
    last = found[0]
    return f"{last.title}, {data_words(last)}, {last.made_by} lập {moment_text(moment(last.made_at))}."
