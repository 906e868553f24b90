"""Old and new text in one paragraph: deleted words struck, inserted words underlined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui import theme

MOST_WORDS = 4000
"""Above this many words the texts are shown one after the other: comparing takes their product in time."""


class Part(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that were kept, deleted or inserted together."""

    part: Part
    text: str


def word_runs(old: str, new: str) -> Sequence[Run]:
    """The runs of words that lead from an old text to a new one, deleted before inserted."""
    before, after = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    if len(before) + len(after) > MOST_WORDS:
        runs = [Run(Part.DELETED, old), Run(Part.INSERTED, new)]
        return tuple(run for run in runs if run.text)
    runs = []
    matcher = SequenceMatcher(lambda word: word.isspace(), before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            runs.append(Run(Part.SAME, "".join(before[start:end])))
            continue
        if end > start:
            runs.append(Run(Part.DELETED, "".join(before[start:end])))
        if new_end > new_start:
            runs.append(Run(Part.INSERTED, "".join(after[new_start:new_end])))
    return tuple(runs)


class WordDiff(QLabel):
    """Shows the difference of two texts; everything they hold is escaped, so no text can be markup."""

    def __init__(self, old: str = "", new: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)  # our own spans only: every text is escaped
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.compare(old, new)

    def compare(self, old: str, new: str) -> None:
        """Show another pair of texts."""
        self._runs = word_runs(old, new)
        words = {Part.DELETED: "bỏ «{}»", Part.INSERTED: "thêm «{}»", Part.SAME: "{}"}
        self.setAccessibleName(" ".join(words[run.part].format(run.text.strip()) for run in self._runs))
        self._render()

    def _render(self) -> None:
        tokens = theme.current().tokens
        styles = {
            Part.SAME: "",
            Part.DELETED: f"background:{tokens.del_bg};color:{tokens.red.text};text-decoration:line-through",
            Part.INSERTED: f"background:{tokens.ins_bg};color:{tokens.green.text};"
            "text-decoration:underline;font-weight:600",
        }
        spans: list[str] = []
        before = Part.SAME
        for run in self._runs:
            if (before, run.part) == (Part.DELETED, Part.INSERTED):
                spans.append(" ")  # so that an old and a new word do not run together
            before = run.part
            text = escape(run.text).replace("\n", "<br>")
            spans.append(f'<span style="{styles[run.part]}">{text}</span>')
        self.setText("".join(spans))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._render()
        super().changeEvent(event)


class OldNew(WordDiff):
    """An old and a new figure: the old struck and light, an arrow, the new bold."""

    @override
    def compare(self, old: str, new: str) -> None:
        self._runs = (Run(Part.DELETED, old), Run(Part.INSERTED, new))
        self.setAccessibleName(f"{old or 'trống'}, nay {new or 'trống'}")
        self._render()

    @override
    def _render(self) -> None:
        tokens = theme.current().tokens
        old, new = (escape(run.text) or "(trống)" for run in self._runs)
        self.setText(
            f'<span style="color:{tokens.text2}">{old}</span>'
            f'<span style="color:{tokens.text3}"> → </span>'
            f'<span style="font-weight:600;color:{tokens.text}">{new}</span>'
        )
