"""Secrets that open only with a person's passphrase or with the recovery code kept on paper."""

from desktop.keyslots.recovery import new_recovery_code, normalise_recovery_code
from desktop.keyslots.slots import STANDARD_COST, Cost, Holds, KeySlots, SlotKind

__all__ = [
    "STANDARD_COST",
    "Cost",
    "Holds",
    "KeySlots",
    "SlotKind",
    "new_recovery_code",
    "normalise_recovery_code",
]
