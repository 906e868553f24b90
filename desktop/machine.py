"""What the program takes from the machine it runs on: clock, randomness, folders, the price of a passphrase guess."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import platformdirs

from desktop.journal.clock import NowMs, system_now_ms
from desktop.keyslots.slots import STANDARD_COST, Cost

STATE_FOLDER_VARIABLE = "SOKEHOACH_STATE"


def default_state_folder() -> Path:
    """The folder of this machine's memory of its ledgers, outside every data folder (SYNC §2.2)."""
    named = os.environ.get(STATE_FOLDER_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_state_dir("sokehoach", appauthor=False))


@dataclass(frozen=True, slots=True)
class Machine:
    """Time and randomness come in here, so that everything above can be tested without either."""

    now_ms: NowMs = system_now_ms
    random: Callable[[int], bytes] = os.urandom
    state_folder: Path = field(default_factory=default_state_folder)
    cost: Cost = STANDARD_COST

    def today(self) -> date:
        """Today by this machine's clock."""
        return datetime.fromtimestamp(self.now_ms() / 1000).astimezone().date()
