"""What became of each bundle: received when and by whom, with what result, taken back or not (FEATURES B6)."""

from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.exchange import BundleFate, Direction, exchanges, fates, import_bundle
from desktop.sync.repair.taking_back import redo, take_back
from desktop.verdicts.judging import accept_records, send_back_records
from tests.support.exchange import DAY, Pair, approved_entry
from tests.support.ledgers import SUPERVISOR


def fate_of(session: Session, node: str, direction: Direction, number: int) -> BundleFate:
    log = exchanges(session, node)
    found = next(one for one in log if (one.direction, one.number) == (direction, number))
    return fates(session, node, log)[found.id]


def test_a_bundle_is_received_once_the_neighbour_has_all_of_it(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    down = pair.down()
    assert fate_of(pair.hq, "TCHQ/HQ03", Direction.OUT, 1).received_at is None
    import_bundle(pair.hp, down.path, as_of=DAY)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    fate = fate_of(pair.hq, "TCHQ/HQ03", Direction.OUT, 1)
    assert (fate.machine, fate.receipt) == ("Cục Hải quan thành phố Hải Phòng", 1)
    came = next(one for one in exchanges(pair.hq, "TCHQ/HQ03") if one.direction is Direction.IN)
    assert fate.received_at is not None
    assert abs(fate.received_at - came.at) < 1_000
    assert (fate.entries, fate.refused) == (0, 0)


def test_the_first_bundle_that_carried_results_tells_what_was_said_of_them(pair: Pair) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    entries = [approved_entry(pair.department, plan, path) for path in ("I/C/4", "I/C/2", "I/C/6")]
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    judge = pair.headquarters.add(SUPERVISOR, Role.SUPERVISOR)
    accept_records(judge, entries[:1])
    send_back_records(judge, entries[1:2], "thiếu số liệu")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    fate = fate_of(pair.hp, "TCHQ", Direction.OUT, 1)
    assert (fate.entries, fate.accepted, fate.sent_back) == (3, 1, 1)
    pair.up()
    assert fate_of(pair.hp, "TCHQ", Direction.OUT, 2).entries == 0


def test_an_import_is_told_as_taken_back_here_and_as_not_taken_where_it_came_from(pair: Pair) -> None:
    pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    bundle = next(one.id for one in exchanges(pair.hp, "TCHQ"))
    assert fate_of(pair.hp, "TCHQ", Direction.IN, 1) == BundleFate(bundle, has_report=True)
    taken = take_back(pair.hp, bundle, "nhầm tệp")
    assert fate_of(pair.hp, "TCHQ", Direction.IN, 1).is_taken_back
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert fate_of(pair.hq, "TCHQ/HQ03", Direction.OUT, 1).refused == taken.records
    redo(pair.hp, bundle)
    import_bundle(pair.hq, pair.up().path, as_of=DAY)
    assert fate_of(pair.hq, "TCHQ/HQ03", Direction.OUT, 1).refused == 0
