"""The names of attached files: kept as they were, refused where they could deceive, harmless on every disk."""

from desktop.errors import AttachmentFault, AttachmentRefused, UnreadableText
from desktop.files import safe_name
from desktop.text import clean_text

LONGEST_NAME = 200


def checked_name(name: str) -> str:
    """The name of a file to attach, in NFC.

    Raises AttachmentRefused (NAME) for control characters, signs that turn the reading direction, and overlong names.
    """
    try:
        clean = clean_text(name, limit=LONGEST_NAME)
    except UnreadableText as error:
        raise AttachmentRefused(AttachmentFault.NAME, safe_name(name)) from error
    if not clean or "/" in clean or "\\" in clean:
        raise AttachmentRefused(AttachmentFault.NAME, safe_name(name))
    return clean


def shown_name(name: str) -> str:
    """A name that somebody else signed, as it may be shown; one that breaks the rules is shown in a harmless form."""
    try:
        return checked_name(name)
    except AttachmentRefused:
        return safe_name(name)
