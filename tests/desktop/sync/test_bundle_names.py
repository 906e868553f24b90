"""The machines of a unit count their files each for itself, and put them on one stick."""

from pathlib import Path

from desktop.sync.exchange import write_bundle
from tests.support.three_levels import issue, three_levels


def test_files_of_two_machines_of_a_unit_lie_on_one_stick_beside_each_other(tmp_path: Path) -> None:
    with three_levels(tmp_path) as net:
        issue(net)
        net.carry(net.top, net.first)
        names = [
            write_bundle(ledger.administrator, node, net.stick).path.name
            for ledger in (net.first, net.second)
            for node in ("TCHQ", "TCHQ/HQ03")
        ]
        assert names == [
            "HQ03-TCHQ-0001.hqb",
            "HQ03-HQ03-0001.hqb",
            "HQ03-may2-TCHQ-0001.hqb",
            "HQ03-may2-HQ03-0001.hqb",
        ]
        assert len({*net.stick.glob("HQ03*.hqb")}) == len(names)
