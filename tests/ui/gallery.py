"""Pictures of every component in light and dark, at 100 and 200 %: `python -m tests.ui.gallery OUTDIR`."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.jobs import Progress
from ui.app import build_application
from ui.data_events import DataEvents
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.signs import Sign
from ui.table_model import Column, Role
from ui.theme import ThemeController, ThemeMode
from ui.top_bar import Person
from ui.tree_model import Group
from ui.widgets.avatar import Avatar
from ui.widgets.badge import LifeBadge, StatusBadge
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import (
    DangerButton,
    LinkButton,
    PlainButton,
    PrimaryButton,
    SecondaryButton,
    ToolButton,
)
from ui.widgets.chips import AddChip, Chip
from ui.widgets.choices import CheckBox, ComboBox, RadioButton
from ui.widgets.delegates import BadgeDelegate, TitleDelegate, TwoLineDelegate
from ui.widgets.dialog import DecisionDialog
from ui.widgets.fields import Field
from ui.widgets.inputs import DateField, LineEdit, NumberField, PasswordField, SearchField, TextArea
from ui.widgets.life_line import LifeLine, Step, StepState
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Card, Panel, row
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_view import RecordView
from ui.widgets.segmented import SegmentedControl
from ui.widgets.side_tree import SideItem, SideTree
from ui.widgets.text import Kind, Label
from ui.widgets.tile import Tile
from ui.widgets.two_by_two import Counts, TwoByTwo
from ui.widgets.word_diff import OldNew, WordDiff

Row = tuple[str, str, str, str, str, Sign, str, str, str]

COLUMNS: list[Column[Row]] = [
    Column("number", "Số", lambda r: r[0], width=84, roles={Role.STRONG: lambda _r: True}),
    Column("title", "Nhiệm vụ", lambda r: r[1], tooltip=lambda r: r[1]),
    Column(
        "due",
        "Hạn",
        lambda r: r[2],
        width=116,
        roles={Role.META: lambda r: r[3], Role.META_TONE: lambda r: r[4]},
    ),
    Column(
        "state",
        "Trạng thái",
        lambda r: r[5].words,
        width=196,
        roles={
            Role.SIGN: lambda r: r[5],
            Role.META: lambda r: r[6],
            Role.META_ICON: lambda r: r[7],
            Role.META_TONE: lambda r: r[8],
        },
    ),
]
ROWS: list[Row] = [
    (
        "C.2",
        "Rà soát đánh giá, phân loại doanh nghiệp; lập danh sách doanh nghiệp trọng điểm ≥ 10% tổng số doanh nghiệp",
        "30/06/2007",
        "xong 18/06",
        "",
        Sign.COMPLETED_ON_TIME,
        "Tổng cục chấp nhận",
        "shield_checkmark",
        "",
    ),
    (
        "C.6",
        "Tiến hành kiểm tra sau thông quan các lô hàng NK≥ 1% tổng số tờ khai phân luồng xanh đối với các lô hàng",
        "30/06/2007",
        "còn 5 ngày",
        "",
        Sign.OPEN_IN_TIME,
        "60% · nháp",
        "edit",
        "",
    ),
    (
        "C.7",
        "Tổng hợp, phân tích, đánh giá tình hình kiểm tra sau thông quan",
        "08/06/2007",
        "quá 17 ngày",
        "red",
        Sign.OPEN_OVERDUE,
        "Nháp · 2 lỗi",
        "error_circle",
        "red",
    ),
    (
        "C.8",
        "Phân tích, tổng hợp, lập danh sách các mặt hàng có nguy cơ gian lận cao phục vụ quản lý",
        "08/06/2007",
        "xong 14/06",
        "",
        Sign.COMPLETED_LATE,
        "Tổng cục trả lại",
        "arrow_hook_up_left",
        "red",
    ),
]


def task_view() -> RecordView[Row]:
    """A list of tasks under their headings, with boxes to tick."""
    view: RecordView[Row] = RecordView(
        "Nhiệm vụ",
        COLUMNS,
        lambda r: r[0],
        delegates={"title": TitleDelegate(), "due": TwoLineDelegate(), "state": BadgeDelegate()},
        may_tick=lambda r: r[0] != "C.8",
    )
    view.replace(
        [
            Group("I.B", "Kiện toàn về tổ chức bộ máy và cơ chế hoạt động", number="I.B", note="0 nhiệm vụ"),
            Group("I.C", "Thực hiện thu thập, xử lý thông tin", ROWS, number="I.C", note="4 nhiệm vụ"),
        ]
    )
    view.records.tick(["C.6"])
    view.select("C.7")
    return view


def _line(*widgets: QWidget) -> QHBoxLayout:
    made = row(gap=8)
    for widget in widgets:
        made.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    made.addStretch(1)
    return made


class ComponentsPage(Page):
    """Buttons, fields, states and words to the person."""

    keys = (KeyHint("Enter", "Mở"), KeyHint("F3", "Việc kế tiếp"), KeyHint("Ctrl+K", "Tìm"))

    def __init__(self) -> None:
        super().__init__("Thành phần", "Thứ Hai, 25/06/2007 · Cục Hải quan TP Hải Phòng")
        layout = row(margin=16, gap=12)
        self._columns: list[Panel] = []
        for build in (self._first, self._second, self._third):
            card = Panel("Cột", card=True)
            build(card)
            card.body.addStretch(1)
            layout.addWidget(card, 1)
            self._columns.append(card)
        self.setLayout(layout)

    @override
    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self._columns[1].setVisible(not compact)

    def _first(self, card: Panel) -> None:
        off = PrimaryButton("Gửi duyệt", "send")
        off.setEnabled(False)
        self.primary = PrimaryButton("Gửi duyệt", "send")
        card.body.addWidget(Label("Nút", Kind.SECTION))
        card.body.addLayout(_line(self.primary, SecondaryButton("Lưu PDF", "document_pdf"), off))
        card.body.addLayout(
            _line(
                DangerButton("Trả lại", "arrow_hook_up_left"),
                PlainButton("Lưu bộ lọc", "save"),
                ToolButton("more_horizontal", "Thêm"),
                LinkButton("Mở trong Nhiệm vụ"),
            )
        )
        card.body.addWidget(Label("Ô nhập", Kind.SECTION))
        number = NumberField()
        number.set_value(12046)
        card.body.addWidget(Field("Tờ khai luồng xanh", number, "Tháng 5: 11.873"))
        wrong = Field("Mã số thuế", LineEdit())
        wrong.set_error("Sai số kiểm tra. Gõ lại, hoặc ghi lý do để giữ mã này.")
        doubtful = Field("Lô đã kiểm tra", NumberField())
        doubtful.set_warning("Giảm 14% so với tháng 5. Ghi giải trình để gửi.")
        text = TextArea("Ghi việc đã làm trong kỳ")
        text.set_text("Đã kiểm tra 104 lô hàng nhạy cảm (nhựa, linh kiện điện tử, thép lá).")
        for field in (wrong, doubtful, Field("Kết quả thực hiện", text, counter=2000)):
            card.body.addWidget(field)
        pair = row(gap=12)
        pair.addWidget(Field("Kỳ", ComboBox([("Quý II/2007", "2007-Q2"), ("Quý III/2007", "2007-Q3")])))
        pair.addWidget(Field("Tính đến ngày", DateField()))
        card.body.addLayout(pair)
        card.body.addWidget(Field("Mật khẩu", PasswordField()))
        card.body.addWidget(SearchField("Tìm trong danh sách"))
        ticked, part = CheckBox("Cả nháp"), CheckBox("Một phần")
        ticked.setChecked(True)
        part.setTristate(True)
        part.setCheckState(Qt.CheckState.PartiallyChecked)
        chosen = RadioButton("Cục")
        chosen.setChecked(True)
        card.body.addLayout(_line(ticked, part, chosen, RadioButton("Chi cục")))

    def _second(self, card: Panel) -> None:
        card.body.addWidget(Label("Trạng thái", Kind.SECTION))
        signs = list(Sign)
        for pair in range(0, len(signs), 2):
            card.body.addLayout(_line(*(StatusBadge(sign) for sign in signs[pair : pair + 2])))
        card.body.addLayout(
            _line(
                LifeBadge("edit", "Nháp"),
                LifeBadge("hourglass", "Chờ duyệt"),
                LifeBadge("checkmark_circle", "Đã duyệt"),
                LifeBadge("archive", "Trong tệp 14"),
            )
        )
        card.body.addLayout(
            _line(
                Chip("608/QĐ-TCHQ", "Kế hoạch", active=True, removable=True),
                Chip("Có cảnh báo", count=4),
                AddChip(),
            )
        )
        card.body.addWidget(SegmentedControl("Của ai", [("Của tôi", 1), ("Tổ QLRR", 2), ("Cả Cục", 3)]))
        counts = TwoByTwo()
        counts.show_counts(Counts(9, 2, 12, 3, 4))
        card.body.addWidget(counts)
        steps = [
            Step("Tạo 14/06", StepState.DONE),
            Step("Ghi USB", StepState.DONE),
            Step("Biên nhận", StepState.WAITING),
            Step("Kết quả", StepState.OPEN),
        ]
        card.body.addWidget(LifeLine(steps))
        card.body.addWidget(
            WordDiff("Đã kiểm tra 121 lô hàng.", "Đã kiểm tra 104 lô hàng, chuyển Tổ QLRR ngày 22/06 <b>&amp;</b>.")
        )
        card.body.addLayout(_line(OldNew("11.873", "12.046"), Avatar("Nguyễn Thị Hạnh")))

    def _third(self, card: Panel) -> None:
        warning = "Gửi lại không làm trùng số liệu."
        error = "Xóa bớt tệp trên đĩa D: rồi bấm Ghi lại. Chữ vừa gõ vẫn còn."
        card.body.addWidget(Banner(Grade.WARNING, "Tệp 14 chưa có biên nhận sau 11 ngày", warning, "Tạo lại tệp 14"))
        card.body.addWidget(Banner(Grade.ERROR, "Chưa ghi được: đĩa D: hết chỗ", error, "Ghi lại"))
        card.body.addWidget(
            Banner(Grade.INFO, "742/QĐ-TCHQ đổi hạn của 3 nhiệm vụ", "Xem chỗ đổi rồi xác nhận.", "Xem")
        )
        progress = ProgressPanel("Dừng thì sổ trở về như trước khi nhập.")
        progress.begin("Đang nhập tệp đến 31")
        progress.report(Progress(4320, 12000, ""))
        card.body.addWidget(progress)
        progress.show()
        card.body.addWidget(
            EmptyState(
                "Không có nhiệm vụ quá hạn",
                "Việc gần nhất đến hạn 30/06/2007.",
                "Xem việc đến hạn trong 7 ngày",
            )
        )

    @override
    def activate(self, argument: object = None) -> None:
        self.primary.setFocus()


class ListPage(Page):
    """Tiles over a tree and a grouped list."""

    keys = (KeyHint("↑ ↓", "Chọn dòng"), KeyHint("F2", "Nhập"), KeyHint("Ctrl+Enter", "Gửi duyệt"))

    def __init__(self) -> None:
        super().__init__("Nhiệm vụ", "Được giao cho Cục Hải quan TP Hải Phòng, tính đến 25/06/2007")
        outer = row(margin=16, gap=12)
        card = Card("Việc cần làm", ruled=True, margin=0, gap=0)
        card.tools.addWidget(SegmentedControl("Của ai", [("Của tôi", 1), ("Cả Cục", 2)]))
        tiles = row(margin=12, gap=12)
        for tile, count in (
            (Tile("Quá hạn", "1 của tôi", sign=Sign.OPEN_OVERDUE, alarm=True), 3),
            (Tile("Đến hạn trong 7 ngày", "đến hết 02/07", sign=Sign.OPEN_IN_TIME), 6),
            (Tile("Chưa gửi", "đã duyệt, chờ tệp 15", icon="archive"), 0),
        ):
            tile.set_count(count)
            tiles.addWidget(tile)
        card.body.addLayout(tiles)
        self.view = task_view()
        card.body.addWidget(self.view, 1)
        side = SideTree("Kế hoạch")
        side.replace(
            [
                SideItem("608", "608/QĐ-TCHQ", "14", items=[SideItem("I", "I. Năm 2007", "14")]),
                SideItem("late", "Quá hạn", "3", icon="bookmark", tone="red"),
            ]
        )
        side.select("I")
        side.setMaximumWidth(220)
        outer.addWidget(side)
        outer.addWidget(card, 1)
        self.setLayout(outer)

    @override
    def activate(self, argument: object = None) -> None:
        self.view.setFocus()


def build_window(themes: ThemeController) -> MainWindow:
    """The shell with two pages of components."""
    places = [
        Place("list", "Nhiệm vụ", "clipboard_task", ListPage),
        Place("components", "Thành phần", "grid", ComponentsPage),
        Place("help", "Trợ giúp", "question_circle", ListPage, foot=True),
        Place("settings", "Cài đặt", "settings", ListPage, foot=True),
    ]
    person = Person("Nguyễn Thị Hạnh", "Cán bộ · Tổ QLRR")
    events = DataEvents(themes)
    window = MainWindow(places, person, themes, events, machine="Máy PC2", search=lambda _text, show: show([]))
    window.status.set_written("Đã ghi 09:42:10")
    window.status.set_backup("Sao lưu 07:30 hôm nay")
    window.set_waiting("list", 9)
    return window


def main(folder: Path, percent: int) -> None:
    """Write the pictures at the device pixel ratio Qt was started with."""
    folder.mkdir(parents=True, exist_ok=True)
    application = build_application(["gallery"])
    themes = ThemeController(application, ThemeMode.LIGHT)
    window = build_window(themes)
    window.resize(QSize(1366, 940) if percent == 100 else QSize(960, 540))
    window.show()
    window.activateWindow()
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        themes.set_mode(mode)
        for place in ("list", "components"):
            window.go(place)
            if place == "components":
                window.page(place).notify("Đã duyệt 6 mục.", lambda: None)
            for _ in range(3):
                application.processEvents()
            window.grab().save(str(folder / f"{place}-{mode}-{percent}.png"))
            window.toast.dismiss()
        _dialog(window).grab().save(str(folder / f"dialog-{mode}-{percent}.png"))
    window.close()


def _dialog(window: MainWindow) -> DecisionDialog:
    text = "Tệp do PC3 ký sau tệp 18 sẽ bị từ chối ở mọi đơn vị. Không lấy lại được khóa này."
    title = "Thu hồi khóa ký của máy PC3?"
    made = DecisionDialog(window, title, text, "Thu hồi khóa", "Giữ khóa", danger=True, icon="key")
    made.adjustSize()
    return made


def main_at_every_scale(folder: Path) -> None:
    """Write the pictures at 100 and 200 %, each in a process of its own: Qt reads the scale at start."""
    for percent in (100, 200):
        scale = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(percent / 100)}
        command = [sys.executable, "-m", "tests.ui.gallery", str(folder), str(percent)]
        subprocess.run(command, env=os.environ | scale, check=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main_at_every_scale(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]))
