"""The one table that turns failures into Vietnamese: what happened, and what to do about it (LOOK §6).

A failure that differs by reason has one row per reason, keyed `(type, reason)`.
Fields of the error fill the `{braces}`.
"""

from dataclasses import dataclass, fields

from db.errors import Fault, StorageError
from desktop.errors import AppError
from desktop.formats import short_name, short_path
from desktop.messages import attachments, documents, exchange, export, keys, ledger, repair, units, work
from desktop.messages.table import Table
from desktop.permissions import PERMISSION_WORDS, Permission
from desktop.units.table import load_units


@dataclass(frozen=True, slots=True)
class Message:
    """Two sentences for the user: what happened, what to do."""

    what: str
    todo: str

    def __str__(self) -> str:
        """Both sentences on one line."""
        return f"{self.what} {self.todo}".strip()


SENTENCES: Table = {
    **ledger.SENTENCES,
    **work.SENTENCES,
    **attachments.SENTENCES,
    **documents.SENTENCES,
    **exchange.SENTENCES,
    **export.SENTENCES,
    **keys.SENTENCES,
    **repair.SENTENCES,
    **units.SENTENCES,
}


def message_of(error: AppError) -> Message:
    """The two sentences of this failure; a test checks that every failure has them."""
    named = [(type(error), str(getattr(error, name))) for name in ("reason", "state") if hasattr(error, name)]
    row = next((SENTENCES[key] for key in named if key in SENTENCES), None) or SENTENCES[type(error)]
    data = {field.name: _shown(field.name, getattr(error, field.name)) for field in fields(error)}
    return Message(row[0].format(**data), row[1].format(**data))


def _shown(name: str, value: object) -> object:
    """A permission and a node stand in a sentence under their names; long paths and names give way."""
    if name == "permission":
        return PERMISSION_WORDS[Permission(str(value))] if value in set(Permission) else value
    if not isinstance(value, str) or name not in ("path", "folder", "name", "node", "issuer", "writer"):
        return value
    if name == "name":
        return short_name(value)
    if name in ("path", "folder"):
        return short_path(value)
    units, code = load_units(), value.rpartition("/")[2]
    return units.unit(code).name if code in units else value


STORAGE_SENTENCES: dict[Fault, tuple[str, str]] = {
    Fault.BUSY: ("Sổ đang bận vì một việc khác chưa xong.", "Chờ việc đó xong rồi làm lại; chữ vừa gõ vẫn còn."),
    Fault.FULL: ("Chưa ghi được: đĩa hết chỗ.", "Xóa bớt tệp rồi làm lại; chữ vừa gõ vẫn còn."),
    Fault.READ_ONLY: ("Chưa ghi được: thư mục của sổ chỉ cho đọc.", "Mở quyền ghi cho thư mục rồi làm lại."),
    Fault.DAMAGED: ("Tệp sổ bị hỏng.", "Giữ nguyên thư mục, báo đầu mối và khôi phục từ bản sao lưu gần nhất."),
    Fault.WRONG_KEY: (
        "Tệp sổ không mở được bằng khóa này.",
        "Kiểm tra hai tệp có cùng một bộ không; nếu cùng, khôi phục bản sao lưu.",
    ),
    Fault.UNREADABLE: ("Không mở được tệp sổ.", "Kiểm tra thư mục còn đó và có quyền đọc, rồi mở lại."),
    Fault.NEWER: ("Sổ do bản phần mềm mới hơn ghi.", "Cập nhật chương trình rồi mở lại; sổ không bị thay đổi."),
    Fault.INPUT_OUTPUT: ("Ổ đĩa báo lỗi khi đọc hoặc ghi.", "Sao lưu sổ sang ổ khác rồi kiểm tra ổ đĩa."),
}


EXPLAINED = (AppError, StorageError)
"""The failures that have sentences, for who must tell them from mistakes of ours."""


def explain(error: BaseException) -> Message | None:
    """The sentences of any failure the user can act on or that is the computer's; None for a mistake of ours."""
    if isinstance(error, AppError):
        return message_of(error)
    if isinstance(error, StorageError):
        return Message(*STORAGE_SENTENCES[error.reason])
    return None
