"""The Qt application as this program wants it: fonts, style, language of Qt's own dialogs."""

import gc
import sys
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ui import fonts
from ui.garbage import THRESHOLDS
from ui.signs import product_icon

TURN_S = 0.0005
"""How long a work thread goes on when the window wants its turn. Painting takes many turns, and Python's own 5 ms for
each would let the window wait a third of a second for a report that is being set beside it."""

_QT_WORDS = {
    "OK": "Đồng ý",
    "Cancel": "Bỏ",
    "&Cancel": "Bỏ",
    "&Undo": "Hoàn tác",
    "&Redo": "Làm lại",
    "Cu&t": "Cắt",
    "&Copy": "Chép",
    "&Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn hết",
    "&Open": "Mở",
    "&Save": "Lưu",
    "Close": "Đóng",
}


class _QtWords(QTranslator):
    """Vietnamese words for the few of Qt's own menus that appear; Qt ships no Vietnamese translation."""

    @override
    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return _QT_WORDS.get(source)

    @override
    def isEmpty(self) -> bool:
        return False


def build_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, with fonts, Fusion style and Vietnamese; the theme is set by `ThemeController`.

    Raises `FontsMissing` where the installation is damaged.
    """
    sys.setswitchinterval(TURN_S)
    gc.set_threshold(*THRESHOLDS)
    existing = QApplication.instance()
    if existing is None:  # Qt takes the policy only before the application is there
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    application.setApplicationName("sokehoach")
    application.setApplicationDisplayName("Sổ Kế hoạch Hải quan")
    application.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    fonts.register()
    _translate(application)
    application.setWindowIcon(product_icon())
    return application


def _translate(application: QApplication) -> None:
    shipped = QTranslator(application)
    if shipped.load("qtbase_vi", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(shipped)
        return
    application.installTranslator(_QtWords(application))
