from pathlib import Path

from ui.settings.preferences import Preferences, PreferencesFile
from ui.theme import ThemeMode


def test_what_was_chosen_is_there_after_a_restart(tmp_path: Path) -> None:
    PreferencesFile(tmp_path).keep(theme=ThemeMode.DARK, scale=125, idle_minutes=3, folder="/dulieu/so")
    assert PreferencesFile(tmp_path).kept == Preferences(ThemeMode.DARK, 125, 3, "/dulieu/so")


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"{\x00")
    assert PreferencesFile(tmp_path).kept == Preferences()


def test_values_nobody_can_choose_fall_back(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"scale": 900, "idle_minutes": 0, "folder": "/so"}')
    assert PreferencesFile(tmp_path).kept == Preferences(folder="/so")


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences = PreferencesFile(tmp_path / "file")
    preferences.keep(scale=112)
    assert preferences.kept.scale == 112
