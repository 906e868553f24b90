"""One random life of a network of units: work, bundles carried and lost, disasters, and what people do about them."""

import json
from collections.abc import Callable
from contextlib import suppress
from random import Random

import db.amendments
import db.events
import db.plans
import db.sync
from db.connection import Database, rows
from desktop.actions import audience_kind
from desktop.conflicts.facts import conflict_decided
from desktop.conflicts.fields import ASKED, STREAMS
from desktop.errors import BundleFault, BundleRefused, ChangedSince
from desktop.journal.event import EntityId, EventRef, Fields, kind_of
from desktop.journal.projection import folded_entity
from desktop.journal.undo import restoring
from desktop.plans.facts import (
    plan_acknowledged,
    plan_amended,
    plan_entity,
    plan_issued,
    task_allocated,
    task_amended,
    task_assigned,
    task_entity,
    task_issued,
    task_withdrawn,
)
from desktop.plans.state import WorkStatus
from desktop.progress.entries import Record
from desktop.progress.facts import progress_accepted, progress_entity, progress_reported, progress_sent_back
from desktop.sync.fields import is_within
from desktop.sync.inbound.importing import Taken
from desktop.sync.neighbours.peers import neighbours
from desktop.sync.outbound.exporting import ExportMode
from desktop.sync.repair.ruling import waiting_of
from desktop.users.facts import person_changed
from tests.support import disasters
from tests.support.disasters import root_key
from tests.support.network import HOUR_MS, Crash, Station, copy_of, exchange_until_quiet, stations

