"""One read-only table model over immutable records; the columns are data."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.widgets.text import tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    """Roles of a cell beyond Qt's own."""

    RECORD = Qt.ItemDataRole.UserRole + 1
    """The record of the row; the heading of a group row."""
    SORT = Qt.ItemDataRole.UserRole + 2
    """What the column is sorted by."""
    META = Qt.ItemDataRole.UserRole + 3
    """The second line of a cell (str)."""
    META_TONE = Qt.ItemDataRole.UserRole + 4
    """The colour of the second line: "", red, warn, green, blue."""
    META_ICON = Qt.ItemDataRole.UserRole + 5
    """The name of the icon before the second line (str)."""
    SIGN = Qt.ItemDataRole.UserRole + 6
    """The `Sign` of a cell with a state."""
    TONE = Qt.ItemDataRole.UserRole + 7
    """The colour of the words: "", text2, text3, red, warn, green, blue."""
    STRONG = Qt.ItemDataRole.UserRole + 8
    """Whether the words are set in the heavier weight (bool)."""
    LOCKED = Qt.ItemDataRole.UserRole + 9
    """Whether the row cannot be acted on by this person (bool)."""
    GROUP = Qt.ItemDataRole.UserRole + 10
    """Whether the row is the heading of a group (bool)."""
    KEY = Qt.ItemDataRole.UserRole + 11
    """What tells the row from all others, the same after a reload."""


class Align(IntEnum):
    """Where the words of a column stand; figures stand right."""

    LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its head, the words of a record in it, and what else its delegate asks for.

    `width` is in pixels at 100 %, 0 takes the room that is left. `accessible` says the cell in words where
    the painted cell says more than its text. `roles` answers further roles (`Role.META`, `Role.SIGN` …).
    Annotate the list, not the call: `COLUMNS: list[Column[Task]] = [Column(…)]`.
    """

    key: str
    title: str
    value: Callable[[T], str]
    align: Align = Align.LEFT
    width: int = 0
    sort_key: Callable[[T], object] | None = None
    accessible: Callable[[T], str] | None = None
    tooltip: Callable[[T], str] | None = None
    roles: Mapping[Role, Callable[[T], object]] = field(default_factory=dict)


def cell(column: Column[T], record: T, role: int) -> object:
    """What a record answers in a column for a role of a model."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.value(record)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return int(column.align)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return (column.accessible or column.value)(record)
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip(column.tooltip(record)) if column.tooltip else None
    if role == Role.SORT:
        return (column.sort_key or column.value)(record)
    if role == Role.RECORD:
        return record
    extra = column.roles.get(Role(role)) if role in _ROLES else None
    return extra(record) if extra else None


_ROLES = frozenset(int(role) for role in Role)


def head(column: Column[T], role: int) -> object:
    """What the head of a column answers for a role of a model."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.title
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return int(column.align)
    return None


class RecordTableModel(QAbstractTableModel, Generic[T]):
    """A flat table of records; `key` tells them apart so that views keep the selection over a reload.

    Up to 20.000 rows; above that page in SQL.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        records: Sequence[T] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._records = tuple(records)

    def replace(self, records: Sequence[T]) -> None:
        """Show these records from now on."""
        self.beginResetModel()
        self._records = tuple(records)
        self.endResetModel()

    @property
    def records(self) -> tuple[T, ...]:
        """The records shown, in the model's own order."""
        return self._records

    def record(self, index: Index) -> T:
        """The record of a row."""
        return self._records[index.row()]

    def index_of(self, key: Hashable) -> QModelIndex:
        """The row of a key, invalid where there is none."""
        for row, record in enumerate(self._records):
            if self._key(record) == key:
                return self.index(row, 0)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record = self._records[index.row()]
        if role == Role.KEY:
            return self._key(record)
        return cell(self.columns[index.column()], record, role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            return head(self.columns[section], role)
        return None
