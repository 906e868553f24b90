"""Who is trusted changes only by the rules, and never backwards."""

from typing import Any

import msgspec
import pytest

from desktop.errors import TrustFault, TrustRefused
from desktop.sync.bundle.envelope import Envelope
from desktop.sync.bundle.signing import Domain, SigningKey
from desktop.sync.trust import documents as trust_documents
from desktop.sync.trust.documents import Root, TrustList, sign_list, sign_root
from desktop.sync.trust.store import TrustStore


def refused_list(tree: Any, raw: bytes, store: TrustStore | None = None) -> TrustFault:
    with pytest.raises(TrustRefused) as refused:
        (store or tree.store).adopt_list(raw)
    return refused.value.reason


def refused_root(store: TrustStore, raw: bytes) -> TrustFault:
    with pytest.raises(TrustRefused) as refused:
        store.adopt_root(raw)
    return refused.value.reason


def next_list(tree: Any, **fields: Any) -> TrustList:
    listed: TrustList = msgspec.structs.replace(tree.listed, **{"version": 2, **fields})
    return listed


def next_root(tree: Any, **fields: Any) -> Root:
    root: Root = msgspec.structs.replace(tree.root, **{"v": 2, **fields})
    return root


def haiphong_list(tree: Any, node: str = "TCHQ/HQ03/03CC", **fields: Any) -> TrustList:
    given = {"issuer": "TCHQ/HQ03", "version": 1, "entries": (tree.entry(node, tree.branch, "c0"),)}
    return TrustList(**{**given, **fields})


# --- what is in force ---


def test_a_listed_key_is_known_by_its_id_and_its_node(tree: Any) -> None:
    found = tree.store.key(tree.haiphong.key_id)
    assert found.node == "TCHQ/HQ03"
    assert found.sign_public == tree.haiphong.sign_public
    assert tree.store.keys_of_node("TCHQ/HQ03") == (found,)
    assert tree.store.recipients("TCHQ/HQ03") == (tree.haiphong.import_public,)
    assert tree.store.nodes() == ("TCHQ", "TCHQ/HQ03", "TCHQ/HQ20")
    assert tree.store.list_versions == {"TCHQ": 1}
    assert tree.store.key(SigningKey(b"x" * 32).id) is None


def test_the_recovery_key_of_a_node_is_a_recipient_too(tree: Any) -> None:
    entry = msgspec.structs.replace(tree.listed.entries[2], recovery=tree.branch.import_public)
    store = tree.store.issue(next_list(tree, entries=(*tree.listed.entries[:2], entry)), [tree.list_key])
    assert store.recipients("TCHQ/HQ20") == (tree.quangninh.import_public, tree.branch.import_public)


def test_the_store_survives_writing_and_travelling(tree: Any) -> None:
    store = tree.store.issue(haiphong_list(tree), [tree.haiphong.signing])
    raw = store.to_bytes()
    for again in (TrustStore.restored(raw), TrustStore.read(raw, store.root_fingerprint)):
        assert again == store
        assert again.to_bytes() == raw
        found = again.key(tree.branch.key_id)
        assert found is not None
        assert found.node == "TCHQ/HQ03/03CC"


def test_a_root_with_another_fingerprint_is_not_pinned(tree: Any) -> None:
    other = tree.store.root_fingerprint.translate(str.maketrans("0123456789", "1234567890"))
    with pytest.raises(TrustRefused) as refused:
        TrustStore.read(tree.store.to_bytes(), other)
    assert refused.value.reason is TrustFault.WRONG_FINGERPRINT


# --- lists ---


def test_the_same_list_again_changes_nothing(tree: Any) -> None:
    assert tree.store.adopt_list(sign_list(tree.listed, [tree.list_key])) is tree.store


def test_row_12_a_root_signature_is_none_under_a_list(tree: Any) -> None:
    body = trust_documents.read_list(sign_list(next_list(tree), []))[1].body
    raw = Envelope.sealed(body, Domain.ROOT, [tree.list_key]).to_bytes()
    assert refused_list(tree, raw) is TrustFault.SIGNATURES


def test_row_13_an_older_list_is_refused_and_passed_over_when_it_merely_travels(tree: Any) -> None:
    store = tree.store.issue(next_list(tree), [tree.list_key])
    assert refused_list(tree, sign_list(tree.listed, [tree.list_key]), store) is TrustFault.ROLLBACK
    assert store.merged(tree.store.to_bytes()) == (store, ())
    assert tree.store.merged(store.to_bytes()) == (store, ())


