"""The tab of the work to be done, as the plan prints it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.plans.records import PrintedRow
from ui.widgets.panels import column, row
from ui.widgets.text import Kind, Label


class ActivityList(QWidget):
    """Each printed activity of a task with its place in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column(gap=0)
        self.setLayout(self._body)
        self._content: QWidget | None = None

    def show_activities(self, printed: PrintedRow) -> None:
        """Show the activities of a task."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        body = column(gap=8)
        self._content.setLayout(body)
        for number, activity in enumerate(printed.activities, start=1):
            line = row(gap=8)
            place = Label(f"{number}.", Kind.STRONG)
            line.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(activity.strip(), wrap=True, selectable=True), 1)
            body.addLayout(line)
        if not printed.activities:
            body.addWidget(Label("Kế hoạch không kê công việc riêng cho nhiệm vụ này.", Kind.META, wrap=True))
        self._body.addWidget(self._content)
