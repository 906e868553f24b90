"""A bundle is opened whole and verified, or refused with one kind of failure."""

import hashlib
import json
import random
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import BundleFault, BundleRefused
from desktop.sync import limits
from desktop.sync.bundle import container, sealing
from desktop.sync.bundle.container import FrameSignature, SignatureKind
from desktop.sync.bundle.manifest import Codec, Manifest, Section, SectionType
from desktop.sync.bundle.signing import Domain, InstallationKeys, KeyId, SigningKey
from desktop.sync.trust.documents import TrustedKey
from tests.support.nonsense import mutated, nonsense

EVENTS = "events of Hải Phòng".encode() * 50


class Sender:
    """Hải Phòng writing to headquarters, rightly or wrongly."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.keys: InstallationKeys = tree.haiphong

    def manifest(self, *packed: container.PackedSection, **fields: Any) -> Manifest:
        given = {
            "v": 1, "from_node": "TCHQ/HQ03", "from_install": "a3" * 16, "to": "TCHQ",
            "gen": 0, "no": 14, "hlc": 1, "app": "0.1.0", "sections": tuple(p.entry for p in packed),
        }  # fmt: skip
        return Manifest(**{**given, **fields})

    def frame(self, manifest: bytes, *packed: bytes, key: SigningKey | None = None) -> bytes:
        signature = container.sign_manifest(manifest, key or self.keys.signing)
        return container.write_frame(manifest, [signature], packed)

    def good(self) -> bytes:
        trust, blob = container.pack(SectionType.TRUST, EVENTS), container.pack(SectionType.BLOB, b"\x89PNG")
        return self.frame(self.manifest(trust, blob).to_bytes(), trust.packed, blob.packed)

    def open(self, frame: bytes) -> container.OpenedBundle:
        return container.open_frame(frame, key_of=self.tree.store.key, me="TCHQ")

    def refusal(self, frame: bytes) -> BundleFault:
        with pytest.raises(BundleRefused) as refused:
            self.open(frame)
        return refused.value.reason


@pytest.fixture
def sender(tree: Any) -> Sender:
    return Sender(tree)


def test_a_bundle_arrives_as_it_was_sent(sender: Sender) -> None:
    sealed = sealing.seal(sender.good(), sender.tree.store.recipients("TCHQ"))
    opened = container.open_bundle(
        sealed,
        unseal=lambda raw: sealing.unseal(raw, sender.tree.hq.import_identity),
        key_of=sender.tree.store.key,
        me="TCHQ",
    )
    assert [section.raw for section in opened.sections] == [EVENTS, b"\x89PNG"]
    assert [section.entry.codec for section in opened.sections] == [Codec.ZLIB, Codec.STORED]
    assert opened.signer.node == opened.manifest.from_node == "TCHQ/HQ03"
    assert opened.digest == hashlib.sha256(sender.good()).digest()


def test_the_frame_is_the_one_of_the_format(sender: Sender) -> None:
    manifest = sender.manifest().to_bytes()
    signature = sender.keys.signing.sign(Domain.BUNDLE, manifest)
    expected = (
        b"HQBNDL1\n"
        + len(manifest).to_bytes(4, "big")
        + manifest
        + b"\x01\x01"
        + bytes.fromhex(sender.keys.key_id)
        + b"\x00\x00\x00\x40"
        + signature
    )
    assert sender.frame(manifest) == expected


def test_a_sealed_file_is_known_by_size_and_hash_before_any_key(sender: Sender) -> None:
    sealed = sealing.seal(sender.good(), [sender.keys.import_public])
    facts = container.peek(sealed)
    assert (facts.size, facts.sha256) == (len(sealed), hashlib.sha256(sealed).digest())
    with pytest.raises(BundleRefused):
        container.peek(sender.good())


def test_row_04_every_beginning_of_a_bundle_is_refused(sender: Sender) -> None:
    good = sender.good()
    faults = {sender.refusal(good[:size]) for size in range(len(good))}
    assert faults == {BundleFault.TRUNCATED}


def test_row_05_every_flipped_bit_is_refused(sender: Sender) -> None:
    good = sender.good()
    for at in range(len(good)):
        sender.refusal(good[:at] + bytes([good[at] ^ 1 << at % 8]) + good[at + 1 :])


def test_row_06_added_bytes_are_refused(sender: Sender) -> None:
    assert sender.refusal(sender.good() + b"\0") is BundleFault.ALTERED


def test_row_07_a_bundle_without_its_signature_is_refused(sender: Sender) -> None:
    manifest = sender.manifest().to_bytes()
    good = sender.frame(manifest)
    at = len(container.MAGIC) + 4 + len(manifest)
    assert sender.refusal(good[:at] + b"\0") is BundleFault.UNSIGNED
    assert sender.refusal(good[:-64] + bytes(64)) is BundleFault.ALTERED
    person = FrameSignature(SignatureKind.PERSON, sender.keys.key_id, good[-64:])
    assert sender.refusal(container.write_frame(manifest, [person], [])) is BundleFault.UNSIGNED
    own = container.sign_manifest(manifest, sender.keys.signing)
    assert sender.refusal(container.write_frame(manifest, [own, own], [])) is BundleFault.UNSIGNED


def test_persons_signatures_travel_beside_the_installations(sender: Sender) -> None:
    manifest = sender.manifest().to_bytes()
    own = container.sign_manifest(manifest, sender.keys.signing)
    person = FrameSignature(SignatureKind.PERSON, KeyId("9" * 32), b"p" * 64)
    assert sender.open(container.write_frame(manifest, [person, own], [])).countersignatures == (person,)


def test_row_08_an_unknown_key_is_refused_and_named(sender: Sender) -> None:
    stranger = SigningKey(b"9" * 32)
    with pytest.raises(BundleRefused) as refused:
        sender.open(sender.frame(sender.manifest().to_bytes(), key=stranger))
    assert (refused.value.reason, refused.value.key) == (BundleFault.UNKNOWN_KEY, stranger.id)


def test_row_09_a_known_key_cannot_speak_for_another_node_or_installation(sender: Sender) -> None:
    for claim in ({"from_node": "TCHQ/HQ20"}, {"from_install": "b0" * 16}):
        assert sender.refusal(sender.frame(sender.manifest(**claim).to_bytes())) is BundleFault.WRONG_SENDER


def test_row_10_11_a_bundle_for_another_node_is_refused_and_its_recipient_named(sender: Sender) -> None:
    with pytest.raises(BundleRefused) as refused:
        sender.open(sender.frame(sender.manifest(to="TCHQ/HQ20").to_bytes()))
    assert (refused.value.reason, refused.value.node) == (BundleFault.WRONG_RECIPIENT, "TCHQ/HQ20")


def test_row_12_a_signature_made_for_something_else_does_not_open_a_bundle(sender: Sender) -> None:
    manifest = sender.manifest().to_bytes()
    value = sender.keys.signing.sign(Domain.CHECKPOINT, manifest)
    signature = FrameSignature(SignatureKind.INSTALLATION, sender.keys.key_id, value)
    assert sender.refusal(container.write_frame(manifest, [signature], [])) is BundleFault.ALTERED


def test_nothing_is_parsed_before_the_signature_holds(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(_raw: bytes) -> Manifest:
        raise AssertionError("parsed too early")

    monkeypatch.setattr(container, "read_manifest", parsed)
    frame = sender.frame(b"not even JSON", key=SigningKey(b"9" * 32))
    assert sender.refusal(frame) is BundleFault.UNKNOWN_KEY


def test_row_22_a_revoked_sender_opens_and_is_marked(sender: Sender) -> None:
    listed = sender.tree.listed.with_revoked(sender.keys.key_id, "mất máy", {"5" * 32: 7})
    store = sender.tree.store.issue(listed, [sender.tree.list_key])
    opened = container.open_frame(sender.good(), key_of=store.key, me="TCHQ")
    assert opened.signer.revoked is not None


def section_refusal(sender: Sender, packed: bytes, **fields: Any) -> BundleFault:
    honest = {"type": SectionType.TRUST, "codec": Codec.ZLIB, "len": len(packed)}
    entry = Section(**{**honest, "sha256": hashlib.sha256(packed).hexdigest(), "raw_len": 950, **fields})
    return sender.refusal(sender.frame(sender.manifest(sections=(entry,)).to_bytes(), packed))


def test_row_45_a_section_that_lies_about_its_length_is_refused(sender: Sender) -> None:
    packed = zlib.compress(b"x" * 950)
    assert sender.refusal(sender.good()[:-1] + b"X") is BundleFault.ALTERED
    assert section_refusal(sender, packed, raw_len=949) is BundleFault.MALFORMED
    assert section_refusal(sender, packed, raw_len=951) is BundleFault.MALFORMED
    assert section_refusal(sender, packed + b"more") is BundleFault.MALFORMED
    assert section_refusal(sender, packed[:-2]) is BundleFault.MALFORMED
    assert section_refusal(sender, b"not zlib") is BundleFault.MALFORMED
    assert section_refusal(sender, b"x" * 10, codec=Codec.STORED) is BundleFault.MALFORMED
    assert section_refusal(sender, packed, sha256="0" * 64) is BundleFault.ALTERED


def test_row_44_a_decompression_bomb_stops_at_its_signed_length(sender: Sender) -> None:
    bomb = zlib.compress(bytes(64 * limits.MIB), 9)
    assert section_refusal(sender, bomb, raw_len=1_000) is BundleFault.MALFORMED
    blob = {"type": SectionType.BLOB, "raw_len": limits.BLOB_BYTES + 1}
    assert section_refusal(sender, bomb, **blob) is BundleFault.TOO_LARGE


def test_row_46_lengths_are_bounded_before_memory_is_taken(sender: Sender) -> None:
    huge = b"\x3f\xff\xff\xff"
    assert sender.refusal(container.MAGIC + huge + b"{}") is BundleFault.DAMAGED
    assert sender.refusal(container.MAGIC + b"\0\0\0\x02{}" + b"\xff") is BundleFault.DAMAGED
    head = container.MAGIC + b"\0\0\0\x02{}\x01\x01" + bytes(16)
    assert sender.refusal(head + huge) is BundleFault.DAMAGED
    assert sender.refusal(container.MAGIC + b"\0\0\0\x02{}\x01\x07") is BundleFault.DAMAGED


def test_what_is_no_bundle_is_named_so(sender: Sender) -> None:
    assert sender.refusal(b"PK\x03\x04 something else") is BundleFault.NOT_A_BUNDLE


# --- fuzzing: whatever arrives, BundleRefused and nothing else -----------------------------------------------


def fuzz_frames(sender: Sender, runs: int) -> None:
    good, chance = sender.good(), random.Random(20070504)
    for _ in range(runs):
        raw = mutated(good, chance)
        if raw != good:
            sender.refusal(raw)


def fuzz_sealed(sender: Sender, runs: int) -> None:
    sealed, chance = sealing.seal(sender.good(), [sender.tree.hq.import_public]), random.Random(608)
    for _ in range(runs):
        raw = mutated(sealed, chance)
        if raw != sealed:
            with pytest.raises(BundleRefused):
                container.open_bundle(
                    raw,
                    unseal=lambda raw: sealing.unseal(raw, sender.tree.hq.import_identity),
                    key_of=sender.tree.store.key,
                    me="TCHQ",
                )


def fuzz_insider(sender: Sender, runs: int) -> None:
    trust, chance = container.pack(SectionType.TRUST, EVENTS), random.Random(1855)
    fields: dict[str, Any] = json.loads(sender.manifest(trust).to_bytes())
    fields["have"] = [["5" * 32, 1, "e" * 64]]
    refused = 0
    for _ in range(runs):
        raw = json.dumps(nonsense(fields, chance)).encode()
        try:
            sender.open(sender.frame(raw, trust.packed))
        except BundleRefused:
            refused += 1
    assert refused > runs // 2  # some nonsense is harmless: an unknown program version is just text


FUZZERS = [(fuzz_frames, 1_000), (fuzz_sealed, 1_000), (fuzz_insider, 500)]


@pytest.mark.parametrize(("fuzz", "runs"), FUZZERS)
def test_row_05_24_only_a_refusal_escapes(sender: Sender, fuzz: Callable[[Sender, int], None], runs: int) -> None:
    fuzz(sender, runs)


@pytest.mark.long
@pytest.mark.parametrize(("fuzz", "runs"), FUZZERS)
def test_row_05_24_only_a_refusal_escapes_ever(sender: Sender, fuzz: Callable[[Sender, int], None], runs: int) -> None:
    fuzz(sender, runs * 10)


def test_an_empty_trust_knows_nobody(sender: Sender) -> None:
    def nobody(_key: KeyId) -> TrustedKey | None:
        return None

    with pytest.raises(BundleRefused) as refused:
        container.open_frame(sender.good(), key_of=nobody, me="TCHQ")
    assert refused.value.reason is BundleFault.UNKNOWN_KEY
