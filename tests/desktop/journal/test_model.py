"""Random networks of units that lose, repeat, delay and break off bundles still agree in the end (SYNC §2.13)."""

from collections.abc import Callable
from itertools import combinations
from random import Random

import pytest

import db.events
import db.plans
import db.projections
import db.sync
from db.connection import Database, rows, writing
from db.events import EventState
from desktop.errors import ChangedSince
from desktop.journal.event import EntityId, EventRef, Fields
from desktop.journal.projection import folded_entity
from desktop.journal.undo import restoring
from desktop.journal.verification import broken_links, projections_agree
from desktop.plans.facts import (
    plan_entity,
    plan_issued,
    task_allocated,
    task_assigned,
    task_entity,
    task_issued,
    task_withdrawn,
)
from desktop.plans.state import WorkStatus
from desktop.progress.entries import Record
from desktop.progress.facts import progress_entity, progress_reported
from desktop.sync.audiences import is_entitled
from desktop.sync.exporting import ExportMode
from desktop.sync.fields import is_within
from desktop.sync.peers import neighbours
from desktop.users.facts import person_changed
from tests.support.network import HOUR_MS, Crash, Station, copy_of, exchange_until_quiet, stations

TREES = (
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A"],
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/HQ03A", "TCHQ/HQ03/HQ03B"],
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A", "TCHQ/HQ20"],
    ["TCHQ", "TCHQ", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A", "TCHQ/HQ03/HQ03A/D1"],
)
NOT_APPLIED = """
SELECT stream.stream_id, stream.frontier, event.seq, event.state FROM event JOIN stream USING (sid)
WHERE event.state <> 1
"""
CLOCKS_MS = (0, 5 * HOUR_MS, -400 * 24 * HOUR_MS, 40 * 24 * HOUR_MS)


class Play:
    """One random life of a network."""

    def __init__(self, seed: int, steps: int, *, restores: bool = True) -> None:
        self.random = Random(seed)
        tree = self.random.choice(TREES)
        offsets = {place: self.random.choice(CLOCKS_MS) for place in range(len(tree))}
        self.network = stations(tree, seed, offsets)
        store = self.network[0].store
        self.links = [(node, other) for node in dict.fromkeys(tree) for other, _ in neighbours(store, node)]
        self.links = [(node, other) for node, other in self.links if node != other or tree.count(node) > 1]
        self.mail: list[tuple[str, bytes]] = []
        self.frames: list[tuple[str, bytes]] = []
        self.backups: dict[int, Database] = {}
        self.restored = False
        self.restores = restores
        self.made: set[tuple[int, bytes, int]] = set()
        for station in self.network:
            station.enrol_person()
            station.enrol_person("officer")
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        station = self.random.choice(self.network)
        acts: list[tuple[float, Callable[[Station], None]]] = [
            (40, self.work), (20, self.export), (30, self.deliver), (4, self.lose), (3, self.back_up), (3, self.restore)
        ]  # fmt: skip
        weights = [weight for weight, _ in acts]
        self.random.choices([act for _, act in acts], weights)[0](station)

    # --- work ---

    def work(self, station: Station) -> None:
        acts = [
            self.issue, self.amend, self.amend, self.assign, self.withdraw, self.report, self.report, self.approve,
            self.allocate, self.undo, self.people,
        ]  # fmt: skip
        self.random.choice(acts)(station)

    def issue(self, station: Station) -> None:
        if "/" in station.node and self.random.random() < 0.7:
            return
        plan, task = (station.random.randbytes(8).hex() for _ in range(2))
        header: Fields = {"number": plan[:4], "date": "2007-03-27", "title": f"Kế hoạch {plan}", "issuer": "TCHQ"}
        row: Fields = {"kind": "task", "number": "1", "path": ["I", "1"], "title": f"Việc {task}", "deadline": None}
        station.write(
            plan_issued(plan_entity(plan), header, document="d", repairs=[], doubts=[]),
            task_issued(task_entity(task), plan_entity(plan), 1, row),
        )

    def amend(self, station: Station) -> None:
        own = [stream["sid"] for stream in db.events.streams(station.database) if stream["node"] == station.node]
        found = [
            str(row["entity"])
            for row in rows(station.database, "SELECT DISTINCT entity, sid FROM event WHERE type = 'task.issued'")
            if row["sid"] in own
        ]
        if found:
            name = self.random.choice(["title", "product", "note"])
            changed: Fields = {name: f"{name} {self.random.randrange(4)}"}
            entity = EntityId(self.random.choice(sorted(found)[:2]))
            station.write(task_issued(entity, plan_entity("x"), 1, changed))

    def tasks(self, station: Station) -> list[str]:
        """A few tasks, so that people meet on the same records."""
        return sorted(row["entity"] for row in db.plans.all_tasks(station.database))[:3]

    def assign(self, station: Station) -> None:
        below = sorted({other.node for other in self.network if is_within(other.node, station.node)} - {station.node})
        if below and (tasks := self.tasks(station)):
            node, task = self.random.choice(below), EntityId(self.random.choice(tasks))
            role = self.random.choice(["lead", "support"])
            unit = node.rpartition("/")[2]
            station.write(task_assigned(task, unit, node, role=role, at=station.now(), by="x"))

    def withdraw(self, station: Station) -> None:
        nodes = {other.node.rpartition("/")[2]: other.node for other in self.network}
        below = [
            row
            for row in db.plans.assignments(station.database)
            if nodes[row["unit"]] != station.node and is_within(nodes[row["unit"]], station.node)
        ]
        if below:
            row = self.random.choice(below)
            node = nodes[row["unit"]]
            station.write(task_withdrawn(EntityId(row["task"]), row["unit"], node, reason="thôi"))

    def allocate(self, station: Station) -> None:
        if tasks := self.tasks(station):
            officer = self.random.choice([*station.known_people(), ""])
            station.write(task_allocated(EntityId(self.random.choice(tasks)), station.unit, officer=officer, team=""))

    def record(self) -> Record:
        percent = self.random.randrange(101)
        return Record(WorkStatus.IN_PROGRESS, percent, result=f"kết quả {self.random.randrange(5)}")

    def report(self, station: Station) -> None:
        if tasks := self.tasks(station):
            task = self.random.choice(tasks)
            changed: Fields = {"task": task, "unit": station.unit, "period": "-"}
            changed |= {"percent": self.random.randrange(101)} if self.random.random() < 0.5 else {"result": "r"}
            entity = progress_entity(task, station.unit, "-")
            station.write(progress_reported(entity, changed, by="x", at=station.now()))

    def approve(self, station: Station) -> None:
        people, tasks = station.known_people(), self.tasks(station)
        reviewers = [person for person in people if self.role(station, person) == "supervisor"]
        if tasks and reviewers and len(people) > 1:
            approver = self.random.choice(reviewers)
            submitter = self.random.choice([person for person in people if person != approver])
            station.approve(self.random.choice(tasks), self.record(), submitter, approver)

    def role(self, station: Station, person: str) -> str:
        return str(folded_entity(station.database, EntityId(f"person/{person}")).fields.get("role"))

    def people(self, station: Station) -> None:
        if self.random.random() < 0.5:
            person = station.enrol_person(self.random.choice(["supervisor", "officer"]))
            for other in self.network:
                if other.node == station.node:
                    other.people[person] = station.people[person]
        elif known := station.known_people():
            station.write(person_changed(known[0], {"team": f"Tổ {self.random.randrange(3)}"}))

    def undo(self, station: Station) -> None:
        """Take back the last change of this installation as a whole, where nobody built on it."""
        refs: dict[EntityId, set[EventRef]] = {}
        for written in station.last_change:
            refs.setdefault(written.entity, set()).add(written.ref)
        try:
            facts = [
                restoring(folded_entity(station.database, entity), undone, what="")
                for entity, undone in refs.items()
                if not entity.startswith("person/")
            ]
        except ChangedSince:
            return
        station.write(*facts)
        station.last_change = []

    # --- carrying ---

    def export(self, station: Station) -> None:
        to_node = self.random.choice([second for first, second in self.links if first == station.node])
        chance = self.random.random()
        if chance < 0.1:
            composed = station.compose_and_crash(to_node)
        else:
            composed = station.compose(to_node, ExportMode.FULL if chance < 0.25 else ExportMode.SINCE_RECEIPT)
        self.mail.append((to_node, composed.frame))
        self.frames.append((to_node, composed.frame))

    def deliver(self, _station: Station) -> None:
        if not self.mail:
            return
        place = self.random.randrange(len(self.mail))
        node, frame = self.mail[place] if self.random.random() < 0.4 else self.mail.pop(place)
        for station in [found for found in self.network if found.node == node]:
            if self.random.random() < 0.2:
                self.crash(station, frame)
            if self.random.random() < 0.8 and self.not_from(station, frame):
                station.receive(frame)

    def not_from(self, station: Station, frame: bytes) -> bool:
        return station.install.hex().encode() not in frame[:4096].partition(b'"from_install":"')[2][:32]

    def crash(self, station: Station, frame: bytes) -> None:
        """A preview or a power cut somewhere in the import leaves the ledger as it was."""
        if not self.not_from(station, frame):
            return
        before = station.everything()
        if self.random.random() < 0.3:
            station.preview(frame)
        else:
            left = [self.random.randrange(30)]

            def watch() -> None:
                left[0] -= 1
                if left[0] < 0:
                    raise Crash

            try:
                station.receive(frame, watch)
            except Crash:
                station.begin()
            else:
                return
        assert station.everything() == before

    def lose(self, _station: Station) -> None:
        if self.mail:
            self.mail.pop(self.random.randrange(len(self.mail)))

    def back_up(self, station: Station) -> None:
        self.backups[self.network.index(station)] = copy_of(station.database)

    def restore(self, station: Station) -> None:
        backup = self.backups.get(self.network.index(station))
        if backup is not None and self.restores:
            station.restore(backup)
            self.restored = True

    # --- the end ---

    def settle(self) -> None:
        exchange_until_quiet(self.network, self.links)


def check(play: Play) -> None:
    """Everything that must hold once the network has come to rest, and again after all lost files were found."""
    check_state(play.network)
    check_silence(play)
    check_repetition(play)
    play.settle()
    check_state(play.network)


def check_state(network: list[Station]) -> None:
    """Nothing is rejected or damaged anywhere, nothing waits that somebody could send, and all show the same."""
    longest: dict[bytes, tuple[int, bytes, str, str]] = {}
    for station in network:
        for stream in db.events.streams(station.database):
            assert stream["audience"] == "local" or is_entitled(station.node, stream["node"], stream["audience"])
            assert stream["fork"] is None
            found = (stream["frontier"], stream["frontier_hash"], stream["node"], stream["audience"])
            longest[stream["stream_id"]] = max(found, longest.get(stream["stream_id"], found))
    stored = {
        (row["stream_id"], row["seq"])
        for station in network
        for row in rows(station.database, "SELECT stream_id, seq FROM event JOIN stream USING (sid)")
    }
    for station in network:
        frontiers = station.frontiers()
        for stream_id, (frontier, hash_, node, audience) in longest.items():
            if is_entitled(station.node, node, audience) and frontier:
                assert frontiers[stream_id] == (frontier, hash_)
        for row in rows(station.database, NOT_APPLIED):
            assert row["state"] == EventState.HELD, "nothing legitimate is rejected"
            gap = (row["stream_id"], row["frontier"] + 1)
            assert gap not in stored, "only what two restores lost for good keeps later events waiting"
        assert list(broken_links(station.database, lambda: None)) == []
        with writing(station.database):
            assert projections_agree(station.database, station.journal.projection, lambda: None)
    check_agreement(network)


def check_agreement(network: list[Station]) -> None:
    """Two machines show the same of every record all of whose events they both may have."""
    told = [streams_by_entity(station) for station in network]
    shown = [rows_by_entity(station) for station in network]
    compared = 0
    for first, second in combinations(range(len(network)), 2):
        nodes = (network[first].node, network[second].node)
        for entity in told[first].keys() | told[second].keys():
            streams = told[first].get(entity, set()) | told[second].get(entity, set())
            if all(is_entitled(node, *stream) for node in nodes for stream in streams):
                assert shown[first].get(entity) == shown[second].get(entity)
                compared += 1
            elif entity.startswith("prog/"):
                approved = [(shown[one].get(entity) or {}).get("approved") for one in (first, second)]
                ups = {stream for stream in streams if stream[1] == "up"}
                if all(is_entitled(node, *stream) for node in nodes for stream in ups):
                    assert approved[0] == approved[1]
    assert compared


def streams_by_entity(station: Station) -> dict[str, set[tuple[str, str]]]:
    """For each record the streams (writer, audience) that speak of it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows(station.database, "SELECT DISTINCT entity, node, audience FROM event JOIN stream USING (sid)"):
        found.setdefault(str(row["entity"]), set()).add((row["node"], row["audience"]))
    return found


def rows_by_entity(station: Station) -> dict[str, dict[str, object]]:
    """Every shown row without the numbers that are local to a ledger."""
    found: dict[str, dict[str, object]] = {}
    for table, names in db.projections.COLUMNS.items():
        shared = [name for name in names if not name.endswith("sid")]
        for row in rows(station.database, f"SELECT {', '.join(shared)} FROM {table}"):
            found[str(row["entity"])] = row
    return found


def check_repetition(play: Play) -> None:
    """Every file ever made, imported once more or found at last, changes nothing.

    After a restore a file that never arrived may hold the only copy of what the restore had lost; then it is welcome.
    """
    for station in play.network:
        before = station.everything()
        for node, frame in play.frames:
            if node == station.node and play.not_from(station, frame):
                taken = station.receive(frame)
                fresh = taken is not None and (taken.counts.new, taken.counts.held, taken.counts.rejected) != (0, 0, 0)
                assert not fresh or play.restored
        assert station.everything() == before or play.restored


def check_silence(play: Play) -> None:
    """After the receipts nothing is sent again."""
    exchange_until_quiet(play.network, play.links)
    for station in play.network:
        for first, second in play.links:
            if first == station.node and station.endpoint.others_of(second):
                assert station.compose(second).events == 0


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
def test_without_restores_every_single_event_arrives(seed: int) -> None:
    play = Play(seed, steps=70, restores=False)
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
