"""Sorting in Vietnamese order and filtering by a rule, over any record model."""

from collections.abc import Callable

from PySide6.QtCore import QCollator, QLocale, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel
from typing_extensions import override

from ui.table_model import Role


class FilterProxy(QSortFilterProxyModel):
    """Shows the records a rule accepts, sorted by the column's sort key; words in Vietnamese order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rule: Callable[[object], bool] | None = None
        self._collator = QCollator(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        self._collator.setNumericMode(True)
        self.setSortRole(Role.SORT)
        self.setRecursiveFilteringEnabled(True)

    def set_rule(self, rule: Callable[[object], bool] | None) -> None:
        """Show only the records the rule accepts; `None` shows all."""
        self.beginFilterChange()
        self._rule = rule
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        if self._rule is None:
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        if index.data(Role.GROUP):
            return False  # a heading stays through the records under it
        return self._rule(index.data(Role.RECORD))

    @override
    def lessThan(
        self, source_left: QModelIndex | QPersistentModelIndex, source_right: QModelIndex | QPersistentModelIndex
    ) -> bool:
        left, right = source_left.data(Role.SORT), source_right.data(Role.SORT)
        if left is None or right is None:
            return left is not None  # what is unknown stands last
        if isinstance(left, str) and isinstance(right, str):
            return self._collator.compare(left, right) < 0
        return bool(left < right)
