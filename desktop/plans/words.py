"""The Vietnamese names of a task's states, the same on the screen, on paper and in workbooks."""

from enum import StrEnum
from typing import Final

from desktop.plans.state import DueState, OfficialState, Standing, WorkStatus


class Badge(StrEnum):
    """The one mark that sums up a task's state; each has its sign and its words."""

    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    NOT_STARTED = "not_started"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    REASSIGNED = "reassigned"


BADGE_WORDS: Final = {
    Badge.COMPLETED_ON_TIME: "Hoàn thành đúng hạn",
    Badge.COMPLETED_LATE: "Hoàn thành quá hạn",
    Badge.OPEN_IN_TIME: "Trong hạn",
    Badge.OPEN_OVERDUE: "Quá hạn",
    Badge.NOT_STARTED: "Chưa thực hiện",
    Badge.SUSPENDED: "Tạm dừng",
    Badge.WITHDRAWN: "Đã thu hồi",
    Badge.REASSIGNED: "Đã chuyển đơn vị khác",
}
STATUS_WORDS: Final = {
    WorkStatus.NOT_STARTED: "Chưa thực hiện",
    WorkStatus.IN_PROGRESS: "Đang thực hiện",
    WorkStatus.AWAITING_CONFIRMATION: "Chờ xác nhận",
    WorkStatus.COMPLETED: "Hoàn thành",
    WorkStatus.SUSPENDED: "Tạm dừng",
    WorkStatus.WITHDRAWN: "Đã thu hồi",
    WorkStatus.REASSIGNED: "Đã chuyển đơn vị khác",
}
OFFICIAL_WORDS: Final = {
    OfficialState.COMPLETED_ON_TIME: "Hoàn thành đúng hạn",
    OfficialState.COMPLETED_LATE: "Hoàn thành quá hạn",
    OfficialState.OPEN_IN_TIME: "Chưa hoàn thành, trong hạn",
    OfficialState.OPEN_OVERDUE: "Chưa hoàn thành, quá hạn",
}
DUE_WORDS: Final = {
    DueState.NOT_DUE: "Chưa đến hạn",
    DueState.DUE_SOON: "Sắp đến hạn",
    DueState.DUE_TODAY: "Đến hạn hôm nay",
    DueState.OVERDUE: "Quá hạn",
    DueState.UNDATED: "Không xác định thời hạn",
}
RATIO_OF_DUE: Final = "Tỷ lệ hoàn thành trên số nhiệm vụ đến hạn"
RATIO_OF_TOTAL: Final = "Tỷ lệ hoàn thành trên tổng số nhiệm vụ"


def badge(standing: Standing) -> Badge:
    """The mark of a task at its day; an overdue task shows that first, whatever its workflow says."""
    if standing.official is None:
        return Badge(standing.status.value)
    if standing.completed or standing.official is OfficialState.OPEN_OVERDUE:
        return Badge(standing.official.value)
    if standing.suspended:
        return Badge.SUSPENDED
    return Badge.NOT_STARTED if standing.status is WorkStatus.NOT_STARTED else Badge.OPEN_IN_TIME


def badge_words(standing: Standing) -> str:
    """The words of the mark; a task without a due day is neither on time nor late (domain §3.2)."""
    if standing.completed and standing.undated:
        return "Hoàn thành"
    return BADGE_WORDS[badge(standing)]


def official_words(standing: Standing) -> str:
    """The full official name of the state, as reports and workbooks print it."""
    if standing.official is None:
        return STATUS_WORDS[standing.status]
    if standing.undated:
        return "Hoàn thành" if standing.completed else "Chưa hoàn thành (không xác định hạn)"
    return OFFICIAL_WORDS[standing.official]
