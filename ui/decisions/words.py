"""What the screen of decisions says, in words; no widgets."""

from datetime import date, datetime
from typing import Final

from desktop.conflicts.records import Conflict, DecidedConflict, Outcome, Power, Side
from desktop.formats import clock_text, day_text, period_text, short_day_text
from desktop.plans.state import TwoByTwo
from desktop.progress.facts import NO_PERIOD
from desktop.sync.inbound.import_report import Subject
from desktop.units.table import UnitTable

KIND_WORDS: Final = {
    "prog": "Kết quả",
    "alloc": "Phân công",
    "asg": "Giao nhiệm vụ",
    "obl": "Việc định kỳ",
    "target": "Chỉ tiêu",
    "task": "Dòng kế hoạch",
    "plan": "Kế hoạch",
    "amend": "Bản sửa đổi",
    "person": "Người dùng",
    "unit": "Đơn vị",
}
OUTCOME_WORDS: Final = {
    Outcome.NONE: "",
    Outcome.KEPT_SUBMITTED: "Kết quả vẫn chờ duyệt: bản được chọn đúng là bản cán bộ đã gửi.",
    Outcome.KEPT_APPROVED: "Kết quả vẫn là đã duyệt: bản được chọn đúng là bản đã duyệt.",
    Outcome.RECORDED: "Kết quả trở lại «Đã ghi»: cán bộ gửi duyệt lại, lãnh đạo duyệt lại.",
}
TWICE: Final = (
    "Hai bản đã duyệt đều đã gửi cấp trên. Chọn xong thì gửi duyệt và duyệt lại; bản mới thay cả hai bản ở cấp trên."
)
TRAVELS: Final = "Quyết định đi trong tệp kế tiếp; không nơi nào bị hỏi lại."
_COUNTS: Final = (
    ("completed_on_time", "hoàn thành đúng hạn"),
    ("completed_late", "hoàn thành quá hạn"),
    ("open_in_time", "trong hạn"),
    ("open_overdue", "quá hạn"),
    ("withdrawn", "đã thu hồi"),
)


def moment_words(at_ms: int) -> str:
    """A moment in a few letters: «20/06 10:11»."""
    moment = datetime.fromtimestamp(at_ms / 1000).astimezone()
    return f"{short_day_text(moment.date())} {clock_text(moment)[:5]}"


def period_of(subject: Subject) -> str:
    """The period a record is about, "" for the task as a whole."""
    return period_text(subject.period) if subject.period and subject.period != NO_PERIOD else ""


def title_of(subject: Subject, kind: str) -> str:
    """What a record is called in one line."""
    return " ".join(subject.title.split()) or KIND_WORDS.get(kind, "")


def label_of(subject: Subject, kind: str) -> str:
    """What stands before the title: the number of the task, else the kind of the record."""
    return subject.label or KIND_WORDS.get(kind, "")


def place_of(subject: Subject, kind: str, units: UnitTable) -> str:
    """Where the record stands: «608/QĐ-TCHQ › Kết quả › Hải Phòng › tháng 6/2007»."""
    unit = units.unit(subject.unit).short_name if subject.unit and kind != "unit" else ""
    parts = (subject.plan_number, KIND_WORDS.get(kind, ""), unit, period_of(subject))
    return " › ".join(part for part in parts if part)


def side_title(conflict: Conflict, side: Side, units: UnitTable) -> str:
    """Whose version a column holds: the unit where the sides are of several, else the person."""
    several = len({one.unit for one in conflict.sides}) > 1
    named = units.unit(side.unit).short_name if several else side.name
    return f"Bản của {named}"


def whole_title(conflict: Conflict, side: Side, units: UnitTable) -> str:
    """What the button of a side says; the machine tells apart what one person wrote at two."""
    title = side_title(conflict, side, units)
    if sum(side_title(conflict, one, units) == title for one in conflict.sides) == 1:
        return title
    return "Bản ở máy này" if side.is_here else f"Bản ở máy {side.machine or 'khác'}"


