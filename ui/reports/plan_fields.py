"""Which plan is printed as it was issued, and whose tasks are marked in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.amendments.amendments import FIRST_REVISION
from desktop.journal.event import EntityId
from desktop.plan_paper.preparing import PaperChoice
from desktop.plan_paper.remarks import Marks
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.panels import column

PLAN_PAPER: Final = "plan-paper"
"""What the list of reports calls the paper of a plan."""
_NONE, _ALL, _OWN = "", "*", "own"
_MARK_HINTS: Final = {
    _NONE: "Bản in không ghi việc giao nhiệm vụ.",
    _ALL: "Thêm cột ghi đơn vị được giao chủ trì, phối hợp.",
}
_UNIT_HINT: Final = "Vạch đậm ở lề trái, thêm cột ghi chủ trì, phối hợp và cán bộ."


@dataclass(frozen=True, slots=True)
class IssuedPlan:
    """A plan to choose."""

    entity: EntityId
    number: str
    title: str
    is_amended: bool = False


class PlanFields(QWidget):
    """The parameters of a plan's paper; every change of them is told at once."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans: dict[str, IssuedPlan] = {}
        self._wanted = ""
        self.plan = ComboBox()
        self.plan_field = Field("Kế hoạch", self.plan)
        self.version = ComboBox([("Hiện hành, ghi rõ chỗ sửa đổi", None), ("Như khi ban hành", FIRST_REVISION)])
        self.version_field = Field("Bản in", self.version)
        self.marks = ComboBox([("Không đánh dấu", _NONE)])
        self.marks_field = Field("Đánh dấu nhiệm vụ đã giao", self.marks)
        both = column(gap=10)
        for field in (self.plan_field, self.version_field, self.marks_field):
            both.addWidget(field)
        self.setLayout(both)
        for box in (self.plan, self.version, self.marks):
            box.currentIndexChanged.connect(lambda _row: self._tell())
        self._explain()

    def show_choices(self, plans: Sequence[IssuedPlan], own_unit: str, units: Sequence[tuple[str, str]]) -> None:
        """Offer these plans and units by code and name; below headquarters there is only the unit itself."""
        self._plans = {plan.entity: plan for plan in plans}
        marks = [("Không đánh dấu", _NONE)]
        if units:
            marks += [("Mọi đơn vị được giao", _ALL), *((name, code) for code, name in units)]
        else:
            marks += [(f"Nhiệm vụ của {own_unit}", _OWN)]
        is_first = self.marks.count() == 1
        self._quietly(self.plan, [(plan.number or plan.title, plan.entity) for plan in plans])
        self._quietly(self.marks, marks)
        if is_first and not units:
            self._choose(self.marks, _OWN)
        if self._wanted in self._plans:
            self._choose(self.plan, self._wanted)
            self._wanted = ""
        self._explain()

    def open_plan(self, plan: EntityId) -> None:
        """Choose a plan, also one that is not among the choices yet."""
        if plan in self._plans:
            self.plan.set_value(plan)
        else:
            self._wanted = plan

    @staticmethod
    def _quietly(box: ComboBox, entries: list[tuple[str, str]]) -> None:
        blocked = box.blockSignals(True)
        box.set_entries(entries)
        box.blockSignals(blocked)

    @staticmethod
    def _choose(box: ComboBox, value: str) -> None:
        blocked = box.blockSignals(True)
        box.set_value(value)
        box.blockSignals(blocked)

    def choice(self) -> PaperChoice | None:
        """What is asked for; None where there is no plan."""
        plan, mark = str(self.plan.value() or ""), str(self.marks.value() or "")
        if not plan:
            return None
        version = self.version.value() if self._plans[plan].is_amended else None
        rev = version if isinstance(version, int) else None
        if mark in (_NONE, _ALL):
            return PaperChoice(EntityId(plan), Marks.ALL if mark == _ALL else Marks.NONE, rev=rev)
        return PaperChoice(EntityId(plan), Marks.UNIT, None if mark == _OWN else mark, rev)

    def _tell(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        none = "Chưa có kế hoạch nào trong sổ."
        plan = self._plans.get(str(self.plan.value() or ""))
        self.plan_field.set_hint(plan.title if plan else none)
        self.version_field.setVisible(plan is not None and plan.is_amended)
        self.marks_field.set_hint(_MARK_HINTS.get(str(self.marks.value() or ""), _UNIT_HINT))
