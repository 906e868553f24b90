"""What every test of the work of a department may open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.exchange import Pair, admitted_pair
from tests.support.ledgers import Ledger, new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Headquarters and Hải Phòng, admitted; nothing is exchanged yet."""
    with admitted_pair(tmp_path) as made:
        yield made
