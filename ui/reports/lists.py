"""The list beside the preview of what is not in the report, and what all such lists share."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.progress.entries import EntryState
from desktop.progress.facts import NO_PERIOD
from desktop.reports.picture import MissingTask
from ui.table_model import Column, Role
from ui.tasks.words import period_words
from ui.tree_model import Group
from ui.widgets.buttons import PlainButton
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.panels import Bar, Panel
from ui.widgets.record_view import RecordView
from ui.widgets.text import ElidedLabel, Kind

STATE_WORDS = {
    EntryState.RECORDED: "Đã ghi, chưa gửi duyệt",
    EntryState.SUBMITTED: "Chờ duyệt",
    EntryState.RETURNED: "Bị trả lại",
    EntryState.APPROVED: "Đã duyệt",
}


class ListPanel(Panel):
    """A list in the place of the preview, with the way back above it."""

    back_wanted = Signal()

    def __init__(self, title: str, back_words: str = "Bản xem trước", parent: QWidget | None = None) -> None:
        super().__init__(title, scrolls=False, margin=0, gap=0, parent=parent)
        self._bar = Bar()
        back = PlainButton(back_words, "arrow_left", shortcut="Esc")
        back.clicked.connect(self.back_wanted)
        self._title = ElidedLabel(title, Kind.SECTION)
        self._bar.body.addWidget(back)
        self._bar.body.addWidget(self._title, 1)
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


class MissingPanel(ListPanel):
    """The tasks whose latest entry is not approved, and those without any."""

    opened = Signal(object)
    """The `MissingTask` to be opened among the tasks."""

    def __init__(self, unit_names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Chưa có trong báo cáo", parent=parent)
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
