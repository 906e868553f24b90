"""An entry with two values for one field is handed in and approved only after somebody decided."""

import json
from collections.abc import Collection

from desktop.errors import UndecidedConflict


def require_decided(parallel: str | None, changed: Collection[str] = ()) -> None:
    """Raises UndecidedConflict where a field of `parallel` is open; typing a value of one's own decides it."""
    if parallel and json.loads(parallel).keys() - set(changed):
        raise UndecidedConflict
