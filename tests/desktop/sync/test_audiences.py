"""Who may have which stream, for every pair of levels."""

import pytest

from desktop.sync.audiences import is_entitled, is_shared

HQ, DEPT, OTHER, BRANCH, TEAM = "TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/A", "TCHQ/HQ03/A/D1"
NODES = (HQ, DEPT, OTHER, BRANCH, TEAM)

# SYNC §2.3, written out: for each writer and audience the nodes that may hold the stream.
RULES = {
    (HQ, "local"): (),
    (HQ, "site"): (HQ,),
    (HQ, "up"): (HQ,),
    (HQ, "down"): (HQ, DEPT, OTHER, BRANCH, TEAM),
    (HQ, f"to:{DEPT}"): (HQ, DEPT),
    (HQ, f"to:{OTHER}"): (HQ, OTHER),
    (HQ, f"to:{BRANCH}"): (HQ, DEPT, BRANCH),
    (HQ, f"to:{TEAM}"): (HQ, DEPT, BRANCH, TEAM),
    (DEPT, "local"): (),
    (DEPT, "site"): (DEPT,),
    (DEPT, "up"): (HQ, DEPT),
    (DEPT, "down"): (DEPT, BRANCH, TEAM),
    (DEPT, f"to:{BRANCH}"): (DEPT, BRANCH),
    (DEPT, f"to:{TEAM}"): (DEPT, BRANCH, TEAM),
    (BRANCH, "site"): (BRANCH,),
    (BRANCH, "up"): (HQ, DEPT, BRANCH),
    (BRANCH, "down"): (BRANCH, TEAM),
    (TEAM, "up"): (HQ, DEPT, BRANCH, TEAM),
    (TEAM, "down"): (TEAM,),
    (OTHER, "up"): (HQ, OTHER),
    (OTHER, "down"): (OTHER,),
    (OTHER, "site"): (OTHER,),
}


@pytest.mark.parametrize(("writer", "audience"), RULES)
def test_a_stream_is_for_these_nodes_and_no_others(writer: str, audience: str) -> None:
    assert {node for node in NODES if is_entitled(node, writer, audience)} == set(RULES[writer, audience])


@pytest.mark.parametrize("first", NODES)
@pytest.mark.parametrize("second", NODES)
def test_two_nodes_exchange_what_both_may_have(first: str, second: str) -> None:
    shared = {stream for stream in RULES if is_shared(first, second, *stream)}
    assert shared == {stream for stream, nodes in RULES.items() if first in nodes and second in nodes}


def test_a_unit_whose_code_begins_like_another_is_still_another() -> None:
    assert not is_entitled("TCHQ/HQ0", "TCHQ/HQ03", "up")
    assert not is_entitled("TCHQ/HQ03", "TCHQ", "to:TCHQ/HQ031")
