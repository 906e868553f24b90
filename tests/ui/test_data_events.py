import threading

from pytestqt.qtbot import QtBot

from ui.data_events import DataEvents


def test_changes_of_one_turn_are_told_together_on_the_windows_thread(qtbot: QtBot) -> None:
    events = DataEvents()
    told: list[tuple[frozenset[str], int]] = []
    events.changed.connect(lambda topics: told.append((topics, threading.get_ident())))

    def work() -> None:
        events.announce(frozenset({"tasks"}))
        events.announce(frozenset({"progress", "tasks"}))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(frozenset({"tasks", "progress"}), threading.get_ident())]


def test_a_change_of_nothing_is_not_told(qtbot: QtBot) -> None:
    events = DataEvents()
    told: list[object] = []
    events.changed.connect(told.append)
    events.announce(frozenset())
    events.announce(frozenset({"plans"}))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [frozenset({"plans"})]
