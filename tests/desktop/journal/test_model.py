"""Random networks of units that lose, repeat, delay and break off bundles still agree in the end (SYNC §2.13)."""

import pytest

from db.connection import rows
from desktop.sync.audiences import is_entitled
from tests.desktop.journal.agreement import check
from tests.desktop.journal.play import Play


@pytest.mark.parametrize("seed", range(40))
def test_random_networks_agree_in_the_end(seed: int) -> None:
    play = Play(seed, steps=70)
    play.settle()
    check(play)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 3000))
def test_thousands_of_random_networks_agree_in_the_end(seed: int) -> None:
    play = Play(seed, steps=150)
    play.settle()
    check(play)


@pytest.mark.parametrize("seed", range(100, 106))
def test_without_disasters_every_single_event_arrives(seed: int) -> None:
    play = Play(seed, steps=70, disasters=False)
    written = {
        (row["stream_id"], row["seq"], row["hash"]): (row["node"], row["audience"])
        for station in play.network
        for row in rows(
            station.database,
            "SELECT stream_id, seq, hash, node, audience FROM event JOIN stream USING (sid) WHERE own = 1",
        )
    }
    play.settle()
    for station in play.network:
        here = {
            (row["stream_id"], row["seq"], row["hash"])
            for row in rows(station.database, "SELECT stream_id, seq, hash FROM event JOIN stream USING (sid)")
        }
        expected = {ref for ref, (node, audience) in written.items() if is_entitled(station.node, node, audience)}
        assert expected <= here
        assert {ref for ref in here if ref not in expected} == set()
