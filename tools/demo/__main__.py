"""`make run`: two windows on two nodes where there is a screen, else the first day played through them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path("build") / "demo"


def main() -> int:
    """Open the demo or play it; answers the exit code."""
    if _has_display():
        return _open_windows((FOLDER / "ledgers").resolve())
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tools.demo.noise import quieten
    from tools.demo.story import play

    quieten()
    play(FOLDER)
    return 0


def _has_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in names)


def _open_windows(folder: Path) -> int:
    """Prepare the ledgers of three levels once, then open a window on the upper two."""
    from tools.demo import cast
    from tools.demo.clock import demo_machine
    from tools.demo.ledgers import prepare

    if not (folder / cast.BRANCH / "workspace.json").exists():
        print("Đang chuẩn bị sổ mẫu của Tổng cục, của Cục Hải quan thành phố Hải Phòng và của một Chi cục…")
        shutil.rmtree(folder, ignore_errors=True)
        prepare(folder, demo_machine(folder))
    print(f"Ba sổ mẫu (TCHQ, HQ03, {cast.BRANCH}) ở {folder}. Mật khẩu của mọi người trong sổ mẫu: {cast.PASSPHRASE}")
    print(f"Tệp trao đổi qua lại ở {folder / 'stick'}. Xóa thư mục {folder} để bắt đầu lại từ đầu.")
    windows = [
        subprocess.Popen([sys.executable, "-m", "tools.demo.window", str(folder / name)]) for name in ("TCHQ", "HQ03")
    ]
    return max(window.wait() for window in windows)


if __name__ == "__main__":
    sys.exit(main())
