"""The window's thread gets its turn soon, whatever the work threads reckon."""

import sys

from PySide6.QtWidgets import QApplication

from ui.app import TURN_S, build_application


def test_a_work_thread_gives_way_within_a_millisecond(qapp: QApplication) -> None:
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.1)
        build_application([])
        assert sys.getswitchinterval() == TURN_S < 0.001
    finally:
        sys.setswitchinterval(before)
