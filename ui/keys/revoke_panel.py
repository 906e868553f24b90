"""Ending a machine's key: what stays and what is refused stands here before the reason is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.keys.revoking import RevocationPreview
from ui.keys.form_panel import FormPanel
from ui.keys.words import kept_lines, machine_words, warnings
from ui.widgets.buttons import DangerButton
from ui.widgets.fields import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.panels import Well
from ui.widgets.text import Kind, Label


class RevokePanel(FormPanel):
    """The preview and one field; the button waits for the reason."""

    revocation_wanted = Signal(object)
    """The reason (str)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Thu hồi khóa", parent=parent)
        self.words.show()
        kept = Well(margin=12, gap=4)
        self._up_to = Label("", Kind.STRONG, wrap=True)
        self.kept = Label("", wrap=True)
        kept.body.addWidget(self._up_to)
        kept.body.addWidget(self.kept)
        refused = Well(margin=12, gap=4)
        refused.body.addWidget(Label("Bị từ chối", Kind.STRONG))
        refused.body.addWidget(
            Label("Mọi nội dung máy này ký sau vị trí đó, dù đồng hồ của máy ghi ngày nào.", wrap=True)
        )
        self.told = Label("", Kind.META, wrap=True)
        self.reason = LineEdit("Ví dụ: mất máy tại trụ sở ngày 20/6")
        self._field = Field("Lý do", self.reason, "Ghi vào danh sách tin cậy, mọi đơn vị nhận danh sách đều đọc được.")
        self.reason.textChanged.connect(lambda _text: self.refresh())
        self.revoke = DangerButton("Thu hồi khóa", "lock_closed")
        self.revoke.clicked.connect(lambda: self.revocation_wanted.emit(self.reason.value_text()))
        for part in (kept, refused, self.told, self._field):
            self.body.addWidget(part)
        self.finish(self.revoke)

    def show_preview(self, preview: RevocationPreview) -> None:
        """Show what revoking would mean."""
        self.show_problem("")
        self.reason.clear()
        self.title.setText(f"Thu hồi khóa của {machine_words(preview.machine)}")
        self.words.setText(preview.machine.unit_name)
        up_to = f", đến tệp {preview.last_bundle}" if preview.last_bundle else ""
        self._up_to.setText(f"Còn giá trị: nội dung đã nhận{up_to}")
        lines = [f"{figure} nội dung {words}" for figure, words in kept_lines(preview)]
        self.kept.setText("\n".join(lines) or "Chưa nhận nội dung nào của máy này.")
        self.told.setText("\n".join(warnings(preview)))
        self.refresh()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """The button waits for the reason."""
        has_reason = bool(self.reason.text().strip())
        self.revoke.setEnabled(has_reason)
        self.why.setText("" if has_reason else "Chưa ghi lý do.")
