"""Files with one key in them, under a passphrase: root keys and the recovery keys of units; never in clear."""

from pathlib import Path

from desktop.errors import DamagedKeySlots, KeyFileFault, KeyFileRefused
from desktop.files import atomic_write
from desktop.keyslots.passphrases import check_passphrase
from desktop.keyslots.slots import Holds, KeySlots
from desktop.machine import Machine
from desktop.sync.inbound.intake import private_bytes
from desktop.sync.limits import KEYSLOTS_BYTES

KEY_ENDING = ".hqk"

_MAGIC = b"HQKEYF1\n"
_OWNER = "key"


def write_key_file(path: Path, holds: Holds, public: str, secret: bytes, passphrase: str, machine: Machine) -> None:
    """Write a key under its own passphrase; the name of the public half is bound to it.

    Raises MissingPassphrase, WeakPassphrase and the errors of `atomic_write`.
    """
    check_passphrase(passphrase)
    slots = KeySlots.empty(f"{holds.value}/{public}", machine.cost)
    slots = slots.with_slot(_OWNER, holds, secret, passphrase, machine.random)
    atomic_write(path, _MAGIC + slots.to_bytes())


def open_key_file(path: Path, holds: Holds, passphrase: str) -> tuple[str, bytes]:
    """The public half and the secret; raises KeyFileRefused, WrongPassphrase and the errors of `private_copy`."""
    raw = private_bytes(path, KEYSLOTS_BYTES)
    if not raw.startswith(_MAGIC):
        raise KeyFileRefused(KeyFileFault.NOT_A_KEY_FILE)
    try:
        slots = KeySlots.from_bytes(raw[len(_MAGIC) :])
    except DamagedKeySlots as error:
        raise KeyFileRefused(KeyFileFault.DAMAGED) from error
    purpose, _, public = slots.db_id.partition("/")
    if purpose != holds.value:
        raise KeyFileRefused(KeyFileFault.OTHER_PURPOSE)
    secrets = slots.unlock(_OWNER, passphrase)
    if holds not in secrets:
        raise KeyFileRefused(KeyFileFault.DAMAGED)
    return public, secrets[holds]
