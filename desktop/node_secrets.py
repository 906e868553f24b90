"""The secrets of a node that only those who exchange bundles hold: installation keys, and at the top the root key."""

from dataclasses import dataclass
from typing import Self

from desktop.sync import strict_json
from desktop.sync.signing import InstallationKeys, SigningKey


@dataclass(frozen=True, slots=True)
class NodeSecrets:
    """What a slot for the installation holds; `root` only where this node is the root of trust."""

    installation: InstallationKeys
    root: SigningKey | None = None

    def to_bytes(self) -> bytes:
        """The plaintext of the slot."""
        root = self.root.private.hex() if self.root else None
        return strict_json.canonical(
            {"installation": self.installation.to_bytes().hex(), "root": root},
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read the plaintext of the slot."""
        data = strict_json.loads(raw)
        assert isinstance(data, dict)
        root = data["root"]
        return cls(
            InstallationKeys.from_bytes(bytes.fromhex(data["installation"])),
            SigningKey(bytes.fromhex(root)) if root else None,
        )
