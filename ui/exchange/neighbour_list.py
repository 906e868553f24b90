"""The neighbours one exchanges files with, each with what matters about it now."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.sync.exchange import Peer
from ui import theme
from ui.exchange.situation import Situation
from ui.exchange.words import RELATION_WORDS, peer_note
from ui.note import Note, note_roles
from ui.table_model import Column, Role
from ui.widgets.badge import paint_meta
from ui.widgets.delegates import Index, RowDelegate, ink
from ui.widgets.record_view import RecordView
from ui.widgets.text import clamped, paint_lines

_LINE = 18


class _NeighbourDelegate(RowDelegate):
    """The unit's name on up to two lines, its relation, and its note with the icon."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        return QSize(look.px(80), look.px(16 + 4 * _LINE + 4))

    @override
    def paint_content(self, painter: QPainter, where: QRectF, index: Index) -> None:
        look = theme.current()
        line = look.px(_LINE)
        font = look.font(13, 600)
        words = clamped(str(index.data() or ""), font, where.width(), 2)
        painter.setFont(font)
        painter.setPen(look.colour(ink(index)))
        top = where.center().y() - (len(words) + 2) * line / 2
        paint_lines(painter, QRectF(where.left(), top, where.width(), where.height()), words, line)
        top += len(words) * line
        paint_meta(painter, QRectF(where.left(), top, where.width(), line), str(index.data(Role.SORT) or ""))
        note = QRectF(where.left(), top + line, where.width(), line + look.px(2))
        icon, tone = str(index.data(Role.META_ICON) or ""), str(index.data(Role.META_TONE) or "")
        paint_meta(painter, note, str(index.data(Role.META) or ""), icon, tone)


class NeighbourList(RecordView[Peer]):
    """Chooses a neighbour; the notes are those of the situation shown last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._now_ms = 0
        self._several: frozenset[str] = frozenset()
        column: Column[Peer] = Column(
            "unit",
            "Đơn vị trao đổi",
            lambda peer: peer.unit_name,
            sort_key=self._relation,
            accessible=lambda peer: f"{peer.unit_name}, {self._relation(peer)}, {self._note(peer).words}",
            tooltip=lambda peer: peer.unit_name,
            roles=note_roles(self._note),
        )
        super().__init__(
            "Đơn vị trao đổi",
            [column],
            lambda peer: peer.install_id,
            delegates={"unit": _NeighbourDelegate()},
            headed=False,
            empty="Chưa có đơn vị nào. Kết nạp máy của đơn vị cấp dưới để bắt đầu trao đổi.",
            parent=parent,
        )

    def _relation(self, peer: Peer) -> str:
        """Where it stands; of a unit with several machines also which one it is."""
        words = RELATION_WORDS[peer.relation]
        return f"{words}, máy {peer.machine}" if peer.machine and peer.node in self._several else words

    def _note(self, peer: Peer) -> Note:
        return peer_note(peer, self._now_ms)

    def show_situation(self, found: Situation) -> None:
        """List the neighbours of a situation; the first is chosen where none was."""
        self._now_ms = found.now_ms
        nodes = Counter(peer.node for peer in found.peers)
        self._several = frozenset(node for node, machines in nodes.items() if machines > 1)
        self.replace(records=found.peers)
        if self.current_key() is None:
            self.select_first()
