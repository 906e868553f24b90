"""The same use cases without a window: for headquarters' nightly work and for checks."""

from desktop.cli.main import main

__all__ = ["main"]
