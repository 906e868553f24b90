"""Records under the printed headings they belong to, as one read-only tree; rows can be ticked."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from ui.table_model import _ROOT, Column, Index, Role, cell, head

T = TypeVar("T")
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_RECORD = _HEADING | Qt.ItemFlag.ItemNeverHasChildren  # a view of thousands asks for each
_TICKABLE = _RECORD | Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """A heading with the records and groups under it.

    `number` is the printed number ("I.C"), `words` the heading, `note` stands right ("11 nhiệm vụ"); `sign`
    names an icon before the heading, coloured by `tone`. One that `begins_folded` is opened by the person.
    """

    key: Hashable
    words: str
    records: Sequence[T] = ()
    groups: "Sequence[Group[T]]" = ()
    number: str = ""
    note: str = ""
    icon: str = ""
    tone: str = ""
    begins_folded: bool = False


class _Node(Generic[T]):
    """A row. The rows under a heading that begins folded are made when they are first asked for."""

    __slots__ = ("children", "is_grown", "item", "key", "parent", "row")

    def __init__(self, item: "Group[T] | T | None", key: Hashable, parent: "_Node[T] | None", row: int) -> None:
        self.item = item
        self.key = key
        self.parent = parent
        self.row = row
        self.children: list[_Node[T]] = []
        self.is_grown = True


class RecordTreeModel(QAbstractItemModel, Generic[T]):
    """Groups of records; without groups it is a list. Columns as in `RecordTableModel`.

    A group answers in the first column only (views span it). Where `may_tick` is given, rows it allows have a
    box in the first column: ticks are kept by key over a reload and told by `ticks_changed`.
    """

    ticks_changed = Signal(object)
    """The keys ticked now (`frozenset`)."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        may_tick: Callable[[T], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._may_tick = may_tick
        self._ticked: frozenset[Hashable] = frozenset()
        self._root: _Node[T] = _Node(None, None, None, 0)
        self._nodes: dict[Hashable, _Node[T]] = {}
        self._folded: list[_Node[T]] = []

    def replace(self, groups: Sequence[Group[T]], records: Sequence[T] = ()) -> None:
        """Show these groups, after records that stand under no heading."""
        self.beginResetModel()
        self._root = _Node(None, None, None, 0)
        self._nodes = {}
        self._folded = []
        self._grow(self._root, records, groups)
        self.endResetModel()
        self._set_ticks(self._ticked & self._tickable())

    def _grow(self, parent: _Node[T], records: Sequence[T], groups: Sequence[Group[T]]) -> None:
        for record in records:
            self._add(parent, record, self._key(record))
        for group in groups:
            node = self._add(parent, group, ("group", group.key))
            if group.begins_folded and group.records:
                node.is_grown = False
                self._folded.append(node)
            else:
                self._grow(node, group.records, group.groups)

    def _children(self, node: _Node[T]) -> list[_Node[T]]:
        """The rows under a row; they always counted, so that no view has to be told when they are made."""
        if not node.is_grown and isinstance(node.item, Group):
            node.is_grown = True
            self._grow(node, node.item.records, node.item.groups)
        return node.children

    def _grow_all(self) -> None:
        while self._folded:
            self._children(self._folded.pop())

    def _add(self, parent: _Node[T], item: Group[T] | T, key: Hashable) -> _Node[T]:
        node: _Node[T] = _Node(item, key, parent, len(parent.children))
        parent.children.append(node)
        self._nodes[key] = node
        return node

    # Records ------------------------------------------------------------------------------------------------

    def records(self) -> list[T]:
        """The records in the order shown."""
        return [node.item for node in self._walk(self._root) if self._is_record(node)]  # type: ignore[misc]  # a record, as just asked

    def first_record(self) -> T | None:
        """The record shown first, `None` where there is none."""
        return next((node.item for node in self._walk(self._root) if self._is_record(node)), None)  # type: ignore[return-value]  # as in `records`

    def record(self, index: Index) -> T | None:
        """The record of a row, `None` for the heading of a group."""
        node = self._node(index)
        return node.item if self._is_record(node) else None  # type: ignore[return-value]  # a record, as just asked

    def group(self, index: Index) -> Group[T] | None:
        """The group whose heading a row is, `None` for a record."""
        item = self._node(index).item
        return item if isinstance(item, Group) else None

    def key_of(self, record: T) -> Hashable:
        """What tells this record from all others."""
        return self._key(record)

    def key_at(self, index: Index) -> Hashable | None:
        """The key of the record of a row, `None` for a heading; unlike `Role.KEY` it never passed Qt's types."""
        node = self._node(index)
        return node.key if self._is_record(node) else None

    def index_of(self, key: Hashable) -> QModelIndex:
        """The row of a record's key, invalid where there is none."""
        if key not in self._nodes:
            self._grow_all()
        node = self._nodes.get(key)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def index_of_group(self, key: Hashable) -> QModelIndex:
        """The row of a group's heading, invalid where there is none."""
        return self.index_of(("group", key))

    def _walk(self, node: _Node[T]) -> Iterator[_Node[T]]:
        for child in self._children(node):
            yield child
            yield from self._walk(child)

    @staticmethod
    def _is_record(node: _Node[T]) -> bool:
        return node.item is not None and not isinstance(node.item, Group)

    def _node(self, index: Index) -> _Node[T]:
        if not index.isValid():
            return self._root
        node: _Node[T] = index.internalPointer()
        return node

    # Ticks --------------------------------------------------------------------------------------------------

    @property
    def has_ticks(self) -> bool:
        """Whether rows of this list have boxes to tick."""
        return self._may_tick is not None

    @property
    def ticked(self) -> frozenset[Hashable]:
        """The keys of the ticked records."""
        return self._ticked

    def tick(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these records, as far as they may be ticked."""
        self._set_ticks(frozenset(keys) & self._tickable())

    def tick_all(self, *, ticked: bool = True) -> None:
        """Tick every record that may be ticked, or none."""
        self._set_ticks(self._tickable() if ticked else frozenset())

    def tick_state(self) -> Qt.CheckState:
        """Whether all, some or none of the records that may be ticked are."""
        if not self._ticked:
            return Qt.CheckState.Unchecked
        whole = self._ticked == self._tickable()
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def _tickable(self) -> frozenset[Hashable]:
        if self._may_tick is None:
            return frozenset()
        return frozenset(self._key(record) for record in self.records() if self._may_tick(record))

    def _set_ticks(self, keys: frozenset[Hashable]) -> None:
        changed = keys ^ self._ticked
        self._ticked = keys
        for key in changed & self._nodes.keys():
            index = self.index_of(key)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        if changed:
            self.ticks_changed.emit(keys)

    # Qt -----------------------------------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        node = self._node(parent)
        if parent.isValid() and parent.column() != 0:
            return QModelIndex()
        children = self._children(node)
        if 0 <= row < len(children) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    @override
    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # hides QObject.parent as in C++
        if not index.isValid():
            return QModelIndex()
        above = self._node(index).parent
        if above is None or above.parent is None:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid() and parent.column() != 0:
            return 0
        node = self._node(parent)
        if not node.is_grown and isinstance(node.item, Group):
            return len(node.item.records) + len(node.item.groups)
        return len(node.children)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        record = self.record(index)
        if record is None:
            return _HEADING
        if index.column() == 0 and self._may_tick and self._may_tick(record):
            return _TICKABLE
        return _RECORD

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._node(index)
        if isinstance(node.item, Group):
            return self._heading(node.item, index.column(), role)
        if role == Role.KEY:
            return node.key
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._tick_of(index, node)
        assert node.item is not None
        return cell(self.columns[index.column()], node.item, role)

    def _tick_of(self, index: Index, node: _Node[T]) -> Qt.CheckState | None:
        if index.column() != 0 or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return None
        return Qt.CheckState.Checked if node.key in self._ticked else Qt.CheckState.Unchecked

    def _heading(self, group: Group[T], column: int, role: int) -> object:
        if role == Role.GROUP:
            return True
        if role == Role.RECORD:
            return group
        if column != 0:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{group.number} {group.words}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (f"{group.number} {group.words}".strip(), group.note) if part)
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        key = self._node(index).key
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self._set_ticks(self._ticked | {key} if on else self._ticked - {key})
        return True

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            return head(self.columns[section], role)
        return None
