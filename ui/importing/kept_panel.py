"""Documents whose review was begun and not ended: opened again with everything said about them, or given up."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.formats import moment_text, number_text
from desktop.importing.corrections import Corrections
from desktop.importing.kept_reviews import KeptReview
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Well, column, row
from ui.widgets.text import ElidedLabel, Kind, Label


class KeptPanel(Well):
    """«Mở lại văn bản đang xem dở»: one line per document, the latest first."""

    resume_wanted = Signal(object)
    """The `KeptReview` to go on with."""
    drop_wanted = Signal(object)
    """The `KeptReview` to be given up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, gap=6, parent=parent)
        self.setAccessibleName("Văn bản đang xem dở")
        self.resumes: list[SecondaryButton] = []
        self.drops: list[LinkButton] = []
        self._lines = QWidget()
        self.body.addWidget(Label("Văn bản đang xem dở", Kind.SECTION))
        self.body.addWidget(self._lines)
        self.hide()

    def show_reviews(self, reviews: Sequence[KeptReview]) -> None:
        """List these documents; the panel is there only where there are some."""
        self.resumes, self.drops = [], []
        before = self._lines
        self._lines = QWidget()
        lines = column(gap=6)
        for review in reviews:
            lines.addLayout(self._line(review))
        self._lines.setLayout(lines)
        self.body.replaceWidget(before, self._lines)
        before.hide()
        before.deleteLater()
        self.setVisible(bool(reviews))

    def _line(self, review: KeptReview) -> QHBoxLayout:
        resume, drop = SecondaryButton("Mở lại", "folder_open"), LinkButton("Bỏ")
        resume.setAccessibleName(f"Mở lại {review.name}")
        drop.setAccessibleName(f"Bỏ phần xem dở của {review.name}")
        resume.clicked.connect(lambda _checked=False: self.resume_wanted.emit(review))
        drop.clicked.connect(lambda _checked=False: self.drop_wanted.emit(review))
        self.resumes.append(resume)
        self.drops.append(drop)
        words = column(gap=0)
        words.addWidget(ElidedLabel(review.name, Kind.STRONG))
        words.addWidget(ElidedLabel(_facts(review), Kind.META))
        line = row(gap=10)
        line.addWidget(IconLabel("document_text", "text2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        line.addWidget(resume)
        line.addWidget(drop)
        return line


def _facts(review: KeptReview) -> str:
    corrected = corrections_in(review.work.corrections)
    parts = [f"xem dở {moment_text(datetime.fromtimestamp(review.saved_at / 1000).astimezone())}"]
    if review.work.seen:
        parts.append(f"đã xem {number_text(len(review.work.seen))} chỗ")
    if corrected:
        parts.append(f"đã sửa {number_text(corrected)} chỗ")
    return "; ".join(parts)


def corrections_in(corrections: Corrections) -> int:
    """How many places a person corrected."""
    places = (corrections.refused, corrections.columns, corrections.kinds, corrections.units, corrections.deadlines)
    return sum(map(len, places)) + len(corrections.set_aside) + (corrections.header is not None)
