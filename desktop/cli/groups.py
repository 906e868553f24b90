"""Declaring commands such as `plan import` in one line each."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

Run: TypeAlias = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # the type has no other name


def group(commands: Commands, name: str, words: str) -> Commands:
    """A word under which several commands stand, as `plan` and `task` do."""
    parser = commands.add_parser(name, help=words, description=words)
    return parser.add_subparsers(dest=f"{name}_command", metavar="VIỆC", required=True)


def command(commands: Commands, name: str, words: str, run: Run) -> argparse.ArgumentParser:
    """One command and the function that runs it."""
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser
