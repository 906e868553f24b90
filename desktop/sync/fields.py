"""The shapes of the fields that bundles, trust lists and enrolment files have in common."""

from typing import Annotated

from msgspec import Meta

from desktop.sync.limits import SAFE_INTEGER

_CODE = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}"
_PATH = _CODE + r"(/" + _CODE + r"){0,7}"

Node = Annotated[str, Meta(pattern=rf"\A{_PATH}\Z")]
"""The path of unit codes of a node: `TCHQ`, `TCHQ/HQ03`."""

Audience = Annotated[str, Meta(pattern=rf"\A(site|up|down|to:{_PATH})\Z")]
"""Whom a stream is for; `local` streams never travel (SYNC §2.3)."""

Id16 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
"""16 bytes in hexadecimal: an installation, a stream, a key."""

Hash32 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""32 bytes in hexadecimal: a SHA-256, a public signing key."""

Signature64 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{128}\Z")]
"""An Ed25519 signature in hexadecimal."""

Line = Annotated[str, Meta(max_length=300, pattern=r"\A[^\x00-\x1f\x7f]*\Z")]
"""One line of text to show: a name, a version, a reason."""

Count = Annotated[int, Meta(ge=0, le=SAFE_INTEGER)]
Number = Annotated[int, Meta(ge=1, le=SAFE_INTEGER)]


def is_within(node: str, above: str) -> bool:
    """Whether a node is the other one or lies below it in the tree of units."""
    return node == above or node.startswith(above + "/")


def parent_of(node: str) -> str:
    """The path one level up; empty at the top."""
    return node.rpartition("/")[0]
