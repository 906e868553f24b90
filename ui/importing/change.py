"""One thing a person says about a document: in words, and as a change of its corrections."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.importing.corrections import Corrections


@dataclass(frozen=True, slots=True)
class Change:
    """What was corrected, in a sentence for the toast, and what it makes of the corrections so far."""

    words: str
    apply: Callable[[Corrections], Corrections]