def test_row_14_two_lists_of_one_version_raise_an_alarm_and_the_first_stays(tree: Any) -> None:
    other = next_list(tree, version=1, entries=tree.listed.entries[:2])
    assert refused_list(tree, sign_list(other, [tree.list_key])) is TrustFault.FORKED
    fork = TrustStore.founded(tree.root, tree.root_keys, other, [tree.list_key])
    kept, alarms = tree.store.merged(fork.to_bytes())
    assert kept is tree.store
    assert [alarm.reason for alarm in alarms] == [TrustFault.FORKED]


def test_row_15_an_entry_may_not_vanish(tree: Any) -> None:
    shorter = next_list(tree, entries=tree.listed.entries[:2])
    assert refused_list(tree, sign_list(shorter, [tree.list_key])) is TrustFault.VANISHED


@pytest.mark.parametrize("field", ["node", "install", "import_public", "added"])
def test_an_entry_may_not_be_rewritten(tree: Any, field: str) -> None:
    first, *rest = tree.listed.entries
    value = {"node": "TCHQ/HQ01", "install": "f" * 32, "import_public": tree.branch.import_public}.get(field, "later")
    entries = (msgspec.structs.replace(first, **{field: value}), *rest)
    assert refused_list(tree, sign_list(next_list(tree, entries=entries), [tree.list_key])) is TrustFault.REWRITTEN


@pytest.mark.parametrize(
    "fields",
    [{"sign": "01" + "00" * 31}, {"import_public": "age1x"}, {"import_public": ""}, {"recovery": "age1x"}],
)
def test_an_entry_with_an_impossible_key_is_malformed(tree: Any, fields: dict[str, str]) -> None:
    entry = msgspec.structs.replace(tree.entry("TCHQ/HQ01", tree.branch, "c1"), **fields)
    raw = sign_list(next_list(tree, entries=(*tree.listed.entries, entry)), [tree.list_key])
    assert refused_list(tree, raw) is TrustFault.MALFORMED


def test_row_16_a_department_admits_only_what_lies_below_it(tree: Any) -> None:
    store = tree.store.issue(haiphong_list(tree), [tree.haiphong.signing])
    assert store.key(tree.branch.key_id).node == "TCHQ/HQ03/03CC"
    for node in ("TCHQ/HQ20/20CC", "TCHQ/HQ03", "TCHQ", "TCHQ/HQ031"):
        raw = sign_list(haiphong_list(tree, node), [tree.haiphong.signing])
        assert refused_list(tree, raw) is TrustFault.OUTSIDE_SUBTREE


def test_a_department_that_may_not_enrol_has_no_list(tree: Any) -> None:
    listed = haiphong_list(tree, "TCHQ/HQ20/20CC", issuer="TCHQ/HQ20")
    assert refused_list(tree, sign_list(listed, [tree.quangninh.signing])) is TrustFault.UNKNOWN_ISSUER
    other = haiphong_list(tree, "OTHER/HQ03", issuer="OTHER")
    assert refused_list(tree, sign_list(other, [tree.haiphong.signing])) is TrustFault.UNKNOWN_ISSUER


def test_a_list_signed_by_the_wrong_key_is_refused(tree: Any) -> None:
    for key in (tree.haiphong.signing, tree.root_keys[0]):
        assert refused_list(tree, sign_list(next_list(tree), [key])) is TrustFault.SIGNATURES
    raw = sign_list(haiphong_list(tree), [tree.quangninh.signing])
    assert refused_list(tree, raw) is TrustFault.SIGNATURES


def test_nobody_takes_anothers_key_over(tree: Any) -> None:
    entry = tree.entry("TCHQ/HQ03/03CC", tree.quangninh, "c0")
    raw = sign_list(haiphong_list(tree, entries=(entry,)), [tree.haiphong.signing])
    assert refused_list(tree, raw) is TrustFault.AMBIGUOUS_KEY
    twice = next_list(tree, entries=(*tree.listed.entries, tree.entry("TCHQ/HQ01", tree.quangninh, "c1")))
    assert refused_list(tree, sign_list(twice, [tree.list_key])) is TrustFault.AMBIGUOUS_KEY


