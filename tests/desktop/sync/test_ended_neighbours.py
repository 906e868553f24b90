"""A unit whose last machine was revoked: what went to and fro is still told, and goes on with its next machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.keys.register import who_signs
from desktop.keys.revoking import revoke
from desktop.sync.exchange import Direction, ExportMode, Peer, exchanges, import_bundle, peers, write_bundle
from tests.support.exchange import DAY, Pair, admit, admitted_pair, approved_entry
from tests.support.ledgers import new_ledger

NODE = "TCHQ/HQ03"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Hải Phòng sent an approved result; then its only machine was stolen and revoked."""
    with admitted_pair(tmp_path) as made:
        plan = made.headquarters.import_608("HQ03")
        import_bundle(made.hp, made.down().path, as_of=DAY)
        approved_entry(made.department, plan)
        import_bundle(made.hq, made.up().path, as_of=DAY)
        key = next(one.key for one in who_signs(made.hq) if one.node == NODE)
        revoke(made.hq, key, "Mất máy")
        yield made


def of_node(pair: Pair) -> list[Peer]:
    return [peer for peer in peers(pair.hq) if peer.node == NODE]


def test_a_unit_without_machines_stays_among_the_neighbours_and_nothing_waits_for_it(pair: Pair) -> None:
    (gone,) = of_node(pair)
    assert gone.is_ended
    assert (gone.last_in, gone.waiting, gone.missing, gone.unconfirmed_since) == (1, 0, (), None)
    assert [one.direction for one in exchanges(pair.hq, NODE)] == [Direction.IN, Direction.OUT]


def test_its_next_machine_takes_its_place_and_the_numbers_go_on(pair: Pair, tmp_path: Path) -> None:
    fresh = new_ledger(tmp_path / "hp2", "HQ03")
    admit(pair.hq, fresh.administrator, pair.stick)
    (successor,) = of_node(pair)
    assert not successor.is_ended
    assert (successor.last_out, successor.next_number) == (None, 2)
    written = write_bundle(pair.hq, NODE, pair.stick, mode=ExportMode.FULL)
    assert written.number == successor.next_number
    fresh.close()


def test_a_revoked_machine_confirms_nothing_that_was_written_after_it_was_last_heard_of(
    pair: Pair, tmp_path: Path
) -> None:
    fresh = new_ledger(tmp_path / "hp2", "HQ03")
    admit(pair.hq, fresh.administrator, pair.stick)
    written = write_bundle(pair.hq, NODE, pair.stick)
    out = {one.number: one.is_confirmed for one in exchanges(pair.hq, NODE) if one.direction is Direction.OUT}
    assert out == {1: True, 2: False}
    import_bundle(fresh.administrator, written.path, as_of=DAY)
    import_bundle(pair.hq, write_bundle(fresh.administrator, "TCHQ", pair.stick).path, as_of=DAY)
    assert all(one.is_confirmed for one in exchanges(pair.hq, NODE) if one.direction is Direction.OUT)
    fresh.close()


def test_a_unit_that_never_exchanged_anything_is_not_kept(tmp_path: Path) -> None:
    with admitted_pair(tmp_path) as made:
        key = next(one.key for one in who_signs(made.hq) if one.node == NODE)
        revoke(made.hq, key, "Kết nạp nhầm")
        assert of_node(made) == []
