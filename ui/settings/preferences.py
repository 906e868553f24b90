"""What a person of this machine chose: kept in the machine's own settings, never in a ledger."""

import os
from pathlib import Path

import msgspec
import platformdirs

from desktop.errors import AppError
from desktop.files import atomic_write
from ui.theme import SCALES, ThemeMode

CONFIG_FOLDER_VARIABLE = "SOKEHOACH_CONFIG"
IDLE_MINUTES = (3, 5, 10, 15, 30)
"""After how many minutes without a key or the mouse the window may lock itself."""


class Preferences(msgspec.Struct, frozen=True):
    """Theme, size of letters in percent, minutes until the lock, the ledger opened last, who signed in when (ms)."""

    theme: ThemeMode = ThemeMode.SYSTEM
    scale: int = 100
    idle_minutes: int = 10
    folder: str = ""
    signed_in: dict[str, int] = {}


def default_config_folder() -> Path:
    """The folder of this machine's settings of the program."""
    named = os.environ.get(CONFIG_FOLDER_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_config_dir("sokehoach", appauthor=False))


class PreferencesFile:
    """The file the choices are kept in; an unreadable one counts as none, one that cannot be written is let be."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or default_config_folder()) / "settings.json"
        self._kept = self._read()

    @property
    def kept(self) -> Preferences:
        """What is chosen now."""
        return self._kept

    def keep(self, **changes: object) -> None:
        """Change some of the choices."""
        self._kept = msgspec.structs.replace(self._kept, **changes)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(self._path, msgspec.json.encode(self._kept))
        except (OSError, AppError):
            return  # a choice that is forgotten must not keep anybody from working

    def _read(self) -> Preferences:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=Preferences)
        except (OSError, msgspec.MsgspecError):
            return Preferences()
        known = kept.scale in SCALES and kept.idle_minutes in IDLE_MINUTES
        return kept if known else msgspec.structs.replace(kept, scale=100, idle_minutes=10)
