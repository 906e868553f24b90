"""The tab of a task's periodic duties: what is asked for, ending it, and defining more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.dates import Period
from desktop.obligations.records import Obligation
from desktop.obligations.suggesting import Suggestion
from desktop.obligations.words import EVERY_WORDS
from ui.tasks.duties import Duties, choices, duty_line, span_words
from ui.tasks.duty_form import DutyForm
from ui.widgets.buttons import DangerButton, LinkButton, SecondaryButton
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.inputs import TextArea
from ui.widgets.panels import Well, column, row
from ui.widgets.text import Kind, Label


class DutyPanel(QWidget):
    """Each duty in a well of its own, what the plan suggests, and the form for a new one."""

    define_wanted = Signal(object)
    """A `NewObligation`."""
    end_wanted = Signal(object, object, object)
    """The entity of a duty, its last `Period`, and the reason (str)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column(gap=12)
        self.setLayout(self._body)
        self._content: QWidget | None = None
        self._duties: Duties | None = None
        self.ends: list[EndForm] = []
        self.suggestions: list[LinkButton] = []
        self.more = SecondaryButton("Thêm việc định kỳ", "add")
        self.form = DutyForm()
        self._body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._body.addWidget(self.form)
        self.more.clicked.connect(lambda _checked=False: self._open_form())
        self.form.wanted.connect(self.define_wanted)

    def show_duties(self, duties: Duties) -> None:
        """Show the duties of a task; the form is open where there are none yet. What is being typed stays."""
        if duties == self._duties:
            return
        self._duties = duties
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        body = column(gap=8)
        self._content.setLayout(body)
        self.ends = [EndForm(one, duties) for one in duties.obligations]
        for form in self.ends:
            form.wanted.connect(self.end_wanted)
            body.addWidget(form)
        if not duties.obligations:
            body.addWidget(Label("Nhiệm vụ này chưa có việc phải báo cáo theo kỳ.", Kind.META, wrap=True))
        self._add_suggestions(body, duties)
        self._body.insertWidget(0, self._content)
        self.form.begin(duties)
        self.form.setVisible(duties.may_define and not duties.obligations)
        self.more.setVisible(duties.may_define and bool(duties.obligations))

    def _add_suggestions(self, body: QVBoxLayout, duties: Duties) -> None:
        self.suggestions = []
        for suggestion in duties.suggestions:
            line = Well()
            line.body.addWidget(Label(f"Kế hoạch ghi làm {EVERY_WORDS[suggestion.every]}:", Kind.META))
            line.body.addWidget(Label(suggestion.words, wrap=True))
            take = LinkButton("Dùng nội dung này")
            take.clicked.connect(lambda _checked=False, suggestion=suggestion: self._take(suggestion))
            line.body.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
            self.suggestions.append(take)
            body.addWidget(line)

    def _take(self, suggestion: Suggestion) -> None:
        self._open_form()
        self.form.take(suggestion)

    def _open_form(self) -> None:
        self.more.hide()
        self.form.show()
        self.form.words.setFocus(Qt.FocusReason.OtherFocusReason)


class EndForm(Well):
    """One duty with its rule and span; «Kết thúc…» asks for the last period and the reason below it."""

    wanted = Signal(object, object, object)

    def __init__(self, obligation: Obligation, duties: Duties, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self._obligation = obligation
        span = span_words(obligation)
        self.body.addWidget(Label(obligation.words, Kind.STRONG, wrap=True, selectable=True))
        self.body.addWidget(Label(duty_line(obligation, duties.unit), Kind.META, wrap=True))
        self.body.addWidget(Label(span[:1].upper() + span[1:], Kind.META, wrap=True))
        if obligation.ends is not None and obligation.reason:
            self.body.addWidget(Label(f"Kết thúc: {obligation.reason}", Kind.META, wrap=True))
        self.begin = LinkButton("Kết thúc…")
        self.begin.setAccessibleName(f"Kết thúc việc định kỳ: {obligation.words}")
        self.begin.setVisible(duties.may_end(obligation))
        found, running = choices(obligation.every, duties.day, obligation.profile)
        self.last = ComboBox([(period.heading, period) for period in found])
        self.last.set_value(running)
        self.reason = TextArea("Lý do được ghi vào lịch sử", lines=2)
        self.act = DangerButton("Kết thúc")
        self.keep = SecondaryButton("Không kết thúc")
        self._lay_out()
        self.begin.clicked.connect(lambda _checked=False: self._ask(asks=True))
        self.keep.clicked.connect(lambda _checked=False: self._ask(asks=False))
        self.reason.textChanged.connect(self._allow)
        self.act.clicked.connect(lambda _checked=False: self._tell())
        self._allow()

    def _lay_out(self) -> None:
        self.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._asked = QWidget()
        inner = column(gap=8)
        inner.addWidget(Field("Kỳ cuối còn báo cáo", self.last))
        inner.addWidget(Field("Lý do", self.reason))
        acts = row(gap=8)
        acts.addStretch(1)
        acts.addWidget(self.keep)
        acts.addWidget(self.act)
        inner.addLayout(acts)
        self._asked.setLayout(inner)
        self._asked.hide()
        self.body.addWidget(self._asked)

    def _ask(self, *, asks: bool) -> None:
        self._asked.setVisible(asks)
        self.begin.setVisible(not asks)
        (self.last if asks else self.begin).setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        self.act.setEnabled(bool(self.reason.value_text()))

    def _tell(self) -> None:
        period = self.last.value()
        if isinstance(period, Period):
            self.wanted.emit(self._obligation.entity, period, self.reason.value_text())
