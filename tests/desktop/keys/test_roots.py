"""The root lies with several people: two of three change it, each with his own file; sleepers walk up the chain."""

from pathlib import Path

import pytest

from desktop.errors import (
    KeyFileFault,
    KeyFileRefused,
    KeyNotHeld,
    NotPermitted,
    RootFault,
    RootRefused,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.keys.key_files import open_key_file
from desktop.keys.recovery_key import make_recovery_key
from desktop.keys.register import trust_facts, who_signs
from desktop.keys.revoking import revoke
from desktop.keys.roots import (
    NewRootKey,
    ProposalFacts,
    adopt_root,
    found_root,
    propose_root,
    read_proposal,
    sign_proposal,
)
from desktop.keyslots.slots import Holds
from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.exchange import import_bundle, trust_state
from tests.support.exchange import Pair, admit
from tests.support.ledgers import Ledger, new_ledger

PASSPHRASES = ("khóa thứ nhất", "khóa thứ hai", "khóa thứ ba", "khóa thứ tư")


@pytest.fixture
def hq(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "hq", "TCHQ")


def new_keys(folder: Path, *numbers: int) -> list[NewRootKey]:
    return [NewRootKey(folder / f"goc-{number}.hqk", PASSPHRASES[number - 1]) for number in numbers]


def refusal(session: Session, path: Path) -> RootRefused:
    with pytest.raises(RootRefused) as refused:
        adopt_root(session, path)
    return refused.value


def root_version(session: Session) -> int:
    root = trust_facts(session).root
    assert root is not None
    return root.version


def test_row_17_headquarters_is_founded_under_two_of_three_keys(hq: Ledger, tmp_path: Path) -> None:
    before = trust_state(hq.administrator).root_fingerprint
    digits = found_root(hq.administrator, new_keys(tmp_path, 1, 2, 3), 2)
    root = trust_facts(hq.administrator).root
    assert root is not None
    assert (root.version, root.threshold, len(root.keys), root.digits) == (1, 2, 3, digits)
    assert digits != before
    below = new_ledger(tmp_path / "hp", "HQ03")
    admit(hq.administrator, below.administrator, tmp_path)
    assert trust_state(below.administrator).root_fingerprint == digits
    revoke(hq.administrator, who_signs(hq.administrator)[1].key, "Thử")
    below.close()
    hq.close()


def test_a_root_that_others_trust_is_not_founded_again(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(RootRefused) as refused:
        found_root(pair.hq, new_keys(tmp_path, 1, 2, 3), 2)
    assert refused.value.reason is RootFault.SHARED
    assert not (tmp_path / "goc-1.hqk").exists()


def test_one_key_becomes_two_of_three_at_once_where_the_old_key_lies_here(pair: Pair, tmp_path: Path) -> None:
    proposal = tmp_path / "root.hqg"
    facts = propose_root(pair.hq, proposal, new=new_keys(tmp_path, 1, 2, 3), threshold=2)
    assert (facts.version, facts.signed, facts.needed, facts.is_complete) == (2, (1, 3), (1, 2), True)
    digits = trust_state(pair.hq).root_fingerprint
    adopt_root(pair.hq, proposal)
    import_bundle(pair.hp, pair.down().path)
    for session in (pair.hq, pair.hp):
        root = trust_facts(session).root
        assert root is not None
        assert (root.version, root.threshold, root.digits) == (2, 2, digits)


def next_proposal(pair: Pair, folder: Path) -> tuple[Path, ProposalFacts]:
    """The root lies with three holders; the third is to be replaced by a fourth."""
    propose_root(pair.hq, folder / "root.hqg", new=new_keys(folder, 1, 2, 3), threshold=2)
    adopt_root(pair.hq, folder / "root.hqg")
    root = trust_facts(pair.hq).root
    assert root is not None
    path = folder / "next.hqg"
    return path, propose_root(pair.hq, path, new=new_keys(folder, 4), threshold=2, keep=root.keys[:2])


def test_row_17_a_proposal_goes_from_holder_to_holder_until_both_thresholds_are_met(pair: Pair, tmp_path: Path) -> None:
    path, facts = next_proposal(pair, tmp_path)
    assert (facts.version, len(facts.keys), facts.signed, facts.needed) == (3, 3, (0, 1), (2, 2))
    refused = refusal(pair.hq, path)
    assert (refused.reason, refused.signed, refused.needed) == (RootFault.INCOMPLETE, 0, 2)
    facts = sign_proposal(path, tmp_path / "goc-1.hqk", PASSPHRASES[0])
    assert (facts.signed, facts.is_complete) == ((1, 2), False)
    assert sign_proposal(path, tmp_path / "goc-1.hqk", PASSPHRASES[0]).signed == (1, 2)
    assert refusal(pair.hq, path).reason is RootFault.INCOMPLETE
    facts = sign_proposal(path, tmp_path / "goc-3.hqk", PASSPHRASES[2])
    assert (facts.signed, facts.is_complete, read_proposal(path)) == ((2, 2), True, facts)
    adopt_root(pair.hq, path)
    assert root_version(pair.hq) == 3


def test_row_18_who_slept_through_two_changes_walks_up_the_chain(pair: Pair, tmp_path: Path) -> None:
    path, _ = next_proposal(pair, tmp_path)
    for number in (1, 2):
        sign_proposal(path, tmp_path / f"goc-{number}.hqk", PASSPHRASES[number - 1])
    adopt_root(pair.hq, path)
    assert root_version(pair.hp) == 1
    import_bundle(pair.hp, pair.down().path)
    assert root_version(pair.hp) == 3


def test_a_proposal_that_does_not_follow_the_root_in_force_is_outdated(pair: Pair, tmp_path: Path) -> None:
    propose_root(pair.hq, tmp_path / "a.hqg", new=new_keys(tmp_path, 1), threshold=1)
    propose_root(pair.hq, tmp_path / "b.hqg", new=new_keys(tmp_path, 2), threshold=1)
    adopt_root(pair.hq, tmp_path / "a.hqg")
    assert refusal(pair.hq, tmp_path / "b.hqg").reason is RootFault.OUTDATED
    assert refusal(pair.hq, tmp_path / "a.hqg").reason is RootFault.OUTDATED


def test_a_stranger_signs_nothing_and_a_wrong_passphrase_opens_nothing(pair: Pair, tmp_path: Path) -> None:
    path, _ = next_proposal(pair, tmp_path)
    stranger = tmp_path / "other"
    stranger.mkdir()
    propose_root(pair.hq, stranger / "x.hqg", new=new_keys(stranger, 1), threshold=1)
    with pytest.raises(RootRefused) as refused:
        sign_proposal(path, stranger / "goc-1.hqk", PASSPHRASES[0])
    assert refused.value.reason is RootFault.NOT_A_SIGNER
    with pytest.raises(WrongPassphrase):
        sign_proposal(path, tmp_path / "goc-1.hqk", PASSPHRASES[1])
    make_recovery_key(pair.hp, tmp_path / "recovery.hqk", "khóa dự phòng")
    with pytest.raises(KeyFileRefused) as other:
        sign_proposal(path, tmp_path / "recovery.hqk", "khóa dự phòng")
    assert other.value.reason is KeyFileFault.OTHER_PURPOSE


@pytest.mark.parametrize(("count", "threshold"), [(3, 0), (3, 4), (0, 0), (17, 2)])
def test_an_impossible_threshold_is_refused_before_any_file(
    pair: Pair, tmp_path: Path, count: int, threshold: int
) -> None:
    new = [NewRootKey(tmp_path / f"{number}.hqk", "khóa thứ nhất") for number in range(count)]
    with pytest.raises(RootRefused) as refused:
        propose_root(pair.hq, tmp_path / "root.hqg", new=new, threshold=threshold)
    assert refused.value.reason is RootFault.THRESHOLD
    assert list(tmp_path.glob("*.hq[gk]")) == []


def test_key_files_hold_no_key_in_clear_and_ask_for_a_passphrase(hq: Ledger, tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        found_root(hq.administrator, [NewRootKey(tmp_path / "k.hqk", "ngắn")], 1)
    found_root(hq.administrator, new_keys(tmp_path, 1, 2), 1)
    raw = (tmp_path / "goc-1.hqk").read_bytes()
    _, secret = open_key_file(tmp_path / "goc-1.hqk", Holds.ROOT, PASSPHRASES[0])
    assert len(secret) == 32
    assert secret not in raw
    assert secret.hex().encode() not in raw
    hq.close()


def test_every_changed_byte_of_a_key_file_or_a_proposal_is_refused(pair: Pair, tmp_path: Path) -> None:
    path = tmp_path / "root.hqg"
    propose_root(pair.hq, path, new=new_keys(tmp_path, 1), threshold=1)
    proposal, key = path.read_bytes(), (tmp_path / "goc-1.hqk").read_bytes()
    broken = tmp_path / "broken"
    for at in range(0, len(key), 7):
        broken.write_bytes(key[:at] + bytes([key[at] ^ 1]) + key[at + 1 :])
        with pytest.raises((KeyFileRefused, WrongPassphrase)):
            sign_proposal(path, broken, PASSPHRASES[0])
    for at in range(0, len(proposal), 7):
        broken.write_bytes(proposal[:at] + bytes([proposal[at] ^ 1]) + proposal[at + 1 :])
        assert refusal(pair.hq, broken).reason in {
            RootFault.NOT_A_PROPOSAL,
            RootFault.DAMAGED,
            RootFault.OUTDATED,
            RootFault.INCOMPLETE,
        }
    assert root_version(pair.hq) == 1


def test_only_the_administrator_of_the_top_changes_the_root(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(RootRefused) as refused:
        propose_root(pair.hp, tmp_path / "root.hqg", new=new_keys(tmp_path, 1), threshold=1)
    assert refused.value.reason is RootFault.NOT_THE_TOP
    clerk = pair.headquarters.add("Nguyễn Văn Bình", Role.CLERK)
    with pytest.raises(NotPermitted):
        propose_root(clerk, tmp_path / "root.hqg", new=new_keys(tmp_path, 1), threshold=1)
    pair.hq.secrets, held = None, pair.hq.secrets
    with pytest.raises(KeyNotHeld):
        propose_root(pair.hq, tmp_path / "root.hqg", new=new_keys(tmp_path, 1), threshold=1)
    pair.hq.secrets = held
