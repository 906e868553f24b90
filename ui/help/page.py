"""The manual in the window: chapters at the left, the text at the right; nothing is fetched from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import (
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget
from typing_extensions import override

from ui import fonts, theme
from ui.desk import Desk
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, row
from ui.widgets.side_tree import SideItem, SideTree


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the manual."""

    key: str
    title: str
    text: str


def chapters() -> list[Chapter]:
    """The chapters in the order of their files; the title is the first line."""
    folder = resources.files("resources") / "help"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".md"))
    found = []
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        found.append(Chapter(name.removesuffix(".md"), text.partition("\n")[0].lstrip("# "), text))
    return found


class ManualView(QTextBrowser):
    """Shows one chapter; pictures, style sheets and links outside the manual are not loaded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName("Nội dung trợ giúp")

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    def show_text(self, text: str) -> None:
        """Show a chapter written in Markdown, in the look in force."""
        look = theme.current()
        document = self.document()
        document.setDocumentMargin(look.px(20))
        self.setStyleSheet(
            f"QTextBrowser {{ background: {look.tokens.surface}; border: none; padding: 0;"
            f" font-size: {look.px(14)}px; }}"
        )
        document.setMarkdown(
            text, QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        )
        _space_out(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _space_out(document: QTextDocument) -> None:
    """Give headings, paragraphs and tables the room that reading wants; keys keep the typeface of the text."""
    look = theme.current()
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        level = shape.headingLevel()
        in_table = cursor.currentTable() is not None
        shape.setTopMargin(look.px(18) if level > 1 else 0)
        shape.setBottomMargin(0 if in_table else look.px(4 if block.textList() is not None else 8))
        shape.setLineHeight(132, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(shape)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        written = QTextCharFormat()
        written.setFontFamilies([fonts.SCREEN, *fonts.FALLBACKS])
        if level:
            written.setFont(look.font(20 if level == 1 else 16, 600))
            cursor.setCharFormat(written)  # the heading's own size is a step that cannot be given in pixels
        else:
            cursor.mergeCharFormat(written)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            grid = frame.format().toTableFormat()
            grid.setCellPadding(look.px(6))
            grid.setBorder(0)
            grid.setTopMargin(look.px(4))
            grid.setBottomMargin(look.px(8))
            frame.setFormat(grid)


class HelpPage(Page):
    """Read from the first chapter on, or from the one asked for."""

    keys = (KeyHint("↑ ↓", "Chọn mục"), KeyHint("F6", "Sang nội dung"), KeyHint("Alt+←", "Quay lại"))

    def __init__(self, _desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Trợ giúp", "Cách làm từng việc, và giới hạn của chương trình", parent)
        self._chapters = {chapter.key: chapter for chapter in chapters()}
        self.tree = SideTree("Mục lục")
        self.tree.replace([SideItem(chapter.key, chapter.title) for chapter in self._chapters.values()])
        self.tree.chosen.connect(self._show)
        self.view = ManualView()
        self._contents = Panel("Mục lục", scrolls=False, edge="right", margin=8)
        self._contents.body.addWidget(self.tree)
        self._contents.setFixedWidth(theme.current().px(280))
        self._reading = Panel("Nội dung trợ giúp", scrolls=False, margin=0)
        self.view.setMaximumWidth(theme.current().px(860))
        self._reading.body.addWidget(self.view)
        layout = row(gap=0)
        layout.addWidget(self._contents)
        layout.addWidget(self._reading, 1)
        self.setLayout(layout)
        self._is_outdated = False
        self._shown = next(iter(self._chapters))
        self.tree.select(self._shown)
        self._show(self._shown)

    def _show(self, key: object) -> None:
        if isinstance(key, str) and key in self._chapters:
            self._shown = key
            self.view.show_text(self._chapters[key].text)

    @override
    def activate(self, argument: object = None) -> None:
        if isinstance(argument, str) and argument in self._chapters:
            self.tree.select(argument)
            self._show(argument)
        self.tree.setFocus()

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self._contents.setFixedWidth(theme.current().px(210 if compact else 280))

    @override
    def panels(self) -> Sequence[QWidget]:
        return [self._contents, self._reading]

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            if self.isVisible():
                self._show(self._shown)
            else:
                self._is_outdated = True
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._is_outdated:
            self._is_outdated = False
            self._show(self._shown)
        super().showEvent(event)