def side_note(conflict: Conflict, side: Side) -> str:
    """Who, at which machine, when, in which file."""
    several = len({one.unit for one in conflict.sides}) > 1
    machine = "máy này" if side.is_here else side.machine or "máy khác"
    carried = f"tệp đến {side.bundle}" if side.bundle is not None else ""
    parts = (side.name if several else "", machine, moment_words(side.at_ms), carried)
    return ", ".join(part for part in parts if part)


def state_words(conflict: Conflict, alike: int, units: UnitTable) -> str:
    """What stands under a waiting record in the list."""
    if conflict.power is Power.OTHER_UNIT:
        return (
            f"{units.unit(conflict.waits_for).short_name} chưa quyết định" if conflict.waits_for else "Nơi khác quyết"
        )
    if conflict.postponed_until is not None:
        return f"Để sau, đến {short_day_text(conflict.postponed_until)}"
    if conflict.power is Power.OTHER_ROLE:
        return "Chờ lãnh đạo quyết"
    return f"Chưa quyết, giống {alike} mục" if alike else "Chưa quyết"


def count_words(conflict: Conflict) -> str:
    """How many fields differ, and the period: «2 trường khác nhau · tháng 6/2007»."""
    fields = f"{len(conflict.fields)} trường khác nhau"
    if len(conflict.fields) == 1:
        fields = conflict.fields[0].label
    return " · ".join(part for part in (fields, period_of(conflict.subject)) if part)


def intro_words(conflict: Conflict) -> str:
    """What happened to the record."""
    sides = {2: "Hai nơi", 3: "Ba nơi"}.get(len(conflict.sides), f"{len(conflict.sides)} nơi")
    return f"{sides} cùng sửa mục này khi chưa biết nhau. Chọn giá trị đúng; giá trị không chọn vẫn giữ trong Lịch sử."


def closed_words(conflict: Conflict, units: UnitTable) -> str:
    """Why nothing can be decided here, "" where it can."""
    if conflict.power is Power.OTHER_UNIT:
        name = units.unit(conflict.waits_for).name if conflict.waits_for else "Nơi ghi"
        return f"{name} chưa quyết định. Quyết định của nơi đó đến trong tệp kế tiếp."
    if conflict.power is Power.OTHER_ROLE:
        return "Lãnh đạo của đơn vị quyết định mục này."
    return ""


def effect_words(before: TwoByTwo, after: TwoByTwo) -> str:
    """What a decision does to the official counts: «Nếu ghi: quá hạn 12 → 11.»."""
    changed = [
        f"{words} {getattr(before, name)} → {getattr(after, name)}"
        for name, words in _COUNTS
        if getattr(before, name) != getattr(after, name)
    ]
    return f"Nếu ghi: {', '.join(changed)}." if changed else "Nếu ghi: số nhiệm vụ theo trạng thái không đổi."


def subtitle(conflicts: list[Conflict]) -> str:
    """What the top bar says under the title."""
    open_ones = sum(conflict.is_open for conflict in conflicts)
    later = sum(conflict.postponed_until is not None for conflict in conflicts)
    elsewhere = sum(conflict.power is Power.OTHER_UNIT for conflict in conflicts)
    parts = [f"{open_ones} mục chờ"]
    parts += [f"{later} mục để sau"] if later else []
    leaders = sum(conflict.power is Power.OTHER_ROLE for conflict in conflicts)
    parts += [f"{leaders} mục chờ lãnh đạo"] if leaders else []
    parts += [f"{elsewhere} mục do nơi khác quyết"] if elsewhere else []
    return ", ".join(parts)


def decided_note(decided: DecidedConflict) -> str:
    """Who decided and when."""
    return f"{decided.by}, {moment_words(decided.at_ms)}"


def postponed_words(until: date) -> str:
    """What the toast says."""
    return f"Để sau, đến {day_text(until)}."
