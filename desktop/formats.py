"""How days, figures and periods are written on screen and paper, and how typed ones are read."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import PurePath

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_QUARTERS = ("I", "II", "III", "IV")
_HALVES = {"H1": "6 tháng đầu năm", "H2": "6 tháng cuối năm", "9M": "9 tháng đầu năm"}


# Days -----------------------------------------------------------------------------------------------------


def day_text(day: date) -> str:
    """A day as `25/06/2007`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def short_day_text(day: date) -> str:
    """A day of a year known from beside it, as `25/06`."""
    return f"{day.day:02}/{day.month:02}"


def weekday_text(day: date) -> str:
    """A day with its weekday: `Thứ Hai, 25/06/2007`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_text(day)}"


def clock_text(moment: datetime) -> str:
    """The time of day as `09:42:10`."""
    return f"{moment:%H:%M:%S}"


def moment_text(moment: datetime) -> str:
    """Day and time as `24/06/2007 16:20`."""
    return f"{day_text(moment.date())} {moment:%H:%M}"


def recent_text(moment: datetime, today: date) -> str:
    """A moment near to today: `hôm nay 07:58`, `hôm qua`, `22/06`, and with the year where that differs."""
    day = moment.date()
    if day == today:
        return f"hôm nay {moment:%H:%M}"
    if day == today - timedelta(days=1):
        return "hôm qua"
    return short_day_text(day) if day.year == today.year else day_text(day)


def remaining_text(due: date, as_of: date) -> str:
    """The days left: `còn 5 ngày`, `hạn hôm nay`, `quá 17 ngày`."""
    days = (due - as_of).days
    if days == 0:
        return "hạn hôm nay"
    return f"còn {number_text(days)} ngày" if days > 0 else f"quá {number_text(-days)} ngày"


def ago_text(day: date, as_of: date) -> str:
    """How long ago a day was: `hôm nay`, `hôm qua`, `3 ngày trước`."""
    days = (as_of - day).days
    if days <= 0:
        return "hôm nay"
    return "hôm qua" if days == 1 else f"{number_text(days)} ngày trước"


def day_of_text(text: str, year: int | None = None) -> date | None:
    """The day somebody typed: `d/M/yyyy` with `/`, `.`, `-` or spaces, also `ddMMyyyy`; `None` if it is none.

    Where the year is left out, `year` is taken. Two digits of a year are not guessed at.
    """
    found = re.fullmatch(r"\s*(\d{1,2})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{4}))?\s*", text)
    found = found or re.fullmatch(r"\s*(\d{2})(\d{2})(\d{4})\s*", text)
    if found is None or (found[3] is None and year is None):
        return None
    try:
        return date(int(found[3] or year or 0), int(found[2]), int(found[1]))
    except ValueError:
        return None


# Periods --------------------------------------------------------------------------------------------------


def period_text(key: str) -> str:
    """A period's key in words: `2007-06` → `tháng 6/2007`, `2007-Q2` → `quý II/2007`, `2007` → `năm 2007`.

    Further `2007-H1`, `2007-H2` (half years) and `2007-9M` (nine months); `2007-06~2` is what a task's second periodic
    duty reports for that month. Anything else is given back.
    """
    period, _, duty = key.partition("~")
    if duty:
        which = f"việc riêng {duty[1:]}" if duty[0] == "r" else f"việc {duty}"
        return f"{period_text(period)} ({which})"
    year, _, part = key.partition("-")
    if not re.fullmatch(r"\d{4}", year):
        return key
    if not part:
        return f"năm {year}"
    if part in _HALVES:
        return f"{_HALVES[part]} {year}"
    if re.fullmatch(r"Q[1-4]", part):
        return f"quý {_QUARTERS[int(part[1]) - 1]}/{year}"
    if re.fullmatch(r"0[1-9]|1[0-2]", part):
        return f"tháng {int(part)}/{year}"
    return key


# Figures --------------------------------------------------------------------------------------------------


def number_text(value: Decimal | float, places: int | None = None) -> str:
    """A figure as `1.234.567,89`; `places` after the comma, or as many as the value has."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign, whole, fraction = _parts(exact)
    return sign + whole + (f",{fraction}" if fraction else "")


def _parts(value: Decimal) -> tuple[str, str, str]:
    digits = f"{abs(value):,f}"
    whole, _, fraction = digits.partition(".")
    return "−" if value < 0 else "", whole.replace(",", "."), fraction


def number_of_text(text: str) -> Decimal | None:
    """The figure somebody typed: `1.234.567,89`, also `1234567,89`; `None` if it is none.

    A point groups thousands and nothing else: `1.5` is refused, not read as fifteen.
    """
    plain = re.sub(r"\s", "", text).replace("−", "-")
    if not re.fullmatch(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?", plain):
        return None
    try:
        return Decimal(plain.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def percent_text(part: int | Decimal, whole: int | Decimal, places: int = 2) -> str:
    """A share as `78,57%`, rounded half up; empty where the whole is nothing."""
    if not whole:
        return ""
    return number_text(Decimal(part) * 100 / Decimal(whole), places) + "%"


def short_name(name: str, letters: int = 56) -> str:
    """A file's name that gives way in its middle where it is longer than so many letters; its ending stays."""
    if len(name) <= letters:
        return name
    tail = letters // 3
    return f"{name[: letters - tail - 1].rstrip()}…{name[-tail:]}"


def short_path(path: str, letters: int = 72) -> str:
    """A place on the disk; where it is long only the name it ends in, under «…»."""
    if len(path) <= letters:
        return path
    place = PurePath(path)
    return str(PurePath("…", short_name(place.name, letters)))


def size_text(octets: int) -> str:
    """The size of a file: `812 B`, `4,2 KB`, `0,4 MB`."""
    if octets < 1000:
        return f"{octets} B"
    if octets < 100_000:
        return f"{number_text(Decimal(octets) / 1000, 1)} KB"
    return f"{number_text(Decimal(octets) / 1_000_000, 1)} MB"
