"""Asking for files, and remembering the folder they were last written to. Tests replace the questions."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import AppError
from desktop.files import atomic_write
from ui.settings.preferences import default_config_folder

_BUNDLES = "Tệp trao đổi (*.hqb);;Mọi tệp (*)"
_REQUESTS = "Tệp đề nghị kết nạp (*.hqe);;Mọi tệp (*)"
_ADMISSIONS = "Tệp kết nạp (*.hqa);;Mọi tệp (*)"
_PICTURES = "Ảnh chụp, ảnh quét (*.png *.jpg *.jpeg);;Mọi tệp (*)"
PICTURE_ENDINGS = frozenset({".png", ".jpg", ".jpeg"})


def ask_for_bundle(parent: QWidget | None, begin: Path) -> Path | None:
    """Let the person choose a received file."""
    return _open(parent, "Mở tệp nhận được", begin, _BUNDLES)


def ask_for_pictures(parent: QWidget | None, begin: Path) -> list[Path]:
    """Let the person choose the pictures of a receipt on paper."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, "Đọc biên nhận giấy", str(begin), _PICTURES)
    return [Path(name) for name in chosen]


def ask_for_folder(parent: QWidget | None, title: str, begin: Path) -> Path | None:
    """Let the person choose a folder, on a stick as a rule."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(begin))
    return Path(chosen) if chosen else None


def ask_for_request(parent: QWidget | None, begin: Path) -> Path | None:
    """Let the person choose the request of a new installation."""
    return _open(parent, "Chọn tệp đề nghị kết nạp", begin, _REQUESTS)


def ask_for_admission(parent: QWidget | None, begin: Path) -> Path | None:
    """Let the person choose the admission that the level above sent."""
    return _open(parent, "Chọn tệp kết nạp", begin, _ADMISSIONS)


def ask_where_to_write(parent: QWidget | None, title: str, proposed: Path) -> Path | None:
    """Let the person choose where a file is written, on a stick as a rule."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed))
    return Path(chosen) if chosen else None


def _open(parent: QWidget | None, title: str, begin: Path, kinds: str) -> Path | None:
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(begin), kinds)
    return Path(chosen) if chosen else None


class LastFolder:
    """The folder of the file handled last, kept with the machine's own settings."""

    def __init__(self, config: Path | None = None) -> None:
        self._file = (config or default_config_folder()) / "exchange-folder.txt"

    def known(self) -> Path | None:
        """The folder remembered, also where it is not there any more; None before the first file."""
        try:
            kept = self._file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return Path(kept) if kept else None

    def read(self) -> Path:
        """The folder remembered, the person's own where it is not there any more."""
        folder = self.known()
        return folder if folder is not None and folder.is_dir() else Path.home()

    def keep(self, file: Path) -> None:
        """Remember where a file stands."""
        self.keep_folder(file.parent)

    def keep_folder(self, folder: Path) -> None:
        """Remember a folder; a machine that cannot keep it asks again."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(self._file, str(folder).encode())
        except (OSError, AppError):
            return


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders of this machine that are dragged over the page; none where anything else is among them."""
    chosen = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return chosen if len(chosen) == len(data.urls()) else []
