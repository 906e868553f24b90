"""The program's version."""

from desktop.version import PROGRAM_VERSION


def version() -> str:
    """The version a person tells when he asks for help."""
    return PROGRAM_VERSION
