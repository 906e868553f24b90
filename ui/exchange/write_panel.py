"""The form that writes a file for a neighbour: what it would hold, in which way, where to."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.formats import number_text
from desktop.sync.exchange import ITEM_WORDS, Exchange, ExportMode, ExportPreview, Item, ItemKind, Peer
from ui import theme
from ui.exchange.facts import FactGrid
from ui.exchange.figures import FigureStrip
from ui.exchange.timeline import next_number
from ui.exchange.write_words import (
    WARNING,
    Choice,
    choices,
    facts,
    figures,
    item_words,
    place_problem,
    place_words,
)
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton, SecondaryButton
from ui.widgets.choices import CheckBox, ComboBox
from ui.widgets.delegates import TitleDelegate, TwoLineDelegate
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, column, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.text import ElidedLabel, Kind, Label

Line = tuple[int, Item]


def _columns(unit_words: Callable[[str], str]) -> list[Column[Line]]:
    return [
        Column(
            "number",
            "Số",
            lambda one: one[1].subject.label or unit_words(one[1].subject.unit),
            width=110,
            roles={
                Role.STRONG: lambda _one: True,
                Role.META: lambda one: unit_words(one[1].subject.unit) if one[1].subject.label else "",
            },
        ),
        Column("title", "Nội dung", lambda one: item_words(one[1]), tooltip=lambda one: item_words(one[1])),
    ]


class WritePanel(Panel):
    """Ctrl+E opens it with the focus on «Ghi tệp», so that Enter writes; nothing in it needs to be touched."""

    write_wanted = Signal()
    look_wanted = Signal()
    """What would go out is to be looked at anew: another choice was made."""
    place_wanted = Signal()
    paper_wanted = Signal()
    closed = Signal()
    opened = Signal(object)
    """The record (`EntityId`) of a line."""

    def __init__(self, unit_words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__("Tạo tệp", scrolls=False, margin=0, gap=0, parent=parent)
        self.peer: Peer | None = None
        self.preview: ExportPreview | None = None
        self._folder: Path | None = None
        self.set_head(self._build_head())
        upper = column(gap=8)
        px = theme.current().px
        upper.setContentsMargins(px(16), px(10), px(16), px(10))
        upper.addLayout(self._build_choice())
        self.warning = Banner(Grade.WARNING, *WARNING)
        self.problem = Banner(Grade.ERROR, "")
        self.figures = FigureStrip("Tệp này mang")
        self.facts = FactGrid("Tệp này")
        self.progress = ProgressPanel("Dừng thì chưa có tệp nào được ghi.", "bản ghi")
        for part in (self.warning, self.problem, self.progress, self.figures, self.facts):
            upper.addWidget(part)
        for hidden in (self.warning, self.problem, self.figures):
            hidden.hide()
        self.body.addLayout(upper)
        self.lines: RecordView[Line] = RecordView(
            "Các mục gửi đi",
            _columns(unit_words),
            lambda one: one[0],
            delegates={"number": TwoLineDelegate(), "title": TitleDelegate()},
            empty="Chỉ có biên nhận: nơi nhận đã có mọi mục.",
        )
        self.lines.opened.connect(lambda one: self.opened.emit(one[1].subject.entity))
        self.body.addWidget(self.lines, 1)
        self.set_foot(self._build_foot())

    def _build_head(self) -> QHBoxLayout:
        head = row(gap=8)
        self._title = ElidedLabel("", Kind.TITLE)
        self._to = Label("", Kind.META)
        head.addWidget(IconLabel("box_arrow_up", "text2", 20))
        head.addWidget(self._title, 1)
        head.addWidget(self._to)
        return head

    def _build_choice(self) -> QHBoxLayout:
        self.choice = ComboBox()
        self.choice.setAccessibleName("Gửi những gì")
        self.choice.activated.connect(self._choose)
        self.split = CheckBox("Chia nhỏ ≤ 10 MB để gửi thư")
        self.split.toggled.connect(lambda _on: self.look_wanted.emit())
        line = row(gap=12)
        line.addWidget(self.choice, 1)
        line.addWidget(self.split)
        return line

    def _build_foot(self) -> QVBoxLayout:
        self._place = ElidedLabel("", Kind.META)
        self.change_place = LinkButton("Chọn nơi ghi")
        self.change_place.clicked.connect(self.place_wanted)
        self.paper = PlainButton("Biên nhận giấy", "document_pdf", tip="Ghi biên nhận có mã QR để in, thay cho USB")
        self.paper.clicked.connect(self.paper_wanted)
        self.later = SecondaryButton("Để sau", shortcut="Ctrl+L")
        self.later.clicked.connect(self.closed)
        self.write = PrimaryButton("Ghi tệp", "usb_stick", tip="Enter")
        self.write.setAutoDefault(True)  # Enter presses it while it has the focus
        self.write.clicked.connect(self.write_wanted)
        where = row(gap=8)
        where.addWidget(IconLabel("usb_stick", "text2", 16))
        where.addWidget(self._place, 1)
        where.addWidget(self.change_place)
        acts = row(gap=8)
        acts.addWidget(self.paper)
        acts.addStretch(1)
        acts.addWidget(self.later)
        acts.addWidget(self.write)
        foot = column(gap=6)
        foot.addLayout(where)
        foot.addLayout(acts)
        return foot

    # What the person chose ----------------------------------------------------------------------------------

    @property
    def chosen(self) -> Choice:
        """What is to go out."""
        value = self.choice.value()
        return value if isinstance(value, Choice) else Choice()

    def _choose(self) -> None:
        self.warning.setVisible(self.chosen.mode is ExportMode.SINCE_SENT)
        self.look_wanted.emit()

    def choose(self, choice: Choice) -> None:
        """Choose what goes out, as if the person had."""
        self.choice.set_value(choice)
        self._choose()

    # What is shown ------------------------------------------------------------------------------------------

    def begin(self, peer: Peer, log: Sequence[Exchange], folder: Path | None, choice: Choice) -> None:
        """A form for the next file to a neighbour."""
        self.peer, self.preview = peer, None
        self._title.setText(f"Tạo tệp đi {next_number(peer)}")
        self._to.setText(f"cho {peer.unit_name}")
        self.choice.set_entries(choices(log))
        self.choice.set_value(choice)
        self.warning.setVisible(choice.mode is ExportMode.SINCE_SENT)
        for part in (self.figures, self.problem):
            part.hide()
        self.facts.show_facts([])
        self.lines.replace()
        self.show_place(folder, None)
        self.set_running(running=False)
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: ExportPreview, folder: Path | None, free: int | None) -> None:
        """Show what the file would hold, and whether there is room for it."""
        self.preview = preview
        self._title.setText(f"Tạo tệp đi {preview.number}")
        self.write.setText("Ghi tệp" if preview.files == 1 else f"Ghi {preview.files} tệp")
        self.figures.show_figures(figures(preview))
        self.figures.show()
        self.facts.show_facts(facts(preview))
        self._show_lines(preview)
        self.show_place(folder, free)
        self.show_problem(*place_problem(preview, folder, free))

    def _show_lines(self, preview: ExportPreview) -> None:
        members: dict[ItemKind, list[Line]] = {}
        for one in enumerate(preview.items):
            members.setdefault(one[1].kind, []).append(one)
        self.lines.replace(
            [
                Group(kind, ITEM_WORDS[kind], found, note=f"{number_text(max(len(found), preview.counts[kind]))} mục")
                for kind, found in members.items()
            ]
        )

    def show_place(self, folder: Path | None, free: int | None) -> None:
        """Say where the file goes."""
        self._folder = folder
        self._place.setText(place_words(folder, free))

    def show_problem(self, what: str, todo: str) -> None:
        """Say why nothing was written; empty words take that away."""
        self.problem.setVisible(bool(what))
        if what:
            self.problem.tell(Grade.ERROR, what, todo)

    def set_running(self, *, running: bool, title: str = "") -> None:
        """A file is being written, or not any more."""
        if running and self.write.hasFocus():
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)  # a disabled button would pass it on to the rail
        for part in (self.choice, self.split, self.change_place, self.paper, self.later, self.write):
            part.setEnabled(not running)
        if running:
            self.show_problem("", "")
            self.progress.begin(title)
        else:
            self.progress.end()
