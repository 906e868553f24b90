"""Headquarters sees whether, when and on which machine a unit received what it was given."""

from desktop.assigning.handed import handed
from desktop.sync.exchange import exchanges, import_bundle
from tests.desktop.verdicts.conftest import Exchange


def test_an_assignment_is_received_once_the_unit_confirms_it(exchange: Exchange) -> None:
    share = (exchange.task(), "HQ03")
    found = handed(exchange.hq, [share])[share]
    assert (found.bundle, found.is_received, found.machine) == (1, False, "")
    import_bundle(exchange.hq, exchange.pair.up().path)
    found = handed(exchange.hq, [share])[share]
    assert found.is_received
    assert found.machine
    assert found.received_at == exchanges(exchange.hq, "TCHQ/HQ03")[0].at


def test_what_went_out_in_no_file_says_so_and_one_own_share_nothing(exchange: Exchange) -> None:
    share = (exchange.task("I/C/4"), "HQ03")
    assert handed(exchange.hp, [share]) == {}
