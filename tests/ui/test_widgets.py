import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.jobs import Progress
from ui import theme
from ui.signs import Sign
from ui.theme import ThemeController
from ui.widgets.avatar import initials
from ui.widgets.badge import StatusBadge, badge_size
from ui.widgets.banner import Banner, EmptyState, Grade
from ui.widgets.buttons import SecondaryButton
from ui.widgets.chips import AddChip, Chip
from ui.widgets.dialog import DecisionDialog, ReasonDialog
from ui.widgets.life_line import LifeLine, Step, StepState
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.segmented import SegmentedControl
from ui.widgets.side_tree import SideItem, SideTree
from ui.widgets.text import Label, clamped
from ui.widgets.tile import Tile
from ui.widgets.two_by_two import Counts, TwoByTwo
from ui.widgets.word_diff import OldNew, Part, Run, WordDiff, word_runs


@pytest.fixture(autouse=True)
def _look(themes: ThemeController) -> None:
    """Every piece is tried in the look of the program."""


def test_labels_never_read_text_as_markup(qtbot: QtBot) -> None:
    assert Label("<b>x</b>").textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter], ids=["large", "of the digits"])
def test_a_button_answers_to_both_enter_keys(key: Qt.Key, qtbot: QtBot) -> None:
    button = SecondaryButton("Nạp kế hoạch", shortcut="Ctrl+Return")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key, Qt.KeyboardModifier.ControlModifier)
    assert button.toolTip() == "Ctrl+Enter"


def test_a_badge_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    words = Sign.COMPLETED_ON_TIME.words
    needed = QFontMetricsF(theme.current().font(12, 600)).horizontalAdvance(words)
    assert badge_size(words).width() >= needed + 14
    badge = StatusBadge(Sign.COMPLETED_ON_TIME)
    qtbot.addWidget(badge)
    assert badge.minimumSizeHint() == badge.sizeHint()
    assert badge.accessibleName() == "Hoàn thành đúng hạn"


def test_a_long_title_is_clamped_to_its_lines_with_an_ellipsis(qapp: QApplication) -> None:
    font = theme.current().font()
    title = "Tiến hành kiểm tra sau thông quan các lô hàng nhập khẩu thuộc diện nhạy cảm " * 3
    lines = clamped(title, font, 240, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 240 for line in lines)
    assert clamped("Ngắn", font, 240, 2) == ("Ngắn",)


def test_a_tile_says_figure_words_and_what_it_opens(qtbot: QtBot) -> None:
    tile = Tile("Quá hạn", "1 của tôi", sign=Sign.OPEN_OVERDUE, alarm=True)
    qtbot.addWidget(tile)
    tile.set_count(1234)
    assert tile.accessibleName() == "Quá hạn, 1.234, 1 của tôi, mở danh sách"
    with qtbot.waitSignal(tile.clicked):
        QTest.keyClick(tile, Qt.Key.Key_Space)


def test_a_button_keeps_its_key_when_its_words_change(qtbot: QtBot) -> None:
    button = SecondaryButton("Nhập", shortcut="Ctrl+Return")
    qtbot.addWidget(button)
    button.setText("Nhập 95 thay đổi của K&T")
    assert button.shortcut() == QKeySequence("Ctrl+Return")
    assert button.text() == "Nhập 95 thay đổi của K&&T"


def test_the_official_numbers_add_up_and_both_ratios_show_their_arithmetic(qtbot: QtBot) -> None:
    """The figures of the official example: 9 + 2 done, 12 open in time, 3 overdue."""
    table = TwoByTwo()
    qtbot.addWidget(table)
    table.show_counts(Counts(9, 2, 12, 3, undated=4))
    words = [label.text() for label in table.findChildren(Label)]
    for expected in ("11", "15", "21", "5", "26", "78,57%", "42,31%", "11 / (11 + 3 quá hạn)", "11 / 26"):
        assert expected in words


