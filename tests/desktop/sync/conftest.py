"""A small tree of units with real keys: headquarters, Hải Phòng, Quảng Ninh, and a unit below Hải Phòng."""

from dataclasses import dataclass

import pytest

from desktop.sync.bundle.signing import InstallationKeys, SigningKey
from desktop.sync.trust.documents import Root, TrustedKey, TrustList
from desktop.sync.trust.store import TrustStore


def entry_of(node: str, keys: InstallationKeys, install: str, *, enrols: bool = False) -> TrustedKey:
    return TrustedKey(
        node=node,
        install=install * 16,
        sign=keys.sign_public.hex(),
        import_public=keys.import_public,
        name=f"Máy của {node}",
        added="2007-05-04",
        enrols=enrols,
    )


@dataclass(frozen=True)
class Tree:
    root_keys: tuple[SigningKey, SigningKey, SigningKey]
    list_key: SigningKey
    hq: InstallationKeys
    haiphong: InstallationKeys
    quangninh: InstallationKeys
    branch: InstallationKeys
    root: Root
    listed: TrustList
    store: TrustStore

    def entry(self, node: str, keys: InstallationKeys, install: str, *, enrols: bool = False) -> TrustedKey:
        return entry_of(node, keys, install, enrols=enrols)


@pytest.fixture(scope="session")
def tree() -> Tree:
    roots = (SigningKey(b"1" * 32), SigningKey(b"2" * 32), SigningKey(b"3" * 32))
    list_key = SigningKey(b"4" * 32)
    hq, haiphong, quangninh, branch = (InstallationKeys.generate() for _ in range(4))
    root = Root(
        v=1,
        node="TCHQ",
        threshold=2,
        keys=tuple(key.public.hex() for key in roots),
        list_threshold=1,
        list_keys=(list_key.public.hex(),),
    )
    listed = TrustList(
        issuer="TCHQ",
        version=1,
        entries=(
            entry_of("TCHQ", hq, "a0"),
            entry_of("TCHQ/HQ03", haiphong, "a3", enrols=True),
            entry_of("TCHQ/HQ20", quangninh, "b0"),
        ),
    )
    store = TrustStore.founded(root, roots[:2], listed, [list_key])
    return Tree(roots, list_key, hq, haiphong, quangninh, branch, root, listed, store)
