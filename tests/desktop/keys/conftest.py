from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.exchange import Pair, admitted_pair


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with admitted_pair(tmp_path) as made:
        yield made
