"""The manifest has one reading; whatever else it is, the bundle is refused."""

import json
from typing import Any

import pytest

from desktop.errors import BundleFault, BundleRefused
from desktop.sync.bundle import manifest
from desktop.sync.bundle.manifest import Checkpoint, Codec, Have, Manifest, Rejected, Section, SectionType, Segment

STREAM, HASH = "5" * 32, "e" * 64

FULL = Manifest(
    v=1,
    from_node="TCHQ/HQ03",
    from_install="a" * 32,
    to="TCHQ",
    gen=0,
    no=14,
    hlc=78_000_000_000_000,
    app="0.1.0",
    made_by="Nguyễn Thị Hoà",
    have=(Have(STREAM, 7, HASH),),
    segs=(
        Segment(
            stream=STREAM,
            node="TCHQ/HQ03",
            aud="up",
            key_id="c" * 32,
            first=8,
            n=3,
            prev=HASH,
            cp=Checkpoint(10, HASH, "d" * 128),
        ),
    ),
    rejected=(Rejected(STREAM, 3, "unknown_task"),),
    want_blobs=(HASH,),
    digest=HASH,
    root_v=1,
    list_v={"TCHQ": 2},
    sections=(Section(type=SectionType.EVENTS, codec=Codec.ZLIB, len=10, sha256=HASH, raw_len=20),),
)


def changed(**fields: object) -> bytes:
    return json.dumps({**json.loads(FULL.to_bytes()), **fields}).encode()


def part(name: str, **fields: object) -> bytes:
    value: dict[str, Any] = json.loads(FULL.to_bytes())
    return changed(**{name: [{**value[name][0], **fields}]})


def refusal(raw: bytes) -> BundleFault:
    with pytest.raises(BundleRefused) as refused:
        manifest.read_manifest(raw)
    return refused.value.reason


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert manifest.read_manifest(FULL.to_bytes()) == FULL


def test_the_names_in_the_file_are_those_of_the_format() -> None:
    written = json.loads(FULL.to_bytes())
    assert written["from"] == "TCHQ/HQ03"
    assert written["have"] == [[STREAM, 7, HASH]]
    assert written["segs"][0]["from"] == 8
    assert written["segs"][0]["cp"] == [10, HASH, "d" * 128]


def test_a_bare_receipt_fits_a_qr_code() -> None:
    receipt = Manifest(
        v=1, from_node="TCHQ", from_install="a" * 32, to="TCHQ/HQ03", gen=0, no=1, hlc=1, app="0.1.0",
        have=(Have(STREAM, 7, HASH), Have("6" * 32, 9, HASH)),
    )  # fmt: skip
    assert len(receipt.to_bytes()) < 500


def test_row_42_a_newer_major_version_is_named_as_such_whatever_its_shape() -> None:
    assert refusal(b'{"v":2}') is BundleFault.NEWER
    assert refusal(changed(v=2, sections="new shape")) is BundleFault.NEWER


def test_unknown_fields_are_passed_over() -> None:
    assert manifest.read_manifest(changed(later={"x": 1})) == FULL


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"null",
        b"{}",
        b'"v"',
        changed(v=0),
        changed(v=True),
        changed(v="1"),
        changed(v=None),
        changed(to=""),
        changed(to="TCHQ/../HQ03"),
        changed(to="TCHQ\n"),
        changed(gen=-1),
        changed(no=0),
        changed(no=1.5),
        changed(no="14"),
        changed(from_install="A" * 32),
        changed(**{"from": "/TCHQ"}),
        changed(app="x\u0000"),
        changed(app="x" * 301),
        changed(have=[[STREAM, 7]]),
        changed(have=[[STREAM, 7, HASH], [STREAM, 8, HASH]]),
        changed(have={"a": 1}),
        changed(list_v={"TCHQ": 0}),
        changed(list_v={"": 1}),
        changed(segs=[]),
        changed(sections=[]),
        part("segs", aud="local"),
        part("segs", aud="to:"),
        part("segs", n=0),
        part("segs", n=4),
        part("segs", cp=[10, HASH]),
        part("segs", **{"from": 2**53}),
        part("sections", type="exec"),
        part("sections", codec="zstd"),
        part("sections", raw_len=512 * 1024 * 1024 + 1),
        part("sections", len=-1),
        changed(sections=[json.loads(FULL.to_bytes())["sections"][0]] * 2),
    ],
)
def test_row_24_a_manifest_of_another_shape_is_malformed(raw: bytes) -> None:
    assert refusal(raw) is BundleFault.MALFORMED


def test_row_46_more_segments_than_allowed_are_malformed() -> None:
    segment = json.loads(FULL.to_bytes())["segs"][0]
    assert refusal(changed(segs=[segment] * 4_097)) is BundleFault.MALFORMED
    section = {"type": "blob", "codec": "stored", "len": 0, "sha256": HASH, "raw_len": 512 * 1024 * 1024}
    assert refusal(changed(segs=[], sections=[section] * 2)) is BundleFault.MALFORMED


def test_row_79_80_the_strict_form_of_json_holds_for_manifests() -> None:
    assert refusal(b'{"v":1,"v":1}') is BundleFault.MALFORMED
    assert refusal(b'{"v":1e0}') is BundleFault.MALFORMED


def test_a_manifest_too_large_to_be_read_is_not_written() -> None:
    import msgspec

    large = msgspec.structs.replace(FULL, have=tuple(Have(f"{n:032x}", 1, HASH) for n in range(12_000)))
    with pytest.raises(ValueError, match="split"):
        large.to_bytes()
