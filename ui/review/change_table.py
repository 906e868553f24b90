"""The changed fields of an entry, old beside new; what did not change is folded and counted."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.review.judged import Change, Compared, Doubt
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton
from ui.widgets.panels import column, row, rule
from ui.widgets.text import Kind, Label
from ui.widgets.word_diff import WordDiff

NOTHING = "(trống)"
_NAME, _OLD, _ARROW, _NEW = range(4)
_NAME_WIDTH = 124
_TOP = Qt.AlignmentFlag.AlignTop


class ChangeTable(QWidget):
    """Shows one waiting entry field by field; texts with their words struck and underlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._content: QWidget | None = None
        self._unfolded = False
        self._row: Compared | None = None

    def show_row(self, waiting: Compared | None) -> None:
        """Show another entry, or nothing."""
        if waiting is not None and self._row is not None and waiting.key != self._row.key:
            self._unfolded = False
        self._row = waiting
        self._rebuild()

    @override
    def minimumSizeHint(self) -> QSize:
        # The height follows the width; a minimum of its own would make the panel scroll over nothing.
        return QSize(super().minimumSizeHint().width(), 0)

    def _rebuild(self) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        if self._row is not None:
            self._content = self._built(self._row)
            self._column.addWidget(self._content)
            self._content.show()

    def _built(self, waiting: Compared) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        px = theme.current().px
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(_NAME, px(_NAME_WIDTH))
        grid.setColumnStretch(_OLD, 1)
        grid.setColumnStretch(_NEW, 2)
        self._add_heads(grid, waiting)
        if waiting.explanation and not waiting.warnings:
            self._add_reason(grid, waiting)
        for change in waiting.changes:
            self._add_change(grid, change, bool(waiting.old_head))
            self._add_doubts(grid, waiting, [doubt for doubt in waiting.warnings if doubt.field == change.field])
            self._add_rule(grid)
        changed = {change.field for change in waiting.changes}
        self._add_doubts(grid, waiting, [doubt for doubt in waiting.warnings if doubt.field not in changed])
        if waiting.unchanged:
            same = "không đổi" if bool(waiting.old_head) else "để trống"
            self._add_unchanged(grid, waiting.unchanged, f"{len(waiting.unchanged)} trường {same}")
        return content

    def _add_heads(self, grid: QGridLayout, waiting: Compared) -> None:
        was_approved = bool(waiting.old_head)
        names = (
            f"Trường thay đổi ({len(waiting.changes)})" if was_approved else f"Trường đã nhập ({len(waiting.changes)})"
        )
        grid.addWidget(_padded(Label(names, Kind.HEAD), 6), 0, _NAME)
        now = Label(waiting.new_head, Kind.HEAD)
        if was_approved:
            grid.addWidget(_padded(Label(waiting.old_head, Kind.HEAD), 6), 0, _OLD)
            grid.addWidget(_padded(now, 6), 0, _NEW)
        else:
            grid.addWidget(_padded(now, 6), 0, _OLD, 1, 3)
        self._add_rule(grid)

    def _add_change(self, grid: QGridLayout, change: Change, was_approved: bool) -> None:
        line = grid.rowCount()
        name = Label(change.label, Kind.STRONG, wrap=True)
        grid.addWidget(_padded(name), line, _NAME, _TOP)
        if change.is_text:
            words = self._text_of(change, was_approved)
            words.setAccessibleDescription(change.label)
            grid.addWidget(_padded(words), line, _OLD, 1, 3, _TOP)
        else:
            new = Label(change.new or NOTHING, Kind.STRONG, wrap=True, selectable=True)
            before = f"trước {change.old or NOTHING}, " if was_approved else ""
            new.setAccessibleName(f"{change.label}: {before}nay {change.new or NOTHING}")
            if was_approved:
                grid.addWidget(_padded(Label(change.old or NOTHING, tone="text2", wrap=True)), line, _OLD, _TOP)
                grid.addWidget(_padded(Label("→", tone="text2")), line, _ARROW, _TOP)
                grid.addWidget(_padded(new), line, _NEW, _TOP)
            else:
                grid.addWidget(_padded(new), line, _OLD, 1, 3, _TOP)

    @staticmethod
    def _text_of(change: Change, was_approved: bool) -> QWidget:
        if was_approved:
            return WordDiff(change.old, change.new)
        return Label(change.new, wrap=True, selectable=True)

    def _add_reason(self, grid: QGridLayout, waiting: Compared) -> None:
        """Why an approved record was changed; where something warns, the reason stands with the warning."""
        line = grid.rowCount()
        said = Label(waiting.explanation, wrap=True, selectable=True)
        said.setAccessibleName(f"Lý do sửa: {waiting.explanation}")
        grid.addWidget(_padded(Label("Lý do sửa", Kind.STRONG, wrap=True)), line, _NAME, _TOP)
        grid.addWidget(_padded(said), line, _OLD, 1, 3, _TOP)
        self._add_rule(grid)

    def _add_doubts(self, grid: QGridLayout, waiting: Compared, doubts: Sequence[Doubt]) -> None:
        name = waiting.author
        explained = f"{name} giải trình: {waiting.explanation}" if waiting.explanation else ""
        for doubt in doubts:
            holder = column()
            holder.setContentsMargins(0, theme.current().px(8), 0, theme.current().px(8))
            holder.addWidget(Banner(Grade.WARNING, doubt.words, explained if doubt is waiting.warnings[0] else ""))
            grid.addLayout(holder, grid.rowCount(), _OLD, 1, 3)

    def _add_unchanged(self, grid: QGridLayout, unchanged: Sequence[Change], words: str) -> None:
        line = row(gap=8)
        line.addWidget(Label(words, tone="text2"))
        link = LinkButton("Ẩn" if self._unfolded else "Hiện")
        link.setAccessibleName(f"{link.text()} {words}")
        link.clicked.connect(self._flip)
        line.addWidget(link)
        line.addStretch(1)
        holder = QWidget()
        line.setContentsMargins(0, theme.current().px(6), 0, theme.current().px(6))
        holder.setLayout(line)
        grid.addWidget(holder, grid.rowCount(), _NAME, 1, 4)
        if not self._unfolded:
            return
        for change in unchanged:
            at = grid.rowCount()
            grid.addWidget(_padded(Label(change.label, tone="text2", wrap=True), 4), at, _NAME, _TOP)
            grid.addWidget(_padded(Label(change.new or NOTHING, tone="text2", wrap=True), 4), at, _OLD, 1, 3, _TOP)

    def _flip(self) -> None:
        self._unfolded = not self._unfolded
        self._rebuild()
        link = self._content.findChild(LinkButton) if self._content else None
        if link is not None:
            link.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _add_rule(grid: QGridLayout) -> None:
        grid.addWidget(rule(), grid.rowCount(), _NAME, 1, 4)


def _padded(widget: QWidget, above_and_below: int = 9) -> QWidget:
    """A cell: the widget with room above and below."""
    edge = theme.current().px(above_and_below)
    widget.setContentsMargins(0, edge, 0, edge)
    return widget
