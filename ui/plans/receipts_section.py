"""Which unit received and acknowledged which amendment: units down, revisions across, who and when in the cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.amendments.acknowledging import Acknowledgement, UnitRevision
from desktop.formats import clock_text, day_text
from desktop.units.table import UnitTable
from ui import theme
from ui.plans.sheet import PlanSheet
from ui.table_model import Column, Role
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.delegates import RowDelegate, TwoLineDelegate
from ui.widgets.panels import column
from ui.widgets.record_view import RecordView

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit, how far it is, and what it acknowledged by revision."""

    code: str
    name: str
    standing: UnitRevision
    said: Mapping[int, Acknowledgement]

    def words(self, rev: int) -> str:
        """What the unit did with a revision."""
        if rev in self.said:
            return "Đã xác nhận"
        return "Đã nhận, chưa xác nhận" if rev <= self.standing.received else "Chưa nhận"

    def meta(self, rev: int) -> str:
        """Who acknowledged, and when."""
        one = self.said.get(rev)
        if one is None:
            return ""
        when = datetime.fromtimestamp(one.at / 1000).astimezone()
        return f"{one.by_name or one.by}, {day_text(when.date())} {clock_text(when)[:5]}"

    def tone(self, rev: int) -> str:
        """The colour of the words."""
        return "green" if rev in self.said else "warn" if rev <= self.standing.received else "red"


class ReceiptsSection(QWidget):
    """The matrix; units that did not receive an amendment are named above it."""

    def __init__(self, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = units
        self._revs: tuple[int, ...] = ()
        self.banner = Banner(Grade.WARNING, "")
        self.empty = EmptyState("", icon="people", tone="grey")
        self.view: RecordView[UnitLine] | None = None
        self._layout = column(gap=0)
        notices = column(gap=0)
        px = theme.current().px
        notices.setContentsMargins(px(16), px(12), px(16), px(12))
        notices.addWidget(self.banner)
        notices.addWidget(self.empty)
        self._notices = QWidget()
        self._notices.setLayout(notices)
        self._layout.addWidget(self._notices)
        self.setLayout(self._layout)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show who has what of a plan."""
        revs = tuple(one.rev for one in sheet.revisions.amendments)
        lines = [
            UnitLine(one.unit, self._units.unit(one.unit).short_name, one, sheet.said.get(one.unit, {}))
            for one in sheet.units
        ]
        self._tell(revs, lines)
        if revs and lines:
            self._view_for(revs).replace(records=lines)
        if self.view is not None:
            self.view.setVisible(bool(revs and lines))

    def _view_for(self, revs: tuple[int, ...]) -> RecordView[UnitLine]:
        """The matrix with a column for each revision; made anew where one has come."""
        if self.view is not None and revs == self._revs:
            return self.view
        if self.view is not None:
            self._layout.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self._revs = revs
        delegates: dict[str, RowDelegate] = {f"rev{rev}": TwoLineDelegate() for rev in revs}
        self.view = RecordView("Đơn vị và các bản sửa đổi", _columns(revs), lambda line: line.code, delegates=delegates)
        self.view.setUniformRowHeights(True)
        self._layout.addWidget(self.view, 1)
        self.view.show()
        return self.view

    def _tell(self, revs: Sequence[int], lines: Sequence[UnitLine]) -> None:
        self.empty.setVisible(not (revs and lines))
        if not revs:
            self.empty.tell(
                "Chưa có bản sửa đổi nào để xác nhận", "Đơn vị xác nhận từng quyết định sửa đổi, không phải kế hoạch."
            )
        elif not lines:
            self.empty.tell("Chưa giao nhiệm vụ của kế hoạch này", "Đơn vị được giao nhiệm vụ mới phải xác nhận.")
        last = max(revs, default=1)
        without = [line.name for line in lines if line.standing.received < last]
        self.banner.setVisible(bool(revs and without))
        self._notices.setVisible(bool(without) or not (revs and lines))
        if without:
            named = ", ".join(without[:_MOST_NAMED])
            more = f" và {len(without) - _MOST_NAMED} đơn vị nữa" if len(without) > _MOST_NAMED else ""
            self.banner.tell(
                Grade.WARNING,
                f"{len(without)} đơn vị chưa nhận bản {last}",
                f"{named}{more}. Tạo tệp trong «Trao đổi» rồi gửi; nhập tệp về của đơn vị để biết đã nhận.",
            )


def _columns(revs: Sequence[int]) -> list[Column[UnitLine]]:
    return [
        Column("unit", "Đơn vị", lambda line: line.name, roles={Role.STRONG: lambda _line: True}),
        *(
            Column(
                f"rev{rev}",
                f"Bản {rev}",
                lambda line, rev=rev: line.words(rev),  # type: ignore[misc]  # binds the loop's value
                width=200,
                accessible=lambda line, rev=rev: f"{line.words(rev)}. {line.meta(rev)}",  # type: ignore[misc]  # as above
                roles={
                    Role.META: lambda line, rev=rev: line.meta(rev),  # type: ignore[misc]  # as above
                    Role.TONE: lambda line, rev=rev: line.tone(rev),  # type: ignore[misc]  # as above
                },
            )
            for rev in revs
        ),
    ]
