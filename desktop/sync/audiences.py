"""Who receives which stream: the one rule of SYNC §2.3, the same for every pair of levels."""

from desktop.actions import Audience, audience_kind
from desktop.sync.fields import is_within


def target_of(audience: str) -> str:
    """The node that a private stream is for; empty for every other audience."""
    return audience.partition(":")[2]


def is_entitled(node: str, writer: str, audience: str) -> bool:
    """Whether a node may hold a stream that `writer` writes for an audience.

    `site` stays in the unit, `up` goes to it and to all above, `down` to it and to all below, `to:<node>` to the
    way between writer and addressee, `local` nowhere.
    """
    kind = audience_kind(audience)
    if kind is Audience.SITE:
        return node == writer
    if kind is Audience.UP:
        return is_within(writer, node)
    if kind is Audience.DOWN:
        return is_within(node, writer)
    if kind is Audience.TO:
        return is_within(node, writer) and is_within(target_of(audience), node)
    return False


def is_shared(first: str, second: str, writer: str, audience: str) -> bool:
    """Whether two nodes exchange a stream, in either direction: both are entitled to it."""
    return is_entitled(first, writer, audience) and is_entitled(second, writer, audience)
