"""Secrets left for people whose passphrase is not at hand: a new database key, the installation's keys.

A slot can only be filled by who knows its passphrase. So each person has a locker: its key pair is made with his
slots, the private half lies in a slot, the public half in the ledger. What an administrator leaves is sealed to the
public half; at the person's next sign-in it moves into his slots. Nobody else can open it, also not somebody who once
read the whole ledger.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import settings
from db.connection import Database
from desktop.errors import BundleRefused
from desktop.files import atomic_write
from desktop.keyslots.slots import Holds
from desktop.sync import strict_json
from desktop.sync.bundle.sealing import seal, unseal
from desktop.sync.bundle.signing import InstallationKeys

FILE = "deliveries.json"
_MOST_BYTES = 4 * 1024 * 1024
_SETTING = "locker/{person}"


class _Delivery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sealed: the secret, and for whom and what it is, so that no delivery passes for another."""

    ledger: str
    person: str
    holds: Holds
    secret: str


def new_locker() -> bytes:
    """The private half of a locker, as a slot holds it."""
    return InstallationKeys.generate().import_identity.encode("ascii")


def recipient_of(locker: bytes) -> str:
    """The public half."""
    return InstallationKeys(b"", locker.decode("ascii")).import_public


def recipient(database: Database, person: str) -> str | None:
    """The public half of a person's locker, as the ledger knows it."""
    return settings.setting(database, _SETTING.format(person=person))


def put_recipient(database: Database, person: str, public: str) -> None:
    """Let the ledger know a person's locker (inside `writing`)."""
    settings.put_setting(database, _SETTING.format(person=person), public)


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The file of what is left for people, beside the ledger; damaged entries count as none."""

    folder: Path
    ledger: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / FILE

    def leave(self, person: str, public: str, secrets: Mapping[Holds, bytes]) -> None:
        """Leave secrets for a person, in place of earlier ones for the same purposes."""
        found = self._read()
        mine = dict(found.get(person, {}))
        for holds, secret in secrets.items():
            plain = strict_json.canonical(
                {"ledger": self.ledger, "person": person, "holds": holds.value, "secret": secret.hex()}
            )
            mine[holds.value] = seal(plain, [public]).hex()
        self._write({**found, person: mine})

    def opened(self, person: str, locker: bytes) -> dict[Holds, bytes]:
        """What is left for a person."""
        found = {}
        for sealed in self._read().get(person, {}).values():
            try:
                plain = unseal(bytes.fromhex(sealed), locker.decode("ascii"))
                delivery = msgspec.convert(strict_json.loads(plain), _Delivery)
                secret = bytes.fromhex(delivery.secret)
            except (BundleRefused, ValueError):
                continue
            if (delivery.ledger, delivery.person) == (self.ledger, person):
                found[delivery.holds] = secret
        return found

    def drop(self, person: str, holds: Holds | None = None) -> None:
        """Take back what was left for the person: one secret, or everything."""
        found = self._read()
        mine = found.pop(person, None)
        if mine is None:
            return
        kept = {name: sealed for name, sealed in mine.items() if holds is not None and name != holds}
        self._write({**found, person: kept} if kept else found)

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            raw = self.path.read_bytes()
            if len(raw) > _MOST_BYTES:
                return {}
            return msgspec.json.decode(raw, type=dict[str, dict[str, str]])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return {}

    def _write(self, found: Mapping[str, Mapping[str, str]]) -> None:
        if found:
            atomic_write(self.path, msgspec.json.encode(found))
        else:
            self.path.unlink(missing_ok=True)
