"""The file of key slots beside the database: who can open which secret, and at what cost to a guesser.

All passphrase slots of one person share one salt and cost, hence one run of Argon2id gives the key to them all;
each slot has its own random nonce and binds its own fields, so signing in costs one derivation and no slot can
be moved to another person, purpose or database. Recovery slots share theirs in the same way.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Self

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop.errors import DamagedKeySlots, KeyNotHeld, WrongPassphrase
from desktop.keyslots.recovery import normalise_recovery_code
from desktop.sync import strict_json
from desktop.sync.limits import KEYSLOTS, KEYSLOTS_BYTES

Random = Callable[[int], bytes]

_VERSION = 1
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a stored key, not a secret
    RECOVERY = "recovery"


class Holds(StrEnum):
    """The secret in a slot: to read the ledger, to approve as a person, to sign for the installation.

    The locker opens what others left for the person (`desktop.deliveries`). A root key and a unit's recovery key lie in
    files of their own (`desktop.keys.key_files`).
    """

    DATABASE = "database"
    PERSON = "person"
    INSTALLATION = "installation"
    LOCKER = "locker"
    ROOT = "root"
    RECOVERY = "recovery"


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The price of one guess, in Argon2id's terms: passes, KiB of memory, lanes.

    The bounds keep a hostile file from asking for hours or for all memory.
    """

    t: Annotated[int, msgspec.Meta(ge=1, le=16)]
    m_kib: Annotated[int, msgspec.Meta(ge=64, le=1024 * 1024)]
    p: Annotated[int, msgspec.Meta(ge=1, le=8)]


STANDARD_COST = Cost(t=3, m_kib=64 * 1024, p=2)

