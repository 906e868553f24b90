from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.ui.gallery import build_window
from ui.data_events import DataEvents
from ui.main_window import MainWindow
from ui.navigation import Place, RailButton
from ui.theme import ThemeController
from ui.top_bar import Person, SearchHit
from ui.widgets.buttons import SecondaryButton
from ui.widgets.inputs import LineEdit
from ui.widgets.page import KeyHint, Page
from ui.widgets.panels import Panel, row


class Screen(Page):
    """A screen that writes down what is asked of it."""

    def __init__(self, name: str, topics: frozenset[str], log: list[str]) -> None:
        super().__init__(name, "tính đến 25/06/2007")
        self.topics = topics
        self.keys = (KeyHint("F2", "Nhập"),)
        self._log = log
        log.append(f"{name} made")
        layout = row()
        self.left, self.right = Panel("Danh sách"), Panel("Chi tiết")
        self.left_button, self.right_field = SecondaryButton("trái"), LineEdit()
        self.left.body.addWidget(self.left_button)
        self.right.body.addWidget(self.right_field)
        layout.addWidget(self.left)
        layout.addWidget(self.right)
        self.setLayout(layout)

    @override
    def activate(self, argument: object = None) -> None:
        self._log.append(f"{self.title} entered with {argument}")
        self.left_button.setFocus()

    @override
    def reload(self) -> None:
        self._log.append(f"{self.title} reloaded")

    @override
    def leave(self) -> None:
        self._log.append(f"{self.title} left")

    @override
    def undo(self) -> bool:
        self._log.append(f"{self.title} takes a step back")
        return True


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def events(qapp: QApplication) -> DataEvents:
    return DataEvents()


def search(text: str, show: Callable[[Sequence[SearchHit]], None]) -> None:
    show([SearchHit("C.6", "Kiểm tra sau thông quan", "608/QĐ-TCHQ", "tasks", "C.6")] if text == "kiem tra" else [])


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeController, events: DataEvents, log: list[str]) -> Iterator[MainWindow]:
    places = [
        Place("home", "Trang chủ", "home", lambda: Screen("Trang chủ", frozenset({"tasks"}), log)),
        Place("tasks", "Nhiệm vụ", "clipboard_task", lambda: Screen("Nhiệm vụ", frozenset({"tasks"}), log)),
        Place("help", "Trợ giúp", "question_circle", lambda: Screen("Trợ giúp", frozenset(), log), foot=True),
    ]
    person = Person("Nguyễn Thị Hạnh", "Cán bộ")
    made = MainWindow(places, person, themes, events, machine="Máy PC2", search=search)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("home")
    log.clear()
    yield made
    made.close()


def rail(window: MainWindow) -> dict[str, RailButton]:
    return {button.place.key: button for button in window.findChildren(RailButton)}


def test_the_name_of_the_person_is_whole_from_the_start_and_in_larger_letters(
    window: MainWindow, themes: ThemeController
) -> None:
    name = next(label for label in window.findChildren(QLabel) if label.text() == "Nguyễn Thị Hạnh")
    assert name.width() >= name.sizeHint().width()
    themes.set_scale(125)
    QApplication.processEvents()
    assert name.width() >= name.sizeHint().width()


def test_a_page_is_made_when_its_place_is_first_entered(window: MainWindow, log: list[str]) -> None:
    window.go("tasks", "C.6")
    window.go("home")
    window.go("tasks")
    assert log == [
        "Trang chủ left",
        "Nhiệm vụ made",
        "Nhiệm vụ reloaded",
        "Nhiệm vụ entered with C.6",
        "Nhiệm vụ left",
        "Trang chủ entered with None",
        "Trang chủ left",
        "Nhiệm vụ entered with None",
    ]


def test_a_change_reloads_the_current_page_at_once_and_others_when_entered(
    qtbot: QtBot, window: MainWindow, events: DataEvents, log: list[str]
) -> None:
    window.go("tasks")
    log.clear()
    with qtbot.waitSignal(events.changed):
        events.announce(frozenset({"tasks", "plans"}))
    assert log == ["Nhiệm vụ reloaded"]
    window.go("home")
    assert log[1:] == ["Nhiệm vụ left", "Trang chủ reloaded", "Trang chủ entered with None"]


def test_a_change_of_another_topic_reloads_nothing(
    qtbot: QtBot, window: MainWindow, events: DataEvents, log: list[str]
) -> None:
    with qtbot.waitSignal(events.changed):
        events.announce(frozenset({"people"}))
    assert log == []