TREES = (
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A"],
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ20", "TCHQ/HQ03/HQ03A", "TCHQ/HQ03/HQ03B"],
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A", "TCHQ/HQ20"],
    ["TCHQ", "TCHQ", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A", "TCHQ/HQ03/HQ03A/D1"],
    ["TCHQ", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03", "TCHQ/HQ03/HQ03A", "TCHQ/HQ03/HQ03A"],
)
PLANS = "SELECT entity, sid FROM event WHERE type = 'plan.issued' AND state = 1 ORDER BY entity"
TASKS = "SELECT DISTINCT entity, sid FROM event WHERE type = 'task.issued' AND state = 1 ORDER BY entity"
PUBLISHED = "SELECT entity, unit, approved FROM p_progress WHERE approved IS NOT NULL ORDER BY entity"
PARALLEL = {
    table: f"SELECT entity FROM {table} WHERE parallel IS NOT NULL ORDER BY entity"
    for table in ("p_task", "p_assignment", "p_allocation", "p_progress")
}
CLOCKS_MS = (0, 5 * HOUR_MS, -400 * 24 * HOUR_MS, 40 * 24 * HOUR_MS)


class Play:
    """One random life of a network."""

    def __init__(self, seed: int, steps: int, *, disasters: bool = True) -> None:
        self.random = Random(seed)
        self.root_key = root_key(seed)
        tree = self.random.choice(TREES)
        offsets = {place: self.random.choice(CLOCKS_MS) for place in range(len(tree))}
        self.network = stations(tree, seed, offsets)
        store = self.network[0].store
        self.links = [(node, other) for node in dict.fromkeys(tree) for other, _ in neighbours(store, node)]
        self.links = [(node, other) for node, other in self.links if node != other or tree.count(node) > 1]
        self.mail: list[tuple[str, bytes]] = []
        self.frames: list[tuple[str, bytes]] = []
        self.backups: dict[int, Database] = {}
        self.befallen: set[str] = set()
        self.disasters = disasters
        self.clones: list[Station] = []
        self.stolen: list[Station] = []
        for station in self.network:
            station.enrol_person()
            station.enrol_person("officer")
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        station = self.random.choice(self.network + self.clones)
        acts: list[tuple[float, Callable[[Station], None]]] = [
            (40, self.work), (20, self.export), (30, self.deliver), (4, self.lose), (3, self.back_up),
            (5, self.disaster), (3, self.take_back),
        ]  # fmt: skip
        if station in self.clones:
            acts = acts[:2]
        weights = [weight for weight, _ in acts]
        self.random.choices([act for _, act in acts], weights)[0](station)

    # --- work ---

    def work(self, station: Station) -> None:
        acts = [
            self.issue, self.amend, self.amend, self.assign, self.withdraw, self.report, self.report, self.approve,
            self.allocate, self.undo, self.people, self.decide_by_decision, self.acknowledge, self.judge, self.decide,
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

    def decide_by_decision(self, station: Station) -> None:
        """A decision of this node amends one of its plans: a header, and rows that change."""
        own = {stream["sid"] for stream in db.events.streams(station.database) if stream["node"] == station.node}
        plans = [row for row in rows(station.database, PLANS) if row["sid"] in own]
        tasks = [row["entity"] for row in rows(station.database, TASKS) if row["sid"] in own]
        if plans and tasks:
            plan, task = EntityId(str(plans[0]["entity"])), EntityId(str(self.random.choice(tasks)))
            rev = db.amendments.last_revision(station.database, plan) + 1
            header: Fields = {
                "number": f"{rev}/QĐ",
                "date": "2008-01-02",
                "title": "Sửa",
                "issuer": "x",
                "document": "d",
            }
            changed: Fields = {"deadline_text": f"Quý {self.random.randrange(1, 5)}"}
            change: Fields = {"op": "change", "task": task, "fields": changed}
            station.write(*plan_amended(plan, rev, header, [change]), task_amended(task, changed, rev=rev))

    def acknowledge(self, station: Station) -> None:
        for row in db.amendments.amendments(station.database)[-1:]:
            plan, rev = EntityId(row["plan"]), row["rev"]
            station.write(plan_acknowledged(plan, rev, station.unit, by="x", at=station.now()))

    def judge(self, station: Station) -> None:
        """Accept or send back a record that a unit below has published."""
        nodes = {other.node.rpartition("/")[2]: other.node for other in self.network}
        found = [
            row
            for row in rows(station.database, PUBLISHED)
            if nodes[str(row["unit"])] != station.node and is_within(nodes[str(row["unit"])], station.node)
        ]
        if found:
            row = self.random.choice(found)
            entity, node, at = EntityId(str(row["entity"])), nodes[str(row["unit"])], station.now()
            published: Fields = json.loads(str(row["approved"]))
            if self.random.random() < 0.5:
                station.write(progress_accepted(entity, published, node, unit=station.unit, by="x", at=at))
            else:
                station.write(
                    progress_sent_back(entity, published, node, unit=station.unit, by="x", at=at, reason="thiếu")
                )

    def decide(self, station: Station) -> None:
        """Decide one conflict that is this unit's to decide."""
        if found := self.undecided(station):
            self.settle_conflict(station, self.random.choice(found))

    def undecided(self, station: Station) -> list[EntityId]:
        """The records on whose values parallel edits disagree, and which this node writes."""
        found = []
        for table in ("p_task", "p_assignment", "p_allocation", "p_progress"):
            for row in list(rows(station.database, PARALLEL[table])):
                entity = EntityId(str(row["entity"]))
                if self.audience_of_decision(station, entity) is not None:
                    found.append(entity)
        return sorted(found)

    def audience_of_decision(self, station: Station, entity: EntityId) -> str | None:
        kind = kind_of(entity)
        if kind in {"prog", "alloc"}:
            return "site" if entity.split("/")[2] == station.unit else None
        audiences = {
            variant.by.audience
            for name, variants in folded_entity(station.database, entity).conflicts.items()
            if name in ASKED[kind]
            for variant in variants
            if db.events.stream_of(station.database, variant.by.sid)["node"] == station.node
        }
        return next((one for one in sorted(audiences) if audience_kind(one) in STREAMS[kind]), None)

    def settle_conflict(self, station: Station, entity: EntityId) -> None:
        folded, audience = folded_entity(station.database, entity), self.audience_of_decision(station, entity)
        chosen: Fields = {
            name: self.random.choice(variants).value
            for name, variants in sorted(folded.conflicts.items())
            if name in ASKED[kind_of(entity)]
        }
        if chosen and audience is not None:
            station.write(conflict_decided(entity, chosen, audience, "chọn"))

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
        if not station.endpoint.others_of(to_node):
            return
        chance = self.random.random()
        if chance < 0.1:
            composed = station.compose_and_crash(to_node)
        else:
            modes = ((0.2, ExportMode.FULL), (0.45, ExportMode.SINCE_SENT), (1.0, ExportMode.SINCE_RECEIPT))
            composed = station.compose(to_node, next(mode for bound, mode in modes if chance < bound))
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
                received(station, frame)

    def not_from(self, station: Station, frame: bytes) -> bool:
        return station.install.hex().encode() not in frame[:4096].partition(b'"from_install":"')[2][:32]

    def crash(self, station: Station, frame: bytes) -> None:
        """A preview or a power cut somewhere in the import leaves the ledger as it was."""
        if not self.not_from(station, frame):
            return
        before = station.everything()
        if self.random.random() < 0.3:
            with suppress(BundleRefused):
                station.preview(frame)
        else:
            left = [self.random.randrange(30)]

            def watch() -> None:
                left[0] -= 1
                if left[0] < 0:
                    raise Crash

            try:
                received(station, frame, watch)
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

    # --- disasters ---

    def disaster(self, station: Station) -> None:
        if self.disasters:
            chances: list[tuple[float, Callable[[Station], None]]] = [
                (6, self.restore), (2, self.clone), (2, self.steal), (2, self.renew)
            ]  # fmt: skip
            self.random.choices([act for _, act in chances], [chance for chance, _ in chances])[0](station)

    def restore(self, station: Station) -> None:
        backup = self.backups.get(self.network.index(station))
        if backup is not None and station.pending is None and station.keys.former is None:
            station.restore(backup)
            self.befallen.add("restore")

    def clone(self, station: Station) -> None:
        """Somebody copies the data folder with everything this machine remembers; both write and send for a while."""
        if self.clones or station.pending is not None:
            return
        copy = disasters.clone(station, self.random.randrange(1 << 30))
        self.clones.append(copy)
        self.befallen.add("clone")
        for _ in range(self.random.randrange(1, 4)):
            self.work(copy)
            self.work(station)
        for _ in range(self.random.randrange(1, 4)):
            self.export(copy)

    def steal(self, station: Station) -> None:
        """A machine of a unit with others is stolen; the top node ends its key, the thief goes on writing."""
        top = self.network[0]
        others = [other for other in self.network if other.node == station.node and other is not station]
        if not others or "/" not in station.node or self.stolen or self.is_copied(station) or station.pending:
            return
        disasters.revoke(top, station, self.root_key)
        self.befallen.add("steal")
        self.stolen.append(station)
        self.network = [other for other in self.network if other is not station]
        self.backups.clear()
        for _ in range(self.random.randrange(4)):
            self.work(station)
            self.export(station)

    def is_copied(self, station: Station) -> bool:
        return any(copy.install == station.install for copy in self.clones)

    def renew(self, station: Station) -> None:
        """A machine asks for new keys and gets them with the next list that reaches it."""
        is_first = station.pending is None and station.keys.former is None  # who slept through two is told by paper
        if "/" in station.node and is_first and not self.is_copied(station):
            disasters.renew(self.network[0], station, self.root_key)
            self.befallen.add("renew")

    def take_back(self, station: Station) -> None:
        if self.disasters:
            disasters.take_back(station, self.random)
            self.befallen.add("take_back")

    # --- the end ---

    def settle(self) -> None:
        """Everything is carried everywhere; people end forks and gaps and decide conflicts; then it is quiet."""
        for _ in range(40):
            self.carry()
            if self.rule_a_fork() or self.close_a_gap():
                continue
            found = [(station, entity) for station in self.network for entity in self.undecided(station)[:1]]
            if not found:
                exchange_until_quiet(self.network, self.links)
                return
            self.settle_conflict(*found[0])
        raise AssertionError("forks, gaps and conflicts do not end")

    def carry(self) -> None:
        """Carry bundles over every link a few times; forks keep it from falling silent."""
        while self.mail:
            self.give(*self.mail.pop())
        for _ in range(4):
            for station in list(self.network):
                for to_node in [second for first, second in self.links if first == station.node]:
                    if station.endpoint.others_of(to_node):
                        self.give(to_node, station.compose(to_node).frame)

    def give(self, node: str, frame: bytes) -> None:
        for other in self.network:
            if other.node == node and self.not_from(other, frame):
                received(other, frame)

    def rule_a_fork(self) -> bool:
        """One fork is ruled by a machine of its unit, or by the top node; the copy brings its part back, or is gone."""
        for station in sorted(self.network, key=lambda one: -len(one.node)):
            for stream, differs in disasters.forked(station):
                if station.node == stream["node"] or "/" not in station.node:
                    copies = [copy for copy in self.clones if copy.install == stream["install_id"]]
                    is_back = bool(copies) and self.random.random() < 0.5
                    disasters.rule(station, stream, differs - 1, rescue=not is_back)
                    if is_back:
                        self.bring_back(copies[0])
                    return True
        return False

    def bring_back(self, copy: Station) -> None:
        """The copy learns of the ruling, writes its part anew, hands it in, and is switched off."""
        self.carry()
        for station in list(self.network):
            if (station.node, copy.node) in self.links and station.endpoint.others_of(copy.node):
                received(copy, station.compose(copy.node, ExportMode.FULL).frame)
        for node in [second for first, second in self.links if first == copy.node]:
            if copy.endpoint.others_of(node):
                self.give(node, copy.compose(node, ExportMode.FULL).frame)
        for station in list(
            self.network
        ):  # the copy's receipts counted as the machine's own: it is given everything once
            if (station.node, copy.node) in self.links and station.endpoint.others_of(copy.node):
                self.give(copy.node, station.compose(copy.node, ExportMode.FULL).frame)

    def close_a_gap(self) -> bool:
        for station in self.network:
            for stream in db.events.streams(station.database):
                if stream["node"] == station.node and waiting_of(station.database, stream):
                    disasters.close_gap(station, stream)
                    self.befallen.add("gap")
                    return True
        return False


def received(station: Station, frame: bytes, watch: Callable[[], None] = lambda: None) -> Taken | None:
    """What an import gives; a file under a key that this machine does not know yet waits in the drawer."""
    try:
        return station.receive(frame, watch)
    except BundleRefused as refusal:
        if refusal.reason is not BundleFault.UNKNOWN_KEY:
            raise
        return None
