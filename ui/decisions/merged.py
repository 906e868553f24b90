"""The line that names the fields only one side changed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.conflicts.records import Merged
from ui.widgets.buttons import LinkButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Well, row
from ui.widgets.text import Kind, Label


class MergedLine(Well):
    """«4 trường chỉ một bên sửa đã gộp tự động: …», unfolding to their values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=8, gap=6, parent=parent)
        self._words = Label("", wrap=True)
        self.link = LinkButton("Xem")
        self.link.clicked.connect(self._flip)
        line = row(gap=8)
        line.addWidget(IconLabel("merge", "green.solid"))
        line.addWidget(self._words, 1)
        line.addWidget(self.link)
        self.body.addLayout(line)
        self._values = Label("", Kind.META, wrap=True, selectable=True)
        self._values.hide()
        self.body.addWidget(self._values)

    def show_merged(self, merged: Sequence[Merged]) -> None:
        """Name these fields."""
        names = ", ".join(each.label for each in merged)
        self._words.setText(f"{len(merged)} trường chỉ một bên sửa đã gộp tự động: {names}")
        self._values.setText("\n".join(f"{each.label}: {each.words}" for each in merged))
        self._values.hide()
        self.link.setText("Xem")

    def _flip(self) -> None:
        hidden = self._values.isHidden()
        self._values.setVisible(hidden)
        self.link.setText("Ẩn" if hidden else "Xem")
