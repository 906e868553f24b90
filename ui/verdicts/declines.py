"""A task that its unit gave back, made ready for the list and the detail beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.plans.row_names import whole_name
from desktop.verdicts.declining import Answer, DeclinedTask
from ui.review.judged import Change, Doubt
from ui.review.rows import moment_words
from ui.signs import Sign
from ui.widgets.banner import Grade

ANSWER_WORDS: Final = {
    Answer.WAITING: "Chờ trả lời",
    Answer.WITHDRAWN: "Đã thu hồi",
    Answer.UPHELD: "Giữ nguyên",
}


@dataclass(frozen=True, slots=True)
class DeclineRow:
    """A task that its unit gave back."""

    declined: DeclinedTask
    unit_name: str
    as_of: date
    title: str = ""
    period: str = ""
    changes: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    explanation: str = ""
    old_head: str = ""
    new_head: str = ""
    sign: Sign = Sign.RETURNED

    @property
    def key(self) -> str:
        """What tells the row from all others."""
        return f"{self.declined.task.entity}/{self.declined.unit}"

    @property
    def label(self) -> str:
        """How people call the task."""
        return self.declined.task.label

    @property
    def place(self) -> str:
        """The second line of the list."""
        return self.declined.plan.number

    @property
    def trail(self) -> str:
        """The unit, the plan and its headings."""
        above = whole_name(self.declined.task.path[:-1])
        return " · ".join((self.unit_name, " › ".join(part for part in (self.declined.plan.number, above) if part)))

    @property
    def author(self) -> str:
        """Who said so for the unit."""
        return self.declined.declined_by_name

    @property
    def state_words(self) -> str:
        """How it was answered."""
        return self.answer

    @property
    def note(self) -> str:
        """That nothing recorded is lost."""
        return "Đơn vị đã ghi kết quả; kết quả được giữ khi thu hồi." if self.declined.has_entries else ""

    @property
    def told(self) -> tuple[Grade, str, str] | None:
        """The unit's word, and the answer to it."""
        who = f"{self.author} ({self.unit_name})" if self.author else self.unit_name
        answer = f" Trả lời {self.answered}: «{self.declined.answer_words}»" if self.declined.answer_words else ""
        return (Grade.INFO, f"{who} đề nghị trả nhiệm vụ, {self.when}", f"«{self.declined.reason}»{answer}")

    @property
    def statement(self) -> str:
        """What both answers mean."""
        if not self.is_open:
            return ""
        return "Thu hồi mà không ghi lời thì lý do là lời của đơn vị. Đơn vị nhận câu trả lời cùng tệp đi kế tiếp."

    @property
    def may_accept(self) -> bool:
        """Whether it waits for an answer."""
        return self.is_open

    @property
    def may_return(self) -> bool:
        """Whether it waits for an answer."""
        return self.is_open

    @property
    def when(self) -> str:
        """When the unit said so."""
        return moment_words(self.declined.declined_at, self.as_of)

    @property
    def answer(self) -> str:
        """How it was answered."""
        return ANSWER_WORDS[self.declined.answer]

    @property
    def answered(self) -> str:
        """When it was answered."""
        return moment_words(self.declined.answered_at, self.as_of)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.declined.answer is Answer.WAITING