def test_a_department_cannot_block_a_key_that_headquarters_admits(tree: Any) -> None:
    store = tree.store.issue(haiphong_list(tree), [tree.haiphong.signing])
    own = tree.entry("TCHQ/HQ01", tree.branch, "c1")
    store = store.issue(next_list(tree, entries=(*tree.listed.entries, own)), [tree.list_key])
    assert store.key(tree.branch.key_id).node == "TCHQ/HQ01"


def test_row_19_a_leap_of_versions_is_refused(tree: Any) -> None:
    assert refused_list(tree, sign_list(next_list(tree, version=1_002), [tree.list_key])) is TrustFault.JUMP
    store = tree.store.issue(next_list(tree, version=1_001), [tree.list_key])
    assert store.list_versions == {"TCHQ": 1_001}


def test_row_21_22_23_a_revoked_key_counts_up_to_its_last_accepted_number_and_no_date_matters(tree: Any) -> None:
    listed = tree.listed.with_revoked(tree.haiphong.key_id, "mất máy", {"5" * 32: 7})
    store = tree.store.issue(listed, [tree.list_key])
    key = store.key(tree.haiphong.key_id)
    assert key.accepts("5" * 32, 7)
    assert not key.accepts("5" * 32, 8)
    assert not key.accepts("6" * 32, 1)
    assert tree.store.key(tree.haiphong.key_id).accepts("6" * 32, 1)
    assert store.keys_of_node("TCHQ/HQ03") == ()
    assert store.recipients("TCHQ/HQ03") == ()
    raw = sign_list(haiphong_list(tree), [tree.haiphong.signing])
    assert refused_list(tree, raw, store) is TrustFault.UNKNOWN_ISSUER


def test_a_revocation_is_not_taken_back_nor_its_end_moved_on(tree: Any) -> None:
    revoked = tree.listed.with_revoked(tree.haiphong.key_id, "mất máy", {"5" * 32: 7})
    store = tree.store.issue(revoked, [tree.list_key])
    alive = next_list(tree, version=3)
    assert refused_list(tree, sign_list(alive, [tree.list_key]), store) is TrustFault.REWRITTEN
    for streams, fits in (({"5" * 32: 8}, False), ({"5" * 32: 7, "6" * 32: 1}, False), ({"5" * 32: 5}, True)):
        later = msgspec.structs.replace(tree.listed.with_revoked(tree.haiphong.key_id, "mất máy", streams), version=3)
        if fits:
            assert not store.issue(later, [tree.list_key]).key(tree.haiphong.key_id).accepts("5" * 32, 6)
        else:
            assert refused_list(tree, sign_list(later, [tree.list_key]), store) is TrustFault.REWRITTEN


def test_a_store_with_the_list_of_a_revoked_department_is_still_readable(tree: Any) -> None:
    store = tree.store.issue(haiphong_list(tree), [tree.haiphong.signing])
    store = store.issue(tree.listed.with_revoked(tree.haiphong.key_id, "mất máy", {}), [tree.list_key])
    assert TrustStore.restored(store.to_bytes()) == store
    newcomer = TrustStore.read(store.to_bytes(), store.root_fingerprint)
    assert newcomer.list_versions == {"TCHQ": 2}


def test_the_list_of_a_revoked_key_holds_on_where_its_end_says_so_and_no_other_does(tree: Any) -> None:
    store = tree.store.issue(haiphong_list(tree), [tree.haiphong.signing])
    entry = store.key(tree.haiphong.key_id)
    assert entry is not None
    store = store.issue(store.next_list("TCHQ", store.ended(entry, "mất máy", {})), [tree.list_key])
    newcomer = TrustStore.read(store.to_bytes(), store.root_fingerprint)
    assert newcomer.list_versions == {"TCHQ": 2, "TCHQ/HQ03": 1}
    found = newcomer.key(tree.branch.key_id)
    assert found is not None
    assert found.node == "TCHQ/HQ03/03CC"
    other = haiphong_list(tree, "TCHQ/HQ03/OTHER")
    without = TrustStore.pinned(store.roots[0].raw, store.root_fingerprint).adopt_list(store.lists["TCHQ"].raw)
    for listed in (other, haiphong_list(tree, version=2)):
        raw = sign_list(listed, [tree.haiphong.signing])
        assert refused_list(tree, raw, without) is TrustFault.UNKNOWN_ISSUER


