"""Quiet for those who read what the demo prints."""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_KNOWN = "This plugin does not support propagateSizeHints()"  # of the offscreen platform, for every window


def _tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say, without what it always says offscreen."""
    if message != _KNOWN:
        print(message, file=sys.stderr)


def quieten() -> None:
    """Let Qt say only what is worth reading."""
    qInstallMessageHandler(_tell)
