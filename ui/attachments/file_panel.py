"""The files of one entry beside it: what is there, adding by button and drop, taking off, asking for, saving out."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.attachments.attachments import (
    SECRETS_NOTE,
    Attachment,
    ask_for,
    attach_all,
    attachments_of,
    remove_attachment,
    save_attachment,
    withdraw_wish,
)
from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import explain
from desktop.permissions import Permission
from desktop.session import Session, Undoable
from ui import theme
from ui.attachments import files
from ui.attachments.file_list import FileList
from ui.attachments.lines import FileLine, file_line
from ui.desk import Desk
from ui.widgets.buttons import SecondaryButton
from ui.widgets.page import Notice
from ui.widgets.panels import column, row
from ui.widgets.text import Kind, Label, show_if

T = TypeVar("T")


class FilePanel(QWidget):
    """Hidden while an entry has no files and takes none; nothing in it is ever opened. `above` is room over it."""

    noticed = Signal(object)
    """A `Notice` of what was done, with what undoes it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, above: int = 0) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record: EntityId | None = None
        self._may_change = False
        self._asked = 0
        self.title = Label("Tệp đính kèm", Kind.FIELD)
        self.list = FileList()
        self.add = SecondaryButton("Đính kèm tệp…", "attach", shortcut="Ctrl+Shift+F", tip="Chọn tệp, hoặc thả tệp vào")
        self.note = Label("", Kind.META, wrap=True)
        self.problem = Label("", Kind.ERROR, wrap=True)
        self._lay_out(above)
        self._listen()
        self.setAccessibleName("Tệp đính kèm")
        self.hide()

    def _lay_out(self, above: int) -> None:
        head = row(gap=8)
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        whole = column(gap=6)
        whole.setContentsMargins(0, theme.current().px(above) if above else 0, 0, 0)
        whole.addLayout(head)
        for part in (self.list, self.problem, self.note):
            whole.addWidget(part)
        self.setLayout(whole)
        show_if(self.problem, False)

    def _listen(self) -> None:
        self.add.clicked.connect(lambda _checked=False: self.attach(files.ask_for_files(self)))
        self.list.save_wanted.connect(self._save)
        self.list.remove_wanted.connect(self._remove)
        self.list.ask_wanted.connect(self._ask)
        self.list.withdraw_wanted.connect(self._withdraw)

    # Showing ------------------------------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """The files shown."""
        return self.list.lines

    def show_record(self, record: EntityId | None, *, may_change: bool = False, note: str = "") -> None:
        """Show the files of an entry, None for none; `note` says why nothing can be added, where that needs words."""
        if record != self._record:
            self._tell("")
            self.list.show_lines(())
            self.hide()
        self._record, self._may_change = record, may_change
        self.add.setVisible(may_change)
        self.setAcceptDrops(may_change)
        self.note.setText(SECRETS_NOTE if may_change else note)
        self._asked += 1
        if record is not None:
            self._read(record)

    def _read(self, record: EntityId) -> None:
        asked = self._asked

        def show(found: tuple[Attachment, ...]) -> None:
            if asked == self._asked:
                self._show(found)

        self._desk.run(lambda session, _job: attachments_of(session, record), self, show)

    def _show(self, found: tuple[Attachment, ...]) -> None:
        may_ask = self._desk.session.may(Permission.REPORT_PROGRESS)
        self.list.show_lines([file_line(file, may_change=self._may_change, may_ask=may_ask) for file in found])
        self.title.setText(f"Tệp đính kèm ({len(found)})" if found else "Tệp đính kèm")
        show_if(self.list, bool(found))
        show_if(self.note, bool(self.note.text()))
        self.setVisible(bool(found) or self._may_change)

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        show_if(self.problem, bool(words))

    # Acts ---------------------------------------------------------------------------------------------------

    def attach(self, paths: list[Path]) -> None:
        """Attach files to the entry shown."""
        record = self._record
        if record is None or not paths or not self._may_change:
            return
        self._change(lambda session: attach_all(session, record, paths))

    def _remove(self, line: FileLine) -> None:
        self._change(lambda session: remove_attachment(session, line.file.entity))

    def _change(self, act: Callable[[Session], object]) -> None:
        """An act that can be undone; the last change of the person is it."""

        def work(session: Session, _job: Job) -> Undoable | None:
            before = session.last_undoable()
            act(session)
            made = session.last_undoable()
            return made if made != before else None

        def done(made: Undoable | None) -> None:
            if made is not None:
                self.noticed.emit(Notice(made.words, lambda: self._undo(made)))

        self._run(work, done)

    def _undo(self, made: Undoable) -> None:
        self._run(lambda session, _job: session.undo(made.change))

    def _ask(self, line: FileLine) -> None:
        told = Notice(f"Tệp «{line.file.name}» sẽ được xin trong tệp trao đổi tới.", lambda: self._withdraw(line))
        self._run(lambda session, _job: ask_for(session, line.file.entity), lambda _file: self.noticed.emit(told))

    def _withdraw(self, line: FileLine) -> None:
        self._run(lambda session, _job: withdraw_wish(session, line.file.entity))

    def _save(self, line: FileLine) -> None:
        path = files.ask_where_to_save(self, line.file.name)
        if path is None:
            return

        def done(written: Path) -> None:
            self.noticed.emit(Notice(f"Đã lưu «{written.name}»."))

        self._run(lambda session, _job: save_attachment(session, line.file.entity, path), done)

    def _run(self, work: Callable[[Session, Job], T], done: Callable[[T], None] | None = None) -> None:
        """Do something on the ledger and show the files anew; what went wrong stands under them."""
        record, has_focus = self._record, self.add.hasFocus()
        self._tell("")
        self.setEnabled(False)

        def finish(result: T) -> None:
            self.setEnabled(True)
            if has_focus:
                self.add.setFocus()
            if done is not None:
                done(result)
            if record is not None and record == self._record:
                self._asked += 1
                self._read(record)

        self._desk.run(work, self, finish, on_error=self._failed)

    def _failed(self, error: Exception) -> bool:
        self.setEnabled(True)
        message = explain(error)
        if message is None:
            return False
        self._tell(str(message))
        return True

    # Dropping -----------------------------------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dropped(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.attach(files.dropped(event.mimeData()))
