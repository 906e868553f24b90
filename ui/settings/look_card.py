"""Theme, size of letters, and when the window locks."""

from PySide6.QtWidgets import QWidget

from ui.idle import IdleWatch
from ui.main_window import MODES
from ui.settings.preferences import IDLE_MINUTES, PreferencesFile
from ui.theme import SCALES, ThemeController, ThemeMode
from ui.widgets.choices import ComboBox
from ui.widgets.fields import Field
from ui.widgets.panels import Card


class LookCard(Card):
    """Each choice takes effect at once and is kept on this machine."""

    def __init__(
        self,
        preferences: PreferencesFile,
        themes: ThemeController,
        idle: IdleWatch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Màn hình và khóa", "Có hiệu lực ngay, nhớ trên máy này", parent=parent)
        self._preferences = preferences
        self._themes = themes
        self._idle = idle
        self.mode = ComboBox([(words, mode) for mode, words in MODES.items()])
        self.mode.set_value(themes.mode)
        self.scale = ComboBox([(f"{scale}%", scale) for scale in SCALES])
        self.scale.set_value(themes.scale)
        self.minutes = ComboBox([(f"Sau {minutes} phút", minutes) for minutes in IDLE_MINUTES])
        self.minutes.set_value(idle.minutes)
        self.body.addWidget(Field("Giao diện", self.mode))
        self.body.addWidget(Field("Cỡ chữ", self.scale, "Mọi ô và dòng lớn theo."))
        self.body.addWidget(
            Field("Khóa khi không có ai", self.minutes, "Khi khóa, sổ được đóng; chữ đang gõ giữ trong bản nháp.")
        )
        self.mode.currentIndexChanged.connect(lambda _row: self._choose_mode())
        self.scale.currentIndexChanged.connect(lambda _row: self._choose_scale())
        self.minutes.currentIndexChanged.connect(lambda _row: self._choose_minutes())
        themes.changed.connect(self._follow)

    def _choose_mode(self) -> None:
        self._themes.set_mode(ThemeMode(str(self.mode.value())))

    def _choose_scale(self) -> None:
        scale = self.scale.value()
        assert isinstance(scale, int)
        self._themes.set_scale(scale)

    def _choose_minutes(self) -> None:
        minutes = self.minutes.value()
        assert isinstance(minutes, int)
        self._idle.minutes = minutes
        self._preferences.keep(idle_minutes=minutes)

    def _follow(self, _theme: object) -> None:
        """The look was changed from the person's menu."""
        for box, value in ((self.mode, self._themes.mode), (self.scale, self._themes.scale)):
            blocked = box.blockSignals(True)
            box.set_value(value)
            box.blockSignals(blocked)
