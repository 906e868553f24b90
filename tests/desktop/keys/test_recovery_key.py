"""A unit whose machines are gone opens what was on its way to them with the recovery key that lay in the safe."""

from pathlib import Path

import pytest

from desktop.errors import BundleFault, BundleRefused, KeyFileFault, KeyFileRefused, WrongPassphrase
from desktop.keys.recovery_key import make_recovery_key, open_with_recovery_key
from desktop.keys.register import who_signs
from desktop.sync.endpoint import stored_trust
from desktop.sync.exchange import enrol, import_bundle, join, request_enrolment, write_bundle
from tests.support.exchange import Pair, admit
from tests.support.ledgers import new_ledger

WORDS = "khóa dự phòng"


def test_a_file_that_was_sealed_to_the_lost_machine_opens_with_the_recovery_key(pair: Pair, tmp_path: Path) -> None:
    first = new_ledger(tmp_path / "qn1", "HQ20")
    key = pair.stick / "du-phong.hqk"
    assert not make_recovery_key(first.administrator, key, WORDS)
    admit(pair.hq, first.administrator, pair.stick)
    pair.headquarters.import_608("HQ20")
    bundle = write_bundle(pair.hq, "TCHQ/HQ20", pair.stick).path
    gone = next(one.key for one in who_signs(pair.hq) if one.node == "TCHQ/HQ20")
    second = new_ledger(tmp_path / "qn2", "HQ20")
    digits = request_enrolment(second.administrator, pair.stick / "r.hqe")
    root = enrol(pair.hq, pair.stick / "r.hqe", digits, pair.stick / "a.hqa", replaces=gone, reason="Cháy máy")
    join(second.administrator, pair.stick / "a.hqa", root)
    with pytest.raises(BundleRefused) as refused:
        import_bundle(second.administrator, bundle)
    assert refused.value.reason is BundleFault.NOT_FOR_THIS_INSTALLATION
    open_with_recovery_key(second.administrator, key, WORDS)
    assert import_bundle(second.administrator, bundle).counts.new > 0
    first.close()
    second.close()


def test_headquarters_seals_to_its_recovery_key_at_once(pair: Pair) -> None:
    assert make_recovery_key(pair.hq, pair.stick / "k.hqk", WORDS)
    import_bundle(pair.hp, pair.down().path)
    store = stored_trust(pair.hp.database)
    assert store is not None
    assert len(store.recipients("TCHQ")) == 2
    assert import_bundle(pair.hq, pair.up().path).counts.rejected == 0


def test_what_is_no_recovery_key_or_has_another_passphrase_opens_nothing(pair: Pair) -> None:
    make_recovery_key(pair.hp, pair.stick / "k.hqk", WORDS)
    with pytest.raises(WrongPassphrase):
        open_with_recovery_key(pair.hp, pair.stick / "k.hqk", "không phải mật khẩu")
    with pytest.raises(KeyFileRefused) as refused:
        open_with_recovery_key(pair.hp, pair.stick / "request.hqe", WORDS)
    assert refused.value.reason is KeyFileFault.NOT_A_KEY_FILE
