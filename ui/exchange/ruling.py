"""The jobs that end a fork or close a gap."""

from PySide6.QtCore import QObject, Signal

from desktop.formats import number_text
from desktop.messages import explain
from desktop.sync.repair.ruling import ForkFacts, Gap, close_gap, rule
from ui.desk import Desk
from ui.exchange.trouble_panel import TroublePanel


class Rulings(QObject):
    """Does what the panel asks for; `done` carries the words for the page."""

    done = Signal(object)

    def __init__(self, desk: Desk, panel: TroublePanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        panel.ruling_wanted.connect(self._rule)
        panel.closing_wanted.connect(self._close)

    def _rule(self, fork: ForkFacts, reason: str, rescue: bool) -> None:
        self._panel.show_problem("", "")
        self._desk.run(
            lambda session, _job: rule(session, fork.stream, fork.last_common, reason, rescue=rescue),
            self._panel,
            lambda anew: self.done.emit(f"Đã chốt hai bản dữ liệu của {fork.unit_name}{_anew(anew)}."),
            on_error=self._tell,
        )

    def _close(self, gap: Gap, reason: str) -> None:
        self._panel.show_problem("", "")
        self._desk.run(
            lambda session, _job: close_gap(session, gap.stream, reason),
            self._panel,
            lambda anew: self.done.emit(f"Đã đóng chỗ thiếu{_anew(anew)}."),
            on_error=self._tell,
        )

    def _tell(self, error: Exception) -> bool:
        message = explain(error)
        if message is not None:
            self._panel.show_problem(message.what, message.todo)
        return message is not None


def _anew(count: int) -> str:
    return f", ghi lại {number_text(count)} thay đổi" if count else ""