_Hex = Annotated[str, msgspec.Meta(pattern=r"\A([0-9a-f]{2})*\Z", max_length=16_384)]
_Text = Annotated[str, msgspec.Meta(max_length=200)]


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One secret under one passphrase or recovery code; byte fields are hexadecimal."""

    id: _Hex
    kind: SlotKind
    holds: Holds
    person: _Text
    argon2: Cost
    salt: _Hex
    nonce: _Hex
    ct: _Hex


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: int
    db_id: _Text
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=KEYSLOTS)]


@dataclass(frozen=True, slots=True)
class KeySlots:
    """All slots of one database; every change gives a new value, writing it is the caller's business.

    `cost` is the price of slots made from now on; those that exist keep theirs.
    """

    db_id: str
    slots: tuple[Slot, ...] = ()
    cost: Cost = STANDARD_COST

    @classmethod
    def empty(cls, db_id: str, cost: Cost = STANDARD_COST) -> Self:
        """No slots yet: nobody can open anything."""
        return cls(db_id, (), cost)

    @classmethod
    def from_bytes(cls, raw: bytes, cost: Cost = STANDARD_COST) -> Self:
        """Read the file; raises DamagedKeySlots for anything that this program did not write."""
        if len(raw) > KEYSLOTS_BYTES:
            raise DamagedKeySlots("too large")
        try:
            file = msgspec.convert(strict_json.loads(raw), _File)
        except (strict_json.MalformedJson, msgspec.ValidationError) as error:
            raise DamagedKeySlots(str(error)) from error
        if file.v != _VERSION:
            raise DamagedKeySlots(f"version {file.v}")
        _check(file.slots)
        return cls(file.db_id, file.slots, cost)

    def to_bytes(self) -> bytes:
        """The file as it is written, copied into every backup; it holds no secret in clear."""
        return strict_json.canonical(msgspec.to_builtins(_File(_VERSION, self.db_id, self.slots)))

    def people(self) -> tuple[str, ...]:
        """The people who can sign in, in the order in which they were added."""
        return tuple(dict.fromkeys(slot.person for slot in self.slots if slot.kind is SlotKind.PASSPHRASE))

    def holdings(self, person: str) -> frozenset[Holds]:
        """The secrets a person has slots for: the powers he possesses (SYNC §7)."""
        return frozenset(slot.holds for slot in self._of_person(person))

    def with_slot(self, person: str, holds: Holds, secret: bytes, passphrase: str, random: Random = os.urandom) -> Self:
        """Give a person a secret; an earlier slot of his for the same purpose is replaced.

        One person has one passphrase: raises WrongPassphrase where the person exists and it is not his.
        """
        return self.with_slots(person, {holds: secret}, passphrase, random)

    def with_slots(
        self, person: str, secrets: Mapping[Holds, bytes], passphrase: str, random: Random = os.urandom
    ) -> Self:
        """Give a person several secrets with one derivation of his passphrase."""
        if not person:
            raise ValueError("a passphrase slot belongs to a person")
        mine = self._of_person(person)
        if mine:
            key = _derive(_of_passphrase(passphrase), mine[0])
            self._reveal(mine[0], key)
            salt, cost = mine[0].salt, mine[0].argon2
        else:
            salt, cost = random(_SALT_BYTES).hex(), self.cost
            key = _argon2(_of_passphrase(passphrase), salt, cost)
        kept = (s for s in self.slots if s not in mine or s.holds not in secrets)
        return self._filled(kept, SlotKind.PASSPHRASE, person, secrets, (key, salt, cost), random)

    def with_recovery(self, code: str, secrets: Mapping[Holds, bytes], random: Random = os.urandom) -> Self:
        """Put secrets under a recovery code; the slots of an earlier code are dropped."""
        salt = random(_SALT_BYTES).hex()
        key = _argon2(_of_code(code), salt, self.cost)
        kept = (s for s in self.slots if s.kind is not SlotKind.RECOVERY)
        return self._filled(kept, SlotKind.RECOVERY, "", secrets, (key, salt, self.cost), random)

    def without_person(self, person: str) -> Self:
        """Take all secrets from a person; the database is re-keyed by the caller (SYNC §4.3)."""
        mine = self._of_person(person)
        return replace(self, slots=tuple(slot for slot in self.slots if slot not in mine))

    def without(self, person: str, holds: Holds) -> Self:
        """Take one secret from a person; the others stay."""
        return replace(self, slots=tuple(s for s in self.slots if s not in self._of_person(person) or s.holds != holds))

    def unlock(self, person: str, passphrase: str) -> dict[Holds, bytes]:
        """All secrets of a person for one derivation; raises WrongPassphrase, also for an unknown person."""
        return self._open_all(self._of_person(person), _of_passphrase(passphrase))

    def unlock_recovery(self, code: str) -> dict[Holds, bytes]:
        """All secrets under the recovery code; raises MistypedRecoveryCode or WrongPassphrase."""
        recovery = tuple(slot for slot in self.slots if slot.kind is SlotKind.RECOVERY)
        return self._open_all(recovery, _of_code(code))

    def open(self, person: str, holds: Holds, passphrase: str) -> bytes:
        """One secret of a person; raises WrongPassphrase, or KeyNotHeld where he was never given it."""
        found = self.unlock(person, passphrase)
        if holds not in found:
            raise KeyNotHeld(person, holds.value)
        return found[holds]

    def open_recovery(self, code: str, holds: Holds) -> bytes:
        """One secret under the recovery code; raises as `unlock_recovery`, or KeyNotHeld."""
        found = self.unlock_recovery(code)
        if holds not in found:
            raise KeyNotHeld("", holds.value)
        return found[holds]

    def replace_passphrase(self, person: str, old: str, new: str, random: Random = os.urandom) -> Self:
        """Move all secrets of a person under a new passphrase, a new salt and today's cost."""
        secrets = self.unlock(person, old)
        return self.without_person(person).with_slots(person, secrets, new, random)

    def _of_person(self, person: str) -> tuple[Slot, ...]:
        return tuple(s for s in self.slots if s.kind is SlotKind.PASSPHRASE and s.person == person)

    def _filled(
        self,
        kept: Iterable[Slot],
        kind: SlotKind,
        person: str,
        secrets: Mapping[Holds, bytes],
        key: tuple[bytes, str, Cost],
        random: Random,
    ) -> Self:
        kek, salt, cost = key
        slots = list(kept)
        for holds, secret in secrets.items():
            nonce = random(_NONCE_BYTES)
            slot = Slot(random(16).hex(), kind, holds, person, cost, salt, nonce.hex(), "")
            ct = ChaCha20Poly1305(kek).encrypt(nonce, secret, self._bound(slot))
            slots.append(msgspec.structs.replace(slot, ct=ct.hex()))
        return replace(self, slots=tuple(slots))

    def _open_all(self, slots: tuple[Slot, ...], secret: bytes) -> dict[Holds, bytes]:
        if not slots:
            raise WrongPassphrase
        key = _derive(secret, slots[0])
        return {slot.holds: self._reveal(slot, key) for slot in slots}

    def _reveal(self, slot: Slot, key: bytes) -> bytes:
        try:
            return ChaCha20Poly1305(key).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.ct), self._bound(slot))
        except InvalidTag as error:
            raise WrongPassphrase from error

    def _bound(self, slot: Slot) -> bytes:
        """Everything about a slot that nobody may change without the passphrase."""
        cost = {"t": slot.argon2.t, "m_kib": slot.argon2.m_kib, "p": slot.argon2.p}
        return strict_json.canonical(
            [self.db_id, slot.id, slot.kind.value, slot.holds.value, slot.person, cost, slot.salt]
        )


def _check(slots: tuple[Slot, ...]) -> None:
    """Lengths fit, and each owner's slots share one derivation, so that no file can ask for thousands."""
    owners: dict[tuple[SlotKind, str], tuple[str, Cost]] = {}
    for slot in slots:
        if slot.argon2.m_kib < 8 * slot.argon2.p:
            raise DamagedKeySlots("impossible cost")
        if len(slot.nonce) != 2 * _NONCE_BYTES or len(slot.salt) != 2 * _SALT_BYTES:
            raise DamagedKeySlots("wrong length")
        shared = (slot.salt, slot.argon2)
        if owners.setdefault((slot.kind, slot.person), shared) != shared:
            raise DamagedKeySlots("one owner, several salts")


def _of_passphrase(passphrase: str) -> bytes:
    """One passphrase, whichever way the typing aid composed its letters."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _of_code(code: str) -> bytes:
    return normalise_recovery_code(code).encode("ascii")


def _derive(secret: bytes, slot: Slot) -> bytes:
    return _argon2(secret, slot.salt, slot.argon2)


def _argon2(secret: bytes, salt: str, cost: Cost) -> bytes:
    return hash_secret_raw(secret, bytes.fromhex(salt), cost.t, cost.m_kib, cost.p, _KEY_BYTES, Type.ID)