def test_alt_and_a_number_enter_a_place_and_alt_left_returns(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current_place == "tasks"
    assert rail(window)["tasks"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_place == "home"
    window.back()
    assert window.current_place == "home"


def test_f6_goes_round_the_panels_and_the_rail(window: MainWindow) -> None:
    page = window.page("home")
    assert isinstance(page, Screen)
    stops: list[QWidget | None] = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        stops.append(QApplication.focusWidget())
    assert stops == [page.right_field, rail(window)["home"], page.left_button]


def test_arrows_move_along_the_rail_and_enter_is_left_to_the_person(window: MainWindow) -> None:
    places = rail(window)
    places["home"].setFocus()
    QTest.keyClick(places["home"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is places["tasks"]
    assert window.current_place == "home"
    QTest.keyClick(places["tasks"], Qt.Key.Key_Space)
    assert window.current_place == "tasks"
    QTest.mouseClick(places["tasks"], Qt.MouseButton.LeftButton)
    assert [key for key, button in places.items() if button.isChecked()] == ["tasks"]


def test_the_rail_says_how_many_wait(window: MainWindow) -> None:
    page = window.page("home")
    page.count("tasks", 9)
    assert rail(window)["tasks"].accessibleName() == "Nhiệm vụ, 9 việc đang chờ"
    page.count("tasks", 0)
    assert rail(window)["tasks"].accessibleName() == "Nhiệm vụ"


def test_a_thing_done_is_undone_by_its_key_but_not_while_text_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    undone: list[str] = []
    page = window.page("home")
    assert isinstance(page, Screen)
    page.notify("Đã duyệt 6 mục.", lambda: undone.append("undone"))
    assert window.toast.isVisible()
    page.right_field.setFocus()
    QTest.keyClick(page.right_field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    page.left_button.setFocus()
    QTest.keyClick(page.left_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["undone"]
    assert not window.toast.isVisible()
    assert not window.toast.undo()


def test_ctrl_z_takes_back_a_step_of_the_screen_where_no_toast_offers_it(window: MainWindow, log: list[str]) -> None:
    page = window.page("home")
    page.notify("Đã giao 2 nhiệm vụ.", lambda: log.append("toast undone"))
    log.clear()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert log == ["toast undone"]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert log == ["toast undone", "Trang chủ takes a step back"]


def test_a_search_finds_and_opens_by_keyboard_alone(qtbot: QtBot, window: MainWindow, log: list[str]) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, LineEdit)
    QTest.keyClicks(field, "kiem tra")
    hits = next(child for child in window.findChildren(QWidget) if child.accessibleName() == "Kết quả tìm")
    qtbot.waitUntil(hits.isVisible)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert log[-1] == "Nhiệm vụ entered with C.6"
    assert field.text() == ""


def test_the_keys_live_on_when_what_had_the_focus_is_disabled_or_hidden(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("home")
    assert isinstance(page, Screen)
    window.activateWindow()
    page.right_field.setFocus()
    page.right_field.setEnabled(False)
    page.left_button.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current_place == "tasks"
    page = window.page("tasks")
    assert isinstance(page, Screen)
    page.right_field.setFocus()
    page.right_field.clearFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def test_f1_lists_the_keys_and_escape_gives_the_focus_back(window: MainWindow) -> None:
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F1)
    words = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Danh sách phím tắt" in words
    assert "Nhập" in words
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_the_window_becomes_compact_below_1280_and_its_pages_learn_it(window: MainWindow) -> None:
    window.resize(1100, 700)
    assert window.page("home").is_compact
    assert window.page("help").is_compact
    window.resize(1366, 700)
    assert not window.page("home").is_compact


def test_larger_letters_make_the_same_window_compact(window: MainWindow, themes: ThemeController) -> None:
    assert not window.page("home").is_compact
    themes.set_scale(125)
    assert window.page("home").is_compact


def test_the_lock_hides_the_shell_and_its_keys_rest(window: MainWindow) -> None:
    with_field = LineEdit()
    window.cover(with_field)
    assert not window.page("home").isVisible()
    QTest.keyClick(with_field, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current_place == "home"
    window.uncover()
    assert window.page("home").isVisible()


def test_closing_leaves_the_page_so_that_drafts_are_kept(window: MainWindow, log: list[str]) -> None:
    told: list[bool] = []
    window.closing.connect(lambda: told.append(True))
    window.close()
    assert (log, told) == (["Trang chủ left"], [True])


def test_everything_in_the_shell_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    checked = 0
    for widget in window.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes_focus and not isinstance(widget, Page | LineEdit):
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or words
            checked += 1
    assert checked >= 6


class WindowsShown(QObject):
    """Writes down every widget that was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_piece_flashes_up_as_a_window_while_it_is_built(
    qtbot: QtBot, qapp: QApplication, themes: ThemeController
) -> None:
    watcher = WindowsShown()
    qapp.installEventFilter(watcher)
    gallery = build_window(themes)
    qtbot.addWidget(gallery)
    gallery.show()
    gallery.go("components")
    gallery.go("list")
    qapp.removeEventFilter(watcher)
    assert watcher.seen == ["MainWindow"]


def test_going_nowhere_is_a_mistake_of_the_program(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.go("nowhere")
