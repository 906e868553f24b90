"""What a line about an attached file says and offers."""

from dataclasses import dataclass
from datetime import datetime

from desktop.attachments.attachments import Attachment
from desktop.formats import short_day_text, size_text


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in words; the acts that are offered for it."""

    file: Attachment
    note: str
    icon: str
    may_save: bool
    may_ask: bool
    may_withdraw: bool
    may_remove: bool


def file_line(file: Attachment, *, may_change: bool, may_ask: bool) -> FileLine:
    """The line of a file for a person who may change the entry, or ask for content that is not here."""
    parts = [size_text(file.size), _state(file)]
    if file.added_by_name:
        parts.append(f"{file.added_by_name}, {_day(file.added_at)}")
    return FileLine(
        file=file,
        note=" · ".join(parts),
        icon="attach" if file.is_here else "arrow_download",
        may_save=file.is_here,
        may_ask=may_ask and not file.is_here and file.wished_at is None,
        may_withdraw=may_ask and file.wished_at is not None,
        may_remove=may_change,
    )


def _state(file: Attachment) -> str:
    if file.is_here:
        return "có trong máy"
    return f"đã xin {_day(file.wished_at)}, chờ tệp trao đổi" if file.wished_at is not None else "chưa có trong máy"


def _day(at_ms: int) -> str:
    return short_day_text(datetime.fromtimestamp(at_ms / 1000).astimezone().date())
