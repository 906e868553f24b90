"""Start of the program: a command runs without a window, nothing or `--data DIR` opens the window."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; answers the exit code.

    The first word is a command of the command line, `self-test`, `--version`, or there is none and the window
    opens. Qt is loaded for the window alone, so that commands start fast.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    folder = window_folder(words)
    if folder is None:
        return _run_command(words)
    from ui.program import open_window

    return open_window(Path(folder) if folder else None)


def window_folder(words: Sequence[str]) -> str | None:
    """The data folder of a window that is asked for, "" for the one opened last; None where a command is meant."""
    if not words:
        return ""
    if len(words) == 1 and words[0].startswith("--data="):
        return words[0].partition("=")[2] or None
    if len(words) == 2 and words[0] == "--data":
        return words[1] or None
    return None


def _run_command(words: list[str]) -> int:
    if words == ["--version"]:
        from ui.version import version

        print(f"sokehoach {version()}")  # noqa: T201  # what was asked for
        return 0
    if words[0] == "self-test":
        from ui.self_test import main as test_itself

        return test_itself(words[1:])
    from desktop.cli import main as run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
