"""Two versions of one machine's data, and parts that are missing, in plain words."""

from desktop.formats import day_text, number_text
from desktop.sync.exchange import ChangeLine
from desktop.sync.inbound.report_words import after_words
from desktop.sync.repair.ruling import ForkFacts, Gap
from ui.exchange.situation import Troubles, moment

SHOWN = 8
"""So many lines of a version are shown."""


def machine_words(machine: str, unit_name: str) -> str:
    """A machine with its unit."""
    if not machine or machine == unit_name:
        return unit_name
    named = machine[:1].lower() + machine[1:] if machine.startswith("Máy ") else machine
    return f"{named}, {unit_name}"


def trouble_title(troubles: Troubles) -> tuple[str, str]:
    """What the banner over the screen says."""
    if troubles.forks:
        fork = troubles.forks[0]
        who = machine_words(fork.machine, fork.unit_name)
        more = f" và {number_text(len(troubles.forks) - 1)} máy nữa" if len(troubles.forks) > 1 else ""
        return (
            f"Có hai bản dữ liệu khác nhau của {who}{more}",
            "Thường do hai máy dùng chung một bản chép của sổ, hoặc sổ được khôi phục từ bản sao lưu cũ.",
        )
    waiting = sum(gap.waiting for gap in troubles.gaps)
    units = ", ".join(dict.fromkeys(gap.unit_name for gap in troubles.gaps))
    return (
        f"{number_text(waiting)} thay đổi của {units} đang chờ phần trước",
        "Nhập tệp còn thiếu thì chúng tự vào sổ; cũng xem được phần đang chờ.",
    )


def fork_words(fork: ForkFacts) -> str:
    """What happened, from when, and what ruling would do."""
    since = f" Phát hiện ngày {day_text(moment(fork.since_ms).date())}." if fork.since_ms else ""
    return (
        f"Hai bản giống nhau đến thay đổi số {number_text(fork.last_common)}, sau đó khác nhau. Máy này đang dùng bản "
        f"nhận trước; bản kia được giữ riêng, chưa tính vào số liệu.{since}"
    )


RULE_MEANING = (
    "Chốt thì cả hai phần sau chỗ chung thôi được tính. Mỗi máy còn dùng sẽ tự ghi lại phần của mình, "
    "nên không mất việc của ai."
)
RESCUE = "Máy đã ghi phần đó không còn; ghi lại ngay ở máy này mọi phần đang giữ"


def gap_title(gap: Gap) -> str:
    """Which part is missing, by exact numbers."""
    parts = ", ".join(
        f"số {number_text(first)}" if first == last else f"số {number_text(first)} đến {number_text(last)}"
        for first, last in gap.missing
    )
    return f"Thiếu thay đổi {parts}"


def gap_words(gap: Gap) -> str:
    """What waits, since when, and what can be done."""
    since = day_text(moment(gap.since_ms).date())
    ways = "Xin nơi gửi tạo lại tệp, từ biên nhận hoặc từ đầu; nhập xong thì phần đang chờ tự vào sổ."
    return f"{number_text(gap.waiting)} thay đổi đang chờ từ ngày {since}. {ways}"


CLOSE_MEANING = (
    "Chỉ đóng chỗ thiếu khi chắc không ai còn phần đó: máy đã hỏng và không còn bản sao lưu. Phần đang chờ sẽ được ghi "
    "lại ở máy này."
)
NOT_OURS = "Đơn vị có máy đó, hoặc Tổng cục, mới xử lý được. Báo đơn vị đó kiểm tra máy."


def line_words(line: ChangeLine) -> str:
    """One line of a version: the number of its task, what was done."""
    where = " ".join(part for part in (line.plan_number, line.label) if part)
    return ": ".join(part for part in (where, after_words(line)) if part)
