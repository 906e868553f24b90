"""The program's version."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """The version as it was installed; "0" where the program runs without having been."""
    try:
        return installed("sokehoach")
    except PackageNotFoundError:
        return "0"
