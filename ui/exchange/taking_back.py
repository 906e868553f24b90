"""The jobs that take one import back, and redo it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.formats import number_text
from desktop.messages import explain
from desktop.sync.exchange import Exchange
from desktop.sync.repair.taking_back import TakeBackPreview, TakenBack, preview_take_back, redo, take_back
from ui.desk import Desk
from ui.exchange.take_back_panel import TakeBackPanel


class TakingBack(QObject):
    """Looks first, then acts; `done` carries the words and what undoes it (a callable, None for nothing)."""

    looked = Signal()
    done = Signal(object, object)
    refused = Signal(object, object)
    """What is wrong and what to do (str, str): nothing can be taken back or redone."""

    def __init__(self, desk: Desk, panel: TakeBackPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self._bundle: int | None = None
        panel.taking_back_wanted.connect(self._take_back)

    def begin(self, exchange: Exchange | int) -> None:
        """Look what taking back an import would do."""
        bundle, day = exchange if isinstance(exchange, int) else exchange.id, self._desk.day.day
        self._desk.run(
            lambda session, _job: preview_take_back(session, bundle, as_of=day),
            self._panel,
            lambda preview: self._show(bundle, preview),
            on_error=self._tell_refusal,
        )

    def _show(self, bundle: int, preview: TakeBackPreview) -> None:
        self._bundle = bundle
        self._panel.show_preview(preview)
        self.looked.emit()

    def _take_back(self, reason: str) -> None:
        bundle = self._bundle
        if bundle is None:
            return
        self._panel.set_running(running=True)
        self._desk.run(
            lambda session, _job: take_back(session, bundle, reason),
            self._panel,
            lambda taken: self._finish(taken, lambda: self.redo(bundle)),
            on_error=self._tell_problem,
        )

    def _finish(self, taken: TakenBack, undo: Callable[[], None]) -> None:
        self._panel.set_running(running=False)
        records = number_text(taken.records)
        self.done.emit(f"Đã hoàn tác lần nhập tệp đến {taken.number}, {records} mục.", undo)

    def redo(self, exchange: Exchange | int) -> None:
        """Let what an import brought count again."""
        bundle = exchange if isinstance(exchange, int) else exchange.id
        self._desk.run(
            lambda session, _job: redo(session, bundle),
            self._panel,
            lambda again: self.done.emit(
                f"Đã nhập lại tệp đến {again.number}, {number_text(again.records)} mục.", None
            ),
            on_error=self._tell_refusal,
        )

    def _tell_problem(self, error: Exception) -> bool:
        self._panel.set_running(running=False)
        message = explain(error)
        if message is not None:
            self._panel.show_problem(message.what, message.todo)
        return message is not None

    def _tell_refusal(self, error: Exception) -> bool:
        message = explain(error)
        if message is not None:
            self.refused.emit(message.what, message.todo)
        return message is not None
