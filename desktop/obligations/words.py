"""How obligations, their rules and their slots are called on screen and in messages."""

from datetime import date
from typing import Final

from desktop.dates import PeriodKind, PeriodProfile, Profile
from desktop.formats import day_text, remaining_text, short_day_text
from desktop.obligations.records import Obligation
from desktop.obligations.slots import Slot, SlotState, Term

EVERY_WORDS: Final = {
    PeriodKind.MONTH: "hàng tháng",
    PeriodKind.QUARTER: "hàng quý",
    PeriodKind.HALF: "6 tháng một lần",
    PeriodKind.NINE_MONTHS: "9 tháng đầu năm",
    PeriodKind.YEAR: "hàng năm",
}
PROFILE_WORDS: Final = {
    PeriodProfile.ND09: "Nghị định 09/2019 (15 tháng trước đến 14)",
    PeriodProfile.CALENDAR: "Theo lịch (ngày đầu đến ngày cuối)",
    PeriodProfile.CUSTOM: "Tự đặt ngày bắt đầu",
}
SLOT_WORDS: Final = {
    SlotState.OPEN: "Chưa đến hạn",
    SlotState.DUE_SOON: "Sắp đến hạn",
    SlotState.OVERDUE: "Quá hạn",
    SlotState.SENT: "Đã gửi duyệt",
    SlotState.APPROVED: "Đã duyệt",
    SlotState.LATE: "Gửi muộn",
}


def profile_words(profile: Profile) -> str:
    """The rule in short: «NĐ 09/2019, gửi sau 2 ngày làm việc»."""
    rule = {
        PeriodProfile.ND09: "NĐ 09/2019",
        PeriodProfile.CALENDAR: "theo lịch",
        PeriodProfile.CUSTOM: f"từ ngày {profile.start_day}",
    }[profile.kind]
    return f"{rule}, gửi sau {profile.send_offset} ngày làm việc"


def rule_words(obligation: Obligation) -> str:
    """How often and by which rule: «hàng tháng · NĐ 09/2019, gửi sau 2 ngày làm việc»."""
    return f"{EVERY_WORDS[obligation.every]} · {profile_words(obligation.profile)}"


def term_words(term: Term) -> str:
    """What a period asks for: «kỳ 06/2007: số liệu 15/05–14/06, gửi chậm nhất 18/06»."""
    start, cutoff = term.bounds
    year = cutoff.year
    days = "–".join(_near(day, year) for day in (start, cutoff))
    return f"Kỳ {term.period.words}: số liệu {days}/{year}, gửi chậm nhất {_near(term.due, year)}"


def slot_note(slot: Slot, as_of: date) -> str:
    """The days left, or how many have passed, while a report is still to be handed in."""
    return remaining_text(slot.due, as_of) if slot.is_open else ""


def _near(day: date, year: int) -> str:
    """A day, with its year only where it is another than the one beside it."""
    return short_day_text(day) if day.year == year else day_text(day)