def test_no_ratio_is_claimed_where_nothing_is_due(qtbot: QtBot) -> None:
    table = TwoByTwo()
    qtbot.addWidget(table)
    assert [label.text() for label in table.findChildren(Label)].count("chưa có") == 2


def test_each_of_the_four_numbers_opens_its_rows(qtbot: QtBot) -> None:
    table = TwoByTwo()
    qtbot.addWidget(table)
    opened: list[object] = []
    table.opened.connect(opened.append)
    for cell in table.findChildren(QWidget):
        if "mở danh sách" in cell.accessibleName():
            QTest.keyClick(cell, Qt.Key.Key_Space)
    assert opened == [Sign.COMPLETED_ON_TIME, Sign.COMPLETED_LATE, Sign.OPEN_IN_TIME, Sign.OPEN_OVERDUE]


def test_the_difference_of_two_texts_is_told_word_by_word() -> None:
    runs = word_runs("Đã kiểm tra 121 lô hàng.", "Đã kiểm tra 104 lô hàng, xong.")
    assert [run for run in runs if run.part is not Part.SAME] == [
        Run(Part.DELETED, "121"),
        Run(Part.INSERTED, "104"),
        Run(Part.INSERTED, ", xong"),
    ]
    assert "".join(run.text for run in runs if run.part is not Part.INSERTED) == "Đã kiểm tra 121 lô hàng."
    assert "".join(run.text for run in runs if run.part is not Part.DELETED) == "Đã kiểm tra 104 lô hàng, xong."


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    assert [run.part for run in word_runs("a " * 5000, "b " * 10)] == [Part.DELETED, Part.INSERTED]


def test_markup_in_a_compared_text_is_shown_and_not_obeyed(qtbot: QtBot) -> None:
    for piece in (WordDiff("", "<img src=x>"), OldNew("<b>1</b>", "<img src=x>")):
        qtbot.addWidget(piece)
        assert "<img" not in piece.text()
        assert "&lt;img src=x&gt;" in piece.text()


def test_a_chip_is_removed_by_its_cross_and_by_delete_but_chosen_elsewhere(qtbot: QtBot) -> None:
    chip = Chip("608/QĐ-TCHQ", "Kế hoạch", active=True, removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    told: list[str] = []
    chip.removed.connect(lambda: told.append("removed"))
    chip.clicked.connect(lambda: told.append("clicked"))
    middle = chip.height() // 2
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, middle))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, middle))
    assert told == ["removed", "removed", "clicked"]
    assert chip.accessibleName() == "Kế hoạch: 608/QĐ-TCHQ"
    assert AddChip().accessibleName() == "Thêm điều kiện"


def test_arrows_move_the_choice_among_neighbours(qtbot: QtBot) -> None:
    control = SegmentedControl("Của ai", [("Của tôi", "mine"), ("Cả Cục", "all")])
    qtbot.addWidget(control)
    told: list[object] = []
    control.changed.connect(told.append)
    QTest.keyClick(control, Qt.Key.Key_Right)
    QTest.keyClick(control, Qt.Key.Key_Right)
    control.set_value("mine")
    assert told == ["all"]
    assert control.accessibleName() == "Của ai: Của tôi"


def test_the_safe_answer_has_the_focus_and_escape_gives_it(qtbot: QtBot) -> None:
    seen: list[bool] = []

    def escape() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DecisionDialog)
        seen.append(dialog.focusWidget() is dialog.keep)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, escape)
    answer = DecisionDialog.ask(None, "Thu hồi khóa ký?", "Không lấy lại được.", act="Thu hồi", keep="Giữ khóa")
    assert (answer, seen) == (False, [True])


def test_an_act_that_needs_a_reason_waits_for_one(qtbot: QtBot) -> None:
    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        assert not dialog.act.isEnabled()
        dialog.reason.set_text("Thiếu số văn bản.")
        dialog.act.click()

    QTimer.singleShot(0, write)
    reason = ReasonDialog.reason_for(None, "Trả lại C.6?", "Người nhập sửa rồi gửi lại.", act="Trả lại", keep="Thôi")
    assert reason == "Thiếu số văn bản."


