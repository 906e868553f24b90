"""Number, date, name and issuer of the document, to be filled in or corrected before the import."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.importing.parsed import PlanHeader
from ui import theme
from ui.widgets.fields import Field
from ui.widgets.inputs import DateField, LineEdit
from ui.widgets.panels import row


class LetterheadBar(QFrame):
    """Four fields in a row; what is missing and blocks the import is marked."""

    changed = Signal(object)
    """The `PlanHeader` as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAccessibleName("Phần đầu văn bản")
        self._shown = PlanHeader(None, None, "", None)
        self.number, self.day = LineEdit("608/QĐ-TCHQ"), DateField()
        self.title, self.issuer = LineEdit(), LineEdit()
        self._fields = {
            "number": Field("Số, ký hiệu", self.number),
            "date": Field("Ngày ban hành", self.day),
            "title": Field("Tên kế hoạch", self.title),
            "issuer": Field("Nơi ban hành", self.issuer),
        }
        layout = row(gap=12)
        px = theme.current().px
        layout.setContentsMargins(px(16), px(6), px(16), px(8))
        for field, share in zip(self._fields.values(), (3, 2, 9, 4), strict=True):
            layout.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.day.setMinimumWidth(px(112))
        self.setLayout(layout)
        for editor in (self.number, self.day, self.title, self.issuer):
            editor.committed.connect(lambda _text: self._commit())

    def show_header(self, header: PlanHeader) -> None:
        """Show what is known of the document."""
        self._shown = header
        self.number.setText(header.number or "")
        self.day.set_value(header.date)
        self.title.setText(header.title)
        self.issuer.setText(header.issuer or "")
        for editor in (self.day, self.title, self.issuer):
            editor.setCursorPosition(0)
        self._mark()

    def begin(self, field: str) -> None:
        """Put the cursor into a field: number, date, title or issuer."""
        editor = self._fields.get(field, self._fields["number"]).editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, LineEdit):
            editor.selectAll()

    def _commit(self) -> None:
        typed = PlanHeader(
            self.number.value_text() or None,
            self.day.value(),
            self.title.value_text(),
            self.issuer.value_text() or None,
        )
        self._mark()
        if typed != self._shown and not self.day.problem():
            self._shown = typed
            self.changed.emit(typed)

    def _mark(self) -> None:
        """Say what blocks the import under its field."""
        for field in self._fields.values():
            field.clear_mark()
        if not self.number.value_text():
            self._fields["number"].set_error("Ghi số, ký hiệu.")
        if not self.title.value_text():
            self._fields["title"].set_error("Ghi tên kế hoạch.")
        if self.day.problem():
            self._fields["date"].set_error(self.day.problem())
        elif self.day.value() is None:
            self._fields["date"].set_warning("Chưa có ngày.")
