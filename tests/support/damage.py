"""Markup damaged at random: what a careless converter or an attacker makes of a document's parts."""

import random
import re

_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r'"[^"]*"')
_ODD_VALUES = tuple(
    f'"{value}"'
    for value in ("", "-1", "0", "9" * 20, "1e9", "²", "%1%9%0", "\ufeff", "AAAA1", "A0", "R1C1", "true", "A1:B")
)


def damaged(markup: str, chance: random.Random, times: int = 3) -> str:
    """The markup with tags doubled, dropped, or moved, or with values that make no sense."""
    for _ in range(times):
        tags, values = list(_TAG.finditer(markup)), list(_VALUE.finditer(markup))
        if not tags or not values:
            break
        one, other = chance.choice(tags), chance.choice(tags)
        kind = chance.randrange(5)
        if kind == 0:
            markup = markup[: one.start()] + markup[one.end() :]
        elif kind == 1:
            markup = markup[: one.end()] + other.group() + markup[one.end() :]
        elif kind == 2:
            first, last = sorted((one.start(), other.start()))
            markup = markup[:first] + markup[last:]
        elif kind == 3:
            first, last = sorted((one.start(), other.start()))
            markup = markup[:last] + markup[first:last] + markup[last:]
        else:
            value = chance.choice(values)
            markup = markup[: value.start()] + chance.choice(_ODD_VALUES) + markup[value.end() :]
    return markup


def balanced(markup: str) -> str:
    """The markup with end tags added and left out so that it is well formed again, where that is possible."""
    open_tags: list[str] = []
    pieces: list[str] = []
    last = 0
    for found in _TAG.finditer(markup):
        pieces.append(markup[last : found.start()])
        last = found.end()
        tag = found.group()
        name = re.split(r"[\s/>]", tag[1:].lstrip("/"), maxsplit=1)[0]
        if tag.startswith("</"):
            if name not in open_tags:
                continue
            while open_tags[-1] != name:
                pieces.append(f"</{open_tags.pop()}>")
            open_tags.pop()
        elif not tag.endswith("/>") and not tag.startswith("<?"):
            open_tags.append(name)
        pieces.append(tag)
    pieces.append(markup[last:])
    return "".join(pieces) + "".join(f"</{name}>" for name in reversed(open_tags))
