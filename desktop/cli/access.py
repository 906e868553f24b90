"""Opening a ledger for a command: the passphrase from the environment or a prompt, never from an argument."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop.errors import MissingPassphrase
from desktop.session import Session
from desktop.workspace import open_workspace

PASSPHRASE = "SOKEHOACH_PASSPHRASE"  # noqa: S105  # the name of the variable
RECOVERY_CODE = "SOKEHOACH_RECOVERY_CODE"
NEW_PASSPHRASE = "SOKEHOACH_NEW_PASSPHRASE"  # noqa: S105  # the name of the variable


def passphrase(variable: str, question: str) -> str:
    """The secret in the variable, or asked for where somebody sits at a terminal; raises MissingPassphrase."""
    found = os.environ.get(variable)
    if found:
        return found
    if sys.stdin is None or not sys.stdin.isatty():
        raise MissingPassphrase
    return getpass.getpass(question)


@contextmanager
def signed_in(arguments: argparse.Namespace, secret: str | None = None) -> Iterator[Session]:
    """The session of `--user` on the ledger in `--data`, with every other process kept out."""
    workspace = open_workspace(arguments.data)
    person = workspace.person(arguments.user)
    with workspace.hold():
        secret = secret or passphrase(PASSPHRASE, f"Mật khẩu của {person.name}: ")
        session = workspace.sign_in(person.name, secret)
        try:
            yield session
        finally:
            session.close()


def day(text: str) -> date:
    """A day in the form 2007-06-25 or 25/06/2007."""
    if "/" in text:
        days, months, years = text.split("/")
        return date(int(years), int(months), int(days))
    return date.fromisoformat(text)


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that works in a ledger."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="thư mục của sổ")
    parser.add_argument("--user", metavar="NAME", help="người dùng (bỏ trống khi sổ chỉ có một người)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """The switch for machines."""
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")
