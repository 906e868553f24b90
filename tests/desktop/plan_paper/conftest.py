from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.desktop.plan_paper.papers import Issued, paper
from tests.support.ledgers import Ledger, new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of the node that may give tasks to every unit."""
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issued]:
    """The papers of the plans as they were issued, each prepared once."""
    made = new_ledger(tmp_path_factory.mktemp("issued"))
    yield cache(lambda name: paper(made, name))
    made.close()
