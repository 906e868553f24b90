"""What the tests of reports stand on: Hải Phòng's ledger with Quyết định 608/QĐ-TCHQ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.reports.ledger import Ledger, make_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = make_ledger(tmp_path / "ledger")
    yield made
    made.close()
