from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.session import Session
from tests.support.ledgers import Ledger, new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path / "hq", "TCHQ")
    yield made
    made.close()


@pytest.fixture
def headquarters(ledger: Ledger) -> Session:
    return ledger.administrator