def test_an_end_may_let_a_list_fall_and_never_raise_another(tree: Any) -> None:
    store = tree.store.issue(haiphong_list(tree), [tree.haiphong.signing])
    entry = store.key(tree.haiphong.key_id)
    assert entry is not None
    store = store.issue(store.next_list("TCHQ", store.ended(entry, "mất máy", {})), [tree.list_key])
    for accepted, fits in (("ab" * 32, False), ("", True)):
        later = store.next_list("TCHQ", entry.ended("mất máy", {}, accepted))
        raw = sign_list(later, [tree.list_key])
        if fits:
            assert store.adopt_list(raw).list_versions["TCHQ"] == 3
        else:
            assert refused_list(tree, raw, store) is TrustFault.REWRITTEN


# --- roots ---


def test_a_new_root_needs_the_old_and_the_new_threshold(tree: Any) -> None:
    fresh = (SigningKey(b"7" * 32), SigningKey(b"8" * 32))
    root = next_root(tree, keys=tuple(key.public.hex() for key in fresh))
    one, two, _ = tree.root_keys
    assert tree.store.adopt_root(sign_root(root, [one, two, *fresh])).root.v == 2
    for keys in ([one, two], fresh, [one, *fresh], [one, two, fresh[0]]):
        assert refused_root(tree.store, sign_root(root, keys)) is TrustFault.SIGNATURES


def test_row_17_one_of_two_or_one_key_twice_is_no_threshold(tree: Any) -> None:
    one = tree.root_keys[0]
    for keys in ([one], [one, one]):
        assert refused_root(tree.store, sign_root(next_root(tree), keys)) is TrustFault.SIGNATURES
        with pytest.raises(TrustRefused):
            TrustStore.founded(tree.root, keys, tree.listed, [tree.list_key])


def test_row_18_a_root_is_neither_skipped_nor_rolled_back_but_the_chain_is_walked(tree: Any) -> None:
    second = tree.store.adopt_root(sign_root(next_root(tree), tree.root_keys))
    third = second.adopt_root(sign_root(next_root(tree, v=3, threshold=3), tree.root_keys))
    assert refused_root(tree.store, third.roots[2].raw) is TrustFault.SKIPPED
    assert third.adopt_root(second.roots[1].raw) is third
    forked = sign_root(next_root(tree, threshold=1), tree.root_keys)
    assert refused_root(third, forked) is TrustFault.FORKED
    walked, alarms = tree.store.merged(third.to_bytes())
    assert (walked.root.v, alarms) == (3, ())
    assert walked.root_fingerprint == tree.store.root_fingerprint


def test_a_new_list_key_signs_from_its_root_on_and_the_old_one_no_more(tree: Any) -> None:
    fresh = SigningKey(b"6" * 32)
    root = next_root(tree, list_keys=(fresh.public.hex(),))
    store = tree.store.adopt_root(sign_root(root, tree.root_keys))
    assert store.key(tree.haiphong.key_id) is not None
    assert TrustStore.restored(store.to_bytes()) == store
    assert refused_list(tree, sign_list(next_list(tree), [tree.list_key]), store) is TrustFault.SIGNATURES
    assert store.issue(next_list(tree), [fresh]).list_versions == {"TCHQ": 2}


def test_the_root_of_another_tree_is_refused(tree: Any) -> None:
    raw = sign_root(next_root(tree, node="OTHER"), tree.root_keys)
    assert refused_root(tree.store, raw) is TrustFault.UNKNOWN_ISSUER


@pytest.mark.parametrize(
    "fields", [{"threshold": 4}, {"keys": ("ab" * 32,) * 2}, {"keys": ("01" + "00" * 31,), "threshold": 1}]
)
def test_an_impossible_root_is_malformed(tree: Any, fields: dict[str, object]) -> None:
    raw = sign_root(next_root(tree, **fields), tree.root_keys)
    assert refused_root(tree.store, raw) is TrustFault.MALFORMED


@pytest.mark.parametrize(
    "raw",
    [b"", b"null", b"{}", b"\xff", b'{"body":"{}","sigs":[]}', b'{"body":"x","sigs":[]}', b'{"body":"{}","sigs":[[]]}'],
)
def test_whatever_else_arrives_is_malformed(tree: Any, raw: bytes) -> None:
    assert refused_list(tree, raw) is TrustFault.MALFORMED
    assert refused_root(tree.store, raw) is TrustFault.MALFORMED
    with pytest.raises(TrustRefused):
        tree.store.merged(raw)
    with pytest.raises(TrustRefused):
        TrustStore.restored(raw)
