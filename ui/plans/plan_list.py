"""The plans of headquarters: number and day, title, revision, size, who has them and who acknowledged."""

from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, number_text
from desktop.plans.overview import PlanOverview
from ui import theme
from ui.table_model import Align, Column, Role
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.record_view import RecordView


class PlanList(RecordView[PlanOverview]):
    """One line per plan; Enter opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Các kế hoạch",
            columns(),
            lambda one: one.plan.entity,
            delegates={
                "number": TwoLineDelegate(),
                "title": TitleDelegate(),
                "revision": TwoLineDelegate(),
                "size": TwoLineDelegate(),
                "units": TwoLineDelegate(),
            },
            parent=parent,
        )
        self.setUniformRowHeights(True)

    def set_compact(self, compact: bool) -> None:
        """Use narrower columns in a narrow window."""
        header = self.header()
        for number, column in enumerate(self.records.columns):
            if column.width:
                header.resizeSection(number, theme.current().px(column.width * (80 if compact else 100) // 100))


def columns() -> list[Column[PlanOverview]]:
    """What is told of a plan."""
    return [
        Column(
            "number",
            "Số, ký hiệu",
            lambda one: one.plan.number,
            width=168,
            roles={Role.STRONG: lambda _one: True, Role.META: _day},
        ),
        Column("title", "Kế hoạch", lambda one: one.plan.title, tooltip=lambda one: one.plan.title),
        Column(
            "revision",
            "Bản",
            lambda one: f"Bản {one.latest}" if one.latest > 1 else "Như ban hành",
            width=150,
            accessible=lambda one: ". ".join((f"Bản {one.latest}", _standing(one))),
            tooltip=lambda one: "\n".join(one.words),
            roles={Role.META: _standing, Role.META_TONE: lambda one: "warn" if one.words else ""},
        ),
        Column(
            "size",
            "Nhiệm vụ",
            lambda one: number_text(one.task_count),
            align=Align.RIGHT,
            width=110,
            roles={Role.META: lambda one: f"{number_text(one.row_count)} dòng"},
        ),
        Column(
            "units",
            "Đơn vị",
            lambda one: f"{one.units} đơn vị" if one.units else "chưa giao",
            width=158,
            roles={
                Role.META: _acknowledged,
                Role.META_TONE: lambda one: "warn" if one.latest > 1 and one.acknowledged < one.units else "",
                Role.TONE: lambda one: "" if one.units else "text3",
            },
        ),
    ]


def _day(one: PlanOverview) -> str:
    return day_text(one.plan.date) if one.plan.date else "không rõ ngày"


def _standing(one: PlanOverview) -> str:
    if one.words:
        return "cần xem các bản sửa đổi"
    if not one.is_own:
        return "đơn vị khác ban hành"
    return "đã gửi đi" if one.has_left else "chưa gửi, sửa được"


def _acknowledged(one: PlanOverview) -> str:
    if not one.units or one.latest == 1:
        return ""
    return f"{one.acknowledged}/{one.units} đã xác nhận"
