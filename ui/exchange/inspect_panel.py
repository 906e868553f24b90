"""What stands in a file, without importing it: who, to whom, what it holds, what has to come before it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.formats import day_text, moment_text, number_text, short_name, size_text
from desktop.sync.exchange import BundleContent, BundleFacts
from ui import theme
from ui.exchange.facts import Fact, FactGrid
from ui.exchange.situation import moment
from ui.exchange.words import numbers_text
from ui.table_model import Align, Column, Role
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.delegates import TitleDelegate
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, column, row
from ui.widgets.record_view import RecordView
from ui.widgets.text import ElidedLabel, Kind, Label, tip


def inspection_facts(facts: BundleFacts) -> list[Fact]:
    """What a file says of itself, one fact a line."""
    made = moment_text(moment(facts.at_ms))
    needs = f"Tệp {numbers_text(facts.needs)} phải nhập trước" if facts.needs else ""
    waits = f"{needs or 'Phần trước còn thiếu'}; {number_text(facts.waits)} thay đổi sẽ chờ" if facts.waits else ""
    return [
        Fact("Nơi gửi", f"{facts.from_name}, tệp {facts.number}"),
        Fact("Nơi nhận", facts.to_name),
        Fact("Lập", f"{facts.made_by}, {made}" if facts.made_by else made),
        Fact("Thay đổi", f"{number_text(facts.events)}, trong đó {number_text(facts.new)} chưa có trong sổ"),
        Fact("Biên nhận", _receipt_words(facts)),
        Fact("Thứ tự", waits, "warn"),
        Fact("Bản phần mềm", facts.app),
        Fact("Mã kiểm SHA-256", " ".join(facts.sha256[at : at + 8] for at in range(0, 64, 8))),
    ]


def _receipt_words(facts: BundleFacts) -> str:
    if facts.refused:
        return f"Có, {number_text(facts.refused)} thay đổi của đơn vị này không được nhận"
    return "Có" if facts.confirmed else ""


def _columns() -> list[Column[BundleContent]]:
    return [
        Column("words", "Nội dung", lambda one: one.words, width=190, roles={Role.STRONG: lambda _one: True}),
        Column("records", "Số mục", lambda one: number_text(one.records), width=70, align=Align.RIGHT),
        Column("tasks", "Nhiệm vụ", _tasks_words, tooltip=_tasks_words),
    ]


def _tasks_words(content: BundleContent) -> str:
    """The numbers of the tasks, each plan named once."""
    plans: dict[str, list[str]] = {}
    for task in content.tasks:
        plan, _, label = task.rpartition(" ")
        plans.setdefault(plan, []).append(label)
    told = "; ".join(f"{plan}: {', '.join(labels)}" if plan else ", ".join(labels) for plan, labels in plans.items())
    return f"{told} và {number_text(content.more)} nhiệm vụ nữa" if content.more else told


class InspectPanel(Panel):
    """Shows the facts of a file over what it holds; from here one goes on to the preview of its import."""

    import_wanted = Signal(object)
    """The file (`Path`) is to be previewed."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Xem tệp, không nhập", scrolls=False, margin=0, gap=0, parent=parent)
        self._file: Path | None = None
        self._title = ElidedLabel("Xem tệp, không nhập", Kind.TITLE)
        self._name = Label("", Kind.META)
        head = row(gap=8)
        head.addWidget(IconLabel("eye", "text2", 20))
        head.addWidget(self._title, 1)
        head.addWidget(self._name)
        self.set_head(head)
        self.banner = Banner(Grade.INFO, "")
        self.facts = FactGrid("Tệp này")
        upper = column(gap=8)
        px = theme.current().px
        upper.setContentsMargins(px(16), px(10), px(16), px(10))
        upper.addWidget(self.banner)
        upper.addWidget(self.facts)
        self.body.addLayout(upper)
        self.contents: RecordView[BundleContent] = RecordView(
            "Tệp có những gì",
            _columns(),
            lambda one: one.type,
            delegates={"words": TitleDelegate(), "tasks": TitleDelegate()},
            empty="Tệp chỉ có biên nhận.",
        )
        self.body.addWidget(self.contents, 1)
        self.close_file = SecondaryButton("Đóng", shortcut="Ctrl+L")
        self.close_file.clicked.connect(self.closed)
        self.go_on = PrimaryButton("Xem trước khi nhập", "arrow_import", shortcut="Ctrl+Return")
        self.go_on.clicked.connect(lambda _on=False: self.import_wanted.emit(self._file))
        foot = row(gap=8)
        foot.addWidget(Label("Không có gì được ghi vào sổ.", Kind.META, wrap=True), 1)
        foot.addWidget(self.close_file)
        foot.addWidget(self.go_on)
        self.set_foot(foot)

    def show_facts(self, facts: BundleFacts, file: Path) -> None:
        """Show what was read of a file."""
        self._file = file
        self._title.setText(f"Tệp {facts.number} của {facts.from_name}")
        self._name.setText(f"{short_name(file.name, 36)}, {size_text(facts.size)}")
        self._name.setToolTip(tip(str(file)))
        self.facts.show_facts(inspection_facts(facts))
        self.contents.replace(records=facts.contents)
        known = facts.imported_at_ms
        self.banner.setVisible(known is not None or facts.is_older)
        if known is not None:
            self.banner.tell(Grade.INFO, f"Tệp này đã nhập ngày {day_text(moment(known).date())}")
        elif facts.is_older:
            self.banner.tell(Grade.INFO, "Tệp cũ", "Một tệp mới hơn của nơi gửi đã nhập rồi.")
        self.go_on.setEnabled(known is None)
        (self.go_on if known is None else self.close_file).setFocus(Qt.FocusReason.OtherFocusReason)
