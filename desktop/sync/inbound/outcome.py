"""What is remembered of a bundle beside its row: what became of it, and what its sender said of trust."""

from collections.abc import Mapping

import msgspec


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """The stored result of one bundle, written or imported.

    `counts` are those of the import report, or the number of records by topic of a written bundle; `rejected` are the
    events of this unit that the sender did not accept: stream, number, code. `site_have` is how far the sender holds
    what other machines of its unit write for the unit alone: installation, stream, number; `held` are the runs that
    wait there for earlier events: stream, first and last number.
    `app` is the version of the sender's program.
    """

    counts: Mapping[str, int] = {}
    root_version: int = 0
    list_versions: Mapping[str, int] = {}
    rejected: tuple[tuple[str, int, str], ...] = ()
    site_have: tuple[tuple[str, str, int], ...] = ()
    app: str = ""
    held: tuple[tuple[str, int, int], ...] = ()


def outcome_of(result: str) -> Outcome:
    """Read a stored result."""
    return msgspec.json.decode(result, type=Outcome)


def outcome_text(outcome: Outcome) -> str:
    """The result as it is stored."""
    return msgspec.json.encode(outcome).decode()
