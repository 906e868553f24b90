"""Work that has lain unsent for days, said on Home with one click to the exchange; it locks nobody out."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, number_text
from desktop.sync.outbound.unsent import Unsent
from ui.tasks.words import moment
from ui.widgets.banner import Banner, Grade


class UnsentBanner(Banner):
    """Hidden while nothing has lain too long."""

    def __init__(self, on_open: Callable[[], object], *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(Grade.WARNING, "", action="Mở Trao đổi", on_action=on_open, parent=parent)
        self._todo = "Tạo tệp rồi chuyển đi." if may_write else "Đầu mối đồng bộ tạo tệp trong «Trao đổi»."
        self.hide()

    def show_unsent(self, found: Sequence[Unsent]) -> None:
        """Say to whom nothing went for how long; the neighbour that waits longest is named."""
        self.setVisible(bool(found))
        if not found:
            return
        longest = max(found, key=lambda one: one.days)
        since = day_text(moment(longest.since).date())
        title = f"{number_text(longest.records)} bản ghi chưa gửi {longest.unit_name}, lâu nhất từ {since}"
        more = f"Và {number_text(len(found) - 1)} nơi nữa. " if len(found) > 1 else ""
        self.tell(Grade.WARNING, title, f"{more}Đã {number_text(longest.days)} ngày. {self._todo}")
