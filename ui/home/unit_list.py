"""The units' figures on the Home of headquarters."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.formats import number_text, percent_text
from desktop.home import UnitFigures
from ui.table_model import Align, Column, Role
from ui.widgets.record_view import RecordView


def _figure(value: Callable[[UnitFigures], int], tone: str = "") -> dict[Role, Callable[[UnitFigures], object]]:
    return {
        Role.TONE: lambda u: tone if value(u) else "text3",
        Role.STRONG: lambda u: bool(tone and value(u)),
    }


def columns(name: Callable[[str], str]) -> list[Column[UnitFigures]]:
    """Unit, overdue, due soon, open in time, done, all, and the share of what fell due."""

    def ratio(unit: UnitFigures) -> str:
        return percent_text(unit.two_by_two.completed, unit.two_by_two.fallen_due)

    def figure(key: str, title: str, value: Callable[[UnitFigures], int], tone: str = "") -> Column[UnitFigures]:
        return Column(
            key,
            title,
            lambda u: number_text(value(u)),
            align=Align.RIGHT,
            width=92,
            sort_key=value,
            accessible=lambda u: f"{title}: {number_text(value(u))}",
            roles=_figure(value, tone),
        )

    return [
        Column("unit", "Đơn vị", lambda u: name(u.unit), tooltip=lambda u: name(u.unit)),
        figure("overdue", "Quá hạn", lambda u: u.two_by_two.open_overdue, "red"),
        figure("due_soon", "7 ngày tới", lambda u: u.due_soon),
        figure("done", "Hoàn thành", lambda u: u.two_by_two.completed),
        figure("total", "Tổng số", lambda u: u.two_by_two.total),
        Column(
            "ratio",
            "Trên đến hạn",
            ratio,
            align=Align.RIGHT,
            width=112,
            accessible=lambda u: f"Hoàn thành trên số đến hạn: {ratio(u) or 'chưa có'}",
        ),
    ]


class UnitList(RecordView[UnitFigures]):
    """The units with their figures, those with most overdue tasks first; Enter opens the unit's tasks."""

    def __init__(self, name: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(
            "Các đơn vị",
            columns(name),
            lambda u: u.unit,
            empty="Chưa giao nhiệm vụ cho đơn vị nào. Nạp kế hoạch rồi giao trong «Toàn ngành».",
            parent=parent,
        )

    def set_compact(self, compact: bool) -> None:
        """Show fewer figures in a narrow window."""
        for number, column in enumerate(self.records.columns):
            self.setColumnHidden(number, compact and column.key in {"done", "ratio"})
