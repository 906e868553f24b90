"""The secrets of a node that only those who exchange bundles hold: installation keys, and at the top the list key."""

from dataclasses import dataclass, replace
from typing import Self

from desktop.sync import strict_json
from desktop.sync.bundle.signing import InstallationKeys, SigningKey


@dataclass(frozen=True, slots=True)
class NodeSecrets:
    """What a slot for the installation holds.

    `root` only where this node is the root of trust: the key that signs its list, and the root too as long as that has
    one key. `pending` are keys that this installation asked to be admitted in the place of its present ones.
    """

    installation: InstallationKeys
    root: SigningKey | None = None
    pending: InstallationKeys | None = None

    @property
    def keys(self) -> InstallationKeys:
        """The keys in force; they open what is sealed to the pending ones as well."""
        return self.installation.opening(self.pending.import_identity) if self.pending else self.installation

    def asking(self, pending: InstallationKeys) -> Self:
        """With new keys that wait for their admission."""
        return replace(self, pending=pending)

    def renewed(self) -> Self:
        """With the pending keys in force; they still open what was sealed to the old ones."""
        if self.pending is None:
            return self
        before = self.installation
        keys = replace(self.pending.opening(*before.identities), former=before.signing)
        return replace(self, installation=keys, pending=None)

    def to_bytes(self) -> bytes:
        """The plaintext of the slot."""
        secrets = {
            "installation": self.installation.to_bytes().hex(),
            "root": self.root.private.hex() if self.root else None,
            "pending": self.pending.to_bytes().hex() if self.pending else None,
            "opens": list(self.installation.further_identities),
            "former": self.installation.former.private.hex() if self.installation.former else None,
        }
        return strict_json.canonical(secrets)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read the plaintext of the slot; what programs before this one wrote has no pending keys."""
        data = strict_json.loads(raw)
        assert isinstance(data, dict)
        root, pending, former = data["root"], data.get("pending"), data.get("former")
        keys = InstallationKeys.from_bytes(bytes.fromhex(data["installation"])).opening(*data.get("opens", []))
        return cls(
            replace(keys, former=SigningKey(bytes.fromhex(former)) if former else None),
            SigningKey(bytes.fromhex(root)) if root else None,
            InstallationKeys.from_bytes(bytes.fromhex(pending)) if pending else None,
        )
