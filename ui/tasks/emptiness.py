"""Why the list is empty, and what to do next."""

from dataclasses import dataclass

from desktop.permissions import Permission
from desktop.session import Session
from ui.tasks.arrangement import tasks_words
from ui.tasks.filters import Chosen, Scope, lines_of
from ui.tasks.lines import Ledger


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Title, text and the words of a button; `step` names what the button does."""

    title: str
    text: str
    action: str = ""
    step: str = ""


UNFILTER, WHOLE, IMPORT, EXCHANGE = "unfilter", "whole", "import", "exchange"


def emptiness(ledger: Ledger, chosen: Chosen, session: Session) -> Emptiness:
    """The reason that comes first; only the session's `may` is read."""
    hidden = len(lines_of(ledger, chosen.scope))
    if hidden:
        return Emptiness(f"Bộ lọc đang ẩn cả {tasks_words(hidden)}", "", "Bỏ lọc", UNFILTER)
    if not ledger.plans:
        if ledger.is_headquarters and session.may(Permission.IMPORT_PLAN):
            return Emptiness("Chưa có kế hoạch nào", "Nạp văn bản kế hoạch đã ban hành.", "Nạp kế hoạch", IMPORT)
        text = "Nhiệm vụ đến cùng tệp của cấp trên, nhập ở mục Trao đổi."
        can_exchange = session.may(Permission.EXCHANGE)
        return Emptiness("Chưa có nhiệm vụ nào", text, "Mở Trao đổi" if can_exchange else "", EXCHANGE)
    if chosen.scope is Scope.ASSIGNED:
        who = "Chưa giao nhiệm vụ nào cho đơn vị" if ledger.is_headquarters else "Chưa có nhiệm vụ nào giao cho đơn vị"
        return Emptiness(who, "Cả kế hoạch vẫn xem được.", "Xem cả kế hoạch", WHOLE)
    return Emptiness("Kế hoạch không có nhiệm vụ nào", "")