def test_progress_tells_amount_and_stopping_asks_once(qtbot: QtBot) -> None:
    panel = ProgressPanel("Dừng thì sổ trở về như trước khi nhập.")
    qtbot.addWidget(panel)
    asked: list[bool] = []
    panel.stop_wanted.connect(lambda: asked.append(True))
    panel.begin("Đang nhập tệp đến 31")
    assert not panel.isVisible()
    panel.report(Progress(4320, 12000, ""))
    assert panel.accessibleDescription() == "4.320 / 12.000 bản ghi"
    qtbot.waitUntil(panel.isVisible)
    for button in panel.findChildren(QWidget):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [True]
    panel.end()
    assert not panel.isVisible()


def test_a_banner_is_read_as_two_sentences_closed_once(qtbot: QtBot) -> None:
    banner = Banner(Grade.WARNING, "Thiếu tệp 17.", "Xin lại tệp.")
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "Thiếu tệp 17. Xin lại tệp."
    banner.tell(Grade.WARNING, "Thiếu tệp 17", "Xin lại tệp.")
    assert banner.accessibleName() == "Thiếu tệp 17. Xin lại tệp."
    banner.tell(Grade.WARNING, "Thiếu tệp 17.")
    assert banner.accessibleName() == "Thiếu tệp 17."


def test_banners_and_empty_states_say_all_their_words_to_a_reader(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    banner = Banner(Grade.WARNING, "Thiếu tệp 17", "Xin lại tệp.", "Xin lại", lambda: pressed.append(True))
    empty = EmptyState("Không có nhiệm vụ quá hạn", "Việc gần nhất đến hạn 30/06/2007.")
    qtbot.addWidget(banner)
    qtbot.addWidget(empty)
    banner.button.click()
    assert pressed == [True]
    assert banner.accessibleName() == "Thiếu tệp 17. Xin lại tệp."
    assert empty.accessibleName() == "Không có nhiệm vụ quá hạn. Việc gần nhất đến hạn 30/06/2007."


def test_a_way_says_where_it_stands(qtbot: QtBot) -> None:
    line = LifeLine([Step("Tạo 14/06", StepState.DONE), Step("Biên nhận", StepState.WAITING)])
    qtbot.addWidget(line)
    assert line.accessibleName() == "Tạo 14/06: xong; Biên nhận: đang chờ"


def test_a_side_tree_tells_the_persons_choice_only_and_keeps_it(qtbot: QtBot) -> None:
    tree = SideTree("Kế hoạch")
    qtbot.addWidget(tree)
    items = [SideItem("608", "608/QĐ-TCHQ", "14", items=[SideItem("I", "I. Năm 2007"), SideItem("II", "II. Sau")])]
    tree.replace(items)
    told: list[object] = []
    tree.chosen.connect(told.append)
    tree.select("608")
    QTest.keyClick(tree, Qt.Key.Key_Down)
    tree.replace(items)
    assert told == ["I"]
    assert tree.current_key() == "I"


def test_coming_by_a_side_tree_chooses_nothing(qtbot: QtBot) -> None:
    tree = SideTree("Kế hoạch")
    qtbot.addWidget(tree)
    tree.replace([SideItem("608", "608/QĐ-TCHQ"), SideItem("901", "901/QĐ-TCHQ")])
    told: list[object] = []
    tree.chosen.connect(told.append)
    QApplication.sendEvent(tree, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
    assert (told, tree.current_key()) == ([], None)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert told == ["608"]


@pytest.mark.parametrize(
    ("name", "letters"), [("Nguyễn Thị Hạnh", "NH"), ("Đỗ Minh Khôi", "ĐK"), ("An", "A"), ("", "")]
)
def test_a_person_is_signed_by_family_and_given_name(name: str, letters: str) -> None:
    assert initials(name) == letters
